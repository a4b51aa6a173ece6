// Amounts of a unit: money, sizes, ages, temperatures, in both languages.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "language/numeric/currency_table.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language {
namespace {

constexpr auto kZh = Language::Chinese;
constexpr auto kEn = Language::English;

std::string amounts(std::string_view text, Language language, AmountScope scope) {
    std::string all;
    for (const auto& found : find_amounts(text, language, scope)) {
        const auto value = found.value ? fmt::format("{:.12g}", *found.value) : "?";
        all += fmt::format("{}{}={} {}", all.empty() ? "" : "; ",
                           text.substr(found.begin, found.end - found.begin), value,
                           found.iso.empty() ? found.unit : found.iso);
    }
    return all;
}
std::string money(std::string_view text, Language language) {
    return amounts(text, language, AmountScope::Currencies);
}
std::string sizes(std::string_view text, Language language) {
    return amounts(text, language, AmountScope::Dimensions);
}
std::string ages(std::string_view text, Language language) {
    return amounts(text, language, AmountScope::Ages);
}
std::string heats(std::string_view text, Language language) {
    return amounts(text, language, AmountScope::Temperatures);
}

TEST(Money, BesideItsSign) {
    EXPECT_EQ(money("$7 and €8.50", kEn), "$7=7 Dollar; €8.50=8.5 EUR");
    EXPECT_EQ(money("hk $ 3 million", kEn), "hk $ 3 million=3000000 HKD");
    EXPECT_EQ(money("12€, 14 $", kEn), "12€=12 EUR; 14 $=14 Dollar");
    EXPECT_EQ(money("NOK 300, 40 CHF", kEn), "NOK 300=300 NOK; 40 CHF=40 CHF");
    EXPECT_EQ(money("CAD$ 9, EUR7.5", kEn), "CAD$ 9=9 CAD; EUR7.5=7.5 EUR");
    EXPECT_EQ(money("55 MGBP", kEn), "55 MGBP=55000000 GBP");
    EXPECT_EQ(money("$3k", kEn), "$3k=3000 Dollar");
}

TEST(Money, ByItsName) {
    EXPECT_EQ(money("nine norwegian kroner", kEn), "nine norwegian kroner=9 NOK");
    EXPECT_EQ(money("half a million yen", kEn), "half a million yen=500000 JPY");
    EXPECT_EQ(money("a 20-dollar note", kEn), "20-dollar=20 Dollar");
    EXPECT_EQ(money("exchange dollars", kEn), "dollars=? Dollar");
    EXPECT_EQ(money("try 5 times, cup 2", kEn), "");
    EXPECT_EQ(money("7 per cent", kEn), "");
}

TEST(Money, InParts) {
    EXPECT_EQ(money("6 dollars and 25 cents", kEn), "6 dollars and 25 cents=6.25 Dollar");
    EXPECT_EQ(money("4 euros 30.", kEn), "4 euros 30=4.3 EUR");
    EXPECT_EQ(money("4 euros 30 people", kEn), "4 euros=4 EUR");
    EXPECT_EQ(money("8元6角5分", kZh), "8元6角5分=8.65 CNY");
    EXPECT_EQ(money("九块五", kZh), "九块五=9.5 CNY");
    EXPECT_EQ(money("两块半", kZh), "两块半=2.5 CNY");
}

TEST(Money, InChinese) {
    EXPECT_EQ(money("2.5万欧元，人民币80元", kZh), "2.5万欧元=25000 EUR; 人民币80元=80 CNY");
    EXPECT_EQ(money("￥9，¥9，US$9", kZh), "￥9=9 CNY; ¥9=9 JPY; US$9=9 USD");
    EXPECT_EQ(money("三十新加坡元", kZh), "三十新加坡元=30 SGD");
    EXPECT_EQ(money("五角星，一块蛋糕，三分钟", kZh), "");
}

TEST(Money, EveryCurrencyIsReadByItsOwnNames) {
    for (const auto& row : numeric::currency_rows()) {
        if (row.adjectives.empty() || row.nouns.empty()) continue;
        const auto text =
            fmt::format("12 {} {}", row.adjectives.substr(0, row.adjectives.find(',')),
                        row.nouns.substr(0, row.nouns.find(',')));
        const auto found = find_amounts(text, kEn, AmountScope::Currencies);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].unit, row.name);
        EXPECT_EQ(found[0].end, text.size()) << text;
    }
    for (const auto& row : numeric::currency_rows()) {
        const auto name = row.chinese.substr(0, row.chinese.find(','));
        if (name.empty()) continue;
        const auto text = "12" + std::string(name);
        const auto found = find_amounts(text, kZh, AmountScope::Currencies);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].unit, row.name);
    }
}

TEST(Sizes, InEnglish) {
    EXPECT_EQ(sizes("8km, 3 nautical miles", kEn),
              "8km=8 Kilometer; 3 nautical miles=3 Nautical mile");
    EXPECT_EQ(sizes("40 sq m, 7 cm2", kEn), "40 sq m=40 Square meter; 7 cm2=7 Square centimeter");
    EXPECT_EQ(sizes("90 km/h, 60 mph", kEn),
              "90 km/h=90 Kilometer per hour; 60 mph=60 Mile per hour");
    EXPECT_EQ(sizes("4 GB and 4 Gb", kEn), "4 GB=4 Gigabyte; 4 Gb=4 Gigabit");
    EXPECT_EQ(sizes("a ten-gallon hat", kEn), "ten-gallon=10 Gallon");
    EXPECT_EQ(sizes("6 feet 3 inches", kEn), "6 feet 3 inches=6.25 Foot");
    EXPECT_EQ(sizes("I'm at gate 5, seat 7 in row 3 at 9 pm", kEn), "");
    EXPECT_EQ(sizes("abc-12 m, 5L3", kEn), "");
}

TEST(Sizes, InChinese) {
    EXPECT_EQ(sizes("五公斤，80平方米", kZh), "五公斤=5 Kilogram; 80平方米=80 Square meter");
    EXPECT_EQ(sizes("四千克，一万三千米", kZh), "四千克=4 Kilogram; 一万三千米=13000 Meter");
    EXPECT_EQ(sizes("五米半，半斤", kZh), "五米半=5.5 Meter; 半斤=0.5 Jin");
    EXPECT_EQ(sizes("一斤三两，一米七五", kZh), "一斤三两=1.3 Jin; 一米七五=1.75 Meter");
    EXPECT_EQ(sizes("二十两", kZh), "二十两=20 Liang");
    EXPECT_EQ(sizes("旋转45度", kZh), "45度=45 Degree");
}

TEST(Ages, InBothLanguages) {
    EXPECT_EQ(ages("a six-month-old cat, 40 years of age", kEn),
              "six-month-old=6 Month; 40 years of age=40 Year");
    EXPECT_EQ(ages("八个月大，今年36岁", kZh), "八个月大=8 Month; 36岁=36 Year");
}

TEST(Temperatures, InBothLanguages) {
    EXPECT_EQ(heats("-4 degrees celsius", kEn), "-4 degrees celsius=-4 Celsius");
    EXPECT_EQ(heats("heat the oven to 350 f", kEn), "350 f=350 Fahrenheit");
    EXPECT_EQ(heats("row 12 f, turn 30 degrees", kEn), "");
    EXPECT_EQ(heats("零下，摄氏25度，30℃", kZh), "摄氏25度=25 Celsius; 30℃=30 Celsius");
}

}  // namespace
}  // namespace errand::language
