// Owns: shops, items and wishes for the tests of this folder.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "skills/food/match.hpp"

namespace errand::skills::food::test {

inline commerce::Money yuan(std::int64_t whole) {
    return {whole * 100};
}

inline commerce::Choice choice(std::string value, std::string zh, std::string en,
                               std::int64_t extra = 0) {
    return {std::move(value), {std::move(zh), std::move(en)}, yuan(extra)};
}

inline commerce::ItemOption ice() {
    return {"ice",
            "normal",
            1,
            {choice("none", "去冰", "No ice"), choice("less", "少冰", "Less ice"),
             choice("normal", "正常冰", "Normal ice")}};
}
inline commerce::ItemOption sugar() {
    return {"sugar",
            "100",
            1,
            {choice("0", "无糖", "No sugar"), choice("50", "半糖", "Half sugar"),
             choice("100", "全糖", "Full sugar")}};
}
inline commerce::ItemOption size() {
    return {"size",
            "medium",
            1,
            {choice("medium", "中杯", "Medium"), choice("large", "大杯", "Large", 3)}};
}
inline commerce::ItemOption extra() {
    return {"extra",
            "",
            2,
            {choice("pearls", "珍珠", "Pearls", 2), choice("rice", "加饭", "Extra rice", 2),
             choice("egg", "卤蛋", "Braised egg", 2)}};
}
inline commerce::ItemOption open_temperature() {
    return {"temperature", "", 1, {choice("hot", "热", "Hot"), choice("cold", "冰", "Iced")}};
}

inline commerce::Item item(std::string id, std::string zh, std::string en, std::int64_t price,
                           std::vector<commerce::ItemOption> options = {}) {
    commerce::Item made;
    made.id = std::move(id);
    made.name = {std::move(zh), std::move(en)};
    made.price = yuan(price);
    made.stock = 100;
    made.options = std::move(options);
    return made;
}

inline Stall stall(std::string id, std::string zh, std::vector<commerce::Item> items) {
    Stall made;
    made.shop.id = std::move(id);
    made.shop.service = "food";
    made.shop.name = {std::move(zh), "Shop " + made.shop.id};
    made.shop.open = true;
    made.shop.rating = 4.5;
    made.shop.eta_minutes = 30;
    made.shop.delivery_fee = yuan(3);
    made.shop.packing_fee = yuan(1);
    made.items = std::move(items);
    return made;
}

inline brain::OptionWish option(std::string text, std::string key = {}, std::string value = {}) {
    return {std::move(text), std::move(key), std::move(value)};
}

inline Wish wish(std::string name, int quantity = 1, std::vector<brain::OptionWish> options = {}) {
    Wish made;
    made.name = std::move(name);
    made.quantity = quantity;
    made.options = std::move(options);
    return made;
}

inline Draft draft(std::vector<Wish> wishes) {
    Draft made;
    made.wishes = std::move(wishes);
    made.place = Place{"p1", "home", {"翠苑小区", "Cuiyuan"}};
    return made;
}

inline Offer offer(const std::string& shop, std::int64_t total, int eta, double like = 1) {
    Offer made;
    made.service = "food";
    made.shop = shop;
    made.shop_name = {"店" + shop, "Shop " + shop};
    made.rating = 4.5;
    Line line;
    line.id = "i1";
    line.name = {"珍珠奶茶", "Pearl milk tea"};
    line.unit_price = yuan(total);
    made.lines.push_back(std::move(line));
    made.likeness = like;
    made.total = yuan(total);
    made.currency = "CNY";
    made.eta_minutes = eta;
    return made;
}

}  // namespace errand::skills::food::test
