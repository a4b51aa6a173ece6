// Owns: the doors through which any client of OpenAI's API has errand for its model:
// docs/openai.md. Strand: the io_context's thread.
// Must stay true: what the person writes is said as POST /v1/conversations/{id}/say says it, once;
// nothing here answers an approval.
#pragma once

#include "server/api.hpp"
#include "server/event_stream.hpp"
#include "server/openai/following.hpp"
#include "server/openai/request.hpp"

namespace errand::server::openai {

Doors doors(Rooms& rooms);  // all of them

Doors model_doors();
Doors chat_doors(Rooms& rooms);
Doors response_doors(Rooms& rooms);

// A door whose refusals are OpenAI's.
Door door_of(std::string method, std::string path, std::string summary);

// What a request needs before anything is sent: its place among the user's streams, and the
// sentence said. The conversation's name may stand in a header.
struct Begun {
    Said said;
    std::shared_ptr<StreamPlace> place;
};
async::Awaitable<Checked<Begun>> begin(Rooms& rooms, net::Headers headers, std::string user,
                                       Asked asked);

// Says which conversation it was, in the answer's head.
net::Response with_conversation(net::Response response, const Said& said);

// Hands the pieces to `send` as they come, with heartbeats between; at the end what is said where
// the deadline came first.
template <class Send>
async::Awaitable<Result<>> hand_out(Following& following, net::EventWriter& writer, Send& send) {
    for (;;) {
        ERRAND_CO_TRY(const auto piece, co_await following.next());
        if (!piece) break;
        if (piece->empty()) {
            ERRAND_CO_TRY_VOID(co_await writer.heartbeat());
        } else {
            ERRAND_CO_TRY_VOID(co_await send(*piece));
        }
    }
    if (const auto last = last_words(following); !last.empty())
        ERRAND_CO_TRY_VOID(co_await send("\n\n" + last));
    co_return Result<>{};
}

}  // namespace errand::server::openai
