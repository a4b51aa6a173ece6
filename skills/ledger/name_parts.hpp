// Owns: which part of a clause is said of a company's or a thing's name. Texts are normalised.
// Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

// The longest part of `clause` that stands in `name` and tells it from others: two Chinese
// characters, or whole words of three letters.
std::optional<Spot> shared_part(std::string_view clause, std::string_view name);

}  // namespace errand::skills::ledger
