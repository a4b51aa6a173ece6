// Owns: one turn of a large model as a flow records it. Plain values; any thread.
#pragma once

#include <optional>
#include <string>

#include "brain/model/router.hpp"

namespace errand::assistant {

// What came of one turn. Exactly one of `reply` and `error` counts: the reply, where it is there.
struct Thought {
    static constexpr bool kDefaults = true;
    std::optional<brain::model::Reply> reply;
    std::string error;          // for a person
    std::string code;           // of the error: ErrorCode's name
    std::string advice;         // what to do about it
    bool too_long = false;      // with an error: what was asked had no room
    std::string endpoint;       // that answered
    std::uint64_t turn = 0;     // of this errand, and which attempt at it this is: as shown while
    std::uint64_t attempt = 0;  // it came (speaking.hpp); 0: recorded before that was known
    brain::model::Spent spent;  // all attempts, also those of a process that died over it
};
BOOST_DESCRIBE_STRUCT(Thought, (),
                      (reply, error, code, advice, too_long, endpoint, turn, attempt, spent))

}  // namespace errand::assistant
