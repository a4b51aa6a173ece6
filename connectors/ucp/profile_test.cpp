// Profiles, good and hostile.
#include "connectors/ucp/profile.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "connectors/ucp/amount.hpp"
#include "connectors/ucp/channel.hpp"
#include "connectors/ucp/limits.hpp"

namespace errand::connectors::ucp {
namespace {

using ::testing::ElementsAre;

const net::Url kShop = *net::parse_url("https://shop.example");

std::string profile(std::string_view version, std::string_view services,
                    std::string_view capabilities, std::string_view more = "") {
    return fmt::format(R"({{"ucp": {{"version": "{}", "services": {}, "capabilities": {}{}}}}})",
                       version, services, capabilities, more);
}

std::string rest(std::string_view endpoint) {
    return fmt::format(R"({{"dev.ucp.shopping": [{{"version": "2026-04-08", "transport": "rest",
                           "endpoint": "{}"}}]}})",
                       endpoint);
}

constexpr std::string_view kOnlyCheckout =
    R"({"dev.ucp.shopping.checkout": [{"version": "2026-04-08"}]})";

Result<Terms> terms(const std::string& text, const std::optional<net::Url>& endpoint = {}) {
    ERRAND_TRY(const auto read, read_profile(text));
    return negotiate(read, kShop, endpoint);
}

TEST(Profile, TheEndpointStandsWhereTheShopDoes) {
    for (const auto* good : {"https://shop.example/ucp", "https://SHOP.example:443/"})
        EXPECT_TRUE(terms(profile("2026-04-08", rest(good), kOnlyCheckout))) << good;
    for (const auto* bad :
         {"https://evil.example/ucp", "http://shop.example/ucp", "https://shop.example:8443/",
          "https://shop.example.evil.example/", "https://user@shop.example/",
          "https://shop.example/?to=x", "http://127.0.0.1/admin", "http://localhost:7700/",
          "file:///etc/passwd", "//evil.example", "", "https://api.shop.example/"})
        EXPECT_FALSE(terms(profile("2026-04-08", rest(bad), kOnlyCheckout))) << bad;
    const auto named =
        terms(profile("2026-04-08", rest("https://api.shop.example/u"), kOnlyCheckout),
              *net::parse_url("https://api.shop.example"));
    ASSERT_TRUE(named) << "the operator said so";
    EXPECT_EQ(named->endpoint.text(), "https://api.shop.example/u");
    EXPECT_FALSE(terms(profile("2026-04-08", rest("https://shop.example/u"), kOnlyCheckout),
                       *net::parse_url("https://api.shop.example")))
        << "and not another";
}

TEST(Profile, OnlyWhatBothKnowIsInCommon) {
    const auto met = terms(profile("2026-04-08", rest("https://shop.example"), R"({
        "dev.ucp.shopping.checkout": [{"version": "2031-01-01"}, {"version": "2026-04-08"}],
        "dev.ucp.shopping.cart": [{"version": "2031-01-01"}],
        "dev.ucp.shopping.discount": [{"version": "2026-04-08",
          "extends": "dev.ucp.shopping.cart"}],
        "dev.ucp.shopping.fulfillment": [{"version": "2026-04-08",
          "extends": ["dev.ucp.shopping.cart", "dev.ucp.shopping.checkout"]}],
        "dev.ucp.shopping.order": [{"version": "2026-04-08", "spec": "https://evil.example/x"}],
        "com.vendor.points": [{"version": "2026-04-08"}]})"));
    ASSERT_TRUE(met) << met.error().message;
    EXPECT_THAT(met->capabilities,
                ElementsAre("dev.ucp.shopping.checkout", "dev.ucp.shopping.fulfillment"));
    EXPECT_EQ(met->left_out.size(), 4U);
}

