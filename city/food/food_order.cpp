// Owns: how a price becomes a signed draft, and a draft an order.
#include <fmt/format.h>

#include "base/id.hpp"
#include "city/food/food.hpp"
#include "city/limits.hpp"
#include "crypto/hash.hpp"

namespace errand::city {
namespace {

using tool::CallResult;
using tool::refusal;

// A quote that cannot be ordered, by the code of its first problem.
CallResult refuse_problem(const commerce::Quote& quote) {
    const auto& first = quote.problems.front();
    const auto problem = json::encode(first);
    return refusal(json::string_at(problem, "code"), first.message,
                   "Change what is asked for, or ask another shop.",
                   {{"problem", problem}, {"quote", json::encode(quote)}});
}

// What was signed and what holds now are one price, item by item and line by line.
bool same_price(const commerce::Draft& draft, const commerce::Quote& quote) {
    return draft.items == quote.items && draft.lines == quote.lines &&
           draft.coupons == quote.coupons && draft.total == quote.total;
}

std::vector<std::string> ids_of(const std::vector<Wish>& wishes) {
    std::vector<std::string> ids;
    ids.reserve(wishes.size());
    for (const auto& wish : wishes) ids.push_back(wish.id);
    return ids;
}

std::vector<Wish> wishes_of(const commerce::Draft& draft) {
    std::vector<Wish> wishes;
    wishes.reserve(draft.items.size());
    for (const auto& item : draft.items) wishes.push_back({item.id, item.quantity, item.options});
    return wishes;
}

commerce::PriceKind kind_of(const commerce::Draft& draft, std::size_t coupon) {
    std::size_t nth = 0;
    for (const auto& line : draft.lines) {
        const bool is_coupon = line.kind == commerce::PriceKind::ShopCoupon ||
                               line.kind == commerce::PriceKind::PlatformCoupon;
        if (is_coupon && nth++ == coupon) return line.kind;
    }
    return commerce::PriceKind::Other;
}

}  // namespace

Result<DraftRow> Food::make_draft(const std::string& user, const commerce::Quote& quote,
                                  const std::string& note) {
    const auto now = clock_.now();
    DraftRow row;
    row.id = make_id("draft");
    row.user = user;
    row.expires = std::chrono::floor<std::chrono::seconds>(now + kDraftTime);
    commerce::Draft& draft = row.draft;
    draft.id = row.id;
    draft.user = user;
    draft.service = "food";
    draft.payee = {quote.shop, quote.shop_name};
    draft.shop = quote.shop;
    draft.shop_name = quote.shop_name;
    draft.items = quote.items;
    draft.deliver_to = quote.deliver_to;
    draft.lines = quote.lines;
    draft.coupons = quote.coupons;
    draft.total = quote.total;
    draft.currency = quote.currency;
    draft.eta_minutes = quote.eta_minutes;
    draft.note = note;
    draft.created = catalog_.zone().format(now);
    draft.expires = catalog_.zone().format(row.expires);
    const auto document = json::encode(draft);
    ERRAND_TRY(row.signed_draft, commerce::sign_draft(document, *key_));
    ERRAND_TRY(row.hash, crypto::hash_document(row.signed_draft.draft));
    return row;
}

Food::Answer Food::checkout(const json::object& arguments, const Caller& caller) {
    ERRAND_TRY_VOID(lapse());
    Request request;
    LiveShop* shop = nullptr;
    const Place* place = nullptr;
    if (auto refused = resolve(arguments, request, shop, place)) return *std::move(refused);
    // An answer that is kept already is given again and makes nothing new.
    ERRAND_TRY(const auto kept, answered(database_, "checkout", caller));
    if (!kept) ERRAND_TRY_VOID(strike(request.shop, ids_of(request.items), true));
    auto answer = once(database_, "checkout", arguments, caller, [&]() -> Answer {
        const auto quote = price(caller.user, *shop, request.items, *place);
        if (!quote && quote.error().code == ErrorCode::Invalid)
            return refusal("invalid", quote.error().message);
        if (!quote) return fail(quote.error());
        if (!quote->problems.empty()) return refuse_problem(*quote);
        ERRAND_TRY(const auto row, make_draft(caller.user, *quote, request.note));
        ERRAND_TRY_VOID(orders_.add_draft(row));
        return CallResult{json::object{{"draft", json::encode(row.signed_draft)}}};
    });
    if (!kept && answer && !answer->refused)
        ERRAND_TRY_VOID(strike(request.shop, ids_of(request.items), false));
    return answer;
}

Result<OrderRow> Food::insert_order(const DraftRow& draft, LiveShop& shop,
                                    const commerce::Quote& now_quote) {
    OrderRow row;
    row.user = draft.user;
    row.created = clock_.now();
    row.items_sum = now_quote.lines.front().amount;
    for (const auto& item : draft.draft.items) row.pieces += item.quantity;
    ERRAND_TRY(const int waiting, orders_.waiting_pieces(draft.draft.shop, row.created));
    row.kitchen_minutes = kitchen_minutes(shop.shop.delivery, waiting, row.pieces);
    row.total_minutes = now_quote.eta_minutes;
    auto& order = row.order;
    order.id = make_id("order");
    order.draft = draft.id;
    order.service = draft.draft.service;
    order.shop = draft.draft.shop;
    order.shop_name = draft.draft.shop_name;
    order.items = draft.draft.items;
    order.deliver_to = draft.draft.deliver_to;
    order.total = draft.draft.total;
    order.currency = draft.draft.currency;
    order.note = draft.draft.note;
    order.created = catalog_.zone().format(row.created);
    std::vector<CouponUse> uses;
    for (std::size_t i = 0; i < draft.draft.coupons.size(); ++i) {
        const bool of_shop = kind_of(draft.draft, i) == commerce::PriceKind::ShopCoupon;
        uses.push_back({of_shop ? order.shop : std::string{}, draft.draft.coupons[i]});
    }
    ERRAND_TRY_VOID(orders_.add(row, uses));
    return row;
}

Food::Answer Food::place_draft(const std::string& id, const std::string& user) {
    ERRAND_TRY(const auto draft, orders_.draft(id));
    if (!draft || draft->user != user)
        return refusal("unknown_draft", fmt::format("There is no draft '{}'.", id));
    ERRAND_TRY(const auto placed, orders_.of_draft(id));
    if (placed && !placed->cancelled_at) {
        return refusal("already_placed", "This draft is an order already.",
                       "Look the order up, or check out again for another one.",
                       {{"order", placed->order.id}});
    }
    if (placed || clock_.now() >= draft->expires) {
        return refusal("expired", "This draft does not hold any more.", "Check out again.");
    }
    auto* shop = catalog_.shop(draft->draft.shop);
    const auto* to = atlas_.place(draft->draft.deliver_to.place);
    if (shop == nullptr || to == nullptr)
        return refusal("closed", "The shop is not there any more.", "Ask another shop.");
    ERRAND_TRY(const auto quote, price(user, *shop, wishes_of(draft->draft), *to));
    if (!quote.problems.empty()) return refuse_problem(quote);
    if (!same_price(draft->draft, quote)) {
        return refusal("price_changed", "The price is not the one that was shown.",
                       "Show the new price and ask again.", {{"quote", json::encode(quote)}});
    }
    ERRAND_TRY(const auto row, insert_order(*draft, *shop, quote));
    // The last that can fail without leaving the memory ahead of the database.
    for (const auto& line : draft->draft.items) {
        auto* item = shop->item(line.id);
        if (item == nullptr) return fail(ErrorCode::Corrupt, "an item left the menu");
        ERRAND_TRY_VOID(catalog_.set_stock(*shop, *item, item->stock - line.quantity));
    }
    return CallResult{json::object{{"order", encode_order(row)}}};
}

Food::Answer Food::place(const json::object& arguments, const Caller& caller) {
    ERRAND_TRY_VOID(lapse());
    const std::string draft(json::string_at(arguments, "draft"));
    auto answer = once(database_, "place", arguments, caller,
                       [&] { return place_draft(draft, caller.user); });
    if (!answer) ERRAND_TRY_VOID(catalog_.load());
    return answer;
}

}  // namespace errand::city
