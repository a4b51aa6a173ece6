// Owns: reading what a server says a turn used. Pure; any thread.
#pragma once

#include <optional>

#include "brain/model/message.hpp"

namespace errand::brain::model {

// A count of tokens as a number or as the text of one; nothing where it is neither, or below zero.
// What is above kMaxTokens is kMaxTokens.
std::optional<std::int64_t> read_count(const json::value& from);

// The member `usage` of an answer: prompt_tokens and completion_tokens, or input_tokens and
// output_tokens; the parts under prompt_tokens_details, completion_tokens_details, or
// prompt_cache_hit_tokens. Nothing where neither total can be read.
std::optional<Usage> read_usage(const json::value& from);

}  // namespace errand::brain::model
