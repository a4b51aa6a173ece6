// Owns: the order in which offers are shown, and why. Pure; any thread. What must stay true: an
// offer's place depends on its price, its time, its fit and what the person prefers, and on nothing
// else; no offer above the budget and none that cannot be bought is ever shown.
#pragma once

#include <optional>
#include <vector>

#include "skills/food/draft.hpp"

namespace errand::skills::food {

// True where the offer keeps to the budget: its total, or the price of each piece of each line.
bool within(const Offer& offer, const std::optional<brain::Budget>& budget);

// The offers to show, best first: those without problems and within the budget, as wished before
// others, by the preference (cheapest where none was said), at most kMaxOffers. Each gets its ranks
// by price and by time among those shown, and its reason in both languages.
std::vector<Offer> rank(std::vector<Offer> offers, const Draft& draft);
// The same, in the order given: for offers that were weighed before.
std::vector<Offer> in_order(std::vector<Offer> offers, const Draft& draft);

// The offer that is best by this measure; nothing where it is none.
std::optional<std::size_t> preferred_offer(const std::vector<Offer>& offers,
                                           std::string_view preference);

}  // namespace errand::skills::food
