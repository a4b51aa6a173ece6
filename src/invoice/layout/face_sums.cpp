// Net, tax and gross of a Chinese page: the row of the totals, the amount in figures and in words;
// what is stated must add up, else it is doubtful.
#include <algorithm>

#include "invoice/checks.hpp"
#include "invoice/layout/face.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

struct Found {
    Decimal value;
    Span span;
    Box box;
};

bool is_sign(std::u32string_view text) {
    return text == U"¥" || text == U"-" || text == U"¥-" || text == U"-¥" || text == U"cny";
}

// The amounts of a row from `begin` on, one for each run; "***" is none.
std::vector<Found> amounts_in(const Page& page, std::size_t row, std::size_t begin,
                              std::size_t end) {
    std::vector<Found> found;
    const auto& letters = page.sheet.rows()[row].letters;
    end = std::min(end, letters.size());
    for (auto at = begin; at < end;) {
        if (page.hits.labelled(row, at)) {
            ++at;
            continue;
        }
        auto stop = page.sheet.run_end({row, at, end}, 0.7);
        // A sign of its own before its amount, whatever the gap.
        if (stop < end && is_sign(page.sheet.rows()[row].text.substr(at, stop - at)))
            stop = page.sheet.run_end({row, stop, end}, 0.7);
        const Span run{row, at, stop};
        if (const auto value = yuan(page.text(run)))
            found.push_back({*value, run, page.sheet.box(run)});
        at = stop;
    }
    return found;
}

// The row of "合计": net and tax in it, or in the row that stands beside it.
void read_totals(const Page& page, Invoice& invoice) {
    const auto* amount_head = page.hits.first(Label::Amount);
    const auto* tax_head = page.hits.first(Label::TaxAmount);
    for (const auto* hit : page.hits.of(Label::Total)) {
        std::vector<Found> found;
        for (std::size_t row = 0; row < page.sheet.rows().size(); ++row) {
            if (row != hit->span.row && beside(page.sheet.rows()[row].box, hit->box) < 0.3)
                continue;
            const auto begin = row == hit->span.row ? hit->span.end : 0;
            for (auto& one : amounts_in(page, row, begin, std::string::npos))
                if (one.box.left > hit->box.right) found.push_back(one);
        }
        if (found.empty()) continue;
        std::ranges::sort(found, {}, [](const Found& one) { return one.box.left; });
        const auto sure = page.confidence(found.front().span);
        if (found.size() >= 2) {
            put(invoice.net, found[found.size() - 2].value, page.source(), sure);
            put(invoice.tax, found.back().value, page.source(), page.confidence(found.back().span));
        } else if (tax_head != nullptr && amount_head != nullptr) {
            // Without tax the form has "***", or nothing, in that column.
            const auto centre = found.front().box.centre();
            if (std::abs(centre - amount_head->box.centre()) <=
                std::abs(centre - tax_head->box.centre()))
                put(invoice.net, found.front().value, page.source(), sure);
        } else {
            put(invoice.gross, found.front().value, page.source(), std::min(sure, kComputed));
        }
    }
}

void read_labelled(const Page& page, Label label, MoneyField& field, int confidence) {
    for (const auto* hit : page.hits.of(label)) {
        auto span = page.beside(*hit, 14, 14);
        if (span.empty()) span = page.below(*hit);
        if (span.empty()) continue;
        const auto found = amounts_in(page, span.row, span.begin, span.end);
        if (!found.empty())
            put(field, found.front().value, page.source(),
                page.confidence(found.front().span, confidence));
    }
}

bool is_capital(std::string_view text) {
    const bool whole = text.find("圆") != std::string_view::npos ||
                       text.find("元") != std::string_view::npos ||
                       text.find("角") != std::string_view::npos;
    return whole && read_capital_amount(text).has_value();
}

void read_capital(const Page& page, Invoice& invoice) {
    for (const auto* hit : page.hits.of(Label::Words)) {
        const auto span = page.beside(*hit, 14, 3);
        if (span.empty()) continue;
        const auto text = without_spaces(trimmed_value(page.text(span)));
        if (is_capital(text))
            return put(invoice.capital, text, page.source(), page.confidence(span));
    }
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        for (const auto& run : page.sheet.runs(row, 1)) {
            if (run.end - run.begin < 3) continue;
            const auto text = without_spaces(page.text(run));
            if (is_capital(text))
                return put(invoice.capital, text, page.source(), page.confidence(run, kGuessed));
        }
}

// Every amount of the page that has a sign of currency.
std::vector<Found> signed_amounts(const Page& page) {
    std::vector<Found> all;
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        for (auto& one : amounts_in(page, row, 0, std::string::npos)) {
            const auto text = page.text(one.span);
            if (text.find("¥") != std::string::npos || text.find("￥") != std::string::npos)
                all.push_back(one);
        }
    return all;
}

bool adds_up(const Invoice& invoice) {
    const auto all = invoice.net.value + invoice.tax.value + invoice.adjustment.value;
    return invoice.net.has() && invoice.tax.has() && invoice.gross.has() &&
           all == invoice.gross.value;
}

// Three amounts of which two are the third: what no label said, or said wrongly.
void guess_sums(const Page& page, Invoice& invoice) {
    const auto all = signed_amounts(page);
    if (all.size() < 2 || all.size() > 40) return;
    for (const auto& gross : all) {
        if (invoice.gross.has() && gross.value != invoice.gross.value) continue;
        for (const auto& net : all)
            for (const auto& tax : all) {
                if (net.value + tax.value != gross.value || &net == &tax || &net == &gross ||
                    &tax == &gross || net.value.absolute() <= tax.value.absolute())
                    continue;
                invoice.net = {net.value, page.source(), page.confidence(net.span, kComputed)};
                invoice.tax = {tax.value, page.source(), page.confidence(tax.span, kComputed)};
                put(invoice.gross, gross.value, page.source(),
                    page.confidence(gross.span, kComputed));
                return;
            }
    }
}

// On a recognized page what disagrees is doubtful whatever the recognizer says, and what agrees is
// better than it says.
void weigh(const Page& page, Invoice& invoice) {
    if (!page.sheet.from_picture()) return;
    const auto words = read_capital_amount(invoice.capital.value);
    const bool right = adds_up(invoice) || (words && *words == invoice.gross.value);
    for (auto* field : {&invoice.net, &invoice.tax, &invoice.gross})
        if (field->has())
            field->confidence = right && adds_up(invoice) ? std::max(field->confidence, kComputed)
                                                          : std::min(field->confidence, kGuessed);
    if (right && invoice.gross.has())
        invoice.gross.confidence = std::max(invoice.gross.confidence, kComputed);
}

}  // namespace

void read_sums(const Page& page, Invoice& invoice) {
    read_labelled(page, Label::Figures, invoice.gross, kCertain);
    read_labelled(page, Label::Gross, invoice.gross, kComputed);
    if (invoice.format != Format::AirFace) {
        read_totals(page, invoice);
        read_labelled(page, Label::Net, invoice.net, kComputed);
        read_labelled(page, Label::Tax, invoice.tax, kComputed);
    }
    read_capital(page, invoice);
    const auto words = read_capital_amount(invoice.capital.value);
    if (!invoice.gross.has() && words)
        put(invoice.gross, *words, page.source(), std::min(invoice.capital.confidence, kComputed));
    if (!adds_up(invoice) && invoice.format == Format::Face &&
        (!invoice.net.has() || !invoice.tax.has() || !invoice.gross.has()))
        guess_sums(page, invoice);
    weigh(page, invoice);
}

}  // namespace errand::invoice::layout
