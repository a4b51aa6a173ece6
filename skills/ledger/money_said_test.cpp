// What is said of money: currencies, bounds, rates of exchange, what is most.
#include <gtest/gtest.h>

#include "skills/ledger/ledger_for_tests.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/show.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Change;
using errand::ledger::Ledger;
using testing::ledger_of;
using testing::scene_of;

// 1 to 6: 600 and 40 in yuan, 700 and 450 in euros, 900 and 10 in dollars.
Ledger mixed() {
    return ledger_of({{"甲饭店", "餐费", "2025-01-01", "600.00"},
                      {"乙饭店", "餐费", "2025-01-02", "40.00"},
                      {"Acme GmbH", "lunch", "2025-02-03", "700.00", "EUR"},
                      {"Bolt GmbH", "lunch", "2025-02-04", "450.00", "EUR"},
                      {"Cumulus Inc", "lunch", "2025-03-05", "900.00", "USD"},
                      {"Dot Inc", "lunch", "2025-03-06", "10.00", "USD"}});
}
Ledger in_two() {
    return ledger_of({{"甲饭店", "餐费", "2025-01-01", "600.00"},
                      {"Acme GmbH", "lunch", "2025-02-03", "100.00", "EUR"}});
}

std::string left_out(const Ledger& from, const std::string& sentence) {
    auto ledger = from;
    const State state;
    for (const auto& change : read_sentence(scene_of(ledger, state), sentence).edit.changes)
        EXPECT_TRUE(ledger.apply(change)) << sentence;
    std::string numbers;
    for (const auto& entry : ledger.entries())
        if (!entry.included) numbers += std::to_string(entry.number);
    return numbers;
}

TEST(Bounds, ADeniedComparisonIsTheOther) {
    const auto read = [](std::string text) {
        std::string all;
        for (const auto& bound : read_amount_bounds(text)) {
            if (bound.low) all += ">=" + invoice::to_string(*bound.low);
            if (bound.high) all += "<=" + invoice::to_string(*bound.high);
            if (bound.above) all += ">" + invoice::to_string(*bound.above);
            if (bound.below) all += "<" + invoice::to_string(*bound.below);
        }
        return all;
    };
    for (const auto* most :
         {"没有超过80的", "未超过80", "不大于80", "not above 80", "no more than 80",
          "isn't over 80", "at most 80", "不高于80的", "80以下"})
        EXPECT_EQ(read(most), "<=80.00") << most;
    for (const auto* least : {"不小于80", "不低于80", "not under 80", "no less than 80", "80以上"})
        EXPECT_EQ(read(least), ">=80.00") << least;
    for (const auto* below : {"没到80的", "不足80", "不满80", "不是80以上的", "under 80"})
        EXPECT_EQ(read(below), "<80.00") << below;
    EXPECT_EQ(read("超过80的"), ">80.00");
}

TEST(Bounds, CountInTheirOwnCurrency) {
    for (const auto& [sentence, out] : std::vector<std::pair<const char*, const char*>>{
             {"500 欧元以上的不要", "3"},
             {"leave out everything over 500 euros", "3"},
             {"leave out everything over €500", "3"},
             {"leave out what is over EUR 500", "3"},
             {"500 元以上的不要", "1"},
             {"500 块以上的去掉", "1"},
             {"不到 50 美元的不要", "6"},
             {"leave out everything under 50 dollars", "6"},
             {"leave out everything between 400 and 800 euros", "34"},
             {"400 到 800 欧元的不要", "34"},
             {"500 以上的不要", "135"},
             {"remove everything over 500", "135"}})
        EXPECT_EQ(left_out(mixed(), sentence), out) << sentence;
}

TEST(Bounds, AUnitThatNothingIsInMeansWhateverIsThere) {
    const auto euros = ledger_of({{"Acme GmbH", "lunch", "2025-02-03", "700.00", "EUR"},
                                  {"Bolt GmbH", "lunch", "2025-02-04", "450.00", "EUR"}});
    EXPECT_EQ(left_out(euros, "500 元以上的不要"), "1");
    // A currency that is named is meant.
    EXPECT_EQ(left_out(euros, "500 美元以上的不要"), "");
}

TEST(Currencies, AreNamedByTheLongestWords) {
    const auto codes = [](const std::string& text) {
        std::string all;
        for (const auto& [spot, code] : read_currencies(text)) all += code;
        return all;
    };
    EXPECT_EQ(codes("in hong kong dollars"), "HKD");
    EXPECT_EQ(codes("dollars"), "USD");
    EXPECT_EQ(codes("墨西哥比索"), "MXN");
    EXPECT_EQ(codes("i won't"), "");
    EXPECT_EQ(codes("320 元"), "");
}

