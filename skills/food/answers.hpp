// Owns: the answers to questions about the offers, the order that waits for its yes, and orders
// that are paid. Pure; any thread. Nothing here changes anything.
#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "skills/food/draft.hpp"
#include "skills/food/question.hpp"
#include "skills/food/texts.hpp"

namespace errand::skills::food {

// Of what is not paid yet. `said`: the sentence, for the shop that it may name. Nothing where there
// is no offer to speak of.
std::optional<texts::Text> answer_offers(const Question& question, const std::string& said,
                                         const Draft& draft, Time now);
// Of the orders that are paid, the newest first where the question is about one.
texts::Text answer_orders(const Question& question, const Draft& draft);
// Where a sentence changed nothing and asked nothing that is known: what can be said here.
texts::Text nothing_changed(const Draft& draft);

}  // namespace errand::skills::food
