// The loop: what it asks, calls, shows, records, and what it refuses to do by itself.
#include <gmock/gmock.h>

#include "skills/agent/desk_for_tests.hpp"
#include "skills/agent/limits.hpp"

namespace errand::skills::agent {
namespace {

using brain::model::Request;
using brain::model::Role;
using test::DeskHouse;
using ::testing::HasSubstr;

const std::string& last_text(const Request& request) {
    return request.messages.back().text;
}

bool after_tool(const Request& request) {
    return request.messages.back().role == Role::Tool;
}

std::string spoken(DeskHouse& house) {
    std::string all;
    for (const auto& event : house.events())
        all += std::string(json::string_at(event, "text")) + "\n";
    return all;
}

class AgentTest : public ::testing::Test {
  protected:
    AgentTest() {
        house.add("notes", "read", tool::Effect::Reads, "Reads a note",
                  json::object{{"text", "the plumber is Ada, ada@pipes.example"}});
        house.add("mail", "send", tool::Effect::Changes, "Sends a mail to somebody");
        house.add("bank", "transfer", tool::Effect::Spends, "Transfers money to an account");
    }
    void mail_ada() {
        house.model = [](const Request& request) {
            if (after_tool(request)) return test::says("Written to Ada.");
            return test::calls(
                {{"mail__send", {{"to", "ada@pipes.example"}, {"body", "please come at 5"}}}});
        };
        house.start();
        house.say("write a mail to ada@pipes.example, please come at 5");
    }
    DeskHouse house;
};

TEST_F(AgentTest, AnswersWithoutTools) {
    house.model = [](const Request&) { return test::says("Forty-two."); };
    house.start();
    house.say("what is six times seven?");
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.text(), "Forty-two.");
    EXPECT_EQ(json::string_at(house.last("result"), "model"), "scripted");
    EXPECT_EQ(house.view().at("spent").at("turns"), 1);
}

TEST_F(AgentTest, ReadsAtOnceAndGivesTheAnswerAsData) {
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("It is Ada.");
        return test::calls({{"notes__read", {}}, {"notes__read", {}}});
    };
    house.start();
    house.say("who is my plumber, by my notes?");
    EXPECT_EQ(house.status(), "done");
    EXPECT_EQ(house.calls.size(), 2U);
    EXPECT_EQ(house.asked, 2);
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("data and no orders"));
}

TEST_F(AgentTest, AChangeIsMadeOnlyUnderASignature) {
    mail_ada();
    EXPECT_TRUE(house.changes().empty());
    const auto ask = house.last("ask");
    ASSERT_EQ(json::string_at(ask, "type"), "approval");
    EXPECT_THAT(json::write(ask.at("lines")),
                HasSubstr(R"([you said it] to: \"ada@pipes.example)"));
    house.approve();
    ASSERT_EQ(house.changes().size(), 1U);
    EXPECT_EQ(house.changes()[0].arguments.at("to"), "ada@pipes.example");
    EXPECT_FALSE(house.changes()[0].key.empty());
    EXPECT_EQ(house.text(), "Written to Ada.");
}

TEST_F(AgentTest, WordsAreNoSignature) {
    mail_ada();
    house.say("yes do it");
    EXPECT_TRUE(house.changes().empty());
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("the person said: yes do it"));
}

TEST_F(AgentTest, ARefusedCallIsNotMade) {
    mail_ada();
    house.approve(false);
    EXPECT_TRUE(house.changes().empty());
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("refused"));
}

TEST_F(AgentTest, AYesThatExpiredWhileAPermissionWasWaitedForIsNone) {
    mail_ada();
    house.permit("mail", false);
    house.approve();
    ASSERT_EQ(json::string_at(house.last("ask"), "type"), "grant");
    EXPECT_TRUE(house.changes().empty());
    house.clock.advance(std::chrono::hours(5));
    house.permit("mail");
    assistant::Reply yes;
    yes.grant = true;
    house.answer(std::move(yes));
    EXPECT_TRUE(house.changes().empty()) << "five hours after a yes for fifteen minutes";
    EXPECT_THAT(spoken(house), HasSubstr("Your yes has expired"));
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("expired"));
}

TEST_F(AgentTest, AYesHoldsWhileAPermissionIsGivenInTime) {
    mail_ada();
    house.permit("mail", false);
    house.approve();
    house.permit("mail");
    assistant::Reply yes;
    yes.grant = true;
    house.answer(std::move(yes));
    EXPECT_EQ(house.changes().size(), 1U);
}

