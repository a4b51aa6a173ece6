#include "skills/food/wording.hpp"

#include <gtest/gtest.h>

#include "skills/food/words.hpp"

namespace errand::skills::food {
namespace {

using commerce::LocalName;

TEST(Wording, NormalisesWidthCaseMarksAndBrackets) {
    EXPECT_EQ(normalise("Pork-Knuckle  Rice (large)"), "pork knuckle rice");
    EXPECT_EQ(normalise("珍珠奶茶(大杯)"), "珍珠奶茶");
    EXPECT_EQ(normalise("(只有这个)"), "只有这个");
    EXPECT_EQ(normalise("ABC"), "abc");
    EXPECT_EQ(normalise(""), "");
}

TEST(Wording, IllFormedBytesDoNoHarm) {
    EXPECT_EQ(normalise("\xE7\x8F"), "");
    EXPECT_EQ(characters("a\x80z").size(), 3U);
    EXPECT_LT(likeness("\xFF\xFE", "珍珠奶茶"), kNear);
}

TEST(Wording, TheSameNameIsExact) {
    EXPECT_DOUBLE_EQ(likeness("珍珠奶茶", "珍珠奶茶"), 1);
    EXPECT_DOUBLE_EQ(likeness("milk teas", "Milk Tea"), 1);
    EXPECT_DOUBLE_EQ(likeness("milktea", "Milk tea"), 1);
}

TEST(Wording, AKindFitsItsDishes) {
    EXPECT_GE(likeness("奶茶", "黑糖珍珠奶茶"), kMatch);
    EXPECT_GE(likeness("猪脚饭", "隆江猪脚饭"), kMatch);
    EXPECT_GE(likeness("latte", "Oat Latte"), kMatch);
    EXPECT_GE(likeness("fried rice", "Fried Rice with Shrimp"), kMatch);
    EXPECT_GE(likeness("珍珠奶茶", "珍珠奶茶大杯"), kMatch);
}

TEST(Wording, ADishIsNamedByItsLastWord) {
    EXPECT_LT(likeness("可乐", "可乐鸡翅"), kMatch);
    EXPECT_LT(likeness("cola", "Cola Chicken Wings"), kMatch);
    EXPECT_LT(likeness("牛肉面", "牛肉饭"), kMatch);
    EXPECT_LT(likeness("beef noodles", "beef rice"), kMatch);
    EXPECT_LT(likeness("奶茶", "奶茶蛋糕"), kMatch);
}

TEST(Wording, ATypingErrorIsNearButNotTaken) {
    const double like = likeness("珍珠奶菜", "珍珠奶茶");
    EXPECT_GE(like, kNear);
    EXPECT_LT(like, kMatch);
    EXPECT_GE(likeness("珍珠奶查", "珍珠奶茶"), kMatch) << "it sounds the same";
    EXPECT_GE(likeness("capuccino", "cappuccino"), kMatch);
}

TEST(Wording, KnowsOtherWordsInBothLanguages) {
    EXPECT_GE(likeness("bubble tea", LocalName{"珍珠奶茶", ""}), kMatch);
    EXPECT_GE(likeness("pork-knuckle rice", LocalName{"隆江猪脚饭", ""}), kMatch);
    EXPECT_GE(likeness("珍珠奶茶", LocalName{"", "Pearl Milk Tea"}), kMatch);
    EXPECT_GE(likeness("珍奶", LocalName{"珍珠奶茶", ""}), kMatch);
    EXPECT_LT(likeness("bubble tea", LocalName{"牛肉面", "Beef Noodles"}), kNear);
}

TEST(Wording, PutsNamesTogetherFromParts) {
    EXPECT_EQ(other_words("oat latte").empty(), false);
    EXPECT_GE(likeness("mango pudding", LocalName{"芒果布丁", ""}), kMatch);
    EXPECT_GE(likeness("芒果布丁", LocalName{"", "Mango Pudding"}), kMatch);
}

TEST(Wording, MentionsWhatMustNotBeInIt) {
    EXPECT_TRUE(mentions("花生酱拌面", "花生"));
    EXPECT_TRUE(mentions("Peanut butter noodles", "peanuts"));
    EXPECT_TRUE(mentions("含坚果", "nuts"));
    EXPECT_FALSE(mentions("Coconut pudding", "nuts"));
    EXPECT_FALSE(mentions("牛肉面", "花生"));
}

TEST(Words, EveryGroupHasWordsInBothLanguages) {
    ASSERT_GT(word_groups().size(), 150U);
    for (const auto& group : word_groups()) {
        ASSERT_FALSE(group.zh.empty());
        ASSERT_FALSE(group.en.empty()) << group.zh.front();
        for (const auto word : group.zh) EXPECT_TRUE(is_chinese(word)) << word;
        for (const auto word : group.en) EXPECT_FALSE(is_chinese(word)) << word;
    }
}

}  // namespace
}  // namespace errand::skills::food
