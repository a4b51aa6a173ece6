#include "files/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/descriptor.hpp"

namespace errand::files {

std::unexpected<Error> refused(std::string_view what, const std::filesystem::path& path) {
    const auto code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::NotFound
                      : errno == EACCES || errno == EPERM ? ErrorCode::Denied
                                                          : ErrorCode::Unavailable;
    return fail(code, fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

Result<std::string> read_whole(const std::filesystem::path& path, std::uint64_t most) {
    const Descriptor from(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (from.get() < 0) return refused("read", path);
    struct stat status{};
    if (::fstat(from.get(), &status) != 0) return refused("read", path);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::Invalid, fmt::format("{} is no file", path.string()));
    if (static_cast<std::uint64_t>(status.st_size) > most)
        return fail(ErrorCode::Exhausted,
                    fmt::format("{} is larger than {} MiB", path.string(), most >> 20U));
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto count = ::read(from.get(), bytes.data() + at, bytes.size() - at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return refused("read", path);
        if (count == 0) break;
        at += static_cast<std::size_t>(count);
    }
    bytes.resize(at);
    return bytes;
}

Result<> make_folders(const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) return {};
    if (folder.has_parent_path() && folder.parent_path() != folder)
        ERRAND_TRY_VOID(make_folders(folder.parent_path()));
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return refused("make", folder);
    return {};
}

}  // namespace errand::files
