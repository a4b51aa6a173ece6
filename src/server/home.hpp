// Owns: the server's home folder: who may read it, that one server has it at a time, and what lies
// where. Any thread.
//   home/journal.db    errands and their events
//   home/consent.db    what users allowed; home/vault.key seals the secrets in it (0600)
//   home/token         the default user's bearer token (0600)
//   home/files/        what users handed in and what was made for them (src/files/store.hpp)
//   home/server.lock   held by the server that runs
//   home/server.json   {"url", "port", "pid", "token"} of that server, for its clients (0600)
#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.hpp"

namespace errand::server {

class Home {
  public:
    // Makes the folder where it is absent, keeps others out of it (mode 0700), and takes the lock.
    // Denied where it belongs to somebody else. Conflict where another server has it.
    static Result<Home> open(const std::filesystem::path& folder);
    Home(Home&& other) noexcept;
    Home& operator=(Home&& other) noexcept;
    ~Home();

    const std::filesystem::path& folder() const { return folder_; }
    std::filesystem::path journal() const { return folder_ / "journal.db"; }
    std::filesystem::path files() const { return folder_ / "files"; }
    // Skills that are only words: whoever owns the home puts them there.
    std::filesystem::path skills() const { return folder_ / "skills"; }
    std::filesystem::path token_file() const { return folder_ / "token"; }
    std::filesystem::path server_file() const { return folder_ / "server.json"; }

  private:
    Home(std::filesystem::path folder, int lock) : folder_(std::move(folder)), lock_(lock) {}
    std::filesystem::path folder_;
    int lock_ = -1;
};

// Writes the file whole or not at all, with mode 0600.
Result<> write_private_file(const std::filesystem::path& file, std::string_view text);

}  // namespace errand::server
