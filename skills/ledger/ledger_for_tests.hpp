// Owns: small ledgers for tests, made without files. Test code.
#pragma once

#include "ledger/ledger.hpp"
#include "skills/ledger/sentence.hpp"

namespace errand::skills::ledger::testing {

struct Made {
    std::string seller;
    std::string goods;
    std::string date;
    std::string gross;
    std::string currency = "CNY";
};

inline invoice::Invoice invoice_of(const Made& made, std::size_t place) {
    invoice::Invoice one;
    one.format = invoice::Format::DigitalXml;
    one.files.push_back({"f" + std::to_string(place) + ".xml", std::string(64, 'a'), "xml"});
    const auto set = [](auto& field, auto value) {
        field.value = std::move(value);
        field.confidence = invoice::kCertain;
    };
    set(one.number, "2500000000000000" + std::to_string(1000 + place));
    set(one.seller, made.seller);
    set(one.seller_tax_id, "91350100M000100Y43");
    set(one.buyer, std::string("买方"));
    set(one.currency, made.currency);
    if (!made.date.empty()) set(one.date, *invoice::parse_day(made.date));
    set(one.gross, *invoice::parse_decimal(made.gross));
    set(one.net, *invoice::parse_decimal(made.gross));
    set(one.tax, invoice::Decimal{});
    invoice::Line line;
    line.name = made.goods;
    line.amount = one.gross.value;
    one.lines.value.push_back(line);
    one.lines.confidence = invoice::kCertain;
    return one;
}

inline errand::ledger::Ledger ledger_of(const std::vector<Made>& all) {
    errand::ledger::Setting setting;
    setting.now = *parse_time("2026-03-02T12:00:00+08:00");
    errand::ledger::Ledger ledger(std::move(setting));
    std::vector<errand::ledger::Handed> handed;
    for (std::size_t i = 0; i < all.size(); ++i) {
        invoice::Reading reading;
        reading.invoices.push_back(invoice_of(all[i], i + 1));
        handed.push_back({reading.invoices.front().files.front().path, std::move(reading)});
    }
    ledger.add(std::move(handed));
    return ledger;
}

// By date: 1 taxi 2025-01-05, 2 meal 2025-03-12, 3 taxi 2025-03-20, 4 hotel 2025-05-20,
// 5 stationery 2025-06-02, 6 hosting 2025-07-01 in USD.
inline errand::ledger::Ledger six() {
    return ledger_of({{"杭州快行出行科技有限公司", "*运输服务*客运服务费", "2025-01-05", "45.00"},
                      {"杭州味知餐饮管理有限公司", "*餐饮服务*餐费", "2025-03-12", "318.00"},
                      {"杭州快行出行科技有限公司", "*运输服务*客运服务费", "2025-03-20", "32.00"},
                      {"上海望江大酒店有限公司", "*住宿服务*住宿费", "2025-05-20", "848.00"},
                      {"杭州青山文具用品有限公司", "*文具*办公用品", "2025-06-02", "113.00"},
                      {"Cumulus Hosting Inc", "Cloud hosting", "2025-07-01", "99.00", "USD"}});
}

// All of the six as they were.
inline const std::string kAll = "1 2 3 4 5 6";

// What became of the six by a sentence: "1:travel 2 3- …"; a number with a minus is left out. "!":
// something was told to be not understood; "?": nothing was understood.
inline std::string six_after(const errand::ledger::Ledger& ledger, const Outcome& outcome) {
    std::string text;
    const auto old = six();
    for (const auto& entry : ledger.entries()) {
        text += (text.empty() ? "" : " ") + std::to_string(entry.number);
        if (!entry.included) text += "-";
        if (entry.category.category != old.entries()[entry.number - 1].category.category)
            text += ":" + std::string(json::encode(entry.category.category).get_string());
    }
    return text + (outcome.understood ? "" : " ?") + (outcome.unread ? " !" : "");
}

inline Scene scene_of(const errand::ledger::Ledger& ledger, const State& state) {
    return {.ledger = ledger, .state = state, .today = {2026, 3, 2}};
}

}  // namespace errand::skills::ledger::testing
