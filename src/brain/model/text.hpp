// Owns: what is done to a server's words before they are kept or compared. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::brain::model {

// At most so many bytes, and no character in pieces.
std::string_view cut(std::string_view text, std::size_t bytes);
// With the letters of ASCII in lower case.
std::string lowered(std::string_view text);

}  // namespace errand::brain::model
