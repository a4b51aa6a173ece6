// What counts as said: whole numbers, whole words, whole runs of Chinese.
#include "skills/agent/whole.hpp"

#include <gtest/gtest.h>

namespace errand::skills::agent {
namespace {

bool number(std::string_view said, std::string_view value) {
    return Spoken(said).has_number(number_of(value));
}
bool words(std::string_view said, std::string_view value, bool whole_runs = true) {
    return Spoken(said).has(plain(value), whole_runs);
}

TEST(Whole, ANumberIsSaidWholeOrNot) {
    EXPECT_TRUE(number("transfer 500 to Ada", "500"));
    EXPECT_TRUE(number("转500给王小满", "500"));
    EXPECT_TRUE(number("转 ¥1,500.00。", "1500"));
    EXPECT_TRUE(number("15.50, please", "15.5"));
    EXPECT_TRUE(number("-500 it is", "-500"));
    EXPECT_TRUE(number("500,明天", "500"));
    EXPECT_TRUE(number("It is 500.", "500"));
    EXPECT_TRUE(number("第5张", "5"));
    for (const auto* said :
         {"1,500 and 15.5", "1 500",  "-500",     "−500",      "minus 500",    "负500",  "500.5",
          "500/2",          "A-500",  "500k",     "5005",      "0500",         "1.500",  ".500",
          "500%",           "500:30", "2026-500", "500-03-02", "500万",        "2万500", "五500",
          "500usd",         "x500",   "500,300",  "5e500",     "138-500-1234", "500块5"})
        EXPECT_FALSE(number(said, "500")) << said;
    EXPECT_FALSE(number("15.5", "5"));
    EXPECT_FALSE(number("15.5", "15"));
    EXPECT_FALSE(number("3-5", "-5"));
    EXPECT_FALSE(number("007", "7")) << "a number that begins with zeros is a name";
}

TEST(Whole, AMultipleIsTheNumberThatItMakes) {
    EXPECT_TRUE(number("转5万", "50000"));
    EXPECT_TRUE(number("1.5亿元", "150000000"));
    EXPECT_TRUE(number("pay 5k", "5000"));
    EXPECT_FALSE(number("转5万", "5"));
    EXPECT_FALSE(number("转5百万", "500"));
    EXPECT_FALSE(number("转5万5", "50000"));
    EXPECT_FALSE(number("5kg", "5000"));
}

TEST(Whole, NumbersAsTheyAreWritten) {
    EXPECT_EQ(number_of("900.00"), "900");
    EXPECT_EQ(number_of("-0.0"), "0");
    EXPECT_EQ(number_of("1.5e-7"), "0.00000015");
    EXPECT_EQ(number_of("1e+22"), "10000000000000000000000");
    EXPECT_EQ(number_of("+5"), "5");
    for (const auto* none :
         {"", "-", "five", "1.2.3", "2026-03-02", "1,50", "138 1234 5678", "5元"})
        EXPECT_EQ(number_of(none), "") << none;
}

// So that no text costs more than its length at each of its places.
TEST(Whole, WhatHasTooManyDigitsIsNoNumber) {
    std::string grouped = "1";
    for (int i = 0; i < 22; ++i) grouped += ",234";
    EXPECT_EQ(number_of(std::string(64, '7')), std::string(64, '7'));
    EXPECT_EQ(number_of(std::string(65, '7')), "");
    EXPECT_EQ(number_of("1." + std::string(65, '7')), "");
    EXPECT_EQ(number_of(grouped), "");
    EXPECT_FALSE(number(std::string(65, '7'), std::string(64, '7')));
    EXPECT_FALSE(number(grouped, "234"));
}

TEST(Whole, WordsAreCutOutOfNothingLonger) {
    EXPECT_TRUE(words("write to ada@pipes.example, please", "Ada@pipes.example"));
    EXPECT_TRUE(words("open /home/me/papers.", "/home/me/papers"));
    EXPECT_TRUE(words("给ada发", "ada"));
    EXPECT_TRUE(words("on 2026-03-02", "2026-03-02"));
    EXPECT_TRUE(words("送到A座3号楼", "A座3号楼")) << "a letter begins it";
    EXPECT_FALSE(words("this evening", "eve"));
    EXPECT_FALSE(words("ada@pipes.example.org", "ada@pipes.example"));
    EXPECT_FALSE(words("ada@example.com", "example.com"));
    EXPECT_FALSE(words("open /home/me/papers/old", "/home/me/papers"));
    EXPECT_FALSE(words("open x/home/me", "/home/me"));
    EXPECT_FALSE(words("Smith-Jones", "Smith"));
    EXPECT_FALSE(words("12026-03-02", "2026-03-02"));
    EXPECT_FALSE(words("转1,500元", "500元"));
    EXPECT_FALSE(words("转-500元", "500元"));
    EXPECT_FALSE(words("Zoë", "Zo"));
}

TEST(Whole, ChineseOnlyAsAWholeRun) {
    EXPECT_TRUE(words("收件人:王小满", "王小满"));
    EXPECT_TRUE(words("给「王小满」转500", "王小满"));
    EXPECT_TRUE(words("500 王小满 2026", "王小满"));
    EXPECT_FALSE(words("收件人:王小满", "王小"));
    EXPECT_FALSE(words("收件人:王小满", "小满"));
    EXPECT_FALSE(words("转给王小满", "王小满"));
    EXPECT_TRUE(words("转给王小满", "王小满", false));
}

}  // namespace
}  // namespace errand::skills::agent
