#include "invoice/layout/layout.hpp"

#include <gtest/gtest.h>

#include "invoice/checks.hpp"
#include "invoice/layout/labels.hpp"
#include "invoice/layout/paper_for_tests.hpp"
#include "invoice/layout/plain_values.hpp"

namespace errand::invoice {
namespace {

TEST(Layout, TheOldFormOfVat) {
    const auto read = only(vat_form());
    EXPECT_EQ(read.format, Format::Face);
    EXPECT_EQ(read.kind.value, "增值税电子普通发票");
    EXPECT_EQ(read.code.value, "042001700112");
    EXPECT_EQ(read.number.value, "07007198");
    EXPECT_EQ(to_string(read.date.value), "2018-03-23");
    EXPECT_EQ(read.check_code.value, "12636666022332927910");
    EXPECT_EQ(read.buyer.value, "武汉市车城物流有限公司");
    EXPECT_EQ(read.buyer_tax_id.value, "914201007483062457");
    EXPECT_EQ(read.seller.value, "湖北随岳南高速公路有限公司");
    EXPECT_EQ(read.seller_tax_id.value, "91420000753416406R");
    EXPECT_EQ(money(read.net), "286.23");
    EXPECT_EQ(money(read.tax), "8.59");
    EXPECT_EQ(money(read.gross), "294.82");
    EXPECT_EQ(read.drawer.value, "尹晨");
    EXPECT_TRUE(read.gross.stated());
    EXPECT_EQ(read.gross.source, Source::Text);
    ASSERT_EQ(read.lines.value.size(), 1U);
    const auto& line = read.lines.value.front();
    // A specification that is a number shifts nothing.
    EXPECT_EQ(line.specification, "200");
    EXPECT_EQ(line.quantity, parse_decimal("2"));
    EXPECT_EQ(line.unit_price, parse_decimal("143.115"));
    EXPECT_EQ(line.amount, parse_decimal("286.23"));
    EXPECT_EQ(line.tax_rate, "3%");
    EXPECT_EQ(line.tax, parse_decimal("8.59"));
    EXPECT_TRUE(check(read).empty());
}

TEST(Layout, WordsMayComeInAnyOrder) {
    auto page = vat_form().page();
    std::ranges::reverse(page.words);
    const auto read = only({page});
    EXPECT_EQ(read.buyer.value, "武汉市车城物流有限公司");
    EXPECT_EQ(money(read.gross), "294.82");
}

TEST(Layout, PartiesByTheirBlocksAndNotByHalves) {
    for (const bool swapped : {false, true}) {
        const auto read = only(digital_form(swapped));
        EXPECT_EQ(read.number.value, "24112000000012345678");
        EXPECT_FALSE(read.code.has());
        EXPECT_EQ(read.buyer.value, "甲（北京）有限公司");
        EXPECT_EQ(read.seller.value, "乙丙餐饮管理有限公司");
        EXPECT_EQ(read.buyer_tax_id.value, "91110108MA01ABCD2X");
        EXPECT_EQ(read.seller_tax_id.value, "91310115MA1K4XYZ0L");
        EXPECT_EQ(money(read.gross), "106.00");
        EXPECT_TRUE(read.buyer.stated());
    }
}

TEST(Layout, PartiesWithoutBlocksAreDoubtful) {
    const auto read = only(digital_form(false, false));
    EXPECT_EQ(read.buyer.value, "甲（北京）有限公司");
    EXPECT_EQ(read.seller.value, "乙丙餐饮管理有限公司");
    EXPECT_LT(read.buyer.confidence, kComputed);
}

TEST(Layout, SeveralOnOneSheetAndOneOnSeveral) {
    auto two = digital_form(false).page();
    two.height = 800;
    for (auto word : digital_form(true).page().words) {
        word.top += 400;
        word.bottom += 400;
        if (word.text == "24112000000012345678") word.text = "24112000000087654321";
        two.words.push_back(word);
    }
    const auto found = layout::read_pages({two});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].number.value, "24112000000087654321");
    EXPECT_EQ(found[1].seller.value, "乙丙餐饮管理有限公司");
    // The same number again is the next page.
    const auto page = digital_form(false).page();
    const auto one = layout::read_pages({page, page});
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(one.front().lines.value.size(), 2U);
}

