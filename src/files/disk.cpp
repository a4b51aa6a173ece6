#include "files/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace errand::files {
namespace {

std::string size_of(std::uint64_t bytes) {
    constexpr std::uint64_t kMebibyte = std::uint64_t{1} << 20U;
    return bytes < kMebibyte ? fmt::format("{} KiB", bytes >> 10U)
                             : fmt::format("{} MiB", bytes >> 20U);
}

Result<std::string> read_at(int folder, const std::filesystem::path& path, std::uint64_t most) {
    const Descriptor from(
        ::openat(folder, path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (from.get() < 0 && errno == ELOOP)
        return fail(ErrorCode::Invalid, fmt::format("{} is a symbolic link", path.string()));
    if (from.get() < 0) return refused("read", path);
    struct stat status{};
    if (::fstat(from.get(), &status) != 0) return refused("read", path);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::Invalid, fmt::format("{} is no file", path.string()));
    if (static_cast<std::uint64_t>(status.st_size) > most)
        return fail(ErrorCode::Exhausted,
                    fmt::format("{} is larger than {}", path.string(), size_of(most)));
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

}  // namespace

std::unexpected<Error> refused(std::string_view what, const std::filesystem::path& path) {
    const auto code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::NotFound
                      : errno == EACCES || errno == EPERM ? ErrorCode::Denied
                                                          : ErrorCode::Unavailable;
    return fail(code, fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

Result<std::string> read_whole(const std::filesystem::path& path, std::uint64_t most) {
    return read_at(AT_FDCWD, path, most);
}

Result<std::string> read_whole(const Descriptor& folder, const std::filesystem::path& name,
                               std::uint64_t most) {
    return read_at(folder.get(), name, most);
}

Result<Descriptor> open_folder(const Descriptor& folder, const std::filesystem::path& name) {
    Descriptor opened(
        ::openat(folder.get(), name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    // Linux says so of a link too.
    if (opened.get() < 0 && (errno == ENOTDIR || errno == ELOOP))
        return fail(ErrorCode::Invalid, fmt::format("{} is no folder, or a link", name.string()));
    if (opened.get() < 0) return refused("open", name);
    return opened;
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
