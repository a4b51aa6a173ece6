// Owns: the numbers that times are written with, in digits and in Chinese numerals. Pure; any
// thread; a number is read from a bounded row of characters.
#pragma once

#include <optional>

#include "language/time/chinese/text.hpp"

namespace errand::language::time::chinese {

struct Numeral {
    std::size_t end = 0;
    double value = 0;
    int digits = 0;       // of "07" and "二零一六"; 0 of "二十三"
    bool arabic = false;  // in digits
    bool approximate = false;
    int integer() const { return static_cast<int>(value); }
};

// "07", "2016", "十二", "二十三", "两千零四", "廿三"; and digit by digit: "二零一六", "零八".
std::optional<Numeral> read_numeral(const Line& line, std::size_t at);
// How many of a unit: also "1.5", "半", "几", "两三", "十来", "二十多".
std::optional<Numeral> read_count(const Line& line, std::size_t at);
// The value of one numeral ("零" to "九", "两"), or -1.
int digit_value(char32_t code);
bool is_numeral(char32_t code);

}  // namespace errand::language::time::chinese
