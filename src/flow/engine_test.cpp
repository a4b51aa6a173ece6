#include "flow/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flow/limits.hpp"
#include "flow/run.hpp"
#include "flow/world_for_tests.hpp"

namespace errand::flow {
namespace {

using journal::State;
using namespace std::chrono_literals;

class EngineTest : public testing::Test {
  protected:
    void SetUp() override { world.recover(); }
    json::value outcome(std::uint64_t flow) { return world.info(flow).outcome; }

    World world;
};

template <class T = std::string_view>
json::value done(const T& reason = "ok") {
    return {{"status", "done"}, {"reason", json::value(reason)}};
}

TEST_F(EngineTest, RunsStepsAndKeepsTheOutcome) {
    world.add("order", [&](Flow& flow) -> Task<json::value> {
        const auto placed = co_await world.step(flow, "place", flow.input());
        flow.emit({{"kind", "reply"}, {"text", "placed"}});
        flow.set_view({{"status", "working"}});
        const auto paid = co_await world.step(flow, "pay", 2, {.kind = Kind::Spend});
        co_return done(paid->at("did"));
    });
    const auto started = world.start("order", {{"say", "tea"}});
    EXPECT_EQ(started.number, 1U);
    world.settle();
    const auto info = world.info(started.id);
    EXPECT_EQ(info.state, State::Ended);
    EXPECT_EQ(json::write(info.outcome), R"({"status":"done","reason":"pay"})");
    EXPECT_EQ(json::write(info.view), R"({"status":"working"})");
    EXPECT_EQ(world.events(), std::vector<std::string>{"placed"});
    EXPECT_EQ(world.service.done.size(), 2U);
    EXPECT_EQ(world.engine().resident(), 0U);
}

TEST_F(EngineTest, WhatIsAnsweredTooLargelyToBeKeptIsNotSaidToBeUndone) {
    world.add("order", [&](Flow& flow) -> Task<json::value> {
        std::string unknown;
        for (const auto kind : {Kind::Read, Kind::Change, Kind::Spend}) {
            const auto answered =
                co_await flow.step(std::string(to_string(kind)), nullptr, {.kind = kind},
                                   [](const StepContext&) -> async::Awaitable<Result<json::value>> {
                                       co_return json::value(std::string(kMaxValueText + 1, 'x'));
                                   });
            if (!answered && answered.error().code == ErrorCode::Exhausted)
                unknown += outcome_unknown(answered.error()) ? "?" : "no";
        }
        co_return done(unknown);
    });
    const auto started = world.start("order", {});
    world.settle();
    EXPECT_EQ(json::string_at(outcome(started.id), "reason"), "no??");
}

TEST_F(EngineTest, NoEffectBeginsBeforeItsIntentIsDurable) {
    std::vector<bool> was_durable;
    world.add("order", [&](Flow& flow) -> Task<json::value> {
        for (const auto kind : {Kind::Change, Kind::Spend}) {
            const auto name = std::string("step-") + std::string(to_string(kind));
            (void)co_await flow.step(
                name, nullptr, {.kind = kind},
                [&, name](const StepContext&) -> async::Awaitable<Result<json::value>> {
                    was_durable.push_back(world.journal().known_durable.contains(name));
                    co_return json::value();
                });
        }
        co_return done();
    });
    world.start("order");
    world.settle();
    EXPECT_EQ(was_durable, (std::vector<bool>{true, true}));
}

TEST_F(EngineTest, ASignalThatNobodySawBeforeTheCrashWakesItsFlow) {
    world.add("ask", [&](Flow& flow) -> Task<json::value> {
        co_return done((co_await flow.next()).name);
    });
    const auto flow = world.start("ask").id;
    world.settle();
    ASSERT_TRUE(world.run(world.journal().add_signal({flow, "late", nullptr, ""})));
    world.restart();
    world.recover();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"late"})");
}

TEST_F(EngineTest, AnUnknownSkillIsNotStarted) {
    const auto started = world.run(world.engine().start({"ann", "talk", "fly", {}, ""}));
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, ErrorCode::NotFound);
}

TEST_F(EngineTest, TheSameStartKeyIsOneFlow) {
    world.add("order", [&](Flow& flow) -> Task<json::value> {
        (void)co_await world.step(flow, "place");
        co_return done();
    });
    const auto first = world.start("order", nullptr, "k");
    const auto again = world.start("order", nullptr, "k");
    world.settle();
    EXPECT_EQ(first.id, again.id);
    EXPECT_EQ(world.service.count("place"), 1U);
}

