// Owns: entries told by what is wrong with them: "没写日期的那张", "the ones that don't add up",
// "合计那张" where sums are asked about. Pure; any thread.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "skills/ledger/target.hpp"

namespace errand::skills::ledger {

// Blanks in `clause` what it reads; for each thing said the numbers that fit it.
std::vector<std::set<std::size_t>> find_wrong(const Scene& scene, std::string& clause);

// Entries made out to another than the company: by its tax id, else than most of them.
std::set<std::size_t> other_buyers(const Scene& scene);

}  // namespace errand::skills::ledger
