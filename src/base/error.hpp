// Owns: Error and Result, the form of every expected failure.
// Any thread. A broken invariant is not an Error: see check.hpp.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace errand {

// A closed list. What each means for a caller:
//   Invalid      the input is wrong; asking again with the same input cannot help
//   NotFound     what was named does not exist
//   Denied       no grant, no right, or a limit refuses it
//   Conflict     the state moved on: read it again, then decide
//   Timeout      no answer in time; the effect may or may not have happened
//   Cancelled    somebody asked for it to stop
//   Unavailable  the other side cannot serve now; later may help
//   Exhausted    a bound of ours is reached
//   Corrupt      stored or received data breaks its own form
//   Internal     a defect of ours
enum class ErrorCode {
    Invalid,
    NotFound,
    Denied,
    Conflict,
    Timeout,
    Cancelled,
    Unavailable,
    Exhausted,
    Corrupt,
    Internal,
};

// The code's name in lower_snake_case, as it is written in journals and on the wire.
std::string_view to_string(ErrorCode code);
// The reverse; Internal for a name that is not in the list.
ErrorCode error_code_from(std::string_view name);

// `message` says what is wrong, `advice` what to do about it (may be empty). Both are for a person
// and hold no secret.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    std::string advice;

    bool operator==(const Error&) const = default;
};

template <class T = void>
struct [[nodiscard]] Result : std::expected<T, Error> {
    using std::expected<T, Error>::expected;
};

inline std::unexpected<Error> fail(ErrorCode code, std::string message, std::string advice = {}) {
    return std::unexpected(Error{code, std::move(message), std::move(advice)});
}
inline std::unexpected<Error> fail(Error error) {
    return std::unexpected(std::move(error));
}

}  // namespace errand

// `ERRAND_TRY(const auto value, call());` binds the value, or returns the error from this function.
#define ERRAND_CONCAT_(a, b) a##b
#define ERRAND_CONCAT(a, b) ERRAND_CONCAT_(a, b)
#define ERRAND_TRY_(holder, declaration, ...)                       \
    auto holder = (__VA_ARGS__);                                    \
    if (!holder) return std::unexpected(std::move(holder).error()); \
    declaration = *std::move(holder)
#define ERRAND_TRY(declaration, ...) \
    ERRAND_TRY_(ERRAND_CONCAT(try_result_, __LINE__), declaration, __VA_ARGS__)
// The same for a Result<void>.
#define ERRAND_TRY_VOID(...)                                       \
    do {                                                           \
        if (auto try_result = (__VA_ARGS__); !try_result)          \
            return std::unexpected(std::move(try_result).error()); \
    } while (false)
// The same inside a coroutine.
#define ERRAND_CO_TRY_(holder, declaration, ...)                       \
    auto holder = (__VA_ARGS__);                                       \
    if (!holder) co_return std::unexpected(std::move(holder).error()); \
    declaration = *std::move(holder)
#define ERRAND_CO_TRY(declaration, ...) \
    ERRAND_CO_TRY_(ERRAND_CONCAT(try_result_, __LINE__), declaration, __VA_ARGS__)
#define ERRAND_CO_TRY_VOID(...)                                       \
    do {                                                              \
        if (auto try_result = (__VA_ARGS__); !try_result)             \
            co_return std::unexpected(std::move(try_result).error()); \
    } while (false)
