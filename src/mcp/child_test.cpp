// What a program that serves over stdio may do to errand: nothing but not to serve. The program is
// errand-scripted-service (scripted_main.cpp).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "mcp/client.hpp"
#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::filesystem::path program() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() /
           "errand-scripted-service";
}

// Times that a test can wait for.
ChildLimits quick() {
    ChildLimits limits;
    limits.first_answer = 50ms;
    limits.silence = 20ms;
    limits.first_pause = 60ms;
    limits.failed_runs = 4;
    limits.rest = 60'000ms;
    return limits;
}

class Scripted : public ::testing::Test {
  protected:
    std::unique_ptr<Client> start(const std::string& role, ChildLimits limits = quick(),
                                  Command command = {}) {
        command.program = program();
        command.arguments = {role};
        return std::make_unique<Client>(
            stdio_transport(loop_.get_executor(), std::move(command), limits),
            ClientSettings{.newest_version = "2025-06-18", .asks = role == "late"});
    }
    Result<tool::CallResult> call(Client& client, std::string tool, json::object arguments = {},
                                  std::chrono::milliseconds within = 10s) {
        return run(loop_, client.call(std::move(tool), std::move(arguments),
                                      {.deadline = async::after(within)}));
    }
    std::int64_t process_of(Client& client) {
        const auto where = call(client, "where");
        return where ? json::find(where->content, "process")->as_int64() : 0;
    }
    void wait(std::chrono::milliseconds duration) {
        run(loop_, [](std::chrono::milliseconds time) -> async::Awaitable<int> {
            asio::steady_timer timer(co_await asio::this_coro::executor, time);
            co_await timer.async_wait(asio::use_awaitable);
            co_return 0;
        }(duration));
    }
    // Whether anything of the process group is there still. Zombies that init has not yet taken are
    // waited for.
    bool gone(std::int64_t group) {
        for (int look = 0; look < 1000; ++look) {
            if (::kill(static_cast<pid_t>(-group), 0) != 0) return true;
            wait(10ms);
        }
        return false;
    }

    asio::io_context loop_;
};

TEST_F(Scripted, WhatAToolDoesNotSayIsSpending) {
    const auto client = start("good");
    const auto tools = run(loop_, client->tools());
    ASSERT_TRUE(tools) << tools.error().message;
    ASSERT_EQ(tools->size(), 7U);
    EXPECT_EQ(tools->at(0).effect, tool::Effect::Reads);
    EXPECT_EQ(tools->at(1).effect, tool::Effect::Spends);
    EXPECT_TRUE(call(*client, "order", {{"item", "tea"}}));
    EXPECT_EQ(call(*client, "order", {{"item", 7}}).error().code, ErrorCode::Invalid);
}

TEST_F(Scripted, RunsInItsDirectoryWithTheVariablesOfItsList) {
    ASSERT_EQ(::setenv("ERRAND_TEST_SECRET", "do not tell", 1), 0);
    Command command;
    command.directory = "/usr";
    command.environment = {{"ERRAND_TEST_TOKEN", "abc"}};
    const auto client = start("good", quick(), command);
    const auto where = call(*client, "where");
    ASSERT_TRUE(where) << where.error().message;
    EXPECT_EQ(json::string_at(where->content, "directory"), "/usr");
    const auto* variables = json::find(where->content, "environment");
    EXPECT_EQ(json::string_at(*variables, "ERRAND_TEST_TOKEN"), "abc");
    EXPECT_EQ(json::find(*variables, "ERRAND_TEST_SECRET"), nullptr);
    command.directory = "/no/such/folder";
    const auto lost = start("good", quick(), command);
    EXPECT_THAT(call(*lost, "look").error().message, HasSubstr("no directory /no/such/folder"));
}

TEST_F(Scripted, OneThatDiesIsStartedAgainWithPausesAndABound) {
    const auto client = start("dies");
    std::vector<ErrorCode> seen;
    for (int i = 0; i < 3; ++i) seen.push_back(call(*client, "look").error().code);
    // The second start is at once; then there is a pause.
    EXPECT_EQ(seen, (std::vector{ErrorCode::Timeout, ErrorCode::Timeout, ErrorCode::Unavailable}));
    wait(70ms);
    EXPECT_EQ(call(*client, "look").error().code, ErrorCode::Timeout);
    wait(130ms);
    EXPECT_EQ(call(*client, "look").error().code, ErrorCode::Timeout);
    wait(300ms);
    const auto rests = call(*client, "look");
    ASSERT_FALSE(rests);
    EXPECT_EQ(rests.error().code, ErrorCode::Unavailable);
    EXPECT_THAT(rests.error().message, HasSubstr("ended 4 times in a row"));
    EXPECT_THAT(rests.error().message, HasSubstr("cannot begin with nothing"));
}

