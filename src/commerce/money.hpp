// Owns: Money, an exact amount in hundredths of a currency that is named beside it. Pure; any
// thread. No floating point anywhere. On the wire a decimal string with two places: "18.00".
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace errand::commerce {

struct Money {
    std::int64_t minor = 0;

    auto operator<=>(const Money&) const = default;
    bool zero() const { return minor == 0; }
    bool negative() const { return minor < 0; }

    // Sums of amounts that were read stay inside 64 bits (limits.hpp); leaving them is a defect of
    // ours and aborts. For a sum or a product over what a stranger sent, use add and times.
    Money operator+(Money other) const;
    Money operator-(Money other) const;
    Money operator-() const;
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }
};

// "18", "18.5", "18.00", "-3.00"; nothing else, and at most kMaxMinor either way.
Result<Money> parse_money(std::string_view text);
// "18.00", "-3.00".
std::string to_string(Money money);
// As a person reads it: "¥36.00", "-¥5.00"; a currency other than CNY follows: "36.00 EUR".
// `amount`: as to_string() writes it.
std::string shown(std::string_view amount, std::string_view currency);

// Invalid where the result leaves kMaxMinor.
Result<Money> add(Money left, Money right);
Result<Money> times(Money each, std::int64_t quantity);
// amount * numerator / denominator, rounded to the nearest minor unit, halves away from zero.
// 0 <= numerator, 0 < denominator, both at most 1,000,000.
Money share(Money amount, std::int64_t numerator, std::int64_t denominator);

}  // namespace errand::commerce

namespace errand::json::detail {

template <>
struct Decoder<commerce::Money> {
    static Result<commerce::Money> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<commerce::Money> {
    static value encode(commerce::Money from);
};

}  // namespace errand::json::detail
