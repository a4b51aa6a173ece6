#include "invoice/sources.hpp"

#include <gtest/gtest.h>

#include "invoice/qr.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

constexpr std::string_view kOld =
    "01,10,042001700112,07007198,286.23,20180323,12636666022332927910,8C57,";
constexpr std::string_view kDigital = "01,32,,24112000000012345678,106.00,20240105,,5A7B";

TEST(Code, SaysTheNetOfTheOldFormAndTheGrossOfTheDigital) {
    const auto old = read_code(kOld);
    ASSERT_TRUE(old);
    EXPECT_EQ(old->code.value, "042001700112");
    EXPECT_EQ(old->number.value, "07007198");
    EXPECT_EQ(to_string(old->date.value), "2018-03-23");
    EXPECT_EQ(to_string(old->net.value), "286.23");
    EXPECT_FALSE(old->gross.has());
    EXPECT_EQ(old->net.source, Source::Qr);
    const auto digital = read_code(kDigital);
    ASSERT_TRUE(digital);
    EXPECT_FALSE(digital->code.has());
    EXPECT_EQ(to_string(digital->gross.value), "106.00");
    EXPECT_FALSE(digital->net.has());
}

TEST(Code, OtherPayloadsAreNone) {
    for (const std::string_view payload :
         {"", "https://example.org/i?n=1", "01,10", "01,10,x,07007198,1.00,20180323",
          "02,10,042001700112,07007198,1.00,20180323", "01,32,,2411,1.00,20180323",
          "01,32,,24112000000012345678,1.00,20181323"})
        EXPECT_FALSE(read_code(payload)) << payload;
    EXPECT_FALSE(read_code("01,32,,24112000000012345678,1.00,20180323," + std::string(2000, '1')));
}

TEST(Sources, ACodeAloneIsARecord) {
    std::vector<Finding> findings;
    const auto found =
        join_sources({}, {"https://example.org", std::string(kDigital)}, {}, findings);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().format, Format::QrCode);
    EXPECT_TRUE(findings.empty());
}

Invoice data() {
    Invoice invoice;
    invoice.format = Format::DigitalXml;
    set(invoice.number, "24112000000012345678");
    set(invoice.gross, "106.00");
    set(invoice.seller, "乙丙餐饮管理有限公司");
    return invoice;
}

TEST(Sources, TheBetterOneWinsAndDifferencesAreTold) {
    std::vector<Finding> findings;
    auto found = join_sources({data()}, {std::string(kDigital)}, {}, findings);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.front().format, Format::DigitalXml);
    EXPECT_EQ(found.front().gross.source, Source::Xml);
    EXPECT_EQ(found.front().date.source, Source::Qr);
    EXPECT_TRUE(findings.empty());
    auto other = data();
    set(other.gross, "107.00");
    found = join_sources({other}, {std::string(kDigital)}, {}, findings);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(to_string(found.front().gross.value), "107.00");
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings.front().fault, Fault::SourcesDisagree);
}

TEST(Sources, TwoCodesAreTwoInvoices) {
    std::vector<Finding> findings;
    EXPECT_EQ(join_sources({}, {std::string(kOld), std::string(kDigital)}, {}, findings).size(),
              2U);
}

// A page of a plain invoice.
document::Page english(std::string_view number, std::string_view total) {
    document::Page page{595, 842, {}, false};
    double top = 30;
    const auto row = [&](std::string_view label, std::string_view value) {
        page.words.push_back({std::string(label), 40, top, 120, top + 9, 100});
        page.words.push_back({std::string(value), 140, top, 220, top + 9, 100});
        top += 14;
    };
    row("Invoice No.", number);
    row("Invoice date", "2026-03-03");
    row("Total", total);
    return page;
}

TEST(Sources, SeveralPlainInvoicesOfOneFileAreAllKept) {
    std::vector<Finding> findings;
    const auto found = join_sources(
        {}, {}, {english("A-1", "$10.00"), english("A-2", "$2,000.00"), english("A-3", "$30.00")},
        findings);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(to_string(found[1].gross.value), "2000.00");
    EXPECT_TRUE(findings.empty());
    // Beside data another reading of it is no second record; another invoice is one.
    auto ubl = data();
    ubl.format = Format::Ubl;
    set(ubl.number, "RE-A-1");
    const auto both =
        join_sources({ubl}, {}, {english("A-1", "$106.00"), english("A-2", "$2.00")}, findings);
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[1].number.value, "A-2");
    EXPECT_TRUE(findings.empty());
}

