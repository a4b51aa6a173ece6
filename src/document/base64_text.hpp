// Owns: base64 as files and mails carry it: in lines, with or without its end. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::document {

// White space is left out and the padding set right; nothing where other characters stand in it.
std::string from_base64_text(std::string_view text);

}  // namespace errand::document
