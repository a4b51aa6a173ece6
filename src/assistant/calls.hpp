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

// How the step of a call is tried.
flow::StepOptions step_options(Services& services, const std::string& user, const Call& call);

// Calls the tool. What it refuses is a value in the form that tool::refusal_in knows; where an
// earlier attempt may have changed something, it is an error Conflict with flow::kOutcomeUnknown,
// since a refusal says nothing of the attempt before. Without a grant the value says so
// (missing_grant) instead of failing, since a grant can be had and the step be asked again as
// another one.
async::Awaitable<Result<json::value>> perform(Services& services, std::string user, Call call,
                                              flow::StepContext context);
// What a call of a tool that prepares would buy: {"arguments"}, or a refusal. A missing grant as in
// perform().
async::Awaitable<Result<json::value>> prepare(Services& services, std::string user, Call call,
                                              flow::StepContext context);
// What became of an earlier attempt of the same call: its result, or NotFound.
async::Awaitable<Result<json::value>> look_up(Services& services, std::string user, Call call,
                                              flow::StepContext context);
// What a call lacked. `rejected`: there is a grant, and the service did not take it.
struct MissingGrant {
    static constexpr bool kDefaults = true;
    std::vector<std::string> scopes;  // empty: whatever the service has
    bool rejected = false;
};
BOOST_DESCRIBE_STRUCT(MissingGrant, (), (scopes, rejected))

// The call that lacked it is made again as another step, with the key that it was made with, so
// that whatever became of an earlier attempt it is one call.
struct Lacking {
    static constexpr bool kDefaults = true;
    MissingGrant grant;
    std::string key;
    bool in_doubt = false;  // an earlier attempt may have carried it out
};
BOOST_DESCRIBE_STRUCT(Lacking, (), (grant, key, in_doubt))

// A call that has not ended, as its step's value says it; and the key that it was made with.
struct Unended {
    static constexpr bool kDefaults = true;
    tool::Unfinished call;
    std::string key;
};
BOOST_DESCRIBE_STRUCT(Unended, (), (call, key))

// Nothing where the call has ended.
std::optional<Unended> unended(const Result<json::value>& result);

// What begin_grant() says where the person has just answered the same question.
async::Awaitable<Result<json::value>> answered_grant(Result<> said);
// Null where the grant is there by now; else the SignInPage.
async::Awaitable<Result<json::value>> begin_grant(Services& services, std::string user,
                                                  std::string service, MissingGrant missing);
async::Awaitable<Result<json::value>> finish_grant(Services& services, std::string user,
                                                   std::string service,
                                                   std::vector<std::string> scopes);

// An error as a recorded read says it, under "failed", and back; nothing where it says none.
json::value encode_error(const Error& error);
std::optional<Error> decode_error(const json::value& recorded);

// What Errand::known() returns.
async::Awaitable<Result<json::value>> remembered(Services& services, std::string user,
                                                 std::string skill, std::uint64_t but_not);

// What is said where a person did not give it.
Error grant_refused(const std::string& service);
// What is said where the person wants the errand stopped.
Error errand_stopped();

// What a call's recorded result says is missing; nothing where it was carried out.
std::optional<Lacking> missing_grant(const Result<json::value>& result);
// The call as it is made once more after that.
void make_again(Call& call, const Lacking& lacking);
// How it ended: what is certain of the last step of a call in doubt says nothing of those before.
// What is unknown already stays as it is.
Result<json::value> ended(const Call& call, Result<json::value> result);

// What a signal says to an open ask for a grant.
enum class GrantSignal { None, Yes, No, Given, Stop };
GrantSignal grant_in(const flow::Signal& signal, const std::string& service,
                     const std::string& ask);

}  // namespace errand::assistant
