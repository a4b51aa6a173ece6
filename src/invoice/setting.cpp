#include "invoice/setting.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "document/trim.hpp"

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

void compute(MoneyField& field, Decimal value, Source source) {
    if (!field.has()) field = {value, source, kComputed};
}

void complete_sums(Invoice& invoice) {
    auto& net = invoice.net;
    auto& tax = invoice.tax;
    auto& gross = invoice.gross;
    const Decimal rest = invoice.adjustment.value;
    if (net.has() && tax.has()) compute(gross, net.value + tax.value + rest, net.source);
    if (gross.has() && tax.has()) compute(net, gross.value - tax.value - rest, gross.source);
    if (gross.has() && net.has()) compute(tax, gross.value - net.value - rest, gross.source);
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
