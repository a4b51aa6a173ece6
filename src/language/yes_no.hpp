// Owns: yes and no in text, in both languages. Pure, any thread; linear in the length; only the
// first kMaxSentenceBytes are read. What a yes agrees to, and whether it is one to a payment, is
// not decided here.
#pragma once

#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

struct Answer {
    Place place;
    bool yes = false;
    // It says yes or no wherever it stands ("yes", "是的", 👍). The others do where they are the
    // whole of what is said ("fine", "当然", "算了").
    bool plain = false;
    bool alone = false;  // nothing else is said between the marks around it
};

// In order of place, without overlap; the longest wins: "not ok" is a no and has no yes in it.
// Chinese counts from mark to mark, with the particles around it (好的呀, 那行吧): 好 in 好吃 is no
// answer. English counts by words: "no" in "know" is none.
std::vector<Answer> find_answers(std::string_view text);

}  // namespace errand::language
