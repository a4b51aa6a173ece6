// Owns: one number in Chinese writing, with units (一百五, 三千零二十, 25万6千) or digits, at one
// place. Spaces may stand inside. Pure; any thread; linear in what is read.
#pragma once

#include <cstddef>
#include <optional>

#include "language/numeric/glyphs.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

struct Numeral {
    std::size_t end = 0;
    double value = 0;
    NumberKind kind = NumberKind::Integer;
    bool digits = false;      // in digits alone: "12.5"
    bool single = false;      // one Chinese digit: 三
    bool row = false;         // digits one after another: 二零二六, 九九
    bool about_unit = false;  // 多, 几, 余 within: 一千多万
};

// A whole number or a decimal without its sign; nothing where none begins.
std::optional<Numeral> read_numeral(const Glyphs& text, std::size_t at);
// 五分之一, 三又三分之一, 1 4/3, with signs inside but not before.
std::optional<Numeral> read_chinese_fraction(const Glyphs& text, std::size_t at);

// 负, or a minus that is no dash: the place behind it, else `at`.
std::size_t past_sign(const Glyphs& text, std::size_t at);
// 0 to 9, or -1; 半 is none.
int chinese_digit(char32_t character);
// 10 for 十, ... 1e12 for 兆, or 0.
double chinese_unit(char32_t character);
// 多, 几, 余
bool is_about(char32_t character);
// 分之 at `at`, spaces allowed: where it ends, or 0.
std::size_t past_parts_of(const Glyphs& text, std::size_t at);

}  // namespace errand::language::numeric
