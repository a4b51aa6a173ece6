#include <gtest/gtest.h>

#include "invoice/checks.hpp"
#include "invoice/date.hpp"
#include "invoice/decimal.hpp"
#include "language/identity.hpp"

namespace errand::invoice {
namespace {

std::string shown(const std::optional<Decimal>& read) {
    return read ? to_string(*read) : "none";
}

std::string round_trip(std::string_view text) {
    return shown(parse_decimal(text));
}

TEST(Decimal, IsExact) {
    EXPECT_EQ(round_trip("0.1"), "0.10");
    EXPECT_EQ(round_trip(" -1,234.5 "), "-1234.50");
    EXPECT_EQ(round_trip("¥12.345678901234"), "12.345678901234");
    EXPECT_EQ(round_trip("0.0000000000005"), "0.000000000001");
    EXPECT_EQ(round_trip(".5"), "0.50");
    EXPECT_EQ(round_trip("１２．５"), "12.50");
    EXPECT_EQ(round_trip("999999999999999999"), "999999999999999999.00");
    EXPECT_EQ(to_string(*parse_decimal("0.1") + *parse_decimal("0.2")), "0.30");
}

TEST(Decimal, RefusesWhatIsNone) {
    for (const auto* text : {"", "-", ".", "***", "1.2.3", "1,23", "12,34.5", "1e5",
                             "1000000000000000000", "1,", ",1", "0x1", "--1"})
        EXPECT_EQ(round_trip(text), "none") << text;
    EXPECT_FALSE(parse_decimal(std::string(200, '1')));
}

TEST(Day, ReadsEveryForm) {
    for (const auto* text : {"2025-01-31", "20250131", "2025/1/31", "2025年01月31日", "2025.01.31",
                             "2025-01-31T10:00:00+08:00", "20250131101500", " 2025-01-31Z"}) {
        const auto day = parse_day(text);
        ASSERT_TRUE(day) << text;
        EXPECT_EQ(to_string(*day), "2025-01-31") << text;
    }
    for (const auto* text : {"", "2025-02-30", "31-01-2025", "2025", "99991231", "abc"})
        EXPECT_FALSE(parse_day(text)) << text;
}

std::string words(std::string_view text) {
    return shown(read_capital_amount(text));
}

TEST(Capital, ReadsAmountsInWords) {
    EXPECT_EQ(words("壹仟贰佰叁拾肆元伍角陆分"), "1234.56");
    EXPECT_EQ(words("⊗壹万零伍拾圆整"), "10050.00");
    EXPECT_EQ(words("拾万元整"), "100000.00");
    EXPECT_EQ(words("壹亿贰仟万元整"), "120000000.00");
    EXPECT_EQ(words("（负数）叁元整"), "-3.00");
    EXPECT_EQ(words("(负数)伍佰圆整"), "-500.00");
    EXPECT_EQ(words("负叁元零伍分"), "-3.05");
    EXPECT_EQ(words("伍角"), "0.50");
    EXPECT_EQ(words("零仟零佰伍拾陆元零角零分"), "56.00");
    EXPECT_EQ(words("零拾零万零仟零佰零拾伍元整"), "5.00");
    EXPECT_EQ(words("拾元整"), "10.00");
    EXPECT_EQ(words("壹仟捌佰肆拾肆亿陆仟柒佰肆拾肆万零柒佰叁拾捌亿元"), "none");
    EXPECT_EQ(words("元整"), "none");
    EXPECT_EQ(words("总计壹元"), "none");
    std::string huge;
    for (int at = 0; at < 100; ++at) huge += "玖亿";
    EXPECT_EQ(words(huge), "none");
}

TEST(CreditCode, HasACheckCharacter) {
    EXPECT_TRUE(language::credit_character_fits("91350100M000100Y43"));
    EXPECT_FALSE(language::credit_character_fits("91350100M000100Y44"));
    EXPECT_FALSE(language::credit_character_fits("91350100M000100I43"));
    EXPECT_FALSE(language::credit_character_fits("9135"));
}

}  // namespace
}  // namespace errand::invoice
