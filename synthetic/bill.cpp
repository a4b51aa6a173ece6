#include "synthetic/bill.hpp"

#include <fmt/format.h>

#include <chrono>

namespace errand::synthetic {

std::string iso(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}
std::string compact(Date date) {
    return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}
std::string chinese(Date date) {
    return fmt::format("{:04}年{:02}月{:02}日", date.year, date.month, date.day);
}

Date days_later(Date date, int days) {
    using namespace std::chrono;
    const year_month_day later{sys_days{year{date.year} / date.month / date.day} +
                               std::chrono::days{days}};
    return {static_cast<int>(later.year()), static_cast<int>(static_cast<unsigned>(later.month())),
            static_cast<int>(static_cast<unsigned>(later.day()))};
}

bool is_digital(Kind kind) {
    return kind >= Kind::Digital && kind <= Kind::Air;
}
bool is_special(Kind kind) {
    return kind == Kind::VatSpecial || kind == Kind::DigitalSpecial;
}

}  // namespace errand::synthetic
