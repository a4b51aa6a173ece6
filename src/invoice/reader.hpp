// Owns: one handed-in file to the invoices in it, whatever it is, archives and signed files
// included. By content, never by name. One thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/archive.hpp"
#include "document/sight.hpp"
#include "invoice/record.hpp"

namespace errand::invoice {

struct Reading {
    std::vector<Invoice> invoices;
    std::vector<Finding> findings;
};
BOOST_DESCRIBE_STRUCT(Reading, (), (invoices, findings))

// A file inside another (in an archive, say) that is read as a file of its own.
struct Inner {
    std::string path;
    std::string bytes;
};

// One file without the files inside it.
struct Opened {
    Reading reading;
    std::vector<Inner> inner;
};

// `path` names the file in records and findings; `depth`: in how many others it stands; `budget` is
// shared by all that one handed-in file unpacks to. Never empty: what gives neither an invoice nor
// a file inside gives a finding.
Opened open_file(const std::string& path, std::string_view bytes, std::size_t depth,
                 document::Sight& sight, document::Budget& budget);

// The file and all that is inside it, in order. Never empty.
Reading read_file(const std::string& path, std::string_view bytes, document::Sight& sight);

}  // namespace errand::invoice
