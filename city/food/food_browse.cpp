// Owns: how food is found and priced: search, menu, quote.
#include <fmt/format.h>

#include <cmath>

#include "city/food/food.hpp"
#include "city/limits.hpp"
#include "city/search/lexicon.hpp"

namespace errand::city {
namespace {

using tool::CallResult;
using tool::refusal;

// Below this an item has too little of what was asked for.
constexpr double kLeastScore = 0.25;
constexpr double kLeastShopScore = 0.45;
// Offers whose scores differ by less are equally good matches; then the nearer comes first.
constexpr double kScoreStep = 0.05;

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += word + " ";
    return all;
}

std::string attribute_words(const json::object& attributes) {
    std::string all;
    for (const auto& member : attributes)
        if (const auto* text = member.value().if_string()) all += std::string(*text) + " ";
    return all;
}

bool has_tag(const LiveShop& live, const commerce::Item& item, const std::string& wanted) {
    const auto folded = fold(wanted);
    const auto same = [&](const std::string& tag) { return fold(tag) == folded; };
    return std::ranges::any_of(item.tags, same) || std::ranges::any_of(live.shop.tags, same);
}

// What decides between offers, in this order.
struct Rank {
    double step;  // of the score
    bool sold_out;
    bool open;
    double distance;
    double rating;
};

bool better(const Rank& left, const Rank& right) {
    if (left.step != right.step) return left.step > right.step;
    if (left.open != right.open) return left.open;
    if (left.sold_out != right.sold_out) return right.sold_out;
    if (left.distance != right.distance) return left.distance < right.distance;
    return left.rating > right.rating;
}

struct Found {
    std::size_t shop;
    std::size_t item;
    double score;
    Rank rank;
};

void sort_found(std::vector<Found>& found) {
    std::ranges::sort(found, [](const Found& left, const Found& right) {
        if (better(left.rank, right.rank)) return true;
        if (better(right.rank, left.rank)) return false;
        return std::pair(left.shop, left.item) < std::pair(right.shop, right.item);
    });
}

std::vector<std::string> string_list(const json::object& arguments, std::string_view key) {
    std::vector<std::string> all;
    if (const auto* list = arguments.if_contains(key); list != nullptr && list->is_array())
        for (const auto& one : list->get_array()) all.emplace_back(one.get_string());
    return all;
}

std::string option_words(const commerce::Item& item) {
    std::string all;
    for (const auto& option : item.options)
        for (const auto& choice : option.choices)
            all += choice.name.zh + " " + choice.name.en + " ";
    return all;
}

CallResult unknown_shop(const std::string& id) {
    return refusal("unknown_shop", fmt::format("There is no shop '{}'.", id),
                   "Use a shop's id that search gave.");
}
CallResult unknown_place(const std::string& id) {
    return refusal("unknown_place", fmt::format("There is no place '{}'.", id),
                   "Use a place's id that map.find_place or map.saved_places gave.");
}

}  // namespace

void Food::build_index() {
    if (items_index_ && indexed_version_ == catalog_.version()) return;
    items_index_ = std::make_unique<SearchIndex>();
    shops_index_ = std::make_unique<SearchIndex>();
    item_at_.clear();
    const auto& shops = catalog_.shops();
    for (std::size_t s = 0; s < shops.size(); ++s) {
        const auto& shop = shops[s].shop;
        const auto shop_tags = joined(shop.tags);
        shops_index_->add({{shop.name.zh, 1}, {shop.name.en, 1}, {shop_tags, 0.6}});
        for (std::size_t i = 0; i < shop.items.size(); ++i) {
            const auto& item = shop.items[i];
            const auto tags = joined(item.tags);
            const auto attributes = attribute_words(item.attributes);
            const auto options = option_words(item);
            items_index_->add({{item.name.zh, 1},
                               {item.name.en, 1},
                               {tags, 0.85},
                               {shop_tags, 0.6},
                               {shop.name.zh, 0.55},
                               {shop.name.en, 0.55},
                               {attributes, 0.5},
                               {options, 0.4}});
            item_at_.push_back({s, i});
        }
    }
    items_index_->finish();
    shops_index_->finish();
    indexed_version_ = catalog_.version();
}

