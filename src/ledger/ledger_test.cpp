#include "ledger/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "json/json.hpp"
#include "ledger/ledger_for_tests.hpp"

namespace errand::ledger {
namespace {

using invoice::Fault;
using invoice::to_string;

const std::vector<Made> kFour{
    {"25310000000000000001", "2025-03-02", "甲酒店", "*住宿服务*住宿费", "100.00", "6.00"},
    {"25310000000000000002", "2025-01-05", "滴滴出行", "*运输服务*客运服务费", "20.00", "0.60"},
    {"25310000000000000003", "2025-03-09", "乙餐厅", "*餐饮服务*餐费", "200.00", "12.00"},
    {"INV-7", "2025-02-01", "Acme Ltd", "Software licence", "50.00", "10.00", "EUR"},
};

Ledger four(Setting setting = {}) {
    Ledger ledger(std::move(setting));
    ledger.add(all_of(kFour));
    return ledger;
}

Change change(Act act, Filter filter, std::string field = {}, std::string value = {}) {
    return {act, std::move(filter), std::move(field), std::move(value)};
}

std::vector<DoubtKind> kinds(const Ledger& ledger) {
    std::vector<DoubtKind> all;
    for (const auto& doubt : ledger.doubts()) all.push_back(doubt.kind);
    return all;
}

bool doubts(const Ledger& ledger, DoubtKind kind) {
    const auto all = kinds(ledger);
    return std::ranges::find(all, kind) != all.end();
}

TEST(Ledger, IsInOrderOfDaysAndKeepsItsNumbers) {
    auto ledger = four();
    ASSERT_EQ(ledger.entries().size(), 4U);
    EXPECT_EQ(ledger.entries()[0].invoice.number.value, "25310000000000000002");
    EXPECT_EQ(ledger.entries()[1].invoice.number.value, "INV-7");
    EXPECT_EQ(ledger.entries()[3].number, 4U);
    ledger.add({handed_of({"25310000000000000009", "2024-12-31", "丙", "", "1", "0"})});
    EXPECT_EQ(ledger.entries()[0].invoice.number.value, "25310000000000000002");
    EXPECT_EQ(ledger.entries()[4].invoice.number.value, "25310000000000000009");
}

TEST(Ledger, AddsNoTwoCurrenciesTogether) {
    const auto totals = four().totals();
    ASSERT_EQ(totals.size(), 2U);
    EXPECT_EQ(totals[0].currency, "CNY");
    EXPECT_EQ(totals[0].invoices, 3U);
    EXPECT_EQ(to_string(totals[0].net), "320.00");
    EXPECT_EQ(to_string(totals[0].gross), "338.60");
    EXPECT_EQ(to_string(totals[1].gross), "60.00");
}

TEST(Ledger, ACreditNoteCountsBelowZero) {
    Ledger ledger({});
    auto note = handed_of({"CN-1", "2025-02-01", "Acme Ltd", "Software", "50.00", "10.00", "EUR"});
    note.reading.invoices[0].credit = true;  // as UBL has it: positive amounts
    ledger.add({note});
    ledger.add({handed_of({"25310000000000000005", "2025-02-01", "甲", "", "-50.00", "-3.00"})});
    EXPECT_EQ(to_string(ledger.entries()[0].gross()), "-60.00");
    EXPECT_EQ(to_string(ledger.entries()[1].gross()), "-53.00");
}

TEST(Ledger, ARedInvoiceIsPairedWithWhatItReverses) {
    Ledger ledger({});
    auto red = handed_of(
        {"25310000000000000008", "2025-04-01", "甲酒店", "*住宿服务*住宿费", "-100.00", "-6.00"});
    invoice::set(red.reading.invoices[0].reverses, "25310000000000000001");
    ledger.add({red});
    EXPECT_TRUE(doubts(ledger, DoubtKind::Red));
    ledger.add({handed_of(kFour[0])});
    EXPECT_FALSE(doubts(ledger, DoubtKind::Red));
    EXPECT_EQ(ledger.entries()[0].pair, 2U);
    EXPECT_EQ(ledger.entries()[1].pair, 1U);
    EXPECT_EQ(to_string(ledger.totals()[0].gross), "0.00");
}

TEST(Change, SetsAFieldAndSaysWhatItWas) {
    auto ledger = four();
    const auto done =
        ledger.apply(change(Act::Set, {.numbers = {3}}, "seller", "甲大酒店有限公司"));
    ASSERT_TRUE(done);
    EXPECT_EQ(*done, 1U);
    const auto& field = ledger.entries()[2].invoice.seller;
    EXPECT_EQ(field.value, "甲大酒店有限公司");
    EXPECT_EQ(field.source, invoice::Source::User);
    ASSERT_EQ(ledger.corrections().size(), 1U);
    EXPECT_EQ(ledger.corrections()[0].before, "甲酒店");
    EXPECT_EQ(ledger.corrections()[0].file, "25310000000000000001.xml");
    // What the collection read stays as it was.
    EXPECT_EQ(ledger.collection().records()[0].seller.source, invoice::Source::Xml);
}

TEST(Change, RefusesWhatIsNoValue) {
    auto ledger = four();
    for (const auto& [field, value] : std::vector<std::pair<std::string, std::string>>{
             {"gross", "many"}, {"date", "2025-13-01"}, {"nothing", "x"}, {"rate", "-1"}}) {
        const auto refused = ledger.apply(change(Act::Set, {.all = true}, field, value));
        ASSERT_FALSE(refused) << field;
        EXPECT_EQ(refused.error().code, ErrorCode::Invalid);
    }
    EXPECT_FALSE(ledger.apply(change(Act::Categorise, {.all = true}, "", "no such thing")));
    EXPECT_FALSE(ledger.apply(change(Act::LeaveOut, {.month = 13})));
    EXPECT_TRUE(ledger.changes().empty());
    EXPECT_TRUE(ledger.corrections().empty());
}

TEST(Change, FitsByMonthCategorySellerGoodsNumberFile) {
    const auto ledger = four();
    using Numbers = std::vector<std::size_t>;
    EXPECT_EQ(ledger.matching({.month = 3}), (Numbers{3, 4}));
    EXPECT_EQ(ledger.matching({.from = "2025-01-06", .to = "2025-03-02"}), (Numbers{2, 3}));
    EXPECT_EQ(ledger.matching({.category = Category::Transport}), Numbers{1});
    EXPECT_EQ(ledger.matching({.seller = "滴滴"}), Numbers{1});
    EXPECT_EQ(ledger.matching({.goods = "SOFTWARE"}), Numbers{2});
    EXPECT_EQ(ledger.matching({.invoice_number = "0003"}), Numbers{4});
    EXPECT_EQ(ledger.matching({.invoice_number = "3"}), Numbers{});
    EXPECT_EQ(ledger.matching({.file = "INV-7"}), Numbers{2});
    EXPECT_EQ(ledger.matching({.currency = "eur"}), Numbers{2});
    EXPECT_EQ(ledger.matching({.month = 3, .category = Category::Meals}), Numbers{4});
    EXPECT_EQ(ledger.matching({}), Numbers{});
    EXPECT_EQ(ledger.matching({.all = true}).size(), 4U);
}

TEST(Change, PutsTheTaxisUnderTravelAndLeavesOutMarch) {
    auto ledger = four();
    ASSERT_TRUE(
        ledger.apply(change(Act::Categorise, {.category = Category::Transport}, "", "差旅")));
    EXPECT_EQ(ledger.entries()[0].category.category, Category::Travel);
    ASSERT_TRUE(ledger.apply(change(Act::LeaveOut, {.month = 3}, "", "三月不报")));
    EXPECT_EQ(to_string(ledger.totals()[0].gross), "20.60");
    // What comes later and fits is left out too.
    ledger.add({handed_of({"25310000000000000010", "2025-03-20", "丙", "", "1", "0"})});
    EXPECT_FALSE(ledger.entries()[4].included);
    ASSERT_TRUE(ledger.apply(change(Act::TakeBack, {.numbers = {3}})));
    EXPECT_EQ(to_string(ledger.totals()[0].gross), "126.60");
    EXPECT_TRUE(ledger.undo());
    EXPECT_TRUE(ledger.undo());
    EXPECT_EQ(to_string(ledger.totals()[0].gross), "339.60");
    EXPECT_EQ(ledger.entries()[0].category.category, Category::Travel);
}

TEST(Change, IsStoredAsJsonAndReplayed) {
    auto ledger = four();
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.seller = "Acme"}, "rate", "7.85")));
    ASSERT_TRUE(ledger.apply(change(Act::LeaveOut, {.category = Category::Meals})));
    const auto text = json::write(json::encode(ledger.changes()));
    const auto changes = json::read<std::vector<Change>>(text);
    ASSERT_TRUE(changes) << changes.error().message;
    auto again = four();
    for (const auto& one : *changes) ASSERT_TRUE(again.apply(one));
    EXPECT_EQ(to_json(again), to_json(ledger));
    EXPECT_EQ(to_string(again.entries()[1].converted()), "471.00");
}

