// Owns: how orders that were made compare with the right ones. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "eval/evidence.hpp"
#include "eval/vitabench/task.hpp"

namespace errand::eval::vitabench {

struct Score {
    std::string id;
    // Every order that is not cancelled, each item with its quantity, and nothing else.
    bool exact = false;
    bool shops = false;     // the same shops
    bool products = false;  // the same products, in whatever number
    // Of what is expected beside that, in lines and orders that are right: met of all.
    int choices = 0, choices_of = 0;
    int addresses = 0, addresses_of = 0;
    int notes = 0, notes_of = 0;
    int cancelled_of = 0;
    std::string kind;  // what went wrong: "", "nothing ordered", "shop", "product", "quantity", …
    std::vector<std::string> missing;
    std::vector<std::string> extra;
};

Score score(const Task& task, const Evidence& evidence);
// What taking the product whose name is nearest to the instruction would score.
Score baseline(const Task& task);

// The table and the failing tasks by kind.
std::string report(const std::vector<Score>& ours, const std::vector<Score>& nearest);
json::value to_json(const std::vector<Score>& ours, const std::vector<Score>& nearest);

}  // namespace errand::eval::vitabench
