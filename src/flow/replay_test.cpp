// Code that no longer fits its record, steps whose outcome is unknown, and recorded histories.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flow/history_for_tests.hpp"
#include "flow/world_for_tests.hpp"

namespace errand::flow {
namespace {

using journal::State;
using testing::HasSubstr;

using Code = std::function<Task<json::value>(World&, Flow&)>;

Task<json::value> original(World& world, Flow& flow) {
    const auto placed = co_await world.step(flow, "place", 1);
    (void)co_await flow.recorded("price", [] { return json::value(18); });
    flow.emit({{"kind", "reply"}, {"text", "placed"}});
    (void)co_await flow.next();
    (void)co_await world.step(flow, "pay", 2, {.kind = Kind::Spend});
    co_return json::value{{"status", "done"}};
}

struct Change {
    std::string name;
    Code code;
    std::string says;
};

void PrintTo(const Change& change, std::ostream* out) {
    *out << change.name;
}

class ChangedCode : public testing::TestWithParam<Change> {};

TEST_P(ChangedCode, EndsInAClearErrorAndDoesNothing) {
    World world;
    world.recover();
    world.add("order", [&](Flow& flow) { return original(world, flow); });
    const auto flow = world.start("order").id;
    world.settle();
    world.types.clear();
    world.restart();
    world.add("order", [&](Flow& one) { return GetParam().code(world, one); });
    world.recover();
    world.signal(flow, "yes");
    world.settle();
    const auto info = world.info(flow);
    EXPECT_EQ(info.state, State::Unreplayable);
    EXPECT_THAT(std::string(json::string_at(info.outcome, "reason")), HasSubstr(GetParam().says));
    EXPECT_THAT(std::string(json::string_at(info.outcome, "reason")),
                HasSubstr("does not fit this errand's record"));
    EXPECT_EQ(world.service.done.size(), 1U);
    EXPECT_EQ(world.service.count("pay"), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Replay, ChangedCode,
    testing::Values(Change{"name",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               (void)co_await world.step(flow, "put", 1);
                               co_return nullptr;
                           },
                           "step 0 'put'"},
                    Change{"arguments",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               (void)co_await world.step(flow, "place", 7);
                               co_return nullptr;
                           },
                           "with 7"},
                    Change{"kind",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               (void)co_await world.step(flow, "place", 1, {.kind = Kind::Spend});
                               co_return nullptr;
                           },
                           "(spend)"},
                    Change{"a step less",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               (void)co_await flow.recorded("price",
                                                            [] { return json::value(18); });
                               (void)co_await world.step(flow, "pay", 2);
                               co_return nullptr;
                           },
                           "the recorded read 0 'price'"},
                    Change{"a step more",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               (void)co_await world.step(flow, "place", 1);
                               (void)co_await world.step(flow, "pay", 2);
                               co_return nullptr;
                           },
                           "step 1 'pay'"},
                    Change{"no event",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               (void)co_await world.step(flow, "place", 1);
                               (void)co_await flow.recorded("price",
                                                            [] { return json::value(18); });
                               (void)co_await flow.next();
                               co_return nullptr;
                           },
                           "asks for nothing, or for something else first"},
                    Change{"an event more",
                           [](World& world, Flow& flow) -> Task<json::value> {
                               flow.emit({{"kind", "reply"}, {"text", "new"}});
                               (void)co_await world.step(flow, "place", 1);
                               co_return nullptr;
                           },
                           "an event"},
                    Change{"an end", [](World&, Flow&) -> Task<json::value> { co_return nullptr; },
                           "the end of the flow"},
                    Change{"a checkpoint",
                           [](World&, Flow& flow) -> Task<json::value> {
                               co_await flow.checkpoint(1);
                               co_return nullptr;
                           },
                           "a checkpoint"}));

