// Owns: made OFD files (GB/T 33190-2016) in the three ways in which they carry an invoice. Any
// thread.
#pragma once

#include <string>
#include <vector>

#include "synthetic/bill.hpp"
#include "synthetic/face.hpp"

namespace errand::synthetic {

enum class Payload {
    Original,  // original_invoice.xml attached, and tags
    Xbrl,      // the finance ministry's XBRL attached
    None       // CustomData in OFD.xml, and tags that point at text
};
std::string_view name_of(Payload payload);
// Rail and air carry XBRL alone.
Payload payload_for(Kind kind, Random& random);

// `pages`: what is seen.
std::string ofd(const Bill& bill, const std::vector<Face>& pages, Payload payload, Random& random);

}  // namespace errand::synthetic
