// Owns: one XML text to the invoices in it, one function for each family of formats. Chosen by the
// root element, never by a file's name. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "document/xml.hpp"
#include "invoice/record.hpp"

namespace errand::invoice {

// The invoices of the XML, without files; empty where its root is of no known format.
std::vector<Invoice> read_xml(document::Node root);

// Each expects a root that it knows.
Invoice read_ubl(document::Node root);                   // OASIS UBL 2.x Invoice, CreditNote
Invoice read_cii(document::Node root);                   // UN/CEFACT CII D16B, ZUGFeRD 1
std::vector<Invoice> read_fattura(document::Node root);  // FatturaPA 1.2, one for each body
Invoice read_cfdi(document::Node root);                  // CFDI 3.2, 3.3, 4.0
Invoice read_digital(document::Node root);               // 数电票 EInvoice
Invoice read_vat(document::Node root, Source source);    // eInvoice of OFD files
Invoice read_xbrl(document::Node root);                  // taxonomies inv, rai, atr

}  // namespace errand::invoice
