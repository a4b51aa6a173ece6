// Skills that are only words: what a model is told of them, what it reads and follows, and what
// they do not permit.
#include <gmock/gmock.h>

#include <filesystem>

#include "assistant/limits.hpp"
#include "skills/agent/desk_for_tests.hpp"
#include "skills/agent/limits.hpp"
#include "skills/agent/talk.hpp"

namespace errand::skills::agent {
namespace {

namespace fs = std::filesystem;
using brain::model::Request;
using brain::model::Role;
using test::DeskHouse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string& rules(const Request& request) {
    return request.messages.front().text;
}

const std::string& last_text(const Request& request) {
    return request.messages.back().text;
}

bool offers(const Request& request, std::string_view tool) {
    return std::ranges::any_of(request.tools, [&](const auto& one) { return one.name == tool; });
}

// It names what the skill uses, so that these tools are on show.
constexpr const char* kMeter = "report the water meter, by a mail and my note: 482";

class SkillsTest : public ::testing::Test {
  protected:
    SkillsTest() {
        house.add("notes", "read", tool::Effect::Reads, "Reads a note",
                  json::object{{"text", "the flat's number is 7731"}});
        house.add("mail", "send", tool::Effect::Changes, "Sends a mail to somebody");
        house.write_skill("water-bill", "Reports the water meter. Use it for meters and water.",
                          "Read the note, then mail meter@water.example with the fee of "
                          "references/fees.md.");
        house.write_file("water-bill/references/fees.md", "The fee is 17.30 this year.");
        house.model = [this](const Request& request) { return next(request); };
    }
    // Finds the skill in its rules, reads it and the file that it names, then does what they say.
    brain::model::Reply next(const Request& request) {
        if (!rules(request).contains("You follow the skill water-bill"))
            return test::calls({{"use_skill", {{"name", "water-bill"}}}});
        if (last_text(request).contains("stand in your rules"))
            return test::calls(
                {{"use_skill", {{"name", "water-bill"}, {"file", "references/fees.md"}}},
                 {"notes__read", {}}});
        if (request.messages.back().role == Role::Tool &&
            last_text(request).contains("answer of notes.read"))
            return test::calls({{"mail__send",
                                 {{"to", "meter@water.example"},
                                  {"fee", "17.30"},
                                  {"flat", "7731"},
                                  {"reading", "482"},
                                  {"hello", "Dear all"}}}});
        return test::says("Reported.");
    }
    std::vector<std::string> lines() {
        return *json::decode<std::vector<std::string>>(house.last("ask").at("lines"));
    }
    std::size_t times_read() {
        std::size_t count = 0;
        for (const auto& event : house.events()) count += event.as_object().contains("skill");
        return count;
    }
    DeskHouse house;
};

TEST_F(SkillsTest, AModelReadsASkillAndFollowsIt) {
    house.start();
    house.say(kMeter);
    const auto& first = house.requests.front();
    EXPECT_THAT(rules(first), HasSubstr("- water-bill: Reports the water meter."));
    EXPECT_THAT(rules(first), Not(HasSubstr("meter@water.example"))) << "not before it is read";
    EXPECT_TRUE(offers(first, "use_skill"));
    EXPECT_THAT(rules(house.requests.back()),
                ::testing::AllOf(HasSubstr("mail meter@water.example"),
                                 HasSubstr("Its files (use_skill with file): references/fees.md")));
    EXPECT_TRUE(house.changes().empty()) << "a skill permits nothing";
    house.approve();
    ASSERT_EQ(house.changes().size(), 1U);
    EXPECT_EQ(house.changes()[0].arguments.at("to"), "meter@water.example");
    EXPECT_EQ(house.text(), "Reported.");
    EXPECT_EQ(json::write(house.view().at("skills")), R"(["water-bill"])");
    EXPECT_EQ(times_read(), 1U) << "the person is told";
}

TEST_F(SkillsTest, TheCardShowsWhatASkillWrote) {
    house.start();
    house.say(kMeter);
    const auto shown = lines();
    const std::string of_skill = "  [written in the skill \"water-bill";
    for (const auto& line :
         {of_skill + R"(", not from you] to: "meter@water.example")",
          of_skill + R"(/references/fees.md", not from you] fee: "17.30")",
          std::string(R"(  [from an answer of "notes.read", not from you] flat: "7731")"),
          std::string(R"(  [you said it] reading: "482")"),
          std::string(R"(  [written by the model, not in your words] hello: "Dear all")")})
        EXPECT_THAT(shown, ::testing::Contains(line));
}

