#include "skills/ledger/sentence.hpp"

#include <gtest/gtest.h>

#include "skills/ledger/ledger_for_tests.hpp"
#include "skills/ledger/show.hpp"
#include "skills/ledger/texts.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Category;
using errand::ledger::Ledger;
using testing::scene_of;
using testing::six;

// The ledger after a sentence: "1:travel 2 3- …"; a number with a minus is left out.
std::string after_saying(const std::string& sentence, State state = {}) {
    auto ledger = six();
    const auto outcome = read_sentence(scene_of(ledger, state), sentence);
    for (const auto* changes : {&outcome.edit.changes, &outcome.edit.only})
        for (const auto& change : *changes) EXPECT_TRUE(ledger.apply(change));
    std::string text;
    const auto before = six();
    for (const auto& entry : ledger.entries()) {
        text += (text.empty() ? "" : " ") + std::to_string(entry.number);
        if (!entry.included) text += "-";
        if (entry.category.category != before.entries()[entry.number - 1].category.category)
            text += ":" + std::string(json::encode(entry.category.category).get_string());
    }
    return outcome.understood ? text : "not understood";
}

struct Said {
    const char* sentence;
    const char* becomes;
};

TEST(Sentence, MovesWhatIsNamed) {
    for (const auto& [sentence, becomes] :
         std::vector<Said>{{"把打车的都放到差旅", "1:travel 2 3:travel 4 5 6"},
                           {"打车票归到差旅费吧", "1:travel 2 3:travel 4 5 6"},
                           {"出租车算差旅", "1:travel 2 3:travel 4 5 6"},
                           {"put the taxis under travel", "1:travel 2 3:travel 4 5 6"},
                           {"file all taxi rides as travel please", "1:travel 2 3:travel 4 5 6"},
                           {"taxis should be travel, not transport", "1:travel 2 3:travel 4 5 6"},
                           {"第2张改成会议", "1 2:conference 3 4 5 6"},
                           {"第2、4张归到会议", "1 2:conference 3 4:conference 5 6"},
                           {"number 2 is travel", "1 2:travel 3 4 5 6"},
                           {"no. 5 belongs to equipment", "1 2 3 4 5:equipment 6"},
                           {"move the hotel to travel", "1 2 3 4:travel 5 6"},
                           {"三月的都归到会议", "1 2:conference 3:conference 4 5 6"},
                           {"青山文具的算设备", "1 2 3 4 5:equipment 6"},
                           {"the Cumulus one is office", "1 2 3 4 5 6:office"},
                           {"500以上的归到差旅", "1 2 3 4:travel 5 6"}})
        EXPECT_EQ(after_saying(sentence), becomes) << sentence;
}

TEST(Sentence, LeavesOutAndKeeps) {
    for (const auto& [sentence, becomes] :
         std::vector<Said>{{"三月的不要", "1 2- 3- 4 5 6"},
                           {"leave out March", "1 2- 3- 4 5 6"},
                           {"去掉三月份的打车票", "1 2 3- 4 5 6"},
                           {"exclude the taxis in March", "1 2 3- 4 5 6"},
                           {"第4张是私人的,不报", "1 2 3 4- 5 6"},
                           {"drop no. 4", "1 2 3 4- 5 6"},
                           {"leave March out", "1 2- 3- 4 5 6"},
                           {"除了三月的", "1 2- 3- 4 5 6"},
                           {"remove everything over 300", "1 2- 3 4- 5 6"},
                           {"美元的不要", "1 2 3 4 5 6-"},
                           {"只要餐饮的", "1- 2 3- 4- 5- 6-"},
                           {"only the meals", "1- 2 3- 4- 5- 6-"},
                           {"meals only", "1- 2 3- 4- 5- 6-"},
                           {"只要餐饮和住宿", "1- 2 3- 4 5- 6-"},
                           {"只留一季度的", "1 2 3 4- 5- 6-"},
                           {"only Q1", "1 2 3 4- 5- 6-"},
                           {"三月到五月的去掉", "1 2- 3- 4- 5 6"},
                           {"just leave out May and the stationery", "1 2 3 4- 5- 6"}})
        EXPECT_EQ(after_saying(sentence), becomes) << sentence;
}

TEST(Sentence, DoesSeveralThingsAtOnce) {
    EXPECT_EQ(after_saying("把打车的放到差旅,三月的不要,再导出csv"), "1:travel 2- 3-:travel 4 5 6");
    EXPECT_EQ(after_saying("put the taxis under travel and leave out May"),
              "1:travel 2 3:travel 4- 5 6");
    const auto ledger = six();
    const State state;
    const auto outcome =
        read_sentence(scene_of(ledger, state), "also as csv, in English, and 2025 only");
    EXPECT_EQ(outcome.edit.formats, std::vector<std::string>{"csv"});
    EXPECT_EQ(outcome.edit.language, "en");
    EXPECT_EQ(outcome.edit.year, 2025);
}