TEST(Change, SumsThatFollowedFollowAgain) {
    Ledger ledger({});
    auto one = handed_of({"25310000000000000001", "2025-01-01", "甲", "", "100.00", "6.00"});
    one.reading.invoices[0].gross.confidence = invoice::kComputed;
    ledger.add({one});
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "net", "200")));
    EXPECT_EQ(to_string(ledger.entries()[0].gross()), "206.00");
}

TEST(Setting, AnotherYearIsLeftOutAndSaidSo) {
    Setting setting;
    setting.year = 2025;
    Ledger ledger(setting);
    ledger.add(all_of({{"25310000000000000001", "2024-12-31", "甲", "*餐饮服务*餐费", "1", "0"}}));
    EXPECT_FALSE(ledger.entries()[0].included);
    EXPECT_FALSE(ledger.entries()[0].left_out_because.empty());
    EXPECT_EQ(kinds(ledger), std::vector{DoubtKind::OtherYear});
    // The day was read wrongly: once it is right, it counts.
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "date", "2025-12-31")));
    EXPECT_TRUE(ledger.entries()[0].included);
    EXPECT_TRUE(ledger.doubts().empty());
    ASSERT_TRUE(ledger.undo());
    ASSERT_TRUE(ledger.apply(change(Act::TakeBack, {.numbers = {1}})));
    EXPECT_TRUE(ledger.entries()[0].included);
    EXPECT_TRUE(ledger.doubts().empty());
}

