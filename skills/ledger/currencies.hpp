// Owns: currencies as people name them, in words, codes and signs. Texts are normalised. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

// The unit of an amount. `shared`: several currencies are called so ("元", "dollars", "$"), and the
// code is that of the one which is mostly meant.
struct Unit {
    Spot spot;
    std::string code;
    bool shared = false;
};
// "500 欧元", "500 块", "500 €": what stands at `at`, behind spaces.
std::optional<Unit> unit_at(std::string_view text, std::size_t at);
// "€500", "eur 500": what ends before `at`.
std::optional<Unit> unit_before(std::string_view text, std::size_t at);

// Each currency that the clause names, with its code. Units that say no more than "money" ("元",
// "块", signs) name none.
std::vector<std::pair<Spot, std::string>> read_currencies(const std::string& clause);

}  // namespace errand::skills::ledger
