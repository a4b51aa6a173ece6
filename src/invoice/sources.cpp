#include "invoice/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "invoice/layout/layout.hpp"
#include "invoice/merge.hpp"
#include "invoice/qr.hpp"
#include "invoice/setting.hpp"

namespace errand::invoice {
namespace {

std::string plain_number(const Invoice& invoice) {
    std::string plain;
    for (const char one : invoice.number.value)
        if (one != ' ' && one != '-' && one != '/') plain += one;
    return plain;
}

using Partner = std::optional<std::size_t>;

template <class T>
bool same(const Field<T>& one, const Field<T>& other) {
    return one.has() && other.has() && one.value == other.value;
}
template <class T>
bool other(const Field<T>& one, const Field<T>& its) {
    return one.has() && its.has() && one.value != its.value;
}
bool same_sum(const Invoice& one, const Invoice& its) {
    return same(one.gross, its.gross) || same(one.net, its.net);
}

// The same day and total, both stated by both, and not in another currency.
bool agree(const Invoice& one, const Invoice& its) {
    return same(one.date, its.date) && same_sum(one, its) && !other(one.currency, its.currency);
}

// Numbers that differ in one character: one of them may be misread.
bool nearly(std::string_view one, std::string_view other) {
    if (one.size() != other.size()) return false;
    std::size_t apart = 0;
    for (std::size_t at = 0; at < one.size(); ++at) apart += one[at] == other[at] ? 0 : 1;
    return apart <= 1;
}

// In how many fields two say the same, in how many they state something else.
struct Likeness {
    int same = 0;
    int other = 0;
    bool other_number = false;
};

Likeness likeness_of(const Invoice& one, const Invoice& other) {
    Likeness like;
    const auto compare = [&](const auto& mine, const auto& its) {
        if (!mine.has() || !its.has()) return;
        if (mine.value == its.value)
            ++like.same;
        else if (mine.stated() && its.stated())
            ++like.other;
    };
    compare(one.date, other.date);
    compare(one.gross, other.gross);
    compare(one.net, other.net);
    const auto mine = plain_number(one);
    const auto its = plain_number(other);
    like.other_number = !mine.empty() && !its.empty() && one.number.stated() &&
                        other.number.stated() && !nearly(mine, its);
    if (like.other_number) ++like.other;
    return like;
}

// Whether the only two that are left speak of one invoice, though they share neither number nor
// day and total. A foreign page says nothing of a Chinese invoice; elsewhere one page holds one
// invoice, and of several pages something must be the same.
bool may_be_one(const Invoice& one, const Invoice& other, bool one_page) {
    const auto like = likeness_of(one, other);
    if (one.format == Format::Plain && is_chinese(other.format)) return false;
    if (one_page) return like.same > 0 || like.other < 2;
    if (is_chinese(other.format) && like.other_number) return false;
    return like.same > 0 && like.same >= like.other;
}

// For each of `ones` the invoice of `others` that it speaks of: the one with its number. Of what is
// left, those of the same day and total, and at last the only one where one of each is left.
std::vector<Partner> partners_of(const std::vector<Invoice>& ones,
                                 const std::vector<Invoice>& others, bool one_page) {
    std::vector<Partner> found(ones.size());
    std::vector<bool> taken(others.size(), false);
    const auto pair_where = [&](auto fits) {
        for (std::size_t one = 0; one < ones.size(); ++one)
            for (std::size_t at = 0; at < others.size() && !found[one]; ++at)
                if (!taken[at] && fits(ones[one], others[at])) {
                    found[one] = at;
                    taken[at] = true;
                }
    };
    pair_where([](const Invoice& one, const Invoice& other) {
        const auto number = plain_number(one);
        return !number.empty() && plain_number(other) == number;
    });
    pair_where(agree);
    if (std::ranges::count(found, Partner{}) == 1 && std::ranges::count(taken, false) == 1)
        pair_where([&](const Invoice& one, const Invoice& other) {
            return may_be_one(one, other, one_page);
        });
    return found;
}

// With or without the letters of its series it is the same number.
bool same_but_letters(std::string_view one, std::string_view other) {
    if (one.size() < other.size()) std::swap(one, other);
    if (other.empty() || !one.ends_with(other)) return false;
    return std::ranges::none_of(one.substr(0, one.size() - other.size()),
                                [](char c) { return c >= '0' && c <= '9'; });
}

// A further page of what the file states already: nothing that tells invoices apart is another, and
// more than a number's ending is the same. A page of a layout never seen before may misread its
// seller; that alone makes no second record.
bool repeats(const Invoice& seen, const std::vector<Invoice>& known) {
    return std::ranges::any_of(known, [&](const Invoice& one) {
        const auto mine = plain_number(seen);
        const auto its = plain_number(one);
        const bool other_number = !mine.empty() && !its.empty() && !same_but_letters(mine, its);
        if (other_number || other(seen.currency, one.currency) || other(seen.date, one.date) ||
            (other(seen.gross, one.gross) && !same_sum(seen, one)))
            return false;
        const bool alike = same(seen.date, one.date) || same_sum(seen, one);
        return agree(seen, one) || (same_but_letters(mine, its) && alike);
    });
}

// Taken for a further page of one invoice, though it names another seller.
bool of_other_seller(const Invoice& seen, const std::vector<Invoice>& known) {
    return seen.seller.stated() && std::ranges::all_of(known, [&](const Invoice& one) {
               return one.seller.stated() && one.seller.value != seen.seller.value;
           });
}

// Of a plain page beside its own data: only what both state plainly is compared; a page of a layout
// never seen before adds nothing to data that is complete.
Invoice only_stated(const Invoice& seen, const Invoice& data) {
    Invoice kept;
    kept.format = seen.format;
    const auto keep = [](auto& into, const auto& from) {
        if (from.stated()) into = from;
    };
    // With or without the letters of its series it is the same number.
    const auto one = plain_number(seen);
    const auto other = plain_number(data);
    if (one.find(other) == std::string::npos && other.find(one) == std::string::npos)
        keep(kept.number, seen.number);
    keep(kept.date, seen.date);
    keep(kept.net, seen.net);
    keep(kept.tax, seen.tax);
    keep(kept.gross, seen.gross);
    return kept;
}

// Of a page that was taken for a further one of the data, though its seller is another.
Finding says_other_seller(const Invoice& seen) {
    return {Fault::SourcesDisagree, "",
            fmt::format("a further page of it has the same number and total, and names {}",
                        seen.seller.value)};
}

// Of a page beside data that neither repeats it nor says what it asks for.
Finding says_no_total(const Invoice& seen) {
    return {Fault::NotAnInvoice, "",
            fmt::format("a page of it names {}, and no total was read there",
                        seen.number.has() ? seen.number.value : std::string("another invoice"))};
}

void join(std::vector<Invoice>& into, std::vector<Invoice> others, bool one_page,
          std::vector<Finding>& findings) {
    const bool has_data = !into.empty();
    const auto partners = partners_of(others, into, one_page);
    for (std::size_t one = 0; one < others.size(); ++one) {
        auto& other = others[one];
        const auto at = partners[one];
        if (!at) {
            const bool beside = other.format == Format::Plain && has_data;
            // A second reading of what the file states as data would be a second record.
            if (beside && repeats(other, into)) {
                if (of_other_seller(other, into)) findings.push_back(says_other_seller(other));
                continue;
            }
            if (beside && !other.gross.has())
                findings.push_back(says_no_total(other));
            else
                into.push_back(std::move(other));
            continue;
        }
        const bool beside_data = other.format == Format::Plain && !is_seen(into[*at].format);
        const auto first = findings.size();
        merge(into[*at], beside_data ? only_stated(other, into[*at]) : other, findings);
        for (auto told = first; told < findings.size(); ++told) findings[told].place = *at + 1;
        // The page says its kind in full, the code by a class.
        if (other.kind.stated() && !into[*at].kind.stated()) into[*at].kind = other.kind;
    }
}

}  // namespace

std::vector<Invoice> join_sources(std::vector<Invoice> data, const std::vector<std::string>& codes,
                                  const std::vector<document::Page>& pages,
                                  std::vector<Finding>& findings) {
    std::vector<Invoice> coded;
    for (const auto& code : codes)
        if (auto invoice = read_code(code)) coded.push_back(*std::move(invoice));
    auto whole = std::move(data);
    const bool has_data = !whole.empty();
    const bool one_page = pages.size() == 1;
    join(whole, std::move(coded), one_page, findings);
    const auto known = whole.size();
    std::vector<std::size_t> unread;
    auto seen = layout::read_pages(pages, &unread);
    const auto told = seen.size();
    join(whole, std::move(seen), one_page, findings);
    // What the pages say beside data is what the data say; a page that only its code was read from
    // is that code's.
    const auto by_code_alone = known - std::min(known, told - (whole.size() - known));
    if (!has_data && !whole.empty() && unread.size() > by_code_alone)
        for (const auto page : unread)
            findings.push_back(
                {Fault::NotAnInvoice, "",
                 fmt::format("page {} says nothing that was read as an invoice", page + 1)});
    // What the code says and what the page says may make up the third.
    for (auto& invoice : whole)
        if (is_chinese(invoice.format) && is_seen(invoice.format)) complete_sums(invoice);
    return whole;
}

}  // namespace errand::invoice
