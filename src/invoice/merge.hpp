// Owns: when two readings are the same invoice, and how they become one record. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "invoice/record.hpp"

namespace errand::invoice {

// Equal exactly where two readings name the same invoice: CFDI's UUID; China's 20-digit number, or
// code and number; elsewhere the seller and the number. Empty where the invoice names itself not.
std::string identity(const Invoice& invoice);
// False where two of one identity are two invoices all the same: a seller's own numbers begin anew
// each year and are used twice by mistake, so that day and total must agree too. UUIDs and China's
// numbers are given out once and for all.
bool same_invoice(const Invoice& one, const Invoice& other);

// Takes from `other` what `into` lacks or has from a worse source, and its files. Fields that both
// state differently become findings.
void merge(Invoice& into, const Invoice& other, std::vector<Finding>& findings);

}  // namespace errand::invoice
