// Owns: an OFD file (GB/T 33190-2016, unpacked) to its invoices: attached XML of any kind, the
// fields of OFD.xml's CustomData, and the tags that point at text on the page. Pure; any thread.
#pragma once

#include <vector>

#include "document/archive.hpp"
#include "invoice/record.hpp"

namespace errand::invoice {

// True where one of the entries outside folders is an OFD.xml by its root and namespace.
bool is_ofd(const std::vector<document::Entry>& entries);
// One invoice for each source of fields in each document of the file, unmerged, the attached XML
// first. `unread`, where given, takes the XML that could not be read: its name and its fault.
std::vector<Invoice> read_ofd(const std::vector<document::Entry>& entries,
                              std::vector<document::Entry>* unread = nullptr);

}  // namespace errand::invoice
