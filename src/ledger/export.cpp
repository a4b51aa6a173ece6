// The ledger as CSV (RFC 4180, UTF-8 with a byte order mark) and as JSON.
#include <fmt/format.h>

#include "invoice/json.hpp"
#include "ledger/columns.hpp"
#include "ledger/ledger.hpp"

namespace errand::ledger {
namespace {

using invoice::to_string;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Spreadsheets take text that begins so for a formula; an apostrophe before it makes it text.
bool looks_like_formula(std::string_view text) {
    return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

std::string csv_text(std::string_view text) {
    std::string value(text);
    if (looks_like_formula(text)) value.insert(value.begin(), '\'');
    if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
    std::string out = "\"";
    for (const char one : value) {
        if (one == '"') out += '"';
        out += one;
    }
    return out + "\"";
}

std::string cell(const CellValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return csv_text(*text);
    if (const auto* count = std::get_if<long long>(&value)) return fmt::format("{}", *count);
    if (const auto* amount = std::get_if<invoice::Decimal>(&value)) return to_string(*amount);
    if (const auto* day = std::get_if<invoice::Day>(&value)) return to_string(*day);
    return {};
}

json::object entry_of(const Entry& entry) {
    json::object out{{"number", entry.number},
                     {"included", entry.included},
                     {"category", json::encode(entry.category.category)},
                     {"category_confidence", entry.category.confidence},
                     {"category_because", entry.category.because},
                     {"claimant", entry.claimant},
                     {"confidence", entry.confidence()},
                     {"counts_as", json::object{{"net", to_string(entry.net())},
                                                {"tax", to_string(entry.tax())},
                                                {"gross", to_string(entry.gross())}}},
                     {"invoice", json::encode(entry.invoice)},
                     {"findings", json::encode(entry.findings)}};
    if (!entry.left_out_because.empty()) out["left_out_because"] = entry.left_out_because;
    if (entry.rate) out["rate"] = to_string(*entry.rate);
    if (entry.pair) out["pair"] = *entry.pair;
    if (entry.alike) out["alike"] = *entry.alike;
    return out;
}

json::object doubt_of(const Doubt& doubt) {
    json::object out{{"number", doubt.number},   {"kind", json::encode(doubt.kind)},
                     {"field", doubt.field},     {"file", doubt.file},
                     {"problem", doubt.problem}, {"proposal", doubt.proposal}};
    if (doubt.proposed) out["proposed"] = json::encode(*doubt.proposed);
    return out;
}

std::string_view word(Fate fate) {
    switch (fate) {
        case Fate::Recorded:
            return "recorded";
        case Fate::Duplicate:
            return "duplicate";
        case Fate::Finding:
            break;
    }
    return "finding";
}

template <class All, class Of>
json::array each(const All& all, Of of) {
    json::array out;
    for (const auto& one : all) out.push_back(of(one));
    return out;
}

}  // namespace

std::string to_csv(const Ledger& ledger) {
    const auto& language = ledger.setting().language;
    std::string out(kByteOrderMark);
    for (std::size_t at = 0; at < columns().size(); ++at)
        out += (at == 0 ? "" : ",") + csv_text(columns()[at].title(language));
    out += "\r\n";
    const Surroundings around(ledger);
    for (const auto& entry : ledger.entries()) {
        if (!entry.included) continue;
        for (std::size_t at = 0; at < columns().size(); ++at)
            out += (at == 0 ? "" : ",") + cell(value_of(ledger, around, entry, columns()[at]));
        out += "\r\n";
    }
    return out;
}

std::string to_json(const Ledger& ledger) {
    const auto& setting = ledger.setting();
    json::object out;
    out["made"] = setting.now == Time{}
                      ? json::value(nullptr)
                      : json::value(boost::json::string(format_time(setting.now)));
    out["year"] = setting.year ? json::value(*setting.year) : json::value(nullptr);
    out["buyer_tax_id"] = setting.buyer_tax_id;
    out["claimant"] = setting.claimant;
    out["currency"] = setting.currency;
    out["totals"] = each(ledger.totals(), [](const Total& total) {
        return json::object{{"currency", total.currency},
                            {"invoices", total.invoices},
                            {"net", to_string(total.net)},
                            {"tax", to_string(total.tax)},
                            {"gross", to_string(total.gross)}};
    });
    out["entries"] = each(ledger.entries(), entry_of);
    out["doubts"] = each(ledger.doubts(), doubt_of);
    out["documents"] = each(ledger.documents(), [](const Document& document) {
        return json::object{{"path", document.path},
                            {"handed_in", document.handed},
                            {"fate", word(document.fate)},
                            {"number", document.number},
                            {"same_bytes", document.same_bytes},
                            {"remark", document.remark}};
    });
    out["duplicates"] = each(ledger.repeats(), [](const Repeat& repeat) {
        return json::object{
            {"file", repeat.file}, {"number", repeat.number}, {"same_bytes", repeat.same_bytes}};
    });
    out["changes"] = json::encode(ledger.changes());
    out["corrections"] = json::encode(ledger.corrections());
    return json::write_pretty(out) + "\n";
}

Result<void> write_csv(const Ledger& ledger, const std::filesystem::path& path, Existing existing) {
    return files::write_whole(path, to_csv(ledger), files::Access::Usual, existing);
}

Result<void> write_json(const Ledger& ledger, const std::filesystem::path& path,
                        Existing existing) {
    return files::write_whole(path, to_json(ledger), files::Access::Usual, existing);
}

}  // namespace errand::ledger
