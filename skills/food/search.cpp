// What there is nearby: searches and menus of the food service.
#include <algorithm>
#include <tuple>
#include <utility>

#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/menu_reading.hpp"
#include "skills/food/reread.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

struct Hit {
    commerce::Shop shop;
    commerce::Item item;
};
BOOST_DESCRIBE_STRUCT(Hit, (), (shop, item))

struct Hits {
    std::vector<Hit> offers;
};
BOOST_DESCRIBE_STRUCT(Hits, (), (offers))

struct Menu {
    commerce::Shop shop;
    std::vector<commerce::Item> items;
};
BOOST_DESCRIBE_STRUCT(Menu, (), (shop, items))

using Asked = std::vector<std::pair<std::string, std::string>>;

void add_asked(Asked& all, std::string text, std::string shop) {
    const std::pair one(std::move(text), std::move(shop));
    if (all.size() < kMaxSearches && std::ranges::find(all, one) == all.end()) all.push_back(one);
}

bool serves(const std::vector<Stall>& stalls, const Draft& draft, std::size_t wish) {
    return std::ranges::any_of(
        stalls, [&](const Stall& stall) { return serve(stall, draft, wish).has_value(); });
}

// For wishes that nothing was found for: the same dish in other words and the other language.
Asked other_words_for(const std::vector<Stall>& stalls, const Draft& draft) {
    Asked all;
    for (std::size_t wish = 0; wish < draft.wishes.size(); ++wish) {
        const auto& name = draft.wishes[wish].name;
        if (name.empty() || serves(stalls, draft, wish)) continue;
        const bool chinese = is_chinese(name);
        if (mentions("vegetarian", name)) add_asked(all, "vegan", draft.shop_said);
        for (const auto& other : other_words(name))
            if (is_chinese(other) != chinese) {
                add_asked(all, other, draft.shop_said);
                break;
            }
    }
    return all;
}

std::size_t served_count(const Stall& stall, const Draft& draft) {
    return serve_all(stall, draft).lines.size();
}

}  // namespace

assistant::Call read_call(std::string tool, json::object arguments) {
    assistant::Call call;
    call.service = "food";
    call.tool = std::move(tool);
    call.arguments = std::move(arguments);
    call.options.kind = flow::Kind::Read;
    return call;
}

json::object FoodErrand::menu_arguments(const std::string& shop) const {
    json::object arguments{{"shop", shop}};
    if (draft_.place) arguments["deliver_to"] = draft_.place->id;
    return arguments;
}

// Several searches side by side; each is a text and the words of a shop, or empty.
flow::Task<std::vector<Stall>> FoodErrand::search(Asked asked) {
    std::vector<assistant::Call> calls;
    for (const auto& [text, shop] : asked) {
        json::object arguments{{"deliver_to", draft_.place->id}, {"limit", kSearchLimit}};
        if (!text.empty()) arguments["text"] = text;
        if (!shop.empty()) arguments["shop"] = shop;
        calls.push_back(read_call("search", std::move(arguments)));
    }
    std::vector<Stall> stalls;
    for (auto& result : co_await errand_.call_all(std::move(calls))) {
        const auto value = taken(std::move(result), "food");
        if (!value) co_return stalls;
        if (is_refusal(*value)) continue;
        const auto hits = decoded<Hits>(*value, "food");
        if (!hits) co_return stalls;
        for (const auto& hit : hits->offers) add_to(stalls, hit.shop, hit.item);
    }
    for (const auto& stall : stalls)
        if (const auto& at = stall.shop.open ? stall.shop.closes_at : stall.shop.opens_at; at)
            draft_.clock = *at;
    co_return stalls;
}

flow::Task<std::vector<Stall>> FoodErrand::look() {
    Asked asked;
    for (const auto& wish : draft_.wishes) add_asked(asked, wish.name, draft_.shop_said);
    if (!draft_.shop_said.empty())
        for (const auto& wish : draft_.wishes) add_asked(asked, wish.name, {});
    auto stalls = co_await search(std::move(asked));
    if (ended_) co_return stalls;
    if (auto again = other_words_for(stalls, draft_); !again.empty())
        for (const auto& stall : co_await search(std::move(again)))
            for (const auto& item : stall.items) add_to(stalls, stall.shop, item);
    co_return stalls;
}

