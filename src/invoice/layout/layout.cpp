#include "invoice/layout/layout.hpp"

#include <algorithm>

#include "invoice/layout/face.hpp"
#include "invoice/layout/plain.hpp"
#include "invoice/limits.hpp"
#include "language/letters.hpp"
#include "language/text.hpp"

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

// A number's label that may be an invoice's own, and its digits.
struct Anchor {
    const Hit* hit = nullptr;
    std::string digits;
};

// "原蓝字发票号码", "订单关联发票号码": the end of a longer phrase, which speaks of another
// invoice.
bool ends_phrase(const Row& row, const Hit& hit) {
    const auto begin = hit.span.begin;
    return begin > 0 && language::is_han(row.text[begin - 1]) &&
           row.letters[begin].box.left - row.letters[begin - 1].box.right < 0.3 * row.em;
}

// In `anchors` the one that stands nearest to a label.
std::size_t nearest_to(const Box& box, const std::vector<Anchor>& anchors) {
    const auto away = [&](const Anchor& one) {
        return std::abs(one.hit->box.middle() - box.middle()) +
               0.3 * std::abs(one.hit->box.left - box.left);
    };
    return static_cast<std::size_t>(std::ranges::min_element(anchors, {}, away) - anchors.begin());
}

// Those that begin an invoice: beside each stands a day of issue, a code, a title or a total that
// stands nearer to no other. A number in a remark has none of them.
std::vector<Anchor> anchors_of(const Page& page) {
    std::vector<Anchor> all;
    for (const auto* hit : page.hits.of(Label::Number)) {
        const auto span = page.beside(*hit);
        if (span.empty() || ends_phrase(page.sheet.rows()[hit->span.row], *hit)) continue;
        auto digits = leading_digits(page, span);
        const bool again = std::ranges::find(all, digits, &Anchor::digits) != all.end();
        if (digits.size() >= 8 && !again) all.push_back({hit, std::move(digits)});
    }
    if (all.size() < 2) return all;
    std::vector<bool> own(all.size(), false);
    for (const auto& hit : page.hits.all())
        if (hit.label == Label::Date || hit.label == Label::Code || hit.label == Label::CheckCode)
            own[nearest_to(hit.box, all)] = true;
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        if (const auto title = title_in(page.sheet, row); !title.empty())
            own[nearest_to(page.sheet.box(title), all)] = true;
    std::vector<Anchor> begins;
    for (std::size_t at = 0; at < all.size(); ++at)
        if (own[at]) begins.push_back(std::move(all[at]));
    return begins;
}

// Where nothing is written between two invoices that stand beside one another: the widest gap
// between their numbers.
double gutter(const document::Page& page, const Box& left, const Box& right) {
    std::vector<std::pair<double, double>> taken;
    for (const auto& word : page.words)
        if (word.right > left.right && word.left < right.left)
            taken.emplace_back(word.left, word.right);
    std::ranges::sort(taken);
    double reached = left.right;
    double widest = 0;
    double middle = (left.right + right.left) / 2;
    const auto see = [&](double from) {
        if (from - reached <= widest) return;
        widest = from - reached;
        middle = (from + reached) / 2;
    };
    for (const auto& [from, to] : taken) {
        see(from);
        reached = std::max(reached, to);
    }
    see(right.left);
    return middle;
}

// Several invoices printed on one sheet of paper stand under or beside one another, each with its
// own number.
std::vector<document::Page> parts_of(const document::Page& page, int depth = 0) {
    const Sheet sheet(page, upright_texts());
    const Hits hits(sheet, chinese_labels());
    const auto anchors = anchors_of({sheet, hits});
    std::vector<document::Page> parts;
    constexpr int kMaxColumns = 4;
    for (std::size_t at = 1; at < anchors.size() && depth < kMaxColumns; ++at) {
        const Box* one = &anchors[at - 1].hit->box;
        const Box* other = &anchors[at].hit->box;
        if (beside(*one, *other) < 0.5) continue;
        if (one->left > other->left) std::swap(one, other);
        const double middle = gutter(page, *one, *other);
        for (const bool left : {true, false}) {
            auto half = page;
            std::erase_if(half.words, [&](const document::Word& word) {
                return ((word.left + word.right) / 2 < middle) != left;
            });
            // Neither is where all words are on one side.
            if (half.words.size() == page.words.size()) return {page};
            for (auto& part : parts_of(half, depth + 1)) parts.push_back(std::move(part));
        }
        return parts;
    }
    double top = -1e9;
    for (std::size_t at = 1; at < anchors.size(); ++at) {
        const double start = start_of(sheet, *anchors[at].hit);
        if (start <= top) continue;
        parts.push_back(part_of(page, top, start));
        top = start;
    }
    if (parts.empty()) return {page};
    parts.push_back(part_of(page, top, 1e9));
    return parts;
}

// Both say it, and not the same.
template <class T>
bool contradicts(const Field<T>& one, const Field<T>& other) {
    return one.confidence >= kComputed && other.confidence >= kComputed && one.value != other.value;
}

// The next page of the invoice before it: the same number, or none, no total of another, and
// nothing that speaks of another.
bool continues(const Invoice& before, const Invoice& next) {
    if (before.format == Format::Plain) return false;
    if (before.number.has() && next.number.has() && before.number.value == next.number.value)
        return !before.code.has() || !next.code.has() || before.code.value == next.code.value;
    if (contradicts(before.date, next.date) || contradicts(before.kind, next.kind) ||
        contradicts(before.seller, next.seller) ||
        contradicts(before.seller_tax_id, next.seller_tax_id))
        return false;
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

// The invoices of one page. True where it belongs to one.
bool add_face(const document::Page& page, std::vector<Invoice>& found) {
    bool any = false;
    for (const auto& part : parts_of(page)) {
        const Sheet sheet(part, upright_texts());
        const Hits hits(sheet, chinese_labels());
        if (!is_face(hits)) continue;
        auto invoice = read_face({sheet, hits});
        if (!invoice.number.has() && invoice.format != Format::AirFace && is_list(sheet)) continue;
        if (!found.empty() && continues(found.back(), invoice))
            go_on(found.back(), std::move(invoice));
        else if (is_invoice(invoice))
            found.push_back(std::move(invoice));
        else
            continue;
        any = true;
    }
    return any;
}

bool has_face(const document::Page& page) {
    const Sheet sheet(page, upright_texts());
    return is_face(Hits(sheet, chinese_labels()));
}

}  // namespace

std::vector<Invoice> read_pages(const std::vector<document::Page>& all,
                                std::vector<std::size_t>* unread) {
    const auto count = std::min(all.size(), kMaxLayoutPages);
    std::vector<Invoice> found;
    std::vector<std::size_t> left;
    for (std::size_t at = 0; at < count;) {
        if (has_face(all[at])) {
            if (!add_face(all[at], found)) left.push_back(at);
            ++at;
            continue;
        }
        // Pages that follow one another and are no Chinese form.
        const auto begin = at;
        std::vector<document::Page> others;
        for (; at < count && (at == begin || !has_face(all[at])); ++at) others.push_back(all[at]);
        std::vector<std::size_t> unknown;
        for (auto& invoice : read_plain(others, unknown)) found.push_back(std::move(invoice));
        for (const auto one : unknown) left.push_back(begin + one);
    }
    if (unread != nullptr)
        for (const auto at : left)
            if (!all[at].words.empty()) unread->push_back(at);
    return found;
}

}  // namespace errand::invoice::layout
