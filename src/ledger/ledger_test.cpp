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

TEST(Ledger, ANumberMeansTheSameWhateverYearCounts) {
    const std::vector<Made> made{{"25310000000000000001", "2024-12-31", "甲", "", "1", "0"},
                                 {"25310000000000000002", "2025-01-02", "乙", "", "2", "0"},
                                 {"25310000000000000003", "2023-01-02", "丙", "", "3", "0"}};
    std::vector<std::string> seen;
    for (const auto year : std::vector<std::optional<int>>{std::nullopt, 2025, 2024}) {
        Setting setting;
        setting.year = year;
        Ledger ledger(setting);
        ledger.add(all_of(made));
        std::string order;
        for (const auto& entry : ledger.entries()) order += entry.invoice.seller.value;
        seen.push_back(order);
    }
    EXPECT_EQ(seen, (std::vector<std::string>(3, "丙甲乙")));
}

TEST(Ledger, WhatIsNoCodeOfACurrencyIsNone) {
    Ledger ledger({});
    ledger.add(all_of({{"A1", "2025-01-01", "Acme", "x", "1", "0", "eur"},
                       {"A2", "2025-01-02", "Acme", "x", "2", "0", "EUR"},
                       {"A3", "2025-01-03", "Acme", "x", "4", "0", "E*"},
                       {"A4", "2025-01-04", "Acme", "x", "8", "0", "X\")+CMD(\""}}));
    ASSERT_EQ(ledger.totals().size(), 2U);
    EXPECT_EQ(ledger.totals()[0].currency, "");
    EXPECT_EQ(ledger.totals()[0].invoices, 2U);
    EXPECT_EQ(ledger.totals()[1].currency, "EUR");
    EXPECT_EQ(to_string(ledger.totals()[1].gross), "3.00");
    std::size_t missing = 0;
    for (const auto& doubt : ledger.doubts())
        if (doubt.kind == DoubtKind::Missing && doubt.field == "currency") {
            ++missing;
            EXPECT_FALSE(doubt.proposed);
        }
    EXPECT_EQ(missing, 2U);
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {3}}, "currency", "euro")));
    EXPECT_EQ(ledger.entries()[2].invoice.currency.value, "EUR");
    EXPECT_FALSE(ledger.apply(change(Act::Set, {.numbers = {3}}, "currency", "E*")));
    Setting odd;
    odd.currency = "E\"";
    EXPECT_EQ(Ledger(odd).setting().currency, "CNY");
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

TEST(Ledger, AnInvoiceThatNamesItsPrepaymentIsNoReversal) {
    Ledger ledger({});
    auto first = handed_of({"P-1", "2025-01-01", "Acme Ltd", "Software", "50", "10", "EUR"});
    auto last = handed_of({"F-1", "2025-02-01", "Acme Ltd", "Software", "50", "10", "EUR"});
    invoice::set(last.reading.invoices[0].reverses, "P-1");
    ledger.add({first, last});
    EXPECT_FALSE(ledger.entries()[0].pair);
    EXPECT_FALSE(ledger.entries()[1].pair);
    EXPECT_FALSE(doubts(ledger, DoubtKind::Red));
}

TEST(Ledger, ARedInvoiceWhoseOriginalIsLeftOutIsDoubtful) {
    Setting setting;
    setting.year = 2025;
    Ledger ledger(setting);
    auto red = handed_of(
        {"25310000000000000008", "2025-01-04", "甲酒店", "*住宿服务*住宿费", "-100.00", "-6.00"});
    invoice::set(red.reading.invoices[0].reverses, "25310000000000000001");
    auto original = handed_of(
        {"25310000000000000001", "2024-12-02", "甲酒店", "*住宿服务*住宿费", "100.00", "6.00"});
    ledger.add({red, original});
    EXPECT_TRUE(doubts(ledger, DoubtKind::Red));
    EXPECT_FALSE(ledger.entries()[1].pair);
    ASSERT_TRUE(ledger.apply(change(Act::TakeBack, {.numbers = {1}})));
    EXPECT_FALSE(doubts(ledger, DoubtKind::Red));
    EXPECT_EQ(ledger.entries()[1].pair, 1U);
}

