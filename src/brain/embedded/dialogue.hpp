// Owns: what a sentence's content is about, given the state of the conversation: a new errand, an
// edit of a draft, an answer, a choice. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "brain/embedded/reading.hpp"

namespace errand::brain::embedded {

// The errand that a part of a sentence names ("奶茶那单", "the pizza order", "order 2"), and the
// atoms without that reference.
struct Reference {
    const ErrandSeen* errand = nullptr;
    Atoms rest;
};
Reference refer(const Sentence& sentence, AtomSpan atoms);
// The one of several errands whose items or title are named; null where that is not clear.
const ErrandSeen* errand_about(const Sentence& sentence, AtomSpan atoms);

// A choice among the offers shown, or nothing.
std::optional<Act> read_choice(const Sentence& sentence, AtomSpan atoms, const ErrandSeen& errand);
// An answer to the open slot question, or nothing.
std::optional<Act> read_answer(const Sentence& sentence, AtomSpan atoms, const ErrandSeen& errand);

// One or more new errands.
std::vector<Act> read_starts(const Sentence& sentence, AtomSpan atoms);

// The acts of a run of clauses that carry content; `named` is the errand they refer to, or null.
std::vector<Act> read_content(const Sentence& sentence, AtomSpan atoms, const ErrandSeen* named);

}  // namespace errand::brain::embedded
