// Owns: what one file says of its invoices as data, as codes and on its pages, as one record for
// each. Pure; any thread.
#pragma once

#include <string>
#include <vector>

#include "document/sight.hpp"
#include "invoice/record.hpp"

namespace errand::invoice {

// The better source wins each field; what they state differently becomes a finding, without a file.
// `data`: the invoices that the file carries as XML, one for each.
std::vector<Invoice> join_sources(std::vector<Invoice> data, const std::vector<std::string>& codes,
                                  const std::vector<document::Page>& pages,
                                  std::vector<Finding>& findings);

}  // namespace errand::invoice
