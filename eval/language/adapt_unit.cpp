// Amounts of src/language in the examples' form.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "eval/language/adapt_net_number.hpp"
#include "eval/language/adapters.hpp"
#include "language/numeric/spans.hpp"

namespace errand::eval::language {
namespace {

using namespace errand::language;

struct Renamed {
    std::string_view ours;
    std::string_view theirs;
};

// Where the examples call a unit by another name than it has.
constexpr std::array<Renamed, 14> kEnglishNames = {{{"Celsius", "C"},
                                                    {"Fahrenheit", "F"},
                                                    {"Kelvin", "K"},
                                                    {"Rankine", "R"},
                                                    {"Delisle", "D"},
                                                    {"Hectare", "Square hectometer"},
                                                    {"Gill", "Volume unit"},
                                                    {"Quart", "Volume unit"},
                                                    {"Minim", "Volume unit"},
                                                    {"Cord", "Volume unit"},
                                                    {"Peck", "Volume unit"},
                                                    {"Bushel", "Volume unit"},
                                                    {"Hogshead", "Volume unit"},
                                                    {"Fluid dram", "Volume unit"}}};
constexpr std::array<Renamed, 8> kChineseNames = {{{"Celsius", "C"},
                                                   {"Fahrenheit", "F"},
                                                   {"Kelvin", "K"},
                                                   {"Rankine", "R"},
                                                   {"Delisle", "D"},
                                                   {"Nautical mile", "Knot"},
                                                   {"Square centimeter", "Square centimetre"},
                                                   {"Cubic foot", "Cubic feet"}}};

std::string name_of(const AmountSpan& amount, Language language) {
    const auto look_up = [&](const auto& names) {
        for (const auto& [ours, theirs] : names)
            if (ours == amount.unit) return std::string(theirs);
        return std::string(amount.unit);
    };
    return language == Language::English ? look_up(kEnglishNames) : look_up(kChineseNames);
}

std::string_view subtype_of(const AmountSpan& amount) {
    if (amount.unit == "Gallon") return "Weight";  // so the examples have it
    switch (amount.kind) {
        case UnitKind::Length:
            return "Length";
        case UnitKind::Area:
            return "Area";
        case UnitKind::Volume:
            return "Volume";
        case UnitKind::Weight:
            return "Weight";
        case UnitKind::Speed:
            return "Speed";
        case UnitKind::Information:
            return "Information";
        case UnitKind::Angle:
            return "Angle";
        case UnitKind::Frequency:
            return "Frequency";
        case UnitKind::Power:
            return "Power";
        default:
            return {};
    }
}

// A sum of parts ("5 ft 2 in") is written with all its digits.
std::string value_of(const AmountSpan& amount) {
    const auto short_form = net_number(*amount.value);
    const bool sum = amount.kind == UnitKind::Length && short_form.size() > 15;
    return sum ? fmt::format("{}", *amount.value) : short_form;
}

std::vector<Recognized> amounts(std::string_view text, Language language, AmountScope scope,
                                std::string_view type) {
    std::vector<Recognized> all;
    for (const auto& amount : find_amounts(text, language, scope)) {
        // Their English dimensions know neither of these.
        const bool electric = amount.kind == UnitKind::Frequency || amount.kind == UnitKind::Power;
        if (electric && language == Language::English) continue;
        json::object resolution;
        if (amount.value)
            resolution.emplace("value", value_of(amount));
        else
            resolution.emplace("value", nullptr);
        resolution.emplace("unit", name_of(amount, language));
        if (!amount.iso.empty()) resolution.emplace("isoCurrency", amount.iso);
        if (scope == AmountScope::Dimensions) resolution.emplace("subtype", subtype_of(amount));
        all.push_back({amount.begin, amount.end, std::string(type), std::move(resolution)});
    }
    return all;
}

}  // namespace

std::vector<Recognized> recognize_currencies_en(std::string_view text, const Occasion&) {
    return amounts(text, Language::English, AmountScope::Currencies, "currency");
}
std::vector<Recognized> recognize_currencies_zh(std::string_view text, const Occasion&) {
    return amounts(text, Language::Chinese, AmountScope::Currencies, "currency");
}
std::vector<Recognized> recognize_dimensions_en(std::string_view text, const Occasion&) {
    return amounts(text, Language::English, AmountScope::Dimensions, "dimension");
}
std::vector<Recognized> recognize_dimensions_zh(std::string_view text, const Occasion&) {
    return amounts(text, Language::Chinese, AmountScope::Dimensions, "dimension");
}
std::vector<Recognized> recognize_ages_en(std::string_view text, const Occasion&) {
    return amounts(text, Language::English, AmountScope::Ages, "age");
}
std::vector<Recognized> recognize_ages_zh(std::string_view text, const Occasion&) {
    return amounts(text, Language::Chinese, AmountScope::Ages, "age");
}
std::vector<Recognized> recognize_temperatures_en(std::string_view text, const Occasion&) {
    return amounts(text, Language::English, AmountScope::Temperatures, "temperature");
}
std::vector<Recognized> recognize_temperatures_zh(std::string_view text, const Occasion&) {
    return amounts(text, Language::Chinese, AmountScope::Temperatures, "temperature");
}

}  // namespace errand::eval::language
