// Owns: money of made invoices, in whole hundredths, and how it is written. Pure; any thread.
// Written apart from the readers' arithmetic, so that one does not prove the other.
#pragma once

#include <string>
#include <string_view>

namespace errand::synthetic {

using Cents = long long;

// A part of `amount`, halves away from zero.
Cents part_of(Cents amount, long long numerator, long long denominator);
// "1234.50", "-3.00".
std::string plain(Cents amount);
// With separators: "1,234.50", "1.234,50", "1 234,50", "1'234.50".
std::string grouped(Cents amount, std::string_view thousands, std::string_view point);
// 大写: "壹仟贰佰叁拾肆圆伍角陆分", "壹佰圆整", "(负数)叁圆整".
std::string capital(Cents amount);
// numerator / denominator with at most `places` places, zeros at the end left out.
std::string quotient(long long numerator, long long denominator, int places);

}  // namespace errand::synthetic