TEST(Layout, RailTicketsHaveAFare) {
    Paper paper;
    paper.at(180, 20, "电子发票（铁路电子客票）").at(30, 50, "发票号码:25119110001000000011");
    paper.at(380, 50, "开票日期:2025年02月11日").at(60, 90, "北京南站").at(250, 88, "G123");
    paper.at(400, 90, "上海虹桥站").at(60, 120, "2025年02月08日").at(150, 120, "08:00开");
    paper.at(220, 120, "05车08F号").at(60, 150, "票价:").at(90, 150, "￥553.00");
    paper.at(30, 220, "购买方名称:甲有限公司");
    paper.at(220, 220, "统一社会信用代码:91110108MA01ABCD2X");
    const auto read = only(paper);
    EXPECT_EQ(read.format, Format::RailFace);
    EXPECT_EQ(money(read.gross), "553.00");
    EXPECT_EQ(read.journey.value, "G123");
    EXPECT_EQ(read.travel_date.value, "2025-02-08");
    EXPECT_EQ(to_string(read.date.value), "2025-02-11");
    EXPECT_EQ(read.buyer.value, "甲有限公司");
    EXPECT_TRUE(check(read).empty() || check(read).front().fault == Fault::CheckDigit);
}

// A narrow cell breaks the id's label; what is left of it in the next row belongs to no name.
TEST(Layout, ABrokenLabelIsNoPartOfAName) {
    Paper paper;
    paper.at(220, 30, "电子发票（普通发票）").at(400, 36, "发票号码：24112000000012345678");
    paper.at(400, 52, "开票日期：2024年01月05日");
    paper.down(30, 84, "购买方信息", 9.5).down(320, 84, "销售方信息", 9.5);
    for (const double left : {44.0, 334.0}) {
        const bool buyer = left < 100;
        paper.at(left, 90, "名称：").at(left + 30, 90, buyer ? "甲有限公司" : "乙有限公司");
        paper.at(left, 104, "统一社会信用代码/纳税人识别");
        paper.at(left + 30, 114, buyer ? "号：91110108MA01ABCD2X" : "号：91310115MA1K4XYZ0L");
    }
    paper.at(30, 150, "项目名称").at(300, 150, "金额").at(520, 150, "税额");
    paper.at(30, 165, "*餐饮服务*餐费").at(300, 165, "100.00").at(525, 165, "6.00");
    paper.at(60, 250, "合").at(110, 250, "计").at(295, 250, "¥100.00").at(520, 250, "¥6.00");
    paper.at(40, 270, "价税合计（大写）").at(160, 270, "⊗壹佰零陆圆整");
    paper.at(420, 270, "（小写）").at(470, 270, "¥106.00");
    const auto read = only(paper);
    EXPECT_EQ(read.buyer.value, "甲有限公司");
    EXPECT_EQ(read.seller.value, "乙有限公司");
    EXPECT_EQ(read.buyer_tax_id.value, "91110108MA01ABCD2X");
    EXPECT_EQ(read.seller_tax_id.value, "91310115MA1K4XYZ0L");
}

TEST(Layout, AListOfTripsIsNoInvoice) {
    Paper paper;
    paper.at(200, 20, "出行行程单")
        .at(30, 60, "合计123.45元")
        .at(30, 80, "开票日期")
        .at(30, 95, "车牌号");
    EXPECT_TRUE(layout::read_pages({paper.page()}).empty());
    EXPECT_TRUE(layout::read_pages({Paper().page()}).empty());
}

TEST(Layout, WhatWasRecognisedIsNoStatement) {
    auto paper = vat_form();
    paper.recognised(88);
    const auto read = only(paper);
    EXPECT_EQ(read.buyer.source, Source::Ocr);
    EXPECT_EQ(read.buyer.confidence, 88);
    // What adds up is better than the recognizer says.
    EXPECT_EQ(read.gross.confidence, kComputed);
}

