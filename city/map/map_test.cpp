#include "city/city_test.hpp"

namespace errand::city {
namespace {

TEST(Map, SavedPlacesAreTheUsersOwn) {
    TestCity test;
    const auto labels = [&](const char* user) {
        std::vector<std::string> all;
        const auto result = test.call("saved_places", {}, "", user);
        for (const auto& one : result.content.at("places").as_array())
            all.push_back(fmt::format("{}={}", json::string_at(one, "label"),
                                      json::string_at(one.at("place"), "id")));
        return all;
    };
    EXPECT_EQ(labels("me"), (std::vector<std::string>{"home=p1", "office=p2"}));
    EXPECT_TRUE(labels("you").empty());
    const json::object gym{{"label", "gym"}, {"place", "p3"}};
    const auto saved = test.call("save_place", gym, "k");
    EXPECT_EQ(test.call("save_place", gym, "k").content, saved.content);
    EXPECT_EQ(labels("me"), (std::vector<std::string>{"gym=p3", "home=p1", "office=p2"}));
    EXPECT_EQ(test.refused("save_place", {{"label", "x"}, {"place", "p0"}}, "k2"), "unknown_place");
}

TEST(Map, FindsPlacesByNameAndAddressInBothLanguages) {
    TestCity test;
    const auto first = [&](const char* text) {
        const auto places =
            test.call("find_place", {{"text", text}}).content.at("places").as_array();
        return places.empty() ? std::string{} : std::string(json::string_at(places[0], "id"));
    };
    EXPECT_EQ(first("云谷大厦"), "p2");
    EXPECT_EQ(first("yungu tower"), "p2");
    EXPECT_EQ(first("学院路88号"), "p2");
    EXPECT_EQ(first("远山站"), "p3");
    EXPECT_EQ(first("zzz"), "");
}

TEST(Map, RouteAndWeather) {
    TestCity test;
    const auto route = test.call("route", {{"from", "p1"}, {"to", "p2"}}).content;
    EXPECT_NEAR(route.at("distance_km").to_number<double>(), 1.469, 0.01);
    EXPECT_EQ(route.at("minutes"), 5);
    EXPECT_EQ(test.refused("route", {{"from", "p1"}, {"to", "p0"}}), "unknown_place");
    EXPECT_EQ(test.call("weather", {}).content.at("kind"), "rain");
    EXPECT_EQ(test.refused("weather", {{"date", "2030-01-01"}}), "unknown_date");
}

}  // namespace
}  // namespace errand::city
