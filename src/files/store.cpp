#include "files/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "files/disk.hpp"
#include "files/limits.hpp"
#include "files/output.hpp"

namespace errand::files {
namespace {

namespace fs = std::filesystem;

std::string hash_of(std::string_view bytes) {
    return hex_encode(crypto::sha256(bytes));
}

// A file found on the disk, and what a person calls it. `problem`: why it is not read.
struct Found {
    fs::path path;
    std::string name;
    std::string problem;
};

// What systems put into folders for themselves.
bool is_of_system(const std::string& name) {
    return name == ".DS_Store" || name == ".localized" || name == ".directory" ||
           name.starts_with("._");
}

class Search {
  public:
    // What is named by hand is meant, whatever leads to it.
    Result<> add(const fs::path& path) {
        std::error_code error;
        const auto real = fs::canonical(path, error);
        if (error)
            return fail(ErrorCode::NotFound, fmt::format("there is no {}", path.string()),
                        "name a file, an archive or a folder on this machine");
        if (fs::is_directory(real, error)) return look_into(real, {}, 0);
        return found(real, path.filename().string());
    }
    std::vector<Found> all() && {
        std::ranges::sort(all_, {}, [](const Found& one) { return std::tie(one.name, one.path); });
        return std::move(all_);
    }

  private:
    Result<> found(const fs::path& path, std::string name, std::string problem = {}) {
        if (all_.size() == kMaxFilesAtOnce)
            return fail(ErrorCode::Exhausted,
                        fmt::format("more than {} files at once", kMaxFilesAtOnce),
                        "hand them in in several parts");
        if (!is_utf8(name) || name.size() > kMaxNameBytes) name = safe_name(name);
        all_.push_back({path, std::move(name), std::move(problem)});
        return {};
    }
    Result<> look_into(const fs::path& folder, const std::string& prefix, int depth) {
        if (depth > kMaxFolderDepth)
            return fail(ErrorCode::Exhausted, fmt::format("{} lies deeper than {} folders",
                                                          folder.string(), kMaxFolderDepth));
        std::error_code error;
        fs::directory_iterator entries(folder, error);
        for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
            if (++seen_ > kMaxEntriesSeen)
                return fail(ErrorCode::Exhausted, "the folder holds too many entries",
                            "hand it in in several parts");
            ERRAND_TRY_VOID(look_at(*entries, prefix, depth));
        }
        if (!error) return {};
        const auto problem = fmt::format("the folder cannot be read: {}", error.message());
        if (depth > 0) return found(folder, prefix.substr(0, prefix.size() - 1), problem);
        return fail(ErrorCode::Denied, fmt::format("{}: {}", folder.string(), problem));
    }
    // Whatever is not read is named, so that nothing is passed over in silence.
    Result<> look_at(const fs::directory_entry& entry, const std::string& prefix, int depth) {
        const auto name = entry.path().filename().string();
        if (is_of_system(name)) return {};
        std::error_code error;
        const auto status = entry.symlink_status(error);
        if (error) return found(entry.path(), prefix + name, error.message());
        if (fs::is_symlink(status))
            return found(entry.path(), prefix + name, "a symbolic link, which is not followed");
        if (name.starts_with('.'))
            return found(entry.path(), prefix + name,
                         fs::is_directory(status) ? "a hidden folder, which is not looked into"
                                                  : "a hidden file, which is not read");
        if (fs::is_directory(status))
            return look_into(entry.path(), prefix + name + "/", depth + 1);
        if (fs::is_regular_file(status)) return found(entry.path(), prefix + name);
        return found(entry.path(), prefix + name, "no file that can be read");
    }

    std::vector<Found> all_;
    std::size_t seen_ = 0;
};

// Two files of one name in different folders stay apart: "a.pdf", "a (2).pdf".
std::string unused(std::string name, std::set<std::string>& used) {
    if (used.insert(name).second) return name;
    const auto dot = name.find_last_of("./");
    const bool ends = dot != std::string::npos && name[dot] == '.';
    const auto stem = name.substr(0, ends ? dot : name.size());
    const auto end = ends ? name.substr(dot) : std::string();
    for (int n = 2;; ++n)
        if (auto next = fmt::format("{} ({}){}", stem, n, end); used.insert(next).second)
            return next;
}

std::uint64_t bytes_below(const fs::path& folder) {
    std::uint64_t sum = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        std::error_code ignored;
        if (at->is_regular_file(ignored)) sum += at->file_size(ignored);
    }
    return sum;
}

}  // namespace

