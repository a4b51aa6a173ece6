// Rail and air tickets: fares, the train or flight, the day of travel.
#include <algorithm>

#include "invoice/layout/face.hpp"
#include "language/letters.hpp"

namespace errand::invoice::layout {
namespace {

struct Cell {
    Decimal value;
    Span span;
};

// "CN 50.00", "YQ60.00": a fee's two letters before its amount.
std::string_view without_fee_code(std::string_view text) {
    const auto upper = [&](std::size_t at) { return text[at] >= 'A' && text[at] <= 'Z'; };
    if (text.size() < 3 || !upper(0) || !upper(1) || upper(2)) return text;
    return text.substr(2);
}

// The amount behind a label or under it.
std::optional<Cell> amount_of(const Page& page, const Hit& hit) {
    for (const auto& span : {page.hits.after(hit, 4, 1.5), page.below(hit, 4, 1.5)}) {
        if (span.empty()) continue;
        const auto text = page.text(span);
        if (const auto value = yuan(without_fee_code(text))) return Cell{*value, span};
    }
    return std::nullopt;
}

std::optional<Cell> amount_of(const Page& page, Label label) {
    for (const auto* hit : page.hits.of(label))
        if (auto found = amount_of(page, *hit)) return found;
    return std::nullopt;
}

// "G123", "D4567", "K528", "1462": what a train is called.
std::string train_in(std::u32string_view text, std::size_t at) {
    constexpr std::u32string_view kKinds = U"gdczktyls";
    if (kKinds.find(text[at]) == std::u32string_view::npos) return {};
    std::string train(1, static_cast<char>(text[at] - U'a' + U'A'));
    for (++at; at < text.size() && language::is_digit(text[at]); ++at)
        train += static_cast<char>(text[at]);
    return train.size() >= 2 && train.size() <= 5 ? train : std::string{};
}

// "CA1234", "9C8765", "3U8633".
bool is_flight(std::string_view text) {
    if (text.size() < 5 || text.size() > 7) return false;
    const auto letters = std::ranges::count_if(text.substr(0, 2), [](char c) {
        return language::is_latin(static_cast<char32_t>(c | 0x20));
    });
    return letters >= 1 &&
           std::ranges::all_of(text.substr(2), [](char c) { return c >= '0' && c <= '9'; });
}

void read_train(const Page& page, Invoice& invoice) {
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        for (const auto& run : page.sheet.runs(row, 0.6)) {
            const auto& its = page.sheet.rows()[row];
            if (run.end - run.begin > 6) continue;
            const auto train = train_in(its.text, run.begin);
            if (train.size() != run.end - run.begin) continue;
            return put(invoice.journey, train, page.source(), page.confidence(run));
        }
}

// The day beside "开", or any day that no label announces.
void read_travel_day(const Page& page, Invoice& invoice) {
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        for (const auto& run : page.sheet.runs(row, 2)) {
            const auto text = without_spaces(page.text(run));
            const auto year = text.find("年");
            if (year == std::string::npos || year < 4) continue;
            if (run.begin > 0 && page.hits.labelled(row, run.begin - 1)) continue;
            if (page.hits.labelled(row, run.begin)) continue;
            const auto day = parse_day(std::string_view(text).substr(year - 4));
            if (!day) continue;
            const bool leaves =
                text.find("开") != std::string::npos || text.find(':') != std::string::npos;
            put(invoice.travel_date, to_string(*day), page.source(),
                page.confidence(run, leaves ? kCertain : kGuessed));
        }
}

// A ticket has one price; nothing where two amounts differ.
std::optional<Cell> only_amount(const Page& page) {
    std::optional<Cell> found;
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        for (const auto& run : page.sheet.runs(row, 0.8)) {
            const auto text = page.text(run);
            for (const std::string_view sign : {"￥", "¥"}) {
                const auto at = text.find(sign);
                if (at == std::string::npos) continue;
                const auto value = yuan(std::string_view(text).substr(at));
                if (!value) continue;
                if (found && found->value != *value) return std::nullopt;
                found = Cell{*value, run};
            }
        }
    return found;
}

void read_rail(const Page& page, Invoice& invoice) {
    if (const auto fare = amount_of(page, Label::Fare))
        put(invoice.gross, fare->value, page.source(), page.confidence(fare->span));
    else if (const auto only = only_amount(page))
        put(invoice.gross, only->value, page.source(), page.confidence(only->span, kGuessed));
    read_train(page, invoice);
    read_travel_day(page, invoice);
}

void read_flight(const Page& page, Invoice& invoice) {
    for (const auto* hit : page.hits.of(Label::Flight))
        for (const auto& span : {page.hits.after(*hit, 4, 0.5), page.below(*hit, 4, 0.5)})
            if (!span.empty() && is_flight(page.text(span)))
                put(invoice.journey, page.text(span), page.source(), page.confidence(span));
    for (std::size_t row = 0; row < page.sheet.rows().size(); ++row)
        for (const auto& run : page.sheet.runs(row, 0.5)) {
            const auto text = page.text(run);
            if (!is_flight(text)) continue;
            put(invoice.journey, text, page.source(), page.confidence(run, kComputed));
            break;
        }
    for (const auto* hit : page.hits.of(Label::TravelDay)) {
        const auto span = page.below(*hit, 6);
        if (span.empty()) continue;
        if (const auto day = parse_day(without_spaces(page.text(span))))
            put(invoice.travel_date, to_string(*day), page.source(), page.confidence(span));
    }
}

// An itinerary that is no fully digital invoice is known by its ticket's number.
void read_ticket_number(const Page& page, Invoice& invoice) {
    for (const auto& hit : page.hits.all()) {
        if (!hit.text.starts_with(U"电子客票号")) continue;
        const auto span = page.beside(hit);
        if (span.empty()) continue;
        if (const auto digits = leading_digits(page, span); digits.size() >= 10)
            return put(invoice.number, digits, page.source(), page.confidence(span, kComputed));
    }
}

// Fare and surcharge are without tax; the fund and other fees stand beside both.
void read_air(const Page& page, Invoice& invoice) {
    const auto total = amount_of(page, Label::Total);
    if (total) put(invoice.gross, total->value, page.source(), page.confidence(total->span));
    const auto fare = amount_of(page, Label::Fare);
    const auto fuel = amount_of(page, Label::Fuel);
    const auto tax = amount_of(page, Label::Tax);
    if (tax) put(invoice.tax, tax->value, page.source(), page.confidence(tax->span));
    if (fare)
        put(invoice.net, fare->value + (fuel ? fuel->value : Decimal{}), page.source(),
            page.confidence(fare->span, kComputed));
    Decimal rest;
    int sure = 0;
    for (const auto label : {Label::Fund, Label::OtherFees})
        if (const auto fee = amount_of(page, label)) {
            rest = rest + fee->value;
            sure = page.confidence(fee->span);
        }
    if (sure > 0) put(invoice.adjustment, rest, page.source(), sure);
    if (!invoice.number.has()) read_ticket_number(page, invoice);
    read_flight(page, invoice);
}

}  // namespace

void read_ticket(const Page& page, Invoice& invoice) {
    if (invoice.format == Format::RailFace) read_rail(page, invoice);
    if (invoice.format == Format::AirFace) read_air(page, invoice);
}

}  // namespace errand::invoice::layout
