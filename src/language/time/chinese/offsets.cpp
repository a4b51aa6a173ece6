// Which one of a row, and names of weekdays: see forms.hpp.
#include "language/time/chinese/forms.hpp"
#include "language/time/chinese/numerals.hpp"

namespace errand::language::time::chinese {
namespace {

bool in(int value, int low, int high) {
    return value >= low && value <= high;
}

}  // namespace

std::optional<OffsetRead> read_offset(const Line& line, std::size_t at) {
    const char32_t way = line[at];
    std::size_t end = at;
    int offset = 0;
    if (way == U'上' || way == U'下') {
        for (; line[end] == way && end - at < 6; ++end) offset += way == U'上' ? -1 : 1;
    } else {
        end = line.past(at, {U"这", U"本", U"当"});
        if (end == at) return {};
    }
    if (line.is(end, U"一个")) return OffsetRead{end + 2, offset};
    if (line[end] == U'个') return OffsetRead{end + 1, offset};
    if (line.past(end, {U"一周", U"一星期", U"一礼拜", U"一月", U"一季度"}) > end)
        return OffsetRead{end + 1, offset};
    return OffsetRead{end, offset};
}

std::optional<NumberRead> read_weekday_name(const Line& line, std::size_t at) {
    const std::size_t start = line.past(at, {U"周", U"星期", U"礼拜"});
    if (start == at) return {};
    const char32_t name = line[start];
    int weekday = digit_value(name);
    if (name == U'日' || name == U'天') weekday = 7;
    if (is_digit(name) && !is_digit(line[start + 1])) weekday = static_cast<int>(name - U'0');
    const bool spelled_seven = weekday == 7 && name == U'七';
    if (!in(weekday, 1, 7) || name == U'两' || spelled_seven) return {};
    if (name == U'天' && is_one_of(line[start + 1], U"气津")) return {};
    // "这周一共", "本周一样".
    if (name == U'一' && is_one_of(line[start + 1], U"共般样定切律向些")) return {};
    // "每周三次", "一周两个".
    if (is_one_of(line[start + 1], U"次回趟遍百千十") ||
        (is_one_of(line[start + 1], U"个天") && name != U'天'))
        return {};
    return NumberRead{start + 1, weekday};
}

std::optional<NumberRead> read_rank(const Line& line, std::size_t at) {
    const std::size_t start = line.past(at, {U"的"});
    if (line.is(start, U"最后一")) return NumberRead{line.past(start + 3, {U"个", U"个的"}), -1};
    if (line[start] != U'第') return {};
    const auto numeral = read_numeral(line, start + 1);
    if (!numeral || !in(numeral->integer(), 1, 60)) return {};
    return NumberRead{line.past(numeral->end, {U"个"}), numeral->integer()};
}

}  // namespace errand::language::time::chinese