std::string rates(const Ledger& ledger, const std::string& sentence) {
    const State state;
    const auto outcome = read_sentence(scene_of(ledger, state), sentence);
    EXPECT_TRUE(outcome.understood) << sentence;
    EXPECT_FALSE(outcome.says.empty()) << sentence;
    std::string all;
    for (const auto& change : outcome.edit.changes)
        all += (all.empty() ? "" : " ") + change.filter.currency + "=" + change.value;
    return all;
}

TEST(Rates, CountForTheOneCurrencyThatIsMeant) {
    for (const auto& [sentence, set] :
         std::vector<std::pair<const char*, const char*>>{{"汇率按 7.8", "EUR=7.80"},
                                                          {"the exchange rate is 7.8", "EUR=7.80"},
                                                          {"1 欧元 = 7.8", "EUR=7.80"},
                                                          {"1 欧元等于 7.8 人民币", "EUR=7.80"},
                                                          {"100 日元 = 4.8 人民币", "JPY=0.048"},
                                                          {"EUR rate 7.85", "EUR=7.85"},
                                                          {"美元汇率 7.1", "USD=7.10"}})
        EXPECT_EQ(rates(in_two(), sentence), set) << sentence;
}

TEST(Rates, AreAskedForWhereItIsNotPlainWhichOneIsMeant) {
    // Two foreign currencies; none; a unit that is not the ledger's own.
    EXPECT_EQ(rates(mixed(), "汇率按 7.2"), "");
    EXPECT_EQ(rates(ledger_of({{"甲", "餐费", "2025-01-01", "6.00"}}), "汇率按 7.2"), "");
    EXPECT_EQ(rates(in_two(), "1 欧元 = 1.08 美元"), "");
    EXPECT_EQ(rates(in_two(), "人民币汇率 7.2"), "");
    EXPECT_EQ(rates(mixed(), "欧元汇率 7.8,美元汇率 7.1"), "EUR=7.80 USD=7.10");
}

TEST(Rates, OfOneInvoiceIsThatInvoices) {
    const auto ledger = in_two();
    const State state;
    const auto outcome = read_sentence(scene_of(ledger, state), "第2张汇率改成 7.9");
    ASSERT_EQ(outcome.edit.changes.size(), 1U);
    EXPECT_EQ(outcome.edit.changes[0].filter.numbers, std::vector<std::size_t>{2});
}

std::string told(const Ledger& ledger, const std::string& question) {
    const State state;
    const auto outcome = read_sentence(scene_of(ledger, state), question);
    return outcome.says.empty() ? std::string() : outcome.says[0].en;
}

TEST(Most, IsToldByWhatAmountsAreWorth) {
    auto ledger = in_two();
    // Without a rate nothing tells which is more: one answer for each currency.
    const auto both = told(ledger, "what's the biggest one");
    EXPECT_NE(both.find("Acme"), std::string::npos) << both;
    EXPECT_NE(both.find("甲饭店"), std::string::npos) << both;
    const auto months = told(ledger, "which month was the most expensive");
    EXPECT_NE(months.find("2025-01"), std::string::npos) << months;
    EXPECT_NE(months.find("2025-02"), std::string::npos) << months;
    Change rate;
    rate.field = "rate";
    rate.filter.currency = "EUR";
    rate.value = "7.8";
    ASSERT_TRUE(ledger.apply(rate));
    EXPECT_NE(told(ledger, "what's the biggest one").find("Acme"), std::string::npos);
    EXPECT_EQ(told(ledger, "what's the biggest one").find("甲饭店"), std::string::npos);
    EXPECT_EQ(told(ledger, "which month was the most expensive").find("2025-01"),
              std::string::npos);
}

TEST(Files, AreMeantByTheirWholeNames) {
    Ledger ledger({});
    std::vector<errand::ledger::Handed> handed;
    for (const auto* path : {"1.xml", "11.xml", "more/1.xml"}) {
        invoice::Reading reading;
        reading.invoices.push_back(testing::invoice_of(
            {"甲", "餐费", "2025-01-0" + std::to_string(handed.size() + 1), "1.00"},
            handed.size() + 1));
        reading.invoices.front().files.front() = {path, path, "xml"};
        handed.push_back({path, std::move(reading)});
    }
    ledger.add(std::move(handed));
    EXPECT_EQ(left_out(ledger, "leave out 1.xml"), "13");
    EXPECT_EQ(left_out(ledger, "11.xml 不要"), "2");
    EXPECT_EQ(left_out(ledger, "leave out more/1.xml"), "3");
}

}  // namespace
}  // namespace errand::skills::ledger