// Beside data a further page is left away only where it says the same in all that tells invoices
// apart; a number that ends alike is not enough, and neither are day and total.
TEST(Sources, AnotherInvoiceBesideDataIsNeverLost) {
    auto ubl = data();
    ubl.format = Format::Ubl;
    set(ubl.number, "RE-1042");
    set(ubl.date, "2026-03-03");
    set(ubl.currency, "USD");
    const auto count = [&](const document::Page& page) {
        std::vector<Finding> findings;
        return join_sources({ubl}, {}, {english("RE-1042", "$106.00"), page}, findings).size();
    };
    EXPECT_EQ(count(english("RE-1042", "$106.00")), 1U);
    EXPECT_EQ(count(english("1042", "$106.00")), 1U);
    EXPECT_EQ(count(english("KX-77", "$106.00")), 2U);  // the same day and total
    EXPECT_EQ(count(english("1042", "€106.00")), 2U);   // in another currency
    EXPECT_EQ(count(english("1042", "$64.20")), 2U);    // another total, its number ends alike
}

TEST(Sources, AForeignPageIsNoPartOfAChineseInvoice) {
    // Whether that one is data, a page or a code alone.
    std::vector<Finding> findings;
    for (const bool code : {true, false})
        for (const bool before : {true, false}) {
            std::vector<document::Page> pages{english("A-1", "$10.00"), document::Page{}};
            if (before) std::swap(pages[0], pages[1]);
            const auto found =
                join_sources(code ? std::vector<Invoice>{} : std::vector{data()},
                             code ? std::vector{std::string(kDigital)} : std::vector<std::string>{},
                             pages, findings);
            ASSERT_EQ(found.size(), 2U) << code << before;
            EXPECT_EQ(found[0].number.value, "24112000000012345678");
            EXPECT_EQ(to_string(found[0].gross.value), "106.00");
            EXPECT_EQ(found[1].number.value, "A-1");
            EXPECT_EQ(found[1].currency.value, "USD");
        }
}

TEST(Sources, TheLastOfEachIsOneInvoiceOnlyWhereSomethingIsTheSame) {
    auto face = data();
    face.format = Format::Face;
    set(face.number, "24112000000012345699");
    set(face.date, "2024-02-07");
    set(face.gross, "75.00");
    std::vector<Finding> findings;
    EXPECT_EQ(join_sources({face}, {std::string(kDigital)}, {}, findings).size(), 2U);
    set(face.date, "2024-01-05");
    EXPECT_EQ(join_sources({face}, {std::string(kDigital)}, {}, findings).size(), 2U);
    set(face.number, "24112000000012345679");
    face.gross = {*parse_decimal("106.00"), Source::Text, kComputed};
    EXPECT_EQ(join_sources({face}, {std::string(kDigital)}, {}, findings).size(), 1U);
}

TEST(Sources, ADifferenceNamesTheInvoiceThatItIsOf) {
    auto one = data();
    auto other = data();
    set(other.number, "24112000000099999999");
    set(other.date, "2024-01-05");
    set(other.gross, "75.00");
    std::vector<Finding> findings;
    (void)join_sources({one, other}, {"01,32,,24112000000099999999,80.00,20240105,,5A7B"}, {},
                       findings);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].place, 2U);
}

TEST(Sources, APageThatBelongsToNoRecordIsTold) {
    std::vector<Finding> findings;
    auto trip = english("A-2", "-");
    for (auto& word : trip.words) word.text = "words";
    // Behind a Chinese form, since a plain invoice goes on over pages that say nothing.
    document::Page form{600, 400, {}, false};
    double top = 20;
    for (const auto* text : {"发票号码：24112000000012345678", "开票日期：2024年01月05日",
                             "价税合计（小写）：¥106.00", "购买方名称：甲公司"}) {
        form.words.push_back({text, 40, top, 340, top + 9, 100});
        top += 20;
    }
    EXPECT_EQ(join_sources({}, {}, {form, trip}, findings).size(), 1U);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].fault, Fault::NotAnInvoice);
    EXPECT_NE(findings[0].message.find("page 2"), std::string::npos);
    findings.clear();
    EXPECT_EQ(join_sources({}, {}, {form, english("A-1", "$10.00")}, findings).size(), 2U);
    EXPECT_TRUE(findings.empty());
}

// Two codes and two pages, of which one number was misread.
TEST(Sources, AMisreadNumberBesideOthersMakesNoRecord) {
    std::vector<Finding> findings;
    auto one = data();
    auto other = data();
    set(one.number, "24112000000012345678");
    set(other.number, "07007190");
    set(other.date, "2018-03-23");
    for (auto* invoice : {&one, &other}) invoice->format = Format::Face;
    EXPECT_EQ(
        join_sources({one, other}, {std::string(kOld), std::string(kDigital)}, {}, findings).size(),
        2U);
}

}  // namespace
}  // namespace errand::invoice
