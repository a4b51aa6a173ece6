// Time zones as they are said beside a time: "北京时间", "UTC+8". Standard time all year: which
// days have summer time is not said.
#include "language/time/chinese/numerals.hpp"
#include "language/time/chinese/piece.hpp"

namespace errand::language::time::chinese {
namespace {

struct Place {
    std::u32string_view word;
    int offset_minutes;
};

constexpr Place kPlaces[] = {
    {U"北京", 480},    {U"中国", 480},    {U"中国标准", 480},  {U"上海", 480},
    {U"香港", 480},    {U"台北", 480},    {U"新加坡", 480},    {U"吉隆坡", 480},
    {U"马尼拉", 480},  {U"东京", 540},    {U"日本", 540},      {U"首尔", 540},
    {U"韩国", 540},    {U"曼谷", 420},    {U"泰国", 420},      {U"越南", 420},
    {U"雅加达", 420},  {U"印度", 330},    {U"迪拜", 240},      {U"莫斯科", 180},
    {U"开罗", 120},    {U"雅典", 120},    {U"巴黎", 60},       {U"法国", 60},
    {U"柏林", 60},     {U"德国", 60},     {U"罗马", 60},       {U"马德里", 60},
    {U"伦敦", 0},      {U"英国", 0},      {U"格林威治", 0},    {U"格林尼治", 0},
    {U"世界标准", 0},  {U"纽约", -300},   {U"美东", -300},     {U"美国东部", -300},
    {U"多伦多", -300}, {U"芝加哥", -360}, {U"美中", -360},     {U"美国中部", -360},
    {U"洛杉矶", -480}, {U"美西", -480},   {U"美国西部", -480}, {U"太平洋", -480},
    {U"旧金山", -480}, {U"西雅图", -480}, {U"温哥华", -480},   {U"夏威夷", -600},
    {U"悉尼", 600},    {U"墨尔本", 600},  {U"奥克兰", 720},
};
constexpr WordTable kPlacesTable(kPlaces);

// "utc", "gmt+8", "utc+08:00".
std::optional<NumberRead> read_offset_of_utc(const Line& line, std::size_t at) {
    const std::size_t start = line.past(at, {U"utc", U"gmt"});
    if (start == at || is_latin(line[start])) return {};
    const int sign = line[start] == U'+' ? 1 : line[start] == U'-' ? -1 : 0;
    if (sign == 0) return NumberRead{start, 0};
    const auto hours = read_numeral(line, start + 1);
    if (!hours || !hours->arabic || hours->value > 14) return NumberRead{start, 0};
    NumberRead read{hours->end, hours->integer() * 60};
    if (line[read.end] == U':')
        if (const auto minutes = read_numeral(line, read.end + 1);
            minutes && minutes->digits == 2 && minutes->value < 60) {
            read.value += minutes->integer();
            read.end = minutes->end;
        }
    read.value *= sign;
    return read;
}

}  // namespace

Read read_zone(const Context& context, std::size_t at) {
    const Line& line = context.line;
    auto read = read_offset_of_utc(line, at);
    if (!read) {
        const auto* place = kPlacesTable.find(line, at);
        if (!place) return {};
        const std::size_t end = line.past(at + place->word.size(), {U"时间", U"标准时间"});
        if (end == at + place->word.size()) return {};
        read = NumberRead{end, place->offset_minutes};
    }
    Piece made;
    made.begin = at;
    made.end = read->end;
    made.value.kind = Kind::Zone;
    made.value.zone = Zone{read->value, std::string(line.said(at, read->end))};
    return made;
}

}  // namespace errand::language::time::chinese
