// Owns: what the grammars find in a sentence, as hints for the trained brain. Training and use call
// the same function. Pure, linear in the length; any thread.
#pragma once

#include "brain/learn/dataset.hpp"

namespace errand::brain::learn {

// "<title>" (what stands in quotation marks), "<time>", "<length>", "<recurring>"; elsewhere
// "<money>", "<ordinal>", "<fraction>", "<quantity>", "<number>": at each place the first of these
// that is found. Without overlap, at most kMaxHints.
Hints read_hints(const language::Text& text);
// The hint is of a moment, a length or a recurring time. Those come in order.
bool is_time(const Hint& hint);
bool is_moment(const Hint& hint);
// A number, with a measure word or without.
bool is_count(const Hint& hint);
// A number with a measure word.
bool is_measured(const Hint& hint);
bool is_title(const Hint& hint);
// Where a time that is said in the bytes [begin, end) begins without what only leads to it: "by
// nine", "on Friday", "for three nights" (docs/phrases.md). `end` where nothing is left.
std::size_t time_begin(const language::Text& text, std::size_t begin, std::size_t end);

}  // namespace errand::brain::learn
