#include <gtest/gtest.h>

#include "city/search/index.hpp"
#include "city/search/lexicon.hpp"

namespace errand::city {
namespace {

TEST(Fold, MakesTextComparable) {
    EXPECT_EQ(fold("  Café—ＬＡＴＴＥ!! 拿铁(大) "), "cafe latte 拿铁 大");
    EXPECT_EQ(fold("People's"), "peoples");
    EXPECT_EQ(fold("\xff\xfe"), "");
}

TEST(Terms, PairsCharactersAndWordsInTheSingular) {
    std::vector<std::string> texts;
    for (const auto& term :
         terms_of(fold("红烧牛肉面 with two Dishes, cherries and glass noodles")))
        texts.push_back(term.text);
    for (const auto* wanted : {"红", "红烧", "肉面", "dish", "cherry", "glass", "noodle"})
        EXPECT_NE(std::ranges::find(texts, wanted), texts.end()) << wanted;
    EXPECT_EQ(std::ranges::find(texts, "with"), texts.end());
    EXPECT_FALSE(terms_of(fold("the")).empty()) << "nothing else to go by";
}

TEST(Likeness, OfMisspeltWords) {
    EXPECT_EQ(likeness("latte", "latte"), 1);
    EXPECT_GT(likeness("cappucino", "cappuccino"), 0.6);
    EXPECT_LT(likeness("latte", "mocha"), 0.1);
}

SearchIndex index_of(const std::vector<std::pair<const char*, const char*>>& names) {
    SearchIndex index;
    for (const auto& [zh, en] : names) index.add({{zh, 1}, {en, 1}});
    index.finish();
    return index;
}

TEST(Search, TheClosestNameComesFirst) {
    const auto index = index_of({{"红豆奶茶", "Red Bean Milk Tea"},
                                 {"黑糖珍珠奶茶", "Brown Sugar Pearl Milk Tea"},
                                 {"珍珠奶茶", "Pearl Milk Tea"},
                                 {"柠檬水", "Lemonade"}});
    EXPECT_EQ(index.search("珍珠奶茶", 0.3).at(0).document, 2U);
    EXPECT_EQ(index.search("珍珠奶茶", 0.3).at(0).score, 1);
    EXPECT_EQ(index.search("珍珠奶茶", 0.3).at(1).document, 1U);
    EXPECT_EQ(index.search("pearl milk teas", 0.3).at(0).document, 2U);
    EXPECT_EQ(index.search("lemonaide", 0.3).at(0).document, 3U);
    EXPECT_TRUE(index.search("火车票", 0.3).empty());
    EXPECT_TRUE(index.search("", 0.3).empty());
}

TEST(Search, TheEndOfAQuerySaysWhatItIs) {
    const auto index = index_of({{"奶盖乌龙", "Cheese Foam Oolong"},
                                 {"芝士蛋糕", "Cheesecake"},
                                 {"经典牛肉汉堡", "Classic Beef Burger"},
                                 {"香辣鸡腿堡", "Spicy Chicken Burger"}});
    EXPECT_EQ(index.search("cheese burger", 0.1).at(0).document, 2U);
}

TEST(Search, WordsAreJoinedAndPartedAsTheNamesAre) {
    const auto joined = index_of({{"", "Cheeseburger"}, {"", "Cheese Toast"}});
    EXPECT_EQ(joined.search("cheese burgers", 0.3).at(0).document, 0U);
    const auto parted = index_of({{"", "Milk Tea"}, {"", "Cheese Burger"}});
    EXPECT_EQ(parted.search("cheeseburger", 0.3).at(0).document, 1U);
    EXPECT_EQ(parted.search("milktea", 0.3).at(0).document, 0U);
}

TEST(Lexicon, TranslatesWhatItKnows) {
    EXPECT_EQ(into_chinese(fold("beef noodles")), "牛肉面");
    EXPECT_EQ(into_chinese(fold("spicy fish burgers")), "麻辣鱼汉堡");
    EXPECT_EQ(into_english(fold("牛肉面")), "beef noodles");
    EXPECT_EQ(into_chinese(fold("xyzzy")), "xyzzy");
}

TEST(Lexicon, FindsAMenuInTheOtherLanguage) {
    SearchIndex chinese;
    for (const auto* name : {"招牌牛肉面", "番茄鸡蛋面", "香辣鸡腿堡", "美式咖啡"})
        chinese.add({{name, 1}});
    chinese.finish();
    const auto first = [&](std::string_view query) {
        const auto matches = search_both_languages(chinese, query, 0.25);
        return matches.empty() ? -1 : static_cast<int>(matches[0].document);
    };
    EXPECT_EQ(first("beef noodles"), 0);
    EXPECT_EQ(first("tomato egg noodles"), 1);
    EXPECT_EQ(first("spicy chicken burger"), 2);
    EXPECT_EQ(first("americano"), 3);
}

}  // namespace
}  // namespace errand::city
