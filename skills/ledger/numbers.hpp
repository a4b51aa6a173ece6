// Owns: numbers in a clause: which line or invoice is meant, amounts and bounds of amounts. What is
// read is blanked. Texts are normalised. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "invoice/decimal.hpp"
#include "skills/ledger/currencies.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

struct NumberSaid {
    long value = 0;           // from 1; -1: the last
    bool of_list = true;      // a line of the open question, where there is one; else an entry
    bool of_invoice = false;  // `text`: the end of an invoice's own number
    std::string text;
};
// "第3张", "no. 2", "#3", "1、3 和 5", "2 to 4", "the second one", "the last", "尾号 1234"; with
// `leading` also numbers that the clause begins with ("1 是 128.50").
std::vector<NumberSaid> read_numbers(std::string& clause, bool leading);

struct AmountBound {
    std::optional<invoice::Decimal> low, high;     // these included
    std::optional<invoice::Decimal> above, below;  // these not
    // Of which amounts; empty: of any currency. `shared`: several currencies are called so.
    std::string currency;
    bool shared = false;
};
// "500 以上", "over 1000", "不到 50 块", "between 20 and 50 euros"; "的 128.50 那张" as both ends.
std::vector<AmountBound> read_amount_bounds(std::string& clause);

// The first amount in the text, as a person writes it: "128.50", "1,234.5", "三百二", "320 元";
// below zero: "-320", "(50.00)", "minus 50", "负 50".
std::optional<invoice::Decimal> read_amount(std::string_view text);
// Whether three digits stand behind the first amount's point, which may part thousands.
bool has_thousandths(std::string_view text);
// "1.234,56" and, where an amount is to come, "12,50" with a point as the one mark.
void write_with_points(std::string& text);

}  // namespace errand::skills::ledger