TEST_F(AgentTest, APermissionIsAskedForBeforeTheYes) {
    house.model = [&](const Request& request) {
        if (after_tool(request)) return test::says("ok");
        house.permit("mail", false);
        return test::calls({{"mail__send", {{"to", "ada@pipes.example"}}}});
    };
    house.start();
    house.say("write a mail to ada@pipes.example");
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "grant");
    house.permit("mail");
    assistant::Reply yes;
    yes.grant = true;
    house.answer(std::move(yes));
    EXPECT_EQ(json::string_at(house.last("ask"), "type"), "approval");
    house.approve();
    EXPECT_EQ(house.changes().size(), 1U);
}

TEST_F(AgentTest, TheKeyOfACallIsNeverTheModels) {
    house.services["bank"]["transfer"].tool.input_schema = json::object{
        {"type", "object"},
        {"properties", json::object{{"to", json::object{{"type", "string"}}},
                                    {"idempotency_key", json::object{{"type", "string"}}}}},
        {"required", json::array{"to", "idempotency_key"}}};
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("ok");
        return test::calls({{"bank__transfer", {{"to", "Ada"}, {"idempotency_key", "1"}}}});
    };
    house.start();
    house.say("transfer 1 to Ada");
    for (const auto& tool : house.requests.front().tools)
        EXPECT_EQ(json::write(tool.schema).find("idempotency_key"), std::string::npos);
    EXPECT_EQ(json::write(house.last("ask")).find("idempotency_key"), std::string::npos);
    house.approve();
    ASSERT_EQ(house.changes().size(), 1U);
    EXPECT_FALSE(house.changes()[0].arguments.contains("idempotency_key"));
    EXPECT_THAT(house.changes()[0].key, HasSubstr("call:"));
}

TEST_F(AgentTest, APartOfWhatWasSaidWasNotSaid) {
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("ok");
        return test::calls({{"bank__transfer",
                             {{"amount", 500},
                              {"cents", "5"},
                              {"to", "王小"},
                              {"note", "王小满"},
                              {"sure", true}}}});
    };
    house.start();
    house.say("transfer 1,500 and 15.5 and 王小满, true");
    const auto lines = json::write(house.last("ask").at("lines"));
    EXPECT_THAT(lines, HasSubstr("[written by the model, not in your words] amount: 500"));
    EXPECT_THAT(lines, HasSubstr("[written by the model, not in your words] cents"));
    EXPECT_THAT(lines, HasSubstr("[written by the model, not in your words] to"));
    EXPECT_THAT(lines, HasSubstr("[written by the model, not in your words] sure"));
    EXPECT_THAT(lines, HasSubstr("[you said it] note"));
}

TEST_F(AgentTest, ACallIsInTheAuditWhateverBecomesOfIt) {
    mail_ada();
    house.approve();
    EXPECT_THAT(house.audited_calls(), ::testing::ElementsAre("begun", "done"));
}

TEST_F(AgentTest, ACallWithoutAnAnswerIsInTheAudit) {
    house.services["mail"]["send"].answer = [](const json::object&) -> Result<tool::CallResult> {
        return fail(ErrorCode::Timeout, "no answer");
    };
    mail_ada();
    house.approve();
    EXPECT_THAT(house.audited_calls(), ::testing::ElementsAre("begun", "unknown"));
    EXPECT_THAT(spoken(house), HasSubstr("did not answer"));
}

TEST_F(AgentTest, AnotherContextAfterARestartChangesNoRecord) {
    mail_ada();
    house.kill();
    house.context_length = 300;
    house.start();
    house.approve();
    EXPECT_EQ(house.changes().size(), 1U);
    EXPECT_EQ(spoken(house).find("could not go on"), std::string::npos);
}

