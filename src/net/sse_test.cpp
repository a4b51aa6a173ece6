#include "net/sse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/limits.hpp"

namespace errand::net {
namespace {

using ::testing::ElementsAre;

TEST(WriteEvent, SplitsDataIntoLines) {
    EXPECT_EQ(write_event({.data = "a\nb\r\nc", .name = "n\n", .id = "7"}),
              "id: 7\nevent: n\ndata: a\ndata: b\ndata: c\n\n");
}

TEST(EventParser, ReadsWhatIsWrittenHoweverItIsCut) {
    const Event event{.data = "hello\n世界", .name = "reply", .id = "12"};
    const auto bytes = write_event(event) + write_event({.data = "", .id = "13"});
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        EventParser parser;
        std::vector<Event> all;
        for (std::size_t at = 0; at < bytes.size(); at += size)
            for (auto& one : parser.feed(std::string_view(bytes).substr(at, size)).value())
                all.push_back(std::move(one));
        ASSERT_THAT(all, ElementsAre(event, Event{.data = "", .id = "13"})) << size;
    }
}

TEST(EventParser, KeepsTheRulesOfTheStandard) {
    EventParser parser;
    const auto events = parser.feed(
        "\xEF\xBB\xBF: comment\r\nid: 1\rdata:x\rdata: y\r\rid\ndata\n\n"
        "event: lost\n\nretry: 30\n\nretry: 3x\n\ndata: cut");
    ASSERT_TRUE(events);
    EXPECT_THAT(*events, ElementsAre(Event{.data = "x\ny", .id = "1"}, Event{.data = ""}));
    EXPECT_EQ(parser.last_id(), "");
    EXPECT_EQ(parser.retry(), std::chrono::milliseconds(30));
}

TEST(EventParser, AByteOrderMarkMayComeInPieces) {
    EventParser parser;
    for (const auto* piece : {"\xEF", "\xBB\xBF", "data: a\n"}) ASSERT_TRUE(parser.feed(piece));
    EXPECT_THAT(*parser.feed("\n"), ElementsAre(Event{.data = "a"}));
}

TEST(EventParser, AnIdCountsOnlyOnceItsBlockIsWhole) {
    EventParser parser;
    ASSERT_TRUE(parser.feed("id: 1\ndata: a\n\nid: 2\ndata: b\n"));
    EXPECT_EQ(parser.last_id(), "1");
}

TEST(EventParser, RefusesAnEventWithoutEnd) {
    EventParser parser;
    const std::string line = "data: " + std::string(std::size_t{64} * 1024, 'x') + "\n";
    Result<std::vector<Event>> fed;
    for (std::size_t sent = 0; fed && sent <= kMaxEventBytes + line.size(); sent += line.size())
        fed = parser.feed(line);
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error().code, ErrorCode::Corrupt);
    EventParser wider(2 * kMaxEventBytes);
    EXPECT_TRUE(wider.feed("data: " + std::string(kMaxEventBytes + 1, 'x') + "\n\n"));
}

}  // namespace
}  // namespace errand::net
