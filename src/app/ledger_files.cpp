#include "app/ledger_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "app/limits.hpp"
#include "app/text.hpp"
#include "base/descriptor.hpp"
#include "document/limits.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> too_many() {
    return fail(ErrorCode::Exhausted, fmt::format("more than {} files", kMaxLedgerFiles),
                "Make several ledgers of parts of them.");
}

bool is_excepted(const fs::path& path, const std::vector<fs::path>& excepted) {
    const auto same = [&](const fs::path& other) {
        std::error_code failed;
        return fs::equivalent(path, other, failed) && !failed;
    };
    return std::ranges::any_of(excepted, same);
}

Result<void> walk(const fs::path& folder, std::vector<fs::path>& found) {
    std::error_code failed;
    fs::recursive_directory_iterator at(folder, fs::directory_options::none, failed);
    for (; !failed && at != fs::recursive_directory_iterator{}; at.increment(failed)) {
        if (at.depth() > kMaxLedgerDepth)
            return fail(ErrorCode::Exhausted,
                        fmt::format("folders in {} stand too deeply in one another",
                                    printable(folder.string())));
        // The status of a link is that of the link itself, never of what it names.
        std::error_code unknown;
        if (fs::is_directory(at->symlink_status(unknown)) && !unknown) continue;
        if (found.size() >= kMaxLedgerFiles) return too_many();
        found.push_back(at->path());
    }
    if (!failed) return {};
    return fail(ErrorCode::Unavailable,
                fmt::format("{} cannot be read: {}", printable(folder.string()), failed.message()));
}

}  // namespace

Result<LedgerFiles> find_ledger_files(const std::vector<std::string>& named,
                                      const std::vector<fs::path>& excepted) {
    LedgerFiles all;
    std::error_code failed;
    const bool one_folder = named.size() == 1 && fs::is_directory(named.front(), failed);
    all.root = one_folder ? fs::path(named.front()) : fs::current_path(failed);
    for (const auto& name : named) {
        std::vector<fs::path> found;
        const auto status = fs::status(name, failed);
        if (!fs::exists(status))
            return fail(ErrorCode::NotFound, fmt::format("{} does not exist", printable(name)));
        if (fs::is_directory(status)) {
            ERRAND_TRY_VOID(walk(name, found));
            std::ranges::sort(found);
        } else {
            found.emplace_back(name);
        }
        for (auto& path : found) {
            if (is_excepted(path, excepted)) continue;
            if (all.files.size() >= kMaxLedgerFiles) return too_many();
            const auto relative = one_folder ? path.lexically_relative(all.root) : path;
            all.files.push_back({path, printable(relative.generic_string())});
        }
    }
    return all;
}

Result<std::string> read_ledger_file(const fs::path& path) {
    const auto refused = [](std::string_view why) {
        return fail(ErrorCode::Unavailable, fmt::format("the file cannot be read: {}", why));
    };
    struct stat status{};
    if (::lstat(path.c_str(), &status) != 0) return refused(std::strerror(errno));
    if (S_ISLNK(status.st_mode))
        return fail(ErrorCode::Denied, "a symbolic link, which is not followed");
    if (!S_ISREG(status.st_mode)) return fail(ErrorCode::Denied, "no regular file");
    if (static_cast<std::size_t>(status.st_size) > document::kMaxFileBytes)
        return fail(ErrorCode::Exhausted, "the file is larger than is read");
    // What was a file a moment ago may be something else now: no link, no waiting.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0) return refused(std::strerror(errno));
    std::string bytes;
    bytes.resize(static_cast<std::size_t>(status.st_size) + 1);
    std::size_t used = 0;
    for (;;) {
        if (used == bytes.size()) bytes.resize(bytes.size() * 2);
        if (used > document::kMaxFileBytes)
            return fail(ErrorCode::Exhausted, "the file is larger than is read");
        const auto got = ::read(file.get(), bytes.data() + used, bytes.size() - used);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return refused(std::strerror(errno));
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
    }
    bytes.resize(used);
    return bytes;
}

}  // namespace errand::app
