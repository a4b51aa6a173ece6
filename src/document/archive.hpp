// Owns: archives (ZIP with OFD, RAR, 7z, tar) to their files, in memory. Bounded by a Budget that
// one handed-in file shares with everything inside it. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "document/limits.hpp"

namespace errand::document {

// What one file may still unpack to.
struct Budget {
    std::size_t bytes = kMaxUnpackedBytes;
    std::size_t entries = kMaxUnpackedEntries;
};

// The fault of an entry that needs a password.
inline constexpr std::string_view kEncrypted = "encrypted";

struct Entry {
    std::string name;  // as the archive has it: for a person, never a path to write to
    std::string bytes;
    std::string fault;  // why it could not be read; empty where it was
};

// Every regular file, also those that could not be read. Invalid: no archive. Denied: even its list
// of files is encrypted. Exhausted: the budget; what was read until then is thrown away.
Result<std::vector<Entry>> unpack(std::string_view bytes, Budget& budget);

}  // namespace errand::document
