// Owns: the tabular Islamic calendar (leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29; the epoch
// is Thursday, 15 July 622 Julian). It may differ by a day from a sighting. Pure; any thread.
#pragma once

#include "language/time/civil.hpp"

namespace errand::language::time {

// The day of an Islamic month that falls in, or first falls in, the Gregorian year.
CivilDate islamic_date_in(int gregorian_year, int month, int day);

}  // namespace errand::language::time