TEST(Sentence, SetsFields) {
    auto ledger = six();
    const State state;
    for (const auto* sentence : {"第3张金额改成 320.50", "the amount of number 3 is 320.50",
                                 "金额 of #3 should be 320.50", "change number 3 to 320.50"}) {
        const auto outcome = read_sentence(scene_of(ledger, state), sentence);
        ASSERT_EQ(outcome.edit.changes.size(), 1U) << sentence;
        EXPECT_EQ(outcome.edit.changes[0].field, "gross") << sentence;
        EXPECT_EQ(outcome.edit.changes[0].value, "320.50") << sentence;
    }
    const auto day = read_sentence(scene_of(ledger, state), "the date of number 2 is 2025-03-04");
    ASSERT_EQ(day.edit.changes.size(), 1U);
    EXPECT_EQ(day.edit.changes[0].field, "date");
    EXPECT_EQ(day.edit.changes[0].value, "2025-03-04");
    EXPECT_EQ(read_sentence(scene_of(ledger, state), "报销人是王小满").edit.claimant, "王小满");
    EXPECT_EQ(read_sentence(scene_of(ledger, state), "the claimant is Anna Berger").edit.claimant,
              "Anna Berger");
}

State asking() {
    State state;
    state.asked = {{.number = 2, .field = "gross", .kind = "sums", .proposed = {}},
                   {.number = 4, .field = "date", .kind = "missing", .proposed = {}},
                   {.number = 5, .field = "category", .kind = "category", .proposed = {}}};
    return state;
}

std::string answers(const std::string& sentence) {
    const auto ledger = six();
    const auto state = asking();
    const auto outcome = read_sentence(scene_of(ledger, state), sentence);
    std::string text;
    for (const auto& change : outcome.edit.changes) {
        text += (text.empty() ? "" : "; ") + std::string(json::encode(change.act).get_string());
        for (const auto number : change.filter.numbers) text += " " + std::to_string(number);
        if (!change.field.empty()) text += " " + change.field;
        if (change.act != errand::ledger::Act::LeaveOut && !change.value.empty())
            text += "=" + change.value;
    }
    return text + (outcome.finish ? " finish" : "");
}

TEST(Sentence, AnswersTheQuestionInOneMessage) {
    EXPECT_EQ(answers("1 是 128.50,3 不要,其余没问题"),
              "set 2 gross=128.50; accept 2 gross; leave_out 5; accept 4 date finish");
    EXPECT_EQ(answers("1 is 128.50, leave out 3, the rest is fine"),
              "set 2 gross=128.50; accept 2 gross; leave_out 5; accept 4 date finish");
    EXPECT_EQ(answers("no. 3 is travel"), "categorise 5=Travel");
    EXPECT_EQ(answers("第二个是2025-05-21"), "set 4 date=2025-05-21; accept 4 date");
    EXPECT_EQ(answers("1: 1,128.5; 3: 餐饮"),
              "set 2 gross=1128.50; accept 2 gross; categorise 5=Meals");
    EXPECT_EQ(answers("all fine"), "accept 2 gross; accept 4 date; accept 5 category finish");
    EXPECT_EQ(answers("都没问题"), "accept 2 gross; accept 4 date; accept 5 category finish");
    EXPECT_EQ(answers("1和2没问题,3归到办公"),
              "accept 2 gross; accept 4 date; categorise 5=Office supplies");
    EXPECT_EQ(answers("skip"), " finish");
    EXPECT_EQ(answers("跳过"), " finish");
}

TEST(Sentence, IsAnsweredInOwnWords) {
    // Line 1 is the meal's sum, 2 the hotel's day, 3 the stationery's category.
    EXPECT_EQ(answers("酒店是5月21号的,文具那张归办公"),
              "set 4 date=2025-05-21; accept 4 date; categorise=Office supplies");
    EXPECT_EQ(answers("the hotel was on 21 May and the stationery goes under equipment"),
              "set 4 date=2025-05-21; accept 4 date; categorise=Equipment");
    EXPECT_EQ(answers("合计那张没问题"), "accept 2");
    EXPECT_EQ(answers("合计不行"), "");
}

