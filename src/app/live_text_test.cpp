// A model's words on a terminal: as they come, once, and harmless.
#include <gmock/gmock.h>

#include "app/cards.hpp"
#include "app/live_text.hpp"
#include "app/text.hpp"

namespace errand::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

json::value partial(std::size_t offset, std::string text, int attempt = 1, int errand = 1,
                    int turn = 1) {
    return json::object{{"kind", "partial"},  {"errand", errand}, {"turn", turn},
                        {"attempt", attempt}, {"offset", offset}, {"text", std::move(text)}};
}

json::value superseded(int attempt = 1) {
    return json::object{{"kind", "superseded"}, {"errand", 1}, {"turn", 1}, {"attempt", attempt}};
}

json::value result(std::string text, int attempt = 1, int errand = 1) {
    return json::object{{"kind", "result"},      {"seq", 9},       {"status", "done"},
                        {"errand", errand},      {"turn", 1},      {"attempt", attempt},
                        {"text", text},          {"reason", text}, {"orders", json::array{}},
                        {"files", json::array{}}};
}

class LiveTextTest : public ::testing::Test {
  protected:
    // The terminal's own part and what is printed of events, together.
    void take(const json::value& event) {
        for (const auto& one : live.take(event)) print(one);
    }
    void print(const json::value& event) {
        const auto lines = render(event, style, TimeZone::utc());
        if (!lines.empty()) screen += join(lines);
    }
    static Style of(std::size_t columns) {
        Style made;
        made.columns = columns;
        return made;
    }
    Style style = of(20);
    std::string screen;
    LiveText live{style, "", [this](std::string_view text) { screen += text; }};
};

TEST(FlowingText, BreaksAtSpacesAndBetweenWideCharactersHoweverItComes) {
    for (const std::string_view text :
         {"one two three four five six", "说 a long sentence 里面有中文 and words",
          "一二三四五六七八九十", "averyveryverylongwordthatfitsnowhere", "a\n\nb  c"}) {
        FlowingText whole(11);
        const auto expected = whole.add(text) + whole.end();
        for (std::string_view rest = expected; !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            EXPECT_LE(width(line), 11U) << line;
            rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        }
        FlowingText pieces(11);
        std::string made;
        for (std::string_view rest = text; !rest.empty();) made += pieces.add(take_character(rest));
        made += pieces.end();
        EXPECT_EQ(made, expected);
    }
}

TEST_F(LiveTextTest, WordsStandThereAsTheyComeAndOnce) {
    live.allow(true);
    take(partial(0, "It is "));
    take(partial(6, "four "));
    EXPECT_EQ(screen, "It is four");
    take(result("It is four or five."));
    EXPECT_EQ(screen, "It is four or five.\n");
    take(partial(0, "It is"));
    EXPECT_EQ(screen, "It is four or five.\n") << "what comes behind its record is nothing";
}

TEST_F(LiveTextTest, WordsThatDoNotCountAreMarkedAndTheRecordStandsWhole) {
    live.allow(true);
    take(partial(0, "It is 5 "));
    take(superseded());
    EXPECT_THAT(screen, HasSubstr("It is 5\n✗"));
    take(partial(0, "", 2));
    take(partial(0, "It is 4 ", 2));
    take(result("It is 4.", 2));
    EXPECT_THAT(screen, HasSubstr("count.\nIt is 4.\n"));
}

TEST_F(LiveTextTest, ALaterAttemptStrikesTheEarlierByItself) {
    live.allow(true);
    take(partial(0, "It is 5 "));
    take(partial(0, "", 4));
    EXPECT_THAT(screen, HasSubstr("✗"));
}

TEST_F(LiveTextTest, ARecordThatIsAnotherTextIsPrintedWhole) {
    live.allow(true);
    take(partial(0, "It is 5 "));
    take(result("Seven."));
    EXPECT_THAT(screen, HasSubstr("✗"));
    EXPECT_THAT(screen, HasSubstr("\nSeven.\n"));
}

TEST_F(LiveTextTest, WhatIsRecordedOfSomethingElseWaits) {
    live.allow(true);
    take(partial(0, "It is "));
    take(result("Tea is here.", 1, 2));
    EXPECT_THAT(screen, Not(HasSubstr("Tea")));
    take(result("It is four."));
    EXPECT_EQ(screen, "It is four.\nTea is here.\n");
}

TEST_F(LiveTextTest, WhereTheLineIsSomebodyElsesTheRecordAloneIsPrinted) {
    take(partial(0, "It is "));
    EXPECT_EQ(screen, "");
    take(result("It is four."));
    EXPECT_EQ(screen, "It is four.\n");
}

TEST_F(LiveTextTest, ASnapshotAfterAReconnectionAddsWhatIsNew) {
    live.allow(true);
    take(partial(0, "It is "));
    take(partial(0, "It is four "));
    take(partial(99, "lost"));
    take(result("It is four or five."));
    EXPECT_EQ(screen, "It is four or five.\n");
}

TEST_F(LiveTextTest, NoWordPaintsTheTerminal) {
    live.allow(true);
    take(partial(0, "a\x1b[2J\x07\r "));
    take(partial(8,
                 "\xE2\x80\xAE"
                 "b "));
    live.allow(false);
    for (const char c : {'\x1b', '\x07', '\r'}) EXPECT_EQ(screen.find(c), std::string::npos);
    EXPECT_EQ(screen.find("\xE2\x80\xAE"), std::string::npos);
}

}  // namespace
}  // namespace errand::app
