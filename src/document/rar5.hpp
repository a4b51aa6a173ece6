// Owns: which files of a RAR 5 archive are encrypted. Pure; any thread. Needed beside libarchive,
// whose RAR 5 reader (3.6) knows no encrypted files and hands out their bytes as they stand.
// Source: https://www.rarlab.com/technote.htm.
#pragma once

#include <string_view>
#include <vector>

namespace errand::document {

// One for each file's head, in order; ends where the heads cannot be read. Empty for other bytes.
std::vector<bool> rar5_encrypted(std::string_view bytes);

}  // namespace errand::document
