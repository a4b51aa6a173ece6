// Owns: quotes, drafts, orders and payments as they travel between the assistant and services.
// Plain data; any thread. Moments are RFC 3339 text; every amount is in the document's currency.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commerce/catalog.hpp"

namespace errand::commerce {

// What one chosen option is called on the shop's menu. `plain`: it is what the item comes with
// anyway, at no extra price.
struct ChosenOption {
    std::string key;
    std::string value;
    LocalName name;
    bool plain = false;

    bool operator==(const ChosenOption&) const = default;
};
BOOST_DESCRIBE_STRUCT(ChosenOption, (), (key, value, name, plain))

// `unit_price` holds the options' extras; `amount` is unit_price times quantity. `chosen` names
// each of the options where the shop names them.
struct OrderItem {
    std::string id;
    LocalName name;
    int quantity = 1;
    Options options;
    Money unit_price;
    Money amount;
    std::optional<std::vector<ChosenOption>> chosen;

    bool operator==(const OrderItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrderItem, (), (id, name, quantity, options, unit_price, amount, chosen))

// The options as a person reads them: by the names that the shop gives, without what the item comes
// with anyway. Where it names none, or not exactly those that are chosen, each option in the common
// words for it.
std::vector<LocalName> option_names(const OrderItem& item);

enum class PriceKind { Items, Packing, Delivery, ShopCoupon, PlatformCoupon, Other };
BOOST_DESCRIBE_ENUM(PriceKind, Items, Packing, Delivery, ShopCoupon, PlatformCoupon, Other)

// One line of a price; coupons are negative. The lines' sum is the total.
struct PriceLine {
    PriceKind kind = PriceKind::Other;
    LocalName label;
    Money amount;

    bool operator==(const PriceLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(PriceLine, (), (kind, label, amount))

// Where an order goes: `place` is a place's id, `label` the user's word for it (home, office).
struct DeliverTo {
    std::string place;
    std::optional<std::string> label;
    LocalName name;
    LocalName address;

    bool operator==(const DeliverTo&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeliverTo, (), (place, label, name, address))

enum class ProblemCode {
    Closed,
    OutOfStock,
    BelowMinimum,
    UnknownItem,
    UnknownOption,
    TooManyChoices,
    TooFar,
};
BOOST_DESCRIBE_ENUM(ProblemCode, Closed, OutOfStock, BelowMinimum, UnknownItem, UnknownOption,
                    TooManyChoices, TooFar)

// Why a quote cannot be ordered as it stands. `available` pieces where stock is short; `short_by`
// where the minimum is not reached.
struct Problem {
    ProblemCode code = ProblemCode::UnknownItem;
    std::optional<std::string> item;
    std::optional<int> available;
    std::optional<Money> short_by;
    std::string message;

    bool operator==(const Problem&) const = default;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (code, item, available, short_by, message))

struct Quote {
    std::string shop;
    LocalName shop_name;
    std::vector<OrderItem> items;
    DeliverTo deliver_to;
    std::vector<PriceLine> lines;
    std::vector<std::string> coupons;
    Money total;
    std::string currency;
    int eta_minutes = 0;
    std::vector<Problem> problems;
    Money minimum_order;
    std::optional<std::string> created;  // in the zone of the place, where the shop says it

    bool operator==(const Quote&) const = default;
};
BOOST_DESCRIBE_STRUCT(Quote, (),
                      (shop, shop_name, items, deliver_to, lines, coupons, total, currency,
                       eta_minutes, problems, minimum_order, created))

// Who is paid.
struct Payee {
    std::string id;
    LocalName name;

    bool operator==(const Payee&) const = default;
};
BOOST_DESCRIBE_STRUCT(Payee, (), (id, name))

// An order not yet paid, priced by the shop. What is signed is its JSON, so keep that (SignedDraft)
// and decode this from it for reading.
struct Draft {
    std::string id;
    std::string user;
    std::string service;
    Payee payee;
    std::string shop;
    LocalName shop_name;
    std::vector<OrderItem> items;
    DeliverTo deliver_to;
    std::vector<PriceLine> lines;
    std::vector<std::string> coupons;
    Money total;
    std::string currency;
    int eta_minutes = 0;
    std::string note;
    std::string created;
    std::string expires;

    bool operator==(const Draft&) const = default;
};
BOOST_DESCRIBE_STRUCT(Draft, (),
                      (id, user, service, payee, shop, shop_name, items, deliver_to, lines, coupons,
                       total, currency, eta_minutes, note, created, expires))

// `signature` is ES256 over the canonical JSON of `draft` as it was received; `key_id` names the
// shop's key (its thumbprint).
struct SignedDraft {
    json::value draft;
    std::string signature;
    std::string key_id;

    bool operator==(const SignedDraft&) const = default;
};
BOOST_DESCRIBE_STRUCT(SignedDraft, (), (draft, signature, key_id))

enum class OrderState {
    Placed,
    Accepted,
    Preparing,
    Delivering,
    Delivered,
    Cancelled,
    Refunded,
};
BOOST_DESCRIBE_ENUM(OrderState, Placed, Accepted, Preparing, Delivering, Delivered, Cancelled,
                    Refunded)

// `progress` runs from 0 to 1.
struct Courier {
    std::string name;
    std::string phone;
    double progress = 0;
    int minutes_left = 0;

    bool operator==(const Courier&) const = default;
};
BOOST_DESCRIBE_STRUCT(Courier, (), (name, phone, progress, minutes_left))

// `draft` is the draft's id.
struct Order {
    std::string id;
    std::string draft;
    std::string service;
    std::string shop;
    LocalName shop_name;
    std::vector<OrderItem> items;
    DeliverTo deliver_to;
    Money total;
    std::string currency;
    OrderState state = OrderState::Placed;
    bool paid = false;
    std::optional<std::string> pickup_code;
    std::optional<std::string> eta;
    std::optional<Courier> courier;
    std::string note;
    std::string created;
    std::optional<Money> refund;

    bool operator==(const Order&) const = default;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (id, draft, service, shop, shop_name, items, deliver_to, total, currency,
                       state, paid, pickup_code, eta, courier, note, created, refund))

// `state`: paid, refunded or partly_refunded. `approval` is the approval's id.
struct Payment {
    std::string id;
    std::string order;
    Money amount;
    std::string currency;
    std::string state;
    std::string approval;

    bool operator==(const Payment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Payment, (), (id, order, amount, currency, state, approval))

// What the lines add up to. Invalid where an item's amount is not its price times its quantity, the
// line of the items is not their sum, or the lines' sum is not `total`.
Result<> check_price(const std::vector<OrderItem>& items, const std::vector<PriceLine>& lines,
                     Money total);

}  // namespace errand::commerce
