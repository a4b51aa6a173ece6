// Owns: Cell, what a process gives up before it reads what a stranger wrote. One thread.
//
// Memory, processor time, open files and written bytes are bounded (setrlimit). Files can be read
// where libraries have theirs and nowhere else, where the kernel knows Landlock (Linux 5.13).
// Signals to processes outside are refused there too (Linux 6.12).
// System calls (seccomp): those that reading needs; sockets, other programs, new processes and
// tracing kill the process, everything else is refused: a file to write, a signal to another.
#pragma once

#include <linux/filter.h>

#include <vector>

#include "base/descriptor.hpp"
#include "base/error.hpp"

namespace errand::worker {

// A sanitizer's shadow is larger than any bound of memory, and crashes are its own to tell.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized =
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

// The version of Landlock that this kernel has; negative: none, or it is turned off.
int landlock_version();

class Cell {
  public:
    // Unavailable: this system knows no filter of system calls.
    static Result<Cell> make();

    // For good, for the calling process, which keeps `answer` alone of its open files (0 to 2 are
    // its caller's business). False where one of the bounds could not be set: then it must not
    // read.
    bool enter(int answer) const;

  private:
    Cell(std::vector<sock_filter> filter, Descriptor files)
        : filter_(std::move(filter)), files_(std::move(files)) {}

    std::vector<sock_filter> filter_;
    Descriptor files_;  // the Landlock rules; negative: not known here
};

}  // namespace errand::worker
