// Owns: what is done to words before they are compared. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::brain::model {

// With the letters of ASCII in lower case.
std::string lowered(std::string_view text);

}  // namespace errand::brain::model
