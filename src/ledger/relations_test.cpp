// Which entries belong together, and which invoice a finding is of.
#include <gtest/gtest.h>

#include <algorithm>

#include "ledger/ledger_for_tests.hpp"
#include "ledger/limits.hpp"

namespace errand::ledger {
namespace {

Change change(Act act, Filter filter, std::string field = {}, std::string value = {}) {
    return {act, std::move(filter), std::move(field), std::move(value)};
}

bool doubts(const Ledger& ledger, DoubtKind kind) {
    const auto all = ledger.doubts();
    return std::ranges::find(all, kind, &Doubt::kind) != all.end();
}

TEST(Relations, TheOneWithoutANumberIsProposedToBeLeftOut) {
    // In whatever order they stand.
    for (const bool first : {true, false}) {
        Ledger ledger({});
        const auto* one = first ? "" : "25310000000000000001";
        const auto* other = first ? "25310000000000000001" : "";
        ledger.add(all_of({{one, "2025-01-01", "甲餐厅", "餐费", "50", "0", "CNY", "a.xml"},
                           {other, "2025-01-01", "甲餐厅", "餐费", "50", "0", "CNY", "b.xml"}}));
        for (const auto& doubt : ledger.doubts())
            if (doubt.kind == DoubtKind::Alike) {
                ASSERT_TRUE(doubt.proposed);
                EXPECT_FALSE(ledger.entries()[doubt.number - 1].invoice.number.has()) << first;
                EXPECT_EQ(doubt.proposed->filter.numbers, std::vector{doubt.number});
            }
        EXPECT_TRUE(doubts(ledger, DoubtKind::Alike));
    }
}

TEST(Relations, ANumberCopiedWrongIsAskedAbout) {
    Ledger ledger({});
    ledger.add(all_of({{"25310000000000000001", "2025-01-01", "甲餐厅", "餐费", "50", "0"},
                       {"25310000007000000001", "2025-01-01", "甲餐厅", "餐费", "50", "0"}}));
    EXPECT_TRUE(doubts(ledger, DoubtKind::Alike));
    // A plain yes leaves out none of two that are both sure.
    for (const auto& doubt : ledger.doubts())
        if (doubt.kind == DoubtKind::Alike) {
            EXPECT_EQ(doubt.proposed->act, Act::Accept);
        }
}

TEST(Relations, NoMoreIsTakenBackThanWasPaid) {
    auto handed = all_of({{"25310000000000000001", "2025-01-01", "甲餐厅", "餐费", "300", "18"},
                          {"25310000000000000002", "2025-01-02", "甲餐厅", "餐费", "-300", "-18"},
                          {"25310000000000000013", "2025-01-03", "甲餐厅", "餐费", "-300", "-18"}});
    for (const std::size_t red : {1U, 2U})
        invoice::set(handed[red].reading.invoices[0].reverses, "25310000000000000001");
    Ledger ledger({});
    ledger.add(handed);
    EXPECT_EQ(ledger.entries()[1].pair, 1U);
    EXPECT_FALSE(ledger.entries()[2].pair);
    EXPECT_EQ(ledger.entries()[2].reversed_before, 1U);
    EXPECT_TRUE(doubts(ledger, DoubtKind::Red));
}

TEST(Relations, ADifferenceIsToldOfItsOwnInvoice) {
    auto one = invoice_of({"1", "2025-01-01", "Acme", "x", "50", "0", "EUR", "two.pdf"});
    auto other = invoice_of({"2", "2025-01-02", "Acme", "x", "60", "0", "EUR", "two.pdf"});
    Ledger ledger({});
    ledger.add({{"two.pdf",
                 {{one, other},
                  {{invoice::Fault::SourcesDisagree, "two.pdf",
                    "gross: 60.00 (xml) and 61.00 (text)", "gross", 2}}}}});
    for (const auto& doubt : ledger.doubts())
        if (doubt.kind == DoubtKind::Sources) {
            EXPECT_EQ(doubt.number, 2U);
        }
    EXPECT_TRUE(doubts(ledger, DoubtKind::Sources));
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "gross", "55")));
    EXPECT_TRUE(doubts(ledger, DoubtKind::Sources));
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {2}}, "gross", "61")));
    EXPECT_FALSE(doubts(ledger, DoubtKind::Sources));
}

TEST(Relations, ThousandsOfFindingsAreCounted) {
    auto one = invoice_of({"1", "2025-01-01", "Acme", "x", "50", "0", "EUR", "a.ofd"});
    invoice::Reading reading{{one}, {}};
    for (int at = 0; at < 5'000; ++at)
        reading.findings.push_back({invoice::Fault::SourcesDisagree, "a.ofd",
                                    "number: " + std::to_string(at) + " (xml)", "number", 1});
    Ledger ledger({});
    ledger.add({{"a.ofd", std::move(reading)}});
    EXPECT_LE(ledger.entries()[0].findings.size(), kMaxEntryFindings + 2);
    EXPECT_LE(ledger.documents()[0].remark.size(), kMaxRemarkBytes + 100);
}

TEST(Relations, ARateCountsInFullAndHasABound) {
    Ledger ledger({.currency = "USD"});
    ledger.add(all_of({{"1", "2025-01-01", "Pho", "x", "10000000", "0", "VND"}}));
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "rate", "0.00003937")));
    EXPECT_EQ(invoice::to_string(ledger.entries()[0].converted()), "393.70");
    EXPECT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "rate", "1000000000")));
    EXPECT_FALSE(ledger.apply(change(Act::Set, {.numbers = {1}}, "rate", "1000000001")));
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "gross", "999999999999999999")));
    EXPECT_EQ(invoice::to_string(ledger.entries()[0].converted()), "0.00");
}

}  // namespace
}  // namespace errand::ledger
