#include "city/world/option_data.hpp"

#include "city/world/menu_data.hpp"

namespace errand::city::menu {
namespace {

using commerce::Choice;
using commerce::ItemOption;
using commerce::Money;

constexpr std::int64_t kJiao = 10;  // a tenth of a yuan, in minor units

Choice choice(const char* value, const char* zh, const char* en, std::int64_t jiao = 0) {
    return {value, {zh, en}, Money{jiao * kJiao}};
}

// An extra's value is its English name, which is what lists of extras hold.
Choice extra(const char* zh, const char* en, std::int64_t jiao) {
    return choice(en, zh, en, jiao);
}

ItemOption extras(std::vector<Choice> choices) {
    const int most = choices.size() > 3 ? 4 : 3;
    return {"extra", "", most, std::move(choices)};
}

ItemOption cup() {
    return {"size",
            "medium",
            1,
            {choice("medium", "中杯", "Medium"), choice("large", "大杯", "Large", 30)}};
}
ItemOption portion() {
    return {"size",
            "medium",
            1,
            {choice("small", "小份", "Small"), choice("medium", "标准份", "Regular"),
             choice("large", "大份", "Large", 60)}};
}
ItemOption temperature() {
    return {
        "temperature",
        "hot",
        1,
        {choice("hot", "热", "Hot"), choice("warm", "温", "Warm"), choice("cold", "冰", "Iced")}};
}
ItemOption ice() {
    return {"ice",
            "normal",
            1,
            {choice("none", "去冰", "No ice"), choice("less", "少冰", "Less ice"),
             choice("normal", "正常冰", "Normal ice"), choice("more", "多冰", "More ice")}};
}
ItemOption sugar() {
    return {"sugar",
            "100",
            1,
            {choice("0", "无糖", "No sugar"), choice("30", "三分糖", "30% sugar"),
             choice("50", "五分糖", "Half sugar"), choice("70", "七分糖", "70% sugar"),
             choice("100", "全糖", "Full sugar")}};
}
ItemOption spice() {
    return {"spice",
            "mild",
            1,
            {choice("none", "不辣", "Not spicy"), choice("mild", "微辣", "Mild"),
             choice("medium", "中辣", "Medium spicy"), choice("hot", "特辣", "Extra spicy")}};
}

}  // namespace

std::vector<ItemOption> options_of(std::uint32_t bits) {
    std::vector<ItemOption> all;
    const auto add = [&](std::uint32_t bit, auto make) {
        if ((bits & bit) != 0) all.push_back(make());
    };
    add(kCup, cup);
    add(kPortion, portion);
    add(kTemperature, temperature);
    add(kIce, ice);
    add(kSugar, sugar);
    add(kSpice, spice);
    add(kTeaExtras, [] {
        return extras({extra("珍珠", "pearls", 20), extra("椰果", "coconut jelly", 20),
                       extra("布丁", "pudding", 30), extra("红豆", "red beans", 20),
                       extra("芋圆", "taro balls", 30), extra("奶盖", "cheese foam", 40)});
    });
    add(kCoffeeExtras, [] {
        return extras({extra("加浓一份", "extra shot", 40), extra("燕麦奶", "oat milk", 30),
                       extra("香草糖浆", "vanilla syrup", 20), extra("奶油", "whipped cream", 20)});
    });
    add(kRiceExtras, [] {
        return extras({extra("加饭", "extra rice", 20), extra("卤蛋", "braised egg", 20),
                       extra("煎蛋", "fried egg", 30), extra("加青菜", "extra greens", 30),
                       extra("加肉", "extra meat", 80)});
    });
    add(kNoodleExtras, [] {
        return extras({extra("加面", "extra noodles", 20), extra("卤蛋", "braised egg", 20),
                       extra("加牛肉", "extra beef", 100), extra("加青菜", "extra greens", 30),
                       extra("香菜", "coriander", 0)});
    });
    add(kBurgerExtras, [] {
        return extras({extra("芝士片", "cheese", 30), extra("培根", "bacon", 50),
                       extra("煎蛋", "fried egg", 30), extra("酸黄瓜", "pickles", 10)});
    });
    add(kSaladExtras, [] {
        return extras({extra("鸡胸肉", "chicken breast", 90), extra("水煮蛋", "boiled egg", 30),
                       extra("牛油果", "avocado", 80), extra("藜麦", "quinoa", 50)});
    });
    add(kDipExtras, [] {
        return extras({extra("陈醋", "vinegar", 0), extra("辣油", "chilli oil", 10),
                       extra("蒜泥", "garlic paste", 10)});
    });
    add(kPotExtras, [] {
        return extras({extra("肥牛", "fatty beef", 150), extra("午餐肉", "luncheon meat", 80),
                       extra("豆皮", "tofu skin", 40), extra("方便面", "instant noodles", 40)});
    });
    return all;
}

}  // namespace errand::city::menu
