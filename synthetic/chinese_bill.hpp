// Owns: random content of Chinese invoices. Any thread.
#pragma once

#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

// A bill of that kind, dated in `year`. Everything in it agrees with everything else.
Bill chinese_bill(Random& random, Kind kind, const Party& buyer, int year);
// The red invoice that takes `bill` back; dated later.
Bill reversal(Random& random, const Bill& bill);
// Sums of the lines, and the amount in words, again.
void total(Bill& bill);
// Another number of the same kind.
void renumber(Random& random, Bill& bill);

}  // namespace errand::synthetic
