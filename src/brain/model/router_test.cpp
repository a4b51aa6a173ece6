#include "brain/model/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/detached.hpp>
#include <limits>

#include "brain/model/scripted_endpoint_for_tests.hpp"
#include "net/net_test.hpp"

namespace errand::brain::model {
namespace {

using namespace testing;
using namespace std::chrono_literals;
using net::testing::run;
namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Endpoints by name, a clock that moves when the router sleeps, and the router over them.
class RouterTest : public ::testing::Test {
  protected:
    ScriptedEndpoint& add(EndpointSettings settings) {
        settings.model = settings.name + "-model";
        auto endpoint = std::make_unique<ScriptedEndpoint>(std::move(settings));
        auto& added = *endpoint;
        waiting.push_back(std::move(endpoint));
        return added;
    }
    ScriptedEndpoint& add(std::string name) {
        return add(EndpointSettings{.name = std::move(name)});
    }

    Router& router() {
        if (!made)
            made = std::make_unique<Router>(
                std::move(waiting), clock,
                RouterOptions{.sleep = [this](Millis time) -> async::Awaitable<> {
                    clock.advance(time);
                    slept.push_back(time);
                    co_return;
                }});
        return *made;
    }
    TurnReport turn(TurnOptions options = {}, std::string text = "hello",
                    std::optional<std::int64_t> max_tokens = {}) {
        Request request;
        request.messages.push_back({.text = std::move(text)});
        request.max_tokens = max_tokens;
        return run(loop, router().turn(request, std::move(options)));
    }
    static std::vector<std::string> asked(const TurnReport& report) {
        std::vector<std::string> names;
        for (const auto& attempt : report.attempts) names.push_back(attempt.endpoint);
        return names;
    }

