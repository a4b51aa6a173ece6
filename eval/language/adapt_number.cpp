// Numbers, ordinals, percentages and ranges of src/language in the examples' form.
#include <fmt/format.h>

#include <cmath>

#include "eval/language/adapt_net_number.hpp"
#include "eval/language/adapters.hpp"
#include "language/numeric/spans.hpp"

namespace errand::eval::language {
namespace {

using namespace errand::language;

std::string subtype(const NumberSpan& number) {
    switch (number.kind) {
        case NumberKind::Integer:
            return "integer";
        case NumberKind::Decimal:  // "5.00" is called an integer
            return number.value == std::floor(number.value) ? "integer" : "decimal";
        case NumberKind::Fraction:
            return "fraction";
        case NumberKind::Power:
            return "power";
    }
    return {};
}

std::vector<Recognized> numbers(std::string_view text, Language language) {
    std::vector<Recognized> all;
    for (const auto& number : find_numbers(text, language))
        all.push_back(
            {number.begin, number.end, "number",
             json::object{{"value", net_number(number.value)}, {"subtype", subtype(number)}}});
    return all;
}

std::vector<Recognized> ordinals(std::string_view text, Language language,
                                 const Occasion& occasion) {
    std::vector<Recognized> all;
    for (const auto& ordinal : find_ordinals(text, language)) {
        const bool absolute = ordinal.anchor == Anchor::Start;
        if (!absolute && occasion.mode == "suppress_extended") continue;
        const bool from_end = ordinal.anchor == Anchor::End;
        const auto offset = from_end && ordinal.offset > 0 ? -ordinal.offset : ordinal.offset;
        const auto written = net_number(offset);
        const std::string anchor = absolute ? "start" : from_end ? "end" : "current";
        const std::string_view sign = offset < 0 ? "" : "+";
        const auto value = absolute ? written : fmt::format("{}{}{}", anchor, sign, written);
        all.push_back(
            {ordinal.begin, ordinal.end, absolute ? "ordinal" : "ordinal.relative",
             json::object{{"offset", written}, {"relativeTo", anchor}, {"value", value}}});
    }
    return all;
}

std::vector<Recognized> percents(std::string_view text, Language language,
                                 const Occasion& occasion) {
    std::vector<Recognized> all;
    const auto scope =
        occasion.mode == "percent" ? PercentScope::Shares : PercentScope::Percentages;
    for (const auto& percent : find_percents(text, language, scope))
        all.push_back({percent.begin, percent.end, "percentage",
                       json::object{{"value", percent.percent ? net_number(*percent.percent) + "%"
                                                              : "null"}}});
    return all;
}

// The examples leave out the upper end of a pair, except in their experimental mode.
std::vector<Recognized> ranges(std::string_view text, Language language, const Occasion& occasion) {
    std::vector<Recognized> all;
    for (const auto& range : find_number_ranges(text, language)) {
        const bool open = range.pair && occasion.mode != "experimental";
        std::string value = range.low && range.low->closed ? "[" : "(";
        if (range.low) value += net_number(range.low->value);
        value += ",";
        if (range.high) value += net_number(range.high->value);
        value += range.high && range.high->closed && !open ? "]" : ")";
        all.push_back({range.begin, range.end, "numberrange", json::object{{"value", value}}});
    }
    return all;
}

// "from 200 to 300 in 2008": the examples take "300 in 2008" for a fraction, so for no range.
bool ends_in_share(std::string_view text, const RangeSpan& range) {
    if (!range.pair || !text.substr(range.end).starts_with(" in ")) return false;
    const auto rest = find_numbers(text.substr(range.end + 4), Language::English);
    return !rest.empty() && rest.front().begin == 0 && rest.front().value > range.high->value;
}

}  // namespace

std::vector<Recognized> recognize_numbers_en(std::string_view text, const Occasion&) {
    return numbers(text, Language::English);
}
std::vector<Recognized> recognize_numbers_zh(std::string_view text, const Occasion&) {
    return numbers(text, Language::Chinese);
}
std::vector<Recognized> recognize_ordinals_en(std::string_view text, const Occasion& occasion) {
    return ordinals(text, Language::English, occasion);
}
std::vector<Recognized> recognize_ordinals_zh(std::string_view text, const Occasion& occasion) {
    return ordinals(text, Language::Chinese, occasion);
}
std::vector<Recognized> recognize_percents_en(std::string_view text, const Occasion& occasion) {
    return percents(text, Language::English, occasion);
}
std::vector<Recognized> recognize_percents_zh(std::string_view text, const Occasion& occasion) {
    return percents(text, Language::Chinese, occasion);
}
std::vector<Recognized> recognize_number_ranges_en(std::string_view text,
                                                   const Occasion& occasion) {
    auto all = ranges(text, Language::English, occasion);
    for (const auto& range : find_number_ranges(text, Language::English))
        if (ends_in_share(text, range))
            std::erase_if(all, [&](const Recognized& one) { return one.begin == range.begin; });
    return all;
}
std::vector<Recognized> recognize_number_ranges_zh(std::string_view text,
                                                   const Occasion& occasion) {
    return ranges(text, Language::Chinese, occasion);
}

}  // namespace errand::eval::language
