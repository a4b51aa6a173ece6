// Owns: how one edit changes the wishes. Pure; any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "assistant/text.hpp"
#include "skills/food/draft.hpp"

namespace errand::skills::food {

// What an edit makes stale.
enum class Stale {
    Nothing,
    Note,    // only what is written to the shop
    Order,   // only the order of the offers
    Price,   // the same shop has to be asked again
    Offers,  // other shops come into question
};

struct Edited {
    Stale stale = Stale::Nothing;
    std::vector<assistant::Text> says;
};

// The wishes that an edit means: by position, all, by name, or the one there is; where several
// stand for the same name, all of those. Empty where nothing fits.
std::vector<std::size_t> meant(const Draft& draft, const brain::ItemWish& item);

Edited apply(Draft& draft, const brain::Edit& edit);
Edited apply_all(Draft& draft, const std::vector<brain::Edit>& edits);

// A new wish from what was said; at most kMaxPieces, at least one.
Wish wish_of(const brain::ItemWish& item);
// The option takes the place of another of the same key; extras add up.
void set_option(Wish& wish, const brain::OptionWish& option);
// When it shall be there, as brain::Slots::when has it: a moment, or within how long.
void set_when(Draft& draft, const std::string& when);
// Adds to the note what it does not hold yet.
void add_note(Draft& draft, const std::string& words);
// The single requests of a note.
std::vector<std::string> entries_of(std::string_view note);
// True where each request of `words` is one of the note's.
bool holds_entries(std::string_view note, std::string_view words);
// The wishes lose the items that they stood for: another shop is looked for.
void unpin(Draft& draft);

}  // namespace errand::skills::food