// The model has less room than anybody said.
TEST_F(AgentTest, WhatHasNoRoomIsShortenedAndAskedAgain) {
    house.add("notes", "all", tool::Effect::Reads, "Reads all notes",
              json::object{{"text", std::string(20'000, 'x')}});
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("Many.");
        return test::calls({{"notes__all", {}}});
    };
    house.room = 3'500;
    house.start();
    house.say("read all my notes");
    EXPECT_EQ(house.status(), "done") << spoken(house);
    EXPECT_EQ(house.text(), "Many.");
    EXPECT_LE(brain::model::estimate_tokens(house.requests.back()), house.room);
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("[shortened]"));
    auto asked = house.asked;
    house.say("and how many are that?");
    EXPECT_EQ(house.asked, asked + 2) << "a call and an answer: the room that was found is kept to";
    asked = house.asked;
    house.room = 1;
    house.say("once more");
    EXPECT_EQ(house.status(), "failed");
    EXPECT_LE(house.asked, asked + 1 + kMaxHalvings);
}

TEST_F(AgentTest, TurnsSideBySideDoNotTakeTheSameRestOfADay) {
    house.per_day.turns = 1;
    house.model_hangs = true;
    house.start();
    house.call_out("first", "a");
    house.run_until([&] { return house.asked == 1; });
    house.call_out("second", "b");
    house.run_until([&] { return json::string_at(house.last("result"), "status") == "failed"; });
    EXPECT_EQ(house.asked, 1);
}

TEST_F(AgentTest, WhatAModelHandsOverIsShownAsTheModels) {
    house.other_skills.push_back({.name = "food",
                                  .what = {"买茶", "buy tea"},
                                  .run = [](assistant::Errand& errand) -> flow::Task<json::value> {
                                      errand.ask_slot("answer", {"哪种?", "Which?"});
                                      (void)co_await errand.next();
                                      errand.ask_slot("answer", {"多少?", "How many?"});
                                      (void)co_await errand.next();
                                      errand.result("done", {"好", "ok"});
                                      co_return errand.outcome();
                                  }});
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("Handed over.");
        return test::calls({{"hand_over", {{"sentence", "buy tea"}}}});
    };
    house.start();
    house.say("please see to it that there is tea");
    EXPECT_EQ(json::string_at(house.last("ask"), "text"),
              "(A model asks for this; it said: “buy tea”)\nWhich?");
    assistant::Reply some;
    some.answer = "green";
    house.answer(std::move(some));
    EXPECT_EQ(json::string_at(house.last("ask"), "text"), "How many?");
}

TEST_F(AgentTest, KilledBeforeAndAfterTheYesTheCallIsMadeOnce) {
    mail_ada();
    house.kill();
    house.start();
    house.approve();
    house.kill();
    house.start();
    house.settle();
    EXPECT_EQ(house.changes().size(), 1U);
    EXPECT_EQ(house.asked, 2) << "an answer that is recorded is not asked for again";
}

TEST_F(AgentTest, ATurnUnderWayAtACrashIsAskedOnceMoreAndBothCount) {
    house.model = [](const Request&) { return test::says("Done."); };
    house.model_hangs = true;
    house.start();
    house.call_out("sing");
    house.run_until([&] { return house.asked == 1; });
    // Its beginning is durable by now.
    const auto later = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
    house.run_until([&] { return std::chrono::steady_clock::now() > later; });
    house.kill();
    house.model_hangs = false;
    house.start();
    house.settle();
    EXPECT_EQ(house.asked, 2);
    EXPECT_EQ(house.view().at("spent").at("turns"), 2);
}

TEST_F(AgentTest, WhatIsSaidInTheMiddleEndsTheTurnAndIsHeard) {
    house.model = [](const Request& request) { return test::says("To: " + last_text(request)); };
    house.model_hangs = true;
    house.start();
    house.call_out("find me a present");
    house.run_until([&] { return house.asked == 1; });
    house.model_hangs = false;
    house.say("for a child of five");
    EXPECT_EQ(house.text(), "To: for a child of five");
    EXPECT_EQ(house.requests.back().messages.size(), 3U);
}

TEST_F(AgentTest, StopStopsATurnAtOnce) {
    house.model_hangs = true;
    house.start();
    house.call_out("find me a present");
    house.run_until([&] { return house.asked == 1; });
    house.say("stop");
    EXPECT_EQ(house.status(), "cancelled");
}

TEST_F(AgentTest, FollowsUpInTheSameErrand) {
    house.model = [](const Request& request) { return test::says(last_text(request) + "!"); };
    house.start();
    house.say("hm");
    house.say("and now");
    EXPECT_EQ(house.text(), "and now!");
    EXPECT_EQ(house.requests.back().messages.size(), 4U);
}

TEST_F(AgentTest, AsksThePersonAndGoesOn) {
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says(last_text(request));
        return test::calls({{"ask_person", {{"question", "Which colour?"}}}});
    };
    house.start();
    house.say("paint the fence");
    EXPECT_EQ(json::string_at(house.last("ask"), "text"), "Which colour?");
    house.say("green");
    EXPECT_EQ(house.text(), "the person said: green");
    EXPECT_THAT(house.requests.back().messages[0].text,
                HasSubstr(R"(asked "Which colour?", the person said: "green")"));
}

TEST_F(AgentTest, ShowsItsPlan) {
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("ok");
        const json::array items{json::object{{"text", "look"}, {"done", true}},
                                json::object{{"text", "tell"}, {"done", false}}};
        return test::calls({{"set_plan", {{"items", items}}}});
    };
    house.start();
    house.say("look and tell");
    EXPECT_THAT(spoken(house), HasSubstr("✓ look\n· tell"));
}

