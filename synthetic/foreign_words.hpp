// Owns: what invoices outside China are called and filled with, by language. Any thread.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "synthetic/bill.hpp"
#include "synthetic/random.hpp"

namespace errand::synthetic {

// One country's way. Several words for one thing: one of them is used, chosen anew for each face.
struct Country {
    std::string_view language;
    std::string_view code;  // ISO 3166
    std::string_view currency;
    std::string_view sign;       // "€"
    bool sign_first;             // "€ 12" or "12 €"
    std::string_view thousands;  // separator
    std::string_view point;
    std::string_view date;  // "%d.%m.%Y" with %B for the month's name
    std::array<std::string_view, 3> invoice;
    std::array<std::string_view, 3> number;
    std::array<std::string_view, 3> issued;
    std::array<std::string_view, 2> due;
    std::array<std::string_view, 2> buyer;
    std::array<std::string_view, 2> seller;
    std::array<std::string_view, 2> tax_id;
    std::array<std::string_view, 2> customer;  // a number that is not the invoice's
    std::array<std::string_view, 2> order;
    std::array<std::string_view, 5> columns;  // what, how many, each, rate, amount
    std::array<std::string_view, 3> net;
    std::array<std::string_view, 2> tax;
    std::array<std::string_view, 3> total;
    std::string_view thanks;
    std::array<int, 3> rates;
    std::array<std::string_view, 4> companies;
    std::array<std::string_view, 3> forms;
    std::array<std::string_view, 3> streets;
    std::array<std::string_view, 3> towns;
    std::array<std::string_view, 5> goods;
    std::array<std::string_view, 12> months;
};

std::span<const Country> countries();
// With check digits that fit where the country has them; empty in the United States.
std::string vat_id(Random& random, std::string_view country);
Party foreign_company(Random& random, const Country& country);
const Country& country_of(std::string_view code);
std::string written(Date date, const Country& country, std::string_view form);

Bill foreign_bill(Random& random, const Country& country, const Party& buyer, int year);

}  // namespace errand::synthetic
