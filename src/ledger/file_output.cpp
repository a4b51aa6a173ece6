#include "ledger/file_output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/descriptor.hpp"

namespace errand::ledger {
namespace {

std::unexpected<Error> refused(std::string_view what, const std::filesystem::path& path) {
    return fail(ErrorCode::Unavailable,
                fmt::format("{} {}: {}", what, path.string(), std::strerror(errno)));
}

std::unexpected<Error> taken(const std::filesystem::path& path) {
    return fail(ErrorCode::Conflict, fmt::format("{} is there already", path.string()),
                "Name another file, or allow it to be replaced.");
}

// The mode that a new file has in this process.
mode_t usual_mode() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

Result<Temporary> Temporary::beside(const std::filesystem::path& path) {
    auto pattern = (path.parent_path() / ("." + path.filename().string() + ".XXXXXX")).string();
    const Descriptor made(::mkostemp(pattern.data(), O_CLOEXEC));
    if (made.get() < 0) return refused("cannot write beside", path);
    Temporary temporary(pattern, path);
    if (::fchmod(made.get(), usual_mode()) != 0) return refused("cannot write", path);
    return temporary;
}

Temporary::Temporary(std::filesystem::path temporary, std::filesystem::path path)
    : temporary_(std::move(temporary)), path_(std::move(path)) {}

Temporary::Temporary(Temporary&& other) noexcept
    : temporary_(std::exchange(other.temporary_, {})), path_(std::move(other.path_)) {}

Temporary::~Temporary() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> Temporary::keep(Existing existing) {
    const Descriptor file(::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) return refused("cannot write", path_);
    if (existing == Existing::Refuse) {
        if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) ==
            0) {
            temporary_.clear();
            return {};
        }
        if (errno == EEXIST) return taken(path_);
        // A file system that cannot do it in one step.
        if (errno != EINVAL && errno != ENOSYS) return refused("cannot write", path_);
        if (::access(path_.c_str(), F_OK) == 0) return taken(path_);
    }
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) return refused("cannot write", path_);
    temporary_.clear();
    return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes,
                        Existing existing) {
    ERRAND_TRY(auto temporary, Temporary::beside(path));
    const Descriptor file(::open(temporary.path().c_str(), O_WRONLY | O_CLOEXEC));
    while (!bytes.empty()) {
        const auto written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return refused("cannot write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return temporary.keep(existing);
}

}  // namespace errand::ledger
