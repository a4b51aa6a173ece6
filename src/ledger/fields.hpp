// Owns: an entry's fields by name: their titles, reading them as text, setting them from text.
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "ledger/ledger.hpp"

namespace errand::ledger {

// As a person reads it; empty where it is not there or there is no such field.
std::string shown_field(const Entry& entry, std::string_view field);
// Invalid: no such field, or no such value; the entry is then as it was. An empty value takes the
// field away. What was computed from sums that change is computed anew.
Result<void> set_field(Entry& entry, std::string_view field, const std::string& value);
// Of an invoice's field: 0 where it is not there.
int confidence_of(const invoice::Invoice& invoice, std::string_view field);
invoice::Source source_of(const invoice::Invoice& invoice, std::string_view field);

}  // namespace errand::ledger
