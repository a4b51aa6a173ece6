#include "worker/serve.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <new>
#include <optional>

#include "base/descriptor.hpp"
#include "document/channel.hpp"
#include "document/limits.hpp"
#include "invoice/answer.hpp"
#include "worker/confine.hpp"

namespace errand::worker {
namespace {

using namespace document;

// Exit statuses of a process that reads one file, and of this one; none is one that libraries end
// with. The first: it answered, and what
// it had to load should be there for the next.
constexpr int kWantsMore = 89;
constexpr int kNoMemory = 90;
constexpr int kNotConfined = 91;
constexpr int kFailed = 92;
// Most of what is allowed: a process that dies with so much has died of it.
constexpr long kNearMemory = static_cast<long>(kMaxWorkerMemory / 1024 / 100 * 85);

[[noreturn]] void out_of_memory() {
    ::_exit(kNoMemory);
}

// C libraries crash where they get no memory.
void on_crash(int number) {
    if (errno == ENOMEM) ::_exit(kNoMemory);
    ::signal(number, SIG_DFL);  // and happens again
}

void tell_memory_from_crash() {
    std::set_new_handler(out_of_memory);
    errno = 0;
    if (kSanitized) return;
    static std::array<char, 32768> stack;
    const stack_t other{stack.data(), 0, stack.size()};
    ::sigaltstack(&other, nullptr);
    struct sigaction action{};
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (const int number : {SIGABRT, SIGSEGV, SIGBUS}) ::sigaction(number, &action, nullptr);
}

bool write_all(int answer, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto wrote = ::write(answer, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

[[noreturn]] void read_one(const Ask& ask, std::string_view bytes, int answer, Sight& sight,
                           const Cell& cell) {
    // Standard input is the socket, on which nothing that reads may speak.
    if (::dup2(STDOUT_FILENO, STDIN_FILENO) != STDIN_FILENO || !cell.enter(answer))
        ::_exit(kNotConfined);
    tell_memory_from_crash();
    try {
        Budget budget{ask.budget_bytes, ask.budget_entries};
        auto opened = invoice::open_file("", bytes, ask.depth, sight, budget);
        const bool told =
            invoice::write_answer(std::move(opened), budget,
                                  [&](std::string_view piece) { return write_all(answer, piece); });
        if (!told) ::_exit(kFailed);
        ::_exit(sight.wants_more() ? kWantsMore : 0);
    } catch (const std::bad_alloc&) {
        ::_exit(kNoMemory);
    } catch (...) {  // a library's: this process ends with it
        ::_exit(kFailed);
    }
}

Told over(End end, int detail = 0) {
    return {Told::Kind::Over, 0, end, detail};
}

Told judged(int status, const rusage& used) {
    if (WIFEXITED(status)) {
        const int code = WEXITSTATUS(status);
        if (code == 0 || code == kWantsMore) return over(End::Answered, code);
        if (code == kNotConfined) return over(End::Unstarted);
        return over(code == kNoMemory ? End::Memory : End::Broke, code);
    }
    const int number = WTERMSIG(status);
    if (number == SIGXCPU) return over(End::Time);
    if (number == SIGSYS) return over(End::Forbidden);
    // Killed by nobody here: the system had no memory left.
    if (number == SIGKILL || used.ru_maxrss > kNearMemory) return over(End::Memory, number);
    return over(End::Broke, number);
}

// A process that reads one file; killed and reaped, whatever happens.
class Reader {
  public:
    Reader(pid_t id, Descriptor answer)
        : id_(id),
          answer_(std::move(answer)),
          ended_(static_cast<int>(::syscall(SYS_pidfd_open, id, 0))) {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() {
        if (id_ > 0) kill();
    }

    // Passes the answer on. Nothing: the main program is gone.
    std::optional<Told> relay(int socket, Clock::time_point deadline) {
        std::size_t total = 0;
        std::string piece(kPieceBytes, '\0');
        for (;;) {
            std::array<pollfd, 2> waits{{{answer_.get(), POLLIN, 0}, {socket, 0, 0}}};
            const int left = milliseconds_until(deadline);
            const int ready = ::poll(waits.data(), waits.size(), left);
            if (ready < 0 && errno == EINTR) continue;
            if (waits[1].revents != 0) return std::nullopt;
            if (left == 0) return kill(), over(End::Time);
            if (ready == 0) continue;
            const auto got = ::read(answer_.get(), piece.data(), piece.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return ended(deadline);
            total += static_cast<std::size_t>(got);
            if (total > kMaxReadingBytes + kMaxUnpackedBytes) return kill(), over(End::Answer);
            const Told told{Told::Kind::Data, static_cast<std::uint32_t>(got), {}, 0};
            const auto until = deadline + kWorkerGrace;
            if (!send_all(socket, bytes_of(told), until) ||
                !send_all(socket, {piece.data(), static_cast<std::size_t>(got)}, until))
                return std::nullopt;
        }
    }

  private:
    void kill() {
        ::kill(id_, SIGKILL);
        reap();
    }

    std::pair<int, rusage> reap() {
        std::pair<int, rusage> end{};
        while (::wait4(id_, &end.first, 0, &end.second) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return end;
    }

    // It has said all it says; one that stays all the same is killed.
    Told ended(Clock::time_point deadline) {
        pollfd wait{ended_.get(), POLLIN, 0};
        int ready = 0;
        do {
            ready = ::poll(&wait, 1, milliseconds_until(deadline));
        } while (ready < 0 && errno == EINTR);
        if (ready <= 0) return kill(), over(End::Time);
        const auto [status, used] = reap();
        return judged(status, used);
    }

    pid_t id_;
    Descriptor answer_;
    Descriptor ended_;
};

std::optional<Told> run(const Ask& ask, std::string_view bytes, int socket, Sight& sight,
                        const Cell& cell) {
    const auto deadline = Clock::now() + std::chrono::milliseconds(ask.milliseconds);
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return over(End::Unstarted);
    Descriptor from(ends[0]);
    Descriptor into(ends[1]);
    const auto id = ::fork();
    if (id < 0) return over(End::Unstarted);
    if (id == 0) read_one(ask, bytes, into.get(), sight, cell);
    into.close();
    Reader reader(id, std::move(from));
    return reader.relay(socket, deadline);
}

// Waiting for work is bounded by the main program's life: then there is nothing more to receive.
constexpr auto kForAsLongAsItTakes = Clock::time_point::max();

bool serve_one(int socket, Sight& sight, const Cell& cell) {
    const auto ask = receive<Ask>(socket, kForAsLongAsItTakes);
    if (!ask || ask->bytes > kMaxFileBytes) return false;
    const auto most =
        static_cast<std::uint64_t>(std::chrono::milliseconds(kWorkerDeadline).count());
    if (ask->milliseconds > most) return false;
    std::string bytes(ask->bytes, '\0');
    if (!receive_all(socket, bytes, Clock::now() + kWorkerDeadline)) return false;
    const auto told = run(*ask, bytes, socket, sight, cell);
    if (!told || !send_all(socket, bytes_of(*told), Clock::now() + kWorkerGrace)) return false;
    // Its own files, not the stranger's; more than once costs nothing.
    if (told->end == End::Answered && told->detail == kWantsMore) sight.load_more();
    return true;
}

}  // namespace

int serve(int socket, Sight& sight) {
    const auto cell = Cell::make();
    if (!cell) return kNotConfined;
    if (!send_all(socket, bytes_of(Told{}), Clock::now() + kWorkerGrace)) return 0;
    while (serve_one(socket, sight, *cell)) {
    }
    return 0;
}

}  // namespace errand::worker
