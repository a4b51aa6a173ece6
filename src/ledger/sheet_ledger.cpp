// The ledger itself: a row for each invoice that counts.
#include <fmt/format.h>

#include <algorithm>

#include "ledger/sheets.hpp"
#include "ledger/wording.hpp"

namespace errand::ledger {
namespace {

using invoice::Decimal;

constexpr int kWidestWrapped = 40;

Look look_of(const Column& column) {
    switch (column.kind) {
        case ColumnKind::Count:
            return Look::Count;
        case ColumnKind::Date:
            return Look::Date;
        case ColumnKind::Money:
            return Look::Money;
        case ColumnKind::Quantity:
            return Look::Quantity;
        case ColumnKind::Rate:
            return Look::Rate;
        case ColumnKind::Percent:
            return Look::Percent;
        case ColumnKind::Formula:
            return column.key == "difference" ? Look::Check : Look::Money;
        case ColumnKind::File:
            return Look::Link;
        case ColumnKind::Text:
            break;
    }
    const auto key = column.key;
    if (key == "code" || key == "old_number" || key == "digital_number" || key == "tax_code" ||
        key == "seller_tax_id" || key == "buyer_tax_id")
        return Look::Digits;
    if (key == "currency" || key == "tax_rate" || key == "positive" || key == "source" ||
        key == "unit" || key == "status" || key == "risk")
        return Look::Centred;
    if (key == "goods" || key == "seller" || key == "buyer" || key == "checks" || key == "doubtful")
        return Look::Wrapped;
    return Look::Text;
}

class Table {
  public:
    Table(Plan& plan, lxw_worksheet* sheet) : plan_(plan), book_(plan.book), sheet_(sheet) {
        for (const auto& column : columns())
            widths_.push_back(
                std::max(column.width, cell_width(column.title(book_.language())) + 3));
    }

    void headers() {
        for (std::size_t at = 0; at < columns().size(); ++at)
            book_.put(sheet_, {kLedgerHeader, col(at)}, columns()[at].title(book_.language()),
                      Look::Header);
        ::worksheet_set_row(sheet_, kLedgerHeader, 30, nullptr);
    }

    void entry(const Entry& entry, lxw_row_t row) {
        for (std::size_t at = 0; at < columns().size(); ++at) {
            const auto& column = columns()[at];
            const auto value = value_of(plan_.ledger, plan_.around, entry, column);
            put(entry, {row, col(at)}, column, value);
        }
        if (height_ > LXW_DEF_ROW_HEIGHT) ::worksheet_set_row(sheet_, row, height_, nullptr);
        height_ = 0;
    }

    // The cell of another column in the same row: "$J5".
    static std::string cell(std::string_view key, lxw_row_t row) {
        return name_of({row, col(column_at(key))}, false, true);
    }

    void widths() {
        for (std::size_t at = 0; at < widths_.size(); ++at)
            ::worksheet_set_column(sheet_, col(at), col(at), widths_[at], nullptr);
    }

    static lxw_col_t col(std::size_t at) { return static_cast<lxw_col_t>(at); }
    static lxw_col_t col(std::string_view key) { return col(column_at(key)); }

  private:
    void put(const Entry& entry, At at, const Column& column, const CellValue& value) {
        const auto look = look_of(column);
        if (column.kind == ColumnKind::Formula) return formula(at, column, value);
        if (const auto* text = std::get_if<std::string>(&value)) {
            if (column.kind == ColumnKind::File)
                book_.put_link(sheet_, at, plan_.link_to(entry.file()), *text);
            else
                book_.put(sheet_, at, *text, look);
            fit(at, column, cell_width(*text) + 3);
            if (look == Look::Wrapped)
                height_ = std::max(height_, row_height(cell_width(*text), widths_[at.column]));
        } else if (const auto* count = std::get_if<long long>(&value)) {
            book_.put(sheet_, at, *count, look);
        } else if (const auto* amount = std::get_if<Decimal>(&value)) {
            book_.put(sheet_, at, *amount, look);
            // Separators of thousands and a sign; never "####".
            const auto digits = static_cast<int>(invoice::to_string(*amount).size());
            widths_[at.column] = std::max(widths_[at.column], digits + digits / 3 + 2);
        } else if (const auto* day = std::get_if<invoice::Day>(&value)) {
            book_.put(sheet_, at, *day, look);
        } else {
            book_.put_blank(sheet_, at, look);
        }
    }

