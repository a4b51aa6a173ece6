#include "files/output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>

#include "base/descriptor.hpp"
#include "files/disk.hpp"

namespace errand::files {
namespace {

std::unexpected<Error> taken(const std::filesystem::path& path) {
    return fail(ErrorCode::Conflict, fmt::format("{} is there already", path.string()),
                "Name another file, or allow it to be replaced.");
}

// The process's mask as the kernel tells it: asking with umask() changes it for a moment, in which
// another thread's file would be open to everyone.
mode_t read_mask() {
    constexpr mode_t kUsualMask = 022;
    std::ifstream status("/proc/self/status");
    constexpr std::string_view kUmask = "Umask:\t";
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with(kUmask)) continue;
        unsigned mask = 0;
        const auto* begin = line.data() + kUmask.size();
        if (std::from_chars(begin, line.data() + line.size(), mask, 8).ec == std::errc{})
            return mask;
    }
    return kUsualMask;
}

mode_t mode_of(Access access) {
    static const mode_t kMask = read_mask();
    switch (access) {
        case Access::Usual:
            return 0666 & ~kMask;
        case Access::Owner:
            return 0600;
        case Access::Fixed:
            break;
    }
    return 0400;
}

Result<> write_all(int to, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const auto written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return refused("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

// The name of a file is on the disk once its folder is.
Result<> sync_folder(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0) return refused("open", folder);
    if (::fsync(opened.get()) != 0) return refused("write", folder);
    return {};
}

}  // namespace

Result<Temporary> Temporary::beside(const std::filesystem::path& path, Access access) {
    auto pattern = (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
    const Descriptor made(::mkostemp(pattern.data(), O_CLOEXEC));
    if (made.get() < 0) return refused("write beside", path);
    Temporary temporary(pattern, path);
    // Whoever writes opens it by its path; what is fixed becomes so at the end.
    const auto mode = access == Access::Fixed ? mode_of(Access::Owner) : mode_of(access);
    if (::fchmod(made.get(), mode) != 0) return refused("write", path);
    return temporary;
}

Temporary::Temporary(std::filesystem::path temporary, std::filesystem::path path)
    : temporary_(std::move(temporary)), path_(std::move(path)) {}

Temporary::Temporary(Temporary&& other) noexcept
    : temporary_(std::exchange(other.temporary_, {})), path_(std::move(other.path_)) {}

Temporary::~Temporary() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<> Temporary::rename(Existing existing) {
    if (existing == Existing::Refuse) {
        if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) ==
            0)
            return {};
        if (errno == EEXIST) return taken(path_);
        // A file system that cannot do it in one step.
        if (errno != EINVAL && errno != ENOSYS) return refused("write", path_);
        if (::access(path_.c_str(), F_OK) == 0) return taken(path_);
    }
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) return refused("write", path_);
    return {};
}

Result<> Temporary::keep(Existing existing) {
    const Descriptor file(::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) return refused("write", path_);
    ERRAND_TRY_VOID(rename(existing));
    temporary_.clear();
    return sync_folder(path_);
}

Result<> write_whole(const std::filesystem::path& path, std::string_view bytes, Access access,
                     Existing existing) {
    ERRAND_TRY(auto temporary, Temporary::beside(path, access));
    {
        const Descriptor to(::open(temporary.path().c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
        if (to.get() < 0) return refused("write", path);
        ERRAND_TRY_VOID(write_all(to.get(), bytes, path));
        if (access == Access::Fixed && ::fchmod(to.get(), mode_of(access)) != 0)
            return refused("write", path);
    }
    return temporary.keep(existing);
}

}  // namespace errand::files
