#include "language/time/english/numbers.hpp"

#include <string>

namespace errand::language::time::english {
namespace {

const Lexicon<int>& ones() {
    static const Lexicon<int> lexicon{
        {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
        {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
        {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
        {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    };
    return lexicon;
}

const Lexicon<int>& tens() {
    static const Lexicon<int> lexicon{
        {"twenty", 20}, {"thirty", 30},  {"forty|fourty", 40}, {"fifty", 50},
        {"sixty", 60},  {"seventy", 70}, {"eighty", 80},       {"ninety", 90},
    };
    return lexicon;
}

const Lexicon<int>& ordinal_ones() {
    static const Lexicon<int> lexicon{
        {"first", 1},        {"second", 2},      {"third", 3},       {"fourth", 4},
        {"fifth", 5},        {"sixth", 6},       {"seventh", 7},     {"eighth", 8},
        {"ninth", 9},        {"tenth", 10},      {"eleventh", 11},   {"twelfth", 12},
        {"thirteenth", 13},  {"fourteenth", 14}, {"fifteenth", 15},  {"sixteenth", 16},
        {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},
        {"thirtieth", 30},   {"fortieth", 40},   {"fiftieth", 50},
    };
    return lexicon;
}

// "twenty" and the place after it, past a hyphen or an "and".
std::optional<Whole> read_tens(const Words& words, std::size_t at) {
    const auto ten = tens().find(words, at);
    if (!ten) return std::nullopt;
    return Whole{ten->end, ten->meaning, 0};
}

std::size_t past_hyphen(const Words& words, std::size_t at) {
    return words.is(at, "-") && words.glued(at) ? at + 1 : at;
}

std::optional<Whole> read_hundreds(const Words& words, std::size_t at) {
    std::optional<Whole> count = read_small_words(words, at);
    if (!count && words.is(at, "a")) count = Whole{at + 1, 1, 0};
    if (!count || !words.is(count->end, "hundred")) return std::nullopt;
    Whole read{count->end + 1, count->value * 100, 0};
    const std::size_t rest = words.skip(read.end, "and");
    if (const auto small = read_small_words(words, rest)) {
        read.end = small->end;
        read.value += small->value;
    }
    return read;
}

std::optional<Whole> read_thousands(const Words& words, std::size_t at) {
    std::optional<Whole> count = read_small_words(words, at);
    if (!count && words.is(at, "a")) count = Whole{at + 1, 1, 0};
    if (!count || !words.is(count->end, "thousand")) return std::nullopt;
    Whole read{count->end + 1, count->value * 1'000, 0};
    const std::size_t rest = words.skip(read.end, "and");
    if (const auto hundreds = read_hundreds(words, rest)) {
        read.end = hundreds->end;
        read.value += hundreds->value;
    } else if (const auto small = read_small_words(words, rest)) {
        read.end = small->end;
        read.value += small->value;
    }
    return read;
}

std::optional<Whole> read_words(const Words& words, std::size_t at) {
    if (auto read = read_thousands(words, at)) return read;
    if (auto read = read_hundreds(words, at)) return read;
    return read_small_words(words, at);
}

// "3.5", "1,200.5": where the digits stand together.
std::optional<Count> read_decimal(const Words& words, std::size_t at) {
    const auto first = read_digits(words, at);
    if (!first) return std::nullopt;
    std::string text = words[at].text;
    std::size_t end = first->end;
    while (words.is(end, ",") && words.glued(end) && words.is_digits(end + 1) &&
           words.glued(end + 1) && words[end + 1].text.size() == 3 && text.size() <= 9) {
        text += words[end + 1].text;
        end += 2;
    }
    if (words.is(end, ".") && words.glued(end) && words.is_digits(end + 1) &&
        words.glued(end + 1) && words[end + 1].text.size() <= 9) {
        text += "." + words[end + 1].text;
        end += 2;
    }
    return Count{end, std::stod(text)};
}

}  // namespace

std::optional<Whole> read_digits(const Words& words, std::size_t at) {
    if (!words.is_digits(at) || words[at].text.size() > 9) return std::nullopt;
    return Whole{at + 1, std::stoi(words[at].text), static_cast<int>(words[at].text.size())};
}

std::optional<Whole> read_small_words(const Words& words, std::size_t at) {
    if (const auto one = ones().find(words, at)) return Whole{one->end, one->meaning, 0};
    auto read = read_tens(words, at);
    if (!read) return std::nullopt;
    std::size_t rest = past_hyphen(words, read->end);
    if (rest == read->end) rest = words.skip(rest, "and");
    const auto one = ones().find(words, rest);
    if (one && one->meaning >= 1 && one->meaning <= 9) {
        read->end = one->end;
        read->value += one->meaning;
    }
    return read;
}

std::optional<Whole> read_whole(const Words& words, std::size_t at) {
    if (auto read = read_digits(words, at)) return read;
    return read_words(words, at);
}

std::optional<Whole> read_ordinal(const Words& words, std::size_t at) {
    if (const auto digits = read_digits(words, at)) {
        if (!words.is_any(digits->end, {"st", "nd", "rd", "th"}) || !words.glued(digits->end))
            return std::nullopt;
        return Whole{digits->end + 1, digits->value, digits->digits};
    }
    if (const auto one = ordinal_ones().find(words, at)) return Whole{one->end, one->meaning, 0};
    const auto ten = read_tens(words, at);
    if (!ten) return std::nullopt;
    const auto one = ordinal_ones().find(words, past_hyphen(words, ten->end));
    if (!one || one->meaning > 9) return std::nullopt;
    return Whole{one->end, ten->value + one->meaning, 0};
}

std::optional<Whole> read_year_words(const Words& words, std::size_t at) {
    const auto thousands = read_thousands(words, at);
    if (thousands && thousands->value >= 1'000 && thousands->value < 3'000) return thousands;
    const auto century = read_small_words(words, at);
    if (!century || century->value < 10 || century->value > 29) return std::nullopt;
    if (words.is(century->end, "hundred")) {
        auto read = read_hundreds(words, at);
        if (read && read->value >= 1'000) return read;
        return std::nullopt;
    }
    // "nineteen seventy two", "nineteen oh one", "twenty ten"; "twenty one" is no year.
    const bool lone_ten = century->value == 20 && century->end == at + 1;
    if (century->value > 20) return std::nullopt;
    const std::size_t rest = past_hyphen(words, century->end);
    if (words.is_any(rest, {"oh", "o", "zero"})) {
        const auto one = ones().find(words, past_hyphen(words, rest + 1));
        if (one && one->meaning >= 1 && one->meaning <= 9)
            return Whole{one->end, century->value * 100 + one->meaning, 0};
        return std::nullopt;
    }
    const auto small = read_small_words(words, rest);
    if (!small || small->value < 10 || (century->value == 20 && !lone_ten)) return std::nullopt;
    return Whole{small->end, century->value * 100 + small->value, 0};
}

std::optional<Whole> read_year(const Words& words, std::size_t at) {
    if (const auto digits = read_digits(words, at)) {
        if (digits->digits != 4 || digits->value < 1'000 || digits->value > 2'999)
            return std::nullopt;
        return digits;
    }
    return read_year_words(words, at);
}

std::optional<int> full_year(int short_year) {
    if (short_year < 30) return 2'000 + short_year;
    if (short_year >= 40) return 1'900 + short_year;
    return std::nullopt;
}

std::optional<Count> read_count(const Words& words, std::size_t at) {
    static const Lexicon<double> vague{
        {"few|a few|the few", 3},
        {"several|some", 3},
        {"couple|couple of|a couple|a couple of", 2},
        {"half|half a|half an|a half|a half an", 0.5},
        {"quarter of an|a quarter of an|quarter|a quarter", 0.25},
        {"three quarters of an|three quarters of a", 0.75},
        {"dozen|a dozen", 12},
        {"one and half|one and a half", 1.5},
    };
    if (const auto hit = vague.find(words, at)) {
        const bool is_vague = hit->meaning == 3;
        if (!words.is(at, "quarter") && !words.is(at + 1, "quarter"))
            return Count{hit->end, hit->meaning, is_vague, false};
        if (words.is(hit->end - 1, "an")) return Count{hit->end, hit->meaning, false, false};
        return std::nullopt;
    }
    std::optional<Count> read = read_decimal(words, at);
    if (!read) {
        if (const auto whole = read_words(words, at))
            read = Count{whole->end, static_cast<double>(whole->value)};
    }
    if (!read) {
        if (!words.is_any(at, {"a", "an"})) return std::nullopt;
        return Count{at + 1, 1, false, true};
    }
    if (const auto half = words.match_any(read->end, {"and a half", "and half", "1 / 2", "½"})) {
        read->end = *half;
        read->value += 0.5;
    }
    return read;
}

}  // namespace errand::language::time::english
