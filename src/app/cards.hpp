// Owns: how an event reads in the terminal. Pure; any thread. Everything that came from outside is
// made harmless before it is shown (text.hpp).
#pragma once

#include "app/table.hpp"
#include "base/clock.hpp"
#include "json/json.hpp"

namespace errand::app {

// The event as lines; empty for a kind that shows nothing.
Lines render(const json::value& event, const Style& style, const TimeZone& zone);

// The offers of a choice beside each other, each with its number, items, every line of the price,
// total, time and the reason for its rank.
Lines render_offers(const json::array& offers, const Style& style);
// Where a model began the errand: that it did, and in which words. Else empty.
Lines whose_words(const json::value& ask, const Style& style);
// What is signed: payee, items with options, address, every line of the price, the total.
Lines render_approval(const json::value& ask, const Style& style, const TimeZone& zone);
// An order: state, items, address, total, pick-up code, when it comes.
Lines render_order(const json::value& order, const Style& style, const TimeZone& zone);

// What can be typed now, for the ask that is open.
std::string hint(const json::value& ask, const Style& style);

}  // namespace errand::app