TEST_F(EngineTest, AParkedFlowHoldsNothingAndComesBackForItsSignal) {
    int begun = 0;
    world.add("ask", [&](Flow& flow) -> Task<json::value> {
        ++begun;
        (void)co_await world.step(flow, "look");
        flow.emit({{"kind", "ask"}, {"text", "which?"}});
        const auto signal = co_await flow.next();
        co_return done(signal.data);
    });
    const auto flow = world.start("ask").id;
    world.settle();
    EXPECT_EQ(world.engine().resident(), 0U);
    EXPECT_TRUE(world.engine().idle("ann"));
    EXPECT_EQ(world.info(flow).state, State::Waiting);
    world.signal(flow, "answer", 2, "key");
    world.signal(flow, "answer", 3, "key");
    world.settle();
    EXPECT_EQ(begun, 2);
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":2})");
    EXPECT_EQ(world.service.count("look"), 1U);
    EXPECT_EQ(world.events(), std::vector<std::string>{"which?"});
    const auto late = world.run(world.engine().signal(flow, {"answer", 4}, ""));
    EXPECT_EQ(late.error().code, ErrorCode::Conflict);
}

TEST_F(EngineTest, SignalsThatComeWhileItRunsAreTakenInOrder) {
    world.add("listen", [&](Flow& flow) -> Task<json::value> {
        (void)co_await world.step(flow, "work");
        json::array heard;
        for (int count = 0; count < 3; ++count) heard.push_back((co_await flow.next()).data);
        co_return done(heard);
    });
    world.service.held.insert("work");
    const auto flow = world.start("listen").id;
    for (int count = 1; count <= 3; ++count) world.signal(flow, "say", count);
    world.service.held.erase("work");
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":[1,2,3]})");
}

TEST_F(EngineTest, ATimerComesWhenTheClockIsMoved) {
    world.add("wait", [&](Flow& flow) -> Task<json::value> {
        const auto signal = co_await flow.next(20min);
        co_return done(signal.name);
    });
    const auto flow = world.start("wait").id;
    world.settle();
    world.move_clock(19min);
    EXPECT_EQ(world.info(flow).state, State::Waiting);
    world.move_clock(1min);
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"timer"})");
}

TEST_F(EngineTest, ARestartDoesNotBeginAWaitAnew) {
    world.add("wait", [&](Flow& flow) -> Task<json::value> {
        const auto signal = co_await flow.next(20min);
        co_return done(signal.name);
    });
    const auto flow = world.start("wait").id;
    world.settle();
    world.clock.advance(25min);
    world.restart();
    world.recover();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"timer"})");
}

TEST_F(EngineTest, ASignalEndsAWaitBeforeItsTimer) {
    world.add("wait", [&](Flow& flow) -> Task<json::value> {
        const auto first = co_await flow.next(20min);
        const auto second = co_await flow.next(20min);
        co_return done(first.name + " " + second.name);
    });
    const auto flow = world.start("wait").id;
    world.settle();
    world.move_clock(10min);
    world.signal(flow, "act");
    world.settle();
    world.move_clock(15min);
    EXPECT_EQ(world.info(flow).state, State::Waiting);
    world.move_clock(5min);
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"act timer"})");
}

TEST_F(EngineTest, ManyDueFlowsAllComeBack) {
    world.add("wait", [&](Flow& flow) -> Task<json::value> {
        co_return done((co_await flow.next(20min)).name);
    });
    for (int count = 0; count < 200; ++count) world.start("wait");
    world.settle();
    world.move_clock(20min);
    const auto live = world.run(world.journal().flows({.user = "ann", .live_only = true}));
    EXPECT_TRUE(live->empty());
}

TEST_F(EngineTest, CancelIsToldByNext) {
    world.add("ask", [&](Flow& flow) -> Task<json::value> {
        const auto signal = co_await flow.next();
        (void)co_await world.step(flow, "tidy");
        co_return done(signal.name);
    });
    const auto flow = world.start("ask").id;
    world.settle();
    ASSERT_TRUE(world.run(world.engine().cancel(flow)));
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"cancel"})");
    EXPECT_EQ(world.service.count("tidy"), 1U);
}

TEST_F(EngineTest, CancelUnwindsAtTheNextStep) {
    world.add("work", [&](Flow& flow) -> Task<json::value> {
        (void)co_await world.step(flow, "first");
        (void)co_await world.step(flow, "second");
        co_return done();
    });
    world.service.held.insert("first");
    const auto flow = world.start("work").id;
    ASSERT_TRUE(world.run(world.engine().cancel(flow)));
    world.service.held.erase("first");
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"cancelled","reason":"cancelled"})");
    EXPECT_EQ(world.service.count("first"), 1U);
    EXPECT_EQ(world.service.count("second"), 0U);
}

