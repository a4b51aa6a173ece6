// Owns: wishes against what shops really sell. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/catalog.hpp"
#include "skills/food/draft.hpp"

namespace errand::skills::food {

// One shop's items as far as they are known: from searches, or its whole menu.
struct Stall {
    commerce::Shop shop;
    std::vector<commerce::Item> items;
    bool whole_menu = false;
};

// Leaves out what is above kMaxShopItems and kMaxItemChoices.
void bound(std::vector<commerce::Item>& items);
// Adds what a search or a menu showed; the same shop and the same item are kept once, within those
// bounds.
void add_to(std::vector<Stall>& stalls, const commerce::Shop& shop, const commerce::Item& item);

// How a shop would serve a draft's wishes.
struct Served {
    std::vector<Line> lines;           // in the order of the wishes
    std::vector<std::size_t> missing;  // wishes for which it has nothing
    double likeness = 0;               // the least of the lines'
    bool as_wished = false;            // nothing missing, no option unmet
};

// This item for a wish, which is the index-th, with the options resolved, and without what is to be
// avoided where the item has a choice for that.
Line line_for(const commerce::Item& item, const Wish& wish, std::size_t index,
              const std::vector<std::string>& avoid = {});

// The item of the stall that fits the wish best, or nothing. An exact item id wins; items that hold
// what is to be avoided or are sold out never count. Of equals the cheaper one.
std::optional<Line> serve(const Stall& stall, const Draft& draft, std::size_t wish);
Served serve_all(const Stall& stall, const Draft& draft);

// True where the item's name, tags or attributes speak of something to avoid or of what is of that
// kind, and none says that it is free of it.
bool is_avoided(const commerce::Item& item, const std::vector<std::string>& avoid);
// True where these words name this shop.
bool names_shop(std::string_view words, const commerce::LocalName& shop);

// Names that are nearest to what was wished and not found, best first, for "perhaps one of these".
// `tags`: of what was wished, where they are known: what shares them comes before what does not; of
// equals those that the service found first.
std::vector<commerce::LocalName> nearest_names(const std::vector<Stall>& stalls, const Draft& draft,
                                               std::size_t wish,
                                               const std::vector<std::string>& tags = {});

// The same price asked of the shop: open single choices are taken at their cheapest so that a price
// can be shown; they are asked for once this offer is chosen.
std::vector<Line> for_pricing(std::vector<Line> lines);

}  // namespace errand::skills::food