    void fit(At at, const Column& column, int width) {
        const auto look = look_of(column);
        const int most = look == Look::Digits ? 64 : std::max(column.width, kWidestWrapped);
        const bool grows = look != Look::Wrapped && look != Look::Link && column.key != "remark";
        if (grows) widths_[at.column] = std::max(widths_[at.column], std::min(width, most));
    }

    void formula(At at, const Column& column, const CellValue& value) {
        const auto row = at.row;
        const auto net = cell("net", row);
        const auto tax = cell("tax", row);
        const auto gross = cell("gross", row);
        const auto* amount = std::get_if<Decimal>(&value);
        if (column.key == "difference") {
            const std::string missing(book_.say("缺项", "missing"));
            const auto text =
                fmt::format("=IF(OR({0}=\"\",{1}=\"\",{2}=\"\"),\"{4}\",ROUND({0}+{1}+{3}-{2},2))",
                            net, tax, gross, cell("adjustment", row), missing);
            if (amount != nullptr)
                book_.put_formula(sheet_, at, text, to_double(*amount), Look::Check);
            else
                book_.put_formula(sheet_, at, text, missing, Look::Check);
            return;
        }
        const auto rate = cell("rate", row);
        const auto text =
            fmt::format("=IF({0}=\"\",\"\",IF({1}=\"{2}\",{0},IF({3}=\"\",\"\",ROUND({0}*{3},2))))",
                        gross, cell("currency", row), plan_.ledger.setting().currency, rate);
        if (amount != nullptr)
            book_.put_formula(sheet_, at, text, to_double(*amount), Look::Money);
        else
            book_.put_formula(sheet_, at, text, std::string{}, Look::Money);
    }

