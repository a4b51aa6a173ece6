// Owns: what the parts of one sentence amount to: slots, and edits of a draft. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "brain/embedded/items.hpp"
#include "brain/understanding.hpp"

namespace errand::brain::embedded {

// What every reader of one sentence needs.
struct Sentence {
    const language::Text& text;
    const Context& context;
    const Scene& scene;
    std::string language;

    std::string said(AtomSpan atoms) const {
        return atoms.empty() ? std::string() : text.said(atoms.front().begin, atoms.back().end);
    }
};

bool has(AtomSpan atoms, Kind kind);
bool has_named_item(AtomSpan atoms);
// A verb of wanting or ordering.
bool asks(AtomSpan atoms);
// The name holds a word of food or drink, or is known.
bool is_food(const std::string& name, const Scene& scene);

// A sentence's clauses: cut at marks, and before a further verb of editing.
std::vector<AtomSpan> clauses_of(AtomSpan atoms);

// Everything said as the values of a new errand, or beside an answer.
Slots read_slots(const Sentence& sentence, AtomSpan atoms);
std::string when_of(const Sentence& sentence, const Atom& atom);
Budget budget_of(const Atom& atom);

// Everything said as changes of a draft; `errand` (may be null) is the one they are for.
std::vector<Edit> read_edits(const Sentence& sentence, AtomSpan atoms, const ErrandSeen* errand);

}  // namespace errand::brain::embedded
