// Owns: what the options of `errand ledger` say, checked before any file is read. Reads the file of
// category rules.
#pragma once

#include <string>
#include <vector>

#include "app/commands.hpp"
#include "ledger/ledger.hpp"

namespace errand::app {

// Invalid: a currency that is no code, rules that are none. NotFound: no file of rules.
Result<ledger::Setting> ledger_setting(const LedgerOptions& options);
// "EUR=7.85", each as the change that sets it. Invalid names the one that is no rate, is that of
// the own currency, or stands there twice.
Result<std::vector<ledger::Change>> ledger_rates(const std::vector<std::string>& said,
                                                 const std::string& own);

}  // namespace errand::app
