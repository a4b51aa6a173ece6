// Owns: how a checkout is paid, and what a person signs of it. Pure; any thread. Must stay true: no
// instrument is made up: it is the one of the settings with the token beside it, or one that the
// shop itself lists for the person's own account; what is signed says payee, items, address and
// total as the shop said them just before, and a checkout that does not add up is never completed
// here.
#pragma once

#include <optional>
#include <string>

#include "commerce/purchase.hpp"
#include "connectors/ucp/basket.hpp"
#include "connectors/ucp/profile.hpp"

namespace errand::connectors::ucp {

// What the settings say of paying: by which of the shop's handlers (its id or name), which type of
// instrument, and what its token is called. The token itself is in the vault or a variable.
struct PayBy {
    std::string handler;
    std::string type;
    std::string credential = "token";
    json::object details;  // what a shop wants told of it, as "brand" and "last_digits"
};

struct Instrument {
    json::object object;  // as it is sent, but for the token; empty: nothing is to be paid
    std::string text;     // as a person reads it
    bool takes_token = false;
};

// Whose means there are to pay with.
struct Payer {
    bool has_token = false;  // of the settings
    // What the shop keeps for the account it is asked under is this person's.
    bool account_is_own = false;
};

// Nothing: it cannot be paid here.
std::optional<Instrument> instrument_for(const Basket& checkout, const Terms& terms,
                                         const std::optional<PayBy>& pay_by, Payer payer);

// The body of the call that completes. The token goes nowhere else.
json::object complete_body(const Instrument& instrument, const std::optional<PayBy>& pay_by,
                           const std::string& token, const Terms& terms);

// Why a checkout cannot be completed as it stands, as a code and in words; nothing where it can.
struct Obstacle {
    std::string code;
    std::string message;
};
std::optional<Obstacle> obstacle_to(const Basket& checkout, const Terms& terms);

// `payee`: what the person calls the shop; `domain`: who it is.
commerce::Purchase purchase_of(const Basket& checkout, const Instrument& instrument,
                               const std::string& payee, const std::string& domain);

// How two differ, in words; empty where they do not.
std::string difference(const commerce::Purchase& is_signed, const commerce::Purchase& now);

}  // namespace errand::connectors::ucp
