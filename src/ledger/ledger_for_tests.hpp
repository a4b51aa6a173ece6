// Owns: invoices made up for this room's tests.
#pragma once

#include <string>
#include <vector>

#include "invoice/setting.hpp"
#include "ledger/ledger.hpp"

namespace errand::ledger {

struct Made {
    std::string number;
    std::string day;
    std::string seller;
    std::string goods;
    std::string net;
    std::string tax;
    std::string currency = "CNY";
    std::string file = {};
};

inline invoice::Invoice invoice_of(const Made& made) {
    invoice::Invoice one;
    one.format = made.currency == "CNY" ? invoice::Format::DigitalXml : invoice::Format::Ubl;
    const auto file = made.file.empty() ? made.number + ".xml" : made.file;
    one.files = {{file, "sha256 of " + file, "xml"}};
    invoice::set(one.number, made.number);
    invoice::set(one.date, made.day);
    invoice::set(one.seller, made.seller);
    invoice::set(one.currency, made.currency);
    invoice::set(one.net, made.net);
    invoice::set(one.tax, made.tax);
    invoice::complete_sums(one);
    one.gross.confidence = one.gross.has() ? invoice::kCertain : 0;
    one.credit = one.gross.value.units < 0;
    if (!made.goods.empty()) {
        invoice::Line line;
        line.name = made.goods;
        line.amount = one.net.value;
        line.tax = one.tax.value;
        line.tax_rate = "6%";
        line.quantity = invoice::parse_decimal("1");
        invoice::set(one.lines, {line});
    }
    return one;
}

inline Handed handed_of(const Made& made) {
    auto one = invoice_of(made);
    return {one.files.front().path, {{one}, {}}};
}

inline std::vector<Handed> all_of(const std::vector<Made>& all) {
    std::vector<Handed> handed;
    handed.reserve(all.size());
    for (const auto& one : all) handed.push_back(handed_of(one));
    return handed;
}

}  // namespace errand::ledger
