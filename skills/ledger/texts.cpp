#include "skills/ledger/texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "skills/ledger/limits.hpp"

namespace errand::skills::ledger {

using assistant::Text;
using errand::ledger::Document;
using errand::ledger::Entry;
using errand::ledger::Fate;
using errand::ledger::Ledger;
using invoice::Decimal;

namespace {

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

void add(std::map<std::string, std::pair<Decimal, std::size_t>>& sums, const Entry& entry) {
    auto& sum = sums[entry.invoice.currency.has() ? entry.invoice.currency.value : std::string()];
    sum.first = sum.first + entry.gross();
    ++sum.second;
}

Text by_category(const Ledger& ledger) {
    std::map<errand::ledger::Category, std::vector<const Entry*>> parts;
    for (const auto* entry : included(ledger)) parts[entry->category.category].push_back(entry);
    Text text;
    if (parts.size() < 2) return text;
    for (const auto& [category, entries] : parts) {
        const auto sums = totals_of(entries);
        text.zh += fmt::format("\n· {}:{}", errand::ledger::name_of(category, "zh"), sums.zh);
        text.en += fmt::format("\n· {}: {}", errand::ledger::name_of(category, "en"), sums.en);
    }
    return text;
}

std::size_t count(const Ledger& ledger, Fate fate) {
    return static_cast<std::size_t>(std::ranges::count(ledger.documents(), fate, &Document::fate));
}

// What was left out and why: "不属于 2025 年:餐费-1228.xml"; bounded.
Text left_out(const Ledger& ledger) {
    constexpr std::size_t kReasons = 4;
    constexpr std::size_t kNames = 5;
    std::map<std::string, std::vector<const Entry*>> reasons;
    for (const auto& entry : ledger.entries())
        if (!entry.included) reasons[entry.left_out_because].push_back(&entry);
    Text text;
    std::size_t told = 0;
    for (const auto& [why, entries] : reasons) {
        if (++told > kReasons) break;
        std::string names;
        for (std::size_t i = 0; i < entries.size() && i < kNames; ++i)
            names += (i == 0 ? "" : ", ") + entries[i]->file();
        if (entries.size() > kNames) names += " …";
        const auto line = fmt::format("{}{}{}", why, why.empty() ? "" : ": ", names);
        text.zh += (told == 1 ? ":" : ";") + line;
        text.en += (told == 1 ? ": " : "; ") + line;
    }
    return text;
}

// From which day to which the entries are.
std::string days_of(const Ledger& ledger) {
    std::string first, last;
    for (const auto& entry : ledger.entries()) {
        if (!entry.invoice.date.has()) continue;
        const auto day = invoice::to_string(entry.invoice.date.value);
        if (first.empty() || day < first) first = day;
        if (last.empty() || day > last) last = day;
    }
    return first.empty() || first == last ? first : first + " – " + last;
}

Text nothing_counts(const Ledger& ledger) {
    const auto days = days_of(ledger);
    return {
        fmt::format("读出了 {} 张发票{},没有一张计入,所以没有生成台账。换一个时间或范围,"
                    "或者再附上文件。",
                    ledger.entries().size(), days.empty() ? "" : "(" + days + ")"),
        fmt::format("{}{} read, none of them counts, so no ledger was made. Say another time or "
                    "part, or attach more files.",
                    plural(ledger.entries().size(), "invoice", "invoices"),
                    days.empty() ? "" : " (" + days + ")")};
}

// Names of documents of one fate, bounded.
std::string names_of(const Ledger& ledger, Fate fate) {
    std::string names;
    std::size_t listed = 0;
    for (const auto& document : ledger.documents()) {
        if (document.fate != fate) continue;
        if (++listed > 5) return names + " …";
        names += (names.empty() ? "" : ", ") + document.path;
    }
    return names;
}

}  // namespace

const Entry* entry_of(const Ledger& ledger, std::size_t number) {
    const auto found = std::ranges::find(ledger.entries(), number, &Entry::number);
    return found == ledger.entries().end() ? nullptr : &*found;
}

std::string money(const std::string& currency, Decimal amount) {
    auto text = invoice::to_string(amount.absolute());
    const auto point = text.find('.');
    for (auto at = point; at > 3; at -= 3) text.insert(at - 3, at > 3 ? "," : "");
    return fmt::format("{}{}{}{}", currency, currency.empty() ? "" : " ",
                       amount.units < 0 ? "-" : "", text);
}

std::string describe(const Entry& entry) {
    const auto& invoice = entry.invoice;
    auto text = fmt::format("#{}", entry.number);
    if (invoice.seller.has()) text += " " + invoice.seller.value;
    if (invoice.date.has()) text += " " + invoice::to_string(invoice.date.value);
    if (invoice.gross.has())
        text += " " + money(invoice.currency.has() ? invoice.currency.value : std::string(),
                            entry.gross());
    return fmt::format("{} ({})", text, entry.file());
}

std::vector<const Entry*> included(const Ledger& ledger) {
    std::vector<const Entry*> all;
    for (const auto& entry : ledger.entries())
        if (entry.included) all.push_back(&entry);
    return all;
}

Text totals_of(const std::vector<const Entry*>& entries) {
    if (entries.empty()) return {"0(没有发票)", "0 (no invoices)"};
    std::map<std::string, std::pair<Decimal, std::size_t>> sums;
    for (const auto* entry : entries) add(sums, *entry);
    Text text;
    for (const auto& [currency, sum] : sums) {
        const auto amount = money(currency, sum.first);
        text.zh += fmt::format("{}{}({} 张)", text.zh.empty() ? "" : "、", amount, sum.second);
        text.en += fmt::format("{}{} ({})", text.en.empty() ? "" : ", ", amount,
                               plural(sum.second, "invoice", "invoices"));
    }
    return text;
}

std::string file_stem(const Ledger& ledger) {
    std::map<int, std::size_t> years;
    for (const auto* entry : included(ledger))
        if (entry->invoice.date.has()) ++years[static_cast<int>(entry->invoice.date.value.year())];
    std::string year;
    if (ledger.setting().year)
        year = fmt::format("-{}", *ledger.setting().year);
    else if (years.size() == 1)
        year = fmt::format("-{}", years.begin()->first);
    return (ledger.setting().language == "zh" ? "报销台账" : "expense-ledger") + year;
}

Text summary_of(const Ledger& ledger) {
    const auto entries = included(ledger);
    const auto sums = totals_of(entries);
    const auto split = by_category(ledger);
    const auto out = ledger.entries().size() - entries.size();
    const auto doubles = count(ledger, Fate::Duplicate);
    const auto found = count(ledger, Fate::Finding);
    Text text{fmt::format("共 {} 个文件,{} 张发票计入。合计 {}。{}", ledger.handed_in().size(),
                          entries.size(), sums.zh, split.zh),
              fmt::format("{}, {} counted. Total: {}.{}",
                          plural(ledger.handed_in().size(), "file", "files"),
                          plural(entries.size(), "invoice", "invoices"), sums.en, split.en)};
    if (out > 0 && entries.empty()) text = nothing_counts(ledger);
    if (out > 0) {
        const auto which = left_out(ledger);
        text.zh += fmt::format("\n不计入 {} 张{}。", out, which.zh);
        text.en += fmt::format("\n{} left out{}.", plural(out, "invoice", "invoices"), which.en);
    }
    if (doubles > 0) {
        text.zh +=
            fmt::format("\n重复 {} 个,不重复计入:{}", doubles, names_of(ledger, Fate::Duplicate));
        text.en += fmt::format("\n{}, counted once: {}", plural(doubles, "duplicate", "duplicates"),
                               names_of(ledger, Fate::Duplicate));
    }
    if (found > 0) {
        text.zh += fmt::format("\n没有读出发票的文件 {} 个(见问题清单):{}", found,
                               names_of(ledger, Fate::Finding));
        text.en += fmt::format("\n{} gave no invoice (see the sheet of problems): {}",
                               plural(found, "file", "files"), names_of(ledger, Fate::Finding));
    }
    if (const auto doubts = ledger.doubts().size(); doubts > 0) {
        text.zh += fmt::format("\n存疑 {} 处,都列在问题清单里。", doubts);
        text.en +=
            fmt::format("\n{} listed in the sheet of problems.", plural(doubts, "doubt", "doubts"));
    }
    return text;
}

Text where_it_lies(const json::array& files) {
    Text text;
    for (const auto& file : files) {
        text.zh += fmt::format("\n文件:{}", json::string_at(file, "name"));
        text.en += fmt::format("\nFile: {}", json::string_at(file, "name"));
    }
    return text;
}

Text claimant_of(const std::string& name) {
    return {fmt::format("报销人:{}。", name), fmt::format("Claimant: {}.", name)};
}

}  // namespace errand::skills::ledger