TEST_F(EngineTest, CancelCutsAReadShort) {
    world.add("work", [&](Flow& flow) -> Task<json::value> {
        bool unwound = false;
        try {
            (void)co_await flow.step(
                "read", nullptr, {.kind = Kind::Read},
                [](const StepContext&) -> async::Awaitable<Result<json::value>> {
                    boost::asio::steady_timer never(co_await boost::asio::this_coro::executor, 1h);
                    co_await never.async_wait(boost::asio::use_awaitable);
                    co_return json::value();
                });
        } catch (const Cancelled&) {
            unwound = true;
        }
        (void)co_await world.step(flow, "tidy");
        co_return done(unwound);
    });
    const auto flow = world.start("work").id;
    ASSERT_TRUE(world.run(world.engine().cancel(flow)));
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":true})");
}

TEST_F(EngineTest, AfterASpendCancelIsOnlyToldByNext) {
    world.add("pay", [&](Flow& flow) -> Task<json::value> {
        (void)co_await world.step(flow, "pay", nullptr, {.kind = Kind::Spend});
        (void)co_await world.step(flow, "record");
        co_return done((co_await flow.next()).name);
    });
    world.service.held.insert("pay");
    const auto flow = world.start("pay").id;
    ASSERT_TRUE(world.run(world.engine().cancel(flow)));
    world.service.held.erase("pay");
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"cancel"})");
    EXPECT_EQ(world.service.count("record"), 1U);
}

TEST_F(EngineTest, BranchesRunSideBySideAndAnswerInOrder) {
    world.add("fan", [&](Flow& flow) -> Task<json::value> {
        std::vector<std::function<Task<std::string>(Flow&)>> branches;
        for (int at = 0; at < 4; ++at) {
            branches.emplace_back([&, at](Flow& branch) -> Task<std::string> {
                const auto got =
                    co_await world.step(branch, "search", at, {.kind = Kind::Read}, 10 - 2 * at);
                co_return json::write(got->at("with"));
            });
        }
        std::string all;
        for (const auto& one : co_await flow.all(std::move(branches))) all += one;
        co_return done(all);
    });
    const auto flow = world.start("fan").id;
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":"0123"})");
}

TEST_F(EngineTest, AFailingBranchFailsAfterTheOthersEnded) {
    world.add("fan", [&](Flow& flow) -> Task<json::value> {
        std::vector<std::function<Task<int>(Flow&)>> branches;
        branches.emplace_back([&](Flow& branch) -> Task<int> {
            (void)co_await world.step(branch, "quick");
            throw std::runtime_error("branch");
        });
        branches.emplace_back([&](Flow& branch) -> Task<int> {
            (void)co_await world.step(branch, "slow", nullptr, {}, 30);
            co_return 1;
        });
        co_await flow.all(std::move(branches));
        co_return done();
    });
    const auto flow = world.start("fan").id;
    world.settle();
    EXPECT_EQ(world.info(flow).state, State::Failed);
    EXPECT_EQ(world.service.count("slow"), 1U);
}

TEST_F(EngineTest, AnExceptionIsAStatedFailure) {
    world.options.describe_failure = [](const FlowInfo& info, const Error& error) {
        return FailureNotice{json::value{{"failed", info.number}},
                             {{{"kind", "result"}, {"text", error.message}}}};
    };
    world.restart();
    world.recover();
    world.add("break", [](Flow& flow) -> Task<json::value> {
        flow.emit({{"kind", "reply"}, {"text", "soon"}});
        co_await flow.now();
        throw std::runtime_error("out of tea");
    });
    const auto flow = world.start("break").id;
    world.settle();
    const auto info = world.info(flow);
    EXPECT_EQ(info.state, State::Failed);
    EXPECT_EQ(json::string_at(info.outcome, "reason"), "the errand broke: out of tea");
    EXPECT_EQ(world.events(), (std::vector<std::string>{"soon", "the errand broke: out of tea"}));
    EXPECT_EQ(json::write(info.view), R"({"failed":1})");
}

TEST_F(EngineTest, TooManyStepsWithoutACheckpointFail) {
    world.add("loop", [&](Flow& flow) -> Task<json::value> {
        for (std::size_t count = 0;; ++count) {
            co_await flow.recorded("count", [count] { return json::value(count); });
        }
    });
    const auto flow = world.start("loop").id;
    world.settle();
    EXPECT_EQ(world.info(flow).state, State::Failed);
    EXPECT_THAT(std::string(json::string_at(outcome(flow), "reason")),
                testing::HasSubstr("more than the 256 steps"));
}

