#include "skills/food/choice_words.hpp"

#include <gtest/gtest.h>

#include <ctime>

#include "base/encoding.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/test_shop.hpp"

namespace errand::skills::food {
namespace {

using namespace test;  // NOLINT(google-build-using-namespace)

commerce::ItemOption milk() {
    return {"milk",
            "whole",
            1,
            {choice("whole", "全脂奶", "Whole milk"), choice("oat", "燕麦奶", "Oat milk"),
             choice("soy", "豆奶", "Soy milk")}};
}
commerce::ItemOption crust() {
    return {"crust",
            "classic",
            1,
            {choice("thin", "", "Thin crust"), choice("classic", "", "Classic crust")}};
}
commerce::ItemOption pieces() {
    return {
        "pieces", "8", 1, {choice("8", "八只", "8 pieces"), choice("12", "十二只", "12 pieces")}};
}
std::string said(const commerce::Item& item, std::string_view words) {
    const auto found = choice_said(item, words);
    return found ? found.choice->value : std::string();
}

TEST(ChoiceWords, AreFoundByPartsAndInTheOtherLanguage) {
    const auto latte = item("a", "拿铁", "Latte", 20, {milk()});
    for (const auto* words :
         {"oat milk", "oat", "燕麦奶", "燕麦", "燕麦奶的", "换成燕麦奶", "with oat milk"})
        EXPECT_EQ(said(latte, words), "oat") << words;
    EXPECT_EQ(said(latte, "soy"), "soy");
    EXPECT_EQ(said(latte, "milk"), "");
    EXPECT_EQ(said(latte, "almond milk"), "");
    const auto pizza = item("b", "", "Funghi Pizza", 10, {crust()});
    for (const auto* words : {"thin", "thin crust", "薄底", "crust thin"})
        EXPECT_EQ(said(pizza, words), "thin") << words;
    EXPECT_EQ(said(pizza, "crust"), "");
}

TEST(ChoiceWords, PiecesAreSaidInDigitsAndWords) {
    const auto wontons = item("a", "馄饨", "Wontons", 15, {pieces()});
    for (const auto* words : {"十二只", "12只的", "12个装", "十二个", "12 pieces", "twelve-piece"})
        EXPECT_EQ(said(wontons, words), "12") << words;
    EXPECT_EQ(said(wontons, "十只"), "");
    EXPECT_EQ(said(wontons, "12"), "");
    EXPECT_EQ(pieces_said("6个装"), 6);
    EXPECT_FALSE(pieces_said("三份"));
    EXPECT_FALSE(pieces_said("八宝粥"));
}

TEST(ChoiceWords, NamesThatEndInLettersStayWhole) {
    const commerce::ItemOption drink{
        "drink",
        "hot",
        1,
        {choice("hot", "热饮品M", "Hot drink M"), choice("cold", "冰饮品M", "Cold drink M")}};
    const commerce::ItemOption cup{
        "cup", "a", 1, {choice("a", "大杯装", "Large"), choice("b", "中杯装", "Medium")}};
    for (const auto& option : {drink, cup})
        for (const auto& one : option.choices)
            for (const auto& way : ways_to_say(option, one)) EXPECT_TRUE(is_utf8(way)) << way;
    EXPECT_EQ(said(item("a", "饮品", "Drink", 9, {cup}), "大杯"), "a");
}

TEST(ChoiceWords, NumbersOutOfAllBoundsAreNoSizes) {
    const commerce::ItemOption weight{
        "weight", "a", 1, {choice("a", "99999999999克", ""), choice("b", "500克", "")}};
    for (const auto& way : ways_to_say(weight, weight.choices[0]))
        EXPECT_FALSE(way.starts_with("-") || way.ends_with("的那种")) << way;
    EXPECT_EQ(said(item("a", "卤味", "", 20, {weight}), "500的"), "b");
}

std::vector<commerce::Item> strangers_menu() {
    std::vector<commerce::Item> items;
    for (int at = 0; at < 24; ++at) {
        auto& made = items.emplace_back(item("b" + std::to_string(at), "牛肉面", "Noodles", 20));
        for (int key = 0; key < 10; ++key) {
            commerce::ItemOption option{"k" + std::to_string(key), "v0", 1, {}};
            for (int value = 0; value < 40; ++value) {
                const auto number = std::to_string(at * 1000 + key * 40 + value);
                option.choices.push_back(choice("v" + std::to_string(value), "调料" + number + "号",
                                                "Sauce number " + number));
            }
            made.options.push_back(std::move(option));
        }
    }
    return items;
}

TEST(ChoiceWords, AStrangersMenuCostsLittleHoweverOftenItIsRead) {
    auto items = strangers_menu();
    bound(items);
    std::size_t choices = 0;
    for (const auto& option : items.front().options) choices += option.choices.size();
    EXPECT_EQ(choices, kMaxItemChoices);
    const Stall shop = stall("s1", "面馆", items);
    auto wanted =
        draft({wish("牛肉面", 1, {option("多加辣"), option("少冰", "ice", "less")}), wish("汤圆")});
    wanted.avoid = {"葱", "蒜"};
    serve_all(shop, wanted);
    const auto before = std::clock();
    constexpr int kReadings = 20;
    for (int n = 0; n < kReadings; ++n) serve_all(shop, wanted);
    const auto taken = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    RecordProperty("milliseconds_of_20_readings", static_cast<int>(taken));
    // Without what is remembered each of them takes hundreds of milliseconds.
    EXPECT_LT(taken, 2'000);
}

TEST(ChoiceWords, BoundsKeepWhatComesByItself) {
    auto items = strangers_menu();
    items.resize(1);
    auto& first = items[0].options[0];
    for (int value = 40; value < 200; ++value)
        first.choices.push_back(choice("v" + std::to_string(value), "料", ""));
    first.default_ = "v199";
    bound(items);
    EXPECT_EQ(first.choices.size(), kMaxItemChoices);
    EXPECT_NE(first.find("v199"), nullptr);
    EXPECT_NE(first.find("v0"), nullptr);
}

}  // namespace
}  // namespace errand::skills::food
