// The loop of the skill: a turn of the model, what it calls, the next turn, until it answers.
#include <fmt/format.h>

#include "base/log.hpp"
#include "skills/agent/agent.hpp"
#include "skills/agent/agent_errand.hpp"
#include "skills/agent/limits.hpp"

namespace errand::skills::agent {

using assistant::Event;

flow::Task<json::value> AgentErrand::run() {
    co_await begin();
    while (!ended_) {
        if (steps_ >= kStepsWithoutCheckpoint) {
            co_await errand_.checkpoint(json::encode(talk_));
            steps_ = 0;
        }
        if (talk_.resting) {
            co_await rest();
        } else {
            co_await turn();
        }
    }
    co_return errand_.outcome();
}

flow::Task<> AgentErrand::begin() {
    if (const auto& state = errand_.state(); !state.is_null()) {
        auto talk = json::decode<Talk>(state, json::Unknown::Ignore);
        if (talk) {
            talk_ = *std::move(talk);
        } else {
            stop("failed", texts::failed("corrupt", talk.error().message, {}));
        }
        co_return;
    }
    ++steps_;
    talk_.today = errand_.local_time(co_await errand_.flow().now());
    hear(talk_, errand_.begun_with(), errand_.begun_by_model() ? Writer::Program : Writer::Person);
    errand_.set_title(errand_.begun_with());
    (void)co_await find_tools(errand_.begun_with());
    // The brain knows which of errand's own skills is meant, and a model is to carry it out.
    if (const auto& meant = errand_.begun_by().instead_of; !meant.empty())
        (void)co_await use_skill(meant, {});
}

json::object AgentErrand::by_model() const {
    return {{"model", talk_.endpoint}};
}

void AgentErrand::stop(const std::string& status, const texts::Text& why) {
    errand_.result(status, why, by_model());
    ended_ = true;
}

void AgentErrand::answered(const std::string& text, json::object whose) {
    errand_.result("done", {text, text}, std::move(whose));
    talk_.resting = true;
}

flow::Task<> AgentErrand::turn() {
    if (talk_.turns >= kMaxTurns || talk_.in_a_row >= kMaxTurnsInARow) {
        stop("failed", texts::too_many_turns());
        co_return;
    }
    if (errand_.heard_meanwhile()) {
        co_await take_in();
        co_return;
    }
    steps_ += kStepsOfTurn;
    const auto most = co_await room();
    auto thought = co_await think(most);
    if (ended_) co_return;
    if (thought.code == "cancelled") {
        co_await take_in();
        co_return;
    }
    ++talk_.turns;
    ++talk_.in_a_row;
    if (!thought.reply) {
        stop("failed", texts::failed(thought.code, thought.error, thought.advice));
        co_return;
    }
    auto& message = thought.reply->message;
    message.reasoning.clear();
    if (message.calls.empty() && message.text.empty()) {
        stop("failed", texts::silent());
        co_return;
    }
    // Which turn's own words these are, so that what was shown of them as they came is known.
    auto whose = by_model();
    if (thought.turn != 0) {
        whose["turn"] = thought.turn;
        whose["attempt"] = thought.attempt;
    }
    auto text = message.text;
    auto calls = message.calls;
    talk_.messages.push_back(std::move(message));
    if (calls.empty()) {
        answered(text, std::move(whose));
    } else {
        if (!text.empty()) errand_.progress({text, text}, std::move(whose));
        co_await carry_out(std::move(calls));
    }
}

// How many tokens a request may have.
flow::Task<std::int64_t> AgentErrand::room() {
    const auto most = co_await errand_.model_context(kMaxTalkTokens, kShareOfContext);
    co_return talk_.room > 0 ? std::min(most, talk_.room) : most;
}

// What has no room after all, since the model's context is not known or counts otherwise, is asked
// again at half its length. Ended: it cannot be that short.
flow::Task<assistant::Thought> AgentErrand::think(std::int64_t most) {
    for (int halvings = 0;; ++halvings) {
        if (!shorten(talk_, most)) {
            stop("failed", talk_.followed.empty()
                               ? texts::too_long()
                               : texts::no_room_beside(talk_.followed.back().name));
            co_return assistant::Thought{};
        }
        const auto asked = [this] {
            return request_of(talk_, errand_.say(errand_.other_skills()), errand_.language());
        };
        auto thought = co_await errand_.think(asked(), talk_.spent);
        talk_.spent += thought.spent;
        if (!thought.endpoint.empty()) talk_.endpoint = thought.endpoint;
        errand_.set_spent(talk_.spent, talk_.endpoint);
        if (!thought.too_long || halvings == kMaxHalvings) co_return thought;
        most = std::min(most, brain::model::estimate_tokens(asked())) / 2;
        talk_.room = most;
    }
}

// The person interrupted the turn: what was said comes next.
flow::Task<> AgentErrand::take_in() {
    constexpr Millis kSoon{2'000};
    ++steps_;
    const Event event = co_await errand_.next(kSoon);
    if (event.kind == Event::Kind::Timer) co_return;
    if (event.kind == Event::Kind::Cancel) {
        stop("cancelled", texts::cancelled());
    } else if (!event.text.empty()) {
        hear(talk_, event.text, event.by_model ? Writer::Program : Writer::Person);
    }
}

// Answered; open for what the person asks next.
flow::Task<> AgentErrand::rest() {
    ++steps_;
    const Event event = co_await errand_.next(kFollowUp);
    if (event.kind == Event::Kind::Timer) {
        ended_ = true;
    } else if (event.kind == Event::Kind::Cancel || event.kind == Event::Kind::Refuse) {
        errand_.reply(texts::closed());
        ended_ = true;
    } else if (!event.text.empty()) {
        errand_.set_status("working");
        hear(talk_, event.text, event.by_model ? Writer::Program : Writer::Person);
        (void)co_await find_tools(event.text);
    }
}

assistant::SkillInfo make() {
    return {.name = "agent",
            .version = 2,
            .what = {"用接入的大模型办别的事", "do other things with the connected model"},
            .run = [](assistant::Errand& errand) -> flow::Task<json::value> {
                AgentErrand run(errand);
                co_return co_await run.run();
            },
            .claims = [](std::string_view, const json::value&) { return 0.5; },
            .takes_rest = true};
}

}  // namespace errand::skills::agent