bool is_hash(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

std::string safe_name(std::string_view name) {
    const auto slash = name.find_last_of('/');
    if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
    std::string made;
    for (const char c : name)
        made += static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == 0x7f ? '_' : c;
    if (!is_utf8(made))
        for (auto& c : made)
            if (static_cast<unsigned char>(c) > 0x7e) c = '_';
    while (made.size() > 200) made.pop_back();
    while (!is_utf8(made)) made.pop_back();
    if (made.empty() || made == "." || made == "..") return "file";
    return made;
}

Result<std::unique_ptr<Store>> Store::open(fs::path folder) {
    ERRAND_TRY_VOID(make_folders(folder));
    return std::unique_ptr<Store>(new Store(std::move(folder)));
}

fs::path Store::folder_of(const std::string& user) const {
    return folder_ / hash_of(user);
}

fs::path Store::kept(const std::string& user, const std::string& sha256) const {
    return folder_of(user) / "kept" / sha256.substr(0, 2) / sha256;
}

fs::path Store::originals_of(const std::string& user, std::uint64_t errand) const {
    return folder_of(user) / "made" / std::to_string(errand) / "originals";
}

Result<> Store::make_room(const std::string& user, std::uint64_t bytes) {
    const std::lock_guard lock(counting_);
    auto found = used_.find(user);
    if (found == used_.end())
        found = used_.emplace(user, bytes_below(folder_of(user) / "kept")).first;
    if (found->second + bytes > kMaxUserBytes)
        return fail(ErrorCode::Exhausted, "there is no room for more files",
                    fmt::format("files of one user may take {} GiB", kMaxUserBytes >> 30U));
    found->second += bytes;
    return {};
}

void Store::give_room_back(const std::string& user, std::uint64_t bytes) {
    const std::lock_guard lock(counting_);
    used_[user] -= bytes;
}

Result<std::string> Store::put(const std::string& user, std::string_view bytes) {
    if (bytes.size() > kMaxFileBytes)
        return fail(ErrorCode::Exhausted,
                    fmt::format("a file is larger than {} MiB", kMaxFileBytes >> 20U));
    auto hash = hash_of(bytes);
    const auto path = kept(user, hash);
    std::error_code error;
    const bool there = fs::exists(path, error);
    // What was changed from outside is put right.
    if (there && get(user, hash)) return hash;
    if (!there) ERRAND_TRY_VOID(make_room(user, bytes.size()));
    auto written = make_folders(path.parent_path());
    if (written) written = write_whole(path, bytes, Access::Fixed);
    if (written) return hash;
    if (!there) give_room_back(user, bytes.size());
    return fail(std::move(written).error());
}

Result<std::string> Store::get(const std::string& user, const std::string& sha256) const {
    if (!is_hash(sha256)) return fail(ErrorCode::NotFound, "there is no such file");
    auto bytes = read_whole(kept(user, sha256), kMaxFileBytes);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return fail(ErrorCode::NotFound, "there is no such file");
    if (bytes && hash_of(*bytes) != sha256)
        return fail(ErrorCode::Corrupt, "a kept file is not what it was");
    return bytes;
}

Result<std::vector<Item>> Store::take(const std::string& user,
                                      const std::vector<std::string>& paths) {
    if (paths.size() > kMaxPathsAtOnce)
        return fail(ErrorCode::Exhausted, fmt::format("more than {} paths", kMaxPathsAtOnce));
    Search search;
    for (const auto& path : paths) ERRAND_TRY_VOID(search.add(path));
    std::vector<Item> items;
    std::set<std::string> used;
    std::uint64_t taken = 0;
    for (const auto& [path, name, problem] : std::move(search).all()) {
        auto& item = items.emplace_back(Item{.name = unused(name, used), .problem = problem});
        if (!problem.empty()) continue;
        const auto bytes = read_whole(path, kMaxFileBytes);
        if (!bytes) {
            item.problem = bytes.error().message;
            continue;
        }
        item.bytes = bytes->size();
        taken += item.bytes;
        if (taken > kMaxBytesAtOnce)
            return fail(ErrorCode::Exhausted,
                        fmt::format("more than {} MiB at once", kMaxBytesAtOnce >> 20U),
                        "hand them in in several parts");
        ERRAND_TRY(item.sha256, put(user, *bytes));
    }
    return items;
}

Result<std::string> Store::put_list(const std::string& user, const std::vector<Item>& items) {
    return put(user, json::write(json::encode(items)));
}

Result<std::vector<Item>> Store::list(const std::string& user, const std::string& sha256) const {
    ERRAND_TRY(const auto text, get(user, sha256));
    ERRAND_TRY(const auto parsed, json::parse(text));
    return json::decode<std::vector<Item>>(parsed);
}

Result<fs::path> Store::folder_for(const std::string& user, std::uint64_t errand,
                                   std::uint64_t version) {
    auto folder = folder_of(user) / "made" / std::to_string(errand) / std::to_string(version);
    ERRAND_TRY_VOID(make_folders(folder));
    return folder;
}

Result<fs::path> Store::made(const std::string& user, std::uint64_t errand, std::uint64_t version,
                             const std::string& name) const {
    auto path = folder_of(user) / "made" / std::to_string(errand) / std::to_string(version) /
                safe_name(name);
    std::error_code error;
    if (safe_name(name) != name || !fs::is_regular_file(fs::symlink_status(path, error)))
        return fail(ErrorCode::NotFound, "there is no such file");
    return path;
}

}  // namespace errand::files
