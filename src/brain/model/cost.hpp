// Owns: what tokens cost, exactly. Pure; any thread. No floating point anywhere. A turn costs far
// less than the hundredths that commerce::Money has, hence an amount of its own.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "brain/model/message.hpp"

namespace errand::brain::model {

// An amount in 10^-12 of a unit of a currency that is named beside it; on the wire a decimal string
// with at least two places: "0.0042".
struct Cost {
    std::int64_t pico = 0;

    auto operator<=>(const Cost&) const = default;
    // A sum that would leave 64 bits stays at their end, which is above every limit.
    Cost operator+(Cost other) const;
    // Not below zero.
    Cost operator-(Cost other) const;
    Cost& operator+=(Cost other) { return *this = *this + other; }
};

// "5", "0.0042"; not negative, at most twelve places and some nine million units.
Result<Cost> parse_cost(std::string_view text);
std::string to_string(Cost cost);
// In hundredths of a unit, rounded up: for a card, or commerce::Money.
std::int64_t hundredths_up(Cost cost);

// What a million tokens cost, in millionths of a unit.
struct Prices {
    std::int64_t input = 0;
    std::int64_t cached_input = 0;  // of the part of the prompt that the server had kept
    std::int64_t output = 0;
    std::string currency;  // empty: it costs nothing

    bool operator==(const Prices&) const = default;
};

// "0.8", at most six places and kMaxPriceMicro.
Result<std::int64_t> parse_price(std::string_view text);
Cost cost_of(const Usage& usage, const Prices& prices);

}  // namespace errand::brain::model

namespace errand::json::detail {

template <>
struct Decoder<brain::model::Cost> {
    static Result<brain::model::Cost> decode(const value& from, Unknown, const std::string& path);
};
template <>
struct Encoder<brain::model::Cost> {
    static value encode(brain::model::Cost from);
};

}  // namespace errand::json::detail
