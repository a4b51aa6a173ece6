// Owns: reading what a server says a turn used. Pure; any thread.
#pragma once

#include <optional>

#include "brain/model/message.hpp"

namespace errand::brain::model {

// A count of tokens as a number or as the text of one; nothing where it is neither, or below zero.
// What is above kMaxTokens is kMaxTokens.
std::optional<std::int64_t> read_count(const json::value& from);

// What a server has said so far; one that counts in several places may say the halves apart.
struct Counted {
    std::optional<std::int64_t> prompt;
    std::optional<std::int64_t> completion;
    std::int64_t cached = 0;
    std::int64_t reasoning = 0;

    bool operator==(const Counted&) const = default;
};

// The member `usage` of an answer into what was said before: prompt_tokens and completion_tokens,
// or input_tokens and output_tokens; the parts under prompt_tokens_details,
// completion_tokens_details, or prompt_cache_hit_tokens. What cannot be read stays as it is.
// Returns whether it counts the completion.
bool read_usage(const json::value& from, Counted& into);

// What is believed of it. `estimate` is of what was sent and what came. A half that was not said,
// or that is nothing where something came, is the estimate's; so is the completion where that is
// more and the count is not of the whole answer (`final`).
Usage settle_usage(const Counted& counted, const Usage& estimate, bool final);

}  // namespace errand::brain::model
