// Owns: what can be doubted about one record without another file. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "invoice/record.hpp"

namespace errand::invoice {

// `year`: the ledger's, where it has one.
std::vector<Finding> check(const Invoice& invoice, std::optional<int> year = {});

// "壹仟贰佰叁拾肆元伍角陆分", "⊗壹佰圆整", "负叁元整", "人民币伍元": the amount in hundredths;
// nothing where it is not one. Up to 亿.
std::optional<Decimal> read_capital_amount(std::string_view text);

}  // namespace errand::invoice