class UnknownOutcome : public testing::Test {
  protected:
    // Runs one spending step whose process dies after the effect and before its record.
    std::uint64_t die_after_the_effect(const StepOptions& options) {
        world.add("pay", [this, options](Flow& flow) -> Task<json::value> {
            auto how = options;
            how.kind = Kind::Spend;
            how.first_backoff = Millis(0);
            if (how.on_unknown == OnUnknown::LookUp) how.look_up = look_up();
            const auto paid = co_await world.step(flow, "pay", 5, how);
            if (paid) co_return json::value{{"paid", paid->at("with")}};
            co_return json::value{{"unknown", outcome_unknown(paid.error())}};
        });
        world.recover();
        world.engine().on_step = [this](Side side, std::uint64_t, std::string_view) {
            if (side == dies) world.journal().cut_off = true;
        };
        (void)world.try_run(world.engine().start({"ann", "talk", "pay", nullptr, ""}));
        world.settle();
        world.restart();
        world.recover();
        return 1;
    }
    Effect look_up() {
        return [this](const StepContext& context) -> async::Awaitable<Result<json::value>> {
            ++looked_up;
            const auto found = world.service.done.find(context.idempotency_key);
            if (found == world.service.done.end()) co_return fail(ErrorCode::NotFound, "none");
            co_return json::value{{"with", found->second.arguments}};
        };
    }
    std::string outcome(std::uint64_t flow) { return json::write(world.info(flow).outcome); }
    int calls() {
        return world.service.done.empty() ? 0 : world.service.done.begin()->second.calls;
    }

    World world;
    Side dies = Side::After;
    int looked_up = 0;
};

TEST_F(UnknownOutcome, IsAskedAgainWithTheSameKey) {
    const auto flow = die_after_the_effect({});
    EXPECT_EQ(outcome(flow), R"({"paid":5})");
    EXPECT_EQ(world.service.done.size(), 1U);
    EXPECT_EQ(calls(), 2);
}

TEST_F(UnknownOutcome, IsLookedUp) {
    const auto flow = die_after_the_effect({.on_unknown = OnUnknown::LookUp});
    EXPECT_EQ(outcome(flow), R"({"paid":5})");
    EXPECT_EQ(calls(), 1);
    EXPECT_EQ(looked_up, 1);
}

TEST_F(UnknownOutcome, IsAskedWhereTheLookUpFindsNothing) {
    dies = Side::Before;
    const auto flow = die_after_the_effect({.on_unknown = OnUnknown::LookUp});
    EXPECT_EQ(outcome(flow), R"({"paid":5})");
    EXPECT_EQ(calls(), 1);
    EXPECT_EQ(looked_up, 1);
}

TEST_F(UnknownOutcome, IsShownToThePerson) {
    const auto flow = die_after_the_effect({.on_unknown = OnUnknown::ShowPerson});
    EXPECT_EQ(outcome(flow), R"({"unknown":true})");
    EXPECT_EQ(calls(), 1);
}

class Retries : public testing::Test {
  protected:
    std::string run(StepOptions options) {
        options.first_backoff = Millis(0);
        world.add("call", [this, options](Flow& flow) -> Task<json::value> {
            const auto got = co_await world.step(flow, "call", 5, options);
            if (got) co_return "ok";
            co_return json::value(std::string(errand::to_string(got.error().code)) +
                                  (outcome_unknown(got.error()) ? " unknown" : ""));
        });
        world.recover();
        const auto flow = world.start("call").id;
        world.settle();
        return json::write(world.info(flow).outcome);
    }
    void faults(std::vector<ErrorCode> codes) {
        for (const auto code : codes) world.service.faults["call"].push_back({code, "fault", ""});
    }
    World world;
};

TEST_F(Retries, AnAmbiguousFailureIsAskedAgainWithTheSameKey) {
    faults({ErrorCode::Timeout, ErrorCode::Unavailable});
    world.service.lose_answers = true;
    EXPECT_EQ(run({}), R"("ok")");
    EXPECT_EQ(world.service.done.size(), 1U);
    EXPECT_EQ(world.service.done.begin()->second.calls, 3);
}