// The sentence once more, with the names of shops and dishes at hand.
flow::Task<> FoodErrand::read_again(std::vector<Stall>& stalls) {
    const bool first = !std::exchange(draft_.reread, true);
    const bool named =
        first && !draft_.repeat && take_shop_from_text(draft_, stalls, errand_.begun_with());
    if (take_shop_from_wishes(draft_, stalls) || named) {
        if (draft_.wishes.empty() || draft_.wishes.front().name.empty()) co_return;
        stalls = co_await look();
        if (ended_) co_return;
    }
    if (first && read_with_menus(draft_, stalls, errand_.begun_by())) {
        stalls = co_await look();
        if (ended_) co_return;
    }
    if (first && take_choices_from_wishes(draft_, stalls)) {
        stalls = co_await look();
        if (ended_) co_return;
    }
    take_extras_from_wishes(draft_, stalls);
    if (first)
        for (const auto& words : drop_passing_words(draft_, stalls, errand_.begun_by()))
            if (characters(words).size() > 1) errand_.reply(texts::no_dish(words));
    Asked asked;
    for (auto& name : unmet_extras(draft_, stalls)) add_asked(asked, name, draft_.shop_said);
    if (asked.empty()) co_return;
    for (const auto& stall : co_await search(std::move(asked)))
        for (const auto& item : stall.items) add_to(stalls, stall.shop, item);
    if (!ended_) take_wishes_from_extras(draft_, stalls);
}

// Where no shop is known to serve every wish, the menus of those that serve some are read.
flow::Task<> FoodErrand::read_menus(std::vector<Stall>& stalls) {
    std::vector<Stall*> partly;
    for (auto& stall : stalls)
        if (stall.shop.open && !stall.whole_menu && served_count(stall, draft_) > 0)
            partly.push_back(&stall);
    std::ranges::sort(partly, [&](const Stall* left, const Stall* right) {
        return std::tuple(served_count(*right, draft_), left->shop.distance_km, left->shop.id) <
               std::tuple(served_count(*left, draft_), right->shop.distance_km, right->shop.id);
    });
    if (partly.size() > kMaxMenus) partly.resize(kMaxMenus);
    std::vector<assistant::Call> calls;
    calls.reserve(partly.size());
    for (const auto* stall : partly)
        calls.push_back(read_call("menu", menu_arguments(stall->shop.id)));
    auto results = co_await errand_.call_all(std::move(calls));
    for (std::size_t at = 0; at < results.size(); ++at) {
        const auto value = taken(std::move(results[at]), "food");
        if (!value) co_return;
        if (is_refusal(*value)) continue;
        auto read = decoded<Menu>(*value, "food");
        if (!read) co_return;
        bound(read->items);
        partly[at]->items = std::move(read->items);
        partly[at]->whole_menu = true;
    }
}

flow::Task<std::optional<Stall>> FoodErrand::menu(std::string shop) {
    auto answer = co_await errand_.read("food", "menu", menu_arguments(shop));
    const auto value = taken(std::move(answer), "food");
    if (!value || is_refusal(*value)) co_return std::nullopt;
    auto read = decoded<Menu>(*value, "food");
    if (!read) co_return std::nullopt;
    bound(read->items);
    co_return Stall{std::move(read->shop), std::move(read->items), true};
}

// A shop that was named comes alone, where it is there, open and has what is wished; where not, the
// person is told, and the others stay.
void FoodErrand::keep_named_shop(std::vector<Stall>& stalls) {
    if (draft_.shop_said.empty()) return;
    std::vector<Stall> named;
    for (const auto& stall : stalls)
        if (names_shop(draft_.shop_said, stall.shop.name)) named.push_back(stall);
    const auto tell = [&](const texts::Text& text) {
        errand_.reply(text);
        draft_.shop_said.clear();
    };
    if (named.empty()) return tell(texts::shop_not_found(draft_.shop_said));
    auto open = named;
    std::erase_if(open, [](const Stall& stall) { return !stall.shop.open; });
    if (open.empty())
        return tell(texts::shop_closed(named.front().shop.name, named.front().shop.opens_at));
    for (std::size_t wish = 0; wish < draft_.wishes.size(); ++wish)
        if (!serves(open, draft_, wish))
            return tell(texts::shop_has_not(open.front().shop.name, draft_.wishes[wish].name));
    stalls = std::move(open);
}

}  // namespace errand::skills::food
