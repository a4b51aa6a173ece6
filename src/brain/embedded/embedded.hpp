// Owns: the embedded brain's whole reading of one sentence, without a coroutine around it. Pure and
// deterministic; any thread; linear in the length of the sentence.
//
// How: the sentence becomes tokens; grammars (src/language) and phrases (lexicon) claim what they
// recognise; the claimed pieces are composed into addresses, budgets, options and so on; what no
// one claims is the name of an item; and the state of the conversation decides what it is all
// about.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "brain/learn/model.hpp"
#include "brain/understanding.hpp"

namespace errand::brain::embedded {

// With the model that the build has put into the program.
Understanding understand(std::string_view text, const Context& context);
Understanding understand(std::string_view text, const Context& context, const learn::Model& model);

// The sentence of a new order of food once more, by the rules alone, where Context::known holds the
// names of the items that are sold and the ways to say their choices. Nothing where it is not one
// order of food.
std::optional<Slots> read_with_menu(std::string_view text, const Context& context);

// Whether the place called `name`, at byte `at` of the sentence, is where somebody is not: "I'm not
// going to the office today", 没在公司. False where no name begins there.
bool is_place_denied(std::string_view text, std::string_view name, std::size_t at);

}  // namespace errand::brain::embedded