TEST_F(Retries, ADefiniteFailureIsTheAnswer) {
    faults({ErrorCode::Denied});
    EXPECT_EQ(run({}), R"("denied")");
}

TEST_F(Retries, AreBoundedAndThenUnknown) {
    faults({ErrorCode::Timeout, ErrorCode::Corrupt, ErrorCode::Timeout, ErrorCode::Timeout});
    EXPECT_EQ(run({}), R"("timeout unknown")");
    EXPECT_EQ(world.service.faults["call"].size(), 1U);
}

TEST_F(Retries, ADefiniteFailureSaysNothingOfAnEarlierAttempt) {
    faults({ErrorCode::Timeout, ErrorCode::Denied});
    world.service.lose_answers = true;
    EXPECT_EQ(run({}), R"("timeout unknown")");
    EXPECT_EQ(world.service.done.size(), 1U);
}

// The first attempt is under way as long as nobody has heard of it, however certain the others are.
TEST_F(Retries, AnAttemptThatTimedOutIsNotForgotten) {
    faults({ErrorCode::Timeout, ErrorCode::Unavailable, ErrorCode::Unavailable});
    EXPECT_EQ(run({}), R"("timeout unknown")");
}

TEST_F(Retries, WhereNoneTimedOutTheLastOneIsTold) {
    faults({ErrorCode::Unavailable, ErrorCode::Unavailable, ErrorCode::Unavailable});
    EXPECT_EQ(run({}), R"("unavailable unknown")");
}

TEST_F(Retries, ADefiniteFailureOfAReadIsTheAnswerWheneverItComes) {
    faults({ErrorCode::Timeout, ErrorCode::Denied});
    EXPECT_EQ(run({.kind = Kind::Read}), R"("denied")");
}

TEST_F(Retries, AReadIsNeverUnknown) {
    faults({ErrorCode::Timeout, ErrorCode::Timeout});
    EXPECT_EQ(run({.kind = Kind::Read, .attempts = 2}), R"("timeout")");
}

TEST_F(Retries, WhatMayHaveHappenedIsNotAskedAgainWhereAPersonMustLook) {
    faults({ErrorCode::Timeout});
    EXPECT_EQ(run({.on_unknown = OnUnknown::ShowPerson}), R"("timeout unknown")");
    EXPECT_TRUE(world.service.done.empty());
}

TEST_F(Retries, AnEffectThatNeverAnswersEndsAtItsDeadline) {
    world.service.held.insert("call");
    EXPECT_EQ(run({.deadline = Millis(5), .attempts = 1}), R"("timeout unknown")");
    world.service.held.clear();
}

TEST(History, EveryRecordedJournalStillReplays) {
    std::size_t count = 0;
    const std::filesystem::path folder = ERRAND_SOURCE_DIR "/tests/histories";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".history") continue;
        const auto history = read_history(file.path());
        ASSERT_TRUE(history) << history.error().message;
        if (history->head.skill != "order") continue;
        SCOPED_TRACE(file.path().string());
        World world;
        world.add("order", [&](Flow& flow) { return original(world, flow); });
        const auto flow = plant(world, *history);
        world.recover();
        for (const auto& said : history->head.signals) {
            world.signal(flow, said.name, said.data);
            world.settle();
        }
        const auto info = world.info(flow);
        EXPECT_EQ(info.state, history->head.state) << json::write(info.outcome);
        EXPECT_EQ(info.outcome, history->head.outcome);
        ++count;
    }
    EXPECT_GE(count, 3U);
}

TEST(History, IsWrittenAsItIsRead) {
    World world;
    world.recover();
    world.add("order", [&](Flow& flow) { return original(world, flow); });
    const auto flow = world.start("order", {{"say", "tea"}}).id;
    world.settle();
    const auto text = history_text(world, flow, {{"say", "tea"}});
    EXPECT_THAT(text,
                HasSubstr(R"(["v","0",{"did":"place","with":1}],["r","1","price",18],["x"])"));
}

}  // namespace
}  // namespace errand::flow
