#include "net/url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace errand::net {
namespace {

TEST(ParseUrl, TakesItApart) {
    const auto url = parse_url("HTTPS://Example.COM:8443/a%20b?x=1#part");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->scheme, "https");
    EXPECT_EQ(url->host, "example.com");
    EXPECT_EQ(url->port, 8443);
    EXPECT_EQ(url->target(), "/a%20b?x=1");
    EXPECT_EQ(url->text(), "https://example.com:8443/a%20b?x=1");
}

TEST(ParseUrl, KnowsThePortsAndIpv6) {
    EXPECT_EQ(parse_url("https://a.b")->port, 443);
    EXPECT_EQ(parse_url("http://a.b:80/x")->text(), "http://a.b/x");
    const auto url = parse_url("http://[::1]:8080");
    ASSERT_TRUE(url);
    EXPECT_EQ(url->host, "::1");
    EXPECT_EQ(url->text(), "http://[::1]:8080/");
}

TEST(ParseUrl, RefusesWhatItShould) {
    for (const auto* text :
         {"", "a.b", "/x", "ftp://a.b/", "http://", "http://me:secret@a.b/", "http://a.b:0/",
          "http://a.b:99999/", "http://a b/", "http://a%3Ab/", "http://a%2Fb/", "http://a%40b/",
          "http://[v1.x]/", "http://a.b:c:/", "http://a.b/\r\nX: y", "file:///etc/passwd"}) {
        const auto url = parse_url(text);
        ASSERT_FALSE(url) << text;
        EXPECT_EQ(url.error().code, ErrorCode::Invalid);
    }
}

TEST(ResolveUrl, FollowsTheStandard) {
    const auto base = parse_url("http://a.b/c/d?x=1").value();
    EXPECT_EQ(resolve_url(base, "../e")->text(), "http://a.b/e");
    EXPECT_EQ(resolve_url(base, "/e?y=2")->text(), "http://a.b/e?y=2");
    EXPECT_EQ(resolve_url(base, "https://z.y/")->text(), "https://z.y/");
}

TEST(IsLoopbackHost, KnowsItsNames) {
    EXPECT_TRUE(is_loopback_host("127.0.0.1"));
    EXPECT_TRUE(is_loopback_host("localhost"));
    EXPECT_TRUE(is_loopback_host("::1"));
    EXPECT_FALSE(is_loopback_host("127.0.0.1.evil.example"));
    EXPECT_FALSE(is_loopback_host("localhost.evil.example"));
}

TEST(IsPublicName, KnowsWhatIsInTheDnsForAll) {
    for (const auto* name : {"a.example", "xn--fiqs8s.example", "a-b.c2.example", "1.example"})
        EXPECT_TRUE(is_public_name(name)) << name;
    for (const auto* name :
         {"",          "localhost",   "printer",    "a.localhost", "x.local",    "y.lan",
          "nas.home",  "a.internal",  "127.0.0.1",  "2130706433",  "127.1",      "1.0x1",
          "::1",       "a.example.",  ".example",   "a..example",  "-a.example", "a_b.example",
          "A.example", "a.example;b", "a.example b"})
        EXPECT_FALSE(is_public_name(name)) << name;
}

TEST(Form, ComesBackAsItWasWritten) {
    const auto text = write_form({{"a b", "1&2"}, {"姓名", "陈=静"}, {"empty", ""}});
    const auto form = parse_form(text);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->at("a b"), "1&2");
    EXPECT_EQ(form->at("姓名"), "陈=静");
    EXPECT_EQ(form->at("empty"), "");
    EXPECT_EQ(parse_form("x=a+b&&y")->at("x"), "a b");
    EXPECT_FALSE(parse_form("x=%zz"));
}

}  // namespace
}  // namespace errand::net
