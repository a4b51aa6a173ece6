// Owns: what the program's exit status means (docs/cli.md holds the same table), and how an error
// reads on stderr. Any thread.
#pragma once

#include "base/error.hpp"

namespace errand::app {

enum ExitCode : int {
    kOk = 0,
    kNotAllPassed = 1,  // eval: not every scenario passed; doctor, demo: something is wrong
    kInvalid = 2,       // also: the command line
    kNotFound = 3,
    kDenied = 4,
    kConflict = 5,
    kTimeout = 6,
    kCancelled = 7,
    kUnavailable = 8,
    kExhausted = 9,
    kCorrupt = 10,
    kInternal = 11,
    // How an errand ended, where one was asked for.
    kErrandWaiting = 20,
    kErrandDeclined = 21,
    kErrandCancelled = 22,
    kErrandFailed = 23,
    kInterrupted = 130,
};

int exit_code(ErrorCode code);
// Of an errand's status: done, waiting, declined, cancelled, failed.
int exit_code_of_status(std::string_view status);

// Writes "errand: message [code]" and the advice to stderr; the exit status for it.
int report(const Error& error);

}  // namespace errand::app
