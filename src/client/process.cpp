#include "client/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "client/limits.hpp"

namespace errand::client {
namespace {

// What runs in the child between fork and exec: only calls that are safe there.
[[noreturn]] void become(const char* program, char* const* arguments, int output, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);  // the parent died before the line above
    ::setpgid(0, 0);                          // Ctrl-C in the terminal is for the parent alone
    const int input = ::open("/dev/null", O_RDONLY);
    ::dup2(input, STDIN_FILENO);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execv(program, arguments);
    ::_exit(127);
}

int status_of_wait(int status) {
    if (WIFEXITED(status)) return WEXITSTATUS(status);
    return 128 + (WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

}  // namespace

Result<Process> Process::start(const std::filesystem::path& program,
                               const std::vector<std::string>& arguments,
                               const std::filesystem::path& log) {
    if (::access(program.c_str(), X_OK) != 0)
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot run {}: {}", program.string(), std::strerror(errno)),
                    "build errand whole: ./dev run does");
    const auto* sink = log.empty() ? "/dev/null" : log.c_str();
    const int output = ::open(sink, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (output < 0)
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot write {}: {}", sink, std::strerror(errno)));
    std::vector<std::string> texts{program.string()};
    texts.insert(texts.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0) become(program.c_str(), pointers.data(), output, parent);
    const int error = errno;
    ::close(output);
    if (pid < 0)
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot start {}: {}", program.string(), std::strerror(error)));
    return Process(pid);
}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), status_(std::exchange(other.status_, std::nullopt)) {}

Process& Process::operator=(Process&& other) noexcept {
    if (this == &other) return *this;
    release();
    pid_ = std::exchange(other.pid_, -1);
    status_ = std::exchange(other.status_, std::nullopt);
    return *this;
}

Process::~Process() {
    release();
}

void Process::release() {
    if (pid_ > 0) kill();
    pid_ = -1;
    status_.reset();
}

std::optional<int> Process::ended() {
    if (status_ || pid_ <= 0) return status_;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == pid_) status_ = status_of_wait(status);
    return status_;
}

bool Process::running() {
    return pid_ > 0 && !ended();
}

void Process::kill() {
    if (!running()) return;
    ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    status_ = status_of_wait(status);
}

async::Awaitable<Result<int>> Process::stop() {
    if (pid_ <= 0) co_return fail(ErrorCode::NotFound, "the program was never started");
    if (running()) ::kill(pid_, SIGTERM);
    const auto deadline = async::after(kStopDeadline);
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (running()) {
        if (std::chrono::steady_clock::now() > deadline) kill();
        timer.expires_after(kPoll);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return status_.value_or(0);
}

std::chrono::nanoseconds Process::processor_time() const {
    clockid_t clock = 0;
    timespec time{};
    if (pid_ <= 0 || status_ || ::clock_getcpuclockid(pid_, &clock) != 0 ||
        ::clock_gettime(clock, &time) != 0)
        return {};
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

std::filesystem::path own_folder() {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path(".") : self.parent_path();
}

}  // namespace errand::client