TEST(Profile, RestComesFirstAndMcpWillDo) {
    const auto both = terms(profile("2026-04-08", R"({"dev.ucp.shopping": [
        {"transport": "mcp", "endpoint": "https://shop.example/mcp"},
        {"transport": "a2a", "endpoint": "https://shop.example/a2a"},
        {"transport": "rest", "endpoint": "https://shop.example/r"}]})",
                                    kOnlyCheckout));
    ASSERT_TRUE(both);
    EXPECT_EQ(both->transport, Transport::Rest);
    const auto one = terms(profile("2026-04-08", R"({"dev.ucp.shopping": [
        {"transport": "mcp", "endpoint": "https://shop.example/mcp"}]})",
                                   kOnlyCheckout));
    ASSERT_TRUE(one);
    EXPECT_EQ(one->transport, Transport::Mcp);
    EXPECT_FALSE(terms(profile("2026-04-08", R"({"dev.ucp.shopping": [
        {"transport": "embedded"}]})",
                               kOnlyCheckout)));
}

TEST(Profile, WhatTheFirstVersionCallsMcpIsNotSpoken) {
    const auto with = [](const char* transport) {
        return terms(fmt::format(
            R"({{"ucp": {{"version": "2026-01-11", "services": {{"dev.ucp.shopping": {{
                "version": "2026-01-11", "{}": {{"endpoint": "https://shop.example/u"}}}}}},
                "capabilities": [{{"name": "dev.ucp.shopping.checkout",
                                   "version": "2026-01-11"}}]}}}})",
            transport));
    };
    EXPECT_TRUE(with("rest"));
    EXPECT_EQ(with("mcp").error().code, ErrorCode::Unavailable);
}

