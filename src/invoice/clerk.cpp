#include "invoice/clerk.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <string>

#include "invoice/answer.hpp"

namespace errand::invoice {
namespace {

using namespace document;

// A program that dies while it works on a file is started again for that file once.
constexpr int kTries = 2;

Opened finding(Fault fault, std::string message) {
    return {{{}, {{fault, "", std::move(message)}}}, {}};
}

std::string shown(std::chrono::milliseconds time) {
    return time >= std::chrono::seconds(1) ? fmt::format("{} s", time.count() / 1000)
                                           : fmt::format("{} ms", time.count());
}

// What a file did that ended its reader.
Opened told_of(const Told& told, std::chrono::milliseconds deadline) {
    switch (told.end) {
        case End::Answered:
            break;
        case End::Memory:
            return finding(Fault::TooLarge,
                           fmt::format("reading it took more than {} MB of memory and was ended",
                                       kMaxWorkerMemory >> 20U));
        case End::Time:
            return finding(
                Fault::TooLarge,
                fmt::format("reading it took more than {} ({} s of processor time) and was ended",
                            shown(deadline), kMaxWorkerCpuSeconds));
        case End::Answer:
            return finding(Fault::TooLarge, "it holds more than is allowed");
        case End::Forbidden:
            return finding(Fault::Unreadable,
                           "reading it led to what no document needs (a connection, another "
                           "program) and was ended");
        case End::Broke:
            return finding(Fault::Unreadable,
                           fmt::format("it broke its reader, which was ended ({})", told.detail));
        case End::Unstarted:
            return finding(Fault::Unreadable, "no process could be made for it, or not confined");
    }
    return finding(Fault::Unreadable, "its reader ended without a word");
}

Opened told_of(const Error& error) {
    switch (error.code) {
        case ErrorCode::Exhausted:
            return finding(Fault::TooLarge, error.message);
        case ErrorCode::Corrupt:
            return finding(Fault::Unreadable, error.message);
        default:
            return finding(Fault::Unreadable, "its reader answered what cannot be understood");
    }
}

Result<pid_t> spawn(const std::filesystem::path& program, int socket) {
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    auto name = program.string();
    std::array<char*, 2> arguments{name.data(), nullptr};
    // One thread for each process; character sets as everywhere here.
    std::string locale = "LC_ALL=C.UTF-8";
    std::string threads = "OMP_THREAD_LIMIT=1";
    std::array<char*, 3> environment{locale.data(), threads.data(), nullptr};
    // A group of its own: what a terminal sends to this program's is not for it. It ends when the
    // socket does.
    posix_spawnattr_t how;
    ::posix_spawnattr_init(&how);
    ::posix_spawnattr_setflags(
        &how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    sigset_t signals;
    ::sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&how, &signals);
    ::sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&how, &signals);
    pid_t id = -1;
    const auto failed =
        ::posix_spawn(&id, name.c_str(), &actions, &how, arguments.data(), environment.data());
    ::posix_spawnattr_destroy(&how);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return fail(ErrorCode::Unavailable, {});
    return id;
}

}  // namespace

Result<void> Clerk::start() {
    if (id_ > 0) return {};
    const auto cannot = [&](std::string_view why) {
        stop();
        not_before_ = Clock::now() + kStartPause;
        why_not_ = fmt::format("{} cannot be started: {}", program_.filename().string(), why);
        return fail(ErrorCode::Unavailable, why_not_);
    };
    if (Clock::now() < not_before_) return fail(ErrorCode::Unavailable, why_not_);
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return cannot("there are too many open files");
    socket_.emplace(ends[0]);
    Descriptor its(ends[1]);
    const auto id = spawn(program_, its.get());
    if (!id) return cannot("it belongs beside the program errand");
    id_ = *id;
    its.close();
    const auto ready = receive<Told>(socket_->get(), Clock::now() + kWorkerGrace);
    if (!ready || ready->kind != Told::Kind::Ready)
        return cannot("its libraries are missing, or a kernel with seccomp is");
    return {};
}

void Clerk::stop() {
    socket_.reset();
    if (id_ <= 0) return;
    ::kill(id_, SIGKILL);
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
}

Result<Opened> Clerk::ask(std::string_view bytes, std::size_t depth, Budget& budget,
                          std::chrono::milliseconds deadline) {
    const auto until = Clock::now() + deadline + kWorkerGrace;
    const int socket = socket_->get();
    const Ask ask{bytes.size(), depth, budget.bytes, budget.entries,
                  static_cast<std::uint64_t>(deadline.count())};
    ERRAND_TRY_VOID(send_all(socket, bytes_of(ask), until));
    ERRAND_TRY_VOID(send_all(socket, bytes, until));
    Answer answer(budget);
    std::optional<Error> wrong;
    std::string piece;
    for (;;) {
        ERRAND_TRY(const auto told, receive<Told>(socket, until));
        if (told.kind == Told::Kind::Over) {
            if (told.end != End::Answered) return told_of(told, deadline);
            if (wrong) return told_of(*wrong);
            auto whole = answer.take();
            if (!whole) return told_of(whole.error());
            budget = answer.budget();
            return *std::move(whole);
        }
        if (told.kind != Told::Kind::Data || told.size > kPieceBytes)
            return fail(ErrorCode::Corrupt, "errand-documents says what it never says");
        piece.resize(told.size);
        ERRAND_TRY_VOID(receive_all(socket, piece, until));
        // What comes after a wrong answer is let pass: the program itself is sound.
        if (wrong) continue;
        if (auto added = answer.add(piece); !added) wrong = std::move(added).error();
    }
}

Opened Clerk::open(std::string_view bytes, std::size_t depth, Budget& budget,
                   std::chrono::milliseconds deadline) {
    if (bytes.size() > kMaxFileBytes)
        return finding(Fault::TooLarge, "the file is larger than is read");
    for (int left = kTries; left > 0; --left) {
        if (const auto started = start(); !started)
            return finding(Fault::Unsupported, started.error().message);
        auto opened = ask(bytes, depth, budget, deadline);
        if (opened) return *std::move(opened);
        stop();
    }
    return finding(Fault::Unreadable, "the program that reads documents died on it twice");
}

}  // namespace errand::invoice
