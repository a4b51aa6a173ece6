// The pure parts of the command line: text, tables, cards, settings, typed lines, listings.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/cards.hpp"
#include "app/chat.hpp"
#include "app/exit_code.hpp"
#include "app/listing.hpp"
#include "app/program.hpp"
#include "app/settings.hpp"
#include "app/text.hpp"

namespace errand::app {
namespace {

Style style(std::string language, std::size_t columns = 100) {
    Style made;
    made.language = std::move(language);
    made.columns = columns;
    return made;
}

bool holds(const Lines& lines, std::string_view text) {
    return std::ranges::any_of(
        lines, [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

constexpr std::string_view kChoice = R"({"kind": "ask", "id": "1.1", "type": "choice",
 "text": "选哪一个?", "offers": [
  {"index": 1, "shop": {"id": "s1", "name": {"zh": "一点点甜", "en": "A Little Sweet"}},
   "items": [{"id": "i1", "name": {"zh": "珍珠奶茶", "en": "Bubble Milk Tea"}, "quantity": 2,
              "options": {"ice": "less"}}],
   "lines": [{"kind": "items", "label": {"zh": "商品", "en": "Items"}, "amount": "36.00"},
             {"kind": "shop_coupon", "label": {"zh": "店铺券", "en": "Coupon"}, "amount": "-5.00"}],
   "total": "31.00", "eta_minutes": 12, "reason": "最便宜"},
  {"index": 2, "shop": {"id": "s2", "name": "Tea Bloom"}, "items": [], "lines": [],
   "total": "34.00", "eta_minutes": 18, "ranks": {"price": 2, "time": 1}}]})";

TEST(Cards, AnApprovalOfWhatAModelBeganSaysSo) {
    const auto ask = *json::parse(R"({"kind": "ask", "type": "approval", "approval": {},
        "asked_by_model": "two teas\nto the office",
        "text": "(A model asks for this; it said: “two teas to the office”)\nPay this?"})");
    const auto card = render(ask, style("en"), TimeZone::utc());
    EXPECT_TRUE(holds(card, "A model asks for this; it said: “two teas"));
    EXPECT_TRUE(holds(render(ask, style("zh"), TimeZone::utc()), "这件事是模型要办的"));
    EXPECT_FALSE(holds(card, "\n")) << "it begins no line of its own";
    auto steered = ask;
    steered.as_object().erase("asked_by_model");
    steered.as_object()["steered_by_model"] = "make it\nthree";
    EXPECT_TRUE(holds(render(steered, style("en"), TimeZone::utc()), "its last words: “make it"));
    EXPECT_TRUE(holds(render(steered, style("zh"), TimeZone::utc()), "这件事有模型参与"));
}

TEST(Text, WidthCountsColumns) {
    EXPECT_EQ(width("abc"), 3U);
    EXPECT_EQ(width("奶茶"), 4U);
    EXPECT_EQ(width("e\xCC\x81"), 1U);  // e and a combining accent
    EXPECT_EQ(width("¥5"), 2U);
    EXPECT_EQ(width("\xFF"), 1U);
    EXPECT_EQ(pad("奶茶", 6), "奶茶  ");
    EXPECT_EQ(pad_left("12", 4), "  12");
}

TEST(Text, WrapsAtSpacesAndBetweenWideCharacters) {
    EXPECT_EQ(wrap("one two three", 8), (Lines{"one two", "three"}));
    EXPECT_EQ(wrap("一二三四五", 6), (Lines{"一二三", "四五"}));
    EXPECT_EQ(wrap("a\nb", 10), (Lines{"a", "b"}));
    EXPECT_EQ(wrap("", 10), (Lines{""}));
    for (const auto& line : wrap("说 a long sentence 里面有中文 and words", 11))
        EXPECT_LE(width(line), 11U) << line;
}

// A service's words are marked in each row, however narrow the terminal is.
TEST(Text, AMarkIsRepeatedInEachRow) {
    EXPECT_EQ(wrap("a\n> one two three\nb", 10), (Lines{"a", "> one two", "> three", "b"}));
    for (const std::size_t columns : {20U, 33U, 61U}) {
        for (const auto& line :
             wrap("> " + std::string(60, 'x') + "\n> 说话 " + std::string(60, 'y'), columns)) {
            EXPECT_TRUE(line.starts_with("> ")) << line;
            EXPECT_LE(width(line), columns) << line;
        }
    }
}

TEST(Cards, WhoseWordsTheyAreStandsInEachRow) {
    const json::value working = json::object{
        {"kind", "working"}, {"service", "desk"}, {"text", std::string(30, 'x') + " reply yes"}};
    const json::value progress = json::object{
        {"kind", "progress"}, {"text", "it says:\n> " + std::string(60, 'x') + " reply yes"}};
    for (const std::size_t columns : {24U, 40U, 62U}) {
        for (const auto& line : render(working, style("en", columns), TimeZone::utc())) {
            EXPECT_TRUE(line.starts_with("… desk> ")) << line;
            EXPECT_LE(width(line), columns) << line;
        }
        const auto lines = render(progress, style("en", columns), TimeZone::utc());
        EXPECT_EQ(lines.front(), "… it says:");
        for (std::size_t i = 1; i < lines.size(); ++i) {
            EXPECT_TRUE(lines[i].starts_with("… > ")) << lines[i];
            EXPECT_LE(width(lines[i]), columns) << lines[i];
        }
    }
    const json::value named = json::object{
        {"kind", "working"}, {"service", std::string(50, 's')}, {"text", "so far so good"}};
    for (const auto& line : render(named, style("en", 24), TimeZone::utc()))
        EXPECT_LE(width(line), 24U) << line;
}

TEST(Text, AStrangersTextCannotMoveTheCursorOrTurnText) {
    EXPECT_EQ(printable("a\x1b[2Jb"), "a\xEF\xBF\xBD[2Jb");
    EXPECT_EQ(printable("a\xE2\x80\xAE"), "a\xEF\xBF\xBD");
    EXPECT_EQ(printable("好\n"), "好\n");
    EXPECT_EQ(printable("\xFF"), "\xEF\xBF\xBD");
}

TEST(Table, BlocksStandBesideEachOtherAlignedByPart) {
    const std::vector<std::vector<Lines>> blocks{{{"1) 茶"}, {"a", "b"}, {"总计"}},
                                                 {{"2) tea"}, {"c"}, {"sum"}}};
    const auto lines = side_by_side(blocks, 10, style("zh", 40));
    EXPECT_EQ(lines, (Lines{"1) 茶        2) tea", "a            c", "b", "总计         sum"}));
    EXPECT_EQ(side_by_side(blocks, 10, style("zh", 12)).size(), 8U);
}

TEST(Table, BoxesKeepTheirEdgesInOneColumn) {
    const auto lines = box("付款 pay", {"珍珠奶茶 x2", "short"}, style("zh"));
    for (const auto& line : lines) EXPECT_EQ(width(line), width(lines.front())) << line;
    const auto narrow = box("t", {std::string(200, 'x')}, style("en", 30));
    for (const auto& line : narrow) EXPECT_LE(width(line), 30U);
}

TEST(Cards, OffersShowEveryLineOfThePrice) {
    const auto lines = render(*json::parse(kChoice), style("zh"), TimeZone::utc());
    for (const auto* text : {"1) 一点点甜", "2) Tea Bloom", "珍珠奶茶 ×2(少冰)", "¥36.00", "-¥5.00",
                             "¥31.00", "约 12 分钟", "最便宜", "最快"})
        EXPECT_TRUE(holds(lines, text)) << text << "\n" << join(lines);
    EXPECT_FALSE(holds(lines, "\x1b"));
    EXPECT_TRUE(holds(render(*json::parse(kChoice), style("en"), TimeZone::utc()),
                      "Bubble Milk Tea (less ice)"));
}

TEST(Cards, ResultsShowThePickupCodeAndTheTime) {
    const auto event = *json::parse(R"({"kind": "result", "status": "done", "text": "好了",
        "orders": [{"id": "o1", "shop_name": "茶", "state": "accepted", "total": "31.00",
                    "pickup_code": "A17", "eta": "2026-03-02T04:10:00Z"}]})");
    const auto lines = render(event, style("zh"), *TimeZone::find("Asia/Shanghai"));
    EXPECT_TRUE(holds(lines, "A17"));
    EXPECT_TRUE(holds(lines, "12:10"));
}

TEST(Cards, ColoursOnlyWhereAskedFor) {
    auto with = style("en");
    with.colour = true;
    const auto event = *json::parse(R"({"kind": "progress", "text": "looking"})");
    EXPECT_TRUE(holds(render(event, with, TimeZone::utc()), "\x1b["));
    EXPECT_FALSE(holds(render(event, style("en"), TimeZone::utc()), "\x1b["));
}

TEST(Cards, AnApprovalThatContradictsItselfIsNotShownAsOne) {
    const auto ask = *json::parse(
        R"({"kind": "ask", "type": "approval", "text": "pay", "approval": {"id": "x"}})");
    EXPECT_TRUE(holds(render(ask, style("en"), TimeZone::utc()), "missing field"));
}

TEST(Chat, WhatALineMeansDependsOnWhatIsAsked) {
    const auto choice = *json::parse(kChoice);
    const auto approval = *json::parse(R"({"type": "approval", "id": "1.2"})");
    EXPECT_EQ(read_line(" 2 ", choice).choice, 2U);
    EXPECT_EQ(read_line("2", nullptr).kind, Typed::Kind::Say);
    EXPECT_EQ(read_line("两杯", choice).kind, Typed::Kind::Say);
    EXPECT_EQ(read_line("y", approval).kind, Typed::Kind::Yes);
    EXPECT_EQ(read_line("不要", approval).kind, Typed::Kind::No);
    EXPECT_EQ(read_line("不要珍珠", approval).kind, Typed::Kind::Say);
    EXPECT_EQ(read_line("y", choice).kind, Typed::Kind::Say);
    EXPECT_EQ(read_line("", approval).kind, Typed::Kind::Nothing);
    EXPECT_EQ(read_line("/quit", nullptr).kind, Typed::Kind::Leave);
}

TEST(Settings, EveryMistakeIsNamed) {
    const auto message = [](std::string_view text) {
        const auto settings = parse_settings(text, "errand.toml");
        return settings ? std::string{} : settings.error().message;
    };
    EXPECT_EQ(message(""), "");
    EXPECT_EQ(message("port = 7000\n[[service]]\nname = \"food\"\nurl = \"https://a.example/mcp\""),
              "");
    EXPECT_EQ(message("colour = 1"), "errand.toml:1: unknown setting 'colour'");
    EXPECT_EQ(message("\nport = 70000"), "errand.toml:2: 'port' must be a number from 0 to 65535");
    EXPECT_NE(message("[[service]]\nname = \"a\""), "");
    EXPECT_NE(message("[[service]]\nname = \"a\"\nurl = \"ftp://a\""), "");
    EXPECT_NE(message("time_zone = \"Mars/Base\""), "");
    EXPECT_NE(message("port = "), "");
    const std::string twice = "[[service]]\nname = \"a\"\nurl = \"http://a/\"\n";
    EXPECT_NE(message(twice + twice), "");
}

TEST(Language, FollowsTheSentence) {
    EXPECT_EQ(language_of_text("两杯 latte"), "zh");
    EXPECT_EQ(language_of_text("two lattes"), "en");
    EXPECT_EQ(language_of_text("12"), "");
}

TEST(ExitCodes, AreTheOnesOfTheTable) {
    EXPECT_EQ(exit_code(ErrorCode::Invalid), 2);
    EXPECT_EQ(exit_code(ErrorCode::Unavailable), 8);
    EXPECT_EQ(exit_code_of_status("done"), 0);
    EXPECT_EQ(exit_code_of_status("waiting"), 20);
    EXPECT_EQ(exit_code_of_status("failed"), 23);
}

TEST(Listing, ErrandsAndJournals) {
    const auto errands = *json::parse(R"({"errands": [{"number": 3, "skill": "food",
        "status": "done", "updated": "2026-03-02T03:40:00Z", "view": {"title": "奶茶"}}]})");
    const auto lines = errand_lines(errands, style("en"), *TimeZone::find("Asia/Shanghai"));
    EXPECT_TRUE(holds(lines, "03-02 11:40:00"));
    EXPECT_TRUE(holds(lines, "奶茶"));
    const auto one = *json::parse(R"({"number": 3, "skill": "food", "status": "done", "records": [
        {"append": 1, "type": "intent", "step": "0", "name": "food.search", "kind": "read",
         "data": {"text": "tea"}}]})");
    EXPECT_TRUE(holds(journal_lines(one, style("en")), "food.search"));
}

}  // namespace
}  // namespace errand::app
