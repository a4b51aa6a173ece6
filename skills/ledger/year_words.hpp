// Owns: years as people write them: "2025", "25年", "二〇二五年", "FY25", "'24", "twenty
// twenty-five", "前年". Texts are normalised. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "language/time/civil.hpp"

namespace errand::skills::ledger {

struct YearWord {
    int year = 0;
    std::size_t end = 0;
};
std::optional<YearWord> year_word_at(std::string_view text, std::size_t at,
                                     language::time::CivilDate today);

// A count in digits or words, up to 99: "3", "三", "两", "twelve".
struct CountWord {
    int value = 0;
    std::size_t end = 0;
};
std::optional<CountWord> count_word_at(std::string_view text, std::size_t at);

}  // namespace errand::skills::ledger
