// Owns: what a call that buys something says of it: payee, items, where to, total. It stands among
// the call's arguments as "purchase", so that the signature is over it. Pure; any thread.
// Must stay true: a person is never asked to sign a purchase that lacks payee, items, total or
// currency, or that says nothing of where it goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commerce/money.hpp"
#include "json/json.hpp"

namespace errand::commerce {

// The argument that holds it.
inline constexpr std::string_view kPurchaseArgument = "purchase";

// Amounts are decimal texts in the purchase's currency, with as many places as it has.
struct PurchasedItem {
    std::string name;
    std::string id;  // the shop's own
    int quantity = 0;
    std::string amount;  // of all of them

    bool operator==(const PurchasedItem&) const = default;
};
BOOST_DESCRIBE_STRUCT(PurchasedItem, (), (name, id, quantity, amount))

struct PurchaseLine {
    std::string label;
    std::string amount;

    bool operator==(const PurchaseLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(PurchaseLine, (), (label, amount))

struct Purchase {
    std::string payee;   // what the person calls the shop
    std::string domain;  // "shop.example", which is who is paid
    std::vector<PurchasedItem> items;
    std::string deliver_to;  // empty: the shop was given no address; the card says so
    std::string delivery;    // the way it is brought; may be empty
    std::string contact;     // whom the shop may write to; may be empty
    std::vector<PurchaseLine> lines;
    std::string total;
    std::string currency;
    std::string pay_by;                // "card by handler x"; empty: nothing is to be paid
    std::vector<std::string> notices;  // what the shop wants read before

    bool operator==(const Purchase&) const = default;
};
BOOST_DESCRIBE_STRUCT(Purchase, (),
                      (payee, domain, items, deliver_to, delivery, contact, lines, total, currency,
                       pay_by, notices))

// Of a call's arguments. Invalid: there is none, or it lacks something. Exhausted: a person cannot
// look it over.
Result<Purchase> purchase_in(const json::object& arguments);

// What a person reads of it, line by line, in "zh" or "en".
std::vector<std::string> describe(const Purchase& purchase, std::string_view language);

// The total in hundredths, rounded up, to be held against limits. Invalid: it is no amount.
Result<Money> total_of(const Purchase& purchase);

}  // namespace errand::commerce
