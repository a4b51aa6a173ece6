// Owns: Italian invoices as FatturaPA 1.2. Any thread.
#pragma once

#include <string>

#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

// A fifth of them leave out the total, as real ones do.
std::string fattura(const Bill& bill, Random& random);

}  // namespace errand::synthetic
