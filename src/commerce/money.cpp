#include "commerce/money.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/check.hpp"
#include "commerce/limits.hpp"

namespace errand::commerce {
namespace {

constexpr std::int64_t kMinorPerUnit = 100;
constexpr std::int64_t kMaxShare = 1'000'000;

bool in_bounds(std::int64_t minor) {
    return minor >= -kMaxMinor && minor <= kMaxMinor;
}

Result<Money> bounded(bool overflow, std::int64_t minor) {
    if (overflow || !in_bounds(minor)) return fail(ErrorCode::Invalid, "an amount is too large");
    return Money{minor};
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Money Money::operator+(Money other) const {
    std::int64_t sum = 0;
    ERRAND_CHECK(!__builtin_add_overflow(minor, other.minor, &sum));
    return {sum};
}

Money Money::operator-(Money other) const {
    std::int64_t difference = 0;
    ERRAND_CHECK(!__builtin_sub_overflow(minor, other.minor, &difference));
    return {difference};
}

Money Money::operator-() const {
    return Money{} - *this;
}

Result<Money> parse_money(std::string_view text) {
    const auto wrong = [&] {
        return fail(ErrorCode::Invalid, fmt::format("'{}' is not an amount", text.substr(0, 40)),
                    "Write it as a decimal string such as \"18.00\".");
    };
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto dot = text.find('.');
    const auto whole = text.substr(0, dot);
    auto part = std::string(dot == std::string_view::npos ? "00" : text.substr(dot + 1));
    if (part.size() == 1) part += '0';
    if (!all_digits(whole) || !all_digits(part) || part.size() != 2 || whole.size() > 12) {
        return wrong();
    }
    if (whole.size() > 1 && whole[0] == '0') return wrong();
    std::int64_t units = 0;
    std::int64_t hundredths = 0;
    std::from_chars(whole.data(), whole.data() + whole.size(), units);
    std::from_chars(part.data(), part.data() + part.size(), hundredths);
    const std::int64_t minor = units * kMinorPerUnit + hundredths;
    return bounded(false, negative ? -minor : minor);
}

std::string to_string(Money money) {
    const bool negative = money.minor < 0;
    const auto size = negative ? -static_cast<std::uint64_t>(money.minor)
                               : static_cast<std::uint64_t>(money.minor);
    return fmt::format("{}{}.{:02}", negative ? "-" : "", size / kMinorPerUnit,
                       size % kMinorPerUnit);
}

std::string shown(std::string_view amount, std::string_view currency) {
    if (currency != "CNY") return fmt::format("{} {}", amount, currency);
    if (amount.starts_with('-')) return fmt::format("-¥{}", amount.substr(1));
    return fmt::format("¥{}", amount);
}

Result<Money> add(Money left, Money right) {
    std::int64_t sum = 0;
    const bool overflow = __builtin_add_overflow(left.minor, right.minor, &sum);
    return bounded(overflow, sum);
}

Result<Money> times(Money each, std::int64_t quantity) {
    std::int64_t product = 0;
    const bool overflow = __builtin_mul_overflow(each.minor, quantity, &product);
    return bounded(overflow, product);
}

Money share(Money amount, std::int64_t numerator, std::int64_t denominator) {
    ERRAND_CHECK(numerator >= 0 && numerator <= kMaxShare);
    ERRAND_CHECK(denominator > 0 && denominator <= kMaxShare);
    ERRAND_CHECK(in_bounds(amount.minor));
    const std::int64_t scaled = amount.minor * numerator;  // at most 10^18, inside 64 bits
    const std::int64_t half = denominator / 2;
    const std::int64_t magnitude = ((scaled < 0 ? -scaled : scaled) + half) / denominator;
    return {scaled < 0 ? -magnitude : magnitude};
}

}  // namespace errand::commerce

namespace errand::json::detail {

Result<commerce::Money> Decoder<commerce::Money>::decode(const value& from, Unknown,
                                                         const std::string& path) {
    if (!from.is_string()) return fail(wrong_type(path, "an amount such as \"18.00\"", from));
    auto money = commerce::parse_money(std::string_view(from.get_string()));
    if (!money) {
        return fail(ErrorCode::Invalid,
                    path.empty() ? money.error().message : path + ": " + money.error().message,
                    money.error().advice);
    }
    return money;
}

value Encoder<commerce::Money>::encode(commerce::Money from) {
    return value(commerce::to_string(from));
}

}  // namespace errand::json::detail
