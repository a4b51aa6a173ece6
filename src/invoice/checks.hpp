// Owns: what can be doubted about one record without another file. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/record.hpp"

namespace errand::invoice {

// What invoices are held against; a part that is not there is not checked.
struct Expected {
    std::optional<int> year;   // the ledger's
    std::string buyer_tax_id;  // the company's own
    std::optional<Day> today;
};
std::vector<Finding> check(const Invoice& invoice, const Expected& expected = {});
// Whether it is one of those that `check` finds, rather than of reading or joining files.
bool is_of_checks(Fault fault);

// Upper case letters and digits alone. Equal where one is the other with a country's two letters
// before it (VAT numbers are written both ways).
bool same_tax_id(std::string_view one, std::string_view other);

// The number of the invoice that a red invoice's remark says it reverses: 被红冲蓝字数电发票号码,
// 被红冲蓝字数电票号码, 对应正数发票代码:…号码:…; empty where it says none.
std::string reversed_number(std::string_view remark);

// "壹仟贰佰叁拾肆元伍角陆分", "⊗壹佰圆整", "负叁元整", "人民币伍元": the amount in hundredths;
// nothing where it is not one. Up to 亿.
std::optional<Decimal> read_capital_amount(std::string_view text);

}  // namespace errand::invoice