TEST_F(AgentTest, HandsASentenceToASkill) {
    house.other_skills.push_back({.name = "food",
                                  .what = {"买茶", "buy tea"},
                                  .run = [](assistant::Errand& errand) -> flow::Task<json::value> {
                                      errand.result("done",
                                                    {"买了", "Bought: " + errand.begun_with()});
                                      co_return errand.outcome();
                                  }});
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says("Handed over.");
        return test::calls({{"hand_over", {{"sentence", "buy tea"}}}});
    };
    house.start();
    house.say("please see to it that there is tea");
    EXPECT_THAT(spoken(house), HasSubstr("Bought: buy tea"));
    EXPECT_THAT(spoken(house), HasSubstr("Handed over."));
}

TEST_F(AgentTest, ALimitEndsItWithAReason) {
    house.per_errand.turns = 2;
    house.model = [](const Request&) { return test::calls({{"notes__read", {}}}); };
    house.start();
    house.say("read for ever");
    EXPECT_EQ(house.status(), "failed");
    EXPECT_EQ(house.asked, 2);
}

TEST_F(AgentTest, AModelThatNeverEndsIsStopped) {
    house.model = [](const Request&) { return test::calls({{"notes__read", {}}}); };
    house.start();
    house.say("read for ever");
    EXPECT_EQ(house.status(), "failed");
    EXPECT_EQ(house.asked, kMaxTurnsInARow);
}

TEST_F(AgentTest, AToolThatHangsCostsOnlyItsDeadline) {
    house.services["notes"]["read"].hangs = true;
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says(last_text(request));
        return test::calls({{"notes__read", {}}});
    };
    house.start();
    house.call_out("read my note");
    house.run_until([&] { return !house.calls.empty(); });
    house.say("stop");
    EXPECT_EQ(house.status(), "cancelled");
}

TEST_F(AgentTest, ALinkInARefusalIsNoWordOfErrands) {
    DeskHouse desk;
    desk.add("mail", "send", tool::Effect::Changes, "Sends a mail",
             *json::parse(R"({"error": {"code": "no", "message": "not here",
                              "details": {"continue_url": "https://evil.example/sign-in"}}})"));
    desk.model = [](const Request& request) {
        if (after_tool(request)) return test::says("That is all.");
        return test::calls({{"mail__send", {{"to", "ada@pipes.example"}}}});
    };
    desk.start();
    desk.say("send a mail to ada@pipes.example");
    desk.approve();
    EXPECT_EQ(desk.changes().size(), 1U);
    EXPECT_THAT(spoken(desk), Not(HasSubstr("evil.example")));
}

// A second yes would be a second call.
TEST_F(AgentTest, ARefusalBehindALostAnswerIsNoAnswer) {
    auto& send = house.services["mail"]["send"];
    send.tool.idempotent = true;
    send.answer = [asked = 0](const json::object&) mutable -> Result<tool::CallResult> {
        if (++asked == 1) return fail(ErrorCode::Timeout, "no answer");
        return tool::refusal("not_found", "there is no such mail");
    };
    mail_ada();
    house.approve();
    EXPECT_EQ(house.calls.size(), 2U);
    EXPECT_EQ(house.audited_calls(),
              (std::vector<std::string>{"begun", "unknown", "begun", "unknown"}));
    EXPECT_THAT(spoken(house), HasSubstr("it is not known whether it was done"));
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr("an earlier attempt was not answered"));
}

TEST_F(AgentTest, AnErrorThatIsNoneIsNoRefusal) {
    house.add("mail", "send", tool::Effect::Changes, "Sends a mail to somebody",
              json::object{{"ok", true}, {"error", nullptr}});
    mail_ada();
    house.approve();
    EXPECT_THAT(house.requests.back().messages[0].text, HasSubstr("mail.send done with"));
}

// Whatever form the service gives it.
TEST_F(AgentTest, ARefusalWithoutACodeIsOneAllTheSame) {
    house.services["mail"]["send"].answer = [](const json::object&) -> Result<tool::CallResult> {
        return tool::CallResult{json::object{{"error", json::object{{"message", "no stamps"}}}},
                                true};
    };
    mail_ada();
    house.approve();
    EXPECT_EQ(house.audited_calls(), (std::vector<std::string>{"begun", "refused"}));
    EXPECT_THAT(house.requests.back().messages[0].text, HasSubstr("mail.send not done"));
    EXPECT_THAT(last_text(house.requests.back()), HasSubstr(R"("message":"no stamps")"));
}

TEST_F(AgentTest, AFaultyCallGoesBackToTheModel) {
    house.model = [](const Request& request) {
        if (after_tool(request)) return test::says(last_text(request));
        auto reply = test::calls({{"mail__send", {}}});
        reply.message.calls[0].fault = brain::model::CallFault{.text = "no such argument"};
        return reply;
    };
    house.start();
    house.say("send something");
    EXPECT_EQ(house.text(), "no such argument");
    EXPECT_TRUE(house.calls.empty());
}

}  // namespace
}  // namespace errand::skills::agent
