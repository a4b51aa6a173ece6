// Owns: what a file is, by its first bytes and never by its name. Pure; any thread.
#pragma once

#include <string_view>

namespace errand::document {

enum class Form { Pdf, Archive, Xml, Signed, Picture, Mail, Unknown };

Form form_of(std::string_view bytes);

}  // namespace errand::document
