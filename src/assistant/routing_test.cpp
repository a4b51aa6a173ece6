#include "assistant/routing.hpp"

#include <gtest/gtest.h>

namespace errand::assistant {
namespace {

using brain::Intent;
using brain::OpenErrand;

const std::vector<SkillLine> kSkills{{"food", {"点餐", "order food"}}};

OpenErrand open(std::uint64_t number, std::string status, std::string asks = {},
                bool asked_last = false) {
    OpenErrand one{.number = number, .skill = "food", .status = std::move(status)};
    json::object view{{"title", "tea " + std::to_string(number)}};
    if (!asks.empty()) view["ask"] = json::object{{"type", asks}};
    one.view = std::move(view);
    one.asked_last = asked_last;
    return one;
}

OpenErrand delivering(std::uint64_t number) {
    auto one = open(number, "done");
    one.view.get_object()["orders"] =
        json::array{json::object{{"shop_name", "Tea House"}, {"state", "delivering"}}};
    return one;
}

Move route_one(Intent intent, const std::vector<OpenErrand>& errands,
               std::optional<std::uint64_t> named = {},
               const std::optional<OpenErrand>& latest = {}) {
    brain::Act act;
    act.intent = intent;
    act.errand = named;
    brain::Understanding understood;
    understood.acts.push_back(act);
    return route(understood, errands, kSkills, latest).front();
}

TEST(RoutingTest, ToTheErrandThatIsNamed) {
    const auto move =
        route_one(Intent::Edit, {open(1, "waiting", "choice", true), open(2, "waiting")}, 2);
    EXPECT_EQ(move.kind, MoveKind::Signal);
    EXPECT_EQ(move.errand, 2U);
}

TEST(RoutingTest, ToTheOneThatAskedLast) {
    EXPECT_EQ(
        route_one(Intent::Edit, {open(1, "waiting", "choice"), open(2, "waiting", "choice", true)})
            .errand,
        2U);
}

TEST(RoutingTest, AChoiceGoesWhereOffersAreOpen) {
    EXPECT_EQ(route_one(Intent::Choose,
                        {open(1, "waiting", "choice"), open(2, "waiting", "approval", true)})
                  .errand,
              1U);
    EXPECT_EQ(route_one(Intent::Approve,
                        {open(1, "waiting", "choice", true), open(2, "waiting", "approval")})
                  .errand,
              2U);
}

TEST(RoutingTest, WhereItIsAsksTheOneWithAnOrder) {
    EXPECT_EQ(route_one(Intent::Track, {delivering(1), open(2, "waiting", "choice", true)}).errand,
              1U);
}

TEST(RoutingTest, AnEditPassesByWhatIsDone) {
    EXPECT_EQ(route_one(Intent::Edit, {delivering(1), open(2, "working")}).errand, 2U);
}

TEST(RoutingTest, AsksWhichWhereNothingTells) {
    const auto move = route_one(Intent::Cancel, {open(1, "working"), open(2, "working")});
    EXPECT_EQ(move.kind, MoveKind::Reply);
    EXPECT_NE(move.en.find("1. tea 1"), std::string::npos);
    EXPECT_NE(move.en.find("2. tea 2"), std::string::npos);
}

TEST(RoutingTest, NothingOpen) {
    EXPECT_NE(route_one(Intent::Edit, {}).en.find("order food"), std::string::npos);
    EXPECT_NE(route_one(Intent::Track, {}, {}, delivering(7)).en.find("on its way"),
              std::string::npos);
    EXPECT_NE(route_one(Intent::Cancel, {}, {}, delivering(7)).en.find("nothing to cancel"),
              std::string::npos);
}

TEST(RoutingTest, SameAgainBeginsAnErrand) {
    const auto move = route_one(Intent::Repeat, {});
    EXPECT_EQ(move.kind, MoveKind::Start);
    EXPECT_EQ(move.skill, "food");
}

TEST(RoutingTest, BoundedActs) {
    brain::Understanding understood;
    understood.acts.resize(100);
    EXPECT_LE(route(understood, {}, kSkills).size(), 8U);
    understood.acts.clear();
    EXPECT_EQ(route(understood, {}, kSkills).size(), 1U);
}

}  // namespace
}  // namespace errand::assistant
