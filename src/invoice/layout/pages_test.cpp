// Which words and pages make one invoice, and which words speak of another.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "invoice/layout/paper_for_tests.hpp"

namespace errand::invoice {
namespace {

document::Page moved(const document::Page& page, double right, double down) {
    auto out = page;
    for (auto& word : out.words) {
        word.left += right, word.right += right;
        word.top += down, word.bottom += down;
    }
    return out;
}

document::Page with_number(document::Page page, std::string_view number) {
    for (auto& word : page.words)
        if (word.text == "24112000000012345678") word.text = number;
    return page;
}

TEST(Pages, InvoicesBesideOneAnotherAreParted) {
    auto both = digital_form(false).page();
    both.width = 1200;
    const auto other =
        moved(with_number(digital_form(true).page(), "24112000000087654321"), 600, 0);
    both.words.insert(both.words.end(), other.words.begin(), other.words.end());
    const auto found = layout::read_pages({both});
    ASSERT_EQ(found.size(), 2U);
    for (const auto& one : found) {
        EXPECT_EQ(one.buyer.value, "甲（北京）有限公司");
        EXPECT_EQ(one.seller.value, "乙丙餐饮管理有限公司");
        EXPECT_EQ(money(one.gross), "106.00");
    }
    EXPECT_EQ(found[0].number.value, "24112000000012345678");
    EXPECT_EQ(found[1].number.value, "24112000000087654321");
}

TEST(Pages, ANumberInARemarkIsNoOtherInvoice) {
    for (const auto* remark :
         {"原蓝字发票号码：07007111", "订单关联发票号码：07007111",
          "发票号码：24112000000000000001", "冲红 发票号码：24112000000000000001"}) {
        auto digital = digital_form(false);
        digital.down(30, 300, "备注", 18).at(50, 300, remark).at(60, 370, "开票人：王五");
        const auto read = only(digital);
        EXPECT_EQ(read.number.value, "24112000000012345678") << remark;
        EXPECT_EQ(read.drawer.value, "王五") << remark;
        EXPECT_EQ(money(read.gross), "106.00") << remark;
        auto old = vat_form();
        old.at(370, 312, remark);
        const auto other = only(old);
        EXPECT_EQ(other.number.value, "07007198") << remark;
        EXPECT_EQ(other.seller.value, "湖北随岳南高速公路有限公司") << remark;
    }
}

TEST(Pages, NamesInARemarkAreNobodysOnTheInvoice) {
    auto digital = digital_form(false);
    digital.down(30, 300, "备注", 18);
    digital.at(50, 300, "客户名称：赵六工程有限公司").at(50, 312, "收款单位：丁戊物业管理公司");
    digital.at(50, 324, "付款方名称：张三");
    const auto read = only(digital);
    EXPECT_EQ(read.buyer.value, "甲（北京）有限公司");
    EXPECT_EQ(read.seller.value, "乙丙餐饮管理有限公司");
    // Nor where the page has no label of remarks.
    auto loose = digital_form(false);
    loose.at(50, 300, "客户名称：赵六工程有限公司");
    EXPECT_EQ(only(loose).buyer.value, "甲（北京）有限公司");
}

Paper receipt(std::string_view seller, std::string_view amount, std::string_view day) {
    Paper paper;
    paper.at(200, 30, "通用机打发票").at(40, 60, "开票日期：").at(90, 60, day);
    paper.at(40, 80, "收款单位：").at(90, 80, seller).at(40, 100, "付款单位：甲有限公司");
    paper.at(40, 120, "合计金额（小写）：").at(130, 120, amount).at(40, 140, "开票人：王五");
    return paper;
}

TEST(Pages, APageThatContradictsIsNoNextPage) {
    auto first = digital_form(false).page();
    std::erase_if(first.words, [](const document::Word& word) {
        return word.top > 200;  // its sums
    });
    const auto found =
        layout::read_pages({first, receipt("丙停车场公司", "¥480.00", "2025年01月06日").page()});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_FALSE(found[0].gross.has());
    EXPECT_EQ(money(found[1].gross), "480.00");
    EXPECT_EQ(found[1].seller.value, "丙停车场公司");
}

TEST(Pages, AForeignInvoiceBehindAChineseOneIsRead) {
    Paper other(595, 842);
    other.at(40, 30, "INVOICE")
        .at(300, 50, "Invoice No. 4711")
        .at(300, 64, "Invoice date 2026-03-03");
    other.at(300, 228, "Total").at(400, 228, "$1,080.00");
    const auto form = digital_form(false).page();
    for (const bool before : {false, true}) {
        const auto found = layout::read_pages(before ? std::vector{other.page(), form}
                                                     : std::vector{form, other.page()});
        ASSERT_EQ(found.size(), 2U);
        EXPECT_EQ(found[before ? 0 : 1].format, Format::Plain);
        EXPECT_EQ(found[before ? 0 : 1].number.value, "4711");
        EXPECT_EQ(found[before ? 1 : 0].number.value, "24112000000012345678");
    }
    Paper words;
    words.at(40, 40, "Merci").at(80, 40, "beaucoup");
    std::vector<std::size_t> unread;
    EXPECT_EQ(layout::read_pages({form, words.page(), Paper().page()}, &unread).size(), 1U);
    EXPECT_EQ(unread, std::vector<std::size_t>{1});
}

TEST(Pages, AnItineraryIsKnownByItsTicketAndHasItsFees) {
    Paper paper;
    paper.at(200, 30, "航空运输电子客票行程单").at(40, 60, "旅客姓名 张三");
    paper.at(40, 90, "承运人").at(120, 90, "航班号").at(260, 90, "日期");
    paper.at(40, 104, "国航").at(120, 104, "CA1234").at(260, 104, "2023-05-06");
    paper.at(40, 140, "票价").at(140, 140, "民航发展基金").at(240, 140, "燃油附加费");
    paper.at(340, 140, "其他税费").at(440, 140, "合计").at(40, 154, "CNY 800.00");
    paper.at(140, 154, "CN 50.00").at(240, 154, "YQ 60.00").at(440, 154, "CNY 910.00");
    paper.at(40, 180, "电子客票号码 9991234567890").at(300, 200, "填开日期 2023-05-07");
    paper.at(40, 200, "填开单位 中国国际航空股份有限公司");
    const auto read = only(paper);
    EXPECT_EQ(read.format, Format::AirFace);
    EXPECT_EQ(read.number.value, "9991234567890");
    EXPECT_EQ(money(read.net), "860.00");
    EXPECT_EQ(money(read.adjustment), "50.00");
    EXPECT_EQ(money(read.gross), "910.00");
    EXPECT_EQ(money(read.tax), "0.00");
    EXPECT_EQ(read.journey.value, "CA1234");
    // A fund that cannot be read is no tax.
    auto without = paper.page();
    std::erase_if(without.words, [](const auto& word) { return word.text == "CN 50.00"; });
    EXPECT_EQ(money(only({without}).tax), "-");
}

TEST(Pages, WordsWithoutAPlaceAreLeftOut) {
    auto page = digital_form(false).page();
    for (int at = 0; at < 200; ++at)
        page.words.push_back({"W", 10,
                              std::numeric_limits<double>::infinity() * (at % 2 == 0 ? 1 : -1), 20,
                              std::numeric_limits<double>::infinity(), 100});
    EXPECT_EQ(only({page}).number.value, "24112000000012345678");
}

// An invoice in a plain language: its head and rows of a label and what stands behind it.
Paper plain(std::initializer_list<std::pair<std::string_view, std::string_view>> rows) {
    Paper paper(595, 842);
    paper.at(300, 64, "Invoice No. 4711").at(300, 78, "Invoice date 2026-03-03");
    double top = 200;
    for (const auto& [label, value] : rows) {
        paper.at(40, top, label);
        // A space of print is a quarter of its height.
        double left = 400;
        for (auto rest = value; !rest.empty();) {
            const auto word = rest.substr(0, rest.find(' '));
            paper.at(left, top, word);
            left = paper.page().words.back().right + kSize / 4;
            rest.remove_prefix(std::min(word.size() + 1, rest.size()));
        }
        top += 14;
    }
    return paper;
}

TEST(PlainSums, SpacesPartThousands) {
    EXPECT_EQ(money(only(plain({{"Att betala", "12 500 kr"}})).gross), "12500.00");
    EXPECT_EQ(money(only(plain({{"Att betala", "1 543 209,38 kr"}})).gross), "1543209.38");
    const auto read =
        only(plain({{"Total HT", "10 000 €"}, {"TVA 20%", "2 000 €"}, {"Total TTC", "12 000 €"}}));
    EXPECT_EQ(money(read.net), "10000.00");
    EXPECT_EQ(money(read.tax), "2000.00");
    EXPECT_EQ(money(read.gross), "12000.00");
}

TEST(PlainSums, OneMarkBeforeThreeDigitsPartsThousands) {
    const auto read = only(
        plain({{"Nettobetrag", "1.000 €"}, {"MwSt. 19 %", "190 €"}, {"Gesamtbetrag", "1.190 €"}}));
    EXPECT_EQ(money(read.net), "1000.00");
    EXPECT_EQ(money(read.gross), "1190.00");
    // Unless the page writes three decimals.
    EXPECT_EQ(money(only(plain({{"Fee", "0.125"}, {"Total", "$1.190"}})).gross), "1.19");
}

TEST(PlainSums, TheSignOfYuanAndYen) {
    const auto currency = [](std::string_view said, std::string_view total) {
        const auto read = only(plain({{said, "x"}, {"Total", total}})).currency;
        EXPECT_LT(read.confidence, kComputed) << said;
        return read.value;
    };
    EXPECT_EQ(currency("Hotel", "¥11,000"), "JPY");
    EXPECT_EQ(currency("ホテル", "¥11,000"), "JPY");
    EXPECT_EQ(currency("T1234567890123", "¥11,000.00"), "JPY");
    EXPECT_EQ(currency("Hotel", "¥110.00"), "CNY");
    EXPECT_EQ(currency("北京饭店", "¥110"), "CNY");
}

TEST(PlainTitle, ASentenceAboutCreditNotesMakesNone) {
    for (const auto* sentence :
         {"Claims within 30 days; a credit note will then be issued.",
          "Merci de nous régler après avoir vérifié les quantités livrées."}) {
        auto paper = plain({{"Total", "$10.00"}});
        paper.at(40, 700, sentence);
        EXPECT_FALSE(only(paper).credit) << sentence;
    }
    for (const auto* title : {"Credit note", "Avoir", "Credit note: 12", "Rechnungskorrektur 17"}) {
        auto paper = plain({{"Total", "$10.00"}});
        paper.at(40, 30, title);
        EXPECT_TRUE(only(paper).credit) << title;
    }
}

}  // namespace
}  // namespace errand::invoice
