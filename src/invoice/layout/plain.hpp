// Owns: pages that are no Chinese form to their invoices, in the languages of plain_labels(). Pure;
// any thread.
#pragma once

#include "invoice/layout/reading.hpp"

namespace errand::invoice::layout {

std::vector<Invoice> read_plain(const std::vector<document::Page>& pages);

}  // namespace errand::invoice::layout