bool Food::shop_is_called(const LiveShop& shop, const std::string& text) {
    if (shop.shop.id == text) return true;
    const auto wanted = fold(text);
    if (wanted.empty()) return true;
    for (const auto* name : {&shop.shop.name.zh, &shop.shop.name.en}) {
        const auto folded = fold(*name);
        if (!folded.empty() && (folded.contains(wanted) || wanted.contains(folded))) return true;
    }
    return false;
}

Result<commerce::Shop> Food::shop_view(const LiveShop& live, const Place* to) {
    const auto& shop = live.shop;
    const auto now = clock_.now();
    auto hours = open_state(live.hours, catalog_.zone(), now);
    commerce::Shop view;
    view.id = shop.id;
    view.service = shop.service;
    view.name = shop.name;
    view.place = shop.place;
    view.rating = shop.rating;
    view.tags = shop.tags;
    view.minimum_order = shop.minimum_order;
    view.packing_fee = shop.packing_fee;
    view.open = hours.open && !live.shut;
    if (view.open && hours.closes_at) view.closes_at = catalog_.zone().format(*hours.closes_at);
    if (!live.shut && hours.opens_at) view.opens_at = catalog_.zone().format(*hours.opens_at);
    const auto* from = atlas_.place(shop.place);
    if (to == nullptr || from == nullptr) return view;
    const double km = distance_km(from->position(), to->position());
    view.distance_km = std::round(km * 1000) / 1000;
    ERRAND_TRY(const int waiting, orders_.waiting_pieces(shop.id, now));
    view.eta_minutes = eta_minutes(shop.delivery, km, waiting, 1);
    view.delivery_fee = delivery_fee(shop.delivery, km, commerce::Money{});
    return view;
}

// By name first; what is only like a name counts where no shop is called so.
std::vector<bool> Food::shops_called(const std::string& text) {
    const auto& shops = catalog_.shops();
    std::vector<bool> wanted(shops.size(), text.empty());
    if (text.empty()) return wanted;
    bool named = false;
    for (std::size_t i = 0; i < shops.size(); ++i) {
        wanted[i] = shop_is_called(shops[i], text);
        named = named || wanted[i];
    }
    if (named) return wanted;
    for (const auto& match : search_both_languages(*shops_index_, text, kLeastShopScore))
        wanted[match.document] = true;
    return wanted;
}

// Every item where nothing is asked for by name.
std::vector<Match> Food::items_like(const std::string& text) {
    if (!fold(text).empty()) return search_both_languages(*items_index_, text, kLeastScore);
    std::vector<Match> all;
    all.reserve(item_at_.size());
    for (std::size_t i = 0; i < item_at_.size(); ++i) all.push_back({i, 1});
    return all;
}

Food::Answer Food::search(const json::object& arguments, const std::string&) {
    ERRAND_TRY_VOID(lapse());
    const std::string text(json::string_at(arguments, "text"));
    const std::string place_id(json::string_at(arguments, "deliver_to"));
    const auto* to = atlas_.place(place_id);
    if (to == nullptr) return unknown_place(place_id);
    const auto tags = string_list(arguments, "tags");
    const auto* limit = arguments.if_contains("limit");
    const auto most =
        static_cast<std::size_t>(limit == nullptr ? kDefaultOffers : limit->to_number<int>());
    build_index();
    const auto wanted = shops_called(std::string(json::string_at(arguments, "shop")));
    const bool popular = fold(text).empty();
    const auto& shops = catalog_.shops();
    std::vector<std::optional<commerce::Shop>> views(shops.size());
    std::vector<Found> found;
    for (const auto& [document, score] : items_like(text)) {
        const auto [s, i] = item_at_[document];
        const auto& item = shops[s].shop.items[i];
        const auto tagged = [&](const auto& tag) { return has_tag(shops[s], item, tag); };
        if (!wanted[s] || !std::ranges::all_of(tags, tagged)) continue;
        if (!views[s]) {
            ERRAND_TRY(views[s], shop_view(shops[s], to));
        }
        if (views[s]->distance_km > kMaxDeliveryKm) continue;
        // Without words the popular come first: well rated, and what a menu begins with.
        const double worth = popular ? shops[s].shop.rating - 0.01 * static_cast<double>(i)
                                     : std::round(score / kScoreStep);
        found.push_back({s,
                         i,
                         score,
                         {worth, item.stock == 0, views[s]->open, views[s]->distance_km,
                          shops[s].shop.rating}});
    }
    sort_found(found);
    json::array offers;
    for (const auto& one : found) {
        if (offers.size() >= most) break;
        offers.push_back({{"shop", json::encode(*views[one.shop])},
                          {"item", json::encode(shops[one.shop].shop.items[one.item])},
                          {"score", std::round(one.score * 1000) / 1000}});
    }
    return CallResult{json::object{{"offers", std::move(offers)}}};
}

