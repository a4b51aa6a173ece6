// Owns: what is asked of shops and what becomes of their answers: candidates worth a quote, offers
// made of quotes, add-ons that reach a minimum. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "skills/food/match.hpp"

namespace errand::skills::food {

// One shop's way to serve the wishes, not priced by the shop yet.
struct Candidate {
    commerce::Shop shop;
    std::vector<Line> lines;
    double likeness = 0;
    bool add_on = false;
    commerce::Money estimate;   // items, packing and delivery, without coupons
    std::vector<int> short_of;  // by line: how many the shop has, where that is too few
};

Candidate candidate_of(const Stall& stall, std::vector<Line> lines, double likeness);
// The shops that serve every wish and are open, those worth a quote first: cheapest by the estimate
// and fastest or otherwise preferred, at most kMaxQuotes. Shops that were passed over are left out.
std::vector<Candidate> candidates(const std::vector<Stall>& stalls, const Draft& draft);

// `candidate` with something more, so that its shop's minimum is reached: the cheapest ways, at
// most kMaxAddOnOffers. `short_by` is the shop's own word.
std::vector<Candidate> with_add_ons(const Candidate& candidate, const Stall& stall,
                                    commerce::Money short_by, const Draft& draft);

// What is written to the shop: what the person said, what must not be in it, what no option covers,
// where in the place it goes.
std::string note_for(const Draft& draft, const std::vector<Line>& lines,
                     const std::string& language);
// The arguments of food.quote and food.checkout.
json::object order_arguments(const std::string& shop, const std::vector<Line>& lines,
                             const Draft& draft, const std::string& language);

Offer offer_of(const Candidate& candidate, const commerce::Quote& quote);

// An offer as clients show it; texts in the person's language. `index` from 1.
json::object card(const Offer& offer, std::size_t index, const std::string& language);
// The summary of the draft that others see: {"shop","items","deliver_to","total"}.
json::value summary(const Draft& draft, const std::string& language);

}  // namespace errand::skills::food
