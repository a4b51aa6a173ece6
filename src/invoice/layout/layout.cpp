#include "invoice/layout/layout.hpp"

#include <algorithm>

#include "invoice/layout/face.hpp"
#include "invoice/layout/plain.hpp"
#include "invoice/limits.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

document::Page part_of(const document::Page& page, double top, double bottom) {
    document::Page part{page.width, page.height, {}, page.from_picture};
    for (const auto& word : page.words)
        if (const double middle = (word.top + word.bottom) / 2; middle >= top && middle < bottom)
            part.words.push_back(word);
    return part;
}

// Where the invoice that has this number begins: above the row that stands apart from those over
// it.
double start_of(const Sheet& sheet, const Hit& number) {
    const auto& rows = sheet.rows();
    std::size_t row = number.span.row;
    while (row > 0 && rows[row].box.top - rows[row - 1].box.bottom < 1.6 * rows[row].em &&
           number.box.top - rows[row - 1].box.top < 8 * number.box.height())
        --row;
    return rows[row].box.top - 1;
}

// Several invoices printed on one sheet of paper stand under one another, each with its own number.
std::vector<document::Page> parts_of(const document::Page& page) {
    const Sheet sheet(page, upright_texts());
    const Hits hits(sheet, chinese_labels());
    const Page its{sheet, hits};
    std::vector<double> starts;
    std::string before;
    for (const auto* hit : hits.of(Label::Number)) {
        const auto span = its.beside(*hit);
        if (span.empty()) continue;
        const auto digits = leading_digits(its, span);
        if (digits.size() < 8 || digits == before) continue;
        if (!before.empty()) starts.push_back(start_of(sheet, *hit));
        before = digits;
    }
    std::vector<document::Page> parts;
    double top = -1e9;
    for (const double start : starts) {
        if (start <= top) continue;
        parts.push_back(part_of(page, top, start));
        top = start;
    }
    if (starts.empty()) return {page};
    parts.push_back(part_of(page, top, 1e9));
    return parts;
}

// The next page of the invoice before it: the same number, or none and no total of another.
bool continues(const Invoice& before, const Invoice& next) {
    if (before.number.has() && next.number.has() && before.number.value == next.number.value)
        return !before.code.has() || !next.code.has() || before.code.value == next.code.value;
    return !next.number.has() && (next.lines.has() || next.gross.has()) &&
           !(before.gross.has() && next.gross.has());
}

void go_on(Invoice& invoice, Invoice next) {
    if (next.lines.has() && invoice.lines.has())
        invoice.lines.value.insert(invoice.lines.value.end(), next.lines.value.begin(),
                                   next.lines.value.end());
    else if (next.lines.has())
        invoice.lines = std::move(next.lines);
    // The last page has the sums of all; those of one page alone stand on the others.
    const auto take = [](auto& into, auto& from) {
        if (from.has()) into = std::move(from);
    };
    take(invoice.net, next.net);
    take(invoice.tax, next.tax);
    take(invoice.gross, next.gross);
    take(invoice.capital, next.capital);
    take(invoice.payable, next.payable);
    const auto lacking = [](auto& into, auto& from) {
        if (!into.has()) into = std::move(from);
    };
    lacking(invoice.date, next.date);
    lacking(invoice.seller, next.seller);
    lacking(invoice.seller_tax_id, next.seller_tax_id);
    lacking(invoice.buyer, next.buyer);
    lacking(invoice.buyer_tax_id, next.buyer_tax_id);
    lacking(invoice.drawer, next.drawer);
    invoice.credit = invoice.credit || next.credit;
}

// What comes with an invoice and is none: the trips of a ride, an order, an account.
bool is_list(const Sheet& sheet) {
    return std::ranges::any_of(sheet.rows(), [](const Row& row) {
        return row.text.find(U"行程单") != std::u32string::npos ||
               row.text.find(U"对账单") != std::u32string::npos ||
               row.text.find(U"结算单") != std::u32string::npos;
    });
}

bool is_invoice(const Invoice& invoice) {
    return invoice.number.has() ||
           (invoice.gross.has() && (invoice.date.has() || invoice.seller.has()));
}

std::vector<Invoice> read_faces(const std::vector<document::Page>& pages) {
    std::vector<Invoice> found;
    for (const auto& page : pages)
        for (const auto& part : parts_of(page)) {
            const Sheet sheet(part, upright_texts());
            const Hits hits(sheet, chinese_labels());
            if (!is_face(hits)) continue;
            auto invoice = read_face({sheet, hits});
            if (!invoice.number.has() && is_list(sheet)) continue;
            if (!found.empty() && continues(found.back(), invoice))
                go_on(found.back(), std::move(invoice));
            else if (is_invoice(invoice))
                found.push_back(std::move(invoice));
        }
    return found;
}

bool has_face(const document::Page& page) {
    const Sheet sheet(page, upright_texts());
    return is_face(Hits(sheet, chinese_labels()));
}

}  // namespace

std::vector<Invoice> read_pages(const std::vector<document::Page>& all) {
    std::vector<document::Page> pages(
        all.begin(),
        all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kMaxLayoutPages)));
    if (std::ranges::any_of(pages, has_face)) return read_faces(pages);
    return read_plain(pages);
}

}  // namespace errand::invoice::layout
