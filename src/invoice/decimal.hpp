// Owns: Decimal, an exact amount, quantity or price of any currency. Pure; any thread. No floating
// point. Up to 18 digits before the point and 12 after it: unit prices in the wild have many more
// places than money has, which commerce::Money (hundredths, for paying) is not made for.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace errand::invoice {

__extension__ using Wide = __int128;

struct Decimal {
    Wide units = 0;  // in 10^-12

    auto operator<=>(const Decimal&) const = default;
    // Sums of up to 10^8 read values stay inside.
    Decimal operator+(Decimal other) const { return {units + other.units}; }
    Decimal operator-(Decimal other) const { return {units - other.units}; }
    Decimal operator-() const { return {-units}; }
    Decimal absolute() const { return {units < 0 ? -units : units}; }
};

// "1234.5", "-3", "+1", "1,234.50", "¥1,234.50", ".5"; digits may be full width. Places beyond the
// twelfth are rounded, halves away from zero. Nothing where it is not a number or too large. A
// comma is only read as a separator of thousands.
std::optional<Decimal> parse_decimal(std::string_view text);
Decimal from_hundredths(long long hundredths);
// At least two places, more where they are not zero: "18.00", "0.125", "-3.00".
std::string to_string(Decimal value);
// The reverse, for every value and nothing else: sums have more digits than parse_decimal reads.
std::optional<Decimal> parse_written(std::string_view text);

}  // namespace errand::invoice
