// Owns: which conversation a chat client's message belongs to, and whether it was said before.
// Strand: the io_context's thread. The rule is written down in docs/openai.md:
//   - a response's id, or a conversation's name, says it;
//   - else the chat's first message does: "chat-<its hash>-<n>", the n-th chat of this user that
//     begins with it. Of those, the one that went as the client's history says; of equals the one
//     whose first answer is the client's, then one that has not gone on otherwise, then the newest;
//   - a message without a history begins the next of them, unless it repeats the newest one's only
//     message within kSameMessageWithin.
// What must stay true: the same request again, whether a library sends it again by itself or a
// person asks for another answer, says nothing twice.
#pragma once

#include <string>
#include <vector>

#include "server/api.hpp"
#include "server/openai/request.hpp"

namespace errand::server::openai {

struct Place {
    std::string conversation;
    std::string key;  // for Assistant::say
};

// What a request's head says.
struct Hints {
    std::string key;       // Idempotency-Key; empty: none
    bool retried = false;  // the client's library says that it sends the request again
};
Hints read_hints(const net::Headers& headers);

async::Awaitable<Result<Place>> find_place(Rooms& rooms, std::string user, Asked asked,
                                           Hints hints);

// One of several chats that begin alike, as it went: pure, for find_place.
struct Candidate {
    std::vector<std::string> said;
    std::string first_answer;
};
// The index of the one that the client's history goes on from; candidates: the newest first, at
// least one.
std::size_t best_of(const std::vector<Candidate>& candidates, const Asked& asked);

}  // namespace errand::server::openai
