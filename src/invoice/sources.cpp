#include "invoice/sources.hpp"

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

// The invoice of `others` that `one` speaks of: the one with its number, else the only one that is
// left where one is left: within a file a number that was misread is likelier than a second
// invoice.
std::optional<std::size_t> partner(const Invoice& one, const std::vector<Invoice>& others,
                                   const std::vector<bool>& taken, std::size_t ones) {
    const auto number = plain_number(one);
    for (std::size_t at = 0; at < others.size(); ++at)
        if (!taken[at] && !number.empty() && plain_number(others[at]) == number) return at;
    if (ones != 1 || others.size() != 1 || taken.front()) return std::nullopt;
    return 0;
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

void join(std::vector<Invoice>& into, std::vector<Invoice> others, std::vector<Finding>& findings) {
    std::vector<bool> taken(into.size(), false);
    const auto count = others.size();
    for (auto& other : others) {
        const auto at = partner(other, into, taken, count);
        if (!at) {
            // A second reading of what the file states as data would be a second record.
            if (other.format == Format::Plain && !taken.empty()) continue;
            into.push_back(std::move(other));
            taken.push_back(true);
            continue;
        }
        taken[*at] = true;
        const bool beside_data = other.format == Format::Plain && !is_seen(into[*at].format);
        merge(into[*at], beside_data ? only_stated(other, into[*at]) : other, findings);
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
    join(whole, std::move(coded), findings);
    join(whole, layout::read_pages(pages), findings);
    // What the code says and what the page says may make up the third.
    for (auto& invoice : whole)
        if (is_chinese(invoice.format) && is_seen(invoice.format)) complete_sums(invoice);
    return whole;
}

}  // namespace errand::invoice
