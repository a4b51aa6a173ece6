// Owns: whether the city's orders are the expected ones, one to one. Pure; any thread.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "eval/evidence.hpp"
#include "eval/scenario.hpp"

namespace errand::eval {

// Pairs each of `left` with a different one of `right` so that `fits(l, r)` holds for every pair;
// the partner of each left, or nothing where no such pairing exists. A greedy pairing would miss
// some. Source: Kuhn's augmenting paths.
std::optional<std::vector<std::size_t>> pair_up(
    std::size_t left, std::size_t right, const std::function<bool(std::size_t, std::size_t)>& fits);

// Why this order is not the expected one, or empty where it is.
std::string differs(const ExpectedOrder& expected, const RecordOrder& order,
                    const json::value& world);

// What is wrong with the orders as a whole, or empty. Orders that are not cancelled are matched one
// to one; an expectation that names a state of cancelled orders is matched with those.
std::string judge_orders(const std::vector<ExpectedOrder>& expected,
                         const std::vector<RecordOrder>& orders, const json::value& world);

// The order in one line, for a report.
std::string describe(const RecordOrder& order);

}  // namespace errand::eval
