// Owns: what a sentence turns out to mean once the shops' names and menus are known: a name that
// was taken for an item and is a shop's, an item that is an extra of the dish before it, an extra
// that is an item of its own. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "skills/food/match.hpp"

namespace errand::skills::food {

// `text`, the sentence as it was said, holds a shop's whole name, whatever became of it in the
// draft ("茶小鹿两杯珍珠奶茶"). True where the draft changed.
bool take_shop_from_text(Draft& draft, const std::vector<Stall>& stalls, std::string_view text);
// "拐角咖啡" by itself or beside other items, or "早安包子铺的鲜肉包", names a shop. True where the
// draft changed.
bool take_shop_from_wishes(Draft& draft, const std::vector<Stall>& stalls);

// "roasted chicken rice" where chicken rice comes roasted or poached: of a name that nothing is
// like, the words of a choice become that choice. True where the draft changed.
bool take_choices_from_wishes(Draft& draft, const std::vector<Stall>& stalls);

// "加个饭" beside a dish that is offered with extra rice. True where the draft changed.
bool take_extras_from_wishes(Draft& draft, const std::vector<Stall>& stalls);

// Extras that no dish that was found offers, and that may be items: what to search for.
std::vector<std::string> unmet_extras(const Draft& draft, const std::vector<Stall>& stalls);
// Those of them that are items become wishes. True where the draft changed.
bool take_wishes_from_extras(Draft& draft, const std::vector<Stall>& stalls);

}  // namespace errand::skills::food
