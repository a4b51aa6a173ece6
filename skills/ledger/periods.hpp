// Owns: times as people name parts of a ledger: "三月", "2025", "Q1", "last month", "from May to
// July", "since April", "25年上半年", "3月15日". Texts are normalised. Pure; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "language/time/civil.hpp"
#include "ledger/change.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

// `filter` has year, month, from and to alone. A month without a year is that month of any year.
struct Period {
    Spot spot;
    errand::ledger::Filter filter;
    bool year_alone = false;
    Spot also;  // of the year, where it was said apart
};

// In the order of the text. `ledger_year`: whose quarters and days are meant where no year is said.
std::vector<Period> find_periods(std::string_view text, language::time::CivilDate today,
                                 int ledger_year);

}  // namespace errand::skills::ledger
