#include "city/food/pricing.hpp"

#include <fmt/format.h>

#include <cmath>

#include "city/limits.hpp"
#include "commerce/limits.hpp"
#include "commerce/option_text.hpp"

namespace errand::city {
namespace {

using commerce::Money;
using commerce::Problem;
using commerce::ProblemCode;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

const commerce::Choice* choice_called(const commerce::ItemOption& option, const std::string& said) {
    const auto wanted = lower(said);
    for (const auto& choice : option.choices)
        if (choice.value == said) return &choice;
    for (const auto& choice : option.choices) {
        if (lower(choice.value) == wanted || lower(choice.name.zh) == wanted ||
            lower(choice.name.en) == wanted)
            return &choice;
    }
    return nullptr;
}

std::string choices_of(const commerce::ItemOption& option) {
    std::string all;
    for (const auto& choice : option.choices) all += (all.empty() ? "" : ", ") + choice.value;
    return all;
}

Problem problem(ProblemCode code, const commerce::Item& item, std::string message) {
    return {code, item.id, std::nullopt, std::nullopt, std::move(message)};
}

const std::string& shown(const commerce::LocalName& name) {
    return name.in("en");
}

// What is asked for, in the item's own values; what it does not have becomes a problem.
commerce::Options accepted_options(const commerce::Item& item, const commerce::Options& asked,
                                   std::vector<Problem>& problems) {
    commerce::Options taken;
    for (const auto& [key, said] : asked) {
        if (said.empty()) continue;
        const auto* option = item.option(key);
        if (option == nullptr) {
            problems.push_back(
                problem(ProblemCode::UnknownOption, item,
                        fmt::format("{} has no option '{}'.", shown(item.name), key)));
            continue;
        }
        auto& values = taken[key];
        for (const auto& one : said) {
            const auto* choice = choice_called(*option, one);
            if (choice == nullptr && one != option->default_) {
                problems.push_back(
                    problem(ProblemCode::UnknownOption, item,
                            fmt::format("{} has no {} '{}'; it has: {}.", shown(item.name), key,
                                        one, choices_of(*option))));
                continue;
            }
            const auto& value = choice == nullptr ? one : choice->value;
            if (std::ranges::find(values, value) == values.end()) values.push_back(value);
        }
        if (values.size() > static_cast<std::size_t>(option->most)) {
            problems.push_back(problem(
                ProblemCode::TooManyChoices, item,
                fmt::format("{} takes at most {} of {}.", shown(item.name), option->most, key)));
            values.resize(static_cast<std::size_t>(option->most));
        }
        if (values.empty()) taken.erase(key);
    }
    return commerce::with_defaults(item, std::move(taken));
}

// What the menu calls each of them. A value that the menu gives no name is left to the common
// words.
std::vector<commerce::ChosenOption> names_of(const commerce::Item& item,
                                             const commerce::Options& options) {
    std::vector<commerce::ChosenOption> all;
    for (const auto& [key, values] : options) {
        const auto* option = item.option(key);
        for (const auto& value : values) {
            const auto* choice = option == nullptr ? nullptr : option->find(value);
            commerce::ChosenOption one{.key = key, .value = value, .name = {}, .plain = false};
            if (choice != nullptr) one.name = choice->name;
            if (one.name.empty())
                one.name = {commerce::option_text(key, value, "zh"),
                            commerce::option_text(key, value, "en")};
            const bool free = choice == nullptr || choice->extra.zero();
            one.plain = option != nullptr && option->default_ == value && free;
            all.push_back(std::move(one));
        }
    }
    return all;
}

Money extras_price(const commerce::Item& item, const commerce::Options& options) {
    Money each = item.price;
    for (const auto& [key, values] : options) {
        const auto* option = item.option(key);
        if (option == nullptr) continue;
        for (const auto& value : values)
            if (const auto* choice = option->find(value)) each += choice->extra;
    }
    return each;
}

Result<Money> price_items(const FoodShop& shop, const std::vector<Wish>& wishes,
                          commerce::Quote& quote) {
    Money sum;
    for (const auto& wish : wishes) {
        const auto item = std::ranges::find(shop.items, wish.id, &commerce::Item::id);
        if (item == shop.items.end()) {
            quote.problems.push_back({ProblemCode::UnknownItem, wish.id, std::nullopt, std::nullopt,
                                      fmt::format("The shop has no item '{}'.", wish.id)});
            continue;
        }
        commerce::OrderItem line;
        line.id = item->id;
        line.name = item->name;
        line.quantity = wish.quantity;
        line.options = accepted_options(*item, wish.options, quote.problems);
        if (!line.options.empty()) line.chosen = names_of(*item, line.options);
        line.unit_price = extras_price(*item, line.options);
        ERRAND_TRY(line.amount, commerce::times(line.unit_price, line.quantity));
        ERRAND_TRY(sum, commerce::add(sum, line.amount));
        quote.items.push_back(std::move(line));
    }
    return sum;
}

void check_stock(const FoodShop& shop, commerce::Quote& quote) {
    for (const auto& item : shop.items) {
        int wanted = 0;
        for (const auto& line : quote.items)
            if (line.id == item.id) wanted += line.quantity;
        if (wanted <= item.stock) continue;
        auto short_of = problem(
            ProblemCode::OutOfStock, item,
            item.stock == 0 ? fmt::format("{} is sold out.", shown(item.name))
                            : fmt::format("Only {} of {} are left.", item.stock, shown(item.name)));
        short_of.available = item.stock;
        quote.problems.push_back(std::move(short_of));
    }
}

std::string yuan(Money money) {
    auto text = commerce::to_string(money);
    return text.ends_with(".00") ? text.substr(0, text.size() - 3) : text;
}

commerce::LocalName coupon_label(const Coupon& coupon, const char* zh, const char* en) {
    if (coupon.name) return *coupon.name;
    return {fmt::format("{}:满{}减{}", zh, yuan(coupon.from), yuan(coupon.off)),
            fmt::format("{}: {} off {}", en, yuan(coupon.off), yuan(coupon.from))};
}

void add_lines(const FoodShop& shop, Money items_sum, const Situation& situation,
               commerce::Quote& quote) {
    using commerce::PriceKind;
    const auto fee = delivery_fee(shop.delivery, situation.distance_km, items_sum);
    quote.lines.push_back({PriceKind::Items, {"商品", "Items"}, items_sum});
    if (!shop.packing_fee.zero())
        quote.lines.push_back({PriceKind::Packing, {"打包费", "Packing"}, shop.packing_fee});
    quote.lines.push_back({PriceKind::Delivery, {"配送费", "Delivery"}, fee});
    quote.total = items_sum + shop.packing_fee + fee;
    const auto best = best_coupons(shop, items_sum, quote.total, situation);
    const auto take = [&](const Coupon* coupon, PriceKind kind, const char* zh, const char* en) {
        if (coupon == nullptr) return;
        const auto off = std::min(coupon->off, quote.total);
        quote.lines.push_back({kind, coupon_label(*coupon, zh, en), -off});
        quote.coupons.push_back(coupon->id);
        quote.total -= off;
    };
    take(best.shop, PriceKind::ShopCoupon, "店铺券", "Shop coupon");
    take(best.platform, PriceKind::PlatformCoupon, "平台券", "Platform coupon");
}

}  // namespace

Money delivery_fee(const DeliveryRule& rule, double km, Money items_sum) {
    if (rule.free_from && items_sum >= *rule.free_from) return {};
    return rule.base_fee + Money{std::llround(static_cast<double>(rule.per_km.minor) * km)};
}

int kitchen_minutes(const DeliveryRule& rule, int waiting_pieces, int own_pieces) {
    // The first pieces of an order are what preparing it always takes.
    const int own = std::max(0, own_pieces - kPiecesPerLoadMinute);
    return rule.prepare_minutes + (waiting_pieces + own) / kPiecesPerLoadMinute;
}

int eta_minutes(const DeliveryRule& rule, double km, int waiting_pieces, int own_pieces) {
    const double way = rule.minutes_per_km * km;
    const int kitchen = kitchen_minutes(rule, waiting_pieces, own_pieces);
    return std::max(1, kitchen + static_cast<int>(std::ceil(way - 1e-9)));
}

bool coupon_holds(const Coupon& coupon, const FoodShop* shop, Money items_sum,
                  const Situation& situation) {
    if (items_sum < coupon.from) return false;
    const auto end = coupon_end(coupon, situation.zone, "until");
    if (!end || (*end && situation.now > **end)) return false;
    return !coupon.most_per_user || situation.uses(shop, coupon.id) < *coupon.most_per_user;
}

CouponPair best_coupons(const FoodShop& shop, Money items_sum, Money before,
                        const Situation& situation) {
    std::vector<const Coupon*> of_shop{nullptr};
    std::vector<const Coupon*> of_platform{nullptr};
    for (const auto& coupon : shop.coupons)
        if (coupon_holds(coupon, &shop, items_sum, situation)) of_shop.push_back(&coupon);
    for (const auto& coupon : situation.platform_coupons)
        if (coupon_holds(coupon, nullptr, items_sum, situation)) of_platform.push_back(&coupon);
    const auto off = [](const Coupon* coupon) { return coupon == nullptr ? Money{} : coupon->off; };
    const auto count = [](const CouponPair& pair) {
        return (pair.shop == nullptr ? 0 : 1) + (pair.platform == nullptr ? 0 : 1);
    };
    CouponPair best;
    Money least = before;
    for (const auto* first : of_shop) {
        for (const auto* second : of_platform) {
            const CouponPair pair{first, second};
            const auto total = std::max(Money{}, before - off(first) - off(second));
            if (total < least || (total == least && count(pair) < count(best))) {
                best = pair;
                least = total;
            }
        }
    }
    return best;
}

Result<commerce::Quote> make_quote(const FoodShop& shop, const std::vector<Wish>& wishes,
                                   const commerce::DeliverTo& to, const Situation& situation) {
    commerce::Quote quote;
    quote.shop = shop.id;
    quote.shop_name = shop.name;
    quote.deliver_to = to;
    quote.currency = situation.currency;
    quote.created = situation.zone.format(situation.now);
    quote.minimum_order = shop.minimum_order;
    if (!situation.open) {
        quote.problems.push_back({ProblemCode::Closed, std::nullopt, std::nullopt, std::nullopt,
                                  fmt::format("{} is closed now.", shown(shop.name))});
    }
    ERRAND_TRY(const auto sum, price_items(shop, wishes, quote));
    check_stock(shop, quote);
    if (situation.distance_km > kMaxDeliveryKm) {
        quote.problems.push_back({ProblemCode::TooFar, std::nullopt, std::nullopt, std::nullopt,
                                  fmt::format("{} does not deliver that far.", shown(shop.name))});
    }
    if (sum < shop.minimum_order) {
        const auto missing = shop.minimum_order - sum;
        quote.problems.push_back(
            {ProblemCode::BelowMinimum, std::nullopt, std::nullopt, missing,
             fmt::format("{} is missing to the minimum order of {}.", commerce::to_string(missing),
                         commerce::to_string(shop.minimum_order))});
    }
    add_lines(shop, sum, situation, quote);
    int pieces = 0;
    for (const auto& line : quote.items) pieces += line.quantity;
    quote.eta_minutes =
        eta_minutes(shop.delivery, situation.distance_km, situation.waiting_pieces, pieces);
    return quote;
}

}  // namespace errand::city
