#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/error.hpp"
#include "base/id.hpp"

namespace errand {
namespace {

using namespace std::chrono_literals;

TEST(Error, NamesRoundTrip) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const auto value = static_cast<ErrorCode>(code);
        EXPECT_EQ(error_code_from(to_string(value)), value);
    }
}

TEST(Clock, ReadsAndWritesRfc3339) {
    const auto time = parse_time("2026-03-02T11:40:00+08:00");
    ASSERT_TRUE(time);
    EXPECT_EQ(format_time(*time), "2026-03-02T03:40:00.000Z");
    EXPECT_EQ(*parse_time("2026-03-02T03:40:00Z"), *time);
    EXPECT_EQ(*parse_time("2026-03-02T03:40:00.250Z"), *time + 250ms);
    EXPECT_FALSE(parse_time("2026-03-02 11:40"));
    EXPECT_FALSE(parse_time("2026-03-02T11:40:00+08:00x"));
    EXPECT_FALSE(parse_time("2026-13-02T11:40:00Z"));
}

TEST(Clock, ZonesFollowTheirRules) {
    const auto shanghai = TimeZone::find("Asia/Shanghai");
    ASSERT_TRUE(shanghai);
    EXPECT_EQ(shanghai->format(*parse_time("2026-03-02T03:40:00Z")), "2026-03-02T11:40:00+08:00");
    const auto berlin = TimeZone::find("Europe/Berlin");
    ASSERT_TRUE(berlin);
    EXPECT_EQ(berlin->offset(*parse_time("2026-01-02T00:00:00Z")), 3600s);
    EXPECT_EQ(berlin->offset(*parse_time("2026-07-02T00:00:00Z")), 7200s);
    EXPECT_FALSE(TimeZone::find("Nowhere/Land"));
}

TEST(Clock, Durations) {
    EXPECT_EQ(*parse_duration("20m"), 20min);
    EXPECT_EQ(*parse_duration("1h30m"), 90min);
    EXPECT_EQ(*parse_duration("500ms"), 500ms);
    for (const auto* wrong : {"", "m", "-1m", "20", "1y", "9999999999999999999d", "400d"}) {
        EXPECT_FALSE(parse_duration(wrong)) << wrong;
    }
}

TEST(Encoding, RoundTripsAndRefuses) {
    for (const std::string bytes : {"", "f", "fo", "foo", "\xff\xfe\x00z"}) {
        EXPECT_EQ(*base64url_decode(base64url_encode(bytes)), bytes);
        EXPECT_EQ(*base64_decode(base64_encode(bytes)), bytes);
    }
    EXPECT_FALSE(base64url_decode("Zg=="));
    EXPECT_FALSE(base64url_decode("Zh"));
    EXPECT_EQ(percent_encode("a b/奶"), "a%20b%2F%E5%A5%B6");
    EXPECT_EQ(*percent_decode("a%20b%2F%E5%A5%B6"), "a b/奶");
    EXPECT_EQ(*percent_decode("%41"), "A");
    EXPECT_FALSE(percent_decode("%4"));
    EXPECT_TRUE(is_utf8("奶茶 ok"));
    EXPECT_FALSE(is_utf8("\xc0\x80"));
    EXPECT_FALSE(is_utf8("\xed\xa0\x80"));
}

TEST(Id, LaterSortsLater) {
    const auto first = make_id("x");
    EXPECT_EQ(first.size(), 28U);
    EXPECT_NE(first, make_id("x"));
    EXPECT_EQ(first.substr(2, 8), make_id("x").substr(2, 8));
}

}  // namespace
}  // namespace errand
