// Owns: what stands in quotation marks. Pure, any thread; linear in the length; only the first
// kMaxSentenceBytes are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/letters.hpp"

namespace errand::language {

struct Quoted {
    Place place;         // with the marks
    std::string inside;  // without them, as written
    bool title = false;  // 《》: a work's name rather than what somebody said
};

// “” ‘’ „“ «» ‹› 「」 『』 《》 〝〞 and the same mark twice: " ' `. A straight single quote counts
// only where no letter stands outside of it, so that an apostrophe opens nothing. Marks that are
// not closed, or hold nothing, are none. In order of place, without overlap: the outer marks win.
std::vector<Quoted> find_quoted(std::string_view text);

}  // namespace errand::language
