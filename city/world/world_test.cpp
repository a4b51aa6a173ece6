#include "city/world/world.hpp"

#include <gtest/gtest.h>

#include <set>

namespace errand::city {
namespace {

constexpr std::string_view kSmall = R"({"currency": "CNY", "timezone": "Asia/Shanghai",
 "weather": [{"date": "2026-03-02", "kind": "rain", "low": 8, "high": 14}],
 "places": [{"id": "p1", "name": "a", "address": "b", "lat": 30.28, "lon": 120.02, "kind": "home"},
            {"id": "p9", "name": "c", "address": "d", "lat": 30.29, "lon": 120.02, "kind": "shop"}],
 "shops": [{"id": "s1", "service": "food", "name": {"zh": "店", "en": "Shop"}, "place": "p9", "rating": 4.7,
   "tags": ["可堂食"], "hours": [["10:00", "22:00"]], "minimum_order": "20.00", "packing_fee": "1.00",
   "delivery": {"base_fee": "3.00", "per_km": "1.00", "free_from": "40.00", "prepare_minutes": 12,
                "minutes_per_km": 4},
   "items": [{"id": "i1", "name": "珍珠奶茶", "price": "18.00", "stock": 100, "tags": [], "attributes": {},
     "options": [{"key": "ice", "default": "normal", "most": 1,
                  "choices": [{"value": "less", "name": "少冰", "extra": "0.00"}]},
                 {"key": "sugar", "default": 100, "most": 1, "choices": [{"value": 30, "name": "三分糖"}]},
                 {"key": "extra", "default": [], "most": 3, "choices": [{"value": "布丁", "name": "布丁"}]}]}],
   "coupons": [{"id": "c1", "off": "5.00", "from": "30.00", "until": "2026-03-31"}]},
  {"id": "h1", "service": "hotel", "rooms": 12}],
 "coupons": [{"id": "c9", "off": "3.00", "from": "20.00", "most_per_user": 1}],
 "habits": {"any": "likes less ice"}})";

std::string message_after(std::string_view from, std::string_view to) {
    std::string text(kSmall);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto world = decode_world(*json::parse(text));
    return world ? "accepted" : world.error().message;
}

TEST(World, ReadsTheDocumentedForm) {
    const auto world = decode_world(*json::parse(kSmall));
    ASSERT_TRUE(world) << world.error().message;
    ASSERT_EQ(world->shops.size(), 1U);
    EXPECT_EQ(world->other_shops.size(), 1U);
    const auto& item = world->shops[0].items[0];
    EXPECT_EQ(item.option("sugar")->default_, "100");
    EXPECT_EQ(item.option("sugar")->choices[0].value, "30");
    EXPECT_EQ(item.option("extra")->default_, "");
    const auto again = decode_world(encode_world(*world));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(encode_world(*again), encode_world(*world));
}

TEST(World, FillsInWhatMayBeLeftOut) {
    EXPECT_EQ(message_after("\"stock\": 100, ", ""), "accepted");
    EXPECT_EQ(message_after("\"minimum_order\": \"20.00\", \"packing_fee\": \"1.00\",", ""),
              "accepted");
    EXPECT_EQ(message_after(", \"name\": \"三分糖\"", ""), "accepted");
    EXPECT_EQ(message_after(", \"low\": 8, \"high\": 14", ""), "accepted");
}

