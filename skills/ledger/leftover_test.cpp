// Who says more than a verb and what it is about is not half understood: nothing is done then.
#include "skills/ledger/leftover.hpp"

#include <gtest/gtest.h>

#include "skills/ledger/ledger_for_tests.hpp"
#include "skills/ledger/questions.hpp"

namespace errand::skills::ledger {
namespace {

using testing::kAll;
using testing::scene_of;
using testing::six;
using testing::six_after;

// The six after a sentence: "1:travel 2 3- …"; a number with a minus is left out. "!": something
// was told to be not understood; "?": nothing was.
std::string after_saying(const std::string& sentence, const State& state = {},
                         bool begins = false) {
    auto ledger = six();
    const auto scene = scene_of(ledger, state);
    const auto outcome = begins ? read_beginning(scene, sentence) : read_sentence(scene, sentence);
    for (const auto* changes : {&outcome.edit.changes, &outcome.edit.only})
        for (const auto& change : *changes) EXPECT_TRUE(ledger.apply(change));
    return six_after(ledger, outcome);
}

struct Said {
    const char* sentence;
    const char* becomes;
};

void expect(const std::vector<Said>& all, bool begins = false) {
    for (const auto& [sentence, becomes] : all)
        EXPECT_EQ(after_saying(sentence, {}, begins), becomes) << sentence;
}

TEST(Leftover, WhatNarrowsAnOrderAndIsNotReadStopsIt) {
    for (const auto* sentence :
         {"出租车只保留一张", "keep just one of the taxis", "住宿只算300", "第2张的一半不报",
          "餐饮里最便宜的去掉", "drop the dearest taxi", "第3张往后的不要",
          "leave out everything from #2 onwards", "第4张其中100不计入",
          "drop the taxis to the fair", "如果老板不同意就去掉酒店",
          "drop the hotel unless she signs", "文具那张减半归到设备", "drop none of the taxis",
          "leave out neither the hotel nor the stationery"}) {
        const auto told = after_saying(sentence);
        EXPECT_TRUE(told == kAll + " !" || told == kAll + " ?") << sentence << ": " << told;
    }
    // The rest of the sentence is carried out.
    expect({{"第3张的一半不报,文具归到设备", "1 2 3 4 5:equipment 6 !"},
            {"drop the dearest taxi, and leave out the stationery", "1 2 3 4 5- 6 !"}});
}

TEST(Leftover, CourtesiesCountsAndReasonsAreNoMore) {
    expect({{"麻烦把两张打车的都去掉吧", "1- 2 3- 4 5 6"},
            {"could you drop both taxi rides please", "1- 2 3- 4 5 6"},
            {"酒店那张先别报了,得等财务点头", "1 2 3 4- 5 6"},
            {"please leave out the stationery because it was for my daughter", "1 2 3 4 5- 6"},
            {"因为是私人的所以第4张不报", "1 2 3 4- 5 6"},
            {"drop the meal with the client", "1 2- 3 4 5 6"},
            {"只报餐饮和住宿这两类", "1- 2 3- 4 5- 6-"},
            {"一张打车票都不要", "1- 2 3- 4 5 6"}});
}

TEST(Leftover, ANumberAndWhatIsSaidOfItMustAgree) {
    expect({{"第4张的20块不报", "1 2 3 4 5 6 !"},
            {"drop number 2, the meal", "1 2- 3 4 5 6"},
            {"第2张打车的不要", "1 2 3 4 5 6 !"},
            {"第2张和打车的不要", "1- 2- 3- 4 5 6"}});
}

TEST(Leftover, ArithmeticIsNoAmount) {
    const auto ledger = six();
    for (const auto* sentence :
         {"第2张金额加20块", "第2张金额打七折", "第2张总额多了30", "the total of #2 is 5 too low",
          "第2张金额改成2.71828", "leave out #2 to #4", "the amount of #2 is double"})
        for (const auto& change : read_sentence(scene_of(ledger, {}), sentence).edit.changes)
            EXPECT_NE(change.act, errand::ledger::Act::Set) << sentence;
    const auto outcome = read_sentence(scene_of(ledger, {}), "set the amount of #2 to 18,5");
    ASSERT_EQ(outcome.edit.changes.size(), 1U);
    EXPECT_EQ(outcome.edit.changes[0].value, "18.50");
    expect({{"leave out #2 to #4", "1 2- 3- 4- 5 6"}});
}

TEST(Leftover, AnExceptionNarrowsItsNeighbour) {
    expect({{"出租车除外,统统归到办公", "1 2:office 3 4:office 5 6:office"},
            {"打车的不要,一月的除外", "1 2 3- 4 5 6"},
            {"leave out the taxis, apart from January", "1 2 3- 4 5 6"},
            {"除了一月的,打车全删掉", "1 2 3- 4 5 6"},
            {"除住宿都删掉", "1- 2- 3- 4 5- 6-"},
            {"only taxis not in January", "1- 2- 3 4- 5- 6-"},
            {"#4 aside, leave out everything", "1- 2- 3- 4 5- 6-"}});
    expect({{"做个台账,除住宿都要", "1 2 3 4- 5 6"}}, true);
}

TEST(Leftover, WordsWithADenialInThemLeaveNothingOut) {
    for (const auto* sentence :
         {"第4张不要紧", "打车的一张都不能漏", "餐饮的未必要去掉", "要去掉的不是住宿",
          "there is no problem with #4", "住宿的不算贵", "no doubt the hotel is right"})
        EXPECT_TRUE(after_saying(sentence).starts_with(kAll)) << sentence;
    expect({{"第4张不要紧,算办公", "1 2 3 4:office 5 6"}});
}

TEST(Leftover, ListsAndCopiesAreReadAsSuch) {
    expect({{"drop the taxis, the meals and the hotel", "1- 2- 3- 4- 5 6"},
            {"only meals, taxis and stationery", "1 2 3 4- 5 6-"},
            {"打车,住宿的统统不要", "1- 2 3- 4- 5 6"},
            {"餐饮的不要、住宿保留", "1 2- 3 4 5 6"},
            {"第3张跟第1张是重复的,删掉", "1 2 3- 4 5 6"}});
    expect({{"expense ledger please: just meals, taxis and the hotel", "1 2 3 4 5- 6-"},
            {"我就报打车和住宿这两样", "1 2- 3 4 5- 6-"},
            {"做个台账,吃饭的不用管", "1 2- 3 4 5 6"},
            {"整理成台账,三月的别放进来", "1 2- 3- 4 5 6"}},
           true);
}

TEST(Leftover, AQuestionIsNotCarriedOut) {
    for (const auto* sentence :
         {"have you dropped the taxis?", "is the hotel left out?", "why is the hotel left out",
          "shall we leave out the taxis?", "住宿的删掉了没", "要不要去掉打车的", "为什么去掉住宿的",
          "不要打车会怎么样", "drop the hotel?", "sum without the hotel"}) {
        const auto told = after_saying(sentence);
        EXPECT_EQ(told, kAll) << sentence;
    }
    expect({{"would you leave out the hotel?", "1 2 3 4- 5 6"},
            {"能不能不要打车的", "1- 2 3- 4 5 6"},
            {"把住宿的去掉可以吗", "1 2 3 4- 5 6"}});
    EXPECT_TRUE(asks_only("did that work", false));
    EXPECT_FALSE(asks_only("can you drop it", true));
}

TEST(Leftover, ADenialIsNoSetting) {
    const auto ledger = six();
    for (const auto* sentence : {"别换成英文", "不用英文版", "not in chinese please"})
        EXPECT_FALSE(read_sentence(scene_of(ledger, {}), sentence).edit.language) << sentence;
    for (const auto* sentence : {"the claimant is not Tom", "报销人不是李雷"})
        EXPECT_FALSE(read_sentence(scene_of(ledger, {}), sentence).edit.claimant) << sentence;
    const auto rate = [&](const char* sentence) {
        const auto outcome = read_sentence(scene_of(ledger, {}), sentence);
        return outcome.edit.changes.empty() ? std::string() : outcome.edit.changes[0].value;
    };
    EXPECT_EQ(rate("汇率1美元7.15"), "7.15");
    EXPECT_EQ(rate("美元汇率按1:7.2"), "7.20");
    EXPECT_EQ(rate("exchange rate 100 USD 715"), "7.15");
    EXPECT_EQ(rate("美元汇率不是7.9,是7.1"), "7.10");
}

TEST(Leftover, WhatIsBeyondTheMostClausesIsTold) {
    std::string courtesies = "打车的去掉";
    std::string orders = "打车的去掉";
    for (int i = 0; i < 60; ++i) {
        courtesies += ",好的";
        orders += ",第2张备注写着甲";
    }
    EXPECT_EQ(after_saying(courtesies + ",住宿也去掉"), "1- 2 3- 4- 5 6");
    EXPECT_TRUE(after_saying(orders + ",住宿也去掉").ends_with("!"));
}

}  // namespace
}  // namespace errand::skills::ledger
