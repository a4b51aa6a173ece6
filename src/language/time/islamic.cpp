#include "language/time/islamic.hpp"

namespace errand::language::time {
namespace {

// Days since 1970-01-01 of the first day of the calendar, 0622-07-18 in the Gregorian one.
std::int64_t day_number_of(int year, int month, int day) {
    static const std::int64_t epoch = day_number({622, 7, 18});
    return epoch + (year - 1) * 354LL + (3 + 11LL * year) / 30 + 29LL * (month - 1) + month / 2 +
           day - 1;
}

}  // namespace

CivilDate islamic_date_in(int gregorian_year, int month, int day) {
    int year = static_cast<int>((gregorian_year - 622) * 33LL / 32);
    if (year < 1) year = 1;
    // At most a few years off.
    for (int tries = 0; tries < 6; ++tries, ++year) {
        const CivilDate date = date_of_day_number(day_number_of(year, month, day));
        if (date.year >= gregorian_year) return date;
    }
    return date_of_day_number(day_number_of(year, month, day));
}

}  // namespace errand::language::time