    asio::io_context loop;
    ManualClock clock{*parse_time("2026-03-02T12:00:00Z")};
    std::vector<Millis> slept;
    std::vector<std::unique_ptr<Endpoint>> waiting;
    std::unique_ptr<Router> made;
};

TEST_F(RouterTest, AsksInOrderOfPreference) {
    add("a").script = {says("from a")};
    auto& second = add("b");
    const auto report = turn();
    ASSERT_TRUE(report.reply);
    EXPECT_EQ(report.reply->message.text, "from a");
    EXPECT_EQ(report.endpoint, "a");
    EXPECT_EQ(second.asked, 0);
    EXPECT_EQ(report.spent.turns, 1);
    EXPECT_EQ(report.spent.usage.total(), 15);
}

TEST_F(RouterTest, GoesOnToTheNextAndThenComesBack) {
    auto& first = add("a");
    first.script = {fails(FailureKind::Overloaded), says("at last")};
    add("b").script = {fails(FailureKind::Unreachable)};
    const auto report = turn();
    ASSERT_TRUE(report.reply);
    EXPECT_THAT(asked(report), ElementsAre("a", "b", "a"));
    EXPECT_THAT(slept, ElementsAre(1s));
    EXPECT_EQ(report.attempts[0].failure, FailureKind::Overloaded);
}

TEST_F(RouterTest, AsksNoOneAgainOnceSomethingWasShown) {
    auto broken = fails(FailureKind::Broken);
    broken.shown = {{Delta::Kind::Text, "It is"}};
    broken.asked = true;
    broken.used = {.prompt = 7, .completion = 2, .estimated = true};
    add("a").script = {broken};
    auto& second = add("b");
    std::string shown;
    const auto report = turn({.on_delta = [&](const Delta& delta) { shown += delta.text; }});
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, ErrorCode::Corrupt);
    EXPECT_TRUE(report.shown);
    EXPECT_EQ(shown, "It is");
    EXPECT_EQ(second.asked, 0);
    EXPECT_EQ(report.spent.usage.total(), 9) << "what is known of it counts";
    EXPECT_TRUE(report.spent.usage.estimated);
}

TEST_F(RouterTest, AsksTheNextWhereWhatWasHandedOutIsTakenBack) {
    auto broken = fails(FailureKind::Broken);
    broken.shown = {{Delta::Kind::Text, "It is"}};
    add("a").script = {broken};
    add("b").script = {says("four")};
    std::string shown;
    const auto report = turn({.on_delta = [&](const Delta& delta) { shown += delta.text; },
                              .take_back =
                                  [&] {
                                      shown.clear();
                                      return true;
                                  }});
    ASSERT_TRUE(report.reply);
    EXPECT_EQ(shown, "four");
}

TEST_F(RouterTest, WhoBrokeOffLastIsAskedLast) {
    add("a").script = {says("from a")};
    add("b").script = {says("from b")};
    EXPECT_EQ(turn({.but_last = "a"}).endpoint, "b");
    EXPECT_EQ(turn({.but_last = "b"}).endpoint, "a");
}

TEST_F(RouterTest, ARefusalIsNotRepeated) {
    auto& first = add("a");
    first.script = {fails(FailureKind::Refused)};
    auto& second = add("b");
    second.script = {fails(FailureKind::Refused)};
    auto& third = add("c");
    const auto report = turn();
    EXPECT_EQ(report.error->code, ErrorCode::Invalid);
    EXPECT_EQ(first.asked, 1);
    EXPECT_EQ(second.asked, 1);
    EXPECT_EQ(third.asked, 0);
    EXPECT_TRUE(slept.empty());
}

TEST_F(RouterTest, WaitsAsLongAsTheServerSays) {
    add("a").script = {fails(FailureKind::RateLimited, 7s), says("now")};
    const auto report = turn();
    ASSERT_TRUE(report.reply);
    EXPECT_THAT(slept, ElementsAre(7s));
    EXPECT_TRUE(router().standings()[0].failures == 0);
}

TEST_F(RouterTest, DoesNotWaitForEver) {
    auto& only = add("a");
    only.script = {fails(FailureKind::RateLimited, 10min)};
    EXPECT_EQ(turn().error->code, ErrorCode::Exhausted);
    EXPECT_EQ(turn().error->code, ErrorCode::Unavailable);
    EXPECT_EQ(only.asked, 1) << "nor asks before it may";
    EXPECT_TRUE(slept.empty());
}

TEST_F(RouterTest, AnEndpointThatFailsIsLeftAloneAndProbed) {
    auto& ill = add("a");
    ill.script = {fails(FailureKind::Unreachable)};
    add("b").script = {says("from b")};
    for (int i = 0; i < 5; ++i) EXPECT_EQ(turn().endpoint, "b");
    EXPECT_EQ(ill.asked, 3);
    EXPECT_TRUE(router().standings()[0].open);
    clock.advance(kFirstPause);
    EXPECT_EQ(turn().endpoint, "b");
    EXPECT_EQ(ill.asked, 4);
    ill.script = {says("well again")};
    EXPECT_EQ(turn().endpoint, "b") << "its pause has doubled";
    clock.advance(2 * kFirstPause);
    EXPECT_EQ(turn().endpoint, "a");
    EXPECT_EQ(turn().endpoint, "a");
}

TEST_F(RouterTest, AHealthCheckOpensAndCloses) {
    auto& ill = add("a");
    ill.script = {says("fine")};
    ill.ill = failure(FailureKind::Denied, "no key");
    const auto first = run(loop, router().check());
    ASSERT_FALSE(first[0]);
    EXPECT_EQ(first[0].error().code, ErrorCode::Denied);
    EXPECT_TRUE(router().standings()[0].open);
    ill.ill.reset();
    EXPECT_THAT(*run(loop, router().check())[0], ElementsAre("a-model"));
    EXPECT_EQ(turn().endpoint, "a");
}

TEST_F(RouterTest, KeepsItsOwnRate) {
    auto& only = add({.name = "a", .rate = {.requests_per_minute = 2}});
    only.script = {says("x")};
    EXPECT_TRUE(turn().reply);
    EXPECT_TRUE(turn().reply);
    const auto third = turn();
    EXPECT_EQ(third.error->code, ErrorCode::Unavailable) << "a minute is longer than it waits";
    clock.advance(45s);
    EXPECT_TRUE(turn().reply);
    EXPECT_THAT(slept, ElementsAre(15s));
}

TEST_F(RouterTest, PrefersWhoHasRoomForTheConversation) {
    auto& small = add({.name = "small", .context_length = 20, .max_output = 10});
    add("large").script = {says("ok")};
    EXPECT_EQ(turn().endpoint, "large");
    EXPECT_EQ(small.asked, 0);
}

TEST_F(RouterTest, TooLongForEverybodyIsAnErrorOfItsOwn) {
    auto& small = add({.name = "small", .context_length = 20, .max_output = 10});
    EXPECT_EQ(turn({}, std::string(400, 'x')).error->code, ErrorCode::Exhausted);
    EXPECT_EQ(small.asked, 0);
}

// The estimate is above what servers count: it decides who is asked first, not whether anybody is.
TEST_F(RouterTest, WhoMayHaveRoomIsAskedWhereNobodySurelyHas) {
    auto& small = add({.name = "small", .context_length = 14, .max_output = 10});
    auto& larger = add({.name = "larger", .context_length = 20, .max_output = 10});
    larger.script = {fails(FailureKind::TooLong)};
    small.script = {says("it was enough")};
    const auto report = turn();
    ASSERT_TRUE(report.reply);
    EXPECT_THAT(asked(report), ElementsAre("larger", "small"));
}

TEST_F(RouterTest, ABoundThatIsNoneIsRefusedBeforeAnythingIsHeld) {
    auto& only = add({.name = "a", .context_length = 1000});
    only.script = {says("ok")};
    Budget budget({.tokens = 100'000});
    for (const auto most :
         {std::numeric_limits<std::int64_t>::max(), std::int64_t{-50'000}, std::int64_t{0}}) {
        const auto report = turn({.budget = &budget}, "hello", most);
        ASSERT_TRUE(report.error) << most;
        EXPECT_EQ(report.error->code, ErrorCode::Invalid);
    }
    EXPECT_EQ(only.asked, 0);
    EXPECT_EQ(budget.spent(), Spent{});
    EXPECT_TRUE(turn({.budget = &budget}, "hello", 10).reply);
}

TEST_F(RouterTest, CountsEachRequestThatAnAttemptTook) {
    auto& only = add({.name = "a", .rate = {.requests_per_minute = 3}});
    only.script = {says("x")};
    only.script[0].requests = 3;
    EXPECT_TRUE(turn().reply);
    EXPECT_EQ(turn().error->code, ErrorCode::Unavailable);
}

TEST_F(RouterTest, WhereNobodyListensABrokenAnswerIsAskedForAgain) {
    auto broken = fails(FailureKind::Broken);
    broken.shown = {{Delta::Kind::Text, "It is"}};
    broken.asked = true;
    broken.used = {.prompt = 7, .completion = 2, .estimated = true};
    add("a").script = {broken};
    add("b").script = {says("whole")};
    const auto report = turn();
    ASSERT_TRUE(report.reply);
    EXPECT_EQ(report.endpoint, "b");
    EXPECT_FALSE(report.shown);
    EXPECT_EQ(report.spent.usage.total(), 24) << "what broke off counts too";
}

TEST_F(RouterTest, AHealthCheckDoesNotEndAWait) {
    add("a").script = {fails(FailureKind::RateLimited, 10min), says("too early")};
    EXPECT_FALSE(turn().reply);
    EXPECT_TRUE(run(loop, router().check())[0]);
    EXPECT_FALSE(turn().reply);
    clock.advance(10min);
    EXPECT_TRUE(turn().reply);
}

TEST_F(RouterTest, ABudgetIsCheckedBeforeAndSettledAfter) {
    const Prices prices{
        .input = 1'000'000, .cached_input = 0, .output = 1'000'000, .currency = "CNY"};
    auto& dear = add({.name = "dear", .max_output = 100, .prices = prices});
    dear.script = {says("x", {.prompt = 40, .completion = 10})};
    Budget budget({.turns = 9, .cost = parse_cost("0.0002").value(), .currency = "CNY"});
    for (int i = 0; i < 2; ++i) EXPECT_TRUE(turn({.budget = &budget}).reply);
    EXPECT_EQ(to_string(budget.spent().in("CNY")), "0.0001");
    const auto third = turn({.budget = &budget});
    EXPECT_EQ(third.error->code, ErrorCode::Denied) << "another might cost more than is left";
    EXPECT_EQ(dear.asked, 2);
    EXPECT_EQ(budget.spent().turns, 3);
}

TEST_F(RouterTest, WhatTheBudgetForbidsACheaperOneMayDo) {
    add({.name = "dear",
         .prices = {
             .input = 1'000'000, .cached_input = 0, .output = 1'000'000, .currency = "USD"}});
    add("free").script = {says("ok")};
    Budget budget({.cost = Cost{1}, .currency = "CNY"});
    EXPECT_EQ(turn({.budget = &budget}).endpoint, "free");
}

TEST_F(RouterTest, AStopEndsTheTurnAndCountsWhatItUsed) {
    auto hanging = says("never");
    hanging.shown = {{Delta::Kind::Text, "It"}};
    hanging.used = {.prompt = 30, .completion = 1, .estimated = true};
    hanging.hangs = true;
    auto& only = add("a");
    only.script = {hanging};
    auto& second = add("b");
    Stop stop(loop.get_executor());
    Budget budget({});
    const auto report =
        turn({.on_delta = [&](const Delta&) { asio::post(loop, [&] { stop.request(); }); },
              .stop = &stop,
              .budget = &budget});
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, ErrorCode::Cancelled);
    EXPECT_EQ(budget.spent().usage.total(), 31);
    EXPECT_EQ(second.asked, 0);
    EXPECT_EQ(turn({.stop = &stop}).error->code, ErrorCode::Cancelled);
    EXPECT_EQ(only.asked, 1);
}

TEST_F(RouterTest, ACancelledCoroutineIsAccountedForToo) {
    auto hanging = says("never");
    hanging.used = {.prompt = 30, .completion = 1, .estimated = true};
    hanging.hangs = true;
    add("a").script = {hanging};
    Budget budget({.tokens = 100'000});
    Request request;
    request.messages.push_back({.text = "hello"});
    const auto work = [&]() -> async::Awaitable<Result<bool>> {
        co_return (co_await router().turn(request, {.budget = &budget})).reply.has_value();
    };
    const auto got = run(loop, async::with_deadline(work(), async::after(1ms)));
    ASSERT_FALSE(got);
    EXPECT_EQ(budget.spent().usage.total(), 31);
    EXPECT_TRUE(budget.hold({99'000, {}, ""})) << "nothing is held any more";
}

TEST_F(RouterTest, WithoutAnEndpointItSaysSo) {
    EXPECT_THAT(turn().error->message, HasSubstr("no model is configured"));
}

TEST_F(RouterTest, TheSameClockAndAnswersAreTheSameTurn) {
    std::vector<std::string> first;
    for (int round = 0; round < 2; ++round) {
        made.reset();
        add("a").script = {fails(FailureKind::Overloaded), fails(FailureKind::RateLimited, 2s),
                           says("x")};
        add("b").script = {fails(FailureKind::Slow), fails(FailureKind::Broken)};
        std::vector<std::string> now;
        for (int i = 0; i < 4; ++i)
            for (const auto& attempt : turn().attempts)
                now.push_back(json::write(json::encode(attempt)));
        if (round == 1) EXPECT_EQ(now, first);
        first = now;
    }
}

}  // namespace
}  // namespace errand::brain::model
