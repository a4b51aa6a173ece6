// What is shown of a turn while it comes, and what becomes of it.
#include <gmock/gmock.h>

#include "assistant/limits.hpp"
#include "skills/agent/desk_for_tests.hpp"

namespace errand::skills::agent {
namespace {

using assistant::Listening;
using assistant::Spoken;
using brain::model::Delta;
using brain::model::Request;
using test::DeskHouse;

class AloudTest : public ::testing::Test {
  protected:
    void start() {
        house.start();
        listen();
    }
    void listen() {
        listening = std::make_unique<Listening>(house.speaking(), "me", "c", [] {});
        other = std::make_unique<Listening>(house.speaking(), "you", std::nullopt, [] {});
    }
    // What a client is sent, in the order that it is sent.
    void look() {
        for (auto& one : listening->superseded()) seen.push_back(std::move(one));
        for (auto& one : listening->pieces()) seen.push_back(std::move(one));
        EXPECT_TRUE(other->pieces().empty());
        house.clock.advance(Millis(20));  // what pauses before it asks again goes on
    }
    void run_until(const std::function<bool()>& done) {
        house.run_until([&] {
            look();
            return done();
        });
    }
    void settle_looking() {
        run_until([&] { return json::string_at(house.last("result"), "status") != ""; });
        look();
    }
    std::string text_of(std::uint64_t attempt) const {
        std::string all;
        for (const auto& one : seen)
            if (!one.superseded && one.attempt == attempt) all += one.text;
        return all;
    }
    std::vector<std::uint64_t> superseded() const {
        std::vector<std::uint64_t> all;
        for (const auto& one : seen)
            if (one.superseded) all.push_back(one.attempt);
        return all;
    }
    void wait(Millis time) {
        const auto until = async::after(time);
        run_until([&] { return std::chrono::steady_clock::now() > until; });
    }

    DeskHouse house;
    std::unique_ptr<Listening> listening;
    std::unique_ptr<Listening> other;
    std::vector<Spoken> seen;
};

TEST_F(AloudTest, TextIsSeenBeforeTheTurnEndsAndThoughtsNever) {
    house.deltas = {{Delta::Kind::Reasoning, "secretly"}, {Delta::Kind::Text, "Forty"}};
    house.model_hangs = true;
    start();
    house.call_out("six times seven");
    run_until([&] { return text_of(1) == "Forty"; });
    EXPECT_TRUE(house.last("result").is_null());
    for (const auto& one : seen) EXPECT_EQ(one.text.find("secretly"), std::string::npos);
    for (const auto& event : house.events()) EXPECT_NE(json::string_at(event, "kind"), "partial");
}

TEST_F(AloudTest, TheRecordedAnswerSaysWhichTurnItIsAndBeginsWithWhatWasShown) {
    house.deltas = {{Delta::Kind::Text, "Forty-"}};
    house.model = [](const Request&) { return test::says("Forty-two."); };
    start();
    house.call_out("six times seven");
    settle_looking();
    const auto result = house.last("result");
    EXPECT_EQ(result.at("turn"), 1);
    EXPECT_EQ(result.at("attempt"), 1);
    EXPECT_TRUE(house.text().starts_with(text_of(1)));
    EXPECT_TRUE(superseded().empty());
}

TEST_F(AloudTest, WhatIsSaidMeanwhileSupersedesIt) {
    house.deltas = {{Delta::Kind::Text, "A doll"}};
    house.model_hangs = true;
    house.model = [](const Request&) { return test::says("A kite."); };
    start();
    house.call_out("find me a present");
    run_until([&] { return text_of(1) == "A doll"; });
    house.deltas.clear();
    house.model_hangs = false;
    house.call_out("for a child of five");
    settle_looking();
    EXPECT_THAT(superseded(), ::testing::ElementsAre(1));
    EXPECT_EQ(house.last("result").at("turn"), 2);
}

TEST_F(AloudTest, StoppingSupersedesIt) {
    house.deltas = {{Delta::Kind::Text, "A doll"}};
    house.model_hangs = true;
    start();
    house.call_out("find me a present");
    run_until([&] { return text_of(1) == "A doll"; });
    house.call_out("stop");
    settle_looking();
    EXPECT_THAT(superseded(), ::testing::ElementsAre(1));
    EXPECT_EQ(json::find(house.last("result"), "turn"), nullptr);
}

TEST_F(AloudTest, WhereSomebodySawItTheTurnIsAskedAnewAndThatIsMarked) {
    house.deltas = {{Delta::Kind::Text, "Forty-"}};
    house.breaks_off = 1;
    house.model = [](const Request&) { return test::says("Forty-two."); };
    start();
    house.call_out("six times seven");
    settle_looking();
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.asked, 2);
    EXPECT_THAT(superseded(), ::testing::ElementsAre(1));
    EXPECT_EQ(house.last("result").at("attempt"), 2);
    EXPECT_EQ(house.view().at("spent").at("turns"), 2);
}

TEST_F(AloudTest, WhereNobodySawItAnotherAttemptIsSilent) {
    house.deltas = {{Delta::Kind::Text, "Forty-"}};
    house.breaks_off = 1;
    house.model = [](const Request&) { return test::says("Forty-two."); };
    house.start();
    house.call_out("six times seven");
    house.run_until([&] {
        house.clock.advance(Millis(20));
        return json::string_at(house.last("result"), "status") != "";
    });
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.asked, 2);
    EXPECT_EQ(house.last("result").at("attempt"), 1);
}

TEST_F(AloudTest, ATurnThatBreaksOffEachTimeEnds) {
    house.deltas = {{Delta::Kind::Text, "Forty-"}};
    house.breaks_off = 100;
    start();
    house.call_out("six times seven");
    settle_looking();
    EXPECT_EQ(house.status(), "failed");
    EXPECT_EQ(house.asked, assistant::kTurnAttempts);
    EXPECT_EQ(superseded().size(), static_cast<std::size_t>(assistant::kTurnAttempts));
}

TEST_F(AloudTest, AfterACrashTheAttemptIsALaterOneAndIsAnnounced) {
    house.deltas = {{Delta::Kind::Text, "La la"}};
    house.model_hangs = true;
    start();
    house.call_out("sing");
    run_until([&] { return text_of(1) == "La la"; });
    wait(Millis(100));  // its beginning is durable by then
    std::uint64_t before = 1;
    for (int crash = 0; crash < 2; ++crash) {
        house.kill();
        house.deltas.clear();
        seen.clear();
        house.start();
        listen();
        run_until([&] { return !seen.empty(); });
        EXPECT_GT(seen.front().attempt, before);
        EXPECT_EQ(seen.front().turn, 1U);
        EXPECT_EQ(seen.front().text, "");
        before = seen.front().attempt;
        wait(Millis(100));
    }
    house.model_hangs = false;
    house.kill();
    house.model = [](const Request&) { return test::says("Tra la."); };
    house.start();
    listen();
    settle_looking();
    EXPECT_EQ(house.last("result").at("turn"), 1);
    EXPECT_GT(house.last("result").at("attempt").to_number<std::uint64_t>(), before);
}

}  // namespace
}  // namespace errand::skills::agent
