// The Chinese grammar: the longest reading at each place, then what neighbours make together.
#include <algorithm>

#include "language/time/chinese/combine.hpp"
#include "language/time/chinese/numerals.hpp"
#include "language/time/grammars.hpp"

namespace errand::language::time {
namespace chinese {
namespace {

constexpr std::size_t kMaxTitle = 40;

using Reader = Read (*)(const Context&, std::size_t);

// Of readings of the same length the first holds.
constexpr Reader kReaders[] = {
    read_set,         read_around_now,   read_clock_range,  read_date_range,
    read_clock_piece, read_date,         read_numeric_date, read_holiday,
    read_weekday,     read_relative_day, read_part_of_day,  read_counted_part,
    read_period,      read_duration,     read_moment_word,  read_zone,
};

// Numbers are read from their beginning.
bool is_inside_number(const Line& line, std::size_t at, std::size_t last_end) {
    if (at == 0 || at == last_end) return false;
    const char32_t before = line[at - 1];
    if (is_digit(line[at])) {
        if (line.gap(at)) return false;
        if (is_digit(before) || is_latin(before)) return true;
        // "5:00-6:00": the mark stands between two times.
        return is_one_of(before, U".:/-,") && at >= 2 && is_digit(line[at - 2]) &&
               at - 1 != last_end;
    }
    return is_numeral(line[at]) && (is_numeral(before) || before == U'几');
}

Read read_longest(const Context& context, std::size_t at) {
    Read best;
    for (const Reader reader : kReaders) {
        auto read = reader(context, at);
        if (read && read->end > at && (!best || read->end > best->end)) best = std::move(read);
    }
    return best;
}

// Past a title in its marks: "《明日之后》".
std::size_t past_title(const Line& line, std::size_t at) {
    if (line[at] != U'《') return at;
    for (std::size_t end = at + 1; end < line.size() && end < at + kMaxTitle; ++end)
        if (line[end] == U'》') return end + 1;
    return at;
}

Pieces read_pieces(const Context& context) {
    Pieces pieces;
    std::size_t last_end = 0;
    for (std::size_t at = 0; at < context.line.size();) {
        if (const auto end = past_title(context.line, at); end > at) {
            at = end;
            continue;
        }
        Read read;
        if (!is_inside_number(context.line, at, last_end)) read = read_longest(context, at);
        if (!read) {
            ++at;
            continue;
        }
        at = last_end = read->end;
        pieces.push_back(std::move(*read));
    }
    return pieces;
}

// "一点" alone is "a bit"; a number alone is a year only where nothing else claims it.
bool is_doubtful(const Line& line, const Piece& piece) {
    if (!piece.weak) return false;
    if (is_one_of(line[piece.end], U"不也都没儿")) return piece.value.kind == Kind::Time;
    if (piece.value.kind == Kind::DateRange) return false;
    const bool at_start =
        piece.begin == 0 || is_one_of(line[piece.begin - 1], U",.!?;我你您他她们就");
    if (at_start) return !is_one_of(line[piece.end], U"到见出开集") || line.is(piece.end, U"到不");
    return !is_one_of(line[piece.begin - 1], U"在到于是从");
}

}  // namespace
}  // namespace chinese

std::vector<Found> find_chinese(std::string_view text, Reference reference,
                                const Options& options) {
    using namespace chinese;
    const Line line(text);
    const Context context{line, reference};
    auto pieces = read_pieces(context);
    share_months(context, pieces);
    pieces = join_clock_ranges(context, std::move(pieces));
    pieces = join_ranges(context, join_neighbours(context, std::move(pieces)));
    pieces = put_bounds(context, std::move(pieces));
    std::vector<Found> found;
    for (auto& piece : pieces) {
        if (is_doubtful(line, piece)) continue;
        // Of a plan only what is to come is meant.
        if ((options.calendar || options.tasks) && piece.value.future.begin)
            piece.value.past = piece.value.future;
        found.push_back(
            {line.begin_byte(piece.begin), line.end_byte(piece.end), std::move(piece.value)});
    }
    return found;
}

}  // namespace errand::language::time
