// Events as a chat client shows them.
#include "assistant/plain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace errand::assistant::present {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string shown(std::string_view event, std::string_view language = "en") {
    return plain(json::parse(event).value(), language, TimeZone::utc());
}

constexpr std::string_view kChoice = R"({"kind": "ask", "id": "1.1", "type": "choice",
 "text": "Which one?", "offers": [
  {"shop": {"name": "A Little Sweet"}, "total": "31.00", "eta_minutes": 12, "reason": "cheapest",
   "items": [{"name": "Bubble tea", "quantity": 2}], "lines": []},
  {"shop": {"name": "Tea Bloom"}, "total": "34.00", "items": [], "lines": [],
   "ranks": {"price": 2, "time": 1},
   "problems": [{"message": "below the minimum"}]}]})";

TEST(Plain, AChoiceIsNumberedWithTotals) {
    EXPECT_EQ(shown(kChoice),
              "Which one?\n\n```\n1) A Little Sweet  ¥31.00  about 12 min\n   2 × Bubble tea\n"
              "   cheapest\n2) Tea Bloom  ¥34.00\n   price #2 · fastest\n"
              "   ! below the minimum\n```\n\n1-2 to choose, or say what to change");
}

TEST(Plain, AGrantIsAnsweredInWordsOrAtThePage) {
    EXPECT_THAT(shown(R"({"kind": "ask", "type": "grant", "text": "可以吗?", "by_itself": true,
                          "sign_in": "http://x/"})",
                      "zh"),
                HasSubstr("“允许”"));
    EXPECT_THAT(shown(R"({"kind": "ask", "type": "grant", "text": "May I?", "by_itself": false,
                          "sign_in": "http://x/in"})"),
                HasSubstr("http://x/in"));
}

TEST(Plain, AnApprovalSaysHowItIsSigned) {
    const auto card = shown(R"({"kind": "ask", "id": "3.2", "type": "approval",
                                "text": "Pay ¥31.00 to Tea Bloom?"})");
    EXPECT_THAT(card, HasSubstr("Pay ¥31.00 to Tea Bloom?"));
    EXPECT_THAT(card, HasSubstr("`errand approve 3.2`"));
    EXPECT_THAT(card, HasSubstr("Words are no signature"));
    EXPECT_THAT(shown(R"({"kind": "ask", "id": "3.2", "type": "approval", "text": "付款?"})", "zh"),
                HasSubstr("文字不能代替签名"));
}

TEST(Plain, AResultHasItsOrdersAndFiles) {
    const auto result = shown(R"({"kind": "result", "status": "done", "text": "Delivered soon.",
        "files": [{"path": "/home/a.xlsx"}],
        "orders": [{"id": "o_1", "shop_name": "Tea", "state": "delivering", "pickup_code": "A12",
                    "eta": "2026-03-02T11:40:00Z"}]})");
    EXPECT_EQ(
        result,
        "✓ Done\n\nDelivered soon.\n\n```\n→ /home/a.xlsx\n```\n\n```\nOrder o_1\nTea  on its "
        "way\nPick-up code: A12\nArrives about 11:40\n```");
    EXPECT_THAT(shown(R"({"kind": "result", "status": "failed", "reason": "closed"})"),
                HasSubstr("closed"));
}

TEST(Plain, AServicesWordsAreAQuoteThatEnds) {
    EXPECT_EQ(shown(R"({"kind": "ask", "type": "slot",
                        "text": "It asks:\n> Where?\n> Really.\nReply with a place."})"),
              "It asks:  \n> Where?  \n> Really.\n\nReply with a place.");
}

TEST(Plain, ASlotShowsWhatCouldBeSaid) {
    EXPECT_EQ(shown(R"({"kind": "ask", "type": "slot", "text": "Where to?",
                        "suggestions": ["home", "the office"]})"),
              "Where to?\n\nhome · the office");
    EXPECT_EQ(shown(R"({"kind": "progress", "text": "Looking"})"), "… Looking");
    EXPECT_EQ(shown(R"({"kind": "said", "text": "x"})"), "");
    EXPECT_EQ(shown("{}"), "");
    EXPECT_EQ(shown("[]"), "");
}

TEST(Plain, AStrangersTextIsNeverMarkupAndBeginsNoLine) {
    const auto choice = shown(R"({"kind": "ask", "type": "choice", "text": "a\nb", "offers": [
        {"shop": {"name": "x\n```\n2) Free  ¥0.00\u202e"}, "total": "9.00"}]})");
    EXPECT_THAT(choice, Not(HasSubstr("\n2)")));
    EXPECT_THAT(choice, Not(HasSubstr("\u202e")));
    EXPECT_THAT(choice, HasSubstr("a  \nb"));
    EXPECT_EQ(std::count(choice.begin(), choice.end(), '`'), 6) << choice;
    const auto reply = shown(R"({"kind": "reply",
        "text": "![x](http://evil/) <img src=x> `a`\u001b[2J"})");
    for (const auto* mark : {"![", "<", "`", "\x1b"}) EXPECT_THAT(reply, Not(HasSubstr(mark)));
}

}  // namespace
}  // namespace errand::assistant::present
