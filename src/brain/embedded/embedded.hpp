// Owns: the embedded brain's whole reading of one sentence, without a coroutine around it. Pure and
// deterministic; any thread; linear in the length of the sentence.
//
// How: the sentence becomes tokens; grammars (src/language) and phrases (lexicon) claim what they
// recognise; the claimed pieces are composed into addresses, budgets, options and so on; what no
// one claims is the name of an item; and the state of the conversation decides what it is all
// about.
#pragma once

#include <string_view>

#include "brain/learn/model.hpp"
#include "brain/understanding.hpp"

namespace errand::brain::embedded {

// With the model that the build has put into the program.
Understanding understand(std::string_view text, const Context& context);
Understanding understand(std::string_view text, const Context& context, const learn::Model& model);

}  // namespace errand::brain::embedded
