#include "crypto/private_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/descriptor.hpp"
#include "base/id.hpp"

namespace errand::crypto {
namespace {

Error system_error(std::string_view what, const std::filesystem::path& file) {
    const int number = errno;
    const auto code = number == ENOENT   ? ErrorCode::NotFound
                      : number == EEXIST ? ErrorCode::Conflict
                      : number == EACCES ? ErrorCode::Denied
                                         : ErrorCode::Unavailable;
    return {code, fmt::format("cannot {} {}: {}", what, file.string(), std::strerror(number)), {}};
}

Result<> write_all(int descriptor, std::string_view content, const std::filesystem::path& file) {
    while (!content.empty()) {
        const auto written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return fail(system_error("write", file));
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor) != 0) return fail(system_error("write", file));
    return {};
}

// A new name is durable once its folder is.
Result<> sync_folder(const std::filesystem::path& folder) {
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) {
        return fail(system_error("write", folder));
    }
    return {};
}

}  // namespace

Result<std::string> read_private_file(const std::filesystem::path& file, std::size_t most) {
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.get() < 0) return fail(system_error("read", file));
    struct stat state{};
    if (::fstat(opened.get(), &state) != 0) return fail(system_error("read", file));
    if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(ErrorCode::Denied, fmt::format("others may read {}", file.string()),
                    fmt::format("Run: chmod 600 {}", file.string()));
    }
    std::string content;
    char buffer[4096];
    for (;;) {
        const auto got = ::read(opened.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(system_error("read", file));
        if (got == 0) return content;
        content.append(buffer, static_cast<std::size_t>(got));
        if (content.size() > most) {
            return fail(ErrorCode::Exhausted, fmt::format("{} is too long", file.string()));
        }
    }
}

Result<> create_private_file(const std::filesystem::path& file, std::string_view content) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) {
        std::filesystem::create_directories(folder, error);
        if (::chmod(folder.c_str(), S_IRWXU) != 0) return fail(system_error("make", folder));
    }
    // Under another name first, then linked: the name appears with the whole content or not at all,
    // and link() refuses one that is taken.
    const auto draft = folder / (file.filename().string() + "." + random_token(9) + ".new");
    const Descriptor opened(
        ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (opened.get() < 0) return fail(system_error("write", draft));
    auto written = write_all(opened.get(), content, draft);
    if (written && ::link(draft.c_str(), file.c_str()) != 0) {
        written = fail(system_error("write", file));
    }
    ::unlink(draft.c_str());
    if (!written) return written;
    return sync_folder(folder);
}

}  // namespace errand::crypto
