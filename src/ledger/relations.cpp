// Which entries belong together: those that reverse each other, those that may be one invoice
// twice.
#include <map>

#include "invoice/checks.hpp"
#include "language/text.hpp"
#include "ledger/ledger.hpp"
#include "ledger/limits.hpp"

namespace errand::ledger {
namespace {

using invoice::Invoice;

bool same_text(const std::string& one, const std::string& other) {
    return !one.empty() && language::normalise(one) == language::normalise(other);
}

// `unnamed`: what is said where one of them names no seller.
bool same_seller(const Invoice& one, const Invoice& other, bool unnamed) {
    if (one.seller_tax_id.has() && other.seller_tax_id.has())
        return invoice::same_tax_id(one.seller_tax_id.value, other.seller_tax_id.value);
    if (!one.seller.has() || !other.seller.has()) return unnamed;
    return same_text(one.seller.value, other.seller.value);
}

bool names_itself(const Invoice& invoice) {
    return invoice.number.has() || invoice.uuid.has();
}

// Two that both name themselves are told apart by that.
bool may_be_one(const Invoice& one, const Invoice& other) {
    return !(names_itself(one) && names_itself(other)) && same_seller(one, other, false);
}

}  // namespace

// An ordinary invoice may name another one too, as that of a prepayment; only what takes money back
// reverses it.
void Ledger::pair_reversals() {
    std::map<std::string, std::vector<std::size_t>> by_number;
    for (auto& entry : entries_) {
        entry.pair.reset();
        entry.original_left_out.reset();
        if (entry.is_red()) continue;
        for (const auto* field : {&entry.invoice.number, &entry.invoice.uuid})
            if (field->has())
                by_number[language::normalise(field->value)].push_back(entry.number - 1);
    }
    for (auto& entry : entries_) {
        if (!entry.included || !entry.is_red() || !entry.invoice.reverses.has()) continue;
        const auto found = by_number.find(language::normalise(entry.invoice.reverses.value));
        if (found == by_number.end()) continue;
        for (const auto index : found->second) {
            auto& other = entries_[index];
            if (!same_seller(entry.invoice, other.invoice, true)) continue;
            if (!other.included) {
                entry.original_left_out = other.number;
                continue;
            }
            entry.pair = other.number;
            other.pair = entry.number;
            break;
        }
    }
}

void Ledger::find_alike() {
    std::map<std::string, std::vector<std::size_t>> by_day_and_total;
    for (auto& entry : entries_) {
        entry.alike.reset();
        const auto& invoice = entry.invoice;
        if (!entry.included || !invoice.date.has() || !invoice.gross.has()) continue;
        auto& earlier =
            by_day_and_total[invoice::to_string(invoice.date.value) + " " +
                             invoice::to_string(entry.gross()) + " " + invoice.currency.value];
        for (const auto index : earlier)
            if (may_be_one(entries_[index].invoice, invoice)) {
                entry.alike = entries_[index].number;
                break;
            }
        if (earlier.size() < kMaxAlike) earlier.push_back(entry.number - 1);
    }
}

}  // namespace errand::ledger
