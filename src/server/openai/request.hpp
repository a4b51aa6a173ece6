// Owns: what a chat client's request says: the bodies of Chat Completions and of Responses, read
// into one form. Pure; any thread. Source: OpenAI's API reference; the npm package `openai`,
// resources/chat/completions and resources/responses.
// What must stay true: only the last message of the person is ever said; what a client's system or
// developer messages, instructions and tools say is never taken for it. A parameter that is not
// known is passed over; a known one of a wrong type is named. What would promise something that is
// not kept (a call of a tool, JSON, several answers) is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/openai/refusal.hpp"

namespace errand::server::openai {

// The only model there is.
inline constexpr std::string_view kModel = "errand";

// One earlier turn of the chat, as the client remembers it.
struct Turn {
    std::string said;
    std::string answered;  // empty: there was no answer

    bool operator==(const Turn&) const = default;
};

struct Asked {
    std::vector<Turn> earlier;
    std::string text;          // the last message of the person
    std::string conversation;  // where the client names one
    std::string previous;      // the id of the response that it goes on from
    bool stream = false;
    bool include_usage = false;
    bool background = false;
    json::object metadata;  // as it was sent
    // The message is no sentence of the person: the client itself wants a title, tags or follow-up
    // questions for a chat that it quotes. Not to be said.
    bool about_a_chat = false;
};

Checked<Asked> read_chat(std::string_view body);
Checked<Asked> read_response(std::string_view body);

// The name of a conversation, from wherever it comes; refused where it is too long or no UTF-8.
Checked<std::string> read_conversation(std::string_view param, std::string_view name);

// Whether the text quotes a whole chat, as clients do that ask a model about one.
bool quotes_a_chat(std::string_view text);

}  // namespace errand::server::openai
