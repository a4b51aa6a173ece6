#include "app/exit_code.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "app/text.hpp"

namespace errand::app {

int exit_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::Invalid:
            return kInvalid;
        case ErrorCode::NotFound:
            return kNotFound;
        case ErrorCode::Denied:
            return kDenied;
        case ErrorCode::Conflict:
            return kConflict;
        case ErrorCode::Timeout:
            return kTimeout;
        case ErrorCode::Cancelled:
            return kCancelled;
        case ErrorCode::Unavailable:
            return kUnavailable;
        case ErrorCode::Exhausted:
            return kExhausted;
        case ErrorCode::Corrupt:
            return kCorrupt;
        case ErrorCode::Internal:
            return kInternal;
    }
    return kInternal;
}

int exit_code_of_status(std::string_view status) {
    if (status == "done") return kOk;
    if (status == "declined") return kErrandDeclined;
    if (status == "cancelled") return kErrandCancelled;
    if (status == "failed") return kErrandFailed;
    return kErrandWaiting;
}

int report(const Error& error) {
    fmt::print(stderr, "errand: {} [{}]\n", printable(error.message), to_string(error.code));
    if (!error.advice.empty()) fmt::print(stderr, "        {}\n", printable(error.advice));
    return exit_code(error.code);
}

}  // namespace errand::app
