#include "json/json.hpp"

#include <gtest/gtest.h>

namespace errand::json {
namespace {

enum class Size { Small, ExtraLarge };
BOOST_DESCRIBE_ENUM(Size, Small, ExtraLarge)

struct Cup {
    std::string name;
    int quantity = 0;
    std::optional<Size> size;
};
BOOST_DESCRIBE_STRUCT(Cup, (), (name, quantity, size))

struct Order {
    std::vector<Cup> cups;
    std::map<std::string, double> fees;
};
BOOST_DESCRIBE_STRUCT(Order, (), (cups, fees))

TEST(Decode, RoundTrips) {
    const auto order = read<Order>(
        R"({"cups":[{"name":"奶茶","quantity":2,"size":"extra_large"}],"fees":{"a":1.5}})");
    ASSERT_TRUE(order) << order.error().message;
    EXPECT_EQ(order->cups[0].size, Size::ExtraLarge);
    EXPECT_EQ(write(encode(*order)),
              R"({"cups":[{"name":"奶茶","quantity":2,"size":"extra_large"}],"fees":{"a":1.5E0}})");
}

TEST(Decode, ErrorsNameThePath) {
    const auto message = [](std::string_view text) { return read<Order>(text).error().message; };
    EXPECT_EQ(message(R"({"cups":[{"name":"a","quantity":"2"}],"fees":{}})"),
              "cups.0.quantity must be a whole number, not a string");
    EXPECT_EQ(message(R"({"cups":[{"name":"a"}],"fees":{}})"), "missing field 'cups.0.quantity'");
    EXPECT_EQ(message(R"({"cups":[],"fees":{},"tip":1})"), "unknown field 'tip'");
    EXPECT_EQ(message(R"({"cups":[{"name":"a","quantity":1,"size":"huge"}],"fees":{}})"),
              "cups.0.size is 'huge'");
    EXPECT_TRUE(read<Order>(R"({"cups":[],"fees":{},"tip":1})", Unknown::Ignore));
}

TEST(Parse, RefusesWhatReadersDisagreeOn) {
    EXPECT_FALSE(parse(R"({"a":1,"a":2})"));
    EXPECT_TRUE(parse(R"({"a":{"a":1},"b":{"a":1}})"));
    EXPECT_FALSE(parse("{} x"));
    EXPECT_FALSE(parse(std::string(100, '[') + std::string(100, ']')));
    EXPECT_FALSE(parse("\"\xff\""));
    EXPECT_FALSE(parse("1e999"));
    EXPECT_TRUE(parse("1e-999"));
}

TEST(Canonical, FollowsRfc8785) {
    const auto text = [](std::string_view from) { return *canonical(*parse(from)); };
    EXPECT_EQ(
        text(R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
                       "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})"),
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
        "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    EXPECT_EQ(text(R"({"\ud83d\ude00":1,"\ufb33":2,"a":-0.0})"),
              "{\"a\":0,\"😀\":1,\"\xef\xac\xb3\":2}");
    EXPECT_FALSE(canonical(value(std::int64_t{9007199254740993})));
    // What is written can be read and written again.
    EXPECT_EQ(text("88888888888888888.0"), "88888888888888900");
    EXPECT_EQ(text("88888888888888900"), "88888888888888900");
}

TEST(Find, WalksPaths) {
    const auto root = *parse(R"({"a":[{"b":"x"}]})");
    ASSERT_NE(find(root, "a.0.b"), nullptr);
    EXPECT_EQ(find(root, "a.1.b"), nullptr);
    EXPECT_EQ(string_at(root.at("a").at(0), "b"), "x");
}

}  // namespace
}  // namespace errand::json