TEST(World, ErrorsNameTheField) {
    EXPECT_EQ(message_after("\"price\": \"18.00\", ", ""), "missing field 'shops.0.items.0.price'");
    EXPECT_EQ(message_after("\"stock\": 100", "\"stock\": 100, \"colour\": 1"),
              "unknown field 'shops.0.items.0.colour'");
    EXPECT_EQ(message_after("\"currency\": \"CNY\", ", ""), "missing field 'currency'");
    EXPECT_EQ(message_after("\"habits\"", "\"moods\""), "unknown field 'moods'");
    EXPECT_EQ(message_after("\"place\": \"p9\"", "\"place\": \"p8\""),
              "shops.0.place is 'p8', which is no place's id");
    EXPECT_EQ(message_after("\"id\": \"p9\"", "\"id\": \"p1\""),
              "places.1.id is 'p1', which is there already");
    EXPECT_EQ(message_after("\"10:00\"", "\"10.00\""),
              "shops.0.hours.0.0 is '10.00', not a time of day");
    EXPECT_EQ(message_after("2026-03-31", "2026-03-99"),
              "shops.0.coupons.0.until is '2026-03-99', not a date");
    EXPECT_NE(message_after("\"price\": \"18.00\"", "\"price\": \"18.001\""), "accepted");
    EXPECT_NE(message_after("\"price\": \"18.00\"", "\"price\": 18"), "accepted");
    EXPECT_NE(message_after("Asia/Shanghai", "Asia/Atlantis"), "accepted");
}

TEST(Generator, MakesAWholeCityAndAlwaysTheSame) {
    const std::chrono::sys_days date{std::chrono::year{2026} / 3 / 2};
    const auto world = generate_world(7, date);
    std::size_t items = 0;
    std::set<std::string> names;
    for (const auto& shop : world.shops) {
        items += shop.items.size();
        names.insert(shop.name.zh);
        EXPECT_FALSE(shop.name.en.empty());
    }
    EXPECT_GE(world.shops.size(), 60U);
    EXPECT_GE(items, 1500U);
    EXPECT_GE(world.places.size(), 250U);
    EXPECT_EQ(names.size(), world.shops.size()) << "two shops have one name";
    EXPECT_EQ(encode_world(world), encode_world(generate_world(7, date)));
    EXPECT_NE(encode_world(world), encode_world(generate_world(8, date)));
    EXPECT_TRUE(decode_world(encode_world(world)));
}

TEST(Hours, OpenCloseAndMidnight) {
    const auto zone = *TimeZone::find("Asia/Shanghai");
    const auto at = [](std::string_view time) {
        return *parse_time("2026-03-02T" + std::string(time) + ":00+08:00");
    };
    const auto hours = *parse_hours({{"10:00", "14:00"}, {"17:00", "02:00"}}, "hours");
    EXPECT_TRUE(open_state(hours, zone, at("10:00")).open);
    EXPECT_FALSE(open_state(hours, zone, at("14:00")).open);
    EXPECT_EQ(open_state(hours, zone, at("15:00")).opens_at, at("17:00"));
    EXPECT_TRUE(open_state(hours, zone, at("01:59")).open);
    EXPECT_EQ(open_state(hours, zone, at("01:00")).closes_at, at("02:00"));
    EXPECT_EQ(open_state(hours, zone, at("09:00")).opens_at, at("10:00"));
    const auto joined = *parse_hours({{"10:00", "14:00"}, {"14:00", "20:00"}}, "hours");
    EXPECT_EQ(open_state(joined, zone, at("11:00")).closes_at, at("20:00"));
    const auto always = *parse_hours({{"00:00", "24:00"}}, "hours");
    EXPECT_TRUE(open_state(always, zone, at("23:59")).open);
    EXPECT_FALSE(open_state(always, zone, at("23:59")).closes_at);
    EXPECT_FALSE(open_state({}, zone, at("12:00")).open);
    EXPECT_FALSE(parse_hours({{"10:00", "25:00"}}, "hours"));
}

TEST(Geography, DistanceOfAKnownWay) {
    // Hangzhou to Shanghai, station to station, is about 159 km as the crow flies.
    EXPECT_NEAR(distance_km({30.2432, 120.2124}, {31.1945, 121.3196}), 149.6, 1.0);
    EXPECT_EQ(distance_km({30, 120}, {30, 120}), 0);
}

}  // namespace
}  // namespace errand::city
