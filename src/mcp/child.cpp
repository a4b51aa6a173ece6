#include "mcp/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace errand::mcp {

namespace asio = boost::asio;

namespace {

struct Pipe {
    ~Pipe() {
        for (const int end : ends)
            if (end >= 0) ::close(end);
    }
    bool open() { return ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    int take(std::size_t which) { return std::exchange(ends[which], -1); }
    std::array<int, 2> ends{-1, -1};
};

std::vector<std::string> environment_of(const Command& command) {
    auto all = command.environment;
    for (const auto* name : {"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "USER"})
        if (const char* value = std::getenv(name)) all.emplace(name, value);
    std::vector<std::string> lines;
    lines.reserve(all.size());
    for (const auto& [name, value] : all) lines.push_back(fmt::format("{}={}", name, value));
    return lines;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    all.reserve(texts.size() + 1);
    for (auto& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

// posix_spawn's settings: the pipes, the directory, a process group of its own, no signal ignored.
struct Settings {
    Settings() {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
    }
    ~Settings() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }
    void set(const Command& command, const Pipe& input, const Pipe& output, const Pipe& error) {
        posix_spawn_file_actions_adddup2(&actions, input.ends[0], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, output.ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, error.ends[1], STDERR_FILENO);
        if (!command.directory.empty())
            posix_spawn_file_actions_addchdir_np(&actions, command.directory.c_str());
        sigset_t all;
        sigset_t none;
        ::sigfillset(&all);
        ::sigemptyset(&none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setpgroup(&attributes, 0);
        posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    }
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

}  // namespace

Result<std::unique_ptr<Child>> Child::start(const Command& command) {
    std::error_code unseen;
    if (!command.directory.empty() && !std::filesystem::is_directory(command.directory, unseen))
        return fail(ErrorCode::NotFound,
                    fmt::format("cannot start {}: there is no directory {}", command.program,
                                command.directory),
                    "make it, or name another");
    Pipe input;
    Pipe output;
    Pipe error;
    if (!input.open() || !output.open() || !error.open())
        return fail(ErrorCode::Exhausted, "no pipe is free for " + command.program);
    Settings settings;
    settings.set(command, input, output, error);
    std::vector<std::string> words{command.program};
    words.insert(words.end(), command.arguments.begin(), command.arguments.end());
    auto environment = environment_of(command);
    pid_t process = 0;
    const int failed =
        ::posix_spawnp(&process, command.program.c_str(), &settings.actions, &settings.attributes,
                       pointers(words).data(), pointers(environment).data());
    if (failed != 0)
        return fail(failed == ENOENT ? ErrorCode::NotFound : ErrorCode::Unavailable,
                    "cannot start " + command.program + ": " + std::strerror(failed),
                    "check that it is installed");
    std::unique_ptr<Child> child(new Child(process));
    child->input_ = input.take(1);
    child->output_ = output.take(0);
    child->error_ = error.take(0);
    return child;
}

Child::~Child() {
    for (const int end : {input_, output_, error_})
        if (end >= 0) ::close(end);
    kill();
    if (reaped_) return;
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

// Until it is reaped its number is nobody else's, and the group's is the same.
void Child::kill() {
    if (reaped_) return;
    ::kill(-process_, SIGKILL);
    ::kill(process_, SIGKILL);
}

int Child::take_input() {
    return std::exchange(input_, -1);
}
int Child::take_output() {
    return std::exchange(output_, -1);
}
int Child::take_error() {
    return std::exchange(error_, -1);
}

// Whether it has left. The group may have others in it, who go with it.
bool Child::reap() {
    if (reaped_) return true;
    siginfo_t left{};
    if (::waitid(P_PID, static_cast<id_t>(process_), &left, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        left.si_pid != process_)
        return false;
    kill();
    reaped_ = ::waitpid(process_, nullptr, WNOHANG) == process_;
    return reaped_;
}

async::Awaitable<bool> Child::left_within(std::chrono::milliseconds patience) {
    if (reap()) co_return true;
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, process_, 0));
    if (descriptor < 0) co_return false;  // an old kernel: no patience then
    const auto executor = co_await asio::this_coro::executor;
    asio::posix::stream_descriptor left(executor, descriptor);
    asio::steady_timer timer(executor, patience);
    co_await asio::experimental::make_parallel_group(
        left.async_wait(asio::posix::stream_descriptor::wait_read, asio::deferred),
        timer.async_wait(asio::deferred))
        .async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    co_return reap();
}

async::Awaitable<> Child::finish() {
    if (co_await left_within(kCloseTimeout)) co_return;
    ::kill(-process_, SIGTERM);
    if (!co_await left_within(kCloseTimeout)) kill();
}

}  // namespace errand::mcp
