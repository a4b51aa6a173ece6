// Owns: writing a file whole or not at all. Any thread.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "ledger/ledger.hpp"

namespace errand::ledger {

// An empty file beside `path` that nobody else has, removed at the end unless it was given its
// name.
class Temporary {
  public:
    static Result<Temporary> beside(const std::filesystem::path& path);
    Temporary(Temporary&& other) noexcept;
    Temporary& operator=(Temporary&&) = delete;
    ~Temporary();

    const std::filesystem::path& path() const { return temporary_; }
    // Makes it durable and gives it its name. Conflict: a file is there that is not to be replaced.
    Result<void> keep(Existing existing);

  private:
    Temporary(std::filesystem::path temporary, std::filesystem::path path);

    std::filesystem::path temporary_;
    std::filesystem::path path_;
};

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes,
                        Existing existing);

}  // namespace errand::ledger
