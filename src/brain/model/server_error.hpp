// Owns: what a model server says went wrong, and what that means for the turn. Pure; any thread.
// Must stay true: no text that leaves here holds eight characters of the key in a row.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "json/json.hpp"

namespace errand::brain::model {

// A server's own words.
struct ServerError {
    std::string message;
    std::string type;
    std::string code;   // a number is written out
    std::string param;  // the member of the request that it is about
};

// The forms in use: {"error": {…}} (OpenAI, newer vLLM, llama.cpp), {"error": "…"} (Ollama),
// {"object": "error", …} (older vLLM), {"code", "message"} (DashScope), {"detail": …} (FastAPI), a
// list of one of these (Google). Nothing where `from` is an answer and no error.
std::optional<ServerError> read_error(const json::value& from);
// The same of a body, whatever it holds: what is no JSON is the message itself.
ServerError read_error_body(std::string_view body);

// What went wrong with one attempt.
//   Refused      the request itself; the same again cannot help
//   Denied       the key, the account, the quota that was paid for
//   Missing      no such model or address
//   TooLong      the conversation does not fit the model's context
//   RateLimited  too much at once
//   Overloaded   the server cannot serve now
//   Unreachable  no connection, or it broke before the answer began
//   Slow         no token in time
//   Broken       the answer broke off, or is not what it should be
//   TooLarge     the answer is above a bound of ours
//   Stopped      somebody asked for it to stop
enum class FailureKind {
    Refused,
    Denied,
    Missing,
    TooLong,
    RateLimited,
    Overloaded,
    Unreachable,
    Slow,
    Broken,
    TooLarge,
    Stopped,
};
BOOST_DESCRIBE_ENUM(FailureKind, Refused, Denied, Missing, TooLong, RateLimited, Overloaded,
                    Unreachable, Slow, Broken, TooLarge, Stopped)

struct Failure {
    FailureKind kind = FailureKind::Broken;
    Error error;  // for a person
    std::optional<Millis> retry_after;
    ServerError said;     // empty where the server said nothing
    bool unsent = false;  // found before anything was sent: it says nothing of the server
};

template <class T = void>
using Outcome = std::expected<T, Failure>;

// `status`: 200 for an error inside an answer that had begun.
FailureKind classify(int status, const ServerError& said);
// `who` names the endpoint in the message; `key` is kept out of it.
Failure server_failure(std::string_view who, int status, ServerError said, std::string_view key);
Failure failure(FailureKind kind, std::string message, std::string advice = {});
// The same of what was found before anything was sent.
Failure unsent(FailureKind kind, std::string message);
ErrorCode error_code_of(FailureKind kind);

// "3", "0.5" (seconds) or an HTTP date (RFC 9110 §10.2.3). At most kMaxRetryAfter.
std::optional<Millis> read_retry_after(std::string_view field, Time now);

// "1500": the same in thousandths of a second, as some servers say it in `retry-after-ms`.
std::optional<Millis> read_retry_after_ms(std::string_view field);

// `text` with every run of eight or more characters of `secret` (or the whole of a shorter one)
// replaced.
std::string without_secret(std::string_view text, std::string_view secret);

}  // namespace errand::brain::model