TEST(Profile, AnotherVersionIsLookedForOnTheSameOrigin) {
    const auto with = [](std::string_view older) {
        return *read_profile(profile("2031-01-01", rest("https://shop.example"), kOnlyCheckout,
                                     fmt::format(R"(, "supported_versions": {})", older)));
    };
    const auto other = other_profile(
        with(R"({"2026-01-11": "https://shop.example/a", "2026-04-08": "https://shop.example/b"})"),
        kShop);
    ASSERT_TRUE(other && *other);
    EXPECT_EQ(**other, "https://shop.example/b");
    EXPECT_EQ(
        other_profile(with(R"({"2026-04-08": "https://evil.example/b"})"), kShop).error().code,
        ErrorCode::Denied);
    EXPECT_EQ(other_profile(with("{}"), kShop).error().code, ErrorCode::Unavailable);
    EXPECT_FALSE(negotiate(with("{}"), kShop, {}));
}

TEST(Profile, WhatIsHostileIsRefused) {
    for (const std::string bad :
         {"", "[]", "{}", R"({"ucp": []})", R"({"ucp": {"version": "draft"}})",
          R"({"ucp": {"version": "2026-04-08", "services": [1]}})",
          R"({"ucp": {"version": "2026-04-08", "capabilities": 7}})",
          R"({"ucp": {"version": "2026-04-08", "capabilities": {"": [{}]}}})"})
        EXPECT_FALSE(read_profile(bad)) << bad;
    EXPECT_FALSE(read_profile(std::string(100'000, '[')));
    EXPECT_EQ(read_profile(std::string(kMaxProfileBytes + 1, ' ')).error().code,
              ErrorCode::Exhausted);
    std::string many = "{";
    for (std::size_t i = 0; i <= kMaxEntries; ++i)
        many += fmt::format(R"({}"dev.ucp.x{}": [{{"version": "2026-04-08"}}])", i ? "," : "", i);
    EXPECT_EQ(
        read_profile(profile("2026-04-08", rest("https://shop.example"), many + "}")).error().code,
        ErrorCode::Exhausted);
    std::string versions = "[";
    for (std::size_t i = 0; i <= kMaxVersions; ++i) versions += i ? ",{}" : "{}";
    EXPECT_FALSE(
        read_profile(profile("2026-04-08", R"({"dev.ucp.shopping": )" + versions + "]}", "{}")));
    // A ring of extensions that have nobody else.
    EXPECT_FALSE(terms(profile("2026-04-08", rest("https://shop.example"), R"({
        "dev.ucp.a": [{"version": "2026-04-08", "extends": "dev.ucp.b"}],
        "dev.ucp.b": [{"version": "2026-04-08", "extends": "dev.ucp.a"}]})")));
}

TEST(Profile, ExtensionsStandOnWhatIsLeft) {
    const auto met = terms(profile("2026-04-08", rest("https://shop.example"), R"({
        "dev.ucp.shopping.checkout": [{"version": "2026-04-08"}],
        "dev.ucp.shopping.fulfillment": [
          {"version": "2031-01-01", "extends": "dev.ucp.shopping.cart"},
          {"version": "2026-04-08", "extends": "dev.ucp.shopping.checkout"}],
        "dev.ucp.shopping.points": [{"version": "2026-04-08",
          "extends": "dev.ucp.shopping.fulfillment"}],
        "dev.ucp.shopping.discount": [{"version": "2026-04-08",
          "extends": "dev.ucp.shopping.gift"}],
        "dev.ucp.shopping.gift": [{"version": "2026-04-08",
          "extends": "dev.ucp.shopping.discount"}]})"));
    ASSERT_TRUE(met) << met.error().message;
    EXPECT_THAT(met->capabilities,
                ElementsAre("dev.ucp.shopping.checkout", "dev.ucp.shopping.fulfillment",
                            "dev.ucp.shopping.points"))
        << "a ring stands on nothing";
}

// CPU time of this thread, in seconds.
double spent() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Half the names have as many entries as there can be; the others are a chain whose last link
// extends nothing: once it goes all go, one behind the other.
TEST(Profile, TheLargestProfileIsMetAboutAsFastAsItIsRead) {
    const auto name = [](std::size_t i) {
        return fmt::format("dev.ucp.{}{:03}", std::string(kMaxNameBytes - 11, 'x'), i);
    };
    std::string strangers;
    for (std::size_t i = 1; i < kMaxVersions; ++i) strangers += fmt::format(R"("dev.ucp.{}",)", i);
    std::string all = "{";
    for (std::size_t i = 0; i < kMaxEntries; ++i) {
        all += fmt::format(R"({}"{}":[)", i == 0 ? "" : ",", name(i));
        if (i < kMaxEntries / 2)
            for (std::size_t j = 0; j < kMaxVersions; ++j) all += j == 0 ? "{}" : ",{}";
        else
            all += fmt::format(R"({{"version":"2026-04-08","extends":[{}"{}"]}})", strangers,
                               name(i + 1));
        all += "]";
    }
    const auto text = profile("2026-04-08", rest("https://shop.example"), all + "}");
    ASSERT_LE(text.size(), kMaxProfileBytes);
    const auto begun = spent();
    const auto read = read_profile(text);
    const auto reading = spent() - begun;
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(negotiate(*read, kShop, {}));
    const auto meeting = spent() - begun - reading;
    EXPECT_LT(meeting, 3 * reading + 0.01);
}

TEST(Profile, AShopIsAskedOverHttpsAlone) {
    EXPECT_FALSE(shop_address("http://shop.example"));
    EXPECT_TRUE(shop_address("http://127.0.0.1:8182"));
    EXPECT_TRUE(shop_address("https://shop.example"));
    EXPECT_FALSE(shop_address("https://shop.example/?x"));
    EXPECT_FALSE(shop_address("shop.example"));
}

TEST(Amount, HasThePlacesOfItsCurrency) {
    EXPECT_EQ(amount_text(3500, "USD"), "35.00");
    EXPECT_EQ(amount_text(-5, "EUR"), "-0.05");
    EXPECT_EQ(amount_text(3500, "JPY"), "3500");
    EXPECT_EQ(amount_text(3500, "KWD"), "3.500");
    EXPECT_EQ(amount_text(0, "CNY"), "0.00");
}

TEST(Channel, OneKeyIsOneUuid) {
    EXPECT_EQ(uuid_of("a"), uuid_of("a"));
    EXPECT_NE(uuid_of("a"), uuid_of("b"));
    EXPECT_THAT(uuid_of("a"),
                ::testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-"
                                        "[0-9a-f]{12}"));
}

}  // namespace
}  // namespace errand::connectors::ucp
