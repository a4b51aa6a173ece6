// The lines of a Chinese page: words to columns by the heads that they stand under.
#include <algorithm>
#include <array>
#include <limits>
#include <map>

#include "invoice/layout/face.hpp"
#include "invoice/limits.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

struct Column {
    Label label;
    Box box;
};

bool is_column(Label label) {
    using enum Label;
    constexpr std::array kColumns{Goods, Specification, Unit,  Quantity, UnitPrice, Amount,
                                  Rate,  TaxAmount,     Plate, FirstDay, LastDay,   TravelDay};
    return std::ranges::find(kColumns, label) != kColumns.end();
}

// The heads that stand beside one that names the goods, from left to right.
std::vector<Column> columns_of(const Page& page, std::size_t& row, Box& head) {
    for (const auto* goods : page.hits.of(Label::Goods)) {
        std::vector<Column> columns;
        head = goods->box;
        row = goods->span.row;
        for (const auto& hit : page.hits.all()) {
            if (beside(hit.box, goods->box) < 0.3) continue;
            const bool wanted = is_column(hit.label) || hit.label == Label::Other;
            if (!wanted) continue;
            columns.push_back({hit.label, hit.box});
            head = around(head, hit.box);
            row = std::max(row, hit.span.row);
        }
        std::ranges::sort(columns, {}, [](const Column& one) { return one.box.left; });
        const auto has = [&](Label label) {
            return std::ranges::find(columns, label, &Column::label) != columns.end();
        };
        if (has(Label::Amount)) return columns;
    }
    return {};
}

const Column& nearest(const std::vector<Column>& columns, const Box& box) {
    const auto away = [&](const Column& column) {
        const double apart =
            std::max(column.box.left, box.left) - std::min(column.box.right, box.right);
        return apart > 0 ? apart : 0.01 * std::abs(column.box.centre() - box.centre()) - 1;
    };
    return *std::ranges::min_element(columns, {}, away);
}

using Cells = std::map<Label, std::string>;

bool is_amount(std::string_view text) {
    return yuan(text).has_value();
}

// A rate is known by its form; it often stands nearer to the amount than to its head.
bool is_rate(std::string_view text) {
    return text.ends_with("%") || text == "免税" || text == "不征税" || text == "零税率" ||
           text == "出口零税率" || text == "普通零税率";
}

// The nearest head, unless the word's form says better: rates and amounts stand close together.
Label column_of(const std::vector<Column>& columns, const Box& box, std::string_view text) {
    const auto& column = nearest(columns, box);
    const auto rate = std::ranges::find(columns, Label::Rate, &Column::label);
    if (rate == columns.end()) return column.label;
    if (is_rate(text)) return Label::Rate;
    const auto value = yuan(text);
    if (column.label != Label::Rate || !value || value->absolute() < from_hundredths(100))
        return column.label;
    return box.centre() < rate->box.centre() ? Label::Amount : Label::TaxAmount;
}

// One row's words in their columns.
Cells cells_of(const Page& page, const std::vector<Column>& columns, std::size_t row) {
    Cells cells;
    const auto& letters = page.sheet.rows()[row].letters;
    Label before = Label::Other;
    double right = std::numeric_limits<double>::lowest();
    for (std::size_t at = 0; at < letters.size();) {
        auto end = at + 1;
        while (end < letters.size() && !letters[end].first) ++end;
        const Span word{row, at, end};
        const auto box = page.sheet.box(word);
        const auto text = page.text(word);
        auto label = column_of(columns, box, text);
        const double em = page.sheet.rows()[row].em;
        // A name runs on under the heads beside its own.
        const bool runs_on = box.left - right < 0.6 * em &&
                             (before == Label::Goods || before == Label::Specification);
        if (runs_on && !is_amount(text) && text.find('%') == std::string::npos) label = before;
        auto& cell = cells[label];
        if (!cell.empty() && label != Label::Goods && label != Label::Specification) {
            cell += text;
        } else if (!cell.empty()) {
            const bool han = static_cast<unsigned char>(cell.back()) >= 0x80 ||
                             static_cast<unsigned char>(text.front()) >= 0x80;
            cell += (han && box.left - right < 0.3 * em ? "" : " ") + text;
        } else {
            cell = text;
        }
        before = label;
        right = box.right;
        at = end;
    }
    return cells;
}

