// Net, tax and gross of a plain invoice: whatever its labels are called, two of them are the third.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "invoice/layout/plain.hpp"
#include "invoice/setting.hpp"
#include "language/letters.hpp"
#include "language/text.hpp"

namespace errand::invoice::layout {
namespace {

struct Candidate {
    Decimal value;
    int weight = 0;  // how plainly its label says what it is
    const Page* page = nullptr;
    Span span;
};
using Candidates = std::vector<Candidate>;

struct Sums {
    Candidates net;
    Candidates tax;
    Candidates gross;
    Candidates payable;
};

constexpr std::size_t kMaxCandidates = 60;

bool is_sum(Label label) {
    using enum Label;
    return label == Net || label == Tax || label == Gross || label == Payable || label == Total;
}

Candidates* of(Sums& sums, Label label) {
    switch (label) {
        case Label::Net:
            return &sums.net;
        case Label::Tax:
            return &sums.tax;
        case Label::Payable:
            return &sums.payable;
        default:
            return &sums.gross;
    }
}

class Collector {
  public:
    Collector(const Page& page, const Style& style, Sums& sums)
        : page_(page), style_(style), sums_(sums) {}

    void collect() {
        for (const auto& hit : page_.hits.all())
            if (is_sum(hit.label)) collect(hit);
    }

  private:
    // The last amount behind the label, up to the next sum's label behind an amount: rates and what
    // they are of stand before it, other labels belong to the first ("Total incl. VAT"). Else the
    // amounts under it, as under the head of a column.
    void collect(const Hit& hit) {
        const auto& row = page_.sheet.rows()[hit.span.row];
        const auto whole = money({hit.span.row, hit.span.end, row.letters.size()});
        if (whole.empty()) return below(hit);
        std::size_t end = row.letters.size();
        for (const auto& other : page_.hits.all()) {
            if (other.span.row != hit.span.row || !is_sum(other.label)) continue;
            if (other.span.begin >= hit.span.end) {
                if (!money({hit.span.row, hit.span.end, other.span.begin}).empty())
                    end = std::min(end, other.span.begin);
            } else if (other.span.end <= hit.span.begin &&
                       money({hit.span.row, other.span.end, hit.span.begin}).empty()) {
                return;
            }
        }
        const auto behind = money({hit.span.row, hit.span.end, end});
        add(hit.label, behind.back(), hit.label == Label::Total ? 1 : 3);
    }

    // Whole numbers are counts and rates, unless nothing else stands there.
    std::vector<Amount> money(Span span) const {
        auto amounts = plain_amounts(page_, span, style_);
        if (std::ranges::any_of(amounts, &Amount::decimals))
            std::erase_if(amounts, [](const Amount& one) { return !one.decimals; });
        return amounts;
    }

    void below(const Hit& hit) {
        double bottom = hit.box.bottom;
        for (auto at = hit.span.row + 1; at < page_.sheet.rows().size(); ++at) {
            const auto& row = page_.sheet.rows()[at];
            if (row.box.top - bottom > 3 * row.em) break;
            const auto amounts = money({at, 0, row.letters.size()});
            if (amounts.empty()) continue;
            for (const auto& amount : amounts)
                if (under(amount.box, hit.box) > 0.2 ||
                    std::abs(amount.box.right - hit.box.right) < row.em)
                    add(hit.label, amount, 1);
            bottom = row.box.bottom;
        }
    }

    void add(Label label, const Amount& amount, int weight) {
        auto& into = *of(sums_, label);
        if (into.size() < kMaxCandidates)
            into.push_back({amount.value, weight, &page_, amount.span});
    }

