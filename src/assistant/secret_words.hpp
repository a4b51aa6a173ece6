// Owns: whether words of a service speak of secrets, so that a form that asks for one is declined
// and a message that speaks of one is shown with a warning. Pure; any thread. Known by a list of
// words: a service that calls a secret otherwise is not found out.
#pragma once

#include <string_view>

namespace errand::assistant {

// Names and sentences alike: "userPassword", "PINCode", "card number", "短信验证码"; also in full
// width, with characters between that are not seen, or spelled in parts ("pass-word", "P.I.N.").
bool speaks_of_secrets(std::string_view words);

}  // namespace errand::assistant
