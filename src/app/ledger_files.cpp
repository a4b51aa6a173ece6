#include "app/ledger_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/limits.hpp"
#include "app/text.hpp"

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
            // One that is named by hand is meant.
            const bool link =
                fs::is_directory(status) && fs::is_symlink(fs::symlink_status(path, failed));
            all.files.push_back({path, printable(relative.generic_string()), link});
        }
    }
    return all;
}

}  // namespace errand::app
