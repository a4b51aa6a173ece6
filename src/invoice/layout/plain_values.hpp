// Owns: numbers and days as plain invoices of many countries write them. Pure; any thread.
#pragma once

#include <optional>
#include <vector>

#include "invoice/layout/reading.hpp"

namespace errand::invoice::layout {

// How a page writes: what marks its decimals, and whether the month stands before the day.
struct Style {
    char decimal = '.';
    bool month_first = false;
    bool thousandths = false;  // it writes three decimals ("0.125")
};
Style style_of(const std::vector<Sheet>& sheets);

// "1.234,56", "1,234.56", "1 234,56", "1'234.50", "-8,79", "(35,13)", with a currency before or
// behind it or none. `decimals`: it states hundredths.
struct Amount {
    Decimal value;
    bool decimals = false;
    Span span;
    Box box;
};
// One mark with three digits behind it parts thousands, unless the page writes three decimals.
std::optional<Decimal> plain_amount(std::string_view text, char decimal, bool thousandths = false);
// Those of a row's letters [begin, end); no percentages, no days, no numbers inside words.
std::vector<Amount> plain_amounts(const Page& page, Span span, const Style& style);

struct Dated {
    Day day;
    Span span;
};
// The day that begins at a letter: "06.08.2013", "2013-08-06", "8/6/13", "March 3, 2026",
// "11. März 2014", "1 de enero de 2024", "26 Oct 22".
std::optional<Dated> day_at(const Row& row, std::size_t row_index, std::size_t at,
                            bool month_first);
std::optional<Dated> day_in(const Page& page, Span span, const Style& style);

}  // namespace errand::invoice::layout
