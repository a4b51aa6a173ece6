// Owns: the sheets of a ledger's workbook, each written by a function of its own. One thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ledger/book.hpp"
#include "ledger/columns.hpp"
#include "ledger/ledger.hpp"

namespace errand::ledger {

struct SheetNames {
    explicit SheetNames(bool zh);

    std::string ledger, summary, doubts, duplicates, lines, files, left_out, corrections, notes;
};

// What all sheets know of each other.
struct Plan {
    Plan(const Ledger& of, Book& into, const std::filesystem::path& workbook, const Links& links);

    const Ledger& ledger;
    Book& book;
    SheetNames names;
    Surroundings around;
    std::vector<Doubt> doubts;
    std::vector<const Entry*> counted;
    std::vector<const Entry*> left_out;
    std::map<std::size_t, lxw_row_t> rows;  // of counted entries in the ledger's sheet
    std::filesystem::path root;             // of the files; empty: no links
    std::map<std::string, std::filesystem::path> places;  // of those that lie elsewhere
    std::filesystem::path folder;                         // of the workbook
    std::vector<const Document*> by_path;
    // Currencies of the counted entries, that with most invoices first.
    std::vector<std::string> currencies;

    // The ledger sheet's cells of one column, over all its entries.
    std::string range(std::string_view column) const;
    // A link to the file that `path` is or lies in; empty: none.
    std::string link_to(const std::string& path) const;
    // Where the doubts' and other sheets refer to an entry.
    void put_number(lxw_worksheet* sheet, At at, std::size_t number) const;
};

// Rows and columns that other sheets' formulas refer to.
inline constexpr lxw_row_t kLedgerHeader = 3;
inline constexpr lxw_row_t kLedgerFirst = kLedgerHeader + 1;
// Of the sheet of notes: the list of categories.
inline constexpr lxw_row_t kCategoriesFirst = 5;
inline constexpr lxw_col_t kCategoriesColumn = 3;
// Of the sheet of files.
inline constexpr lxw_row_t kListHeader = 2;
inline constexpr lxw_row_t kListFirst = kListHeader + 1;
inline constexpr lxw_col_t kFateColumn = 3;
inline constexpr lxw_col_t kFirstOfHandedColumn = 6;
std::string_view name_of(Fate fate, std::string_view language);

void write_ledger_sheet(Plan& plan, lxw_worksheet* sheet);
void write_left_out_sheet(Plan& plan, lxw_worksheet* sheet);
void write_summary_sheet(Plan& plan, lxw_worksheet* sheet);
void write_doubts_sheet(Plan& plan, lxw_worksheet* sheet);
void write_duplicates_sheet(Plan& plan, lxw_worksheet* sheet);
void write_lines_sheet(Plan& plan, lxw_worksheet* sheet);
void write_files_sheet(Plan& plan, lxw_worksheet* sheet);
void write_corrections_sheet(Plan& plan, lxw_worksheet* sheet);
void write_notes_sheet(Plan& plan, lxw_worksheet* sheet);

}  // namespace errand::ledger
