// Owns: what one server takes of Chat Completions, learned from its refusals, and the request as it
// is written for it. Pure; any thread. Must stay true: each refusal takes one thing away, so that
// adapting ends.
#pragma once

#include <optional>
#include <string>

#include "brain/model/message.hpp"
#include "brain/model/server_error.hpp"

namespace errand::brain::model {

// What is sent. Each may be taken back once, save the stream, which may change once.
struct Dialect {
    bool stream = true;
    bool stream_fixed = false;  // by the settings, or changed before
    bool stream_options = true;
    bool max_completion_tokens = false;  // the newer name of max_tokens
    bool temperature = true;
    bool parallel_calls = true;
    bool tool_choice = true;
    bool json_schema = true;      // else json_object, with the schema in the words
    std::int64_t max_output = 0;  // where the request names none; 0: not said

    bool operator==(const Dialect&) const = default;
};

// Takes back what the server says that it does not know. False where the refusal is of something
// else (a value that is wrong, too), or what it names was not sent.
bool adapt(Dialect& dialect, const Request& request, const Failure& refusal);

// The body of POST …/chat/completions, as text. `extra`: members of the settings, which stand
// beside ours and never in place of them.
std::string write_request(const Request& request, std::string_view model, const Dialect& dialect,
                          const json::object& extra = {});

// Invalid where a request cannot be one: no message, too many, two tools of one name, a tool
// message that answers no call before it, a named tool that is not there, a bound of the reply that
// is not in 1…kMaxTokens.
Result<> check_request(const Request& request);

}  // namespace errand::brain::model
