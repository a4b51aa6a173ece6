// Where no offer can be bought as it stands: what is in the way is said, and the nearest way round
// it proposed.
#include <algorithm>

#include "skills/food/food_errand.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/rank.hpp"

namespace errand::skills::food {

namespace {

using commerce::ProblemCode;

const commerce::Problem* problem_of(const Offer& offer, ProblemCode code) {
    const auto found = std::ranges::find(offer.problems, code, &commerce::Problem::code);
    return found == offer.problems.end() ? nullptr : &*found;
}

const Offer* cheapest_buyable(const std::vector<Offer>& offers) {
    const Offer* best = nullptr;
    for (const auto& offer : offers)
        if (offer.problems.empty() && (best == nullptr || offer.total < best->total)) best = &offer;
    return best;
}

// The most pieces that any shop has of what is short, and of which line.
struct MostLeft {
    int pieces = 0;
    const Line* line = nullptr;
};

MostLeft most_left(const std::vector<Offer>& offers) {
    MostLeft most;
    for (const auto& offer : offers)
        for (const auto& problem : offer.problems) {
            if (problem.code != ProblemCode::OutOfStock || !problem.available) continue;
            for (const auto& line : offer.lines)
                if (problem.item == line.id && *problem.available > most.pieces)
                    most = {*problem.available, &line};
        }
    return most;
}

}  // namespace

flow::Task<> FoodErrand::overcome(std::vector<Offer> offers, std::vector<Candidate> asked) {
    if (const auto* cheapest = cheapest_buyable(offers); cheapest != nullptr && draft_.budget) {
        ask("budget", texts::ask_budget(*draft_.budget, *cheapest));
        co_return;
    }
    for (const auto& offer : offers) {
        const auto* problem = problem_of(offer, ProblemCode::BelowMinimum);
        if (problem == nullptr || offer.problems.size() > 1) continue;
        const auto candidate =
            std::ranges::find(asked, offer.shop, [](const Candidate& one) { return one.shop.id; });
        if (candidate != asked.end() && co_await propose_add_ons(*candidate, *problem)) co_return;
        if (ended_) co_return;
    }
    if (const auto most = most_left(offers); most.line != nullptr && most.pieces > 0) {
        ask("quantity", texts::ask_quantity(most.line->name, most.pieces),
            {std::to_string(most.pieces)}, most.line->wish);
        co_return;
    }
    for (const auto& offer : offers)
        if (problem_of(offer, ProblemCode::TooFar) != nullptr) {
            ask("deliver_to", texts::none_delivers());
            co_return;
        }
    if (!offers.empty() && !offers.front().problems.empty()) {
        stop("failed",
             texts::problem(offers.front().problems.front(), offers.front()) + texts::gives_up());
        co_return;
    }
    stop("failed", texts::gives_up());
}

// False where nothing closes the gap.
flow::Task<bool> FoodErrand::propose_add_ons(Candidate candidate, commerce::Problem problem) {
    const auto stall = co_await menu(candidate.shop.id);
    if (ended_) co_return true;
    if (!stall) co_return false;
    const auto gap = problem.short_by.value_or(commerce::Money{});
    auto offers = co_await quote_all(with_add_ons(candidate, *stall, gap, draft_));
    if (ended_) co_return true;
    auto ranked = rank(offers, draft_);
    if (ranked.empty()) {
        const auto* cheapest = cheapest_buyable(offers);
        if (cheapest == nullptr || !draft_.budget) co_return false;
        ask("budget", texts::ask_budget(*draft_.budget, *cheapest));
        co_return true;
    }
    draft_.offers = std::move(ranked);
    draft_.phase = Phase::Choosing;
    ask_choice(texts::below_minimum(candidate.shop.name, candidate.shop.minimum_order, gap,
                                    draft_.offers.front().currency));
    co_return true;
}

}  // namespace errand::skills::food
