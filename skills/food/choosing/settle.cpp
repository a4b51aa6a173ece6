// What can be said of a request only once all of it was read.
#include "commerce/money.hpp"
#include "skills/food/choosing/request.hpp"
#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {

namespace {

bool is_meal(View head) {
    for (const View meal : {U"早餐", U"早饭", U"午餐", U"午饭", U"中饭", U"晚餐", U"晚饭", U"夜宵",
                            U"宵夜", U"下午茶", U"正餐", U"简餐", U"快餐"})
        if (head == meal) return true;
    return false;
}

bool is_cuisine(View head) {
    const auto traits = traits_of_word(head);
    auto eaten = traits & whatever_is_eaten();
    eaten.reset(static_cast<std::size_t>(Trait::Dish));
    if (eaten.any()) return false;
    for (auto at = static_cast<std::size_t>(Trait::Sichuan);
         at <= static_cast<std::size_t>(Trait::Indian); ++at)
        if (traits.test(at)) return true;
    return false;
}

// "饮品和甜点", and then which drinks and which dessert.
bool met_by_later(const Request& request, std::size_t at) {
    const auto kind = traits_of_word(request.wants[at].head) & kinds_of_food();
    if (kind.none()) return false;
    for (auto later = at + 1; later < request.wants.size(); ++later) {
        const auto& one = request.wants[later];
        if (one.sentence > request.wants[at].sentence && !is_class(one.head) &&
            (traits_of(one.head) & kind).any() && !one.with_previous)
            return true;
        if (one.sentence > request.wants[at].sentence && one.quantity_said &&
            (traits_of(one.head) & kind).any())
            return true;
    }
    return false;
}

// "点个川菜外卖 … 试试沸腾鱼": where dishes are named later, their kind alone is no dish.
void kinds_of_food_are_context(Request& request) {
    for (std::size_t at = 0; at + 1 < request.wants.size(); ++at) {
        auto& want = request.wants[at];
        if (want.kinds > 1 || want.quantity_said) continue;
        const auto& next = request.wants[at + 1];
        const bool of_later = is_class(want.head) && met_by_later(request, at);
        const bool general = of_later || is_meal(want.head) || is_cuisine(want.head) ||
                             (is_class(want.head) && next.quantity_said &&
                              next.sentence == want.sentence && !next.with_previous);
        if (!of_later && (!general || next.sentence > want.sentence + 2 || is_cuisine(next.head)))
            continue;
        request.conditions.push_back({Strength::Rather, want.head, traits_of(want.head), false});
        want.head.clear();
        want.conditions.clear();
    }
}

// "一个蓝莓味和一个薄巧味的麻糍": the name that stands once belongs to both.
void borrow_head(const Request& request, Want& want) {
    for (const auto& other : request.wants) {
        if (other.sentence != want.sentence || &other <= &want) continue;
        auto flavour = View(want.head);
        flavour.remove_suffix(1);
        want.conditions.push_back(
            {Strength::Must, std::u32string(flavour), traits_of(flavour), false});
        want.head = other.head;
        return;
    }
}

// "送到男朋友家 … 配送地址写…": the words of a place give way to the address that is dictated.
void write_address(Request& request) {
    for (auto& want : request.wants)
        if (want.place != "home" && want.place != "office") want.place = request.address;
}

}  // namespace

void settle(Request& request) {
    for (auto& want : request.wants) {
        if (want.head.ends_with(U"味") && want.head.size() > 1) borrow_head(request, want);
        if (want.each_person && !want.quantity_said) want.quantity = std::max(1, request.people);
        if (want.each_person && want.quantity_said && want.quantity == 1 && request.people > 1)
            want.quantity = request.people;
    }
    kinds_of_food_are_context(request);
    if (!request.address.empty()) write_address(request);
    std::erase_if(request.wants, [](const Want& want) {
        return want.head.empty() && std::ranges::none_of(want.conditions, [](const Condition& one) {
                   return one.strength == Strength::Must;
               });
    });
}

std::string words_of(const Want& want) {
    return utf8(want.words);
}

std::vector<std::string> searches_for(const Request& request) {
    std::vector<std::string> all;
    const auto put = [&](std::string words) {
        if (!words.empty() && std::ranges::find(all, words) == all.end())
            all.push_back(std::move(words));
    };
    for (const auto& want : request.wants) {
        put(utf8(want.head));
        if (!want.shop.empty()) put(utf8(want.shop));
    }
    for (const auto& want : request.wants)
        for (const auto& one : want.conditions)
            if (one.strength == Strength::Must && one.words.size() <= 8 && want.head.size() <= 8)
                put(utf8(one.words + want.head));
    return all;
}

brain::Budget budget_of(const Request& request) {
    auto fen = request.budget_fen.value_or(0);
    if (request.budget_each) fen *= std::max(1, request.people);
    return {.amount = commerce::to_string(commerce::Money{fen}),
            .scope = brain::BudgetScope::Total};
}

}  // namespace errand::skills::food::choosing
