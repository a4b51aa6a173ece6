// Owns: the form of a currency's code, rounding to the hundredth. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "invoice/decimal.hpp"

namespace errand::ledger {

// "EUR" for "EUR", " eur", "Euro": three capital letters (ISO 4217's form). Nothing where it is no
// code: what a document says stands in criteria of formulas, where "E*" means any of them.
std::optional<std::string> currency_code_of(std::string_view text);

// What one unit of a currency can be worth: above zero, at most kMaxRate.
bool is_rate(invoice::Decimal rate);
// Halves away from zero, as ROUND(…,2) does.
invoice::Decimal to_hundredth(invoice::Decimal value);

}  // namespace errand::ledger