TEST(Sentence, WhatIsWrongIsPutRightByTheNextClause) {
    const auto ledger = six();
    const State state;
    for (const auto* sentence :
         {"文具那张金额不对,应该是131", "the stationery amount is wrong, it should be 131"}) {
        const auto outcome = read_sentence(scene_of(ledger, state), sentence);
        ASSERT_EQ(outcome.edit.changes.size(), 1U) << sentence;
        EXPECT_EQ(outcome.edit.changes[0].field, "gross") << sentence;
        EXPECT_EQ(outcome.edit.changes[0].value, "131.00") << sentence;
        EXPECT_EQ(outcome.edit.changes[0].filter.numbers, std::vector<std::size_t>{5}) << sentence;
    }
    const auto open = read_sentence(scene_of(ledger, state), "餐费那张日期错了");
    EXPECT_TRUE(open.edit.nothing());
    ASSERT_EQ(open.says.size(), 1U);
}

TEST(Sentence, OneDayIsOneInvoices) {
    const auto ledger = six();
    const State state;
    const auto outcome =
        read_sentence(scene_of(ledger, state), "the date of the taxi is 2025-03-21");
    EXPECT_TRUE(outcome.edit.nothing());
    EXPECT_TRUE(outcome.unread);
}

TEST(Sentence, ReasonsAreNotReported) {
    const auto ledger = six();
    const State state;
    for (const auto* sentence :
         {"不好意思,三月的不要,那个另外报", "oh sorry, leave out March, I have claimed those",
          "出租车都算到差旅费里去,公司规定这么分", "taxis go under travel, not local transport"}) {
        const auto outcome = read_sentence(scene_of(ledger, state), sentence);
        EXPECT_TRUE(outcome.understood) << sentence;
        EXPECT_FALSE(outcome.edit.nothing()) << sentence;
        EXPECT_FALSE(outcome.unread) << sentence;
    }
}

TEST(Sentence, CallsOffAndPutsOff) {
    const auto ledger = six();
    const auto state = asking();
    for (const auto* sentence : {"算了,不弄了", "never mind, I'll do it by hand",
                                 "我自己填吧,不用做了", "oh well, forget it, my colleague has one"})
        EXPECT_TRUE(read_sentence(scene_of(ledger, state), sentence).call_off) << sentence;
    for (const auto* sentence :
         {"我去开会,晚点再说", "not now, let's do it tomorrow", "gotta go"}) {
        const auto outcome = read_sentence(scene_of(ledger, state), sentence);
        EXPECT_TRUE(outcome.later) << sentence;
        EXPECT_FALSE(outcome.finish) << sentence;
    }
    for (const auto* sentence : {"继续", "我回来了,接着弄", "where were we?"})
        EXPECT_TRUE(read_sentence(scene_of(ledger, state), sentence).ask_again) << sentence;
    EXPECT_TRUE(read_sentence(scene_of(ledger, {}), "撤销刚才的").undo);
}

TEST(Sentence, AnotherPartIsMeant) {
    const auto ledger = six();
    const State state;
    EXPECT_EQ(read_sentence(scene_of(ledger, state), "silly me, I meant 2024").edit.year, 2024);
    EXPECT_EQ(read_sentence(scene_of(ledger, state), "说错了,是去年的").edit.year, 2025);
    EXPECT_EQ(after_saying("就要2025年5月的"), "1- 2- 3- 4 5- 6-");
    EXPECT_EQ(after_saying("第二张不是我的,拿掉"), "1 2- 3 4 5 6");
    EXPECT_EQ(after_saying("the second one is not mine, take it out"), "1 2- 3 4 5 6");
}

TEST(Sentence, NamesTheClaimant) {
    const auto ledger = six();
    const State state;
    for (const auto& [sentence, name] :
         std::vector<Said>{{"报销人换成赵敏", "赵敏"},
                           {"把报销人改成王小明", "王小明"},
                           {"报销人:李雷", "李雷"},
                           {"sorry, the claimant should be Priya Nair, not Dana", "Priya Nair"},
                           {"change the claimant to Priya Nair", "Priya Nair"}})
        EXPECT_EQ(read_sentence(scene_of(ledger, state), sentence).edit.claimant, name) << sentence;
}

// What the first sentence keeps of the six, as "1 2- …", with who claims.
std::string begun(const std::string& sentence) {
    auto ledger = six();
    const State state;
    const auto outcome = read_beginning(scene_of(ledger, state), sentence);
    for (const auto* changes : {&outcome.edit.changes, &outcome.edit.only})
        for (const auto& change : *changes) EXPECT_TRUE(ledger.apply(change));
    std::string text;
    for (const auto& entry : ledger.entries())
        text +=
            (text.empty() ? "" : " ") + std::to_string(entry.number) + (entry.included ? "" : "-");
    if (outcome.edit.year) text += " of " + std::to_string(*outcome.edit.year);
    if (outcome.edit.claimant) text += " for " + *outcome.edit.claimant;
    return text;
}

