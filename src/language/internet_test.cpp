#include "language/internet.hpp"

#include <gtest/gtest.h>

#include "language/limits.hpp"
#include "language/quotes.hpp"

namespace errand::language {
namespace {

template <class T>
std::string values(const std::vector<T>& all) {
    std::string joined;
    for (const auto& one : all) joined += (joined.empty() ? "" : "|") + one.value;
    return joined;
}
std::string ips(std::string_view text) {
    return values(find_ip_addresses(text));
}
std::string urls(std::string_view text) {
    return values(find_urls(text));
}
std::string emails(std::string_view text) {
    return values(find_emails(text));
}
std::string guids(std::string_view text) {
    return values(find_guids(text));
}

TEST(IpAddress, IsReadInBothVersions) {
    EXPECT_EQ(ips("ping 192.168.0.1 and 010.000.00.07/24"), "192.168.0.1|10.0.0.7");
    EXPECT_EQ(ips("网关是10.1.1.254,掩码255.255.255.0"), "10.1.1.254|255.255.255.0");
    EXPECT_EQ(ips("2001:0db8::00ff:1."), "2001:db8::ff:1");
    EXPECT_EQ(ips("地址::1和fe80::1"), "::1|fe80::1");
    EXPECT_EQ(ips("1:2:3:4:5:6:7:8"), "1:2:3:4:5:6:7:8");
    EXPECT_EQ(ips("::ffff:10.0.0.1 ip:10.0.0.2"), "::ffff:10.0.0.1|10.0.0.2");
    EXPECT_TRUE(find_ip_addresses("::1").at(0).v6);
    const auto found = find_ip_addresses("网关是10.1.1.254");
    EXPECT_EQ(found.at(0).place, (Place{9, 19}));
}

TEST(IpAddress, IsNotWhatOnlyLooksLikeOne) {
    for (const std::string_view text :
         {"256.1.1.1", "1.2.3", "1.2.3.4.5", "v1.2.3.4", "12:30", "1:2:3:4:5:6:7", "1::2::3",
          "std::x", "note:", ":", "a: :", "12345::1", "1:2:3:4:5:6:7:8:9"})
        EXPECT_EQ(ips(text), "") << text;
}

TEST(Url, IsReadWithAndWithoutItsProtocol) {
    EXPECT_EQ(urls("see https://Example.org/A?b=c#d, please"), "https://Example.org/A?b=c#d");
    EXPECT_EQ(urls("官网是shop.example.cn。"), "shop.example.cn");
    EXPECT_EQ(urls("在https://map.example.com/路线看"), "https://map.example.com/");
    EXPECT_EQ(urls("(example.com) \"a-b.example.io:8080/x\""), "example.com|a-b.example.io:8080/x");
    EXPECT_EQ(urls("http://localhost:3000/#/a http://10.0.0.1/"),
              "http://localhost:3000/#/a|http://10.0.0.1/");
    EXPECT_EQ(urls("https://en.wikipedia.org/wiki/C_(language)."),
              "https://en.wikipedia.org/wiki/C_(language)");
    EXPECT_EQ(urls("go to example.com!"), "example.com");
}

TEST(Url, IsNotWhatOnlyLooksLikeOne) {
    for (const std::string_view text :
         {"me@example.com", "photo.png", "8.am", "11.pm", "10.0.0.1", "https://", "http://x",
          "gopher://example.com", "wait..", "...", "end.Next", "https://example.xxx/", "a..com"})
        EXPECT_EQ(urls(text), "") << text;
}

TEST(Email, IsReadInSmallLetters) {
    EXPECT_EQ(emails("write to Jo.Doe+tag@Mail.Example.COM."), "jo.doe+tag@mail.example.com");
    EXPECT_EQ(emails("邮箱zhang_san@example.cn,谢谢"), "zhang_san@example.cn");
    EXPECT_EQ(emails("<a@example.com>;b@example.org"), "a@example.com|b@example.org");
    for (const std::string_view text :
         {"a@b", "@b.com", "a@10.0.0.1", "a@under_score.com", "a@", "a@@b", "a@.com"})
        EXPECT_EQ(emails(text), "") << text;
}

TEST(Tags, AreMentionsAndTopics) {
    EXPECT_EQ(values(find_mentions("Hi @Ann_1, and hello@Bob! c@example.com")), "@ann_1|@bob");
    EXPECT_EQ(values(find_hashtags("#Milk_Tea and #42, a#b, ## #")), "#milk_tea|#42");
    EXPECT_EQ(values(find_hashtags("#奶茶 #外卖#")), "#奶茶|#外卖");
}

TEST(Guid, IsReadWithWhatBoundsIt) {
    EXPECT_EQ(guids("id 0F8FAD5B-D9CB-469F-A165-70867728950E."),
              "0f8fad5b-d9cb-469f-a165-70867728950e");
    EXPECT_EQ(guids("{0f8fad5bd9cb469fa16570867728950e}"), "{0f8fad5bd9cb469fa16570867728950e}");
    EXPECT_EQ(guids("urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e"),
              "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e");
    EXPECT_TRUE(find_guids("{0f8fad5bd9cb469fa16570867728950e}").at(0).bounded);
    EXPECT_FALSE(find_guids("{0f8fad5bd9cb469fa16570867728950e}").at(0).dashed);
    EXPECT_EQ(guids("编号0f8fad5b-d9cb-469f-a165-70867728950e"),
              "0f8fad5b-d9cb-469f-a165-70867728950e");
    for (const std::string_view text :
         {"0f8fad5b-d9cb-469f-a165-70867728950", "g0f8fad5bd9cb469fa16570867728950e",
          "0f8fad5bd9cb469fa16570867728950e1", "0f8fad5b-d9cb469f-a165-7086-7728950e"})
        EXPECT_EQ(guids(text), "") << text;
}

std::string quoted(std::string_view text) {
    std::string all;
    for (const auto& one : find_quoted(text)) all += "[" + one.inside + "]";
    return all;
}

TEST(Quoted, IsWhatStandsBetweenMarks) {
    EXPECT_EQ(quoted("say \"hi there\" and 'go' or `x`"), "[hi there][go][x]");
    EXPECT_EQ(quoted("他说“不用”,又说『好』和「行」"), "[不用][好][行]");
    EXPECT_EQ(quoted("it's Jo's \"cat\""), "[cat]");
    EXPECT_EQ(quoted("‘it’s fine’"), "[it’s fine]");
    EXPECT_EQ(quoted("“outer ‘inner’ rest”"), "[outer ‘inner’ rest]");
    EXPECT_TRUE(find_quoted("看《流浪地球》").at(0).title);
    for (const std::string_view text : {"\"open", "\"\"", "don't", "5' tall", "”a“"})
        EXPECT_EQ(quoted(text), "") << text;
}

TEST(Internet, IsBoundedByAnyInput) {
    for (const std::string_view part :
         {"a@", "::", "http://", "a.", "{0", "@a", "\"", "“", "1.1.", "/("}) {
        std::string all;
        while (all.size() < 2 * kMaxSentenceBytes) all += part;
        for (const auto& url : find_urls(all)) EXPECT_LE(url.place.end, kMaxSentenceBytes);
        for (const auto& ip : find_ip_addresses(all)) EXPECT_LE(ip.place.end, kMaxSentenceBytes);
        EXPECT_LE(find_emails(all).size() + find_mentions(all).size() + find_hashtags(all).size() +
                      find_guids(all).size() + find_quoted(all).size(),
                  kMaxSentenceBytes);
    }
}

}  // namespace
}  // namespace errand::language