TEST_F(SkillsTest, KilledInTheMiddleItGoesOnWithWhatWasRead) {
    house.start();
    house.say(kMeter);
    const auto asked = house.asked;
    house.kill();
    fs::remove_all(house.folder.path() / "skills");
    house.start();
    house.settle();
    house.approve();
    ASSERT_EQ(house.changes().size(), 1U);
    EXPECT_EQ(house.asked, asked + 1) << "no recorded turn is asked again";
    EXPECT_THAT(rules(house.requests.back()), HasSubstr("mail meter@water.example"))
        << "as it was read, although it is not there any more";
    EXPECT_EQ(house.status(), "done");
}

// The process dies in or behind each turn before the yes: what is asked at the end is what would
// have been asked.
TEST_F(SkillsTest, KilledAtAnyTurnItEndsTheSame) {
    house.start();
    house.say(kMeter);
    const auto turns = house.requests.size();
    ASSERT_GE(turns, 3U);
    house.approve();
    for (std::size_t turn = 1; turn <= turns; ++turn) {
        DeskHouse again;
        again.services = house.services;
        fs::copy(house.folder.path() / "skills", again.folder.path() / "skills",
                 fs::copy_options::recursive);
        again.model = house.model;
        again.start();
        again.call_out(kMeter);
        again.run_until([&] { return again.requests.size() >= turn; });
        again.kill();
        again.start();
        again.settle();
        again.approve();
        EXPECT_EQ(rules(again.requests.back()), rules(house.requests.back())) << turn;
        EXPECT_EQ(again.changes().size(), 1U) << turn;
        EXPECT_EQ(again.status(), "done") << turn;
    }
}

TEST_F(SkillsTest, WithoutSkillsNothingIsSaidOfThem) {
    fs::remove_all(house.folder.path() / "skills");
    house.model = [](const Request&) { return test::says("Hello."); };
    house.start();
    house.say("hello there");
    EXPECT_FALSE(offers(house.requests.front(), "use_skill"));
    EXPECT_THAT(rules(house.requests.front()), Not(HasSubstr("skill is instructions")));
    EXPECT_FALSE(house.view().as_object().contains("skills"));
}

TEST_F(SkillsTest, NothingOutsideOfItsFolderIsRead) {
    house.write_file("other/secret.md", "secret");
    std::vector<std::string> answers;
    house.model = [&](const Request& request) {
        if (request.messages.back().role != Role::Tool)
            return test::calls(
                {{"use_skill", {{"name", "water-bill"}, {"file", "../other/secret.md"}}},
                 {"use_skill", {{"name", "../skills/water-bill"}}},
                 {"use_skill", {{"name", "none"}}},
                 {"use_skill", {{"name", "water-bill"}, {"file", "/etc/passwd"}}}});
        for (const auto& message : request.messages)
            if (message.role == Role::Tool) answers.push_back(message.text);
        return test::says("I could not.");
    };
    house.start();
    house.say("read something");
    EXPECT_THAT(answers, ElementsAre(HasSubstr("only files in the skill's own folder"),
                                     HasSubstr("there is no skill"), HasSubstr("there is no skill"),
                                     HasSubstr("only files in the skill's own folder")));
    EXPECT_EQ(house.status(), "done");
}

TEST_F(SkillsTest, WhatWasChangedCountsInTheNextErrand) {
    house.model = [](const Request&) { return test::says("Hello."); };
    house.start();
    house.say("hello there");
    house.write_skill("tax", "Files the taxes.", "File them.");
    house.say("what about my taxes?");
    EXPECT_THAT(rules(house.requests.front()), Not(HasSubstr("- tax:")));
    EXPECT_THAT(rules(house.requests.back()), HasSubstr("- tax: Files the taxes."));
}

// The brain understood which it is; a model carries it out.
TEST_F(SkillsTest, OneOfErrandsOwnIsFollowedFromTheBeginning) {
    house.own_written_skills = {{"report", "Writes reports.", "Propose the outline first."}};
    house.model = [](const Request&) { return test::says("Here is the outline."); };
    house.start();
    house.say("write a report");
    EXPECT_EQ(house.asked, 1);
    EXPECT_THAT(rules(house.requests.front()), HasSubstr("Propose the outline first."));
    EXPECT_EQ(json::write(house.view().at("skills")), R"(["report"])");
}

