// Owns: a workbook that is being written: its sheets, how cells look, cells that hold what a
// document says. One thread.
// Must stay true: what a document says is never a formula.
#pragma once

#include <xlsxwriter.h>

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "invoice/date.hpp"
#include "invoice/decimal.hpp"
#include "ledger/columns.hpp"

namespace errand::ledger {

enum class Look {
    Title,
    Subtitle,
    Header,
    Text,
    Centred,
    Wrapped,
    Digits,  // text that is a long number
    Date,
    Money,
    Quantity,
    Rate,
    Percent,
    Count,
    Link,
    NumberLink,
    Check,  // zero is right
    TotalText,
    TotalMoney,
    TotalCount,
    Month,  // a header that is a month
    Note,
    Strong,
    Share,  // a share of one
    Good,
    Bad,       // of conditions: something is wrong
    Doubtful,  // of conditions: look at it
    Quiet,     // of conditions: left out, nothing there
};
inline constexpr std::size_t kLooks = 27;

// A place in a sheet, from zero.
struct At {
    lxw_row_t row = 0;
    lxw_col_t column = 0;
};
// "$C$5", "C5", "$C5".
std::string name_of(At at, bool fixed_row = true, bool fixed_column = true);
// "'台账'!$C$5:$C$104".
std::string range_of(std::string_view sheet, At first, At last);

class Book {
  public:
    // `now` is what the file says of its making; the same ledger gives the same bytes.
    Book(const std::filesystem::path& path, std::string_view language, std::string_view title,
         Time now);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    bool zh() const { return zh_; }
    const std::string& language() const { return language_; }
    std::string_view say(std::string_view zh, std::string_view en) const { return zh_ ? zh : en; }
    lxw_workbook* raw() { return book_; }
    lxw_format* look(Look look) { return looks_[static_cast<std::size_t>(look)]; }

    lxw_worksheet* add_sheet(std::string_view name);
    // Landscape A4, as wide as a page, header rows on each, page numbers; the first `rows` and
    // `columns` stay in sight.
    void lay_out(lxw_worksheet* sheet, std::string_view name, At frozen, lxw_row_t header_row);

    void put(lxw_worksheet* sheet, At at, std::string_view text, Look look = Look::Text);
    void put(lxw_worksheet* sheet, At at, invoice::Decimal value, Look look = Look::Money);
    void put(lxw_worksheet* sheet, At at, long long value, Look look = Look::Count);
    void put(lxw_worksheet* sheet, At at, invoice::Day day, Look look = Look::Date);
    void put_blank(lxw_worksheet* sheet, At at, Look look = Look::Text);
    // `shown`: its value, for viewers that do not compute.
    void put_formula(lxw_worksheet* sheet, At at, const std::string& formula, double shown,
                     Look look);
    void put_formula(lxw_worksheet* sheet, At at, const std::string& formula,
                     const std::string& shown, Look look);
    // To a file (relative to the workbook) or to "internal:'台账'!A5"; plain text where there are
    // more links than Excel takes.
    void put_link(lxw_worksheet* sheet, At at, const std::string& target, std::string_view text);

    void put_number_link(lxw_worksheet* sheet, At at, std::size_t number,
                         const std::string& target);

    // The first failure of any call; then writes the file. The book is closed after it.
    Result<void> close();

  private:
    void make_looks();
    lxw_format* make(Look look);
    void note(lxw_error error);

    lxw_workbook* book_ = nullptr;
    std::string language_;
    bool zh_ = true;
    std::array<lxw_format*, kLooks> looks_{};
    std::map<lxw_worksheet*, std::size_t> links_;
    lxw_error failure_ = LXW_NO_ERROR;
};

// Without control characters and ill-formed bytes, at most kMaxCellCharacters.
std::string cell_text(std::string_view text);
double to_double(invoice::Decimal value);
// Columns that the text takes in a cell: a Chinese character two, any other one.
int cell_width(std::string_view text);
// How high a row is whose wrapped text takes so many of a column's widths: viewers do not measure
// it themselves.
double row_height(int text_width, int column_width);

}  // namespace errand::ledger
