// Owns: one handed-in file to the invoices in it, whatever it is, archives and signed files
// included. By content, never by name. Blocks while a PDF is read; any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/record.hpp"

namespace errand::invoice {

struct Reading {
    std::vector<Invoice> invoices;
    std::vector<Finding> findings;
};

// `path` names the file in records and findings; `documents` is the program errand-documents.
// Never empty: what gives no invoice gives a finding.
Reading read_file(const std::string& path, std::string_view bytes,
                  const std::filesystem::path& documents);

}  // namespace errand::invoice
