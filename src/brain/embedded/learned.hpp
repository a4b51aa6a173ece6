// Owns: what the trained model makes of a sentence, and how that and the rules' reading become one.
// Pure; any thread.
//
// The rules know the conversation: what is asked, offered and drafted. The model knows how people
// say things. So the rules decide what a sentence does to errands that are open, the model which
// skill something new is for; where both are unsure, nothing is done and the nearest are offered.
#pragma once

#include <string>
#include <vector>

#include "brain/embedded/dialogue.hpp"
#include "brain/learn/model.hpp"

namespace errand::brain::embedded {

struct Learned {
    std::string skill;  // one of docs/understanding.md
    std::string act;
    double sure = 0;  // calibrated probability of the skill
    double food = 0;  // that of food, where it is among the nearest
    bool familiar = false;
    std::vector<std::string> nearest;  // skills, the best first
    learn::Hints hints;                // of the sentence
};
Learned read_learned(const language::Text& text, const learn::Model& model);

// The values of a sentence about this skill, with what read_hints() says of it.
std::vector<Value> read_values(const language::Text& text, const learn::Hints& hints,
                               std::string_view skill, const learn::Model& model);
// The model does not take it for something else.
bool may_be_food(const Learned& learned);

// Corrects and completes the rules' reading by what was learned of the same sentence.
void reconcile(Understanding& understanding, const Sentence& sentence, AtomSpan atoms,
               const learn::Model& model, Learned learned);

}  // namespace errand::brain::embedded
