#include "invoice/checks.hpp"

#include <gtest/gtest.h>

#include "invoice/merge.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

std::vector<Fault> faults(const Invoice& invoice, const Expected& expected) {
    std::vector<Fault> all;
    for (const auto& one : check(invoice, expected)) all.push_back(one.fault);
    return all;
}

Invoice whole() {
    Invoice one;
    one.format = Format::DigitalXml;
    one.files = {{"a.xml", "", "xml"}};
    set(one.number, "25312000000012345678");
    set(one.date, "2025-03-01");
    set(one.seller, "甲公司");
    set(one.buyer_tax_id, "91350100M000100Y43");
    set(one.gross, "106.00");
    set(one.tax, "6.00");
    finish_chinese(one);
    return one;
}

TEST(Expected, NothingExpectedFindsNothing) {
    EXPECT_TRUE(check(whole()).empty());
}

TEST(Expected, TheBuyerIsTheCompanyItself) {
    EXPECT_TRUE(check(whole(), {.buyer_tax_id = "91350100m000100y43"}).empty());
    EXPECT_EQ(faults(whole(), {.buyer_tax_id = "91350100M000100Y44"}),
              std::vector{Fault::OtherBuyer});
    auto none = whole();
    none.buyer_tax_id = {};
    EXPECT_EQ(faults(none, {.buyer_tax_id = "91350100M000100Y43"}), std::vector{Fault::OtherBuyer});
}

TEST(Expected, ATaxIdMayHaveItsCountryBeforeIt) {
    EXPECT_TRUE(same_tax_id("DE 123.456.789", "123456789"));
    EXPECT_TRUE(same_tax_id("01234567890", "IT01234567890"));
    EXPECT_FALSE(same_tax_id("DE123456789", "FR123456789"));
    EXPECT_FALSE(same_tax_id("9123456789", "23456789"));
    EXPECT_FALSE(same_tax_id("", ""));
}

TEST(Expected, NoInvoiceIsOfTomorrow) {
    EXPECT_TRUE(check(whole(), {.today = parse_day("2025-03-01")}).empty());
    EXPECT_EQ(faults(whole(), {.today = parse_day("2025-02-28")}), std::vector{Fault::Future});
}

TEST(Red, ItsRemarkNamesWhatItReverses) {
    EXPECT_EQ(
        reversed_number("被红冲蓝字数电发票号码：25312000000012345678 红字发票信息确认单编号："
                        "44030625030000000001"),
        "25312000000012345678");
    EXPECT_EQ(reversed_number("被红冲蓝字数电票号码:25312000000012345678"), "25312000000012345678");
    EXPECT_EQ(reversed_number("对应正数发票代码:044001900111 号码:12345678"), "12345678");
    EXPECT_EQ(reversed_number("红字发票信息表编号4403062503000000"), "");
    EXPECT_EQ(reversed_number("被红冲蓝字数电发票号码"), "");
    auto red = whole();
    red.gross.value = *parse_decimal("-106.00");
    set(red.remark, "被红冲蓝字数电发票号码：25312000000000000001");
    finish_chinese(red);
    EXPECT_TRUE(red.credit);
    EXPECT_EQ(red.reverses.value, "25312000000000000001");
}

TEST(Merge, WhatFollowsFromOneSourceIsHeldAgainstTheOther) {
    auto page = whole();  // states total and tax, so that net is computed
    for (auto* field : {&page.net, &page.tax, &page.gross}) field->source = Source::Text;
    Invoice code;
    code.format = Format::DigitalXml;
    code.files = {{"a.pdf", "", "pdf"}};
    set(code.number, "25312000000012345678", Source::Qr);
    set(code.net, "100.00", Source::Qr);
    std::vector<Finding> findings;
    auto agreed = page;
    merge(agreed, code, findings);
    EXPECT_TRUE(findings.empty());
    set(code.net, "110.00", Source::Qr);
    merge(page, code, findings);
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].fault, Fault::SourcesDisagree);
    EXPECT_EQ(findings[0].field, "net");
}

TEST(Merge, ACheckCodeMayBeItsLastDigits) {
    auto one = whole();
    auto other = whole();
    set(one.check_code, "01234567890123456789", Source::Text);
    set(other.check_code, "456789", Source::Qr);
    std::vector<Finding> findings;
    merge(one, other, findings);
    EXPECT_TRUE(findings.empty());
    set(other.check_code, "456780", Source::Qr);
    one = whole();
    set(one.check_code, "01234567890123456789", Source::Text);
    merge(one, other, findings);
    EXPECT_EQ(findings.size(), 1U);
}

}  // namespace
}  // namespace errand::invoice