TEST_F(EngineTest, CheckpointsLetAFlowGoOnForever) {
    int begun = 0;
    world.add("loop", [&](Flow& flow) -> Task<json::value> {
        ++begun;
        std::int64_t sum = flow.state() == nullptr ? 0 : flow.state()->as_int64();
        while (sum < 1'000) {
            sum += (co_await flow.next()).data.as_int64();
            for (int count = 0; count < 60; ++count) {
                co_await flow.recorded("noise", [] { return json::value(1); });
            }
            co_await flow.checkpoint(sum);
        }
        co_return done(sum);
    });
    const auto flow = world.start("loop").id;
    for (int count = 0; count < 10; ++count) {
        world.settle();
        world.signal(flow, "add", 100);
    }
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":1000})");
    EXPECT_EQ(begun, 11);
}

TEST_F(EngineTest, ACheckpointAtTheTopOfTheLoopIsTheSameOne) {
    world.add("loop", [&](Flow& flow) -> Task<json::value> {
        std::int64_t sum = flow.state() == nullptr ? 0 : flow.state()->as_int64();
        for (;;) {
            co_await flow.checkpoint(sum);
            const auto signal = co_await flow.next();
            if (signal.name == "stop") co_return done(sum);
            sum += signal.data.as_int64();
        }
    });
    const auto flow = world.start("loop").id;
    for (int count = 1; count <= 4; ++count) {
        world.settle();
        world.signal(flow, "add", count);
    }
    world.settle();
    world.signal(flow, "stop");
    world.settle();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":10})");
    std::size_t checkpoints = 0;
    for (const auto& record : world.run(world.journal().records(flow, 0)).value())
        checkpoints += record.type == journal::RecordType::Checkpoint ? 1 : 0;
    EXPECT_EQ(checkpoints, 5U);
}

TEST_F(EngineTest, TheNewestVersionStartsAndTheOldOneGoesOn) {
    const auto code = [&](int version) {
        return [&, version](Flow& flow) -> Task<json::value> {
            co_await flow.next();
            co_return done(version);
        };
    };
    world.add("ask", code(1), 1);
    const auto old = world.start("ask").id;
    world.settle();
    world.add("ask", code(2), 2);
    const auto young = world.start("ask").id;
    world.settle();
    world.signal(old, "go");
    world.signal(young, "go");
    world.settle();
    EXPECT_EQ(json::write(outcome(old)), R"({"status":"done","reason":1})");
    EXPECT_EQ(json::write(outcome(young)), R"({"status":"done","reason":2})");
}

TEST_F(EngineTest, AnEngineThatLostItsLeaseChangesNothingMore) {
    world.add("work", [&](Flow& flow) -> Task<json::value> {
        (void)co_await world.step(flow, "first");
        (void)co_await world.step(flow, "second");
        co_return done();
    });
    world.service.held.insert("first");
    const auto flow = world.start("work").id;
    ASSERT_TRUE(world.run(world.journal().take_lease("another process")));
    world.service.held.erase("first");
    world.settle();
    EXPECT_EQ(world.service.count("second"), 0U);
    EXPECT_EQ(world.info(flow).state, State::Running);
    const auto refused = world.run(world.engine().start({"ann", "talk", "work", {}, ""}));
    EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
    world.recover();
    EXPECT_EQ(world.info(flow).state, State::Ended);
    EXPECT_EQ(world.service.count("first"), 1U);
    EXPECT_EQ(world.service.count("second"), 1U);
}

TEST_F(EngineTest, TextThatCannotBeKeptFailsTheFlow) {
    world.add("break", [&](Flow& flow) -> Task<json::value> {
        (void)co_await world.step(flow, "first");
        flow.emit({{"kind", "reply"}, {"text", "\xff"}});
        (void)co_await world.step(flow, "second");
        co_return done();
    });
    const auto flow = world.start("break").id;
    world.settle();
    EXPECT_EQ(world.info(flow).state, State::Failed);
    EXPECT_EQ(world.service.count("second"), 0U);
}

TEST_F(EngineTest, StopLetsWhatRunsGoOnAfterTheNextStart) {
    world.add("work", [&](Flow& flow) -> Task<json::value> {
        const auto first = co_await world.step(flow, "first", nullptr, {}, 20);
        const auto second = co_await world.step(flow, "second");
        co_return done(first.has_value() && second.has_value());
    });
    const auto flow = world.start("work").id;
    boost::asio::co_spawn(world.loop(), world.engine().stop(), [](const std::exception_ptr&) {});
    world.loop().restart();
    while (world.engine().resident() > 0) world.loop().run_one();
    EXPECT_EQ(world.service.count("second"), 0U);
    world.restart();
    world.recover();
    EXPECT_EQ(json::write(outcome(flow)), R"({"status":"done","reason":true})");
    EXPECT_EQ(world.service.count("first"), 1U);
}

}  // namespace
}  // namespace errand::flow
