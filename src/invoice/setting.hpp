// Owns: putting what a reader found into a record's fields. Pure; any thread.
#pragma once

#include "document/xml.hpp"
#include "invoice/record.hpp"

namespace errand::invoice {

// Each leaves the field as it is where `text` does not say such a value.
void set(TextField& field, std::string text, Source source = Source::Xml);
void set(MoneyField& field, std::string_view text, Source source = Source::Xml);
void set(DayField& field, std::string_view text, Source source = Source::Xml);
// What follows from stated values.
void compute(MoneyField& field, Decimal value, Source source = Source::Xml);

// Net, tax and gross: the third of them where two are stated.
void complete_sums(Invoice& invoice);
// "MXN" for "Pesos", "CNY" for "人民币": the code for a currency's name where one is written.
std::string currency_code(std::string_view text);

}  // namespace errand::invoice
