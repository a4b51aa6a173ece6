// Owns: a call that has not ended: what the service wants to know from the person first, or that it
// works on; and how the call goes on. Pure; any thread. Must stay true: all words in it are the
// service's, to be shown as such; `state` is the connector's alone.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::tool {

// What a service asks the person: a form, or a page to open where there is a `url`.
struct Question {
    static constexpr bool kDefaults = true;
    std::string key;  // its answer's, in GoOn
    std::string message;
    json::value schema;  // of the form's content: JSON Schema of a flat object
    std::string url;
};
BOOST_DESCRIBE_STRUCT(Question, (), (key, message, schema, url))

struct Unfinished {
    static constexpr bool kDefaults = true;
    // All of them are answered before the call goes on. Empty: the service is at work, and is asked
    // again after the pause.
    std::vector<Question> questions;
    std::int64_t pause_ms = 0;
    std::int64_t within_ms = 0;  // how long answers are waited for; 0: as long as it takes
    std::string message;         // how far it is
    // Handed back as it is when the call goes on.
    json::object state;
    // To go on is to make the whole call once more, with the answers: nothing was done so far.
    // Otherwise the call is under way, and what goes on is no new one.
    bool anew = false;
};
BOOST_DESCRIBE_STRUCT(Unfinished, (), (questions, pause_ms, within_ms, message, state, anew))

// The next part of an unfinished call: {key: {"action": "accept" | "decline" | "cancel",
// "content"?}}, or the wish to end it.
struct GoOn {
    static constexpr bool kDefaults = true;
    json::object state;
    json::object answers;
    bool stop = false;
};
BOOST_DESCRIBE_STRUCT(GoOn, (), (state, answers, stop))

// Of a call that was under way and is no more, without an answer: nobody knows what became of it,
// and no further look will tell. (What only was not heard of is Timeout or Unavailable.)
inline Error ended_unknown(std::string why) {
    return {ErrorCode::Internal, std::move(why), "the effect may or may not have happened"};
}

// How far a call is, as the service says.
struct Progress {
    double done = 0;
    std::optional<double> of;
    std::string message;
};
using OnProgress = std::function<void(const Progress&)>;

}  // namespace errand::tool
