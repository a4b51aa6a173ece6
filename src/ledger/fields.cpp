#include "ledger/fields.hpp"

#include <fmt/format.h>
#include <boost/mp11.hpp>

#include <algorithm>
#include <array>

#include "invoice/setting.hpp"
#include "ledger/money.hpp"

namespace errand::ledger {
namespace {

using invoice::Invoice;
using invoice::kCertain;
using invoice::Source;

struct Title {
    std::string_view field;
    std::string_view zh;
    std::string_view en;
};

constexpr std::array<Title, 30> kTitles{{
    {"category", "费用类别", "Category"},
    {"claimant", "报销人", "Claimant"},
    {"number", "发票号码", "Invoice number"},
    {"code", "发票代码", "Invoice code"},
    {"uuid", "UUID", "UUID"},
    {"date", "开票日期", "Invoice date"},
    {"seller", "销方名称", "Seller"},
    {"seller_tax_id", "销方识别号", "Seller's tax id"},
    {"buyer", "购买方名称", "Buyer"},
    {"buyer_tax_id", "购方识别号", "Buyer's tax id"},
    {"net", "金额", "Net amount"},
    {"tax", "税额", "Tax"},
    {"gross", "价税合计", "Total"},
    {"payable", "应付金额", "Payable"},
    {"adjustment", "其他调整", "Adjustment"},
    {"line_total", "明细合计", "Total of lines"},
    {"currency", "币种", "Currency"},
    {"rate", "汇率", "Exchange rate"},
    {"kind", "发票票种", "Kind of invoice"},
    {"business", "特定业务类型", "Special business"},
    {"line.name", "货物或应税劳务名称", "Goods or services"},
    {"remark", "备注", "Remark"},
    {"drawer", "开票人", "Drawn by"},
    {"check_code", "校验码", "Check code"},
    {"capital", "价税合计(大写)", "Total in words"},
    {"reverses", "被红冲发票号码", "Reversed invoice"},
    {"travel_date", "乘车日期", "Travel date"},
    {"journey", "车次/航班", "Train or flight"},
    {"plate", "车牌号", "Number plate"},
    {kAlike, "是否重复", "Whether it is there twice"},
}};

const Title* title_of(std::string_view field) {
    const auto* found = std::ranges::find(kTitles, field, &Title::field);
    return found == kTitles.end() ? nullptr : found;
}

using Members = boost::describe::describe_members<Invoice, boost::describe::mod_public>;

// Calls `act` with the invoice's field of this name; false: there is none.
template <class Of, class Act>
bool with_field(Of& invoice, std::string_view name, Act act) {
    bool found = false;
    boost::mp11::mp_for_each<Members>([&](auto member) {
        if (name != member.name) return;
        found = true;
        act(invoice.*member.pointer);
    });
    return found;
}

std::string shown(const std::string& value) {
    return value;
}
std::string shown(invoice::Decimal value) {
    return invoice::to_string(value);
}
std::string shown(invoice::Day value) {
    return invoice::to_string(value);
}

std::optional<std::string> parsed(const std::string& text, const std::string*) {
    return text;
}
std::optional<invoice::Decimal> parsed(const std::string& text, const invoice::Decimal*) {
    return invoice::parse_decimal(text);
}
std::optional<invoice::Day> parsed(const std::string& text, const invoice::Day*) {
    return invoice::parse_day(text);
}

Error bad_value(std::string_view field, std::string_view value) {
    return {ErrorCode::Invalid, fmt::format("'{:.80}' is no value of {}", value, field), {}};
}

struct Sum {
    std::string_view name;
    invoice::MoneyField Invoice::* field;
};
constexpr std::array<Sum, 4> kSums{{{"net", &Invoice::net},
                                    {"tax", &Invoice::tax},
                                    {"gross", &Invoice::gross},
                                    {"adjustment", &Invoice::adjustment}}};

// The sum that was computed from the others: the only one beside `changed` that nobody stated, and
// what the others make of it. Of two that were read without certainty neither is known to follow.
const Sum* following(const Invoice& invoice, std::string_view changed) {
    const Sum* found = nullptr;
    for (const auto& sum : kSums) {
        const auto& field = invoice.*sum.field;
        if (sum.field == &Invoice::adjustment) continue;
        if (!field.has()) return nullptr;
        if (sum.name == changed || field.stated()) continue;
        if (found != nullptr) return nullptr;
        found = &sum;
    }
    const auto sum = invoice.net.value + invoice.tax.value + invoice.adjustment.value;
    return sum == invoice.gross.value ? found : nullptr;
}

bool is_sum(std::string_view field) {
    return std::ranges::find(kSums, field, &Sum::name) != kSums.end();
}

Result<void> set_line_name(Entry& entry, const std::string& value) {
    auto& lines = entry.invoice.lines;
    if (lines.value.empty()) lines.value.emplace_back();
    lines.value.front().name = value;
    lines.source = Source::User;
    lines.confidence = kCertain;
    return {};
}

Result<void> set_one(Invoice& invoice, std::string_view field, const std::string& value) {
    Result<void> result;
    const bool known = with_field(invoice, field, [&](auto& one) {
        if (value.empty()) {
            one = {};
            one.source = Source::User;
            return;
        }
        const auto read = parsed(value, &one.value);
        if (!read) {
            result = fail(bad_value(field, value));
            return;
        }
        one = {*read, Source::User, kCertain};
    });
    if (!known) return fail(ErrorCode::Invalid, fmt::format("no field is called '{:.60}'", field));
    return result;
}

// What was computed from the sums is computed from the new ones; credit notes are known again.
Result<void> set_invoice_field(Invoice& invoice, std::string_view field, const std::string& value) {
    if (!is_sum(field)) return set_one(invoice, field, value);
    const auto* follows = following(invoice, field);
    ERRAND_TRY_VOID(set_one(invoice, field, value));
    if (follows != nullptr) invoice.*follows->field = {};
    invoice::complete_sums(invoice);
    if (is_chinese(invoice.format))
        invoice.credit = invoice.gross.has() && invoice.gross.value < invoice::Decimal{};
    return {};
}

}  // namespace

std::string_view title_of_field(std::string_view field, std::string_view language) {
    const auto* title = title_of(field);
    if (title == nullptr) return field;
    return language == "zh" ? title->zh : title->en;
}

std::string shown_field(const Entry& entry, std::string_view field) {
    if (field == "claimant") return entry.claimant;
    if (field == "rate") return entry.rate ? shown(*entry.rate) : std::string{};
    if (field == "category") return std::string(name_of(entry.category.category, "en"));
    if (field == "line.name")
        return entry.invoice.lines.value.empty() ? std::string{}
                                                 : entry.invoice.lines.value.front().name;
    std::string text;
    with_field(entry.invoice, field, [&](const auto& one) {
        if (one.has()) text = shown(one.value);
    });
    return text;
}

Result<void> set_field(Entry& entry, std::string_view field, const std::string& value) {
    if (field == "claimant") {
        entry.claimant = value;
        return {};
    }
    if (field == "line.name") return set_line_name(entry, value);
    if (field == "rate") {
        const auto rate = invoice::parse_decimal(value);
        if (!value.empty() && (!rate || !is_rate(*rate))) return fail(bad_value(field, value));
        entry.rate = rate;
        return {};
    }
    if (field == "category") {
        const auto category = category_named(value);
        if (!category) return fail(bad_value(field, value));
        entry.category = {*category, kCertain, {}};
        entry.category_by_person = true;
        return {};
    }
    if (field == "currency" && !value.empty()) {
        const auto code = currency_code_of(value);
        if (!code) return fail(bad_value(field, value));
        return set_one(entry.invoice, field, *code);
    }
    return set_invoice_field(entry.invoice, field, value);
}

int confidence_of(const Invoice& invoice, std::string_view field) {
    int confidence = 0;
    with_field(invoice, field, [&](const auto& one) { confidence = one.confidence; });
    return confidence;
}

Source source_of(const Invoice& invoice, std::string_view field) {
    auto source = Source::Xml;
    with_field(invoice, field, [&](const auto& one) { source = one.source; });
    return source;
}

}  // namespace errand::ledger
