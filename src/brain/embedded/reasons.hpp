// Owns: what is said as a reason, beside words that call a thing off: "my roommate is cooking",
// 室友做饭了. Pure; any thread.
#pragma once

#include "brain/embedded/reading.hpp"

namespace errand::brain::embedded {

// A clause that gives a reason and asks for nothing.
bool gives_reason(const Sentence& sentence, AtomSpan clause);

}  // namespace errand::brain::embedded
