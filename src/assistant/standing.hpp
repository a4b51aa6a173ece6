// Owns: what stands between the person and services: grants and allowances as the conversation
// speaks of them, signatures of answers. Strand: the io_context's thread.
#pragma once

#include <string>

#include "assistant/answers.hpp"
#include "assistant/services.hpp"
#include "assistant/text.hpp"
#include "async/awaitable.hpp"

namespace errand::assistant {

// The name under which the vault keeps what a person let errand remember.
inline constexpr std::string_view kMemoryName = "memory";

async::Awaitable<Result<Text>> list_grants(Services& services, std::string user);
// Of one service, or of all where it is empty.
async::Awaitable<Result<Text>> revoke_grants(Services& services, std::string user,
                                             std::string service);
// An allowance needs the person's key, so it is set with the client; withdrawing one does not.
async::Awaitable<Result<Text>> about_allowances(Services& services, std::string user,
                                                bool withdraw);

// That the answer's signature is the user's, over exactly the approval that the ask shows. Invalid
// where it is not, NotFound where the user has registered no key.
async::Awaitable<Result<>> check_signature(Services& services, std::string user, OpenAsk ask,
                                           Reply reply);
// Every errand of the user that waits for this service's grant goes on.
async::Awaitable<Result<>> tell_granted(Services& services, std::string user, std::string service);

}  // namespace errand::assistant
