// Owns: whether what is said is denied ("not to the office", 别取消) or asked about ("did you add a
// cola?") rather than wanted. Pure; any thread.
#pragma once

#include "brain/embedded/dialogue.hpp"

namespace errand::brain::embedded {

// A word before atom `at` denies it: in the same clause, with nothing between that has a meaning of
// its own.
bool is_denied(const language::Text& text, AtomSpan atoms, std::size_t at);
// The same, or a word behind it does: 第一个不要, 花生酱就算了.
bool is_turned_down(const language::Text& text, AtomSpan atoms, std::size_t at);

// The clause asks whether or what; "could you …" and 能不能… ask for it, which is no question.
bool is_question(const language::Text& text, AtomSpan clause);

// How sure words of calling off are a command: less than 0.8 where they may be said of something
// else ("the meeting was cancelled"), less than 0.65 where they ask.
double sure_of_cancel(const Sentence& sentence, AtomSpan atoms);
// "别取消", "I never said cancel": unless it is asked whether to.
bool keeps_order(const Sentence& sentence, AtomSpan atoms);
// "这单不要了", "那算了不吃了": no thing is named that should go.
bool calls_off_order(AtomSpan atoms);
// A verb of changing is denied: "don't add a cola", 炒饭别去掉.
bool denies_change(const language::Text& text, AtomSpan clause);

// What "not", 不是 and "anything but" stand before loses its meaning: of "two burgers, not three"
// the three. Where an ingredient or a choice is meant, it is left out instead.
Atoms without_denied(const language::Text& text, AtomSpan atoms);

}  // namespace errand::brain::embedded
