// Owns: what people hand in and what is made for them: bytes under the SHA-256 of their content, a
// folder for each user. Blocks on the disk; any thread.
// Must stay true: what put() returned is on the disk, whole; what is kept never changes, so that a
// later edit of the original touches no errand; a user's hash opens nothing of another user's.
//   <folder>/<user>/kept/<ab>/<sha256, hex>        bytes
//   <folder>/<user>/made/<errand>/<n>/<name>       files made for the user, each version apart
//   <folder>/<user>/made/<errand>/originals/…      copies of kept bytes, under their names
// <user> is the SHA-256 of the user's name: no name can lead anywhere else.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::files {

// One handed-in file. `name`: as a person knows it, with the folders inside what was handed in
// ("2025/a.pdf"). `problem`: why it was not taken, empty where it was; then `sha256` is empty.
struct Item {
    static constexpr bool kDefaults = true;
    std::string name;
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string problem;
    bool operator==(const Item&) const = default;
};
BOOST_DESCRIBE_STRUCT(Item, (), (name, sha256, bytes, problem))

class Store {
  public:
    // Makes the folder with mode 0700 where it is absent.
    static Result<std::unique_ptr<Store>> open(std::filesystem::path folder);

    // The hash of the bytes, once they are kept, for reading only. Exhausted: a bound of
    // limits.hpp.
    Result<std::string> put(const std::string& user, std::string_view bytes);
    // NotFound: no such bytes of this user. Corrupt: they are not what their hash says.
    Result<std::string> get(const std::string& user, const std::string& sha256) const;

    // Copies files, and those in folders, into the store; by name. A path that is a symbolic link
    // is followed. What is not taken is an Item with its problem: what cannot be read or is too
    // large, and in folders symbolic links, hidden files and what is no regular file; only what
    // systems put there for themselves (".DS_Store") is passed over. NotFound: a path that is not
    // there. Exhausted: too many, too much.
    Result<std::vector<Item>> take(const std::string& user, const std::vector<std::string>& paths);
    // Keeps the list itself; its hash stands for all of it in a journal.
    Result<std::string> put_list(const std::string& user, const std::vector<Item>& items);
    Result<std::vector<Item>> list(const std::string& user, const std::string& sha256) const;

    // A folder of its own for the files that an errand makes.
    Result<std::filesystem::path> folder_for(const std::string& user, std::uint64_t errand,
                                             std::uint64_t version);
    // Where kept bytes lie, and the folder in which an errand's originals lie under their names.
    std::filesystem::path kept(const std::string& user, const std::string& sha256) const;
    std::filesystem::path originals_of(const std::string& user, std::uint64_t errand) const;
    // Where a made file lies. NotFound: there is none of this name.
    Result<std::filesystem::path> made(const std::string& user, std::uint64_t errand,
                                       std::uint64_t version, const std::string& name) const;

  private:
    explicit Store(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_of(const std::string& user) const;
    Result<> make_room(const std::string& user, std::uint64_t bytes);
    void give_room_back(const std::string& user, std::uint64_t bytes);

    std::filesystem::path folder_;
    std::mutex counting_;
    std::map<std::string, std::uint64_t> used_;  // bytes kept, by user, once they were counted
};

// Whether it is the text of a SHA-256 in lower-case hex.
bool is_hash(std::string_view text);
// A name that a file may have on a disk, made of any text: without folders, bounded, never empty.
std::string safe_name(std::string_view name);

}  // namespace errand::files
