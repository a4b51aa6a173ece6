#include "language/time/chinese/combine.hpp"
#include "language/time/make.hpp"

namespace errand::language::time::chinese {
namespace {

struct Mark {
    std::u32string_view word;
    Bound bound;
    // What of the following characters makes another word of it.
    std::u32string_view not_before = {};
};

constexpr Mark kAfterwards[] = {
    {U"之前", Bound::Before},
    {U"以前", Bound::Before},
    {U"前", Bound::Before, U"面台往后夕夜锋天年几一两二三四五六七八九十辈任程途"},
    {U"或之前", Bound::Until},
    {U"或以前", Bound::Until},
    {U"或更早", Bound::Until},
    {U"及之前", Bound::Until},
    {U"及以前", Bound::Until},
    {U"和之前", Bound::Until},
    {U"(含)之前", Bound::Until},
    {U"为止", Bound::Until},
    {U"之后", Bound::After},
    {U"以后", Bound::After},
    {U"过后", Bound::After},
    {U"后", Bound::After, U"天年面来台勤续备悔期几一两二三四五六七八九十院"},
    {U"或之后", Bound::Since},
    {U"或以后", Bound::Since},
    {U"或更晚", Bound::Since},
    {U"及之后", Bound::Since},
    {U"及以后", Bound::Since},
    {U"和之后", Bound::Since},
    {U"以来", Bound::Since},
    {U"至今", Bound::Since},
    {U"起", Bound::Since, U"床飞身码来点步立火风名"},
    {U"开始", Bound::Since},
    {U"之后开始", Bound::After},
};
constexpr WordTable kAfterwardsTable(kAfterwards);

struct Opening {
    std::u32string_view word;
    Bound bound;
};
constexpr Opening kOpenings[] = {
    {U"早于", Bound::Before},  {U"先于", Bound::Before},  {U"不晚于", Bound::Until},
    {U"不迟于", Bound::Until}, {U"晚于", Bound::After},   {U"迟于", Bound::After},
    {U"不早于", Bound::Since}, {U"截至", Bound::Until},   {U"截止", Bound::Until},
    {U"截止到", Bound::Until}, {U"截至到", Bound::Until}, {U"直到", Bound::Until},
    {U"自从", Bound::Since},
};

bool takes_bounds(const Piece& piece) {
    const Value& value = piece.value;
    return (value.is_point() || value.is_range()) && value.bound == Bound::None && !piece.closed &&
           !value.timex.ends_with("_REF");
}

const Opening* opening_before(const Line& line, std::size_t at) {
    const Opening* best = nullptr;
    for (const Opening& opening : kOpenings)
        if (line.ends(at, opening.word) && (!best || opening.word.size() > best->word.size()))
            best = &opening;
    return best;
}

// The first "从" and the last "到" of the line: where they make a range of some kind, "从" is not
// the start of "从…起".
struct FromTo {
    explicit FromTo(const Line& line) : from(line.size()) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (from == line.size() && is_one_of(line[at], U"从自")) from = at;
            if (at + 1 < line.size() && is_one_of(line[at], U"至到")) to = at;
        }
    }
    bool holds(std::size_t end) const { return from < end && to >= from + 2; }
    std::size_t from;
    std::size_t to = 0;
};

std::size_t start_of(const Line& line, const FromTo& from_to, const Piece& piece) {
    const std::size_t start = line.before(piece.begin, {U"从", U"自", U"自从", U"打从", U"打"});
    return from_to.holds(piece.end) ? piece.begin : start;
}

void bound_one(const Line& line, const FromTo& from_to, Piece& piece) {
    const Mark* mark = kAfterwardsTable.find(line, piece.end);
    if (mark && is_one_of(line[piece.end + mark->word.size()], mark->not_before)) mark = nullptr;
    // "三点开始" says when it is, not since when.
    const bool clock = piece.value.kind == Kind::Time || piece.value.kind == Kind::TimeRange;
    if (mark && mark->bound == Bound::Since && clock && mark->word == U"开始" &&
        line.before(piece.begin, {U"从", U"自"}) == piece.begin)
        mark = nullptr;
    if (mark) {
        piece.end += mark->word.size();
        if (mark->bound == Bound::Since) piece.begin = start_of(line, from_to, piece);
        if (mark->word == U"为止")
            piece.begin = line.before(piece.begin, {U"到", U"直到", U"截止到", U"截至", U"截止"});
        piece.value = with_bound(std::move(piece.value), mark->bound);
        piece.weak = false;
        return;
    }
    if (const Opening* opening = opening_before(line, piece.begin)) {
        piece.begin -= opening->word.size();
        piece.value = with_bound(std::move(piece.value), opening->bound);
        piece.weak = false;
    }
}

// "3月5号左右", "大约2018年".
void approximate(const Line& line, Piece& piece) {
    if (piece.value.kind != Kind::Date && piece.value.kind != Kind::DateRange) return;
    const std::size_t end = line.past(piece.end, {U"左右", U"前后"});
    const std::size_t begin = line.before(piece.begin, {U"大约", U"大概", U"大约在", U"大概在"});
    if (end == piece.end && begin == piece.begin) return;
    piece.end = end;
    piece.begin = begin;
    piece.value.approximate = true;
}

}  // namespace

Pieces put_bounds(const Context& context, Pieces pieces) {
    const FromTo from_to(context.line);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (!takes_bounds(pieces[i])) continue;
        Piece bounded = pieces[i];
        approximate(context.line, bounded);
        bound_one(context.line, from_to, bounded);
        const bool free = (i == 0 || pieces[i - 1].end <= bounded.begin) &&
                          (i + 1 == pieces.size() || bounded.end <= pieces[i + 1].begin);
        if (free) pieces[i] = std::move(bounded);
    }
    return pieces;
}

}  // namespace errand::language::time::chinese