TEST(Doubts, StandInOneListWithWhatIsProposed) {
    Setting setting;
    setting.buyer_tax_id = "91350100M000100Y43";
    setting.language = "en";
    setting.now = *parse_time("2025-06-30T00:00:00Z");
    Ledger ledger(setting);
    auto odd = handed_of({"A1", "2025-07-15", "Shop", "X-77", "10.00", "1.00", "EUR"});
    auto& invoice = odd.reading.invoices[0];
    invoice.gross.value = *invoice::parse_decimal("12.00");
    invoice.seller.confidence = 60;
    invoice.seller.source = invoice::Source::Ocr;
    odd.reading.findings.push_back(
        {Fault::SourcesDisagree, "A1.xml", "net: 10.00 (qr) and …", "net"});
    ledger.add({odd, {"b.pdf", {{}, {{Fault::Encrypted, "b.pdf", "encrypted"}}}}});
    const std::vector<DoubtKind> wanted{
        DoubtKind::Sums,          DoubtKind::OtherBuyer, DoubtKind::Future, DoubtKind::Sources,
        DoubtKind::LowConfidence, DoubtKind::Category,   DoubtKind::Rate,   DoubtKind::File};
    EXPECT_EQ(kinds(ledger), wanted);
    for (const auto& doubt : ledger.doubts()) {
        EXPECT_FALSE(doubt.problem.empty());
        EXPECT_FALSE(doubt.proposal.empty());
        EXPECT_FALSE(doubt.file.empty());
    }
}