    const Page& page_;
    const Style& style_;
    Sums& sums_;
};

struct Solution {
    const Candidate* net = nullptr;
    const Candidate* gross = nullptr;
    std::optional<Decimal> tax;
    const Candidate* stated_tax = nullptr;
    long score = -1;
};

// The first taxes that together are this one: those of all rates.
bool together(const Candidates& taxes, Decimal tax, int weight) {
    Decimal sum;
    std::set<Wide> seen;
    for (const auto& one : taxes) {
        if (one.weight < weight || !seen.insert(one.value.units).second) continue;
        sum = sum + one.value;
        if (sum == tax) return true;
    }
    return false;
}

// A tax that the labels state: one of them, or those of all rates together, those in rows of their
// own before those in columns.
const Candidate* stated(const Candidates& taxes, Decimal tax) {
    for (const auto& one : taxes)
        if (one.value == tax) return &one;
    return together(taxes, tax, 3) || together(taxes, tax, 1) ? &taxes.front() : nullptr;
}

Solution solve(const Sums& sums) {
    Solution best;
    const auto consider = [&](const Candidate& net, const Candidate& gross, int kind) {
        const auto tax = gross.value - net.value;
        const auto* its = stated(sums.tax, tax);
        // Without tax only where a label says so: what is said twice is not yet the net.
        if (its == nullptr && (tax != Decimal{} || kind == 0)) return;
        if (net.value.absolute() <= tax.absolute() && tax != Decimal{}) return;
        long score = 10L * (net.weight + gross.weight) + kind;
        if (its != nullptr && tax != Decimal{}) score += 100;
        // Of the sums of parts and of all, those of all.
        const bool larger =
            best.gross == nullptr || gross.value.absolute() > best.gross->value.absolute();
        if (score > best.score || (score == best.score && larger))
            best = {&net, &gross, tax, its, score};
    };
    for (const auto& net : sums.net) {
        for (const auto& gross : sums.gross) consider(net, gross, 5);
        for (const auto& gross : sums.payable) consider(net, gross, 4);
    }
    // What some call a total is without tax.
    for (const auto& net : sums.gross)
        for (const auto* others : {&sums.gross, &sums.payable})
            for (const auto& gross : *others) consider(net, gross, 0);
    return best;
}

// What the rows of one kind add up to, each amount once.
Decimal total_of(const Candidates& candidates) {
    Decimal total;
    std::map<std::pair<const Page*, std::pair<std::size_t, std::size_t>>, bool> seen;
    for (const auto& one : candidates)
        if (one.weight > 1 &&
            seen.emplace(std::pair(one.page, std::pair(one.span.row, one.span.begin)), true).second)
            total = total + one.value;
    return total;
}

// Net and tax in parts, goods and carriage say, of which no row has the sum.
const Candidate* whole_of_parts(const Sums& sums, Decimal& net) {
    if (sums.net.size() < 2 || sums.tax.empty()) return nullptr;
    net = total_of(sums.net);
    for (const auto* candidates : {&sums.gross, &sums.payable})
        for (const auto& gross : *candidates)
            if (net + total_of(sums.tax) == gross.value) return &gross;
    return nullptr;
}

const Candidate* strongest(const Candidates& candidates) {
    const Candidate* best = nullptr;
    for (const auto& one : candidates)
        if (best == nullptr || one.weight > best->weight ||
            (one.weight == best->weight && one.value.absolute() >= best->value.absolute()))
            best = &one;
    return best;
}

void put_money(MoneyField& field, const Candidate& one, int confidence) {
    put(field, one.value, one.page->source(), one.page->confidence(one.span, confidence));
}

// No sums that agree: the plainest labels, doubtful.
void put_unsolved(const Sums& sums, Invoice& invoice) {
    const auto* gross = strongest(sums.gross);
    if (gross == nullptr) gross = strongest(sums.payable);
    if (gross == nullptr) return;
    // A total alone contradicts nothing.
    const bool alone = sums.net.empty() && sums.tax.empty();
    put_money(invoice.gross, *gross, alone ? kComputed : kGuessed);
    if (const auto* net = strongest(sums.net);
        net != nullptr && net->value.absolute() <= gross->value.absolute())
        put_money(invoice.net, *net, kGuessed);
    else if (const auto tax = total_of(sums.tax);
             tax != Decimal{} && (tax + tax).absolute() < gross->value.absolute())
        put(invoice.tax, tax, gross->page->source(), kGuessed);
}

// "T" and thirteen digits: what a Japanese invoice is registered by.
bool has_japanese_id(const Row& row) {
    constexpr std::size_t kDigits = 13;
    for (auto at = row.text.find(U't'); at != std::u32string::npos;
         at = row.text.find(U't', at + 1)) {
        const auto end = row.text.find_first_not_of(U"0123456789", at + 1);
        if (std::min(end, row.text.size()) - at - 1 == kDigits) return true;
    }
    return false;
}

// Whether ¥ means yen: kana or a Japanese id say so; Chinese without kana says the other; else that
// no amount has decimals, as yen have none.
bool says_yen(const std::vector<Page>& pages) {
    bool chinese = false;
    bool decimals = false;
    for (const auto& page : pages)
        for (const auto& row : page.sheet.rows()) {
            if (has_japanese_id(row)) return true;
            for (std::size_t at = 0; at < row.text.size(); ++at) {
                const auto letter = row.text[at];
                if (letter >= 0x3041 && letter <= 0x30FA) return true;
                chinese = chinese || language::is_han(letter);
                if (letter != U'¥') continue;
                const auto end = row.text.find_first_not_of(U"0123456789,", at + 1);
                decimals = decimals || (end < row.text.size() && row.text[end] == U'.');
            }
        }
    return !chinese && !decimals;
}

}  // namespace

void read_plain_sums(const std::vector<Page>& pages, const Style& style, Invoice& invoice) {
    Sums sums;
    for (const auto& page : pages) Collector(page, style, sums).collect();
    const auto best = solve(sums);
    Decimal net;
    if (const auto* gross = whole_of_parts(sums, net); best.gross == nullptr && gross != nullptr) {
        put_money(invoice.gross, *gross, kComputed);
        put(invoice.net, net, gross->page->source(), kComputed);
    } else if (best.gross == nullptr) {
        put_unsolved(sums, invoice);
    } else {
        const int sure = best.stated_tax != nullptr && best.net->weight > 1 ? kCertain : kComputed;
        put_money(invoice.net, *best.net, sure);
        put_money(invoice.gross, *best.gross, sure);
        const auto& from = best.stated_tax != nullptr ? *best.stated_tax : *best.net;
        put(invoice.tax, *best.tax, from.page->source(), from.page->confidence(from.span, sure));
    }
    if (const auto* payable = strongest(sums.payable)) {
        put_money(invoice.payable, *payable, kComputed);
    } else if (invoice.gross.has()) {
        invoice.payable = invoice.gross;
        invoice.payable.confidence = std::min(invoice.gross.confidence, kComputed);
    }
    if (invoice.gross.has() || invoice.net.has()) complete_sums(invoice);
}

void read_currency(const std::vector<Page>& pages, Invoice& invoice) {
    struct Sign {
        std::u32string_view sign;
        std::string_view code;
    };
    constexpr auto kSigns = std::to_array<Sign>(
        {{U"€", "EUR"},   {U"eur", "EUR"}, {U"£", "GBP"},   {U"gbp", "GBP"}, {U"$", "USD"},
         {U"usd", "USD"}, {U"chf", "CHF"}, {U"zl", "PLN"},  {U"pln", "PLN"}, {U"sek", "SEK"},
         {U"kr", "SEK"},  {U"nok", "NOK"}, {U"dkk", "DKK"}, {U"czk", "CZK"}, {U"kc", "CZK"},
         {U"₹", "INR"},   {U"inr", "INR"}, {U"cad", "CAD"}, {U"aud", "AUD"}, {U"jpy", "JPY"},
         {U"dem", "DEM"}, {U"hkd", "HKD"}, {U"sgd", "SGD"}, {U"cny", "CNY"}, {U"mxn", "MXN"},
         {U"brl", "BRL"}, {U"¥", "¥"}});
    std::map<std::string_view, int> counts;
    for (const auto& page : pages)
        for (const auto& row : page.sheet.rows())
            for (std::size_t at = 0; at < row.text.size(); ++at)
                for (const auto& [sign, code] : kSigns) {
                    if (row.text.compare(at, sign.size(), sign) != 0) continue;
                    const auto end = at + sign.size();
                    const auto letter = [&](std::size_t where) {
                        return language::is_latin(row.text[where]);
                    };
                    const bool word = letter(at);
                    if (word && at > 0 && letter(at - 1) && !row.letters[at].first) continue;
                    if (word && end < row.text.size() && letter(end) && !row.letters[end].first)
                        continue;
                    ++counts[code];
                }
    for (const auto& page : pages)
        for (const auto* hit : page.hits.of(Label::Currency)) {
            auto span = page.hits.after(*hit, 40, 1);
            if (span.empty()) span = page.below(*hit, 2.5);
            if (span.empty()) continue;
            const auto said = currency_code(page.text(span));
            if (said.size() == 3 &&
                std::ranges::all_of(said, [](char c) { return c >= 'A' && c <= 'Z'; }))
                return put(invoice.currency, said, page.source(), page.confidence(span));
        }
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& one) { return one.second; });
    if (most == counts.end()) return;
    // A dollar is a dollar of some country, and ¥ is of two.
    if (most->first == "¥") {
        const auto named = counts.contains("JPY") != counts.contains("CNY");
        const auto yen = named ? counts.contains("JPY") : says_yen(pages);
        return put(invoice.currency, std::string(yen ? "JPY" : "CNY"), pages.front().source(),
                   kGuessed);
    }
    const int sure = most->first == "USD" || most->first == "SEK" ? kGuessed : kComputed;
    put(invoice.currency, std::string(most->first), pages.front().source(), sure);
}

}  // namespace errand::invoice::layout
