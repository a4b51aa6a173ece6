// Owns: reading a file that may lie packed beside its name ("val.json" as "val.json.zip"). One
// thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/error.hpp"

namespace errand::eval::language {

// A file that unpacks to more is refused.
inline constexpr std::size_t kMaxUnpackedBytes = std::size_t{1} << 30;

// `file` itself, or the first file inside `file`.zip. NotFound where neither exists, Corrupt where
// the archive cannot be read, Exhausted above kMaxUnpackedBytes.
Result<std::string> read_maybe_packed(const std::filesystem::path& file);
bool exists_maybe_packed(const std::filesystem::path& file);

}  // namespace errand::eval::language
