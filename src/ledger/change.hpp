// Owns: Change, what a person said about a ledger, as a value that is stored as JSON and applied
// again in order. Pure; any thread.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "ledger/category.hpp"

namespace errand::ledger {

// Which entries. Every part that is given must fit; a filter without parts fits none, unless `all`.
struct Filter {
    static constexpr bool kDefaults = true;
    bool all = false;
    std::vector<std::size_t> numbers;  // 序号: any of them
    std::optional<int> year;           // of the invoice's date
    std::optional<int> month;          // 1 to 12
    std::string from;                  // "2025-03-01", this day included
    std::string to;
    std::optional<Category> category;  // as it is when the change is applied
    std::string seller;                // a part of the name, or the whole tax id
    std::string buyer;
    std::string goods;           // a part of any line's name, of the kind or of the business
    std::string invoice_number;  // whole, or its last digits (at least 4)
    // A file's path or whole parts of it ("2025/a.pdf", "all.zip"), the last with or without its
    // ending.
    std::string file;
    std::string text;      // a part of seller, buyer, goods, remark or file
    std::string currency;  // "EUR"
    std::optional<bool> included;
};
BOOST_DESCRIBE_STRUCT(Filter, (),
                      (all, numbers, year, month, from, to, category, seller, buyer, goods,
                       invoice_number, file, text, currency, included))

enum class Act {
    Set,         // `field` becomes `value`
    Categorise,  // the category becomes `value`
    LeaveOut,    // not part of the sums; `value`: why
    TakeBack,    // part of the sums again
    Accept,      // the doubt about `field` (empty: every doubt) is settled as it stands
};
BOOST_DESCRIBE_ENUM(Act, Set, Categorise, LeaveOut, TakeBack, Accept)

// Fields that Set takes: those of invoice::Invoice by name (number, date, seller, gross, …),
// "category", "claimant", "rate" (what one unit of the currency is worth in the ledger's own), and
// "line.name" (the goods' name where no lines were read).
struct Change {
    static constexpr bool kDefaults = true;
    Act act = Act::Set;
    Filter filter;
    std::string field;
    std::string value;  // as a person writes it: "2025-03-01", "1,234.50"; empty: not there
};
BOOST_DESCRIBE_STRUCT(Change, (), (act, filter, field, value))

// What Accept takes as `field` for signatures that were not verified.
inline constexpr std::string_view kSignatures = "signatures";

// What Accept takes as `field` for one that may be another entry once more.
inline constexpr std::string_view kAlike = "alike";

// "价税合计", "Total": a field's name for a person; the name itself where it is unknown.
std::string_view title_of_field(std::string_view field, std::string_view language);

// What one change did to one entry.
struct Correction {
    std::size_t number = 0;  // of the entry
    std::string file;        // its first
    std::string field;
    std::string before;
    std::string after;
};
BOOST_DESCRIBE_STRUCT(Correction, (), (number, file, field, before, after))

}  // namespace errand::ledger
