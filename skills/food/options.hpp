// Owns: how wished options meet the options that an item has. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "commerce/catalog.hpp"
#include "skills/food/draft.hpp"

namespace errand::skills::food {

// What was wished, in both languages: "少冰" / "less ice"; the words as said where not understood.
commerce::LocalName option_words(const brain::OptionWish& wish);
// The usual words of a common key and value; the value itself for others.
commerce::LocalName common_words(const std::string& key, const std::string& value);
// The words of a choice as an item names it, or of the common key and value.
commerce::LocalName choice_words(const commerce::Item& item, const std::string& key,
                                 const std::string& value);

// Fills `line`'s options, open, unmet and near for this item. A wish is resolved by the name of one
// of the item's own choices in any language, then by common key and value, then by the nearest
// value of the same scale (never for "not spicy" or "no …", which are absolute); otherwise it is
// unmet. A wish that the item meets by itself (it has no chilli, and none was wanted) is met
// silently.
void resolve_options(const commerce::Item& item, const Wish& wish, Line& line);

// Takes what must not be in it out of the line by the item's own choices: the one that says so;
// where there is none, but what comes by itself holds it, the person is to choose among the others.
void leave_out(const commerce::Item& item, const std::vector<std::string>& avoid, Line& line);

// The choice that these words name among open choices, or nothing.
std::optional<std::string> named_choice(const OpenOption& open, std::string_view words);

}  // namespace errand::skills::food
