// Owns: text in another encoding than UTF-8. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand::document {

// `encoding` by any name that iconv knows; GBK and GB2312 are read as GB18030. Invalid: no such
// encoding. Corrupt: the bytes are not in it.
Result<std::string> to_utf8(std::string_view bytes, std::string_view encoding);

}  // namespace errand::document
