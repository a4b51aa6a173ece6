// Owns: when two readings are the same invoice, and how they become one record. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "invoice/record.hpp"

namespace errand::invoice {

// What an invoice may be found again by. CFDI's UUID, or China's 20-digit number, or code and
// number: given out once and for all, so that equal is the same. Elsewhere, and where the code was
// not read, two: the seller's tax id with the number, and the seller's name with it. Empty where
// the invoice does not name itself.
std::vector<std::string> identities(const Invoice& invoice);
// Both name a code, and not the same: two invoices, whatever their numbers.
bool of_other_code(const Invoice& one, const Invoice& other);
// Of two that share an identity: false where they are two invoices all the same. A seller's own
// numbers begin anew each year and are used twice by mistake, so that day and total must agree too.
bool same_invoice(const Invoice& one, const Invoice& other);

// Takes from `other` what `into` lacks or has from a worse source, and its files. Fields that both
// state differently become findings.
void merge(Invoice& into, const Invoice& other, std::vector<Finding>& findings);

}  // namespace errand::invoice
