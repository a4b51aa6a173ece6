// Owns: the ledger's columns: their titles in both languages, what stands in them for one entry.
// Used by the workbook and by CSV. Pure; any thread.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/ledger.hpp"

namespace errand::ledger {

enum class ColumnKind {
    Count,  // a whole number
    Text,   // also digits that are no amount: numbers of invoices, tax ids
    Date,
    Money,
    Quantity,  // as many places as it has
    Rate,      // of exchange
    Percent,   // whole percent
    Formula,   // the workbook computes it; CSV has its value
    File,      // a link in the workbook
};

struct Column {
    std::string_view key;
    std::string_view zh;
    std::string_view en;
    ColumnKind kind = ColumnKind::Text;
    int width = 10;          // of a digit each
    std::string_view field;  // whose doubts mark it; empty: none

    std::string_view title(std::string_view language) const { return language == "zh" ? zh : en; }
};

// Those before the first of kNotPrinted are on paper; the others are to the right of the page.
std::span<const Column> columns();
// How many of them are printed.
std::size_t printed_columns();
// Its place among columns(); the key must be one of theirs.
std::size_t column_at(std::string_view key);

using CellValue =
    std::variant<std::monostate, std::string, long long, invoice::Decimal, invoice::Day>;

// What is computed once for all entries.
struct Surroundings {
    explicit Surroundings(const Ledger& ledger);

    std::map<std::size_t, std::size_t> duplicates;             // of an entry
    std::map<std::size_t, std::vector<std::string>> doubtful;  // fields of an entry
};

// "13%" of a line's rate as its form writes it: "0.13", "13", "13.00", "13%"; words stay.
std::string shown_tax_rate(const std::string& rate, invoice::Format format);

CellValue value_of(const Ledger& ledger, const Surroundings& around, const Entry& entry,
                   const Column& column);

}  // namespace errand::ledger
