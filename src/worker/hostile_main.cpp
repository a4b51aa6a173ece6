// A program for the tests: errand-documents as it would be if a document took over the process that
// reads it. Each "PDF" says what its reader does.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "worker/serve.hpp"

namespace {

using namespace errand;

std::string outcome(bool done) {
    return done ? "done" : "refused";
}

std::string take_memory() {
    std::vector<std::unique_ptr<char[]>> held;
    for (;;) held.push_back(std::make_unique_for_overwrite<char[]>(16UL << 20U));
}

// As a library in C does it.
std::string take_memory_and_abort() {
    std::vector<void*> held;
    for (;;) {
        held.push_back(std::malloc(64UL << 20U));
        if (held.back() == nullptr) std::abort();
    }
}

std::string loop() {
    for (volatile int at = 0;; at = at + 1) {
    }
}

std::string sleep() {
    for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
}

std::string connect() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(80);
    ::inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
    return outcome(::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
}

std::string write_file(const std::string& path) {
    return outcome(static_cast<bool>(std::ofstream(path) << "taken"));
}

std::string read_file(const std::string& path) {
    return outcome(::open(path.c_str(), O_RDONLY) >= 0);
}

std::string execute() {
    ::execl("/bin/true", "true", nullptr);
    return "refused";
}

std::string thread() {
    try {
        std::thread([] {}).join();
        return "done";
    } catch (const std::system_error&) {
        return "refused";
    }
}

std::string run_made_code() {
    return outcome(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

// Code of a file's own, written over.
std::string run_changed_code() {
    const int file = ::open("/usr/bin/env", O_RDONLY);
    return outcome(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE, file,
                          0) != MAP_FAILED);
}

// A file that signals another process whenever something happens on it.
std::string signal_by_file() {
    const int file = ::open("/usr/bin/env", O_RDONLY);
    const bool owned = ::fcntl(file, F_SETOWN, ::getppid()) == 0;
    return outcome(owned || ::fcntl(file, F_SETFL, O_ASYNC) == 0);
}

// Whether reaching the bound of time can be told from being killed.
std::string time_limit() {
    rlimit limit{};
    return outcome(::getrlimit(RLIMIT_CPU, &limit) == 0 && limit.rlim_cur < limit.rlim_max);
}

// To every file that may be open: the answer's, and whatever else there is.
std::string talk(std::string_view bytes) {
    for (int file = 0; file < 64; ++file) (void)!::write(file, bytes.data(), bytes.size());
    return "done";
}

// An answer to a file that nobody asked about.
std::string lie() {
    const std::string head =
        R"({"reading":{"invoices":[],"findings":[{"fault":"encrypted","file":"other.pdf","message":""}]},)"
        R"("inner":[],"budget_bytes":9000000000000000000,"budget_entries":9})";
    const std::uint64_t size = head.size();
    talk({reinterpret_cast<const char*>(&size), sizeof size});
    talk(head);
    ::_exit(0);
}

// Files inside files without end.
std::string nest() {
    const std::string head =
        R"({"reading":{"invoices":[],"findings":[]},"inner":[{"path":"/a","size":10}],)"
        R"("budget_bytes":1000,"budget_entries":1000})";
    const std::uint64_t size = head.size();
    talk({reinterpret_cast<const char*>(&size), sizeof size});
    talk(head);
    talk("%PDF- nest");
    ::_exit(0);
}

// Deeper and deeper.
std::string overflow(std::size_t depth) {
    volatile char kept[4096];  // NOLINT(*-avoid-c-arrays): it must be on the stack, untouched
    kept[depth % sizeof kept] = 1;
    return depth == 0 ? "" : overflow(depth + 1) + kept[depth % sizeof kept];
}

class Hostile final : public document::Sight {
  public:
    Result<document::PdfFile> pdf(std::string_view bytes) override {
        const std::string text(bytes.substr(std::min<std::size_t>(6, bytes.size())));
        const auto space = text.find(' ');
        const auto rest = space == std::string::npos ? std::string{} : text.substr(space + 1);
        const std::map<std::string, std::function<std::string()>> acts{
            {"memory", take_memory},
            {"abort", take_memory_and_abort},
            {"loop", loop},
            {"sleep", sleep},
            {"connect", connect},
            {"write", [&] { return write_file(rest); }},
            {"read", [&] { return read_file(rest); }},
            {"execute", execute},
            {"fork", [] { return outcome(::fork() >= 0); }},
            {"thread", thread},
            {"code", run_made_code},
            {"file-code", run_changed_code},
            {"file-signal", signal_by_file},
            {"time-limit", time_limit},
            {"time-signal", [] { return outcome(::raise(SIGXCPU) == 0); }},
            {"kill", [] { return outcome(::kill(::getppid(), SIGKILL) == 0); }},
            {"abort-other",
             [] { return outcome(::tgkill(::getppid(), ::getppid(), SIGABRT) == 0); }},
            // NOLINTNEXTLINE(clang-analyzer-core.NullDereference): that is what it is for
            {"signal", [] { return outcome(*static_cast<volatile char*>(nullptr) != 0); }},
            {"overflow", [] { return overflow(1); }},
            {"throw", []() -> std::string { throw std::runtime_error("thrown"); }},
            {"exit", []() -> std::string { ::_exit(0); }},
            {"garbage", [] { return talk(std::string(100'000, 'x')); }},
            {"zeros", [] { return talk(std::string(100'000, '\0')); }},
            {"flood",
             []() -> std::string {
                 for (;;) talk(std::string(1UL << 20U, 'x'));
             }},
            {"lie", lie},
            {"nest", nest},
            {"fine", [] { return std::string("done"); }}};
        const auto act = acts.find(text.substr(0, space));
        if (act == acts.end()) return fail(ErrorCode::Corrupt, "unknown act");
        return fail(ErrorCode::Corrupt, act->second());
    }
    Result<document::PictureFile> picture(std::string_view /*bytes*/) override {
        return fail(ErrorCode::Unavailable, "pictures are not looked at here");
    }
};

}  // namespace

int main() {
    Hostile sight;
    return worker::serve(STDIN_FILENO, sight);
}
