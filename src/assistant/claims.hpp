// Owns: sentences that a skill's own grammar takes for one of its open errands, and sentences that
// come with files. Pure; any thread. Corrects what the brain made of them, before it is routed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "brain/understanding.hpp"

namespace errand::assistant {

// What was said, with what the conversation has open, oldest first.
struct Said {
    std::string_view text;
    bool with_files = false;
    bool certain = false;  // the client named the errand
    std::vector<brain::OpenErrand> open;
};

// Replaces the acts where a skill claims the sentence or takes its files. A sentence that names a
// thing to do for another skill stays that skill's.
void apply_claims(brain::Understanding& understood, const Said& said,
                  const std::vector<SkillInfo>& skills);

// Gives what no other skill takes to the one that takes the rest, where there is one. A sentence
// that nobody understood while a question is open stays not understood: it may be its answer.
void give_rest(brain::Understanding& understood, const std::vector<brain::OpenErrand>& open,
               const std::vector<SkillInfo>& skills);

}  // namespace errand::assistant