TEST(Layout, OneLetterOfARecognisedLabelMayBeAnother) {
    auto page = vat_form().page();
    page.from_picture = true;
    for (auto& word : page.words)
        if (word.text == "发票代码:") word.text = "发栗代码:";
    EXPECT_EQ(only({page}).code.value, "042001700112");
    page.from_picture = false;
    EXPECT_FALSE(only({page}).code.stated());
}

Paper german_letter() {
    Paper paper(595, 842);
    paper.at(40, 40, "Bei").at(60, 40, "Spiel").at(90, 40, "GmbH").at(120, 40, "·");
    paper.at(130, 40, "Ecke").at(155, 40, "12").at(170, 40, "·").at(180, 40, "12345");
    paper.at(210, 40, "Stadthausen").at(40, 60, "Theodor").at(80, 60, "Est");
    paper.at(40, 74, "Bahnstr.").at(85, 74, "42").at(40, 88, "88802").at(70, 88, "Spielkreis");
    paper.at(40, 130, "Rechnung").at(85, 130, "Nr.").at(105, 130, "RE-2015/503");
    paper.at(40, 150, "Rechnungsdatum:").at(120, 150, "13.06.2015");
    paper.at(300, 200, "Nettobetrag:").at(400, 200, "1.358,00").at(440, 200, "€");
    paper.at(300, 214, "zzgl.").at(330, 214, "19").at(345, 214, "%").at(355, 214, "MwSt.");
    paper.at(405, 214, "258,02").at(440, 214, "€");
    paper.at(300, 228, "Gesamtbetrag:").at(400, 228, "1.616,02").at(440, 228, "€");
    paper.at(40, 700, "USt-IdNr.:").at(95, 700, "DE").at(110, 700, "136695976");
    return paper;
}

TEST(Layout, AGermanLetter) {
    const auto read = only(german_letter());
    EXPECT_EQ(read.format, Format::Plain);
    EXPECT_EQ(read.number.value, "RE-2015/503");
    EXPECT_EQ(to_string(read.date.value), "2015-06-13");
    EXPECT_EQ(read.seller.value, "Bei Spiel GmbH");
    EXPECT_EQ(read.seller_tax_id.value, "DE136695976");
    EXPECT_EQ(read.buyer.value, "Theodor Est");
    EXPECT_EQ(money(read.net), "1358.00");
    EXPECT_EQ(money(read.tax), "258.02");
    EXPECT_EQ(money(read.gross), "1616.02");
    EXPECT_EQ(read.currency.value, "EUR");
}

TEST(Layout, APartysLabelBeforeItsId) {
    auto page = german_letter().page();
    Paper more(595, 842);
    more.at(40, 102, "Kunde").at(70, 102, "USt-IdNr.").at(120, 102, "DE136695976");
    for (auto& word : page.words)
        if (word.text == "136695976") word.text = "999999999";
    page.words.insert(page.words.end(), more.page().words.begin(), more.page().words.end());
    const auto read = only({page});
    EXPECT_EQ(read.buyer_tax_id.value, "DE136695976");
    EXPECT_EQ(read.seller_tax_id.value, "DE999999999");
    EXPECT_EQ(read.buyer.value, "Theodor Est");
}

TEST(Layout, DaysOfAmericanPaper) {
    for (const double width : {612.0, 595.0}) {
        Paper paper(width, width > 600 ? 792 : 842);
        paper.at(40, 30, "Invoice").at(80, 30, "4711").at(40, 50, "Date:").at(80, 50, "10/06/2025");
        paper.at(40, 80, "Total").at(80, 80, "$10.00");
        EXPECT_EQ(to_string(only(paper).date.value), width > 600 ? "2025-10-06" : "2025-06-10");
    }
}

TEST(Layout, SumsThatDoNotAgreeAreDoubtful) {
    auto page = german_letter().page();
    for (auto& word : page.words)
        if (word.text == "1.616,02") word.text = "1.700,00";
    const auto read = only({page});
    EXPECT_EQ(money(read.gross), "1700.00");
    EXPECT_LT(read.gross.confidence, kComputed);
}

