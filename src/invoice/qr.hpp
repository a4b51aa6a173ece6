// Owns: the payload of the code on Chinese invoices to what it says of them. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "invoice/record.hpp"

namespace errand::invoice {

// "01,type,code,number,amount,yyyymmdd,checkcode,crc". The amount is without tax where the invoice
// has a code, with tax where it is fully digital. Nothing where the payload is something else, as a
// link to a page is.
std::optional<Invoice> read_code(std::string_view payload);

}  // namespace errand::invoice
