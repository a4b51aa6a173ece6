// Owns: questions about what is on the screen or on its way: when it comes, what it costs, how the
// offers differ. Pure; any thread. What changes an order is none of these.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace errand::skills::food {

enum class Topic {
    Arrival,
    Total,
    Delivery,  // what the delivery costs
    Packing,   // what the packing costs
    Minimum,   // what the shop delivers from
    Coupons,
    Rating,
    Distance,
    Contents,
    Shop,
    Address,
    Difference,  // between the offers
    Advice,      // which one to take
    PickupCode,
    Courier,
    Payment,  // whether and how often it was paid
    Where,    // how far the order has come
};

struct Question {
    std::vector<Topic> topics;  // in the order asked, each once
    // Of which offer: its place from 1, -1 the last; 0: of whichever is in front of the person.
    int place = 0;
    // The one that is best by this (cheapest | fastest | best_rated | nearest): with `compares` it
    // is asked for, otherwise it is the one that the topics are about.
    std::string preference;
    bool compares = false;
    bool past = false;  // it speaks of an order that was made
    bool asks(Topic topic) const;
};

// Nothing where the sentence says anything else too, or asks nothing of the kind.
std::optional<Question> question_of(std::string_view text);
// The measure by which the sentence speaks of one of several ("the better rated one"); empty: none.
std::string preference_in(std::string_view text);

}  // namespace errand::skills::food
