// Owns: an errand's ask as a form that an MCP client puts to the person (elicitation), and what the
// filled form says. Pure; any thread. Source: Model Context Protocol 2025-11-25 and 2026-07-28,
// "Elicitation": a flat object of strings, numbers and booleans.
// Must stay true: the message holds the whole card, as every other face shows it; a form about an
// approval has no way to say yes, since the person's key alone has.
#pragma once

#include <optional>
#include <string>

#include "assistant/assistant.hpp"

namespace errand::server::tools {

struct Form {
    std::string message;
    json::object schema;
};

// `ask`: as its event shows it, with "kind": "ask".
Form form_of(const json::value& ask, std::string_view language, const TimeZone& zone);

// What the person did with it. Neither: the ask stays as it is.
struct Filled {
    std::optional<assistant::Reply> reply;  // an answer to the ask
    std::string words;                      // else what is to be said to the errand
};

// `answer`: {"action": "accept" | "decline" | "cancel", "content"?}. Invalid: it is not one, or its
// content is none of the form.
Result<Filled> read_form(const json::value& ask, const json::value& answer);

}  // namespace errand::server::tools
