// Years: see forms.hpp.
#include "language/time/chinese/forms.hpp"
#include "language/time/chinese/numerals.hpp"

namespace errand::language::time::chinese {
namespace {

struct YearWord {
    std::u32string_view word;
    int offset;
};

constexpr YearWord kYearWords[] = {
    {U"今年", 0},    {U"本年", 0},   {U"这一年", 0}, {U"去年", -1},   {U"上一年", -1},
    {U"明年", 1},    {U"来年", 1},   {U"下一年", 1}, {U"前年", -2},   {U"后年", 2},
    {U"大前年", -3}, {U"大后年", 3}, {U"本年度", 0}, {U"上年度", -1}, {U"下年度", 1},
};
constexpr WordTable kYearWordsTable(kYearWords);

bool in(int value, int low, int high) {
    return value >= low && value <= high;
}

std::optional<YearRead> read_year_word(const Context& context, std::size_t at) {
    const auto* word = kYearWordsTable.find(context.line, at);
    if (!word) return {};
    return YearRead{at + word->word.size(), context.now.date.year + word->offset, false};
}

std::optional<YearRead> read_era_year(const Line& line, std::size_t at) {
    const auto era = read_era(line, at);
    if (!era) return {};
    if (line.is(era->end, U"元年")) return YearRead{era->end + 2, era->value, false};
    const auto count = read_numeral(line, era->end);
    if (!count || !in(count->integer(), 1, 150) || line[count->end] != U'年') return {};
    return YearRead{count->end + 1, era->value + count->integer() - 1, false};
}

bool is_about(const Line& line, std::size_t at) {
    return digit_value(line[at]) + 1 == digit_value(line[at + 1]);
}

// Whether such a number before "年" is more often a length.
bool is_more_a_length(const Line& line, std::size_t at, const Numeral& numeral) {
    if (numeral.digits == 0) return numeral.integer() % 1'000 == 0 && line[at] != U'两';
    if (numeral.digits == 2 && numeral.arabic) return line[at] != U'0' && numeral.value < 85;
    if (numeral.digits == 2) return is_about(line, at);
    return numeral.digits == 3 && numeral.integer() % 10 == 0;
}

}  // namespace

int whole_year(int year, int digits) {
    if (digits != 2) return year;
    return year < 40 ? 2'000 + year : 1'900 + year;
}

std::optional<YearRead> read_year(const Context& context, std::size_t at) {
    const Line& line = context.line;
    if (const auto word = read_year_word(context, at)) return word;
    if (const auto era = read_era_year(line, at)) return era;
    const std::size_t start = line.past(at, {U"公元", U"西元"});
    const auto numeral = read_numeral(line, start);
    if (!numeral || line[numeral->end] != U'年' || numeral->digits > 4) return {};
    if (numeral->digits == 1 || (numeral->digits == 0 && numeral->value < 1'000)) return {};
    if (line[numeral->end + 1] == U'代') return {};
    const int year = whole_year(numeral->integer(), numeral->digits);
    if (!in(year, 1, kMaxYear)) return {};
    std::size_t end = numeral->end + 1;
    if (line[end] == U'度' && !is_numeral(line[end + 1])) ++end;
    return YearRead{end, year, start == at && is_more_a_length(line, start, *numeral)};
}

}  // namespace errand::language::time::chinese
