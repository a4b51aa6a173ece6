// Owns: which item of a draft a name means. Pure; any thread.
#pragma once

#include <string>

#include "brain/embedded/scene.hpp"

namespace errand::brain::embedded {

// The item that the name is most like, or null. `errand` may be null.
const DraftItem* draft_item(const ErrandSeen* errand, const std::string& name);

// The item must go when this is said to be unwanted: its kind is named, since "不要珍珠" of a
// 珍珠奶茶 is a wish for the kitchen.
bool is_unwanted(const ErrandSeen* errand, const std::string& name);

}  // namespace errand::brain::embedded
