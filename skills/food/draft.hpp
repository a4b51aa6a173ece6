// Owns: the draft, all that a food errand knows between two events. It is the flow's checkpoint, so
// every member goes through JSON and may be added, never renamed. Plain data; any thread.
#pragma once

#include <boost/describe.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "brain/understanding.hpp"
#include "commerce/order.hpp"

namespace errand::skills::food {

// One line that the person wants.
struct Wish {
    static constexpr bool kDefaults = true;
    std::string name;  // as said; empty: whatever is liked there
    int quantity = 1;
    std::vector<brain::OptionWish> options;
    // Once chosen (or from an earlier order): exactly this item of the shop that is kept.
    std::string item;
    bool operator==(const Wish&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wish, (), (name, quantity, options, item))

// A single choice without a default that nobody made yet. `values` are the choices' values.
struct OpenOption {
    static constexpr bool kDefaults = true;
    std::string key;
    std::vector<commerce::Choice> choices;
    bool operator==(const OpenOption&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpenOption, (), (key, choices))

// One wish as a shop would serve it.
struct Line {
    static constexpr bool kDefaults = true;
    std::size_t wish = 0;  // its place among the draft's wishes
    std::string id;
    commerce::LocalName name;
    int quantity = 1;
    commerce::Options options;
    commerce::Money unit_price;  // with the options' extras; known once the shop has quoted
    std::vector<commerce::LocalName> words;  // the chosen options as the item names them
    std::vector<OpenOption> open;
    // Options that the item does not offer as wished: told to the person, written to the shop.
    std::vector<commerce::LocalName> unmet;
    // Options taken as near as the item has them ("half sugar" for 40 %).
    std::vector<commerce::LocalName> near;
    // What was to be left out (Draft::avoid) and is, by one of its options.
    std::vector<std::string> without;
    bool operator==(const Line&) const = default;
};
BOOST_DESCRIBE_STRUCT(Line, (),
                      (wish, id, name, quantity, options, unit_price, words, open, unmet, near,
                       without))

struct Offer {
    static constexpr bool kDefaults = true;
    std::string service;
    std::string shop;
    commerce::LocalName shop_name;
    double rating = 0;
    double distance_km = 0;
    std::vector<Line> lines;
    double likeness = 0;  // of its items to the wishes, the least of them
    // From the shop's own quote.
    std::vector<commerce::PriceLine> price;
    std::vector<std::string> coupons;
    commerce::Money total;
    std::string currency;
    int eta_minutes = 0;
    std::string quoted;  // when the shop quoted it, in the zone of the place; empty: it did not say
    commerce::Money minimum;  // what the shop delivers from
    std::vector<commerce::Problem> problems;
    // An item proposed to reach the shop's minimum; it becomes a wish when the offer is chosen.
    bool add_on = false;
    // Ranks among the offers shown beside it, from 1, and why it stands where it stands.
    int price_rank = 0;
    int time_rank = 0;
    commerce::LocalName reason;
    // Of a long request: why it fits, before price and time.
    commerce::LocalName fits;
    bool operator==(const Offer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (service, shop, shop_name, rating, distance_km, lines, likeness, price,
                       coupons, total, currency, eta_minutes, quoted, minimum, problems, add_on,
                       price_rank, time_rank, reason, fits))

struct Place {
    static constexpr bool kDefaults = true;
    std::string id;
    std::string label;
    commerce::LocalName name;
    commerce::LocalName spot{};  // where in it: the front desk; written to the shop
    bool operator==(const Place&) const = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (id, label, name, spot))

// What a paid order was made up of, line by line, as it was shown.
struct Receipt {
    static constexpr bool kDefaults = true;
    std::string order;
    std::vector<commerce::PriceLine> lines;
    bool operator==(const Receipt&) const = default;
};
BOOST_DESCRIBE_STRUCT(Receipt, (), (order, lines))

// What the flow waits for.
//   Planning    nothing: it is about to find offers
//   Asking      the value of the slot `asked`
//   Choosing    one of `offers`
//   Approving   the signed yes to `signed_draft`
//   Scheduled   the hour at which the order has to begin to arrive in time
//   Tracking    time, or what the person says about orders that are paid
enum class Phase { Planning, Asking, Choosing, Approving, Scheduled, Tracking };
BOOST_DESCRIBE_ENUM(Phase, Planning, Asking, Choosing, Approving, Scheduled, Tracking)

struct Draft {
    static constexpr bool kDefaults = true;
    Phase phase = Phase::Planning;
    std::string language = "zh";  // of the latest sentence, for names that are taken over
    std::vector<Wish> wishes;
    std::vector<Wish> later;  // what no shop of this order has: a second order, after this one
    bool repeat = false;      // the wishes are still to be read from an earlier order
    std::string repeat_said;  // of which item that order was, where it was said
    std::vector<brain::Edit> held;  // what shall differ from it
    bool anything = false;          // "whatever": nothing needs to be named
    bool reread = false;     // the first sentence was read again with the shops\' names at hand
    bool told_when = false;  // what its hour means was said
    std::string shop_said;
    std::string shop_kept;                 // id of the shop that was chosen
    std::vector<std::string> passed_over;  // ids of shops that were turned down
    std::string place_said;
    std::optional<Place> place;
    std::optional<brain::Budget> budget;
    std::string preference;
    std::vector<std::string> avoid;
    std::string note;
    std::string when;
    int within_minutes = 0;  // no later than that; 0: there is no such limit
    std::string clock;       // a moment as the place writes it: it tells the zone there
    std::string asked;
    std::size_t asked_wish = 0;    // the wish that the open question is about
    commerce::LocalName question;  // as asked, to be put again where an answer did not fit
    std::vector<std::string> suggestions;
    std::vector<Offer> offers;
    std::optional<Offer> chosen;
    std::optional<commerce::SignedDraft> signed_draft;
    std::optional<commerce::Money> price_before;  // said yes to, before the shop changed it
    std::vector<commerce::Order> orders;          // paid ones, newest last
    std::vector<Receipt> receipts;
    std::string cancelling;  // id of the order whose cancellation is to be confirmed
    int replans = 0;
    int renewals = 0;
    int looks = 0;
    // A long request (brain::Slots::request), which of its wants the orders so far have met, and
    // which the wishes in front of the person stand for.
    std::string request;
    std::vector<std::size_t> met;
    std::vector<std::size_t> meeting;
    int orders_left = 0;  // further orders that it will take
    // Ways to say the choices of what is ordered: they are no dishes in what is said next.
    std::vector<std::string> choices;
    bool operator==(const Draft&) const = default;
};
BOOST_DESCRIBE_STRUCT(Draft, (),
                      (phase, language, wishes, later, repeat, repeat_said, held, anything, reread,
                       told_when, shop_said, shop_kept, passed_over, place_said, place, budget,
                       preference, avoid, note, when, within_minutes, clock, asked, asked_wish,
                       question, suggestions, offers, chosen, signed_draft, price_before, orders,
                       receipts, cancelling, replans, renewals, looks, request, met, meeting,
                       orders_left, choices))

}  // namespace errand::skills::food
