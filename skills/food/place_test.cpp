// Where an errand goes, and where in that place.
#include <gtest/gtest.h>

#include "skills/food/street_for_tests.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

brain::Act burger_to(std::string place) {
    brain::Act act;
    act.intent = brain::Intent::Start;
    auto& item = act.slots.items.emplace_back();
    item.name = "burger";
    item.quantity = 1;
    if (!place.empty()) act.slots.deliver_to = std::move(place);
    return act;
}

brain::Act to(std::string place) {
    brain::Act act;
    act.intent = brain::Intent::Edit;
    auto& edit = act.edits.emplace_back();
    edit.operation = brain::Operation::SetAddress;
    edit.text = std::move(place);
    return act;
}

class FoodPlace : public ::testing::Test {
  protected:
    FoodPlace() {
        house.street.stalls = {stall("s1", "汉堡店", {item("a", "汉堡", "Burger", 20)})};
    }
    std::string note() {
        return std::string(json::string_at(house.last("ask").at("draft"), "note"));
    }
    std::string place() {
        return std::string(
            json::string_at(house.last("ask").at("draft").at("deliver_to"), "place"));
    }
    StreetHouse house;
};

TEST_F(FoodPlace, TheSpotGoesWithItsPlace) {
    house.say("one burger to the office front desk", burger_to("office front desk"));
    house.choose(1);
    EXPECT_EQ(note(), "送到前台");
    house.say("make it home", to("home"));
    EXPECT_EQ(note(), "");
}

TEST_F(FoodPlace, TheSpotIsSaidInEitherOrder) {
    house.say("来个汉堡送公司前台", burger_to("公司前台"));
    house.choose(1);
    EXPECT_EQ(note(), "送到前台");
    house.say("放公司的大堂", to("lobby of the office"));
    EXPECT_EQ(note(), "送到大堂");
}

TEST_F(FoodPlace, WhereSomebodyIsNotIsNoPlaceToGoTo) {
    house.street.places = {{"home", "p1"}, {"studio", "p3"}};
    house.say("one burger for the team at the studio", burger_to(""));
    house.choose(1);
    EXPECT_EQ(place(), "p3");
    house.say("we are not at the studio today, one burger", burger_to(""));
    house.choose(1);
    EXPECT_EQ(place(), "p1");
}

}  // namespace
}  // namespace errand::skills::food
