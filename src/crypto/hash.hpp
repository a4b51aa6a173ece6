// Owns: digests and comparison of secrets. Pure; any thread. Source: FIPS 180-4, RFC 2104.
#pragma once

#include <string>
#include <string_view>

#include "json/json.hpp"

namespace errand::crypto {

// 32 raw bytes.
std::string sha256(std::string_view bytes);
std::string hmac_sha256(std::string_view key, std::string_view bytes);
// base64url of the SHA-256 of json::canonical(document).
Result<std::string> hash_document(const json::value& document);
// base64url of the SHA-256 of the text: what is stored of a token instead of the token, and PKCE's
// S256 challenge.
std::string hash_text(std::string_view text);
// Takes the same time wherever the two differ; only their lengths can be learned from it.
bool equal_secrets(std::string_view left, std::string_view right);

}  // namespace errand::crypto
