// Owns: the groups of digits that a telephone number may be made of, and whether some of them in a
// row are one. Used by phones.cpp alone. Pure; any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

// One row of digits, with what stands between it and the row before. In characters.
struct DigitGroup {
    std::size_t begin = 0;  // with "+" and "("
    std::size_t end = 0;    // with ")"
    std::string digits;
    std::string separator;  // before it: spaces and at most one of - . /
    bool plus = false;
    bool bracket = false;        // "(541)"
    bool closed_before = false;  // a ")" without its "(" stands before: "123)456-7890"

    std::size_t size() const { return digits.size(); }
};

// The groups that follow each other from `at` on without anything else between, at most
// kMaxPhoneGroups. Empty where none begins at `at`.
std::vector<DigitGroup> read_digit_groups(const Letters& text, std::size_t at);

// How the groups are a telephone number: which are the country's code, which the national number.
struct PhoneShape {
    bool is_phone = false;
    bool is_other = false;        // a date, a bank card's number, a social security number
    bool international = false;   // with "+", 00 or 011
    std::string country_code;     //
    std::string national;         //
    double confidence = 0;        // see Phone
    bool extension_last = false;  // the last group is one: "010-65980408-8001"
};
PhoneShape shape_of(std::span<const DigitGroup> groups);

}  // namespace errand::language
