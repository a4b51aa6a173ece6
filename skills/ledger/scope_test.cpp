// What negations and exceptions turn round; nothing may come to its opposite.
#include "skills/ledger/scope.hpp"

#include <gtest/gtest.h>

#include "skills/ledger/ledger_for_tests.hpp"
#include "skills/ledger/numbers.hpp"

namespace errand::skills::ledger {
namespace {

using testing::kAll;
using testing::scene_of;
using testing::six;
using testing::six_after;

// The six after a sentence: "1:travel 2 3- …"; a number with a minus is left out.
std::string after_saying(const std::string& sentence, const std::string& before = {},
                         bool begins = false) {
    auto ledger = six();
    State state;
    const auto play = [&](const std::string& said) {
        const auto scene = scene_of(ledger, state);
        const auto outcome = begins ? read_beginning(scene, said) : read_sentence(scene, said);
        for (const auto* changes : {&outcome.edit.changes, &outcome.edit.only})
            for (const auto& change : *changes) EXPECT_TRUE(ledger.apply(change));
        state.spoken = outcome.spoken;
        state.edits.push_back(outcome.edit);
        return outcome;
    };
    if (!before.empty()) (void)play(before);
    const auto outcome = play(sentence);
    return six_after(ledger, outcome);
}

struct Said {
    std::string sentence;
    std::string becomes;
};

TEST(Scope, WhatIsNotToBeLeftOutStays) {
    for (const auto* sentence :
         {"第4张别删", "千万别把餐饮的去掉", "酒店那张不要剔除", "不要把第5张拿掉",
          "文具的不能去掉", "don't drop number 4", "please do not remove the hotel",
          "never exclude the meals", "the stationery must not be left out, don't delete it",
          "I don't want the taxis removed", "不能不算打车的"})
        EXPECT_TRUE(after_saying(sentence).starts_with(kAll)) << after_saying(sentence) << sentence;
    // What was left out before is counted again.
    EXPECT_EQ(after_saying("第4张别去掉", "第4张不要"), kAll);
    EXPECT_EQ(after_saying("don't leave out the hotel", "drop the hotel"), kAll);
    EXPECT_EQ(after_saying("酒店别加回来", "酒店不要"), "1 2 3 4- 5 6");
    EXPECT_EQ(after_saying("don't put the hotel back", "drop the hotel"), "1 2 3 4- 5 6");
}

TEST(Scope, AnExceptionIsTheOther) {
    for (const auto& [sentence, becomes] :
         std::vector<Said>{{"除了酒店都不要", "1- 2- 3- 4 5- 6-"},
                           {"除了酒店,其他都去掉", "1- 2- 3- 4 5- 6-"},
                           {"文具以外的全删掉", "1- 2- 3- 4- 5 6-"},
                           {"去掉打车以外的", "1 2- 3 4- 5- 6-"},
                           {"不是打车的都不要", "1 2- 3 4- 5- 6-"},
                           {"只要不是三月的", "1 2- 3- 4 5 6"},
                           {"除了酒店都要", "1 2 3 4- 5 6"},
                           {"除开三月的其余都留下", "1 2- 3- 4 5 6"},
                           {"除打车外都归到办公", "1 2:office 3 4:office 5 6:office"},
                           {"throw out everything but the hotel", "1- 2- 3- 4 5- 6-"},
                           {"leave out all except the meals", "1- 2 3- 4- 5- 6-"},
                           {"leave out everything, except the taxis", "1 2- 3 4- 5- 6-"},
                           {"remove anything that isn't a taxi", "1 2- 3 4- 5- 6-"},
                           {"keep everything except the hotel", "1 2 3 4- 5 6"},
                           {"keep nothing but the meals", "1- 2 3- 4- 5- 6-"},
                           {"leave out nothing but the meals", "1 2- 3 4 5 6"},
                           {"leave out March except the taxis", "1 2- 3 4 5 6"},
                           {"everything apart from the taxis goes under office",
                            "1 2:office 3 4:office 5 6:office"}})
        EXPECT_EQ(after_saying(sentence), becomes) << sentence;
    for (const auto& [sentence, becomes] :
         std::vector<Said>{{"make an expense report, everything except the hotel", "1 2 3 4- 5 6"},
                           {"做个台账,除了打车的都不要", "1 2- 3 4- 5- 6-"},
                           {"a ledger of all but the meals please", "1 2- 3 4 5 6"}})
        EXPECT_EQ(after_saying(sentence, {}, true), becomes) << sentence;
    // Of what is excepted nothing is known: nothing is done.
    EXPECT_EQ(after_saying("除了火星的都不要"), kAll + " !");
}

TEST(Scope, ADeniedMoveMovesNothing) {
    for (const auto* sentence :
         {"餐饮别归到差旅", "打车的不要算差旅", "不要把酒店放到办公", "三月的都不是打车",
          "don't file the hotel under travel", "the meals should not be travel",
          "never put the stationery under equipment"}) {
        EXPECT_TRUE(after_saying(sentence).starts_with(kAll)) << sentence;
        const auto ledger = six();
        EXPECT_FALSE(read_sentence(scene_of(ledger, {}), sentence).learned) << sentence;
    }
    EXPECT_EQ(after_saying("餐饮不要算餐饮,归到会议"), "1 2:conference 3 4 5 6");
    EXPECT_TRUE(after_saying("第3张金额不是50").starts_with(kAll));
    // A part that is named as wanted, and the rest.
    EXPECT_EQ(after_saying("打车的留下,其他的都不要"), "1 2- 3 4- 5- 6-");
    EXPECT_EQ(after_saying("其他的都不要"), kAll + " ?");
    EXPECT_EQ(after_saying("不要只留餐饮的"), kAll + " ?");
}

TEST(Scope, AContrastIsNotDone) {
    EXPECT_EQ(after_saying("drop the taxis but not number 3"), "1- 2 3 4 5 6");
    EXPECT_EQ(after_saying("only Q1, not the meals"), "1 2- 3 4- 5- 6-");
    EXPECT_EQ(after_saying("leave out March but keep the taxi"), "1 2- 3 4 5 6");
    EXPECT_EQ(after_saying("三月的不要,但是打车的留下"), "1 2- 3 4 5 6");
    EXPECT_EQ(after_saying("everything that is not a taxi goes under office"),
              "1 2:office 3 4:office 5 6:office");
    EXPECT_EQ(after_saying("餐饮也要", "只要打车的"), "1 2 3 4- 5- 6-");
    EXPECT_EQ(after_saying("不要csv", "how much was the hotel?"), kAll);
    EXPECT_EQ(after_saying("cancel the change to #2"), kAll + " !");
    EXPECT_EQ(after_saying("第3张不用撤销", "第3张不要"), "1 2 3- 4 5 6");
    EXPECT_EQ(after_saying("don't include the hotel"), "1 2 3 4- 5 6");
    EXPECT_EQ(after_saying("除了酒店都要", "只要打车的"), "1 2 3 4- 5 6");
}

TEST(Scope, WhatWasNamedIsMeantByIt) {
    EXPECT_EQ(after_saying("the fourth one, I don't need it"), "1 2 3 4- 5 6");
    EXPECT_EQ(after_saying("leave it out then", "how much was the hotel?"), "1 2 3 4- 5 6");
    EXPECT_EQ(after_saying("把星星咖啡的恢复", "三月的不要"), "1 2- 3- 4 5 6 !");
}

TEST(Scope, SignsAndMarksOfAmountsCount) {
    const auto amount = [](std::string_view text) {
        const auto read = read_amount(text);
        return read ? invoice::to_string(*read) : "none";
    };
    EXPECT_EQ(amount("-320"), "-320.00");
    EXPECT_EQ(amount("(50.00)"), "-50.00");
    EXPECT_EQ(amount("minus 12"), "-12.00");
    EXPECT_EQ(amount("负 8.5"), "-8.50");
    EXPECT_EQ(amount("1,234.5"), "1234.50");
    auto text = std::string("it is 1.234,56 or eur 12,50 and 1, 12,50");
    write_with_points(text);
    EXPECT_EQ(text, "it is 1234.56 or eur 12.50 and 1, 12,50");
    auto ledger = six();
    const auto value = [&](const char* sentence) {
        const auto outcome = read_sentence(scene_of(ledger, {}), sentence);
        return outcome.edit.changes.empty() ? "none" : outcome.edit.changes[0].value;
    };
    EXPECT_EQ(value("第3张金额改成-75.5"), "-75.50");
    EXPECT_EQ(value("the amount of number 3 is (75.50)"), "-75.50");
    EXPECT_EQ(value("set the amount of #3 to 2.345,60"), "2345.60");
    EXPECT_EQ(value("set the amount of #3 to 2.345"), "none");
    EXPECT_EQ(value("the total of #3 is not 75"), "none");
}

TEST(Scope, FineAgreesWithNoProposal) {
    const auto ledger = six();
    State state;
    errand::ledger::Change leave;
    leave.act = errand::ledger::Act::LeaveOut;
    leave.filter.numbers = {2};
    state.asked = {{.number = 2, .field = "alike", .kind = "alike", .proposed = leave},
                   {.number = 5, .field = "category", .kind = "category", .proposed = {}}};
    const auto acts = [&](const char* sentence) {
        std::string text;
        for (const auto& change : read_sentence(scene_of(ledger, state), sentence).edit.changes)
            text += std::string(json::encode(change.act).get_string()) + " ";
        return text;
    };
    for (const auto* sentence : {"都没问题", "all fine", "looks good", "都对的"})
        EXPECT_EQ(acts(sentence), "accept accept ") << sentence;
    for (const auto* sentence : {"按建议", "as proposed"})
        EXPECT_EQ(acts(sentence), "leave_out accept ") << sentence;
    // A move holds against the rest that is right.
    EXPECT_EQ(acts("文具归到设备,别的都对"), "categorise accept ");
    EXPECT_EQ(acts("the stationery goes under equipment, rest is right"), "categorise accept ");
    EXPECT_EQ(acts("第1条别去掉"), "accept ");
}

TEST(Scope, EndsOnlyByWhatIsSaidOfTheWhole) {
    const auto ledger = six();
    for (const auto* sentence :
         {"我自己填的那张酒店的金额不对", "the receipt I filled in by hand is off",
          "the third one, I don't need it", "drop the later one"}) {
        const auto outcome = read_sentence(scene_of(ledger, {}), sentence);
        EXPECT_FALSE(outcome.call_off) << sentence;
        EXPECT_FALSE(outcome.later) << sentence;
    }
    const auto undo = read_sentence(scene_of(ledger, {}), "撤销第1张的修改");
    EXPECT_FALSE(undo.undo);
    EXPECT_TRUE(undo.unread);
}

TEST(Scope, SumsGoWithoutAPartAndWithoutWhatIsLeftOut) {
    auto ledger = six();
    const State state;
    const auto answer = [&](const char* sentence) {
        const auto outcome = read_sentence(scene_of(ledger, state), sentence);
        EXPECT_TRUE(outcome.edit.nothing()) << sentence;
        return outcome.says.empty() ? std::string() : outcome.says[0].zh;
    };
    EXPECT_NE(answer("不算酒店一共多少").find("508.00"), std::string::npos);
    EXPECT_NE(answer("how much would it be without the hotel?").find("508.00"), std::string::npos);
    EXPECT_NE(answer("一共多少,不含酒店的").find("508.00"), std::string::npos);
    EXPECT_NE(answer("how much is it without tax?").find("1,356.00"), std::string::npos);
    EXPECT_NE(answer("按季度汇总").find("2025 Q2"), std::string::npos);
    const auto each = answer("打车和酒店各花了多少");
    EXPECT_NE(each.find("77.00"), std::string::npos) << each;
    EXPECT_NE(each.find("848.00"), std::string::npos) << each;
    ASSERT_TRUE(ledger.apply({.act = errand::ledger::Act::LeaveOut,
                              .filter = {.numbers = {3}},
                              .field = {},
                              .value = {}}));
    EXPECT_NE(answer("打车一共多少").find("45.00"), std::string::npos);
}

}  // namespace
}  // namespace errand::skills::ledger