Food::Answer Food::menu(const json::object& arguments) {
    ERRAND_TRY_VOID(lapse());
    const std::string id(json::string_at(arguments, "shop"));
    auto* live = catalog_.shop(id);
    if (live == nullptr) return unknown_shop(id);
    const auto* to = atlas_.place(json::string_at(arguments, "deliver_to"));
    ERRAND_TRY(const auto view, shop_view(*live, to));
    return CallResult{json::object{{"shop", json::encode(view)},
                                   {"items", json::encode(live->shop.items)},
                                   {"coupons", json::encode(live->shop.coupons)}}};
}

Result<commerce::DeliverTo> Food::deliver_to(const std::string& user, const Place& place) {
    ERRAND_TRY(auto label, atlas_.label_of(user, place.id));
    return commerce::DeliverTo{place.id, std::move(label), place.name, place.address};
}

Result<commerce::Quote> Food::price(const std::string& user, LiveShop& live,
                                    const std::vector<Wish>& wishes, const Place& to) {
    const auto now = clock_.now();
    const auto* from = atlas_.place(live.shop.place);
    if (from == nullptr) return fail(ErrorCode::Corrupt, "a shop stands at no place");
    ERRAND_TRY(const int waiting, orders_.waiting_pieces(live.shop.id, now));
    std::optional<Error> error;
    const Situation situation{now,
                              catalog_.zone(),
                              catalog_.currency(),
                              !live.shut && open_state(live.hours, catalog_.zone(), now).open,
                              distance_km(from->position(), to.position()),
                              waiting,
                              catalog_.platform_coupons(),
                              [&](const FoodShop* shop, const std::string& coupon) {
                                  auto uses = orders_.coupon_uses(
                                      user, shop == nullptr ? "" : shop->id, coupon);
                                  if (!uses) error = uses.error();
                                  return uses.value_or(0);
                              }};
    ERRAND_TRY(const auto address, deliver_to(user, to));
    auto quote = make_quote(live.shop, wishes, address, situation);
    if (error) return fail(*std::move(error));
    return quote;
}

std::optional<CallResult> Food::resolve(const json::object& arguments, Request& request,
                                        LiveShop*& shop, const Place*& place) {
    request.shop = json::string_at(arguments, "shop");
    request.deliver_to = json::string_at(arguments, "deliver_to");
    request.note = json::string_at(arguments, "note");
    auto items =
        json::decode<std::vector<Wish>>(arguments.at("items"), json::Unknown::Refuse, "items");
    if (!items) return refusal("invalid", items.error().message, items.error().advice);
    request.items = *std::move(items);
    shop = catalog_.shop(request.shop);
    if (shop == nullptr) return unknown_shop(request.shop);
    place = atlas_.place(request.deliver_to);
    if (place == nullptr) return unknown_place(request.deliver_to);
    return std::nullopt;
}

Food::Answer Food::quote(const json::object& arguments, const std::string& user) {
    ERRAND_TRY_VOID(lapse());
    Request request;
    LiveShop* shop = nullptr;
    const Place* place = nullptr;
    if (auto refused = resolve(arguments, request, shop, place)) return *std::move(refused);
    const auto quote = price(user, *shop, request.items, *place);
    if (!quote && quote.error().code == ErrorCode::Invalid)
        return refusal("invalid", quote.error().message);
    if (!quote) return fail(quote.error());
    return CallResult{json::encode(*quote)};
}

}  // namespace errand::city
