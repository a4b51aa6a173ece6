#include "files/disk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstring>

#include "base/descriptor.hpp"

namespace errand::files {
namespace {

std::unexpected<Error> refused(std::string_view what, const std::filesystem::path& path) {
    const auto code = errno == ENOENT || errno == ENOTDIR ? ErrorCode::NotFound
                      : errno == EACCES || errno == EPERM ? ErrorCode::Denied
                                                          : ErrorCode::Unavailable;
    return fail(code, fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

Result<> write_all(int to, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const auto written = ::write(to, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return refused("write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(to) != 0) return refused("write", path);
    return {};
}

// The name of a file is on the disk once its folder is.
Result<> sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0) return refused("open", folder);
    if (::fsync(opened.get()) != 0) return refused("write", folder);
    return {};
}

}  // namespace

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

Result<> write_whole(const std::filesystem::path& path, std::string_view bytes) {
    static std::atomic<unsigned> count{0};
    auto temporary = path;
    temporary += fmt::format(".{}-{}", ::getpid(), count.fetch_add(1));
    Result<> written;
    {
        const Descriptor to(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (to.get() < 0) return refused("write", temporary);
        written = write_all(to.get(), bytes, temporary);
    }
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0) written = refused("write", path);
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    return sync_folder(path.parent_path());
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