std::string cell(const Cells& cells, Label label) {
    const auto found = cells.find(label);
    return found == cells.end() ? std::string{} : found->second;
}

Line line_of(const Cells& cells) {
    Line line;
    line.name = cell(cells, Label::Goods);
    line.specification = cell(cells, Label::Specification);
    line.unit = cell(cells, Label::Unit);
    line.tax_rate = cell(cells, Label::Rate);
    line.quantity = parse_decimal(cell(cells, Label::Quantity));
    line.unit_price = yuan(cell(cells, Label::UnitPrice));
    line.amount = yuan(cell(cells, Label::Amount));
    line.tax = yuan(cell(cells, Label::TaxAmount));
    return line;
}

bool ends_table(const Page& page, std::size_t row) {
    using enum Label;
    return std::ranges::any_of(page.hits.all(), [row](const Hit& hit) {
        constexpr std::array kEnds{Total, Words, Figures, Gross, Drawer, Remark, Name, SellerName};
        return hit.span.row == row && std::ranges::find(kEnds, hit.label) != kEnds.end();
    });
}

// "20180212" and "2018-02-12": the day as it is written everywhere else.
std::string day_text(std::string_view text) {
    const auto day = parse_day(without_spaces(text));
    return day ? to_string(*day) : std::string{};
}

void read_toll(const Page& page, Invoice& invoice, const Cells& cells, Span row) {
    const auto sure = page.confidence(row);
    if (const auto plate = cell(cells, Label::Plate); plate.size() >= 5)
        put(invoice.plate, without_spaces(plate), page.source(), sure);
    auto first = day_text(cell(cells, Label::FirstDay));
    if (first.empty()) first = day_text(cell(cells, Label::TravelDay));
    const auto last = day_text(cell(cells, Label::LastDay));
    if (first.empty()) return;
    put(invoice.travel_date, last.empty() || last == first ? first : first + "/" + last,
        page.source(), sure);
}

// Lines of a recognized page are kept where nothing is missing.
bool add_up(const std::vector<Line>& lines, const MoneyField& net) {
    Decimal total;
    for (const auto& line : lines) total = total + line.amount.value_or(Decimal{});
    return net.has() && total == net.value;
}

}  // namespace

void read_table(const Page& page, Invoice& invoice) {
    std::size_t row = 0;
    Box head;
    const auto columns = columns_of(page, row, head);
    if (columns.empty()) return;
    std::vector<Line> lines;
    int sure = kCertain;
    for (++row; row < page.sheet.rows().size() && lines.size() < kMaxTableLines; ++row) {
        if (ends_table(page, row)) break;
        const auto& its = page.sheet.rows()[row];
        if (beside(its.box, head) > 0.5) continue;
        const auto cells = cells_of(page, columns, row);
        const Span whole{row, 0, its.letters.size()};
        if (is_amount(cell(cells, Label::Amount))) {
            lines.push_back(line_of(cells));
            sure = std::min(sure, page.confidence(whole));
            read_toll(page, invoice, cells, whole);
        } else if (!lines.empty()) {
            lines.back().name += cell(cells, Label::Goods);
            lines.back().specification += cell(cells, Label::Specification);
        }
    }
    if (page.sheet.from_picture()) {
        // The row of the totals, where its label was not recognised.
        std::erase_if(lines, [](const Line& line) {
            return line.name.starts_with("合") || line.name.starts_with("计");
        });
        if (!add_up(lines, invoice.net)) return;
    }
    if (!lines.empty()) invoice.lines = {std::move(lines), page.source(), sure};
}

}  // namespace errand::invoice::layout
