// Owns: what this skill says of a ledger. Pure; any thread. Amounts are exact and never added
// across currencies.
#pragma once

#include <string>
#include <vector>

#include "assistant/text.hpp"
#include "json/json.hpp"
#include "ledger/ledger.hpp"

namespace errand::skills::ledger {

// Null where there is none.
const errand::ledger::Entry* entry_of(const errand::ledger::Ledger& ledger, std::size_t number);
// "#3 滴滴出行 2025-03-01 CNY 45.00 (a.pdf)".
std::string describe(const errand::ledger::Entry& entry);
// "CNY 1,234.50": two places, thousands parted.
std::string money(const std::string& currency, invoice::Decimal amount);
// "CNY 1,234.50(12 张)、EUR 45.00(1 张)" over these entries; nothing: 0.
assistant::Text totals_of(const std::vector<const errand::ledger::Entry*>& entries);
std::vector<const errand::ledger::Entry*> included(const errand::ledger::Ledger& ledger);
// "报销台账-2025", "expense-ledger-2025": with the year that the ledger is of.
std::string file_stem(const errand::ledger::Ledger& ledger);
// What became of everything handed in.
assistant::Text summary_of(const errand::ledger::Ledger& ledger);
assistant::Text claimant_of(const std::string& name);
// "/…/x.xlsx" as a closing line.
assistant::Text where_it_lies(const json::array& files);

}  // namespace errand::skills::ledger
