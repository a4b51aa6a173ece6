// Owns: small files that only their owner may read. Any thread; two programs that make one file at
// once end with one of the two contents, and both read that one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand::crypto {

// NotFound where there is none, Denied where others may read it, Exhausted where it is longer than
// `most` bytes. Errors name the file, never its content.
Result<std::string> read_private_file(const std::filesystem::path& file, std::size_t most);
// Writes it whole with mode 0600, makes it durable, and makes its folder with mode 0700 where that
// is absent. Conflict where the file is there already.
Result<> create_private_file(const std::filesystem::path& file, std::string_view content);

}  // namespace errand::crypto
