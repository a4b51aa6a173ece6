// Owns: what the files of edges.hpp share. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "brain/embedded/sure.hpp"

namespace errand::brain::embedded {

// A word of two characters.
struct Word {
    std::string_view first, second;
};

inline bool is_han(const language::Text& text, std::size_t at) {
    return at < text.size() && text[at].kind == language::TokenKind::Han;
}

// Where the values before and behind slot i leave off and begin.
inline std::size_t end_before(const std::vector<learn::SlotReading>& slots, std::size_t i,
                              const language::Text& text) {
    return i > 0 ? tokens_of(text, slots[i - 1]).end : 0;
}
inline std::size_t begin_behind(const std::vector<learn::SlotReading>& slots, std::size_t i,
                                const language::Text& text) {
    return i + 1 < slots.size() ? tokens_of(text, slots[i + 1]).begin : text.size();
}

inline void set(learn::SlotReading& slot, const language::Text& text, Tokens tokens) {
    if (tokens.begin >= tokens.end) {
        slot.begin = slot.end;
        return;
    }
    slot.begin = text[tokens.begin].begin;
    slot.end = text[tokens.end - 1].end;
}

// What the skills other than food and shop say of the values' edges (edges_skills.cpp).
void mend_skill_edges(std::vector<learn::SlotReading>& slots, const language::Text& text,
                      std::string_view skill);
// Where values in a person's own words leave off, and what says no more before others
// (edges_clauses.cpp).
void mend_clauses(std::vector<learn::SlotReading>& slots, const language::Text& text,
                  std::string_view skill);
// What all of them say of people and places.
void mend_places(std::vector<learn::SlotReading>& slots, const language::Text& text);
void mend_people(std::vector<learn::SlotReading>& slots, const language::Text& text);

}  // namespace errand::brain::embedded
