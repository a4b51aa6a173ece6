// Owns: what the steps of calls and grants do outside, as functions of their arguments, so that a
// step can be asked again. Strand: the io_context's thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "assistant/sign_in.hpp"
#include "async/awaitable.hpp"

namespace errand::assistant {

// Calls the tool. Without a grant the value says so (missing_grant) instead of failing, since a
// grant can be had and the step be asked again as another one.
async::Awaitable<Result<json::value>> perform(Services& services, std::string user, Call call,
                                              flow::StepContext context);
// What became of an earlier attempt of the same call: its result, or NotFound.
async::Awaitable<Result<json::value>> look_up(Services& services, std::string user, Call call,
                                              flow::StepContext context);
// Null where the grant is there by now; else the SignInPage.
async::Awaitable<Result<json::value>> begin_grant(Services& services, std::string user,
                                                  std::string service,
                                                  std::vector<std::string> scopes);
async::Awaitable<Result<json::value>> finish_grant(Services& services, std::string user,
                                                   std::string service,
                                                   std::vector<std::string> scopes);

// What Errand::known() returns.
async::Awaitable<Result<json::value>> remembered(Services& services, std::string user,
                                                 std::string skill, std::uint64_t but_not);

// The scopes that a call's recorded result says are missing; nothing where it was carried out.
std::optional<std::vector<std::string>> missing_grant(const Result<json::value>& result);

// What a signal says to an open ask for a grant.
enum class GrantSignal { None, Yes, No, Given, Stop };
GrantSignal grant_in(const flow::Signal& signal, const std::string& service);

}  // namespace errand::assistant