    Plan& plan_;
    Book& book_;
    lxw_worksheet* sheet_;
    std::vector<int> widths_;
    double height_ = 0;
};

std::string subtitle(const Plan& plan) {
    const auto& setting = plan.ledger.setting();
    const bool zh = plan.book.zh();
    std::vector<std::string> parts;
    if (!setting.buyer_tax_id.empty())
        parts.push_back(fmt::format(fmt::runtime(zh ? "本单位识别号 {}" : "Own tax id {}"),
                                    setting.buyer_tax_id));
    if (!setting.claimant.empty())
        parts.push_back(
            fmt::format(fmt::runtime(zh ? "报销人 {}" : "Claimant {}"), setting.claimant));
    parts.push_back(
        fmt::format(fmt::runtime(zh ? "计入 {} 张" : "{} invoices"), plan.counted.size()));
    if (!plan.left_out.empty())
        parts.push_back(
            fmt::format(fmt::runtime(zh ? "未计入 {} 张" : "{} left out"), plan.left_out.size()));
    parts.push_back(fmt::format(fmt::runtime(zh ? "待核对 {} 项" : "{} points to look at"),
                                plan.doubts.size()));
    parts.emplace_back(zh ? "发票真伪及状态未查验" : "authenticity not verified");
    return fmt::format("{}", fmt::join(parts, zh ? "  ·  " : "  ·  "));
}

void add_condition(lxw_worksheet* sheet, At first, At last, std::string formula,
                   lxw_format* format) {
    lxw_conditional_format condition{};
    condition.type = LXW_CONDITIONAL_TYPE_FORMULA;
    condition.value_string = formula.data();
    condition.format = format;
    ::worksheet_conditional_format_range(sheet, first.row, first.column, last.row, last.column,
                                         &condition);
}

// What is wrong or doubtful is coloured by rules, so that the colour goes once the cell is right.
void mark(Plan& plan, lxw_worksheet* sheet, lxw_row_t last) {
    auto& book = plan.book;
    const auto first = kLedgerFirst;
    const auto column = [&](std::string_view key, const std::string& formula, Look look) {
        const auto at = Table::col(key);
        add_condition(sheet, {first, at}, {last, at}, formula, book.look(look));
    };
    for (const auto key : {"date", "seller", "currency", "gross"})
        column(key, fmt::format("=LEN(TRIM({}))=0", Table::cell(key, first)), Look::Bad);
    // As the checks have it: a hundredth may come of rounding each rate by itself.
    column("difference",
           fmt::format("=IF(ISNUMBER({0}),ABS({0})>0.01,TRUE)", Table::cell("difference", first)),
           Look::Bad);
    column("difference",
           fmt::format("=IF(ISNUMBER({0}),{0}<>0,FALSE)", Table::cell("difference", first)),
           Look::Doubtful);
    const auto passed = book.say("通过", "passed");
    column("checks",
           fmt::format("=LEFT({},{})<>\"{}\"", Table::cell("checks", first),
                       book.zh() ? 2 : passed.size(), passed),
           Look::Bad);
    column("confidence", fmt::format("={}<90", Table::cell("confidence", first)), Look::Doubtful);
    // A cell whose heading stands in its row's list of doubtful fields.
    const auto separator = book.say("、", ", ");
    add_condition(
        sheet, {first, 0}, {last, Table::col("doubtful")},
        fmt::format("=ISNUMBER(SEARCH(\"{0}\"&{1}&\"{0}\",\"{0}\"&{2}&\"{0}\"))", separator,
                    name_of({kLedgerHeader, 0}, true, false), Table::cell("doubtful", first)),
        book.look(Look::Doubtful));
}

void let_choose_category(Plan& plan, lxw_worksheet* sheet, lxw_row_t last) {
    const auto list =
        "=" + range_of(plan.names.notes, {kCategoriesFirst, kCategoriesColumn},
                       {static_cast<lxw_row_t>(kCategoriesFirst + all_categories().size() - 1),
                        kCategoriesColumn});
    lxw_data_validation choice{};
    choice.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    std::string formula = list;
    choice.value_formula = formula.data();
    choice.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    const auto at = Table::col("category");
    ::worksheet_data_validation_range(sheet, kLedgerFirst, at, last, at, &choice);
}

// Below the entries: the sums of each currency by itself.
void write_totals(Plan& plan, lxw_worksheet* sheet, lxw_row_t row) {
    auto& book = plan.book;
    const auto totals = plan.ledger.totals();
    for (const auto& currency : plan.currencies) {
        const auto total = std::ranges::find(totals, currency, &Total::currency);
        if (total == totals.end()) continue;
        for (std::size_t at = 0; at < printed_columns(); ++at)
            book.put_blank(sheet, {row, Table::col(at)}, Look::TotalText);
        book.put(sheet, {row, Table::col("date")}, book.say("合计", "Total"), Look::TotalText);
        // The row's own cell says which: what a document says stands in no formula.
        const auto which =
            currency.empty() ? std::string("\"=\"") : name_of({row, Table::col("currency")});
        const auto only = fmt::format("{},{}", plan.range("currency"), which);
        book.put_formula(sheet, {row, Table::col("category")}, fmt::format("=COUNTIFS({})", only),
                         static_cast<double>(total->invoices), Look::TotalCount);
        book.put(sheet, {row, Table::col("goods")}, book.say("张发票", "invoices"),
                 Look::TotalText);
        book.put(sheet, {row, Table::col("currency")}, currency, Look::TotalText);
        for (const auto& [key, value] : {std::pair("net", total->net), std::pair("tax", total->tax),
                                         std::pair("gross", total->gross)})
            book.put_formula(sheet, {row, Table::col(key)},
                             fmt::format("=SUMIFS({},{})", plan.range(key), only), to_double(value),
                             Look::TotalMoney);
        ++row;
    }
}

}  // namespace

void write_ledger_sheet(Plan& plan, lxw_worksheet* sheet) {
    const auto& setting = plan.ledger.setting();
    auto& book = plan.book;
    const auto year = setting.year
                          ? fmt::format(fmt::runtime(book.zh() ? "{} 年度" : "{} "), *setting.year)
                          : std::string{};
    book.put(sheet, {0, 0}, year + std::string(book.say("费用报销台账", "Reimbursement ledger")),
             Look::Title);
    ::worksheet_set_row(sheet, 0, 28, nullptr);
    book.put(sheet, {1, 0}, subtitle(plan), Look::Subtitle);
    Table table(plan, sheet);
    table.headers();
    auto row = kLedgerFirst;
    for (const auto* entry : plan.counted) table.entry(*entry, row++);
    const auto last = std::max(kLedgerFirst, row - 1);
    table.widths();
    write_totals(plan, sheet, last + 1);
    ::worksheet_autofilter(sheet, kLedgerHeader, 0, last, Table::col(columns().size() - 1));
    mark(plan, sheet, last);
    let_choose_category(plan, sheet, last);
    ::worksheet_ignore_errors(
        sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
        fmt::format("A1:{}", name_of({last, Table::col(columns().size() - 1)}, false, false))
            .c_str());
    book.lay_out(sheet, plan.names.ledger, {kLedgerFirst, Table::col("goods")}, kLedgerHeader);
    const auto end = static_cast<lxw_row_t>(last + plan.currencies.size());
    ::worksheet_print_area(sheet, 0, 0, end, Table::col(printed_columns() - 1));
}

}  // namespace errand::ledger
