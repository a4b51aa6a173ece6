// Owns: how an event reads as text that needs no cards: what a chat client shows. The words are
// present.hpp's. Pure; any thread.
// Must stay true: nothing that came from outside is read as markup or begins a line of a card. A
// card stands in a fence that nothing in it can close; elsewhere the marks that begin links,
// pictures, code and HTML are shown as their wide forms.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "json/json.hpp"

namespace errand::assistant::present {

// Paragraphs with an empty line between them; empty for a kind that shows nothing. An ask ends with
// how it is answered in words, an approval with how it is signed.
std::string plain(const json::value& event, std::string_view language, const TimeZone& zone);

// What is said, as plain() would write it; of a text in pieces the pieces make the same.
std::string plain_words(std::string_view text);

// A model's own words (docs/api.md, `turn`): they stand as they were shown while they came, without
// a word of ours before them.
bool are_models_words(const json::value& event);

}  // namespace errand::assistant::present
