#include "skills/food/choosing/want.hpp"

#include <algorithm>

#include "skills/food/choosing/conditions.hpp"
#include "skills/food/choosing/shares.hpp"

namespace errand::skills::food::choosing {

namespace {

constexpr View kNearest = U"最近";

void take_modifier(Want& want, View words) {
    if (words == kNearest) return;
    if (contains_any(
            words, {U"以前点过", U"之前点过", U"之前常点", U"常点", U"上次点", U"常去", U"老样子"}))
        want.shop_before = true;
    if (contains_any(words, {U"常喝", U"常吃", U"常买", U"爱喝", U"一直喝"})) want.as_before = true;
    if (const auto shop = shop_in(words); !shop.empty()) {
        want.shop = std::u32string(shop);
        return;
    }
    for (auto& one : read_conditions(words, true).all) want.conditions.push_back(std::move(one));
}

}  // namespace

Want want_of(const Phrase& phrase, View clause) {
    Want want;
    want.words = phrase.words;
    want.head = phrase.head;
    want.other = phrase.other;
    want.quantity = phrase.quantity;
    want.quantity_said = phrase.counted;
    want.kinds = phrase.kinds;
    want.each_person = contains_any(clause.substr(0, phrase.begin + 1),
                                    {U"每人", U"每位", U"人手", U"一人", U"每个人"}) &&
                       phrase.quantity == 1;
    if (const auto each = each_of(clause.substr(0, phrase.begin + 3));
        each > 1 && want.quantity == 1) {
        want.quantity = each;
        want.quantity_said = true;
    }
    for (const auto& words : phrase.modifiers) take_modifier(want, words);
    return want;
}

bool says_nearest(const Phrase& phrase) {
    return std::ranges::find(phrase.modifiers, kNearest) != phrase.modifiers.end();
}

bool merge_into_earlier(std::vector<Want>& wants, const Want& want) {
    if (want.head.empty()) return false;
    for (auto& one : wants) {
        if (std::min(one.head.size(), want.head.size()) < 2 && one.head != want.head) continue;
        if (one.head.empty() || !(one.head.ends_with(want.head) || want.head.ends_with(one.head)))
            continue;
        if (want.quantity_said && one.quantity_said && want.head != one.head) continue;
        if (want.quantity_said && one.quantity_said && one.sentence == want.sentence) continue;
        one.each_person |= want.each_person;
        if (want.quantity_said) {
            one.quantity = want.quantity;
            one.quantity_said = true;
        }
        if (want.head.size() > one.head.size()) one.head = one.words = want.head;
        if (one.shop.empty()) one.shop = want.shop;
        for (const auto& condition : want.conditions) one.conditions.push_back(condition);
        return true;
    }
    return false;
}

}  // namespace errand::skills::food::choosing
