// Owns: identifiers. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand {

// "prefix_" and 26 characters of Crockford base 32: 48 bits of milliseconds since 1970, so that ids
// made later sort later, and 80 random bits from the system. Not a secret: use random_token for
// one.
std::string make_id(std::string_view prefix);

// `bytes` of the system's cryptographic randomness as base64url without padding.
std::string random_token(std::size_t bytes = 32);

}  // namespace errand
