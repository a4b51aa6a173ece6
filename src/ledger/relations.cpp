// Which entries belong together: those that reverse each other, those that may be one invoice
// twice.
#include <map>
#include <optional>

#include "invoice/checks.hpp"
#include "invoice/merge.hpp"
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

// In how many places two numbers differ, where they differ in the last two alone: `in_run`.
struct Apart {
    std::size_t places = 0;
    bool in_run = false;
};

std::optional<Apart> apart(const std::string& one, const std::string& other) {
    if (one.size() != other.size()) return std::nullopt;
    Apart result{0, true};
    for (std::size_t at = 0; at < one.size(); ++at) {
        if (one[at] == other[at]) continue;
        ++result.places;
        result.in_run = result.in_run && at + 2 >= one.size();
    }
    return result;
}

bool is_misreadable(const Invoice& invoice) {
    return invoice.number.source == invoice::Source::Ocr || !invoice.number.stated();
}

// Numbers that may be one all the same: one of them was recognised in a picture, or one was copied
// wrong. Those that differ in their last digits alone are a run of tickets.
bool may_be_one_number(const Invoice& one, const Invoice& other) {
    constexpr std::size_t kMisread = 3;
    if (!one.number.has() || !other.number.has() || invoice::of_other_code(one, other))
        return false;
    const auto between =
        apart(language::normalise(one.number.value), language::normalise(other.number.value));
    if (is_misreadable(one) || is_misreadable(other))
        return !between || between->places <= kMisread;
    return between && (between->places == 0 || (between->places == 1 && !between->in_run));
}

// Two that both name themselves are told apart by that, unless their numbers may be one.
bool may_be_one(const Invoice& one, const Invoice& other) {
    if (!same_seller(one, other, false)) return false;
    return !(names_itself(one) && names_itself(other)) || may_be_one_number(one, other);
}

// Of two that may be one, the one to leave out: without a number, or whose number is less sure.
bool is_worse(const Invoice& one, const Invoice& other) {
    if (names_itself(one) != names_itself(other)) return !names_itself(one);
    return std::pair(one.number.source, one.number.confidence) <
           std::pair(other.number.source, other.number.confidence);
}

// The code of the reversed invoice, where its remark names one.
std::string reversed_code(const Invoice& red) {
    constexpr std::string_view kCode = "代码";
    const auto& remark = red.remark.value;
    const auto at = remark.find(kCode);
    if (invoice::reversed_number(remark).empty() || at == std::string::npos) return {};
    constexpr std::string_view kDigits = "0123456789";
    const auto begin = remark.find_first_of(kDigits, at);
    if (begin == std::string::npos) return {};
    return remark.substr(begin, remark.find_first_not_of(kDigits, begin) - begin);
}

bool of_that_code(const std::string& code, const Invoice& other) {
    return code.empty() || !other.code.has() || other.code.value == code;
}

}  // namespace

// An ordinary invoice may name another one too, as that of a prepayment; only what takes money back
// reverses it, and not more than was paid.
void Ledger::pair_reversals() {
    std::map<std::string, std::vector<std::size_t>> by_number;
    std::map<std::size_t, invoice::Decimal> reversed;  // of each entry, so far
    for (auto& entry : entries_) {
        entry.pair.reset();
        entry.original_left_out.reset();
        entry.reversed_before.reset();
        if (entry.is_red()) continue;
        for (const auto* field : {&entry.invoice.number, &entry.invoice.uuid})
            if (field->has())
                by_number[language::normalise(field->value)].push_back(entry.number - 1);
    }
    for (auto& entry : entries_) {
        if (!entry.included || !entry.is_red() || !entry.invoice.reverses.has()) continue;
        const auto found = by_number.find(language::normalise(entry.invoice.reverses.value));
        if (found == by_number.end()) continue;
        const auto code = reversed_code(entry.invoice);
        for (const auto index : found->second) {
            auto& other = entries_[index];
            if (!same_seller(entry.invoice, other.invoice, true) ||
                !of_that_code(code, other.invoice))
                continue;
            if (!other.included) {
                entry.original_left_out = other.number;
                continue;
            }
            auto& sum = reversed[other.number];
            const auto now = sum + entry.gross().absolute();
            if (other.invoice.gross.has() && now > other.gross() + invoice::from_hundredths(1)) {
                entry.reversed_before = other.number;
                continue;
            }
            sum = now;
            entry.reversed_before.reset();
            entry.original_left_out.reset();
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
            if (auto& before = entries_[index]; may_be_one(before.invoice, invoice)) {
                if (is_worse(before.invoice, invoice) && !before.alike)
                    before.alike = entry.number;
                else
                    entry.alike = before.number;
                break;
            }
        if (earlier.size() < kMaxAlike) earlier.push_back(entry.number - 1);
    }
}

}  // namespace errand::ledger
