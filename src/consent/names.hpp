// Owns: what a user, a service, a key or a name may look like. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand::consent {

// Invalid where it is empty, longer than kMaxIdBytes or no printable text. `what` names it in the
// error; the text itself does not appear there.
Result<> check_name(std::string_view what, std::string_view text);

}  // namespace errand::consent
