// Owns: which files of a RAR 5 archive are encrypted, and whether it is whole. Pure; any thread.
// Needed beside libarchive, whose RAR 5 reader (3.6) knows no encrypted files and hands out their
// bytes as they stand. Source: https://www.rarlab.com/technote.htm.
#pragma once

#include <string_view>
#include <vector>

namespace errand::document {

struct Rar5Heads {
    // One for each file's head, in order; ends where the heads cannot be read.
    std::vector<bool> encrypted;
    // True where the block that ends an archive was reached; libarchive gives what stands before a
    // cut and says nothing.
    bool ended = false;
    bool is_rar5 = false;
};
Rar5Heads rar5_heads(std::string_view bytes);

}  // namespace errand::document
