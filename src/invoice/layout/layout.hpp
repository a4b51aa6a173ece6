// Owns: pages with their words to the invoices on them, whoever issued them: by labels and places,
// no template of a company. Pure; any thread.
#pragma once

#include <vector>

#include "document/sight.hpp"
#include "invoice/record.hpp"

namespace errand::invoice::layout {

// One invoice may go over several pages, one page may hold several, a file may hold many. Without
// files; empty where no page says what invoices say. At most kMaxLayoutPages pages are read.
// `unread`, where given, takes the index of each page that has words and belongs to none of them.
std::vector<Invoice> read_pages(const std::vector<document::Page>& pages,
                                std::vector<std::size_t>* unread = nullptr);

}  // namespace errand::invoice::layout