TEST(Ledger, TwoOfOneSellerDayAndTotalWithoutANumberMayBeOne) {
    Ledger ledger({});
    ledger.add(all_of({{"", "2025-01-01", "甲餐厅", "餐费", "50", "0", "CNY", "a.jpg"},
                       {"", "2025-01-01", "甲餐厅", "餐费", "50", "0", "CNY", "b.jpg"},
                       {"", "2025-01-02", "甲餐厅", "餐费", "50", "0", "CNY", "c.jpg"},
                       {"", "2025-01-01", "乙餐厅", "餐费", "50", "0", "CNY", "d.jpg"}}));
    std::vector<Doubt> alike;
    for (const auto& doubt : ledger.doubts())
        if (doubt.kind == DoubtKind::Alike) alike.push_back(doubt);
    ASSERT_EQ(alike.size(), 1U);
    EXPECT_EQ(alike[0].number, 2U);
    auto leave = ledger;
    ASSERT_TRUE(leave.apply(*alike[0].proposed));
    EXPECT_FALSE(leave.entries()[1].included);
    EXPECT_FALSE(doubts(leave, DoubtKind::Alike));
    ASSERT_TRUE(ledger.apply(change(Act::Accept, {.numbers = {2}}, alike[0].field)));
    EXPECT_FALSE(doubts(ledger, DoubtKind::Alike));
    // Numbers tell two apart.
    Ledger numbered({});
    numbered.add(all_of({{"25310000000000000001", "2025-01-01", "甲餐厅", "餐费", "50", "0"},
                         {"25310000000000000002", "2025-01-01", "甲餐厅", "餐费", "50", "0"}}));
    EXPECT_FALSE(doubts(numbered, DoubtKind::Alike));
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

TEST(Change, AFileIsMeantByItsPathOrWholePartsOfIt) {
    Ledger ledger({});
    std::vector<Made> made;
    for (const auto* file : {"1.xml", "11.xml", "2025/1.xml", "all.zip/in/b.xml", "call.zip"})
        made.push_back(
            {std::to_string(made.size() + 1), "2025-01-01", "甲", "", "1", "0", "CNY", file});
    ledger.add(all_of(made));
    using Numbers = std::vector<std::size_t>;
    EXPECT_EQ(ledger.matching({.file = "11.xml"}), Numbers{2});
    EXPECT_EQ(ledger.matching({.file = "1.xml"}), (Numbers{1, 3}));
    EXPECT_EQ(ledger.matching({.file = "2025/1.xml"}), Numbers{3});
    EXPECT_EQ(ledger.matching({.file = "all.zip"}), Numbers{4});
    EXPECT_EQ(ledger.matching({.file = "ALL.zip/in"}), Numbers{4});
    EXPECT_EQ(ledger.matching({.file = "xml"}), Numbers{});
}

TEST(Change, AFilesDoubtIsSettledForThatFileAlone) {
    Ledger ledger({});
    const auto bad = [](const std::string& path) {
        return Handed{path.substr(0, path.find('/')),
                      {{}, {{Fault::Unreadable, path, "unreadable"}}}};
    };
    ledger.add({bad("1.pdf"), bad("11.pdf"), bad("a.zip/readme.txt"), bad("b.zip/x/1.pdf")});
    ASSERT_EQ(ledger.doubts().size(), 4U);
    for (std::size_t left = 3; !ledger.doubts().empty(); --left) {
        ASSERT_TRUE(ledger.apply(*ledger.doubts().front().proposed));
        ASSERT_EQ(ledger.doubts().size(), left);
    }
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

TEST(Change, OneCorrectedSumOfAScanLeavesTheOthersAsTheyWereRead) {
    Ledger ledger({});
    auto one = handed_of({"25310000000000000001", "2025-01-01", "甲", "", "100.00", "6.00"});
    auto& invoice = one.reading.invoices[0];
    for (auto* sum : {&invoice.net, &invoice.tax, &invoice.gross}) {
        sum->source = invoice::Source::Ocr;
        sum->confidence = 60;
    }
    ledger.add({one});
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "gross", "126")));
    EXPECT_EQ(to_string(ledger.entries()[0].net()), "100.00");
    EXPECT_EQ(to_string(ledger.entries()[0].tax()), "6.00");
    EXPECT_EQ(to_string(ledger.entries()[0].gross()), "126.00");
    EXPECT_TRUE(doubts(ledger, DoubtKind::Sums));
    ASSERT_TRUE(ledger.apply(change(Act::Set, {.numbers = {1}}, "net", "120")));
    EXPECT_EQ(to_string(ledger.entries()[0].tax()), "6.00");
    EXPECT_FALSE(doubts(ledger, DoubtKind::Sums));
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

TEST(Documents, ARepeatInsideAFileThatGaveAnEntryIsTold) {
    Ledger ledger({});
    auto both = handed_of(kFour[0]);
    both.path = "both.xml";
    both.reading.invoices[0].files[0] = {"both.xml", "another", "xml"};
    auto second = invoice_of(kFour[1]);
    second.files = both.reading.invoices[0].files;
    both.reading.invoices.push_back(second);
    ledger.add({handed_of(kFour[0]), both});
    ASSERT_EQ(ledger.entries().size(), 2U);
    ASSERT_EQ(ledger.repeats().size(), 1U);
    EXPECT_EQ(ledger.repeats()[0].file, "both.xml");
    EXPECT_EQ(ledger.repeats()[0].number, 2U);
    EXPECT_EQ(ledger.documents()[1].fate, Fate::Recorded);
    EXPECT_NE(ledger.documents()[1].remark.find("#2"), std::string::npos);
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
