#include "brain/embedded/embedded.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "brain/embedded/compact.hpp"
#include "brain/embedded/limits.hpp"
#include "brain/embedded/situations.hpp"
#include "language/limits.hpp"

namespace errand::brain::embedded {
namespace {

constexpr std::string_view kSituations[] = {"none",  "item", "options", "deliver_to", "choice",
                                            "draft", "two",  "bulk",    "paid"};

void read_in_every_situation(const std::string& sentence) {
    for (const auto name : kSituations) {
        const auto read = understand(sentence, situation(name));
        ASSERT_FALSE(read.acts.empty());
        ASSERT_LE(read.acts.size(), kMaxActs);
        ASSERT_GE(read.confidence, 0);
        ASSERT_LE(read.confidence, 1);
    }
}

TEST(Understand, SurvivesAnyBytes) {
    std::mt19937 random(20260302);  // NOLINT: the same bytes on every run
    for (int round = 0; round < 60; ++round) {
        std::string bytes(random() % 200, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        read_in_every_situation(bytes);
    }
}

// Words that the reader knows, in any order.
std::string salad(std::mt19937& random, std::size_t bytes) {
    static constexpr std::string_view kWords[] = {
        "一半",        "两杯", "奶茶",    "不要", "少冰",  "送到", "公司", ",",    "换成",
        "再加",        "其余", "第二个",  "取消", "预算",  "50块", "那单", "two ", "to ",
        "with ",       "no ",  "change ", "one ", "half ", "the ", "加",   "的",   "都",
        "instead of ", "把",   "最便宜",  "12点", "从",    "备注"};
    std::string sentence;
    while (sentence.size() < bytes) sentence += kWords[random() % std::size(kWords)];
    return sentence;
}

TEST(Understand, SurvivesAnyOrderOfWords) {
    std::mt19937 random(7);  // NOLINT: the same words on every run
    for (int round = 0; round < 80; ++round) read_in_every_situation(salad(random, random() % 160));
}

TEST(Understand, TakesTimeInProportionToTheLength) {
    using Clock = std::chrono::steady_clock;
    std::mt19937 random(11);  // NOLINT: the same words on every run
    const auto longest = salad(random, language::kMaxSentenceBytes);
    (void)understand("warm", {});
    const auto begun = Clock::now();
    (void)understand(longest, situation("two"));
    for (const std::string_view word : {"一", "好", "送到", "加", "热的", "a ", "the ", "和"}) {
        std::string row;
        while (row.size() < language::kMaxSentenceBytes) row += word;
        (void)understand(row, situation("two"));
    }
    // Nine of the longest sentences; quadratic readers take minutes for them.
    EXPECT_LT(Clock::now() - begun, std::chrono::seconds(20));
}

TEST(Understand, IsDeterministic) {
    for (const std::string_view sentence :
         {"来两杯奶茶,一杯少冰", "make it two and drop the fries"})
        EXPECT_EQ(json::write(json::encode(understand(sentence, situation("draft")))),
                  json::write(json::encode(understand(sentence, situation("draft")))));
}

TEST(Understand, GoesThroughJson) {
    const auto read = understand("两杯珍珠奶茶少冰送公司,50块以内", {});
    const auto again = json::decode<Understanding>(json::encode(read));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->acts, read.acts);
    EXPECT_EQ(read.acts[0].slots.items[0].options[0].text, "少冰");
}

TEST(Understand, SaysWhenItDoesNotUnderstand) {
    const auto read = understand("blorb the wug quickly", {});
    EXPECT_EQ(read.acts[0].intent, Intent::Unknown);
    EXPECT_FALSE(read.suggestions.empty());
    EXPECT_EQ(understand("咕噜咕噜哇啦哇啦哔", {}).acts[0].intent, Intent::Unknown);
    EXPECT_EQ(understand("", {}).acts[0].intent, Intent::Unknown);
}

TEST(Understand, NeverApprovesWhatAlsoChangesOrIsNotUnderstood) {
    for (const std::string_view sentence :
         {"好的,换成大杯", "可以,再加一杯可乐", "yes but make it three", "ok, deliver it home",
          "好的,哇啦哔咕", "yes, blorb the wug quickly", "yes to the second one"})
        for (const auto& act : understand(sentence, situation("draft")).acts)
            EXPECT_NE(act.intent, Intent::Approve) << sentence;
}

TEST(Understand, KnowsWhereSomebodyIsNot) {
    const auto denied = [](std::string_view text, std::string_view name) {
        return is_place_denied(text, name, text.find(name));
    };
    EXPECT_TRUE(denied("i'm not going to the office today, one flat white", "office"));
    EXPECT_TRUE(denied("don't send it to the studio", "studio"));
    EXPECT_TRUE(denied("今天没去公司,来杯拿铁", "公司"));
    EXPECT_TRUE(denied("来杯拿铁,别送到健身房", "健身房"));
    EXPECT_FALSE(denied("two flat whites for the team at the studio", "studio"));
    EXPECT_FALSE(denied("not too sweet, to the office", "office"));
    EXPECT_FALSE(denied("不要香菜,送到健身房", "健身房"));
    EXPECT_FALSE(is_place_denied("one flat white", "office", 40));
    EXPECT_FALSE(is_place_denied("", "", 0));
}

TEST(Understand, KnowsNamesThatAreGiven) {
    Context context;
    const auto hear = [](std::string_view sentence, std::string_view said, std::string_view name,
                         KnownName::Kind kind, double score) {
        Context context;
        const auto begin = sentence.find(said);
        context.known = {{begin, begin + said.size(), std::string(name), kind, score}};
        return compact(understand(sentence, context));
    };
    using enum KnownName::Kind;
    EXPECT_EQ(hear("来一份两面黄", "两面黄", "两面黄", Item, 1), "start food: 1 两面黄");
    EXPECT_EQ(hear("来一杯不二家的拿铁", "不二家", "不二家(湖滨店)", Shop, 1),
              "start food: 1 拿铁; shop 不二家");
    EXPECT_EQ(hear("two seven up to home", "seven up", "Seven Up", Item, 1),
              "start food: 2 seven up; to home");
    EXPECT_EQ(hear("来两杯guiyan奶茶的拿铁", "guiyan奶茶", "归燕奶茶", Shop, 0.93),
              "start food: 2 拿铁; shop 归燕奶茶");
    EXPECT_EQ(hear("来一份量面黄", "量面黄", "两面黄", Item, 0.97), "start food: 1 两面黄");
    EXPECT_EQ(hear("来一份量面黄", "量面黄", "两面黄", Item, 0.8), "start food: 1 量面黄")
        << "not near enough";
    EXPECT_EQ(hear("来一份宫保鸡丁", "宫保鸡丁", "宫保鸡丁盖饭", Item, 0.87),
              "start food: 1 宫保鸡丁")
        << "a part may be meant";
}

}  // namespace
}  // namespace errand::brain::embedded
