#include "ledger/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/check.hpp"
#include "ledger/fields.hpp"
#include "ledger/money.hpp"
#include "ledger/wording.hpp"

namespace errand::ledger {
namespace {

using invoice::Decimal;
using invoice::Invoice;
using invoice::Line;
using enum ColumnKind;

constexpr std::size_t kDigitalNumber = 20;

// The tax bureau's columns under its own names, so that what imports by name finds them. What is
// looked at on paper comes first.
constexpr std::array<Column, 40> kColumns{{
    {"number", "序号", "No.", Count, 6, ""},
    {"date", "开票日期", "Invoice date", Date, 12, "date"},
    {"category", "费用类别", "Category", Text, 14, "category"},
    {"goods", "货物或应税劳务名称", "Goods or services", Text, 30, "line.name"},
    {"seller", "销方名称", "Seller", Text, 32, "seller"},
    {"code", "发票代码", "Invoice code", Text, 11, "code"},
    {"old_number", "发票号码", "Invoice number", Text, 12, "number"},
    {"digital_number", "数电发票号码", "Digital invoice number", Text, 23, "number"},
    {"currency", "币种", "Currency", Text, 7, "currency"},
    {"net", "金额", "Net", Money, 14, "net"},
    {"tax_rate", "税率", "Tax rate", Text, 9, ""},
    {"tax", "税额", "Tax", Money, 13, "tax"},
    {"gross", "价税合计", "Total", Money, 14, "gross"},
    {"difference", "金税核对", "Sum check", Formula, 9, ""},
    {"claimant", "报销人", "Claimant", Text, 10, ""},
    {"checks", "校验结果", "Checks", Text, 20, ""},
    {"duplicates", "重复于", "Duplicates", Text, 10, ""},
    // From here on beside the page.
    {"buyer", "购买方名称", "Buyer", Text, 28, "buyer"},
    {"buyer_tax_id", "购方识别号", "Buyer's tax id", Text, 21, "buyer_tax_id"},
    {"seller_tax_id", "销方识别号", "Seller's tax id", Text, 21, "seller_tax_id"},
    {"tax_code", "税收分类编码", "Tax class code", Text, 22, ""},
    {"business", "特定业务类型", "Special business", Text, 14, ""},
    {"specification", "规格型号", "Specification", Text, 14, ""},
    {"unit", "单位", "Unit", Text, 7, ""},
    {"quantity", "数量", "Quantity", Quantity, 10, ""},
    {"unit_price", "单价", "Unit price", Quantity, 13, ""},
    {"adjustment", "其他调整", "Adjustments", Money, 11, ""},
    {"rate", "汇率", "Exchange rate", Rate, 10, "rate"},
    {"converted", "折合本位币", "In own currency", Formula, 14, ""},
    {"origin", "发票来源", "Origin", Text, 18, ""},
    {"kind", "发票票种", "Kind of invoice", Text, 20, ""},
    {"status", "发票状态", "Status", Text, 9, ""},
    {"positive", "是否正数发票", "Positive", Text, 9, ""},
    {"risk", "发票风险等级", "Risk grade", Text, 9, ""},
    {"drawer", "开票人", "Drawn by", Text, 10, ""},
    {"remark", "备注", "Remark", Text, 30, ""},
    {"file", "文件名", "File", File, 34, "file"},
    {"source", "识别来源", "Read from", Text, 9, ""},
    {"confidence", "置信度", "Confidence", Percent, 8, ""},
    {"doubtful", "存疑项", "Doubtful", Text, 22, ""},
}};
constexpr std::string_view kFirstNotPrinted = "buyer";

// Codes of documents for a person; anything else is shown as it is.
struct KindName {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};
constexpr std::array<KindName, 17> kKinds{{{"380", "商业发票", "Invoice"},
                                           {"381", "贷项通知单", "Credit note"},
                                           {"384", "更正发票", "Corrected invoice"},
                                           {"386", "预付款发票", "Prepayment invoice"},
                                           {"389", "自开发票", "Self-billed invoice"},
                                           {"326", "部分发票", "Partial invoice"},
                                           {"TD01", "发票", "Invoice"},
                                           {"TD02", "预付款发票", "Advance payment"},
                                           {"TD04", "贷项通知单", "Credit note"},
                                           {"TD05", "借项通知单", "Debit note"},
                                           {"TD06", "服务费单", "Fee note"},
                                           {"TD24", "延期发票", "Deferred invoice"},
                                           {"I", "收入凭证", "Income invoice"},
                                           {"E", "支出凭证", "Credit note"},
                                           {"ingreso", "收入凭证", "Income invoice"},
                                           {"egreso", "支出凭证", "Credit note"},
                                           {"P", "付款凭证", "Payment"}}};

CellValue text(std::string value) {
    if (value.empty()) return {};
    return value;
}
CellValue text(std::string_view value) {
    return text(std::string(value));
}
CellValue quantity(const std::optional<Decimal>& value) {
    if (!value) return {};
    return *value;
}

std::string_view word(bool zh, std::string_view chinese, std::string_view english) {
    return zh ? chinese : english;
}

std::string kind_of(const Invoice& invoice, bool zh) {
    const auto& code = invoice.kind.value;
    for (const auto& one : kKinds)
        if (one.code == code)
            return code.size() > 1 && code.size() < 5
                       ? fmt::format("{} {}", code, word(zh, one.zh, one.en))
                       : std::string(word(zh, one.zh, one.en));
    if (!code.empty()) return code;
    switch (invoice.format) {
        case invoice::Format::RailXbrl:
            return std::string(word(zh, "铁路电子客票", "Rail e-ticket"));
        case invoice::Format::AirXbrl:
            return std::string(word(zh, "航空运输电子客票行程单", "Air itinerary"));
        default:
            return {};
    }
}

bool is_digital(const Invoice& invoice) {
    return invoice.number.value.size() == kDigitalNumber && is_chinese(invoice.format);
}

// Where it was issued, as far as its form says; the bureau's own words for Chinese ones.
std::string origin_of(const Invoice& invoice, bool zh) {
    if (is_digital(invoice))
        return std::string(word(zh, "电子发票服务平台", "E-invoice service platform"));
    if (invoice.code.has())
        return std::string(word(zh, "增值税发票管理系统", "VAT invoice system"));
    return std::string(name_of(invoice.format));
}

// The name of the first, and that there are more.
std::string goods_of(const Invoice& invoice, bool zh) {
    const auto& lines = invoice.lines.value;
    const auto named =
        std::ranges::find_if(lines, [](const Line& line) { return !line.name.empty(); });
    if (named == lines.end()) {
        if (!invoice.journey.has()) return {};
        return invoice.journey.value +
               (invoice.travel_date.has() ? " " + invoice.travel_date.value : "");
    }
    if (lines.size() == 1) return named->name;
    return fmt::format(fmt::runtime(zh ? "{} 等{}项" : "{} and others ({} lines)"), named->name,
                       lines.size());
}

// What all lines have, parted by "/" where they differ.
std::string of_lines(const Invoice& invoice, std::string Line::* member) {
    std::vector<std::string> seen;
    for (const auto& line : invoice.lines.value)
        if (const auto& one = line.*member;
            !one.empty() && std::ranges::find(seen, one) == seen.end())
            seen.push_back(one);
    if (seen.size() > 4) return {};
    return fmt::format("{}", fmt::join(seen, "/"));
}

std::string tax_rates(const Invoice& invoice) {
    std::set<std::string> seen;
    std::string all;
    for (const auto& line : invoice.lines.value) {
        if (line.tax_rate.empty()) continue;
        const auto rate = shown_tax_rate(line.tax_rate, invoice.format);
        if (seen.insert(rate).second) all += (all.empty() ? "" : "/") + rate;
    }
    return all;
}

CellValue of_single_line(const Entry& entry, std::string_view key) {
    const auto& lines = entry.invoice.lines.value;
    if (key == "tax_code") return text(of_lines(entry.invoice, &Line::tax_code));
    if (lines.size() != 1) return {};
    if (key == "specification") return text(lines[0].specification);
    if (key == "unit") return text(lines[0].unit);
    if (key == "quantity") return quantity(lines[0].quantity);
    return quantity(lines[0].unit_price);
}

CellValue money(const invoice::MoneyField& field, Decimal counted) {
    if (!field.has()) return {};
    return counted;
}

CellValue of_numbers(const Entry& entry, std::string_view key) {
    const auto& invoice = entry.invoice;
    const bool digital = is_digital(invoice);
    if (key == "code") return text(invoice.code.value);
    if (key == "old_number")
        return digital ? CellValue{} : text(invoice.series.value + invoice.number.value);
    return digital ? text(invoice.number.value) : text(invoice.uuid.value);
}

CellValue of_sums(const Entry& entry, std::string_view key, std::string_view own_currency) {
    const auto& invoice = entry.invoice;
    if (key == "net") return money(invoice.net, entry.net());
    if (key == "tax") return money(invoice.tax, entry.tax());
    if (key == "gross") return money(invoice.gross, entry.gross());
    if (key == "adjustment") return money(invoice.adjustment, entry.adjustment());
    if (key == "rate") return quantity(entry.rate);
    if (key == "converted") {
        if (!invoice.gross.has()) return {};
        if (invoice.currency.value == own_currency) return entry.gross();
        return entry.rate ? CellValue(entry.converted()) : CellValue{};
    }
    if (!invoice.net.has() || !invoice.tax.has() || !invoice.gross.has()) return {};
    return to_hundredth(entry.net() + entry.tax() + entry.adjustment() - entry.gross());
}

CellValue of_state(const Entry& entry, std::string_view key, bool zh) {
    const auto& invoice = entry.invoice;
    if (key == "origin") return text(origin_of(invoice, zh));
    if (key == "kind") return text(kind_of(invoice, zh));
    // Files alone cannot show whether an invoice is authentic or was voided.
    if (key == "status" || key == "risk") return text(word(zh, "未查验", "not verified"));
    return text(entry.gross().units < 0 ? word(zh, "否", "no") : word(zh, "是", "yes"));
}

CellValue of_reading(const Ledger& ledger, const Surroundings& around, const Entry& entry,
                     std::string_view key) {
    const auto& language = ledger.setting().language;
    const bool zh = language == "zh";
    if (key == "file")
        return text(entry.file() +
                    (entry.invoice.files.size() > 1
                         ? fmt::format(fmt::runtime(zh ? " 等{}个文件" : " and {} more"),
                                       entry.invoice.files.size() - (zh ? 0 : 1))
                         : ""));
    if (key == "source") return text(name_of(entry.source(), language));
    if (key == "confidence") return static_cast<long long>(entry.confidence());
    if (key == "checks") return text(checks_of(entry, language));
    if (key == "duplicates") {
        const auto found = around.duplicates.find(entry.number);
        if (found == around.duplicates.end()) return {};
        return text(fmt::format(fmt::runtime(zh ? "另有{}份" : "{} more"), found->second));
    }
    const auto found = around.doubtful.find(entry.number);
    if (found == around.doubtful.end()) return {};
    return text(fmt::format("{}", fmt::join(found->second, zh ? "、" : ", ")));
}

}  // namespace

std::span<const Column> columns() {
    return kColumns;
}

std::size_t printed_columns() {
    return column_at(kFirstNotPrinted);
}

std::size_t column_at(std::string_view key) {
    const auto* found = std::ranges::find(kColumns, key, &Column::key);
    ERRAND_CHECK(found != kColumns.end());
    return static_cast<std::size_t>(found - kColumns.begin());
}

Surroundings::Surroundings(const Ledger& ledger) {
    const auto& language = ledger.setting().language;
    for (const auto& repeat : ledger.repeats()) ++duplicates[repeat.number];
    for (const auto& doubt : ledger.doubts()) {
        if (doubt.number == 0 || doubt.kind == DoubtKind::Rate) continue;
        auto& fields = doubtful[doubt.number];
        for (const auto& column : kColumns) {
            if (column.field.empty() || column.field != doubt.field) continue;
            std::string title(column.title(language));
            if (std::ranges::find(fields, title) == fields.end())
                fields.push_back(std::move(title));
        }
    }
}

std::string shown_tax_rate(const std::string& rate, invoice::Format format) {
    const auto number = invoice::parse_decimal(rate);
    if (!number) return rate;
    auto value = *number;
    // Chinese forms and CFDI write a share of one; the others write percent, of which "0.5" is one.
    const bool share = is_chinese(format) || format == invoice::Format::Cfdi;
    if (share && value.absolute().units < 1'000'000'000'000) value.units *= 100;
    auto shown = invoice::to_string(value);
    while (shown.ends_with('0')) shown.pop_back();
    if (shown.ends_with('.')) shown.pop_back();
    return shown + "%";
}

CellValue value_of(const Ledger& ledger, const Surroundings& around, const Entry& entry,
                   const Column& column) {
    const auto& language = ledger.setting().language;
    const bool zh = language == "zh";
    const auto& invoice = entry.invoice;
    const auto key = column.key;
    if (key == "number") return static_cast<long long>(entry.number);
    if (key == "date") return invoice.date.has() ? CellValue(invoice.date.value) : CellValue{};
    if (key == "category") return text(name_of(entry.category.category, language));
    if (key == "goods") return text(goods_of(invoice, zh));
    if (key == "seller") return text(invoice.seller.value);
    if (key == "buyer") return text(invoice.buyer.value);
    if (key == "seller_tax_id") return text(invoice.seller_tax_id.value);
    if (key == "buyer_tax_id") return text(invoice.buyer_tax_id.value);
    if (key == "currency") return text(invoice.currency.value);
    if (key == "claimant") return text(entry.claimant);
    if (key == "business") return text(invoice.business.value);
    if (key == "drawer") return text(invoice.drawer.value);
    if (key == "remark") return text(invoice.remark.value);
    if (key == "tax_rate") return text(tax_rates(invoice));
    if (key == "code" || key == "old_number" || key == "digital_number")
        return of_numbers(entry, key);
    if (key == "tax_code" || key == "specification" || key == "unit" || key == "quantity" ||
        key == "unit_price")
        return of_single_line(entry, key);
    if (key == "origin" || key == "kind" || key == "status" || key == "risk" || key == "positive")
        return of_state(entry, key, zh);
    if (column.kind == ColumnKind::Money || column.kind == ColumnKind::Formula || key == "rate")
        return of_sums(entry, key, ledger.setting().currency);
    return of_reading(ledger, around, entry, key);
}

}  // namespace errand::ledger
