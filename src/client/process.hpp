// Owns: one program that this one started. Strand: one thread at a time.
// Must stay true: the program never outlives this object, nor (on Linux) a parent that is killed;
// its output goes to a file or to nowhere, never into this program's own.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "base/error.hpp"

namespace errand::client {

class Process {
  public:
    // Starts the program; its standard output and error are appended to `log` (empty: dropped), its
    // input is empty. Unavailable where it cannot be started.
    static Result<Process> start(const std::filesystem::path& program,
                                 const std::vector<std::string>& arguments,
                                 const std::filesystem::path& log = {});

    Process() = default;
    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    ~Process();

    pid_t pid() const { return pid_; }
    bool running();
    // The exit status once it has ended: 0 to 255, or 128 and the signal's number.
    std::optional<int> ended();
    // SIGKILL, and waits until it is gone.
    void kill();
    // SIGTERM, then SIGKILL after kStopDeadline. The exit status.
    async::Awaitable<Result<int>> stop();
    // Processor time of all its threads since its start; zero once it is gone.
    std::chrono::nanoseconds processor_time() const;

  private:
    explicit Process(pid_t pid) : pid_(pid) {}
    void release();

    pid_t pid_ = -1;
    std::optional<int> status_;
};

// The folder of the program that runs now; its sibling programs lie there too.
std::filesystem::path own_folder();

}  // namespace errand::client
