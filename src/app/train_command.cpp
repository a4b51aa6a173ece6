// `errand train`: a model of the brain from skills' phrases, as the build makes it.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "brain/learn/train.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;

bool has_phrases(const fs::path& folder) {
    return fs::exists(folder / "phrases.zh.txt") || fs::exists(folder / "phrases.en.txt");
}

// The folders given, or those below them, that hold phrases; in order of their names, since the
// model depends on it.
Result<std::vector<fs::path>> find_folders(const std::vector<std::string>& given) {
    std::vector<fs::path> found;
    for (const auto& one : given) {
        std::error_code failed;
        if (has_phrases(one)) {
            found.emplace_back(one);
            continue;
        }
        for (const auto& entry : fs::directory_iterator(one, failed))
            if (entry.is_directory() && has_phrases(entry.path())) found.push_back(entry.path());
        if (failed) return fail(ErrorCode::NotFound, fmt::format("cannot read the folder {}", one));
    }
    std::ranges::sort(found);
    if (found.empty())
        return fail(ErrorCode::NotFound, "no folder with phrases.zh.txt or phrases.en.txt",
                    "name the folder skills/, or one skill's folder; docs/phrases.md has the form");
    return found;
}

}  // namespace

int train(const TrainOptions& options) {
    const auto folders = find_folders(options.folders);
    if (!folders) return report(folders.error());
    const auto begin = std::chrono::steady_clock::now();
    const auto bytes = brain::learn::train_skills(*folders);
    if (!bytes) return report(bytes.error());
    std::ofstream file(options.to, std::ios::binary);
    if (!file.write(bytes->data(), static_cast<std::streamsize>(bytes->size())).flush())
        return report({ErrorCode::Denied, fmt::format("cannot write {}", options.to),
                       "choose another file with --output"});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{}: {:.1f} MB from {} skills in {:.0f} s\n", options.to,
               static_cast<double>(bytes->size()) / 1e6, folders->size(), took.count());
    return kOk;
}

}  // namespace errand::app