TEST_F(SkillsTest, OneInTheHomeTakesThePlaceOfErrandsOwn) {
    house.own_written_skills = {{"report", "Writes reports.", "Propose the outline first."}};
    house.write_skill("report", "Writes our reports.", "Begin with the figures.");
    house.model = [](const Request&) { return test::says("Here are the figures."); };
    house.start();
    house.say("write a report");
    EXPECT_THAT(rules(house.requests.front()), HasSubstr("Begin with the figures."));
    EXPECT_THAT(rules(house.requests.front()), Not(HasSubstr("Propose the outline")));
}

TEST_F(SkillsTest, OneThatIsMeantAndHasNoRoomIsTold) {
    house.context_length = 4'000;
    house.own_written_skills = {{"report", "Writes reports.", std::string(12'000, 'x')}};
    house.model = [](const Request&) { return test::says("Without my instructions, then."); };
    house.start();
    house.say("write a report");
    EXPECT_THAT(rules(house.requests.front()), HasSubstr("the skill report have no room"));
    EXPECT_THAT(rules(house.requests.front()), Not(HasSubstr("xxxx")));
}

TEST_F(SkillsTest, WhereNobodyWroteWhatIsMeantItGoesOnWithout) {
    house.model = [](const Request&) { return test::says("It is done."); };
    house.start();
    house.say("write a report");
    EXPECT_EQ(house.status(), "done");
    EXPECT_FALSE(house.view().as_object().contains("skills"));
}

TEST_F(SkillsTest, InstructionsWithoutRoomAreNotFollowedInPart) {
    house.context_length = 4'000;
    house.write_skill("novel", "Tells a long story.", std::string(12'000, 'x') + " and stop.");
    house.model = [](const Request& request) {
        if (request.messages.back().role == Role::Tool) return test::says("It is too long.");
        return test::calls({{"use_skill", {{"name", "novel"}}}});
    };
    house.start();
    house.say("tell me a story");
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("have no room"));
    EXPECT_THAT(rules(house.requests.back()), Not(HasSubstr("xxxx")));
}

// --- what is kept between turns ---

assistant::SkillPage page(const std::string& name, std::size_t bytes = 10) {
    return {.name = name, .file = {}, .text = name + std::string(bytes, 'x'), .files = {}};
}

TEST(Following, TheOldestGoesAndIsStillKnownAsASource) {
    Talk talk;
    for (const auto* name : {"a", "b", "c", "d", "e"})
        ASSERT_TRUE(follow(talk, page(name), 20'000));
    EXPECT_EQ(talk.followed.size(), kSkillsFollowed);
    EXPECT_EQ(talk.followed.front().name, "b");
    EXPECT_THAT(talk.sources, ElementsAre(Source{"a", page("a").text, true}));
    ASSERT_TRUE(follow(talk, page("b"), 20'000));
    EXPECT_EQ(talk.followed.size(), kSkillsFollowed);
    EXPECT_EQ(talk.followed.back().name, "b");
}

TEST(Following, TheirShareOfTheRoomIsBounded) {
    Talk talk;
    ASSERT_TRUE(follow(talk, page("a", 6'000), 10'000));
    EXPECT_FALSE(follow(talk, page("b", 12'000), 10'000));
    EXPECT_EQ(talk.followed.size(), 1U);
    ASSERT_TRUE(follow(talk, page("a", 9'000), 10'000)) << "the same, read again";
    EXPECT_THAT(talk.sources, IsEmpty());
}

TEST(Following, TheLongestSkillFitsAConversationOfFullLength) {
    Talk talk;
    EXPECT_TRUE(follow(talk, page("a", assistant::kMaxSkillBytes), kMaxTalkTokens));
}

TEST(Following, ShorteningLeavesTheInstructions) {
    Talk talk;
    hear(talk, "do it");
    ASSERT_TRUE(follow(talk, page("a", 3'000), 6'000));
    for (int i = 0; i < 60; ++i) {
        auto reply = test::calls({{"notes__read", {}}});
        talk.messages.push_back(reply.message);
        talk.messages.push_back(
            brain::model::answer_to(reply.message.calls[0], std::string(4'000, 'x')));
    }
    ASSERT_TRUE(shorten(talk, 6'000));
    const auto request = request_of(talk, {}, "en");
    EXPECT_LE(brain::model::estimate_tokens(request), 6'000);
    EXPECT_THAT(rules(request), HasSubstr(page("a", 3'000).text));
}

}  // namespace
}  // namespace errand::skills::agent
