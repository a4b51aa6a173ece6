// Owns: people by their place in one's family or life, as they name an address: 妈妈家, "my mom's
// place", 我奶奶那儿. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "language/text.hpp"

namespace errand::language {

// Who may be meant, as a set of bits: "grandma" is either of two. 0: nobody of these is named.
// Words that share a bit may mean the same person.
using Kin = std::uint32_t;
Kin kin_in(std::string_view words);

// The place where such a person lives that begins at token `at`; `words` is where it begins without
// the pronoun before it. Nothing where the person alone is named.
struct KinPlace {
    std::size_t words = 0;
    std::size_t end = 0;
};
std::optional<KinPlace> kin_place(const Text& text, std::size_t at);

}  // namespace errand::language