TEST(Doubts, AYesToWhatIsProposedSettlesEachOfThem) {
    Ledger ledger({});
    auto odd = handed_of({"", "2025-01-15", "Shop", "X-77", "10.00", "1.00"});
    auto& invoice = odd.reading.invoices[0];
    odd.path = invoice.files[0].path = "odd.xml";
    invoice.gross.value = *invoice::parse_decimal("12.00");
    invoice::set(invoice.capital, "壹拾壹元整");
    invoice.buyer = {"某", invoice::Source::Ocr, 50};
    ledger.add({odd,
                {"b.pdf", {{}, {{Fault::Encrypted, "b.pdf", "encrypted"}}}},
                {"c.p7m", {{}, {{Fault::Unverified, "c.p7m", "signature"}}}}});
    ASSERT_TRUE(doubts(ledger, DoubtKind::Missing));
    for (int round = 0; round < 20 && ledger.doubts().size() > 1; ++round)
        for (const auto& doubt : ledger.doubts())
            if (doubt.proposed) {
                ASSERT_TRUE(ledger.apply(*doubt.proposed));
                break;
            }
    // The number alone is for the person to say.
    ASSERT_EQ(kinds(ledger), std::vector{DoubtKind::Missing});
    EXPECT_EQ(ledger.doubts()[0].field, "number");
    EXPECT_EQ(to_string(ledger.entries()[0].gross()), "11.00");
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "number", "12345678")));
    EXPECT_TRUE(ledger.doubts().empty());
}

TEST(Documents, EveryFileHasAFate) {
    Ledger ledger({});
    auto archive = handed_of(kFour[0]);
    archive.path = "all.zip";
    archive.reading.invoices[0].files[0].path = "all.zip/in/a.xml";
    archive.reading.findings.push_back({Fault::NotAnInvoice, "all.zip/readme.xml", "no invoice"});
    auto copy = handed_of(kFour[0]);
    copy.path = copy.reading.invoices[0].files[0].path = "copy.xml";
    ledger.add({archive,
                copy,
                {"silent.pdf", {}},
                {"bad.pdf", {{}, {{Fault::Unreadable, "bad.pdf", "x"}}}}});
    std::vector<std::string> told;
    for (const auto& one : ledger.documents())
        told.push_back(one.path + " " + std::to_string(static_cast<int>(one.fate)));
    EXPECT_EQ(told, (std::vector<std::string>{"all.zip/in/a.xml 0", "all.zip/readme.xml 2",
                                              "copy.xml 1", "silent.pdf 2", "bad.pdf 2"}));
    EXPECT_EQ(ledger.documents()[0].handed, "all.zip");
    EXPECT_EQ(ledger.documents()[2].number, 1U);
}

TEST(Documents, TheSamePathTwiceIsTwoFiles) {
    Ledger ledger({});
    ledger.add({handed_of(kFour[0])});
    auto other = handed_of(kFour[1]);
    other.path = other.reading.invoices[0].files[0].path = ledger.handed_in()[0];
    ledger.add({other});
    EXPECT_EQ(ledger.handed_in().size(), 2U);
    EXPECT_EQ(ledger.documents().size(), 2U);
    EXPECT_NE(ledger.handed_in()[0], ledger.handed_in()[1]);
}

TEST(Csv, HasAMarkQuotesAndNoFormula) {
    Ledger ledger({});
    ledger.add(
        all_of({{"25310000000000000001", "2025-01-01", "=HYPERLINK(\"x\")", "a,b", "-1", "0"}}));
    const auto text = to_csv(ledger);
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF序号,"));
    EXPECT_NE(text.find("\"'=HYPERLINK(\"\"x\"\")\""), std::string::npos);
    EXPECT_NE(text.find("\"a,b\""), std::string::npos);
    EXPECT_NE(text.find(",-1.00,"), std::string::npos);
    EXPECT_TRUE(text.ends_with("\r\n"));
}

TEST(Json, HasEveryFieldWithItsSourceAndConfidence) {
    const auto parsed = json::parse(to_json(four()));
    ASSERT_TRUE(parsed);
    const auto* seller = json::find(*parsed, "entries.0.invoice.seller");
    ASSERT_NE(seller, nullptr);
    EXPECT_EQ(json::string_at(*seller, "value"), "滴滴出行");
    EXPECT_EQ(json::string_at(*seller, "source"), "xml");
    EXPECT_EQ(seller->at("confidence").to_number<int>(), 100);
}

}  // namespace
}  // namespace errand::ledger
