// Owns: the service `food`: searching, pricing, drafts, orders; with its database `food.db` and the
// key by which it signs drafts. Strand: the city's one thread.
// Must stay true: stock that an order holds is taken once and given back once; an order is placed
// only at the price that its draft was signed with; what a cancellation owes is recorded with the
// cancellation, and handed to the purse until that is done.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "city/food/catalog.hpp"
#include "city/food/orders.hpp"
#include "city/food/pricing.hpp"
#include "city/map/atlas.hpp"
#include "city/search/index.hpp"
#include "city/service/service.hpp"
#include "crypto/keys.hpp"

namespace errand::city {

// What an operator does to shops and items; empty `shop` or `item`: any. Both are an id, or part of
// a name in any language.
struct Change {
    enum class Kind { OutOfStock, PriceChange, Closed };
    Kind kind = Kind::OutOfStock;
    std::optional<std::string> shop;
    std::optional<std::string> item;
    commerce::Money by;

    bool has_match() const { return shop || item; }
};

// What pay needs to know of an order before it takes money for it.
struct PayableOrder {
    commerce::Order order;
    DraftRow draft;
};

class Food {
  public:
    static Result<std::unique_ptr<Food>> open(const std::string& home, Atlas& atlas,
                                              const Clock& clock);

    Result<> fill(const World& world);
    Result<> load();
    // An order from before the city began, in the form of docs/scenarios.md's orders: items by id
    // or name.
    Result<> add_earlier(const std::string& user, const json::value& order, int nth);

    std::vector<ServiceTool> tools();

    // --- for pay ---
    // Nothing where this user has no such order.
    Result<std::optional<PayableOrder>> payable(const std::string& user, const std::string& order);
    // Idempotent for one payment. Conflict where the order was paid otherwise or is cancelled.
    Result<> mark_paid(const std::string& order, const std::string& payment, Time at);
    // Called with order, payment and amount until it succeeds; must itself be idempotent.
    void on_refund(
        std::function<Result<>(const std::string&, const std::string&, commerce::Money)> refund) {
        refund_ = std::move(refund);
    }
    Result<> settle_refunds();
    crypto::PublicKey signing_key() const { return key_->public_key(); }

    // --- for the operator ---
    // Hits what matches, or what the current draft holds; without either it waits for the next
    // draft.
    Result<> change(const Change& change, int times);
    Result<json::array> records();
    // Cancels orders that waited too long for their payment.
    Result<> lapse();

    const TimeZone& zone() const { return catalog_.zone(); }
    const std::string& currency() const { return catalog_.currency(); }

  private:
    struct Request {  // of quote and checkout
        std::string shop;
        std::vector<Wish> items;
        std::string deliver_to;
        std::string note;
    };
    struct Armed {
        Change change;
        int left;
        bool waiting;  // has not hit anything yet
    };
    using Answer = Result<tool::CallResult>;

    Food(sqlite::Database database, Atlas& atlas, const Clock& clock);
    Result<> load_key();

    // food_browse.cpp
    Answer search(const json::object& arguments, const std::string& user);
    Answer menu(const json::object& arguments);
    Answer quote(const json::object& arguments, const std::string& user);
    Result<commerce::Shop> shop_view(const LiveShop& shop, const Place* to);
    std::vector<Match> items_like(const std::string& text);
    std::vector<bool> shops_called(const std::string& text);
    bool shop_is_called(const LiveShop& shop, const std::string& text);
    void build_index();
    Result<commerce::Quote> price(const std::string& user, LiveShop& shop,
                                  const std::vector<Wish>& wishes, const Place& to);
    Result<commerce::DeliverTo> deliver_to(const std::string& user, const Place& place);
    // The request's shop and place, or the refusal that names what is unknown.
    std::optional<tool::CallResult> resolve(const json::object& arguments, Request& request,
                                            LiveShop*& shop, const Place*& place);

    // food_order.cpp
    Answer checkout(const json::object& arguments, const Caller& caller);
    Answer place(const json::object& arguments, const Caller& caller);
    Answer place_draft(const std::string& id, const std::string& user);
    Result<OrderRow> insert_order(const DraftRow& draft, LiveShop& shop,
                                  const commerce::Quote& now);
    Result<DraftRow> make_draft(const std::string& user, const commerce::Quote& quote,
                                const std::string& note);

    // food_change.cpp
    Answer order(const json::object& arguments, const std::string& user);
    Answer orders(const json::object& arguments, const std::string& user);
    Answer cancel_preview(const json::object& arguments, const std::string& user);
    Answer cancel(const json::object& arguments, const Caller& caller);
    Answer cancel_order(const std::string& id, const std::string& user);
    Answer change_order(const json::object& arguments, const Caller& caller);
    Answer move_order(OrderRow& row, const std::string& place);
    Result<> give_back_stock(const OrderRow& row);
    json::value encode_order(const OrderRow& row) const;
    Result<std::optional<OrderRow>> order_of(const std::string& user,
                                             const json::object& arguments);

    // food_operator.cpp
    Result<bool> apply(const Change& change);
    Result<bool> hit_matches(const Change& change);
    Result<bool> hit_draft(const Change& change, const std::string& shop,
                           const std::vector<std::string>& items);
    Result<> hit(const Change& change, LiveShop& shop, commerce::Item* item);
    // Lets armed changes hit what is about to be checked out, or what just was.
    Result<> strike(const std::string& shop, const std::vector<std::string>& items, bool before);

    sqlite::Database database_;
    Atlas& atlas_;
    const Clock& clock_;
    Catalog catalog_;
    Orders orders_;
    std::optional<crypto::PrivateKey> key_;
    std::function<Result<>(const std::string&, const std::string&, commerce::Money)> refund_;
    std::vector<Armed> armed_;
    struct ItemAt {
        std::size_t shop;
        std::size_t item;
    };
    std::unique_ptr<SearchIndex> items_index_;
    std::unique_ptr<SearchIndex> shops_index_;
    std::vector<ItemAt> item_at_;
    std::uint64_t indexed_version_ = 0;
};

}  // namespace errand::city
