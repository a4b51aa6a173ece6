// Parts of the day, and now: see clocks.hpp and piece.hpp.
#include "language/time/chinese/clocks.hpp"
#include "language/time/make.hpp"
#include "language/time/timex.hpp"

namespace errand::language::time::chinese {
namespace {

constexpr PartOfDay kPartWords[] = {
    {U"早上", Half::Morning, "MO"},   {U"早晨", Half::Morning, "MO"},
    {U"清晨", Half::Morning, "MO"},   {U"清早", Half::Morning, "MO"},
    {U"大清早", Half::Morning, "MO"}, {U"一早", Half::Morning, "MO"},
    {U"一大早", Half::Morning, "MO"}, {U"早间", Half::Morning, "MO"},
    {U"晨间", Half::Morning, "MO"},   {U"上午", Half::Morning, "MO"},
    {U"午前", Half::Morning, "MO"},   {U"早", Half::Morning, "MO"},
    {U"晨", Half::Morning, "MO"},     {U"中午", Half::Noon, "MI"},
    {U"正午", Half::Noon, "MI"},      {U"晌午", Half::Noon, "MI"},
    {U"午间", Half::Noon, "MI"},      {U"下午", Half::Afternoon, "AF"},
    {U"午后", Half::Afternoon, "AF"}, {U"傍晚", Half::Evening, "EV"},
    {U"黄昏", Half::Evening, "EV"},   {U"晚上", Half::Evening, "EV"},
    {U"晚间", Half::Evening, "EV"},   {U"晚", Half::Evening, "EV"},
    {U"夜里", Half::Night, "NI"},     {U"夜晚", Half::Night, "NI"},
    {U"夜间", Half::Night, "NI"},     {U"深夜", Half::Night, "NI"},
    {U"半夜", Half::Night, "NI"},     {U"大半夜", Half::Night, "NI"},
    {U"午夜", Half::Night, "NI"},     {U"夜", Half::Night, "NI"},
    {U"凌晨", Half::Dawn, ""},        {U"拂晓", Half::Dawn, ""},
    {U"黎明", Half::Dawn, ""},
};
constexpr WordTable kPartWordsTable(kPartWords);

Value before_dawn(CivilDateTime now) {
    Value value = make_part_of_day("NT", now);
    value.code.clear();
    value.clock = {0, {}, {}};
    value.clock_end = {6, {}, {}};
    value.timex = range_timex("T00", "T06", "PT6H");
    value.past = {CivilDateTime{now.date, {}}, CivilDateTime{now.date, {6, 0, 0}}};
    value.future = value.past;
    return value;
}

}  // namespace

const PartOfDay* find_part_of_day(const Line& line, std::size_t at) {
    return kPartWordsTable.find(line, at);
}

Read read_part_of_day(const Context& context, std::size_t at) {
    const Line& line = context.line;
    const auto* part = find_part_of_day(line, at);
    if (!part) return {};
    const std::size_t end = at + part->word.size();
    if (line[end] == U'好') return {};                           // a greeting
    if (part->word == U"下午" && line[end] == U'茶') return {};  // a meal
    if (part->is_short() && is_one_of(line[end], U"饭餐点就已安退会场班报宴霜恋")) return {};
    Piece made;
    made.begin = at;
    made.end = end;
    made.value =
        part->code.empty() ? before_dawn(context.now) : make_part_of_day(part->code, context.now);
    // "早" and "晚" are parts of a day only after it.
    made.weak = part->is_short();
    return made;
}

Read read_moment_word(const Context& context, std::size_t at) {
    // "明天这个时候": the time that it is now.
    const std::size_t same = context.line.past(at, {U"这个时候", U"这个时间", U"这个点"});
    if (same > at && at > 0 && is_one_of(context.line[at - 1], U"天日的一二三四五六")) {
        const ClockTime now = context.now.clock;
        return make_piece(at, same, make_clock({now.hour, now.minute, {}}, false, context.now));
    }
    struct Word {
        std::u32string_view word;
        std::string_view timex;
    };
    static constexpr Word kWords[] = {
        {U"现在", "PRESENT_REF"},   {U"此刻", "PRESENT_REF"}, {U"此时", "PRESENT_REF"},
        {U"这会儿", "PRESENT_REF"}, {U"当下", "PRESENT_REF"}, {U"此时此刻", "PRESENT_REF"},
        {U"马上", "FUTURE_REF"},    {U"立刻", "FUTURE_REF"},  {U"立即", "FUTURE_REF"},
        {U"立马", "FUTURE_REF"},    {U"尽快", "FUTURE_REF"},  {U"刚刚", "PAST_REF"},
        {U"刚才", "PAST_REF"},      {U"刚刚才", "PAST_REF"},  {U"不久前", "PAST_REF"},
    };
    static constexpr WordTable kWordsTable(kWords);
    const auto* word = kWordsTable.find(context.line, at);
    if (!word) return {};
    Piece made;
    made.begin = at;
    made.end = at + word->word.size();
    made.value = make_now(context.now);
    made.value.timex = word->timex;
    return made;
}

}  // namespace errand::language::time::chinese
