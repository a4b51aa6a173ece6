// Owns: reading whole files on the disk, making folders. Blocks; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/descriptor.hpp"
#include "base/error.hpp"

namespace errand::files {

// Of a regular file; a symbolic link at the end of the path is not followed. NotFound, Invalid (no
// regular file), Exhausted (larger than `most`), Unavailable.
Result<std::string> read_whole(const std::filesystem::path& path, std::uint64_t most);
// The same of a name in an open folder.
Result<std::string> read_whole(const Descriptor& folder, const std::filesystem::path& name,
                               std::uint64_t most);
// A folder of an open folder; a symbolic link is not followed. NotFound, Invalid (no folder),
// Denied, Unavailable.
Result<Descriptor> open_folder(const Descriptor& folder, const std::filesystem::path& name);
// The folder and those above it, with mode 0700 where they are made.
Result<> make_folders(const std::filesystem::path& folder);
// "cannot {what} {path}: …" by errno: NotFound, Denied, Unavailable.
std::unexpected<Error> refused(std::string_view what, const std::filesystem::path& path);

}  // namespace errand::files
