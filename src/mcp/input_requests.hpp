// Owns: reading what a server wants to know from the person: the requests in an input_required
// result, and the pages that a server of 2025-11-25 wants visited first. Private to src/mcp.
// Pure; any thread. Must stay true: what cannot be put to a person is declined, or an error that
// says why.
#pragma once

#include "mcp/protocol.hpp"
#include "tool/unfinished.hpp"

namespace errand::mcp {

// The params of one elicitation/create. Invalid: neither a form nor a page; Exhausted: too long.
Result<tool::Question> question_of(const std::string& key, const json::object& params);
// What is put to the person, and what is answered without: requests for anything but elicitation
// (sampling, roots), and those that question_of refuses.
struct InputRequests {
    std::vector<tool::Question> questions;
    json::object declined;  // {key: {"action": "decline"}}
};
// {key: {"method", "params"}}. Exhausted above kMaxInputRequests, and where a key is too long.
Result<InputRequests> read_input_requests(const json::object& requests);
// An input_required result; to go on is to call again with its state, whose "declined" goes with
// the answers.
Result<tool::Unfinished> unfinished_of(const json::object& result);
// The error "URL elicitation required" (2025-11-25): pages to be opened before the same call can be
// made. Nothing where the error is another one.
std::optional<Result<tool::Unfinished>> pages_first(const json::object& error);

}  // namespace errand::mcp
