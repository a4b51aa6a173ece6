#include "synthetic/foreign_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace errand::synthetic {
namespace {

int weighted(std::string_view digits, std::span<const int> weights) {
    int sum = 0;
    for (std::size_t at = 0; at < weights.size(); ++at) sum += (digits[at] - '0') * weights[at];
    return sum;
}

// ISO 7064 mod 11,10.
char german_check(std::string_view eight) {
    int product = 10;
    for (const char one : eight) {
        int sum = (one - '0' + product) % 10;
        if (sum == 0) sum = 10;
        product = sum * 2 % 11;
    }
    const int check = 11 - product;
    return static_cast<char>('0' + check % 10);
}

char luhn_check(std::string_view digits) {
    int sum = 0;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        int one = digits[digits.size() - 1 - at] - '0';
        if (at % 2 == 0 && (one *= 2) > 9) one -= 9;
        sum += one;
    }
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string british(Random& random) {
    const auto seven = std::to_string(random.between(1'000'000, 9'999'999));
    constexpr std::array kWeights{8, 7, 6, 5, 4, 3, 2};
    const int check = 97 - weighted(seven, kWeights) % 97;
    return fmt::format("GB{}{:02}", seven, check % 97);
}

// The check digit may come out as 10, which no number has: then another number.
template <std::size_t N>
std::string by_eleven(Random& random, const std::array<int, N>& weights, bool complement) {
    for (;;) {
        const auto digits = std::to_string(random.between(1, 9)) + random.digits(N - 1);
        const int rest = weighted(digits, weights) % 11;
        const int check = complement ? (rest < 2 ? 0 : 11 - rest) : rest;
        if (check < 10) return digits + static_cast<char>('0' + check);
    }
}

}  // namespace

std::string vat_id(Random& random, std::string_view country) {
    if (country == "DE") {
        const auto eight = std::to_string(random.between(10'000'000, 99'999'999));
        return "DE" + eight + german_check(eight);
    }
    if (country == "GB") return british(random);
    if (country == "FR") {
        const auto eight = std::to_string(random.between(30'000'000, 99'999'999));
        const auto siren = eight + luhn_check(eight);
        return fmt::format("FR{:02}{}", (12 + 3 * (std::stoll(siren) % 97)) % 97, siren);
    }
    if (country == "IT") {
        const auto ten =
            fmt::format("{:07}{:03}", random.between(1'000'000, 9'999'999), random.between(1, 100));
        return "IT" + ten + luhn_check(ten);
    }
    if (country == "ES") {
        const auto seven = random.digits(7);
        return fmt::format("ES{}{}{}", random.chance(70) ? 'B' : 'A', seven, luhn_check(seven));
    }
    if (country == "NL")
        return "NL" + by_eleven(random, std::array{9, 8, 7, 6, 5, 4, 3, 2}, false) + "B01";
    if (country == "PL") return by_eleven(random, std::array{6, 5, 7, 2, 3, 4, 5, 6, 7}, false);
    if (country == "PT") return "PT" + by_eleven(random, std::array{9, 8, 7, 6, 5, 4, 3, 2}, true);
    if (country == "SE") {
        const auto nine = "556" + random.digits(6);
        return "SE" + nine + luhn_check(nine) + "01";
    }
    return {};
}

Party foreign_company(Random& random, const Country& country) {
    Party party;
    party.name = fmt::format("{} {}", random.pick(country.companies), random.pick(country.forms));
    party.tax_id = vat_id(random, country.code);
    const auto street = std::string(random.pick(country.streets));
    const auto house = random.between(1, 240);
    const bool first = country.language == "en" || country.language == "fr";
    party.address =
        first ? fmt::format("{} {}", house, street) : fmt::format("{} {}", street, house);
    party.address += "\n" + std::string(random.pick(country.towns));
    party.telephone = "+" + random.digits(2) + " " + random.digits(3) + " " + random.digits(6);
    party.account =
        fmt::format("{}{} {} {} {} {}", country.code, random.digits(2), random.digits(4),
                    random.digits(4), random.digits(4), random.digits(4));
    return party;
}

std::string written(Date date, const Country& country, std::string_view form) {
    std::string out;
    for (std::size_t at = 0; at < form.size(); ++at) {
        if (form[at] != '%') {
            out += form[at];
            continue;
        }
        switch (form[++at]) {
            case 'd':
                out += fmt::format("{:02}", date.day);
                break;
            case 'e':
                out += std::to_string(date.day);
                break;
            case 'm':
                out += fmt::format("{:02}", date.month);
                break;
            case 'B':
                out += country.months.at(static_cast<std::size_t>(date.month - 1));
                break;
            default:
                out += std::to_string(date.year);
        }
    }
    return out;
}

Bill foreign_bill(Random& random, const Country& country, const Party& buyer, int year) {
    Bill bill;
    bill.kind = Kind::Foreign;
    bill.language = country.language;
    bill.place = country.code;
    bill.currency = country.currency;
    bill.buyer = buyer;
    bill.seller = foreign_company(random, country);
    while (bill.seller.name == buyer.name) bill.seller = foreign_company(random, country);
    bill.date = days_later({year, 1, 1}, static_cast<int>(random.between(0, 364)));
    bill.days_to_pay = static_cast<int>(random.between(0, 3)) * 10 + 14;
    bill.order = random.chance(50) ? "PO-" + random.digits(5) : "";
    switch (random.between(0, 4)) {
        case 0:
            bill.number = fmt::format("{}-{:05}", year, random.between(1, 99'999));
            break;
        case 1:
            bill.number = fmt::format("INV-{:04}", random.between(1, 9999));
            break;
        case 2:
            bill.number = fmt::format("{}/{:02}/{}", random.between(1, 999), bill.date.month, year);
            break;
        case 3:
            bill.number = std::to_string(random.between(100'000, 99'999'999));
            break;
        default:
            bill.number = fmt::format("RE{}{:04}", year % 100, random.between(1, 9999));
    }
    const int rate = random.pick(country.rates);
    const bool mixed = rate != 0 && random.chance(15);
    const auto count = random.chance(75) ? random.between(1, 4) : random.between(5, 12);
    for (long long at = 0; at < count; ++at) {
        Item item;
        item.name = std::string(random.pick(country.goods));
        const auto quantity = random.chance(50) ? 1 : random.between(2, 24);
        const Cents price = random.between(150, 90'000);
        item.quantity = std::to_string(quantity);
        item.amount = price * quantity;
        item.price = plain(price);
        item.rate = mixed && at % 2 == 1 ? country.rates.back() : rate;
        bill.items.push_back(item);
    }
    // The tax is that of each rate's sum, as the law has it, not that of each line.
    for (const int each : {rate, mixed ? country.rates.back() : rate}) {
        if (each == rate && bill.net != 0) continue;
        Cents sum = 0;
        for (const auto& item : bill.items)
            if (item.rate == each) sum += item.amount;
        bill.net += sum;
        bill.tax += part_of(sum, each, 100);
    }
    bill.gross = bill.net + bill.tax;
    return bill;
}

}  // namespace errand::synthetic
