#include "server/home.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <utility>

namespace errand::server {
namespace {

std::unexpected<Error> system_failure(std::string_view what, const std::filesystem::path& path) {
    return fail(ErrorCode::Unavailable,
                fmt::format("{} {}: {}", what, path.string(), std::strerror(errno)));
}

Result<> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return system_failure("cannot make the folder", folder);
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0)
        return system_failure("cannot read the folder", folder);
    if (!S_ISDIR(status.st_mode))
        return fail(ErrorCode::Invalid, fmt::format("{} is no folder", folder.string()));
    if (status.st_uid == ::geteuid() && (status.st_mode & 077) != 0 &&
        ::chmod(folder.c_str(), 0700) != 0)
        return system_failure("cannot keep others out of", folder);
    if (status.st_uid != ::geteuid())
        return fail(ErrorCode::Denied, fmt::format("{} belongs to another user", folder.string()),
                    "name a folder of your own with --home");
    return {};
}

Result<> write_all(int file, std::string_view text, const std::filesystem::path& path) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return system_failure("cannot write", path);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file) != 0) return system_failure("cannot write", path);
    return {};
}

}  // namespace

Result<Home> Home::open(const std::filesystem::path& folder) {
    ERRAND_TRY_VOID(make_folder(folder));
    const auto path = folder / "server.lock";
    const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock < 0) return system_failure("cannot open", path);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return fail(ErrorCode::Conflict,
                    fmt::format("another errand serves the home {}", folder.string()),
                    "stop it, or name another home with --home");
    }
    return Home(folder, lock);
}

Home::Home(Home&& other) noexcept
    : folder_(std::move(other.folder_)), lock_(std::exchange(other.lock_, -1)) {}

Home& Home::operator=(Home&& other) noexcept {
    std::swap(folder_, other.folder_);
    std::swap(lock_, other.lock_);
    return *this;
}

Home::~Home() {
    if (lock_ >= 0) ::close(lock_);
}

Result<> write_private_file(const std::filesystem::path& file, std::string_view text) {
    auto temporary = file;
    temporary += fmt::format(".{}", ::getpid());
    const int opened =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (opened < 0) return system_failure("cannot write", temporary);
    auto written = write_all(opened, text, temporary);
    ::close(opened);
    if (!written) {
        ::unlink(temporary.c_str());
        return written;
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) return system_failure("cannot write", file);
    return {};
}

}  // namespace errand::server
