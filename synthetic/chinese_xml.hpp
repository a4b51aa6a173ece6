// Owns: Chinese invoices as XML, after the published schemas. Any thread.
#pragma once

#include <string>

#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

// 数电票: EInvoice.
std::string digital_xml(const Bill& bill, Random& random);
// eInvoice of 2019, which OFD files carry as original_invoice.xml.
std::string vat_xml(const Bill& bill, Random& random);
// The finance ministry's XBRL: inv, rai or atr, by the bill's kind.
std::string xbrl(const Bill& bill, Random& random);

}  // namespace errand::synthetic
