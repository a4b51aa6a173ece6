#include "ledger/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "invoice/merge.hpp"
#include "language/text.hpp"
#include "ledger/fields.hpp"
#include "ledger/filter.hpp"
#include "ledger/limits.hpp"
#include "ledger/money.hpp"

namespace errand::ledger {
namespace {

using invoice::Decimal;
using invoice::Invoice;

// Where on earth it is already tomorrow: no invoice of today is doubted because of its time zone.
constexpr std::chrono::hours kFarthestEast{14};

std::optional<invoice::Day> today_of(const Setting& setting) {
    if (setting.now == Time{}) return std::nullopt;
    return invoice::Day(std::chrono::floor<std::chrono::days>(setting.now + kFarthestEast));
}

bool is_below(const std::string& path, const std::string& handed) {
    return path == handed || (path.starts_with(handed) && path[handed.size()] == '/');
}

// The same path handed in again is another file.
void rename(invoice::Reading& reading, const std::string& from, const std::string& to) {
    const auto change = [&](std::string& path) {
        if (is_below(path, from)) path = to + path.substr(from.size());
    };
    for (auto& invoice : reading.invoices)
        for (auto& file : invoice.files) change(file.path);
    for (auto& finding : reading.findings) change(finding.file);
}

// One form for each currency; what is no code is as good as none.
void take_up_currency(Entry& entry) {
    auto& field = entry.invoice.currency;
    if (!field.has()) return;
    if (auto code = currency_code_of(field.value))
        field.value = *std::move(code);
    else
        entry.odd_currency = std::exchange(field, {}).value;
}

// The checks compare what is stated; what a person corrected is held against the others whatever
// these were read from.
void check_corrected_sums(Entry& entry) {
    const auto& invoice = entry.invoice;
    const std::array sums{&invoice.net, &invoice.tax, &invoice.gross};
    const auto all = [&](auto member) { return std::ranges::all_of(sums, member); };
    const bool corrected = std::ranges::any_of(
        sums, [](const auto* sum) { return sum->source == invoice::Source::User; });
    if (!corrected || !all([](const auto* sum) { return sum->has(); }) ||
        all([](const auto* sum) { return sum->stated(); }))
        return;
    const auto sum = invoice.net.value + invoice.tax.value + invoice.adjustment.value;
    if ((sum - invoice.gross.value).absolute() > invoice::from_hundredths(1))
        entry.findings.push_back(
            {invoice::Fault::SumsDisagree, entry.file(), "the corrected sums disagree", "gross"});
}

// A credit note that states what it takes back as a positive amount counts below zero.
Decimal signed_value(const Invoice& invoice, Decimal value) {
    const bool positive = invoice.gross.has() ? invoice.gross.value.units > 0 : value.units > 0;
    return invoice.credit && positive ? -value : value;
}

constexpr std::array<std::string_view, 7> kWeighed{"number", "date", "seller", "buyer",
                                                   "net",    "tax",  "gross"};

}  // namespace

Decimal Entry::net() const {
    return signed_value(invoice, invoice.net.value);
}
Decimal Entry::tax() const {
    return signed_value(invoice, invoice.tax.value);
}
Decimal Entry::gross() const {
    return signed_value(invoice, invoice.gross.value);
}

Decimal Entry::adjustment() const {
    return signed_value(invoice, invoice.adjustment.value);
}

Decimal Entry::converted() const {
    if (!rate) return {};
    // Hundredths by whole units and by the rest of the rate apart, so that each product stays
    // inside 128 bits (10^20 hundredths by 10^12); halves away from zero.
    constexpr invoice::Wide kHundredth = 10'000'000'000;
    constexpr invoice::Wide kOne = 1'000'000'000'000;
    constexpr invoice::Wide kMostHundredths = kOne * 100'000'000;  // 10^18 whole
    const auto total = to_hundredth(gross()).units / kHundredth;
    const auto rest = total * (rate->units % kOne);
    const auto half = rest < 0 ? -kOne / 2 : kOne / 2;
    const auto product = total * (rate->units / kOne) + (rest + half) / kOne;
    // More than any sum has room for is no amount.
    if (product > kMostHundredths || product < -kMostHundredths) return {};
    return {product * kHundredth};
}

int Entry::confidence() const {
    int least = invoice::kCertain;
    for (const auto field : kWeighed)
        if (const auto one = confidence_of(invoice, field); one > 0) least = std::min(least, one);
    const bool known = invoice.number.has() || invoice.uuid.has();
    return known && invoice.gross.has() ? least : 0;
}

invoice::Source Entry::source() const {
    auto worst = invoice::Source::User;
    for (const auto field : kWeighed)
        if (confidence_of(invoice, field) > 0) worst = std::min(worst, source_of(invoice, field));
    return worst;
}

std::string Entry::month() const {
    return invoice.date.has() ? invoice::to_string(invoice.date.value).substr(0, 7) : std::string{};
}

Ledger::Ledger(Setting setting) : setting_(std::move(setting)) {
    // It stands in formulas.
    setting_.currency = currency_code_of(setting_.currency).value_or(Setting{}.currency);
}

Ledger::Ledger(invoice::Collection collection, Setting setting) : Ledger(std::move(setting)) {
    collection_ = std::move(collection);
    std::set<std::string> paths;
    for (const auto& record : collection_.records())
        for (const auto& file : record.files) paths.insert(file.path);
    for (const auto& one : collection_.duplicates()) paths.insert(one.file);
    for (const auto& one : collection_.findings()) paths.insert(one.file);
    handed_.assign(paths.begin(), paths.end());
    take_new_records();
    rebuild();
}

void Ledger::add(std::vector<Handed> files) {
    std::set<std::string> known(handed_.begin(), handed_.end());
    for (auto& [path, reading] : files) {
        auto name = path;
        for (int again = 2; !known.insert(name).second; ++again)
            name = fmt::format("{} ({})", path, again);
        if (name != path) rename(reading, path, name);
        handed_.push_back(std::move(name));
        collection_.add(std::move(reading));
    }
    take_new_records();
    rebuild();
}

// New records by day, then number, then file: a ledger is read along the calendar. Those of other
// years stand among them, so that a number means the same entry whatever year counts.
void Ledger::take_new_records() {
    const auto& records = collection_.records();
    const auto first = static_cast<std::ptrdiff_t>(order_.size());
    for (auto at = order_.size(); at < records.size(); ++at) order_.push_back(at);
    std::sort(order_.begin() + first, order_.end(), [&](std::size_t one, std::size_t other) {
        const auto key = [&](std::size_t index) {
            const auto& record = records[index];
            return std::tuple(!record.date.has(), record.date.value, record.number.value,
                              record.files.front().path);
        };
        return key(one) < key(other);
    });
}

void Ledger::rebuild() {
    entries_.clear();
    corrections_.clear();
    accepted_.clear();
    accepted_files_.clear();
    signatures_accepted_ = false;
    entries_.reserve(order_.size());
    for (const auto index : order_) {
        Entry entry;
        entry.number = entries_.size() + 1;
        entry.invoice = collection_.records()[index];
        take_up_currency(entry);
        entry.category = guess_category(entry.invoice, setting_.rules);
        entry.claimant = setting_.claimant;
        entries_.push_back(std::move(entry));
    }
    look_again();
    for (const auto& change : changes_) {
        // Each was carried out before, on fewer entries.
        (void)carry_out(change);
        look_again();
    }
    trace_documents();
}

Result<std::size_t> Ledger::apply(const Change& change) {
    if (changes_.size() >= kMaxChanges)
        return fail(ErrorCode::Exhausted,
                    fmt::format("more than {} changes to one ledger", kMaxChanges));
    ERRAND_TRY_VOID(check_filter(change.filter));
    ERRAND_TRY(const auto count, carry_out(change));
    changes_.push_back(change);
    look_again();
    return count;
}

bool Ledger::undo() {
    if (changes_.empty()) return false;
    changes_.pop_back();
    rebuild();
    return true;
}

std::vector<std::size_t> Ledger::matching(const Filter& filter) const {
    std::vector<std::size_t> numbers;
    for (const auto& entry : entries_)
        if (fits(filter, entry)) numbers.push_back(entry.number);
    return numbers;
}

Result<std::size_t> Ledger::carry_out(const Change& change) {
    // A value that fits nothing is refused before any entry is changed, and also where none fits.
    if (change.act == Act::Set || change.act == Act::Categorise) {
        Entry trial;
        ERRAND_TRY_VOID(
            set_field(trial, change.act == Act::Set ? change.field : "category", change.value));
    }
    if (change.act == Act::Accept && change.field == kSignatures) {
        signatures_accepted_ = true;
        return entries_.size();
    }
    if (change.act == Act::Accept && change.field.empty()) accept_files(change);
    std::size_t count = 0;
    for (auto& entry : entries_) {
        if (!fits(change.filter, entry)) continue;
        ++count;
        change_entry(entry, change);
    }
    return count;
}

void Ledger::change_entry(Entry& entry, const Change& change) {
    const auto zh = setting_.language == "zh";
    const auto keep = [&](std::string field, std::string before, std::string after) {
        if (before != after && corrections_.size() < kMaxCorrections)
            corrections_.push_back({entry.number, entry.file(), std::move(field), std::move(before),
                                    std::move(after)});
    };
    const auto word = [&](bool included) -> std::string {
        if (zh) return included ? "计入" : "不计入";
        return included ? "counted" : "left out";
    };
    const auto shown = [&](std::string_view field) {
        return field == "category"
                   ? std::string(name_of(entry.category.category, setting_.language))
                   : shown_field(entry, field);
    };
    switch (change.act) {
        case Act::Set:
        case Act::Categorise: {
            const std::string field = change.act == Act::Set ? change.field : "category";
            const auto before = shown(field);
            // The value was tried before.
            if (!set_field(entry, field, change.value)) return;
            if (!entry.category_by_person && field != "category")
                entry.category = guess_category(entry.invoice, setting_.rules);
            return keep(field, before, shown(field));
        }
        case Act::LeaveOut:
        case Act::TakeBack: {
            const auto before = word(entry.included);
            entry.included = change.act == Act::TakeBack;
            entry.counted_by_person = true;
            entry.left_out_because = entry.included ? "" : change.value;
            return keep("included", before, word(entry.included));
        }
        case Act::Accept:
            accepted_.emplace_back(entry.number, change.field);
    }
}

// Of files that gave no entry: those of this path and those inside; where there are none, those of
// which it is a part.
void Ledger::accept_files(const Change& change) {
    const auto& said = change.filter.file;
    const auto accept = [&](auto fits) {
        bool any = false;
        for (const auto& finding : collection_.findings()) {
            if (!fits(finding.file)) continue;
            accepted_files_.insert(finding.file);
            any = true;
        }
        return any;
    };
    if (change.filter.all) {
        (void)accept([](const std::string&) { return true; });
    } else if (!said.empty() &&
               !accept([&](const std::string& path) { return is_below(path, said); })) {
        (void)accept([&](const std::string& path) { return is_part_of_path(said, path); });
    }
}

// What the checks say of the entries as they stand now, and which reverses which.
void Ledger::look_again() {
    const invoice::Expected expected{setting_.year, setting_.buyer_tax_id, today_of(setting_)};
    const bool zh = setting_.language == "zh";
    for (auto& entry : entries_) {
        entry.findings = invoice::check(entry.invoice, expected);
        check_corrected_sums(entry);
        if (entry.counted_by_person) continue;
        const bool other_year = std::ranges::any_of(
            entry.findings, [](const auto& one) { return one.fault == invoice::Fault::OtherYear; });
        entry.included = !other_year;
        entry.left_out_because.clear();
        if (other_year)
            entry.left_out_because =
                fmt::format(fmt::runtime(zh ? "不属于 {} 年" : "not of {}"), *setting_.year);
    }
    attach_findings();
    pair_reversals();
    find_alike();
}

// Findings of reading and joining go to the entry of the invoice that they speak of, those of a
// whole file to the first entry that it gave.
void Ledger::attach_findings() {
    std::map<std::string, std::size_t> first;
    for (const auto& entry : entries_)
        for (const auto& file : entry.invoice.files) first.emplace(file.path, entry.number);
    std::vector<std::size_t> number_of(order_.size());
    for (std::size_t at = 0; at < order_.size(); ++at) number_of[order_[at]] = at + 1;
    for (const auto& duplicate : collection_.duplicates())
        first.emplace(duplicate.file, number_of[duplicate.record]);
    std::set<std::tuple<std::string, std::size_t, std::string>> told;
    std::map<std::size_t, std::size_t> untold;
    loose_.clear();
    for (const auto& finding : collection_.findings()) {
        // What the checks find is found anew, after corrections.
        if (invoice::is_of_checks(finding.fault)) continue;
        if (!told.emplace(finding.file, finding.place, finding.message).second) continue;
        const auto found = first.find(finding.file);
        const auto record = collection_.record_of(finding);
        if (!record && found == first.end()) {
            loose_.push_back(finding);
            continue;
        }
        auto& entry = entries_[(record ? number_of[*record] : found->second) - 1];
        const bool settled = finding.fault == invoice::Fault::SourcesDisagree &&
                             source_of(entry.invoice, finding.field) == invoice::Source::User;
        if (settled) continue;
        if (entry.findings.size() < kMaxEntryFindings)
            entry.findings.push_back(finding);
        else
            ++untold[entry.number];
    }
    for (const auto& [number, count] : untold) {
        auto& entry = entries_[number - 1];
        entry.findings.push_back({invoice::Fault::TooLarge, entry.file(),
                                  fmt::format("{} more findings of it are not told", count)});
    }
}

std::vector<Total> Ledger::totals() const {
    std::map<std::string, Total> by_currency;
    for (const auto& entry : entries_) {
        if (!entry.included) continue;
        auto& total = by_currency[entry.invoice.currency.value];
        total.currency = entry.invoice.currency.value;
        ++total.invoices;
        total.net = total.net + entry.net();
        total.tax = total.tax + entry.tax();
        total.gross = total.gross + entry.gross();
    }
    std::vector<Total> all;
    for (auto& [currency, total] : by_currency) all.push_back(std::move(total));
    return all;
}

}  // namespace errand::ledger
