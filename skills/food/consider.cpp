// A long request: what it asks for is read against what the shops really sell (choosing/), and
// becomes one order after the other, each with its offers in the order of how well they fit.
#include <algorithm>

#include "skills/food/choosing/choose.hpp"
#include "skills/food/edit.hpp"
#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/options.hpp"
#include "skills/food/rank.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

struct Orders {
    std::vector<commerce::Order> orders;
};
BOOST_DESCRIBE_STRUCT(Orders, (), (orders))

// What a memory may hold for this: {"avoids": "…" or ["…"], "orders": [{"shop", "items": ["…"]}]}.
choosing::Habits habits_in(const json::value& known) {
    choosing::Habits habits;
    const auto add_avoided = [&](const json::value& one) {
        if (one.is_string()) habits.avoids += std::string(one.get_string()) + ",";
    };
    if (const auto* avoids = json::find(known, "memory.avoids")) {
        add_avoided(*avoids);
        if (avoids->is_array())
            for (const auto& one : avoids->get_array()) add_avoided(one);
    }
    const auto* orders = json::find(known, "memory.orders");
    if (orders == nullptr || !orders->is_array()) return habits;
    for (const auto& order : orders->get_array()) {
        choosing::Past past;
        past.shop = json::string_at(order, "shop");
        if (const auto* items = json::find(order, "items"); items && items->is_array())
            for (const auto& item : items->get_array())
                if (item.is_string()) past.items.emplace_back(item.get_string());
        habits.past.push_back(std::move(past));
        if (habits.past.size() == kMaxPast) break;
    }
    return habits;
}

choosing::Past past_of(const commerce::Order& order) {
    choosing::Past past;
    past.ordered = true;
    past.shop_id = order.shop;
    past.shop = order.shop_name.in("zh");
    for (const auto& item : order.items) {
        past.item_ids.push_back(item.id);
        past.items.push_back(item.name.in("zh"));
    }
    return past;
}

Wish wish_for(const choosing::Pick& pick, const commerce::Item& item, const std::string& language) {
    Wish wish;
    wish.name = pick.name.in(language);
    wish.quantity = std::clamp(pick.quantity, 1, kMaxPieces);
    for (const auto& [key, values] : pick.options)
        for (const auto& value : values) {
            const auto words = commerce::LocalName(choice_words(item, key, value));
            wish.options.push_back({.text = words.in(language), .key = key, .value = value});
        }
    return wish;
}

const Stall* stall_of(const std::vector<Stall>& stalls, const std::string& shop) {
    const auto found =
        std::ranges::find(stalls, shop, [](const Stall& one) { return one.shop.id; });
    return found == stalls.end() ? nullptr : &*found;
}

// A cart as a candidate for a price, and the wishes that it stands for.
std::optional<Candidate> candidate_for(const choosing::Cart& cart, const std::vector<Stall>& stalls,
                                       const std::string& language, std::vector<Wish>& wishes) {
    const auto* stall = stall_of(stalls, cart.shop);
    if (stall == nullptr) return std::nullopt;
    std::vector<Line> lines;
    for (const auto& pick : cart.picks) {
        const auto item = std::ranges::find(stall->items, pick.item, &commerce::Item::id);
        if (item == stall->items.end()) return std::nullopt;
        wishes.push_back(wish_for(pick, *item, language));
        lines.push_back(line_for(*item, wishes.back(), wishes.size() - 1));
    }
    return candidate_of(*stall, std::move(lines), 1);
}

}  // namespace

bool FoodErrand::has_request() const {
    return !draft_.request.empty() && draft_.meeting.empty() && draft_.shop_kept.empty();
}

// What the person had before, where the services and the memory tell.
flow::Task<choosing::Habits> FoodErrand::habits() {
    auto known = habits_in(co_await errand_.known());
    auto answer = co_await errand_.read("food", "orders", {{"limit", kMaxPast}});
    if (answer && !is_refusal(*answer)) {
        auto earlier = json::decode<Orders>(*answer, json::Unknown::Ignore);
        std::vector<choosing::Past> past;
        if (earlier) {
            std::ranges::sort(earlier->orders, std::ranges::greater{}, &commerce::Order::created);
            for (const auto& order : earlier->orders) {
                const bool own = std::ranges::any_of(
                    draft_.orders, [&](const auto& one) { return one.id == order.id; });
                if (!own) past.push_back(past_of(order));
            }
        }
        known.past.insert(known.past.begin(), past.begin(), past.end());
    }
    co_return known;
}

