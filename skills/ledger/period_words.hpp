// Owns: one time at one place of a text, before its neighbours are looked at: a year however it is
// written, its halves, quarters and months, and times told from today. Texts are normalised. Pure;
// any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "language/time/civil.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

struct TimeWord {
    enum class Kind {
        Year,   // of `year`
        Part,   // the months `first` to `last`, of `year` where one was said
        Month,  // one month, of `year` or of any year
        Days,   // `from` to `to`, both included
    };
    Spot spot;
    Kind kind = Kind::Year;
    std::optional<int> year;
    int first = 1;
    int last = 12;
    language::time::CivilDate from, to;
};

// What begins at `at`; several where months are counted up ("3、4月"). Empty: no time.
std::vector<TimeWord> time_words_at(std::string_view text, std::size_t at,
                                    language::time::CivilDate today);

}  // namespace errand::skills::ledger
