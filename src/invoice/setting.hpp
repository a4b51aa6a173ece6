// Owns: putting what a reader found into a record's fields. Pure; any thread.
#pragma once

#include "document/xml.hpp"
#include "invoice/record.hpp"

namespace errand::invoice {

// Each leaves the field as it is where `text` does not say such a value.
void set(TextField& field, std::string text, Source source = Source::Xml);
void set(MoneyField& field, std::string_view text, Source source = Source::Xml);
void set(DayField& field, std::string_view text, Source source = Source::Xml);
void set(Field<std::vector<Line>>& field, std::vector<Line> lines, Source source = Source::Xml);
// What follows from stated values.
void compute(MoneyField& field, Decimal value, Source source = Source::Xml);

// The elements that hold the parts of a line; an empty name: the form has no such part.
struct LineNames {
    std::string_view name, specification, unit, tax_code, tax_rate;
    std::string_view quantity, unit_price, amount, tax;
};
Line read_line(document::Node node, const LineNames& names);
// "Ada Lovelace" of its parts, each of which may be missing.
std::string full_name(const std::string& given, const std::string& family);

// Net, tax and gross: the third of them where two are stated.
void complete_sums(Invoice& invoice);
// The sums, and what every Chinese invoice has without saying it: its currency, and that it takes
// money back where its total is negative, and which one it reverses where its remark says so.
void finish_chinese(Invoice& invoice, Source source = Source::Xml);
// "MXN" for "Pesos", "CNY" for "人民币": the code for a currency's name where one is written.
std::string currency_code(std::string_view text);

}  // namespace errand::invoice