flow::Task<std::vector<Stall>> FoodErrand::look_around(choosing::Request request) {
    std::vector<std::pair<std::string, std::string>> asked;
    asked.emplace_back();
    for (const auto& words : choosing::searches_for(request))
        if (asked.size() < kMaxSearches) asked.emplace_back(words, std::string());
    co_return co_await search(std::move(asked));
}

// The menus of the shops that the best carts come from: what stands beside a dish (rice, a second
// dish) was not searched for.
flow::Task<> FoodErrand::read_menus_of(choosing::Choices choices, std::vector<Stall>& stalls) {
    std::vector<std::string> shops;
    for (std::size_t rank = 0; rank < 2; ++rank)
        for (const auto& order : choices.orders)
            if (rank < order.carts.size() && shops.size() < kMaxMenus &&
                std::ranges::find(shops, order.carts[rank].shop) == shops.end())
                shops.push_back(order.carts[rank].shop);
    for (const auto& shop : shops) {
        auto whole = co_await menu(shop);
        if (ended_) co_return;
        if (!whole) continue;
        for (auto& stall : stalls) {
            if (stall.shop.id != shop) continue;
            stall = *std::move(whole);
            break;
        }
    }
}

// False where the sentence could not be read so; then it is read word by word.
flow::Task<bool> FoodErrand::consider() {
    auto whole = choosing::read_request(draft_.request);
    auto request = whole;
    request.wants.clear();
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < whole.wants.size(); ++at)
        if (std::ranges::find(draft_.met, at) == draft_.met.end()) {
            places.push_back(at);
            request.wants.push_back(whole.wants[at]);
        }
    if (request.wants.empty()) co_return false;
    draft_.place_said.clear();
    draft_.place.reset();
    if (!co_await settle_place()) co_return true;
    if (co_await is_for_later()) co_return true;
    errand_.set_status("working");
    errand_.progress(texts::considering());
    auto stalls = co_await look_around(request);
    if (ended_) co_return true;
    std::erase_if(stalls, [&](const Stall& stall) {
        return std::ranges::find(draft_.passed_over, stall.shop.id) != draft_.passed_over.end();
    });
    const auto known = co_await habits();
    co_await read_menus_of(choosing::choose(request, known, stalls), stalls);
    if (ended_) co_return true;
    const auto choices = choosing::choose(request, known, stalls);
    if (choices.orders.empty() || choices.orders.front().carts.empty()) co_return false;
    for (const auto want : choices.missing)
        errand_.reply(texts::not_found(choosing::words_of(request.wants[want])));
    const auto& first = choices.orders.front();
    draft_.meeting.clear();
    for (const auto want : first.wants) draft_.meeting.push_back(places[want]);
    for (const auto want : choices.missing) draft_.met.push_back(places[want]);
    draft_.orders_left = static_cast<int>(choices.orders.size()) - 1;
    co_await offer_carts(first, request, stalls);
    co_return true;
}

flow::Task<> FoodErrand::offer_carts(choosing::Ranked order, choosing::Request request,
                                     const std::vector<Stall>& stalls) {
    if (const auto& place = order.carts.front().place; !place.empty()) {
        draft_.place_said = place;
        draft_.place.reset();
    }
    draft_.wishes.clear();
    if (!request.note.empty() && !draft_.note.contains(request.note))
        add_note(draft_, request.note);
    if (request.budget_fen && !request.budget_about) draft_.budget = choosing::budget_of(request);
    std::vector<Candidate> asked;
    std::vector<commerce::LocalName> fits;
    for (const auto& cart : order.carts) {
        if (cart.picks.size() != order.carts.front().picks.size()) continue;
        std::vector<Wish> wishes;
        auto candidate = candidate_for(cart, stalls, errand_.language(), wishes);
        if (!candidate) continue;
        if (draft_.wishes.empty()) draft_.wishes = std::move(wishes);
        fits.push_back(cart.reason);
        asked.push_back(*std::move(candidate));
    }
    if (!co_await settle_place()) co_return;
    auto offers = co_await quote_all(asked);
    if (ended_) co_return;
    for (auto& offer : offers)
        for (std::size_t at = 0; at < asked.size(); ++at)
            if (asked[at].shop.id == offer.shop) offer.fits = fits[at];
    auto shown = in_order(offers, draft_);
    if (shown.empty()) co_return co_await overcome(std::move(offers), std::move(asked));
    draft_.offers = std::move(shown);
    draft_.phase = Phase::Choosing;
    ask_choice(texts::choose_one(draft_.offers, *draft_.place));
}

}  // namespace errand::skills::food