TEST(Beginning, SaysAPartOrNone) {
    const std::string all = "1 2 3 4 5 6";
    for (const auto& [sentence, becomes] :
         std::vector<Said>{{"二零二四年度的台账", "1 2 3 4 5 6 of 2024"},
                           {"做个台帐,25年的,报销人张伟", "1 2 3 4 5 6 of 2025 for 张伟"},
                           {"expense claim for Dana Whitfield, fiscal year 2024",
                            "1 2 3 4 5 6 of 2024 for Dana Whitfield"},
                           {"Expense Report for Twenty Twenty-Five", "1 2 3 4 5 6 of 2025"},
                           {"去年一季度的台账", "1 2 3 4- 5- 6-"},
                           {"expenses since May", "1- 2- 3- 4 5 6"},
                           {"expense report, before April 2025", "1 2 3 4- 5- 6-"},
                           {"三月份的餐费发票汇总一下", "1- 2 3- 4- 5- 6-"},
                           {"把打车票整理成台账", "1 2- 3 4- 5- 6-"},
                           {"a list of what we spent on taxis and hotels", "1 2- 3 4 5- 6-"},
                           {"差旅费报销单", all.c_str()},
                           {"an invoice ledger for accounting", all.c_str()},
                           {"做份台账交给财务", all.c_str()},
                           {"please prepare the travel expense ledger", all.c_str()},
                           {"expense ledger for the year ending december 2025", all.c_str()}})
        EXPECT_EQ(begun(sentence), becomes) << sentence;
}

TEST(Beginning, AsksForAPeriodThatItCannotRead) {
    const auto ledger = six();
    const State state;
    const auto scene = scene_of(ledger, state);
    EXPECT_EQ(unread_period(scene, {"项目期间"}), "项目期间");
    EXPECT_EQ(unread_period(scene, {"the summer term"}), "the summer term");
    EXPECT_EQ(unread_period(scene, {"年度", "去年下半年"}), "");
    EXPECT_EQ(unread_period(scene, {"annual"}), "");
    EXPECT_FALSE(read_period(scene, "就是那段时间").understood);
    EXPECT_EQ(read_period(scene, "2025 年").edit.year, 2025);
}

TEST(Sentence, AnswersWhetherAnEntryIsThereTwice) {
    const auto ledger = six();
    State state;
    errand::ledger::Change leave;
    leave.act = errand::ledger::Act::LeaveOut;
    leave.filter.numbers = {2};
    state.asked = {{.number = 2, .field = "alike", .kind = "alike", .proposed = leave}};
    for (const auto* yes : {"1 是同一张", "1 重复了", "1 is the same", "1 不要"}) {
        const auto outcome = read_sentence(scene_of(ledger, state), yes);
        ASSERT_EQ(outcome.edit.changes.size(), 1U) << yes;
        EXPECT_EQ(outcome.edit.changes[0].act, errand::ledger::Act::LeaveOut) << yes;
    }
    for (const auto* no : {"1 不是同一张", "1 is not the same", "1 没问题"}) {
        const auto outcome = read_sentence(scene_of(ledger, state), no);
        ASSERT_EQ(outcome.edit.changes.size(), 1U) << no;
        EXPECT_EQ(outcome.edit.changes[0].act, errand::ledger::Act::Accept) << no;
    }
}

TEST(Sentence, SaysWhatItDidNotUnderstand) {
    const auto ledger = six();
    const State state;
    const auto outcome = read_sentence(scene_of(ledger, state), "三月的不要,再画一只猫");
    ASSERT_TRUE(outcome.understood);
    ASSERT_EQ(outcome.says.size(), 2U);
    EXPECT_NE(outcome.says[1].zh.find("画一只猫"), std::string::npos);
    EXPECT_FALSE(read_sentence(scene_of(ledger, state), "purple elephants dance").understood);
}

TEST(Sentence, LearnsASellersCategory) {
    const auto ledger = six();
    const State state;
    const auto outcome = read_sentence(scene_of(ledger, state), "把打车的都放到差旅");
    ASSERT_TRUE(outcome.learned);
    EXPECT_EQ(outcome.memory.sellers.at("杭州快行出行科技有限公司"), "差旅");
    // One of a seller's two entries says nothing of the seller.
    EXPECT_FALSE(read_sentence(scene_of(ledger, state), "第1张归到差旅").learned);
}

