// Owns: writing a file whole or not at all. Blocks on the disk; any thread.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.hpp"

namespace errand::files {

// What becomes of a file that is there already.
enum class Existing { Replace, Refuse };

// Who may do what with the file.
enum class Access {
    Usual,  // as with any new file of this process
    Owner,  // its owner alone
    Fixed,  // its owner alone, and only read
};

// An empty file beside `path` that nobody else has, removed at the end unless it was given its
// name.
class Temporary {
  public:
    static Result<Temporary> beside(const std::filesystem::path& path,
                                    Access access = Access::Usual);
    Temporary(Temporary&& other) noexcept;
    Temporary& operator=(Temporary&&) = delete;
    ~Temporary();

    const std::filesystem::path& path() const { return temporary_; }
    // Once what it holds was written by way of its path. Makes it durable and gives it its name.
    // Conflict: a file is there that is not to be replaced.
    Result<> keep(Existing existing);

  private:
    Temporary(std::filesystem::path temporary, std::filesystem::path path);
    Result<> rename(Existing existing);

    std::filesystem::path temporary_;
    std::filesystem::path path_;
};

// Whole or not at all, and on the disk when it returns. NotFound, Denied, Unavailable: as the disk
// refuses; Conflict as keep().
Result<> write_whole(const std::filesystem::path& path, std::string_view bytes,
                     Access access = Access::Owner, Existing existing = Existing::Replace);

}  // namespace errand::files
