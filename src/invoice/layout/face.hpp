// Owns: one Chinese page to its invoice: VAT in its old and its fully digital form, toll, tickets,
// receipts. By labels and places, no template of an issuer. Pure; any thread.
#pragma once

#include "invoice/layout/reading.hpp"

namespace errand::invoice::layout {

// True where the page says what Chinese invoices say.
bool is_face(const Hits& hits);
Invoice read_face(const Page& page);

// A title of a kind of invoice that stands in a row, with nothing else in its run; empty: none.
Span title_in(const Sheet& sheet, std::size_t row);

// The parts of it.
void read_parties(const Page& page, Invoice& invoice);
void read_sums(const Page& page, Invoice& invoice);
void read_table(const Page& page, Invoice& invoice);
void read_ticket(const Page& page, Invoice& invoice);

// The texts that stand upright on such pages, and which label each is.
const std::vector<std::u32string>& upright_texts();
Label upright_label(std::size_t index);

}  // namespace errand::invoice::layout
