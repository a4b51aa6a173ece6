#include "document/pdf.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "base/descriptor.hpp"
#include "base/encoding.hpp"
#include "document/answer.hpp"
#include "json/json.hpp"

namespace errand::document {
namespace {

using Clock = std::chrono::steady_clock;

// A running program; killed and reaped, whatever happens.
class Child {
  public:
    explicit Child(pid_t id) : id_(id) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (id_ <= 0) return;
        ::kill(id_, SIGKILL);
        wait();
    }
    // The status of waitpid.
    int wait() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }

  private:
    pid_t id_;
};

Result<Descriptor> in_memory(std::string_view bytes) {
    Descriptor file(::memfd_create("document", MFD_CLOEXEC));
    if (file.get() < 0) return fail(ErrorCode::Unavailable, "no memory for a document");
    while (!bytes.empty()) {
        const auto wrote = ::write(file.get(), bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return fail(ErrorCode::Unavailable, "no memory for a document");
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    ::lseek(file.get(), 0, SEEK_SET);
    return file;
}

Result<pid_t> start(const std::filesystem::path& program, int in, int out) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    auto name = program.string();
    std::array<char*, 2> arguments{name.data(), nullptr};
    std::string locale = "LC_ALL=C.UTF-8";
    std::array<char*, 2> environment{locale.data(), nullptr};
    pid_t id = -1;
    const auto failed =
        ::posix_spawn(&id, name.c_str(), &actions, nullptr, arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        return fail(ErrorCode::Unavailable, fmt::format("{} cannot be started", name),
                    "it belongs beside the program errand");
    return id;
}

Result<std::string> read_until(int out, Clock::time_point deadline) {
    std::string answer;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return fail(ErrorCode::Timeout, "reading the PDF took too long");
        pollfd wait{out, POLLIN, 0};
        if (::poll(&wait, 1, static_cast<int>(left)) <= 0) continue;
        const auto got = ::read(out, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return answer;
        if (answer.size() + static_cast<std::size_t>(got) > kMaxAnswerBytes)
            return fail(ErrorCode::Exhausted, "the PDF holds more than is allowed");
        answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

Result<PdfFile> read_pdf(std::string_view bytes, const std::filesystem::path& program,
                         std::chrono::milliseconds deadline) {
    if (bytes.size() > kMaxFileBytes) return fail(ErrorCode::Exhausted, "the file is too large");
    ERRAND_TRY(const auto in, in_memory(bytes));
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return fail(ErrorCode::Unavailable, "no pipe to the reader of PDF files");
    const Descriptor out(ends[0]);
    Descriptor write_end(ends[1]);
    ERRAND_TRY(const auto id, start(program, in.get(), write_end.get()));
    Child child(id);
    write_end.close();
    ERRAND_TRY(const auto written, read_until(out.get(), Clock::now() + deadline));
    if (const int status = child.wait(); status != 0)
        return fail(ErrorCode::Corrupt, "the PDF broke its reader, which was ended");
    ERRAND_TRY(const auto answer, json::read<PdfAnswer>(written));
    if (answer.encrypted)
        return fail(ErrorCode::Denied, "the PDF is encrypted", "hand in one without a password");
    if (answer.pages == 0 && !answer.fault.empty()) return fail(ErrorCode::Corrupt, answer.fault);
    PdfFile file;
    file.pages = answer.pages;
    file.fault = answer.fault;
    for (const auto& attachment : answer.attachments) {
        ERRAND_TRY(auto decoded, base64_decode(attachment.base64));
        file.attachments.push_back(std::move(decoded));
    }
    return file;
}

}  // namespace errand::document