TEST_F(Scripted, ItsLastWordsAreToldWithoutTheValuesItWasGiven) {
    Command command;
    command.environment = {{"ERRAND_TEST_TOKEN", "abcdef"}};
    const auto client = start("dies", quick(), command);
    const auto died = call(*client, "look");
    ASSERT_FALSE(died);
    EXPECT_THAT(died.error().message, HasSubstr("cannot begin with [ERRAND_TEST_TOKEN]"));
}

TEST_F(Scripted, OneThatDiesDuringACallIsAnUnknownOutcomeAndServesAgain) {
    const auto client = start("good");
    const auto died = call(*client, "die");
    ASSERT_FALSE(died);
    EXPECT_EQ(died.error().code, ErrorCode::Timeout);
    EXPECT_THAT(died.error().message, HasSubstr("it is over"));
    EXPECT_TRUE(call(*client, "look"));
}

TEST_F(Scripted, OneThatNeverAnswersIsEnded) {
    const auto client = start("mute");
    EXPECT_EQ(call(*client, "look", {}, 20ms).error().code, ErrorCode::Timeout);
    EXPECT_THAT(call(*client, "look", {}, 60ms).error().message, HasSubstr("in time"));
    // It was ended by that; the next is another process, and hangs likewise.
    EXPECT_EQ(call(*client, "look", {}, 70ms).error().code, ErrorCode::Timeout);
    EXPECT_THAT(call(*client, "look").error().message,
                HasSubstr("has not answered since it was started"));
}

TEST_F(Scripted, OneThatHangsInACallIsEndedAndServesAgain) {
    const auto client = start("good");
    const auto before = process_of(*client);
    EXPECT_EQ(call(*client, "hang", {}, 30ms).error().code, ErrorCode::Timeout);
    EXPECT_EQ(call(*client, "look", {}, 30ms).error().code, ErrorCode::Timeout);
    EXPECT_TRUE(gone(before));
    EXPECT_TRUE(call(*client, "look"));
    EXPECT_NE(process_of(*client), before);
}

TEST_F(Scripted, OneThatFloodsIsEnded) {
    for (const auto* role : {"floods", "endless", "blank"}) {
        const auto client = start(role);
        const auto flooded = call(*client, "look");
        ASSERT_FALSE(flooded) << role;
        EXPECT_THAT(flooded.error().message, HasSubstr("says too much")) << role;
    }
    const auto client = start("good");
    EXPECT_THAT(call(*client, "flood").error().message, HasSubstr("says too much"));
    EXPECT_TRUE(call(*client, "look"));
}

TEST_F(Scripted, AFloodOfErrorOutputHindersNoCall) {
    const auto client = start("noise");
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(call(*client, "look"));
}

TEST_F(Scripted, LiesAboutItsSchemasAreToldByName) {
    const auto client = start("lies");
    const auto tools = run(loop_, client->tools());
    ASSERT_TRUE(tools) << tools.error().message;
    // The second "look", the nameless one, 17 and the improper names are left out.
    EXPECT_EQ(tools->size(), 8U);
    EXPECT_EQ(tools->at(0).effect, tool::Effect::Reads);
    EXPECT_EQ(call(*client, "odd").error().code, ErrorCode::Invalid);
    const auto broken = call(*client, "count");
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::Corrupt);
    EXPECT_TRUE(call(*client, "look"));
}

// One program serves several people over one pipe.
TEST_F(Scripted, WhatIsAskedAfterACallWasGivenUpIsNobodysUntilThatIsAnswered) {
    const auto client = start("late", {});
    ASSERT_TRUE(run(loop_, client->tools()));
    ASSERT_FALSE(call(*client, "hang", {}, 100ms));
    const auto refused = call(*client, "where");
    ASSERT_TRUE(refused) << refused.error().message;
    ASSERT_FALSE(refused->unfinished) << "it may be the other's question";
    EXPECT_EQ(json::string_at(refused->content, "text"), "refused");
    ASSERT_TRUE(call(*client, "look"));  // with the late answer
    const auto asked = call(*client, "where");
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    EXPECT_EQ(asked->unfinished->questions.at(0).message, "Which card?");
}

TEST_F(Scripted, TheWholeGroupIsKilledAtTheEnd) {
    auto client = start("stubborn");
    const auto group = process_of(*client);
    ASSERT_GT(group, 0);
    client.reset();
    EXPECT_TRUE(gone(group));
}

TEST_F(Scripted, TheOthersNeverNotice) {
    const auto good = start("good");
    const auto floods = start("floods");
    const auto noise = start("noise");
    ASSERT_TRUE(call(*good, "look"));
    const auto bad = [](Client& client) -> async::Awaitable<> {
        (void)co_await client.call("look", {}, {});
    };
    asio::co_spawn(loop_, bad(*floods), asio::detached);
    asio::co_spawn(loop_, bad(*noise), asio::detached);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(call(*good, "look", {}, 2s));
}

}  // namespace
}  // namespace errand::mcp
