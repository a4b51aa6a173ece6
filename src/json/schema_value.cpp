#include "json/schema_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace errand::json::schema {
namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;
constexpr double kTwoTo64 = 18446744073709551616.0;

void write_number(std::string& out, const value& of) {
    if (const auto* number = of.if_double()) {
        if (std::floor(*number) != *number || *number < -kTwoTo63 || *number >= kTwoTo64) {
            out += fmt::format("d{:a};", *number);
        } else if (*number < kTwoTo63) {
            out += fmt::format("n{};", static_cast<std::int64_t>(*number));
        } else {
            out += fmt::format("n{};", static_cast<std::uint64_t>(*number));
        }
    } else if (const auto* natural = of.if_uint64()) {
        out += fmt::format("n{};", *natural);
    } else {
        out += fmt::format("n{};", of.get_int64());
    }
}

void write_identity(std::string& out, const value& of) {
    if (of.is_null()) {
        out += '0';
    } else if (const auto* truth = of.if_bool()) {
        out += *truth ? 't' : 'f';
    } else if (const auto* text = of.if_string()) {
        out += fmt::format("s{}:", text->size());
        out += std::string_view(*text);
    } else if (const auto* elements = of.if_array()) {
        out += fmt::format("a{}:", elements->size());
        for (const auto& element : *elements) write_identity(out, element);
    } else if (const auto* members = of.if_object()) {
        std::map<std::string_view, const value*> sorted;
        for (const auto& member : *members) sorted.emplace(member.key(), &member.value());
        out += fmt::format("o{}:", sorted.size());
        for (const auto& [key, member] : sorted) {
            out += fmt::format("{}:", key.size());
            out += key;
            write_identity(out, *member);
        }
    } else {
        write_number(out, of);
    }
}

// digits * 10^exponent, as the number was written or as the shortest text that names it.
struct Decimal {
    unsigned __int128 digits = 0;
    int exponent = 0;
};

Decimal decimal_of(const value& of) {
    char text[64];
    char* end = text;
    if (const auto* number = of.if_double()) {
        end = std::to_chars(text, text + sizeof text, std::abs(*number),
                            std::chars_format::scientific)
                  .ptr;
    } else if (const auto* natural = of.if_uint64()) {
        end = std::to_chars(text, text + sizeof text, *natural).ptr;
    } else {
        const auto signed_number = of.get_int64();
        const auto magnitude = signed_number < 0 ? 0 - static_cast<std::uint64_t>(signed_number)
                                                 : static_cast<std::uint64_t>(signed_number);
        end = std::to_chars(text, text + sizeof text, magnitude).ptr;
    }
    Decimal made;
    bool fraction = false;
    for (const char* at = text; at != end; ++at) {
        if (*at == 'e') {
            int written = 0;
            std::from_chars(at[1] == '+' ? at + 2 : at + 1, end, written);
            made.exponent += written;
            break;
        }
        if (*at == '.') {
            fraction = true;
            continue;
        }
        made.digits = made.digits * 10 + static_cast<unsigned>(*at - '0');
        if (fraction) --made.exponent;
    }
    return made;
}

}  // namespace

std::string identity(const value& of) {
    std::string out;
    write_identity(out, of);
    return out;
}

bool is_integer(const value& of) {
    const auto* number = of.if_double();
    return number == nullptr ? of.is_number()
                             : std::isfinite(*number) && std::floor(*number) == *number;
}

std::partial_ordering compare_numbers(const value& left, const value& right) {
    // Wide enough for every 64-bit integer and every double.
    static_assert(std::numeric_limits<long double>::digits >= 64);
    return left.to_number<long double>() <=> right.to_number<long double>();
}

bool is_multiple(const value& of, const value& unit) {
    const auto number = decimal_of(of);
    const auto divisor = decimal_of(unit);
    if (number.digits == 0) return true;
    // Both have at most 20 digits, so the products below stay inside 128 bits.
    if (number.exponent < divisor.exponent) {
        // Then the divisor's larger power of ten must be contained in the number's digits.
        auto digits = number.digits;
        int missing = divisor.exponent - number.exponent;
        for (; missing > 0 && digits % 10 == 0; --missing) digits /= 10;
        return missing == 0 && digits % divisor.digits == 0;
    }
    auto rest = number.digits % divisor.digits;
    for (int i = divisor.exponent; i < number.exponent && rest != 0; ++i) {
        rest = rest * 10 % divisor.digits;
    }
    return rest == 0;
}

std::uint64_t length_of(std::string_view text) {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace errand::json::schema
