// Numbers, ordinals, percentages and ranges: what is found in a sentence, where, and its value.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "language/limits.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language {
namespace {

constexpr auto kZh = Language::Chinese;
constexpr auto kEn = Language::English;

std::string said(std::string_view text, std::size_t begin, std::size_t end) {
    return std::string(text.substr(begin, end - begin));
}

std::string join(std::string& to, std::string_view more) {
    return to += (to.empty() ? "" : "; ") + std::string(more);
}

// "三=3; 一百五=150"
std::string numbers(std::string_view text, Language language) {
    std::string all;
    for (const auto& found : find_numbers(text, language))
        join(all, fmt::format("{}={:.15g}", said(text, found.begin, found.end), found.value));
    return all;
}

std::string ordinals(std::string_view text, Language language) {
    std::string all;
    for (const auto& found : find_ordinals(text, language)) {
        const auto* anchor = found.anchor == Anchor::Start ? ""
                             : found.anchor == Anchor::End ? "end "
                                                           : "here ";
        join(all, fmt::format("{}={}{}", said(text, found.begin, found.end), anchor, found.offset));
    }
    return all;
}

std::string percents(std::string_view text, Language language,
                     PercentScope scope = PercentScope::Percentages) {
    std::string all;
    for (const auto& found : find_percents(text, language, scope))
        join(all, fmt::format("{}={}", said(text, found.begin, found.end),
                              found.percent ? fmt::format("{:.12g}", *found.percent) : "?"));
    return all;
}

std::string ranges(std::string_view text, Language language) {
    std::string all;
    for (const auto& found : find_number_ranges(text, language)) {
        std::string bounds = found.low && found.low->closed ? "[" : "(";
        if (found.low) bounds += fmt::format("{:.12g}", found.low->value);
        bounds += ",";
        if (found.high) bounds += fmt::format("{:.12g}", found.high->value);
        bounds += found.high && found.high->closed ? "]" : ")";
        join(all, said(text, found.begin, found.end) + "=" + bounds);
    }
    return all;
}

TEST(ChineseNumbers, AreReadWithTheirUnits) {
    EXPECT_EQ(numbers("共八千零三十人", kZh), "八千零三十=8030");
    EXPECT_EQ(numbers("六万五", kZh), "六万五=65000");
    EXPECT_EQ(numbers("三百七", kZh), "三百七=370");
    EXPECT_EQ(numbers("两亿零八万", kZh), "两亿零八万=200080000");
    EXPECT_EQ(numbers("二十三万七千亿", kZh), "二十三万七千亿=23700000000000");
    EXPECT_EQ(numbers("千六", kZh), "千六=1600");
    EXPECT_EQ(numbers("贰仟叁佰元", kZh), "贰仟叁佰=2300");
    EXPECT_EQ(numbers("負三萬", kZh), "負三萬=-30000");
    EXPECT_EQ(numbers("廿八", kZh), "廿八=28");
    EXPECT_EQ(numbers("3 万 5 千", kZh), "3 万 5 千=35000");
}

TEST(ChineseNumbers, AreReadInDigits) {
    EXPECT_EQ(numbers("买12个", kZh), "12=12");
    EXPECT_EQ(numbers("１２，３４５．６", kZh), "１２，３４５．６=12345.6");
    EXPECT_EQ(numbers("3.2亿，7k", kZh), "3.2亿=320000000; 7k=7000");
    EXPECT_EQ(numbers("3^4和5e3", kZh), "3^4=81; 5e3=5000");
    EXPECT_EQ(numbers("5-3", kZh), "5=5; 3=3");
    EXPECT_EQ(numbers("气温-3", kZh), "-3=-3");
}

TEST(ChineseNumbers, AreReadAsFractionsAndDecimals) {
    EXPECT_EQ(numbers("八点零五", kZh), "八点零五=8.05");
    EXPECT_EQ(numbers("五分之二", kZh), "五分之二=0.4");
    EXPECT_EQ(numbers("二又四分之一", kZh), "二又四分之一=2.25");
    EXPECT_EQ(numbers("3 1/2", kZh), "3 1/2=3.5");
    EXPECT_EQ(numbers("三打鸡蛋，半打", kZh), "三打=36; 半打=6");
}

TEST(ChineseNumbers, AreNotFoundInWords) {
    for (const auto* text : {"我一听", "万一", "收拾房间", "大陆", "十足", "两两", "四处找",
                             "九九归一吧", "一齐", "百花", "千里马"})
        EXPECT_EQ(numbers(text, kZh), "") << text;
    EXPECT_EQ(numbers("一只猫看一眼", kZh), "一=1; 一=1");
}

TEST(ChineseNumbers, AboutSo) {
    EXPECT_EQ(numbers("三千多万", kZh), "三千多万=30000000");
    EXPECT_EQ(numbers("八十几个", kZh), "八十=80");
    EXPECT_EQ(numbers("四五十人", kZh), "五十=50");
}

TEST(EnglishNumbers, AreReadInWords) {
    EXPECT_EQ(numbers("forty-seven", kEn), "forty-seven=47");
    EXPECT_EQ(numbers("a hundred and six people", kEn), "a hundred and six=106");
    EXPECT_EQ(numbers("two million five hundred thousand", kEn),
              "two million five hundred thousand=2500000");
    EXPECT_EQ(numbers("12 lakh, 3 crore", kEn), "12 lakh=1200000; 3 crore=30000000");
    EXPECT_EQ(numbers("minus nine", kEn), "minus nine=-9");
    EXPECT_EQ(numbers("six point zero five", kEn), "six point zero five=6.05");
    EXPECT_EQ(numbers("half a dozen, four dozen", kEn), "half a dozen=6; four dozen=48");
    EXPECT_EQ(numbers("one two three", kEn), "one=1; two=2; three=3");
    EXPECT_EQ(numbers("6 hundred and 12", kEn), "6 hundred and 12=612");
}

TEST(EnglishNumbers, AreReadInDigits) {
    EXPECT_EQ(numbers("7,654,321.5", kEn), "7,654,321.5=7654321.5");
    EXPECT_EQ(numbers("15k and 2.5M", kEn), "15k=15000; 2.5M=2500000");
    EXPECT_EQ(numbers("2 345 678 units", kEn), "2 345 678=2345678");
    EXPECT_EQ(numbers("1.2.3.4", kEn), "1=1; 2=2; 3=3; 4=4");
    EXPECT_EQ(numbers("¾ or 2½", kEn), "¾=0.75; 2½=2.5");
    EXPECT_EQ(numbers("3e4 and 2^-2", kEn), "3e4=30000; 2^-2=0.25");
}

TEST(EnglishNumbers, AreReadAsFractions) {
    EXPECT_EQ(numbers("three eighths", kEn), "three eighths=0.375");
    EXPECT_EQ(numbers("four and a quarter", kEn), "four and a quarter=4.25");
    EXPECT_EQ(numbers("a hundred and five thousandths", kEn),
              "a hundred and five thousandths=100.005");
    EXPECT_EQ(numbers("one hundred forty fourths", kEn),
              "one hundred forty fourths=2.27272727272727");
    EXPECT_EQ(numbers("two and a half million", kEn), "two and a half million=2500000");
    EXPECT_EQ(numbers("a quarter of a million", kEn), "a quarter of a million=250000");
    EXPECT_EQ(numbers("3 over 4", kEn), "3 over 4=0.75");
    EXPECT_EQ(numbers("ten seconds", kEn), "ten=10");
}

TEST(EnglishNumbers, AreNotFoundInWords) {
    for (const auto* text : {"this one", "30km", "B52s", "a", "May 3rd", "attention", "no one"})
        EXPECT_EQ(numbers(text, kEn), "") << text;
}

TEST(Ordinals, CountFromStartHereOrEnd) {
    EXPECT_EQ(ordinals("第十二个和倒数第三", kZh), "第十二=12; 倒数第三=end 2");
    EXPECT_EQ(ordinals("the twenty-third, the 41st", kEn), "twenty-third=23; 41st=41");
    EXPECT_EQ(ordinals("two hundred and fifth", kEn), "two hundred and fifth=205");
    EXPECT_EQ(ordinals("next, previous one", kEn), "next=here 1; previous one=here -1");
    EXPECT_EQ(ordinals("the last but one", kEn), "the last but one=end 1");
    EXPECT_EQ(ordinals("12nd", kEn), "");
}

TEST(Percents, InBothLanguages) {
    EXPECT_EQ(percents("百分之三十五，7%", kZh), "百分之三十五=35; 7%=7");
    EXPECT_EQ(percents("千分之八", kZh), "千分之八=0.8");
    EXPECT_EQ(percents("打八五折，六成半", kZh), "八五折=85; 六成半=65");
    EXPECT_EQ(percents("涨了三个百分点", kZh), "三个百分点=3");
    EXPECT_EQ(percents("完成了，对折", kZh), "");
    EXPECT_EQ(percents("forty percent, 2.5 %", kEn), "forty percent=40; 2.5 %=2.5");
    EXPECT_EQ(percents("a%20b", kEn), "");
    EXPECT_EQ(percents("which percentage", kEn), "percentage=?");
    EXPECT_EQ(percents("two out of five", kEn), "");
    EXPECT_EQ(percents("two out of five", kEn, PercentScope::Shares), "two out of five=40");
}

TEST(Ranges, InChinese) {
    EXPECT_EQ(ranges("从6到9", kZh), "从6到9=[6,9]");
    EXPECT_EQ(ranges("30和40之间", kZh), "30和40之间=[30,40]");
    EXPECT_EQ(ranges("至少有8个", kZh), "至少有8=[8,)");
    EXPECT_EQ(ranges("六十以下", kZh), "六十以下=(,60)");
    EXPECT_EQ(ranges("大于5并且小于9", kZh), "大于5并且小于9=(5,9)");
    EXPECT_EQ(ranges("比八大", kZh), "比八大=(8,)");
    EXPECT_EQ(ranges("七百多人", kZh), "七百多=(700,)");
    EXPECT_EQ(ranges("138-1234-5678", kZh), "");
}

TEST(Ranges, InEnglish) {
    EXPECT_EQ(ranges("between six and nine", kEn), "between six and nine=[6,9]");
    EXPECT_EQ(ranges("no fewer than 7", kEn), "no fewer than 7=[7,)");
    EXPECT_EQ(ranges("8 or more", kEn), "8 or more=[8,)");
    EXPECT_EQ(ranges("above 3 but below 6", kEn), "above 3 but below 6=(3,6)");
    EXPECT_EQ(ranges("more than 9 and less than 4", kEn), "more than 9=(9,); less than 4=(,4)");
    EXPECT_EQ(ranges("<= 12", kEn), "<= 12=(,12]");
    EXPECT_EQ(ranges("<> 12", kEn), "");
    EXPECT_EQ(ranges("10:30-11:30", kEn), "");
}

TEST(Spans, AreBytesOfTheText) {
    const std::string_view text = "｛三百｝";
    const auto found = find_numbers(text, kZh);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].begin, 3U);
    EXPECT_EQ(found[0].end, 9U);
}

TEST(Spans, AreBoundedInLength) {
    for (const std::string_view unit :
         {"1", "万", "hundred ", "1,", "1 ", "a ", "一", "1/", "-", "点", "one hundred and ",
          "twenty ", "$", "5 ft ", "分之", "又"}) {
        std::string text;
        while (text.size() < 2 * kMaxSentenceBytes) text += unit;
        for (const auto language : {kZh, kEn}) {
            for (const auto& found : find_numbers(text, language))
                EXPECT_LE(found.end, kMaxSentenceBytes);
            (void)find_ordinals(text, language);
            (void)find_percents(text, language);
            (void)find_number_ranges(text, language);
        }
    }
}

}  // namespace
}  // namespace errand::language
