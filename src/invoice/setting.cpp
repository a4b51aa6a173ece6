#include "invoice/setting.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "document/trim.hpp"
#include "invoice/checks.hpp"

namespace errand::invoice {

void set(TextField& field, std::string text, Source source) {
    if (text.empty()) return;
    field = {std::move(text), source, kCertain};
}

void set(MoneyField& field, std::string_view text, Source source) {
    if (const auto value = parse_decimal(text)) field = {*value, source, kCertain};
}

void set(DayField& field, std::string_view text, Source source) {
    if (const auto day = parse_day(text)) field = {*day, source, kCertain};
}

void set(Field<std::vector<Line>>& field, std::vector<Line> lines, Source source) {
    if (!lines.empty()) field = {std::move(lines), source, kCertain};
}

Line read_line(document::Node node, const LineNames& names) {
    const auto part = [node](std::string_view name) {
        return name.empty() ? std::string{} : document::text(node, name);
    };
    Line line;
    line.name = part(names.name);
    line.specification = part(names.specification);
    line.unit = part(names.unit);
    line.tax_code = part(names.tax_code);
    line.tax_rate = part(names.tax_rate);
    line.quantity = parse_decimal(part(names.quantity));
    line.unit_price = parse_decimal(part(names.unit_price));
    line.amount = parse_decimal(part(names.amount));
    line.tax = parse_decimal(part(names.tax));
    return line;
}

std::string full_name(const std::string& given, const std::string& family) {
    return given + (given.empty() || family.empty() ? "" : " ") + family;
}

void compute(MoneyField& field, Decimal value, Source source) {
    if (!field.has()) field = {value, source, kComputed};
}

void complete_sums(Invoice& invoice) {
    auto& net = invoice.net;
    auto& tax = invoice.tax;
    auto& gross = invoice.gross;
    const Decimal rest = invoice.adjustment.value;
    // Without its fund an air ticket's total says nothing of its tax.
    if (invoice.format == Format::AirFace && !invoice.adjustment.has()) return;
    if (net.has() && tax.has()) compute(gross, net.value + tax.value + rest, net.source);
    if (gross.has() && tax.has()) compute(net, gross.value - tax.value - rest, gross.source);
    if (gross.has() && net.has()) compute(tax, gross.value - net.value - rest, gross.source);
}

void finish_chinese(Invoice& invoice, Source source) {
    if (!invoice.currency.has()) invoice.currency = {"CNY", source, kComputed};
    complete_sums(invoice);
    if (!invoice.reverses.has() && invoice.remark.has())
        if (auto number = reversed_number(invoice.remark.value); !number.empty())
            invoice.reverses = {std::move(number), invoice.remark.source,
                                invoice.remark.confidence};
    const auto& total = invoice.gross.has() ? invoice.gross : invoice.net;
    invoice.credit = total.has() && total.value < Decimal{};
}

std::string currency_code(std::string_view text) {
    std::string name(document::trim(text));
    for (auto& character : name)
        character = static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
    struct Name {
        std::string_view name;
        std::string_view code;
    };
    static constexpr std::array<Name, 16> kNames{{{"PESOS", "MXN"},
                                                  {"PESO", "MXN"},
                                                  {"PESO MEXICANO", "MXN"},
                                                  {"PESOS MEXICANOS", "MXN"},
                                                  {"M.N.", "MXN"},
                                                  {"MN", "MXN"},
                                                  {"NACIONAL", "MXN"},
                                                  {"DOLARES", "USD"},
                                                  {"DÓLARES", "USD"},
                                                  {"DOLAR", "USD"},
                                                  {"EUROS", "EUR"},
                                                  {"EURO", "EUR"},
                                                  {"人民币", "CNY"},
                                                  {"RMB", "CNY"},
                                                  {"元", "CNY"},
                                                  {"￥", "CNY"}}};
    const auto found = std::ranges::find(kNames, name, &Name::name);
    return found == kNames.end() ? name : std::string(found->code);
}

}  // namespace errand::invoice
