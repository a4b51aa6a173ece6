// Years, quarters and halves, seasons, decades and centuries; weeks by number; counted stretches.
#include "language/time/english/grammar.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::english {
namespace {

bool is_part_of_number(const Words& words, std::size_t at, std::size_t end) {
    if (at > 0 && words.glued(at)) {
        if (words.is_any(at - 1, {"$", "#", "€", "£", "+", "@", "_"})) return true;
        if (at > 1 && words.is_any(at - 1, {".", ",", ":", "/"}) && words.glued(at - 1) &&
            words.is_digits(at - 2))
            return true;
    }
    if (words.is_any(end, {".", ",", ":", "/"}) && words.glued(end) && words.is_digits(end + 1) &&
        words.glued(end + 1))
        return true;
    if (words.is_any(end, {"%", "percent", "_"})) return true;
    return words.glued(end) && words.is_letters(end);
}

// "32 - 2015", "2010-2015-86": in a row of numbers that is not from a year to a year.
bool is_in_odd_row(const Words& words, std::size_t at) {
    const auto left = [&](std::size_t from) {
        return from > 1 && words.is(from - 1, "-") && words.is_digits(from - 2);
    };
    const auto right = [&](std::size_t from) {
        return words.is(from + 1, "-") && words.is_digits(from + 2);
    };
    const auto is_year = [&](std::size_t where) { return words[where].text.size() == 4; };
    if (left(at) && (!is_year(at - 2) || left(at - 2) || right(at))) return true;
    return right(at) && (!is_year(at + 2) || right(at + 2));
}

// A year as it follows its name: "2008", "18".
std::optional<Whole> read_named_year(const Words& words, std::size_t at) {
    if (const auto year = read_year(words, at)) return year;
    const auto digits = read_digits(words, at);
    if (!digits || digits->digits != 2) return std::nullopt;
    const auto full = full_year(digits->value);
    if (!full) return std::nullopt;
    return Whole{digits->end, *full, 2};
}

// "2016", "year 247", "nineteen twenty eight", "calendar year 2018", "FY2018".
Read read_year_alone(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (const auto named =
            words.match_any(at, {"fy", "fiscal year", "sy", "school year", "financial year"})) {
        const auto year = read_named_year(words, words.skip_any(*named, {"of", "'", "-"}));
        const bool school = words.is_any(at, {"sy", "school"});
        if (!year && words.is_any(at, {"fy", "sy"})) return std::nullopt;
        Value value = make_season(std::nullopt, "");
        value.timex =
            (school ? "SY" : "FY") + (year ? year_timex(year->value) : std::string("XXXX"));
        value.grain = Unit::Year;
        return Item{at, year ? year->end : *named, std::move(value)};
    }
    if (words.is(at, "year")) {
        if (const auto digits = read_digits(words, at + 1);
            digits && digits->digits >= 3 && digits->digits <= 4 &&
            !is_part_of_number(words, at + 1, digits->end))
            return Item{at, digits->end, make_year(digits->value)};
        if (const auto year = read_year_words(words, at + 1))
            return Item{at, year->end, make_year(year->value)};
        const auto whole = read_whole(words, at + 1);
        if (whole && whole->digits == 0 && whole->value >= 100 && whole->value < 3'000)
            return Item{at, whole->end, make_year(whole->value)};
        return std::nullopt;
    }
    if (const auto calendar = words.match_any(at, {"calendar year", "cy"}))
        if (const auto year = read_named_year(words, *calendar))
            return Item{at, year->end, make_year(year->value)};
    const auto year = read_year(words, at);
    if (!year || is_part_of_number(words, at, year->end)) return std::nullopt;
    if (year->digits > 0) {
        const bool led =
            at > 0 && words.is_any(at - 1, {"in", "since", "after", "before", "until", "till", "by",
                                            "from", "of", "during", "year"});
        if (year->value < 1'500 || year->value > (led ? 2'999 : 2'100)) return std::nullopt;
        if (read_unit(in, year->end) || read_half(in, year->end)) return std::nullopt;
        if (is_in_odd_row(words, at)) return std::nullopt;
    }
    return Item{at, year->end, make_year(year->value)};
}

struct Piece {
    std::size_t end = 0;
    int first = 1;  // month
    int count = 3;  // months
    bool half = false;
};

// "Q3", "H1", "third quarter", "the first half".
std::optional<Piece> read_piece(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (words.is_any(at, {"q", "h"}) && words.is_digits(at + 1) && words.glued(at + 1) &&
        words[at + 1].text.size() == 1) {
        const int n = words[at + 1].text.front() - '0';
        const bool half = words.is(at, "h");
        if (n < 1 || n > (half ? 2 : 4)) return std::nullopt;
        return Piece{at + 2, (n - 1) * (half ? 6 : 3) + 1, half ? 6 : 3, half};
    }
    const std::size_t start = words.skip(at, "the");
    const auto ordinal = read_ordinal(words, start);
    if (!ordinal || ordinal->value < 1) return std::nullopt;
    const std::size_t noun = words.skip(ordinal->end, "-");
    if (words.is(noun, "quarter") && ordinal->value <= 4)
        return Piece{noun + 1, (ordinal->value - 1) * 3 + 1, 3};
    if (words.is(noun, "half") && ordinal->value <= 2)
        return Piece{noun + 1, (ordinal->value - 1) * 6 + 1, 6, true};
    return std::nullopt;
}

// "2016 Q3", "Q1 2016", "Q3 this year", "first half of 2017", "Q2".
Read read_piece_of_year(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (const auto year = read_year(words, at)) {
        const std::size_t next = words.skip_any(year->end, {"-", ",", "' s", "the", "/"});
        const auto piece = read_piece(in, next);
        if (!piece) return std::nullopt;
        return Item{at, piece->end,
                    make_months(year->value, piece->first, piece->count, in.reference)};
    }
    if (const auto which = read_which(in, at);
        which && !which->own && !which->vague && words.is(which->end, "year")) {
        const auto piece = read_piece(in, words.skip(which->end + 1, "' s"));
        if (!piece) return std::nullopt;
        return Item{at, piece->end,
                    make_months(in.reference.date.year + which->offset, piece->first, piece->count,
                                in.reference)};
    }
    const auto piece = read_piece(in, at);
    if (!piece) return std::nullopt;
    const std::size_t next = words.skip_any(piece->end, {"of", "in", "-", ",", "/", "of the year"});
    if (const auto year = read_year(words, next))
        return Item{at, year->end,
                    make_months(year->value, piece->first, piece->count, in.reference)};
    if (const auto which = read_which(in, next);
        which && !which->own && !which->vague && words.is(which->end, "year"))
        return Item{at, which->end + 1,
                    make_months(in.reference.date.year + which->offset, piece->first, piece->count,
                                in.reference)};
    std::size_t end = piece->end;
    if (const auto of = words.match_any(end, {"of the year", "in the year"})) end = *of;
    if (piece->half && end == piece->end) return std::nullopt;
    return Item{at, end, make_months(std::nullopt, piece->first, piece->count, in.reference)};
}

Read read_season(const Sentence& in, std::size_t at) {
    static const Lexicon<std::string_view> seasons{
        {"spring|springtime", "SP"},
        {"summer|summertime", "SU"},
        {"fall|autumn", "FA"},
        {"winter|wintertime", "WI"},
    };
    const Words& words = in.words;
    const auto which = read_which(in, at);
    const auto hit = seasons.find(words, which ? which->end : at);
    if (!hit) return std::nullopt;
    // "fall" and "spring" are verbs too.
    if (!which && words.is_any(at, {"fall", "spring"}) &&
        !(at > 0 && words.is_any(at - 1, {"in", "of", "during", "early", "late", "mid", "-",
                                          "every", "each", "since", "until", "before", "after"})) &&
        !read_year(words, words.skip_any(hit->end, {"of", ","})))
        return std::nullopt;
    std::size_t end = hit->end;
    std::optional<int> year;
    if (which && !which->own && !which->vague) year = in.reference.date.year + which->offset;
    const std::size_t next = words.skip_any(end, {"of", ",", "in"});
    if (const auto said =
            words.is(next, "'") ? read_named_year(words, next + 1) : read_year(words, next)) {
        year = said->value;
        end = said->end;
    } else if (const auto of = read_which(in, next);
               of && !of->own && !of->vague && words.is(of->end, "year")) {
        year = in.reference.date.year + of->offset;
        end = of->end + 1;
    }
    return Item{at, end, make_season(year, hit->meaning)};
}

const Lexicon<int>& decade_names() {
    static const Lexicon<int> names{
        {"twenties", 20}, {"thirties", 30},  {"forties|fourties", 40}, {"fifties", 50},
        {"sixties", 60},  {"seventies", 70}, {"eighties", 80},         {"nineties", 90},
    };
    return names;
}

// "1990s", "the 70's", "the nineteen seventies", "the two thousands", "the noughties".
Read read_decade(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    const std::size_t start = words.skip(at, "the");
    if (const auto oh = words.match_any(start, {"noughties", "naughties", "two thousands"}))
        return Item{at, *oh, make_decade(2000)};
    if (const auto ten = words.match_any(
            start, {"twenty tens", "twenty - tens", "two thousand and tens", "two thousand tens"}))
        return Item{at, *ten, make_decade(2010)};
    if (const auto name = decade_names().find(words, start))
        return Item{at, name->end, make_short_decade(name->meaning, in.reference)};
    if (const auto century = read_small_words(words, start);
        century && century->value >= 15 && century->value <= 20) {
        const auto name = decade_names().find(words, words.skip(century->end, "-"));
        if (name) return Item{at, name->end, make_decade(century->value * 100 + name->meaning)};
    }
    const std::size_t number = words.skip(start, "'");
    const auto digits = read_digits(words, number);
    if (!digits || digits->value % 10 != 0 || (digits->digits != 4 && digits->digits != 2))
        return std::nullopt;
    const auto end = words.match_any(digits->end, {"s", "' s"});
    if (!end) return std::nullopt;
    if (digits->digits == 2 && digits->value < 20 && start == at) return std::nullopt;
    if (digits->digits == 4) {
        if (digits->value < 1'000 || digits->value > 2'100) return std::nullopt;
        return Item{at, *end, make_decade(digits->value)};
    }
    return Item{at, *end, make_short_decade(digits->value, in.reference)};
}

// "15th century", "the twenty-first century".
Read read_century(const Sentence& in, std::size_t at) {
    const auto ordinal = read_ordinal(in.words, at);
    if (!ordinal || ordinal->value < 2 || ordinal->value > 30) return std::nullopt;
    if (!in.words.is(ordinal->end, "century")) return std::nullopt;
    return Item{at, ordinal->end + 1, make_decade((ordinal->value - 1) * 100, 100)};
}

// "week 31", "week 2 of 2019".
Read read_week_number(const Sentence& in, std::size_t at) {
    const Words& words = in.words;
    if (!words.is_any(at, {"week", "wk"})) return std::nullopt;
    const auto number = read_whole(words, words.skip_any(at + 1, {"number", "no", "no .", "#"}));
    if (!number || number->value < 1 || number->value > 53 || number->digits > 2)
        return std::nullopt;
    const auto year = read_year(words, words.skip_any(number->end, {"of", "in", ","}));
    if (year) return Item{at, year->end, make_week_of_year(year->value, number->value)};
    return Item{at, number->end, make_week_of_year(in.reference.date.year, number->value)};
}

}  // namespace

Read read_year_period(const Sentence& in, std::size_t at) {
    Read best = read_year_alone(in, at);
    best = longer(best, read_piece_of_year(in, at));
    best = longer(best, read_season(in, at));
    best = longer(best, read_decade(in, at));
    best = longer(best, read_century(in, at));
    return longer(best, read_week_number(in, at));
}

}  // namespace errand::language::time::english
