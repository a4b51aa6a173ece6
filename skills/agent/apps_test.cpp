// Answers that a page of the service shows (MCP Apps), in an errand that a model carries out.
#include <gmock/gmock.h>

#include <set>

#include "skills/agent/desk_for_tests.hpp"

namespace errand::skills::agent {
namespace {

using brain::model::Request;
using brain::model::Role;
using test::DeskHouse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class AppsOfAModelTest : public ::testing::Test {
  protected:
    AppsOfAModelTest() {
        add("look", tool::Effect::Reads, "Looks at the weather board");
        add("redraw", tool::Effect::Reads, "Draws the weather board again");
        add("write", tool::Effect::Changes, "Writes on the weather board");
        house.services["board"]["redraw"].tool.for_model = false;
        house.model = [this](const Request& request) {
            if (request.messages.back().role == Role::Tool) return test::says("It is clear.");
            return test::calls({{"board__" + wanted, {{"where", "roof"}}}});
        };
        house.start();
    }
    void add(const std::string& name, tool::Effect effect, const std::string& about) {
        house.add("board", name, effect, about);
        auto& one = house.services["board"][name];
        one.tool.app = "ui://board/page";
        one.answer = [](const json::object&) -> Result<tool::CallResult> {
            tool::CallResult answer{json::object{{"sky", "clear"}}};
            answer.app = tool::App{
                "ui://board/page", "Board", {{"_meta", {{"secret", "for the page alone"}}}}};
            return answer;
        };
    }
    std::vector<std::string> apps() {
        std::vector<std::string> all;
        for (const auto& event : house.events())
            if (const auto* app = json::find(event, "app"))
                all.emplace_back(json::string_at(*app, "tool"));
        return all;
    }
    std::string sent() {
        std::string all;
        for (const auto& request : house.requests)
            for (const auto& message : request.messages) all += message.text + "\n";
        return all;
    }
    std::set<std::string> offered() {
        std::set<std::string> all;
        for (const auto& request : house.requests)
            for (const auto& tool : request.tools) all.insert(tool.name);
        return all;
    }
    DeskHouse house;
    std::string wanted = "look";
};

TEST_F(AppsOfAModelTest, TheAnswersPageIsToldOfAndIsNotTheModels) {
    house.say("look at the weather board on the roof");
    EXPECT_EQ(house.text(), "It is clear.");
    EXPECT_THAT(apps(), ElementsAre("look"));
    EXPECT_EQ(house.view().at("apps").as_array().size(), 1U);
    EXPECT_THAT(sent(), HasSubstr(R"({"sky":"clear"})"));
    EXPECT_THAT(sent(), Not(HasSubstr("for the page alone")));
    EXPECT_THAT(sent(), Not(HasSubstr("errand/app")));
}

TEST_F(AppsOfAModelTest, WhatIsForPagesAloneIsNeverOfferedToAModel) {
    wanted = "redraw";
    house.say("draw the weather board again, redraw it");
    EXPECT_TRUE(offered().contains("board__look"));
    EXPECT_FALSE(offered().contains("board__redraw"));
    EXPECT_TRUE(house.calls.empty()) << "nor called where it names it all the same";
}

TEST_F(AppsOfAModelTest, AChangeHasItsPageOnceItIsSigned) {
    wanted = "write";
    house.say("write on the weather board on the roof");
    EXPECT_TRUE(apps().empty());
    house.approve();
    EXPECT_EQ(house.changes().size(), 1U);
    EXPECT_THAT(apps(), ElementsAre("write"));
}

TEST_F(AppsOfAModelTest, KilledAfterItTheViewStillHasIt) {
    house.say("look at the weather board on the roof");
    const auto before = house.view().at("apps");
    house.kill();
    house.start();
    house.say("and once more");
    const auto after = house.view().at("apps").as_array();
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(after[0], before.as_array()[0]);
    EXPECT_NE(after[1].at("id"), after[0].at("id"));
    EXPECT_THAT(apps(), ElementsAre("look", "look"));
}

}  // namespace
}  // namespace errand::skills::agent
