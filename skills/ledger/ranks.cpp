#include "skills/ledger/ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "skills/ledger/limits.hpp"
#include "skills/ledger/texts.hpp"

namespace errand::skills::ledger {

using assistant::Text;
using errand::ledger::Entry;
using errand::ledger::Ledger;
using invoice::Decimal;
using Entries = std::vector<const Entry*>;

namespace {

// What entries can be compared by: their totals where all are of one currency, else what they are
// worth in the ledger's own, where every one of them has a rate.
class Worth {
  public:
    Worth(const Ledger& ledger, const Entries& entries) : own_(ledger.setting().currency) {
        for (const auto* entry : entries) {
            currencies_.insert(entry->invoice.currency.value);
            rated_ = rated_ && (is_own(*entry) || entry->rate);
        }
    }
    bool known() const { return currencies_.size() < 2 || rated_; }
    Decimal of(const Entry& entry) const {
        return currencies_.size() < 2 || is_own(entry) ? entry.gross() : entry.converted();
    }
    Decimal of(const Entries& entries) const {
        Decimal all;
        for (const auto* entry : entries) all = all + of(*entry);
        return all;
    }
    const std::set<std::string>& currencies() const { return currencies_; }

  private:
    bool is_own(const Entry& entry) const { return entry.invoice.currency.value == own_; }

    std::string own_;
    std::set<std::string> currencies_;
    bool rated_ = true;
};

// Where what is asked for cannot be compared: the answer for each currency by itself.
Text each_currency(const Worth& worth, const Entries& entries,
                   const std::function<Text(const Entries&)>& answer) {
    Text all;
    for (const auto& currency : worth.currencies()) {
        Entries of_it;
        for (const auto* entry : entries)
            if (entry->invoice.currency.value == currency) of_it.push_back(entry);
        const auto one = answer(of_it);
        all.zh += (all.zh.empty() ? "" : "\n") + one.zh;
        all.en += (all.en.empty() ? "" : "\n") + one.en;
    }
    return all;
}

}  // namespace

Text by_part(const Ledger& ledger, const Entries& entries, const PartName& name, bool first_only,
             Order order) {
    const Worth worth(ledger, entries);
    if (first_only && order == Order::Sum && !worth.known())
        return each_currency(worth, entries, [&](const Entries& of_it) {
            return by_part(ledger, of_it, name, true, Order::Sum);
        });
    std::map<std::string, Entries> parts;
    for (const auto* entry : entries)
        if (auto part = name(*entry); !part.empty()) parts[std::move(part)].push_back(entry);
    if (parts.empty()) return {"没有符合的发票。", "There is no such invoice."};
    std::vector<std::pair<std::string, Entries>> sorted(parts.begin(), parts.end());
    if (order == Order::Count)
        std::ranges::sort(sorted, [](const auto& left, const auto& right) {
            return left.second.size() > right.second.size();
        });
    if (order == Order::Sum && worth.known())
        std::ranges::sort(sorted, [&](const auto& left, const auto& right) {
            const auto one = worth.of(left.second);
            const auto other = worth.of(right.second);
            return one == other ? left.first < right.first : other < one;
        });
    if (first_only) sorted.resize(1);
    Text text;
    for (std::size_t i = 0; i < sorted.size() && i < kListed; ++i) {
        const auto totals = totals_of(sorted[i].second);
        text.zh += fmt::format("{}{}:{}", i == 0 ? "" : "\n", sorted[i].first, totals.zh);
        text.en += fmt::format("{}{}: {}", i == 0 ? "" : "\n", sorted[i].first, totals.en);
    }
    return text;
}

Text extreme(const Ledger& ledger, const Entries& entries, bool largest, std::size_t place) {
    if (entries.size() < place) return {"没有符合的发票。", "There is no such invoice."};
    const Worth worth(ledger, entries);
    if (!worth.known())
        return each_currency(worth, entries, [&](const Entries& of_it) {
            return extreme(ledger, of_it, largest, place);
        });
    auto sorted = entries;
    // The earlier of two that are equal stands first.
    std::ranges::sort(sorted, [&](const Entry* left, const Entry* right) {
        const auto one = worth.of(*left);
        const auto other = worth.of(*right);
        if (one == other) return left->number < right->number;
        return largest ? other < one : one < other;
    });
    const auto* found = sorted[place - 1];
    return {describe(*found), describe(*found)};
}

}  // namespace errand::skills::ledger
