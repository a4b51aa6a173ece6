#include "assistant/call_progress.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "assistant/limits.hpp"

namespace errand::assistant {
namespace {

CallProgress told(std::string user, std::uint64_t errand, std::string message) {
    return {.user = std::move(user),
            .conversation = errand == 2 ? "b" : "a",
            .errand = errand,
            .service = "desk",
            .tool = "dig",
            .progress = {.done = 1, .of = 2, .message = std::move(message)}};
}

TEST(CallProgress, AReaderIsGivenTheLastOfEachErrandAndIsCalledOnce) {
    CallProgressBoard board;
    int rung = 0;
    CallProgressReader reader(board, "me", {}, [&] { ++rung; });
    for (int i = 0; i < 10'000; ++i) board.tell(told("me", 1, std::to_string(i)));
    board.tell(told("me", 2, "other"));
    EXPECT_EQ(rung, 1);
    const auto taken = reader.take();
    ASSERT_EQ(taken.size(), 2U);
    EXPECT_EQ(taken[0].progress.message, "9999");
    EXPECT_FALSE(reader.more());
    board.tell(told("me", 1, "more"));
    EXPECT_EQ(rung, 2);
    EXPECT_TRUE(reader.take().empty()) << "not so soon";
    EXPECT_TRUE(reader.more());
    EXPECT_GT(reader.due(), std::chrono::steady_clock::now());
}

TEST(CallProgress, NoUserIsGivenAnothersAndNoConversationAnothers) {
    CallProgressBoard board;
    bool rung = false;
    CallProgressReader other(board, "you", {}, [&] { rung = true; });
    CallProgressReader here(board, "me", "b", [] {});
    board.tell(told("me", 1, "x"));
    EXPECT_FALSE(rung);
    EXPECT_TRUE(other.take().empty());
    EXPECT_TRUE(here.take().empty());
    board.tell(told("me", 2, "x"));
    EXPECT_EQ(here.take().size(), 1U);
}

TEST(CallProgress, IsBoundedAndHarmless) {
    CallProgressBoard board;
    CallProgressReader reader(board, "me", {}, [] {});
    for (std::uint64_t i = 1; i <= 3 * kProgressKept; ++i) board.tell(told("me", i, "x"));
    EXPECT_EQ(reader.take().size(), kProgressKept);
    auto odd = told("me", 1, "a\n\x1b[2Jb");
    odd.progress.done = std::numeric_limits<double>::infinity();
    odd.progress.of = std::numeric_limits<double>::quiet_NaN();
    const auto sent = odd.to_json();
    EXPECT_FALSE(sent.contains("done"));
    EXPECT_FALSE(sent.contains("of"));
    EXPECT_EQ(std::string(sent.at("text").as_string()).find('\x1b'), std::string::npos);
    EXPECT_EQ(std::string(sent.at("text").as_string()).find('\n'), std::string::npos);
}

}  // namespace
}  // namespace errand::assistant
