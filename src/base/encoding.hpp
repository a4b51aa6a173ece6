// Owns: bytes to text and back. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand {

// RFC 4648 §5, without padding. Decoding refuses padding, other characters and stray bits.
std::string base64url_encode(std::string_view bytes);
Result<std::string> base64url_decode(std::string_view text);
// RFC 4648 §4, with padding.
std::string base64_encode(std::string_view bytes);
Result<std::string> base64_decode(std::string_view text);
// Lower-case hexadecimal.
std::string hex_encode(std::string_view bytes);
// Percent-encoding for one query component (RFC 3986 unreserved characters stay).
std::string percent_encode(std::string_view text);
Result<std::string> percent_decode(std::string_view text, bool plus_is_space = false);
// True where the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);
// The longest beginning of at most `most` bytes that ends with a whole character.
std::string_view utf8_prefix(std::string_view text, std::size_t most);

}  // namespace errand
