// Owns: pages that are no Chinese form to their invoices, in the languages of plain_labels(). Pure;
// any thread.
#pragma once

#include "invoice/layout/plain_values.hpp"
#include "invoice/layout/reading.hpp"

namespace errand::invoice::layout {

// `unread` takes the indices of the pages that belong to none of them.
std::vector<Invoice> read_plain(const std::vector<document::Page>& pages,
                                std::vector<std::size_t>& unread);

// The parts of it; `pages` are those of one invoice.
void read_plain_parties(const std::vector<Page>& pages, Invoice& invoice);
void read_plain_sums(const std::vector<Page>& pages, const Style& style, Invoice& invoice);
void read_currency(const std::vector<Page>& pages, Invoice& invoice);

}  // namespace errand::invoice::layout
