#include "ledger/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "invoice/checks.hpp"
#include "language/text.hpp"

namespace errand::ledger {
namespace {

constexpr std::size_t kShortestEnding = 4;

bool contains(std::string_view text, std::string_view part) {
    return language::normalise(text).find(language::normalise(part)) != std::string::npos;
}

bool in_goods(const Entry& entry, std::string_view part) {
    const auto& invoice = entry.invoice;
    if (contains(invoice.kind.value, part) || contains(invoice.business.value, part)) return true;
    return std::ranges::any_of(
        invoice.lines.value, [&](const invoice::Line& line) { return contains(line.name, part); });
}

bool in_files(const Entry& entry, std::string_view part) {
    return std::ranges::any_of(
        entry.invoice.files, [&](const invoice::File& file) { return contains(file.path, part); });
}

bool of_file(const Entry& entry, std::string_view said) {
    return std::ranges::any_of(entry.invoice.files, [&](const invoice::File& file) {
        return is_part_of_path(said, file.path);
    });
}

bool of_party(const invoice::TextField& name, const invoice::TextField& tax_id,
              std::string_view said) {
    return contains(name.value, said) || invoice::same_tax_id(tax_id.value, said);
}

bool of_number(const invoice::Invoice& invoice, std::string_view said) {
    for (const auto* field : {&invoice.number, &invoice.uuid}) {
        const auto value = language::normalise(field->value);
        const auto wanted = language::normalise(said);
        if (value == wanted || (wanted.size() >= kShortestEnding && value.ends_with(wanted)))
            return true;
    }
    return false;
}

bool of_time(const Filter& filter, const invoice::DayField& date) {
    if (!filter.year && !filter.month && filter.from.empty() && filter.to.empty()) return true;
    if (!date.has()) return false;
    const auto day = date.value;
    if (filter.year && static_cast<int>(day.year()) != *filter.year) return false;
    if (filter.month && static_cast<int>(static_cast<unsigned>(day.month())) != *filter.month)
        return false;
    const auto from = invoice::parse_day(filter.from);
    const auto to = invoice::parse_day(filter.to);
    return (!from || day >= *from) && (!to || day <= *to);
}

bool says_nothing(const Filter& filter) {
    return filter.numbers.empty() && !filter.year && !filter.month && filter.from.empty() &&
           filter.to.empty() && !filter.category && filter.seller.empty() && filter.buyer.empty() &&
           filter.goods.empty() && filter.invoice_number.empty() && filter.file.empty() &&
           filter.text.empty() && filter.currency.empty() && !filter.included;
}

bool of_words(const Filter& filter, const Entry& entry) {
    const auto& invoice = entry.invoice;
    if (!filter.goods.empty() && !in_goods(entry, filter.goods)) return false;
    if (!filter.file.empty() && !of_file(entry, filter.file)) return false;
    if (filter.text.empty()) return true;
    return contains(invoice.seller.value, filter.text) ||
           contains(invoice.buyer.value, filter.text) || in_goods(entry, filter.text) ||
           contains(invoice.remark.value, filter.text) || in_files(entry, filter.text);
}

}  // namespace

Result<void> check_filter(const Filter& filter) {
    for (const auto* day : {&filter.from, &filter.to})
        if (!day->empty() && !invoice::parse_day(*day))
            return fail(ErrorCode::Invalid, fmt::format("'{:.40}' is no day", *day));
    if (filter.month && (*filter.month < 1 || *filter.month > 12))
        return fail(ErrorCode::Invalid, fmt::format("{} is no month", *filter.month));
    return {};
}

bool is_part_of_path(std::string_view said, std::string_view path) {
    const auto whole = language::normalise(path);
    const auto part = language::normalise(said);
    if (part.empty()) return false;
    for (auto at = whole.find(part); at != std::string::npos; at = whole.find(part, at + 1)) {
        if (at > 0 && whole[at - 1] != '/') continue;
        const auto end = at + part.size();
        if (end == whole.size() || whole[end] == '/') return true;
        if (whole[end] == '.' && whole.find_first_of("./", end + 1) == std::string::npos)
            return true;
    }
    return false;
}

bool fits(const Filter& filter, const Entry& entry) {
    if (says_nothing(filter)) return filter.all;
    const auto& invoice = entry.invoice;
    if (!filter.numbers.empty() &&
        std::ranges::find(filter.numbers, entry.number) == filter.numbers.end())
        return false;
    if (!of_time(filter, invoice.date)) return false;
    if (filter.category && *filter.category != entry.category.category) return false;
    if (filter.included && *filter.included != entry.included) return false;
    if (!filter.currency.empty() &&
        language::normalise(filter.currency) != language::normalise(invoice.currency.value))
        return false;
    if (!filter.seller.empty() && !of_party(invoice.seller, invoice.seller_tax_id, filter.seller))
        return false;
    if (!filter.buyer.empty() && !of_party(invoice.buyer, invoice.buyer_tax_id, filter.buyer))
        return false;
    if (!filter.invoice_number.empty() && !of_number(invoice, filter.invoice_number)) return false;
    return of_words(filter, entry);
}

}  // namespace errand::ledger
