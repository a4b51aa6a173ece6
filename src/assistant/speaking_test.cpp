// What is said while it comes: who is given what, and what it costs.
#include <gmock/gmock.h>

#include <thread>

#include "assistant/limits.hpp"
#include "assistant/speaking.hpp"

namespace errand::assistant {
namespace {

Utterance turn(std::uint64_t number, std::string user = "me", std::uint64_t errand = 1) {
    return {.user = std::move(user), .conversation = "c", .errand = errand, .turn = number};
}

// Waits until it may take, then takes.
std::vector<Spoken> take(Listening& listening) {
    std::this_thread::sleep_until(listening.due());
    return listening.pieces();
}

class SpeakingTest : public ::testing::Test {
  protected:
    Speaking speaking;
    int rung = 0;
    Listening listening{speaking, "me", std::nullopt, [this] { ++rung; }};
};

TEST_F(SpeakingTest, WhatComesIsGivenOnceInOrder) {
    auto speaker = speaking.begin(turn(1));
    speaker.add("It ");
    auto pieces = take(listening);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].offset, 0U);
    speaker.add("is ");
    speaker.add("four.");
    pieces = take(listening);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].offset, 3U);
    EXPECT_EQ(pieces[0].text, "is four.");
    EXPECT_TRUE(take(listening).empty());
    speaker.answered();
    EXPECT_TRUE(listening.superseded().empty()) << "its record follows";
    EXPECT_TRUE(take(listening).empty());
}

TEST_F(SpeakingTest, WhatWasGivenAndIsNotTheAnswerIsMarkedOnce) {
    {
        auto speaker = speaking.begin(turn(1));
        speaker.add("It");
        EXPECT_EQ(take(listening).size(), 1U);
        EXPECT_TRUE(listening.superseded().empty());
        EXPECT_FALSE(speaker.take_back()) << "somebody has seen it";
    }
    const auto marks = listening.superseded();
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_EQ(json::string_at(marks[0].to_json(), "kind"), "superseded");
    EXPECT_TRUE(listening.superseded().empty());
}

TEST_F(SpeakingTest, WhatNobodyWasGivenIsTakenBackWithoutAWord) {
    auto speaker = speaking.begin(turn(1));
    speaker.add("It is");
    EXPECT_TRUE(speaker.take_back());
    speaker.add("No");
    const auto pieces = take(listening);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].text, "No");
    EXPECT_TRUE(listening.superseded().empty());
}

TEST_F(SpeakingTest, ALaterAttemptIsAnnouncedToWhoeverComes) {
    speaking.begin(turn(3)).add("unheard");
    const auto again = speaking.begin(turn(3));
    EXPECT_EQ(again.attempt(), 2U);
    const auto pieces = take(listening);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].attempt, 2U);
    EXPECT_EQ(pieces[0].text, "");
    EXPECT_EQ(speaking.begin(turn(4)).attempt(), 1U) << "another turn";
}

TEST_F(SpeakingTest, TheTurnThatIsForgottenIsTheOldestOnesNotSomeUsers) {
    for (std::uint64_t errand = 1; errand <= kTurnsKnown; ++errand)
        speaking.begin(turn(1, "zoe", errand));
    speaking.begin(turn(1, "abe"));
    EXPECT_EQ(speaking.begin(turn(1, "abe")).attempt(), 2U);
    EXPECT_EQ(speaking.begin(turn(1, "zoe", kTurnsKnown)).attempt(), 2U);
    EXPECT_EQ(speaking.begin(turn(1, "zoe", 1)).attempt(), 1U) << "the oldest";
}

TEST_F(SpeakingTest, NoUserIsGivenAnothersAndNoConversationAnothers) {
    auto mine = speaking.begin(turn(1));
    auto yours = speaking.begin(turn(1, "you"));
    mine.add("mine");
    yours.add("yours");
    Listening elsewhere(speaking, "me", "d", [] {});
    Listening you(speaking, "you", "c", [] {});
    EXPECT_TRUE(take(elsewhere).empty());
    ASSERT_EQ(take(you).size(), 1U);
    const auto pieces = take(listening);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].text, "mine");
}

TEST_F(SpeakingTest, WhoComesLaterBeginsWithAllThatCame) {
    auto speaker = speaking.begin(turn(1));
    speaker.add("one ");
    take(listening);
    speaker.add("two");
    Listening later(speaking, "me", "c", [] {});
    const auto pieces = take(later);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].text, "one two");
}

TEST_F(SpeakingTest, AFloodIsBoundedAndAReaderThatNeverTakesIsCalledOnce) {
    take(listening);
    auto speaker = speaking.begin(turn(1));
    const auto began = std::chrono::steady_clock::now();
    std::size_t pieces = 0;
    std::size_t bytes = 0;
    Listening reading(speaking, "me", "c", [] {});
    for (int i = 0; i < 100'000; ++i) {
        speaker.add("字");
        for (const auto& piece : reading.pieces()) {
            ++pieces;
            bytes += piece.text.size();
            EXPECT_EQ(piece.text.size() % 3, 0U) << "a character is never cut";
        }
    }
    for (const auto& piece : take(reading)) bytes += piece.text.size();
    const auto took = std::chrono::steady_clock::now() - began;
    EXPECT_LE(pieces, static_cast<std::size_t>(took / kSpokenEvery) + 1);
    EXPECT_EQ(bytes, kMaxSpokenBytes / 3 * 3) << "what is held is bounded, and all of it is given";
    EXPECT_EQ(rung, 1);
}

TEST_F(SpeakingTest, WhatFollowsTextThatHadNoRoomIsNotShown) {
    auto speaker = speaking.begin(turn(1));
    speaker.add(std::string(kMaxSpokenBytes - 1, 'a'));
    speaker.add("字");
    speaker.add("b");
    const auto pieces = take(listening);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].text, std::string(kMaxSpokenBytes - 1, 'a'));
}

TEST_F(SpeakingTest, SpeakersAndReadersMayOutliveIt) {
    auto own = std::make_unique<Speaking>();
    auto speaker = own->begin(turn(1));
    Listening reading(*own, "me", "c", [] {});
    own.reset();
    speaker.add("still");
    EXPECT_EQ(take(reading).size(), 1U);
}

}  // namespace
}  // namespace errand::assistant
