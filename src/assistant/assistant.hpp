// Owns: the way from a sentence to errands and back: understanding through the brain, routing among
// the open errands, answers to asks, grants and sign-in. What the server's doors call.
// Strand: the io_context's thread.
// Must stay true: what say() and answer() acknowledged survives a crash; the same key twice is
// once; nobody sees or touches what belongs to another user.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "assistant/services.hpp"
#include "async/awaitable.hpp"

namespace errand::assistant {

// What is asked of a conversation's errands.
struct Look {
    bool live_only = false;  // those that have not ended
    async::Deadline until;   // how long to wait for them to settle; the default: not at all
};

struct Say {
    std::string user;
    std::string conversation;
    std::string text;
    std::string key;  // the same key twice is once; empty: each is its own
    // The errand that is meant, where the client knows it for certain.
    std::optional<std::uint64_t> errand = {};
    // Handed in with it, and kept before it is said. With files the text may be empty.
    std::optional<Attached> files = {};
    // A program that a model steers says it, in words that may be a stranger's: what it begins, and
    // each errand that it is told to, is marked, and no rule stands for the yes there.
    bool by_model = false;
};

// `seq` of the user's events when it was taken: what follows from it comes after.
struct Taken {
    std::uint64_t seq = 0;
    // The errands that a sentence began and those that were told of it, by number. The same for the
    // same sentence again.
    std::vector<std::uint64_t> begun = {};
    std::vector<std::uint64_t> told = {};
};

// An answer to an ask; exactly one of the four kinds is there.
struct Reply {
    static constexpr bool kDefaults = true;
    std::optional<json::value> choose;  // a number from 1, or {"name": "…"}
    std::optional<bool> approve;
    std::optional<std::string> signature;  // beside approve: true; over the ask's `approval`
    std::optional<bool> grant;
    std::optional<std::string> answer;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (choose, approve, signature, grant, answer))

// What is shown where a flow fails or no longer fits its records: its result and the orders that it
// left, so that nobody is left guessing about money. For flow::EngineOptions.
flow::FailureNotice describe_failure(const journal::FlowInfo& errand, const Error& error);

class Assistant {
  public:
    // Every part of `services` outlives it.
    Assistant(Services& services, std::vector<SkillInfo> skills);
    ~Assistant();
    Assistant(const Assistant&) = delete;
    Assistant& operator=(const Assistant&) = delete;

    // Takes the errands of the journal up again. Once, before the first say().
    async::Awaitable<Result<>> recover();

    // Understood, recorded and handed to its errands when it returns.
    async::Awaitable<Result<Taken>> say(Say said);
    // Errors: NotFound (no such ask of this user), Conflict (answered, or no longer the open one),
    // Invalid (an answer of another kind, no such offer, a signature that does not fit).
    // `by_model`: as in Say.
    async::Awaitable<Result<Taken>> answer(std::string user, std::string ask, Reply reply,
                                           bool by_model = false);
    // An open ask of this user, as its event showed it. NotFound, Conflict as above.
    async::Awaitable<Result<json::value>> ask(std::string user, std::string ask);
    // The person came back from a service's sign-in page.
    // `redirect`: the address they came to, or its query.
    async::Awaitable<Result<SignedIn>> signed_in(std::string state, std::string redirect);
    // {"settled": bool, "errands": [{"number", "skill", "status", "live", "view"}]}, oldest first;
    // where `look.until` lies ahead, as soon as it has settled, or then.
    async::Awaitable<Result<json::value>> conversation(std::string user, std::string id, Look look);
    // Skills by name and what each can do, in both languages.
    const std::vector<SkillInfo>& skills() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace errand::assistant
