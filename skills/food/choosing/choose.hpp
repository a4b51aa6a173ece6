// Owns: the decision: from what a sentence asks for, what is known of the person, and what the
// shops sell, to carts in order of how well they fit, each with the reasons. Pure; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "commerce/catalog.hpp"
#include "skills/food/choosing/request.hpp"
#include "skills/food/match.hpp"

namespace errand::skills::food::choosing {

// An order of earlier: of the service's records (`ordered`), or a favourite of the person's memory.
struct Past {
    std::string shop_id;
    std::string shop;  // its name
    std::vector<std::string> item_ids;
    std::vector<std::string> items;  // their names
    bool ordered = false;
};

struct Habits {
    std::vector<Past> past;  // latest first
    std::string avoids;      // diet and dislikes of the profile, in words: "忌高嘌呤,忌油炸"
};

struct Pick {
    std::size_t want = 0;
    std::string item;
    commerce::LocalName name;
    int quantity = 1;
    commerce::Options options;
    double score = 0;
};

struct Cart {
    std::string shop;
    std::string place;  // as Want::place
    std::vector<Pick> picks;
    double score = 0;
    commerce::LocalName reason;
};

// One order to be made: the shops that could fill it, best first.
struct Ranked {
    std::vector<std::size_t> wants;
    std::vector<Cart> carts;
};

struct Choices {
    std::vector<Ranked> orders;
    std::vector<std::size_t> missing;  // wants that nothing fits
};

Choices choose(const Request& request, const Habits& habits, const std::vector<Stall>& stalls);

}  // namespace errand::skills::food::choosing
