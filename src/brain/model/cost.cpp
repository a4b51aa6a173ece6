#include "brain/model/cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "brain/model/limits.hpp"

namespace errand::brain::model {

namespace {

constexpr std::int64_t kPicoPerUnit = 1'000'000'000'000;
constexpr std::int64_t kPicoPerHundredth = kPicoPerUnit / 100;
constexpr int kPicoPlaces = 12;
constexpr int kMicroPlaces = 6;

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A decimal number in units of 10^-places, at most `most`.
Result<std::int64_t> parse_decimal(std::string_view text, int places, std::int64_t most) {
    const auto wrong = [&] {
        return fail(
            ErrorCode::Invalid, fmt::format("'{}' is not an amount", text.substr(0, 40)),
            fmt::format("Write it as a decimal such as \"0.8\", with at most {} places.", places));
    };
    const auto dot = text.find('.');
    auto digits = std::string(text.substr(0, dot));
    const auto part = dot == std::string_view::npos ? std::string_view("0") : text.substr(dot + 1);
    if (!all_digits(digits) || !all_digits(part) || part.size() > static_cast<std::size_t>(places))
        return wrong();
    digits += part;
    digits.append(static_cast<std::size_t>(places) - part.size(), '0');
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || value > most) return wrong();
    return value;
}

// tokens * price, in 10^-12 of a unit. Both are bounded, and so is their product.
std::int64_t priced(std::int64_t tokens, std::int64_t micro) {
    static_assert(kMaxTokens <= std::numeric_limits<std::int64_t>::max() / kMaxPriceMicro);
    return std::clamp<std::int64_t>(tokens, 0, kMaxTokens) * micro;
}

}  // namespace

Cost Cost::operator+(Cost other) const {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(pico, other.pico, &sum))
        return {std::numeric_limits<std::int64_t>::max()};
    return {sum};
}

Cost Cost::operator-(Cost other) const {
    return {other.pico >= pico ? 0 : pico - other.pico};
}

Result<Cost> parse_cost(std::string_view text) {
    ERRAND_TRY(const auto pico,
               parse_decimal(text, kPicoPlaces, std::numeric_limits<std::int64_t>::max()));
    return Cost{pico};
}

std::string to_string(Cost cost) {
    auto text = fmt::format("{}.{:012}", cost.pico / kPicoPerUnit, cost.pico % kPicoPerUnit);
    const auto least = text.find('.') + 3;
    const auto last = text.find_last_not_of('0');
    text.resize(std::max(least, last + 1));
    return text;
}

std::int64_t hundredths_up(Cost cost) {
    return cost.pico / kPicoPerHundredth + (cost.pico % kPicoPerHundredth == 0 ? 0 : 1);
}

Result<std::int64_t> parse_price(std::string_view text) {
    return parse_decimal(text, kMicroPlaces, kMaxPriceMicro);
}

Cost cost_of(const Usage& usage, const Prices& prices) {
    const auto cached =
        std::clamp<std::int64_t>(usage.cached, 0, std::max<std::int64_t>(usage.prompt, 0));
    return Cost{priced(usage.prompt - cached, prices.input)} +
           Cost{priced(cached, prices.cached_input)} +
           Cost{priced(usage.completion, prices.output)};
}

}  // namespace errand::brain::model

namespace errand::json::detail {

Result<brain::model::Cost> Decoder<brain::model::Cost>::decode(const value& from, Unknown,
                                                               const std::string& path) {
    if (!from.is_string()) return fail(wrong_type(path, "an amount such as \"0.0042\"", from));
    auto cost = brain::model::parse_cost(std::string_view(from.get_string()));
    if (cost) return cost;
    return fail(ErrorCode::Invalid,
                path.empty() ? cost.error().message : path + ": " + cost.error().message,
                cost.error().advice);
}

value Encoder<brain::model::Cost>::encode(brain::model::Cost from) {
    return value(brain::model::to_string(from));
}

}  // namespace errand::json::detail
