// Owns: which entries a clause speaks of: by number, time, kind of expense, seller, goods, amount,
// currency, file, or what is wrong with them. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "language/time/civil.hpp"
#include "ledger/ledger.hpp"
#include "skills/ledger/state.hpp"

namespace errand::skills::ledger {

// What a sentence is read against.
struct Scene {
    const errand::ledger::Ledger& ledger;
    const State& state;
    language::time::CivilDate today;
    // The question about doubtful fields is open: bare numbers are its lines.
    bool asking() const { return !state.asked.empty(); }
};

// Entries by their numbers; 0 is none's.
errand::ledger::Filter of_numbers(std::vector<std::size_t> numbers);

struct Target {
    std::vector<errand::ledger::Filter> filters;  // an entry of any of them; empty: nothing found
    std::vector<std::size_t> lines;               // of the open question, by their places from 1
    std::vector<std::size_t> unknown;             // numbers that there are not
    bool rest = false;                            // what the same sentence has not named
    bool all = false;
    bool by_time_or_category = false;  // nothing narrower was named
    bool by_doubt = false;             // told by what is wrong with them
    bool by_time = false;
    bool contradicts = false;  // a number, and words that are not of its entry
    bool by_number = false;    // as a line or an entry of that number
    bool narrowed = false;     // by more than a time
    // Where a time was named: entries without a day that are like it in all else.
    std::vector<std::size_t> undated;
    std::optional<int> year;  // a year alone was named
    bool found() const {
        return !filters.empty() || rest || all || !lines.empty() || !unknown.empty();
    }
};

// The year that the ledger is of: the one it is bound to, else that of most of its entries.
int year_of(const Scene& scene);

struct TargetOptions {
    bool names = true;  // sellers and goods too
    bool categories = true;
};
// Blanks in `clause` what it reads.
Target find_target(const Scene& scene, std::string& clause, const TargetOptions& options = {});

// The numbers of the entries that the target means, each once.
std::vector<std::size_t> numbers_of(const Scene& scene, const Target& target);

}  // namespace errand::skills::ledger
