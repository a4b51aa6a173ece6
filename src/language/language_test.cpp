#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "language/limits.hpp"
#include "language/money.hpp"
#include "language/numbers.hpp"
#include "language/phrases.hpp"
#include "language/simplify.hpp"
#include "language/text.hpp"
#include "language/times.hpp"

namespace errand::language {
namespace {

std::string tokens(std::string_view sentence) {
    std::string joined;
    for (const auto& token : read_text(sentence).tokens)
        joined += (joined.empty() ? "" : "|") + token.text;
    return joined;
}

TEST(Text, IsCutByCharacterAndByWord) {
    EXPECT_EQ(tokens("来2杯Latte,don't!"), "来|2|杯|latte|,|don't|!");
    EXPECT_EQ(tokens("ＡＢＣ１２．５元"), "abc|12.5|元");
    EXPECT_EQ(tokens("幫我點兩份雞排飯"), "帮|我|点|两|份|鸡|排|饭");
    EXPECT_EQ(tokens("1,200 and 1,2"), "1200|and|1|,|2");
    EXPECT_EQ(tokens("pork-knuckle “rice”"), "pork|-|knuckle|\"|rice|\"");
    EXPECT_EQ(tokens(""), "");
    EXPECT_EQ(tokens("\xff\xfe好\xe5\xa5"), "好");
}

TEST(Text, KeepsWhereEachTokenCameFrom) {
    const auto text = read_text("帮我 點Two LATTES");
    EXPECT_EQ(text.said(2, 5), "點Two LATTES");
    EXPECT_EQ(text.said(4, 5), "LATTES");
    EXPECT_EQ(text.said(3, 3), "");
    EXPECT_TRUE(text[3].glued);
    EXPECT_FALSE(text[2].glued);
}

TEST(Text, IsBoundedInLength) {
    const auto text = read_text(std::string(100'000, 'a') + " b");
    EXPECT_EQ(text.original.size(), kMaxSentenceBytes);
    EXPECT_LE(read_text(std::string(8'000, '1') + "x").size(), kMaxTokens);
}

TEST(Text, KnowsItsLanguage) {
    EXPECT_EQ(language_of(read_text("来杯 latte")), "zh");
    EXPECT_EQ(language_of(read_text("get me two 珍珠奶茶 please")), "en");
    EXPECT_EQ(language_of(read_text("")), "en");
}

TEST(Text, NormalisesAndCounts) {
    EXPECT_EQ(normalise("ＷＩＦＩ、雞"), "wifi,鸡");
    EXPECT_EQ(length("鸡a"), 2U);
    EXPECT_EQ(simplified(U'雞'), U'鸡');
    EXPECT_EQ(folded(U'Ａ'), U'a');
}

double number(std::string_view sentence) {
    const auto read = read_number(read_text(sentence), 0);
    return read ? read->value : -1;
}

TEST(Number, IsReadInBothLanguages) {
    EXPECT_EQ(number("三"), 3);
    EXPECT_EQ(number("两"), 2);
    EXPECT_EQ(number("十五"), 15);
    EXPECT_EQ(number("二十"), 20);
    EXPECT_EQ(number("一百五"), 150);
    EXPECT_EQ(number("一百零五"), 105);
    EXPECT_EQ(number("三千二百"), 3200);
    EXPECT_EQ(number("两万"), 20000);
    EXPECT_EQ(number("二零二六"), 2026);
    EXPECT_EQ(number("2千"), 2000);
    EXPECT_EQ(number("12.5"), 12.5);
    EXPECT_EQ(number("1,200"), 1200);
    EXPECT_EQ(number("twenty five"), 25);
    EXPECT_EQ(number("one hundred and five"), 105);
    EXPECT_EQ(number("two thousand three hundred"), 2300);
    EXPECT_EQ(number("half a dozen"), 6);
    EXPECT_EQ(number("a couple of"), 2);
    EXPECT_EQ(number("three dozen"), 36);
    EXPECT_EQ(number("两三"), 3);
    EXPECT_EQ(number("three or four"), 4);
    EXPECT_EQ(number("奶茶"), -1);
    EXPECT_EQ(number("and"), -1);
}

std::string quantity(std::string_view sentence) {
    const auto text = read_text(sentence);
    const auto read = read_quantity(text, 0);
    if (!read) return "-";
    return std::to_string(read->value) + read->measure + (read->bare ? "?" : "") + "/" +
           std::to_string(text.size() - read->end);
}

TEST(Quantity, NeedsAMeasureWordInChinese) {
    EXPECT_EQ(quantity("两杯奶茶"), "2杯/2");
    EXPECT_EQ(quantity("3 份饭"), "3份/1");
    EXPECT_EQ(quantity("十来个包子"), "10个/2");
    EXPECT_EQ(quantity("半打啤酒"), "6打/2");
    EXPECT_EQ(quantity("两人份的锅"), "2人/2");
    EXPECT_EQ(quantity("俩煎饼"), "2/2");
    EXPECT_EQ(quantity("一台电扇"), "1台/2");
    EXPECT_EQ(quantity("两双袜子"), "2双/2");
    EXPECT_EQ(quantity("一部分"), "-");
    EXPECT_EQ(quantity("三明治"), "-");
    EXPECT_EQ(quantity("八宝粥"), "-");
    EXPECT_EQ(quantity("三"), "3?/0");
    EXPECT_EQ(quantity("三块钱"), "-");
    EXPECT_EQ(quantity("两块蛋糕"), "2块/2");
    EXPECT_EQ(quantity("两个人"), "-");
    EXPECT_EQ(quantity("两大杯可乐"), "2杯/2");
    EXPECT_EQ(read_quantity(read_text("两大杯可乐"), 0)->size, Size::Large);
}

TEST(Quantity, IsReadInEnglish) {
    EXPECT_EQ(quantity("two cups of tea"), "2cups/1");
    EXPECT_EQ(quantity("three lattes"), "3?/1");
    EXPECT_EQ(quantity("a latte"), "1/1");
    EXPECT_EQ(quantity("2x burger"), "2/1");
    EXPECT_EQ(quantity("x2"), "2/0");
    EXPECT_EQ(quantity("half a dozen eggs"), "6?/1");
    EXPECT_EQ(quantity("latte"), "-");
}

std::string fraction(std::string_view sentence) {
    const auto read = read_fraction(read_text(sentence), 0);
    return read ? std::to_string(read->numerator) + "/" + std::to_string(read->denominator) : "-";
}

TEST(Fraction, IsReadInBothLanguages) {
    EXPECT_EQ(fraction("一半少糖"), "1/2");
    EXPECT_EQ(fraction("三分之一"), "1/3");
    EXPECT_EQ(fraction("百分之二十"), "20/100");
    EXPECT_EQ(fraction("三成"), "3/10");
    EXPECT_EQ(fraction("30%"), "30/100");
    EXPECT_EQ(fraction("1/4"), "1/4");
    EXPECT_EQ(fraction("half of them"), "1/2");
    EXPECT_EQ(fraction("a third"), "1/3");
    EXPECT_EQ(fraction("two thirds"), "2/3");
    EXPECT_EQ(fraction("half a dozen"), "-");
}

int ordinal(std::string_view sentence) {
    const auto read = read_ordinal(read_text(sentence), 0);
    return read ? read->rank : 0;
}

TEST(Ordinal, IsReadInBothLanguages) {
    EXPECT_EQ(ordinal("第二个"), 2);
    EXPECT_EQ(ordinal("第12家"), 12);
    EXPECT_EQ(ordinal("最后一个"), -1);
    EXPECT_EQ(ordinal("三号"), 3);
    EXPECT_EQ(ordinal("the second one"), 2);
    EXPECT_EQ(ordinal("2nd"), 2);
    EXPECT_EQ(ordinal("the last one"), -1);
    EXPECT_EQ(ordinal("option 3"), 3);
    EXPECT_EQ(ordinal("#2"), 2);
    EXPECT_EQ(ordinal("two"), 0);
}

std::string money(std::string_view sentence) {
    const auto read = read_money(read_text(sentence), 0);
    return read ? decimal(read->minor) : "-";
}

TEST(Money, IsReadInBothLanguages) {
    EXPECT_EQ(money("50块"), "50.00");
    EXPECT_EQ(money("三十五块五"), "35.50");
    EXPECT_EQ(money("12元5角"), "12.50");
    EXPECT_EQ(money("八毛钱"), "0.80");
    EXPECT_EQ(money("两千人民币"), "2000.00");
    EXPECT_EQ(money("¥30"), "30.00");
    EXPECT_EQ(money("rmb 60"), "60.00");
    EXPECT_EQ(money("25.5 yuan"), "25.50");
    EXPECT_EQ(money("20 bucks"), "20.00");
    EXPECT_EQ(money("两块蛋糕"), "-");
    EXPECT_EQ(money("两杯"), "-");
    EXPECT_EQ(decimal(-1805), "-18.05");
}

std::string when(std::string_view sentence) {
    const auto read = read_moment(read_text(sentence), 0);
    if (!read) return "-";
    const auto zone = TimeZone::find("Asia/Shanghai").value();
    const auto now = parse_time("2026-03-02T11:40:00+08:00").value();
    return zone.format(resolve(*read, now, zone)).substr(5, 11);
}

TEST(Moment, IsResolvedFromNow) {
    EXPECT_EQ(when("12点半"), "03-02T12:30");
    EXPECT_EQ(when("下午三点"), "03-02T15:00");
    EXPECT_EQ(when("晚上七点二十"), "03-02T19:20");
    EXPECT_EQ(when("明天中午十二点"), "03-03T12:00");
    EXPECT_EQ(when("明早八点"), "03-03T08:00");
    EXPECT_EQ(when("19:30"), "03-02T19:30");
    EXPECT_EQ(when("半小时后"), "03-02T12:10");
    EXPECT_EQ(when("一个半小时后"), "03-02T13:10");
    EXPECT_EQ(when("尽快"), "03-02T11:40");
    EXPECT_EQ(when("in half an hour"), "03-02T12:10");
    EXPECT_EQ(when("within 45 minutes"), "03-02T12:25");
    EXPECT_EQ(when("at 7pm"), "03-02T19:00");
    EXPECT_EQ(when("7:30 p.m."), "03-02T19:30");
    EXPECT_EQ(when("half past six"), "03-02T18:30");
    EXPECT_EQ(when("tomorrow at 12"), "03-03T12:00");
    EXPECT_EQ(when("at noon"), "03-02T12:00");
    EXPECT_EQ(when("8:00"), "03-02T20:00");
    EXPECT_EQ(when("七点四个人"), "03-02T19:00");
    EXPECT_EQ(when("奶茶"), "-");
    EXPECT_EQ(when("two lattes"), "-");
}

TEST(Phrases, FindsTheLongest) {
    Phrases phrases;
    phrases.add("少", 1);
    phrases.add("少冰", 2);
    phrases.add("less ice", 3);
    phrases.add("less ice", 4);
    const auto chinese = read_text("少冰");
    EXPECT_EQ(phrases.longest(chinese, 0).value, 2U);
    EXPECT_EQ(phrases.longest(chinese, 0).end, 2U);
    EXPECT_FALSE(phrases.longest(chinese, 1));
    const auto hits = phrases.hits(read_text("LESS  ICE"), 0);
    ASSERT_EQ(hits.count, 1U);
    EXPECT_EQ(hits.all[0].values.size(), 2U);
}

}  // namespace
}  // namespace errand::language