std::string answer_to(const std::string& sentence, bool chinese) {
    const auto ledger = six();
    const State state;
    const auto outcome = read_sentence(scene_of(ledger, state), sentence);
    if (outcome.says.empty() || !outcome.edit.nothing()) return {};
    return chinese ? outcome.says[0].zh : outcome.says[0].en;
}

TEST(Show, AnswersExactlyByCurrency) {
    EXPECT_EQ(answer_to("一共多少钱", true), "合计 CNY 1,356.00(5 张)、USD 99.00(1 张)。");
    EXPECT_EQ(answer_to("how much is it in total?", false),
              "Total: CNY 1,356.00 (5 invoices), USD 99.00 (1 invoice).");
    EXPECT_EQ(answer_to("打车花了多少", true), "这部分 CNY 77.00(2 张)。");
    EXPECT_EQ(answer_to("how much did I spend on taxis?", false),
              "Of these: CNY 77.00 (2 invoices).");
    EXPECT_EQ(answer_to("三月一共多少", true), "这部分 CNY 350.00(2 张)。");
    EXPECT_EQ(answer_to("哪些重复了", true), "没有重复的。");
    EXPECT_NE(answer_to("最贵的是哪张", true).find("望江大酒店"), std::string::npos);
    EXPECT_NE(answer_to("which month was the most expensive", false).find("2025-05"),
              std::string::npos);
    EXPECT_NE(answer_to("列出餐饮的", true).find("味知"), std::string::npos);
}

TEST(Claims, TakesWhatFollowsALedger) {
    const json::value idle = json::object{{"ask", nullptr}};
    const json::value files =
        json::object{{"ask", json::object{{"type", "slot"}, {"slot", "files"}}}};
    EXPECT_GE(claims("票多不多都能弄吧?", files), 0.85);
    for (const auto* sentence :
         {"第二张不是我的,拿掉", "split it by month", "按月分开", "how much did I spend on food?",
          "the lunch amount is wrong, should be 58.50", "the hotel date should be 21 May",
          "撤销刚才的", "税一共多少", "which ones are made out to someone else?"})
        EXPECT_GE(claims(sentence, idle), 0.85) << sentence;
    for (const auto* sentence : {"I meant 2025", "put it back", "the second one is not mine"})
        EXPECT_GE(claims(sentence, idle), 0.5) << sentence;
    for (const auto* sentence : {"点两杯奶茶送公司", "great, thanks!", "book a train to Berlin"})
        EXPECT_LT(claims(sentence, idle), 0.5) << sentence;
}

TEST(Claims, KnowsWhatBeginsALedger) {
    for (const auto* sentence : {"帮我把这堆发票登个记", "my petty cash slips need to be logged",
                                 "get my reimbursements done", "make an expense ledger for 2025"})
        EXPECT_GE(begins(sentence), 0.85) << sentence;
    for (const auto* sentence :
         {"最新的差旅费报销标准是什么", "buy a receipt book and a calculator", "两杯奶茶"})
        EXPECT_LT(begins(sentence), 0.85) << sentence;
}

TEST(Claims, KnowsALedgersSentences) {
    const json::value idle = json::object{{"ask", nullptr}};
    const json::value asking_view = json::object{{"ask", json::object{{"type", "slot"}}}};
    for (const auto* sentence :
         {"把打车的都放到差旅", "三月的不要", "put the taxis under travel", "leave out March",
          "also as csv", "哪些重复了", "只要餐饮的", "how many are doubtful"})
        EXPECT_GE(claims(sentence, idle), 0.85) << sentence;
    for (const auto* sentence : {"都没问题", "1 是 128.50,3 不要", "all fine", "no. 2 is travel"})
        EXPECT_GE(claims(sentence, asking_view), 0.85) << sentence;
    for (const auto* sentence :
         {"帮我点两杯少冰的珍珠奶茶,送到公司", "two bubble teas to the office", "取消", "cancel",
          "get me a taxi to the airport", "再做一份新的报销台账", "谢谢"})
        EXPECT_LT(claims(sentence, idle), 0.5) << sentence;
}

TEST(Clauses, AreCutAtMarksAndFurtherOrders) {
    const auto texts = [](std::string_view sentence) {
        std::string all;
        for (const auto& clause : clauses_of(sentence)) all += "[" + clause.text + "]";
        return all;
    };
    EXPECT_EQ(texts("1 是 1,128.50,3 不要。其余没问题"), "[1 是 1,128.50][3 不要][其余没问题]");
    EXPECT_EQ(texts("1, 3 不要"), "[1,  3 不要]");
    EXPECT_EQ(texts("no. 3 is 12.5"), "[number 3 is 12.5]");
}

}  // namespace
}  // namespace errand::skills::ledger
