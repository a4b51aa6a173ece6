#include "server/apps/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/apps/use.hpp"
#include "server/limits.hpp"

namespace errand::server {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

PagePolicy policy_of(std::string_view ui) {
    return read_policy({{"ui", json::parse(ui).value()}});
}

TEST(PagePolicy, OriginsOfAPublicFormAreTaken) {
    const auto origin = [](std::string_view asked) {
        return page_origin(asked, false).value_or("none");
    };
    EXPECT_EQ(origin("https://cdn.example.com"), "https://cdn.example.com");
    EXPECT_EQ(origin("https://*.Example.com:8443"), "https://*.example.com:8443");
    EXPECT_EQ(origin("cdn.example.com"), "https://cdn.example.com");
    EXPECT_EQ(origin("https://cdn.example.com/"), "https://cdn.example.com");
    EXPECT_EQ(origin("https://xn--fiq228c.example"), "https://xn--fiq228c.example");
    EXPECT_EQ(page_origin("wss://live.example.com", true), "wss://live.example.com");
    EXPECT_EQ(origin("wss://live.example.com"), "none");
}

TEST(PagePolicy, NothingElseIs) {
    for (const std::string bad : {"",
                                  "*",
                                  "*.",
                                  "https:",
                                  "https://",
                                  "https://*",
                                  "https://*.com",
                                  "https://*.*.com",
                                  "https://a.*.com",
                                  "http://example.com",
                                  "data:",
                                  "blob:",
                                  "'self'",
                                  "'unsafe-eval'",
                                  "'none'",
                                  "ui://x",
                                  "file:///etc",
                                  "javascript:alert(1)",
                                  "https://localhost",
                                  "https://127.0.0.1",
                                  "https://[::1]",
                                  "https://2130706433",
                                  "https://0x7f.1",
                                  "https://127.0.0.0x1",
                                  "https://192.168.1.1:443",
                                  "https://example.com/path",
                                  "https://example.com//",
                                  "https://example.com?x",
                                  "https://example.com#x",
                                  "https://u:p@example.com",
                                  "https://example.com:*",
                                  "https://example.com:0",
                                  "https://example.com:65536",
                                  "https://example.com:",
                                  "https://example.com:80:80",
                                  "https://example.com script-src *",
                                  "https://example.com;script-src *",
                                  "https://example.com, https://other.com",
                                  "https://example.com\r\nSet-Cookie: a=b",
                                  "https://example.com\n",
                                  "https://exa\tmple.com",
                                  "https://.example.com",
                                  "https://example..com",
                                  "https://example.com.",
                                  "https://-a.example.com",
                                  "https://a-.example.com",
                                  "https://ex_ample.com",
                                  "https://例え.example",
                                  "https://example.com\"",
                                  "https://example.com\\",
                                  "HTTPS://HTTPS://example.com",
                                  "https://*example.com",
                                  "*://example.com"})
        EXPECT_FALSE(page_origin(bad, true)) << bad;
    EXPECT_FALSE(page_origin(std::string("https://exam\0ple.com", 20), true));
    EXPECT_FALSE(page_origin("https://" + std::string(64, 'a') + ".com", true));
    std::string longest = "https://";
    while (longest.size() < kMaxPageOriginBytes) longest += "a.";
    EXPECT_FALSE(page_origin(longest + "com", true));
    EXPECT_FALSE(page_origin(longest.substr(10) + "com", true)) << "with its scheme it is longer";
}

TEST(PagePolicy, APageThatAsksForNothingReachesNothing) {
    for (const auto* nothing : {"{}", "[]", R"({"csp": 7})", R"({"csp": {"connectDomains": "*"}})",
                                R"({"csp": {"connectDomains": {"0": "https://a.example"}}})"}) {
        const auto policy = policy_of(nothing);
        EXPECT_EQ(content_security_policy(policy),
                  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; "
                  "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src "
                  "data: blob:; worker-src blob:; connect-src 'none'; "
                  "frame-src 'none'; base-uri 'none'; object-src 'none'; form-action 'none'; "
                  "frame-ancestors 'self'; sandbox allow-scripts")
            << nothing;
        EXPECT_EQ(permissions_policy(policy),
                  "camera=(), microphone=(), geolocation=(), clipboard-write=()");
    }
}

TEST(PagePolicy, WhatItAsksForIsNamedAndNothingElse) {
    const auto policy = policy_of(R"({
        "csp": {"connectDomains": ["https://api.example.com", "wss://live.example.com", "*"],
                "resourceDomains": ["https://cdn.example.com", "https://cdn.example.com", 7],
                "frameDomains": ["https://video.example.com"],
                "baseUriDomains": ["https://cdn.example.com"]},
        "permissions": {"camera": {}, "microphone": true, "usb": {}}, "prefersBorder": false})");
    EXPECT_EQ(policy.left_out, 4U);
    EXPECT_THAT(policy.permissions, ElementsAre("camera"));
    EXPECT_EQ(policy.prefers_border, false);
    EXPECT_EQ(content_security_policy(policy),
              "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob: "
              "https://cdn.example.com; style-src 'unsafe-inline' https://cdn.example.com; img-src "
              "data: blob: https://cdn.example.com; font-src data: https://cdn.example.com; "
              "media-src data: blob: https://cdn.example.com; worker-src blob:; "
              "connect-src https://api.example.com wss://live.example.com; frame-src "
              "https://video.example.com; base-uri https://cdn.example.com; object-src 'none'; "
              "form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts");
    EXPECT_EQ(permissions_policy(policy), "microphone=(), geolocation=(), clipboard-write=()");
    EXPECT_THAT(content_security_policy(policy), Not(HasSubstr("'self' ")));
}

TEST(PagePolicy, ListsAreBounded) {
    json::array many;
    for (int i = 0; i < 100; ++i)
        many.push_back(json::value("https://a" + std::to_string(i) + ".example"));
    const auto policy = read_policy({{"ui", {{"csp", {{"resourceDomains", many}}}}}});
    EXPECT_EQ(policy.resource.size(), kMaxPageOrigins);
    EXPECT_EQ(policy.left_out, 100 - kMaxPageOrigins);
}

TEST(AppUse, ATicketOpensOnePageOnceForAMinute) {
    AppUse use;
    const AppUse::Now now;
    const auto ticket = use.ticket("me", "/page", now);
    EXPECT_FALSE(use.redeem(ticket, "/other", now));
    EXPECT_FALSE(use.redeem("", "/page", now));
    EXPECT_EQ(use.redeem(ticket, "/page", now + 59s), "me");
    EXPECT_FALSE(use.redeem(ticket, "/page", now + 59s)) << "once";
    const auto late = use.ticket("me", "/page", now);
    EXPECT_FALSE(use.redeem(late, "/page", now + kTicketLifetime));
    const auto first = use.ticket("me", "/page", now);
    for (std::size_t i = 0; i < kMaxTickets; ++i) static_cast<void>(use.ticket("you", "/p", now));
    EXPECT_FALSE(use.redeem(first, "/page", now)) << "there are too many";
}

TEST(AppUse, OneUsersPagesAskSoMuchAndNoMore) {
    AppUse use;
    AppUse::Now now;
    std::vector<AppUse::Pass> held;
    for (std::size_t i = 0; i < kAppAsksAtOnce; ++i) held.push_back(*use.enter("me", now));
    EXPECT_EQ(use.enter("me", now).error().code, ErrorCode::Exhausted);
    EXPECT_TRUE(use.enter("you", now)) << "another user's";
    held.clear();
    for (auto i = kAppAsksAtOnce; i < kAppAsksPerMinute; ++i) ASSERT_TRUE(use.enter("me", now));
    EXPECT_FALSE(use.enter("me", now + 59s));
    EXPECT_TRUE(use.enter("me", now + 60s));
}

}  // namespace
}  // namespace errand::server
