#include "eval/report.hpp"

#include <gtest/gtest.h>

#include "eval/draft_match.hpp"
#include "eval/files.hpp"

namespace errand::eval {
namespace {

Outcome outcome(std::string id, std::vector<std::string> wrong, int own_ms) {
    Outcome made;
    made.id = std::move(id);
    made.wrong = std::move(wrong);
    made.errands = 1;
    made.asks = 2;
    made.took = std::chrono::milliseconds(400);
    made.own = std::chrono::milliseconds(own_ms);
    return made;
}

TEST(Report, CountsWhatWasDelivered) {
    const std::vector<Verdict> verdicts{
        {"a", {outcome("a", {}, 10), outcome("a", {}, 12)}},
        {"b", {outcome("b", {"status is failed, not done"}, 30), outcome("b", {}, 14)}}};
    const auto summary = summarize(verdicts);
    EXPECT_EQ(summary.delivered, 1U);
    EXPECT_EQ(summary.scenarios, 2U);
    EXPECT_EQ(summary.asks, 8U);
    EXPECT_DOUBLE_EQ(summary.pass_power, 0.5);
    EXPECT_DOUBLE_EQ(summary.own_median_ms, 12);
    EXPECT_DOUBLE_EQ(summary.own_p99_ms, 30);
    EXPECT_NE(line(verdicts[0]).find("pass (2 of 2)"), std::string::npos);
    EXPECT_NE(line(verdicts[1]).find("FAIL (1 of 2)  status is failed"), std::string::npos);
    EXPECT_NE(text(summary, 2).find("delivered 1 of 2\npass^2 50.0 %"), std::string::npos);
    const auto json = to_json(verdicts, 2);
    EXPECT_EQ(json.at("delivered").as_uint64(), 1U);
    EXPECT_FALSE(json.at("scenarios").at(1).at("passed").as_bool());
}

TEST(Report, PercentilesAreNearestRank) {
    EXPECT_DOUBLE_EQ(percentile({}, 0.5), 0);
    EXPECT_DOUBLE_EQ(percentile({3, 1, 2, 4}, 0.5), 2);
    EXPECT_DOUBLE_EQ(percentile({3, 1, 2, 4}, 0.99), 4);
}

TEST(Files, TablesAreReadCellByCell) {
    EXPECT_TRUE(matches_name("*台账*.csv", "2026台账-终.csv"));
    EXPECT_FALSE(matches_name("a?.csv", "a.csv"));
    const auto rows = read_csv("\xEF\xBB\xBFname,total\r\n\"a \"\"b\"\", c\",12\n");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1][0], "a \"b\", c");
    EXPECT_EQ(cell_position("B2"), (std::pair<std::size_t, std::size_t>{1, 1}));
    EXPECT_EQ(cell_position("AA10"), (std::pair<std::size_t, std::size_t>{26, 9}));
    EXPECT_FALSE(cell_position("2B"));
    const std::vector<ProducedFile> files{{"ledger.csv", "a,b\n1,2\n"}};
    ExpectedFile expected{"*.csv", 2, json::object{{"B2", 2}}};
    EXPECT_EQ(judge_files({expected}, files), "");
    expected.cells = json::object{{"B2", "3"}};
    EXPECT_NE(judge_files({expected}, files), "");
    EXPECT_NE(judge_files({{"*.xlsx", {}, {}}}, files), "");
}

TEST(DraftMatch, TheLatestCardIsTheCurrentDraft) {
    const std::vector<json::value> events{
        *json::parse(R"({"kind": "ask", "type": "choice", "offers": [
            {"shop": {"id": "s1", "name": "茶"}, "items": [{"id": "i1", "name": "奶茶"}]}]})"),
        *json::parse(R"({"kind": "reply", "text": "好"})")};
    EXPECT_EQ(current_draft(events).shop, "s1");
    EXPECT_EQ(current_draft(events).item, "i1");
    auto more = events;
    more.push_back(*json::parse(
        R"({"kind": "ask", "type": "approval", "draft": {"shop": "s2", "items": [{"id": "i9"}]}})"));
    EXPECT_EQ(current_draft(more).shop, "s2");
    EXPECT_EQ(current_draft(more).item, "i9");
    EXPECT_EQ(offer_named(events[0], "茶", nullptr), 1U);
    EXPECT_EQ(offer_named(events[0], "咖啡", nullptr), 0U);
}

}  // namespace
}  // namespace errand::eval