TEST(Layout, BlocksOfAnEnglishInvoice) {
    Paper paper(595, 842);
    paper.at(40, 30, "INVOICE").at(300, 50, "Invoice").at(340, 50, "No.").at(400, 50, "4711");
    paper.at(300, 64, "Date").at(400, 64, "March").at(430, 64, "3,").at(445, 64, "2026");
    paper.at(40, 100, "Bill").at(62, 100, "to:").at(300, 100, "From:");
    paper.at(40, 114, "Adatum").at(75, 114, "Ltd").at(300, 114, "Cronus").at(335, 114, "Inc.");
    paper.at(40, 128, "1").at(50, 128, "Road").at(300, 128, "2").at(310, 128, "Street");
    paper.at(300, 200, "Subtotal").at(400, 200, "$1,000.00").at(300, 214, "Tax");
    paper.at(330, 214, "8%").at(405, 214, "$80.00").at(300, 228, "Total");
    paper.at(400, 228, "$1,080.00");
    const auto read = only(paper);
    EXPECT_EQ(read.number.value, "4711");
    EXPECT_EQ(to_string(read.date.value), "2026-03-03");
    EXPECT_EQ(read.buyer.value, "Adatum Ltd");
    EXPECT_EQ(read.seller.value, "Cronus Inc.");
    EXPECT_EQ(money(read.gross), "1080.00");
    EXPECT_EQ(money(read.tax), "80.00");
}

TEST(PlainValues, AmountsOfManyCountries) {
    const auto read = [](std::string_view text, char decimal) {
        const auto value = layout::plain_amount(text, decimal);
        return value ? to_string(*value) : "-";
    };
    EXPECT_EQ(read("1.234,56", ','), "1234.56");
    EXPECT_EQ(read("1,234.56", '.'), "1234.56");
    EXPECT_EQ(read("1 234,56 €", ','), "1234.56");
    EXPECT_EQ(read("1'234.50", '.'), "1234.50");
    EXPECT_EQ(read("EUR 529,87", ','), "529.87");
    EXPECT_EQ(read("-8,79", ','), "-8.79");
    EXPECT_EQ(read("(35,13 €)", ','), "-35.13");
    EXPECT_EQ(read("1.234", ','), "1234.00");
    EXPECT_EQ(read("1.234", '.'), "1234.00");
    EXPECT_EQ(read("0.234", '.'), "0.234");
    EXPECT_EQ(read("1234.567", '.'), "1234.567");
    EXPECT_EQ(read("12.34.56", '.'), "-");
    EXPECT_EQ(read("A12", '.'), "-");
    EXPECT_EQ(read("", '.'), "-");
}

TEST(PlainValues, DaysOfManyCountries) {
    const auto read = [](std::string_view text, bool month_first = false) -> std::string {
        Paper paper;
        paper.at(10, 10, text);
        const layout::Sheet sheet(paper.page(), {});
        const auto found = layout::day_at(sheet.rows().front(), 0, 0, month_first);
        return found ? to_string(found->day) : "-";
    };
    EXPECT_EQ(read("06.08.2013"), "2013-08-06");
    EXPECT_EQ(read("2013-08-06"), "2013-08-06");
    EXPECT_EQ(read("06/08/2013"), "2013-08-06");
    EXPECT_EQ(read("06/08/2013", true), "2013-06-08");
    EXPECT_EQ(read("02/17/26"), "2026-02-17");
    EXPECT_EQ(read("March 3, 2026"), "2026-03-03");
    EXPECT_EQ(read("11. März 2014"), "2014-03-11");
    EXPECT_EQ(read("1er février 2024"), "2024-02-01");
    EXPECT_EQ(read("1 de enero de 2024"), "2024-01-01");
    EXPECT_EQ(read("26 Oct 22"), "2022-10-26");
    EXPECT_EQ(read("2 December 2025"), "2025-12-02");
    EXPECT_EQ(read("31.02.2024"), "-");
    EXPECT_EQ(read("192.168.2.1"), "-");
}

}  // namespace
}  // namespace errand::invoice
