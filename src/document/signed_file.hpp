// Owns: signed files (CMS, RFC 5652: `.p7m`) to what was signed. The signature is not verified: the
// caller says so. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand::document {

// True where the bytes look like CMS: DER, BER, PEM, or either in base64.
bool looks_signed(std::string_view bytes);
// What was signed. Invalid: no CMS, or it carries no content (a detached signature).
Result<std::string> signed_content(std::string_view bytes);

}  // namespace errand::document
