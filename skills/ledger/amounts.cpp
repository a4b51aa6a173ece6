// Amounts and bounds of amounts in a clause: see numbers.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "language/numeric/spans.hpp"
#include "language/text.hpp"
#include "skills/ledger/numbers.hpp"

namespace errand::skills::ledger {
namespace {

using invoice::Decimal;

std::optional<Decimal> decimal_of(double value) {
    return invoice::parse_decimal(fmt::format("{:.2f}", value));
}

language::Language language_of(std::string_view text) {
    const bool chinese =
        std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
    return chinese ? language::Language::Chinese : language::Language::English;
}

// Where words of the list end just before `at`: where the longest of them begins.
std::optional<std::size_t> begin_before(std::string_view text, std::size_t at,
                                        std::string_view list) {
    auto end = at;
    while (end > 0 && text[end - 1] == ' ') --end;
    constexpr std::size_t kLongest = 24;
    const auto from = end > kLongest ? end - kLongest : 0;
    const auto near = text.substr(from, end - from);
    for (auto spot = find_word(near, list); spot; spot = find_word(near, list, spot->begin + 1))
        if (spot->end == near.size()) return from + spot->begin;
    return std::nullopt;
}

bool before(std::string_view text, std::size_t at, std::string_view list) {
    return begin_before(text, at, list).has_value();
}

// A number with its unit, which stands before or behind it.
struct Amount {
    Spot spot;
    Decimal value;
    std::optional<Unit> unit;
    bool has_point = false;
};

std::vector<Amount> amounts_in(std::string_view text) {
    std::vector<Amount> all;
    for (const auto& number : language::find_numbers(text, language_of(text))) {
        const auto value = decimal_of(number.value);
        if (!value) continue;
        Amount one{{number.begin, number.end}, *value, unit_at(text, number.end), false};
        one.has_point = text.substr(number.begin, number.end - number.begin).contains('.');
        if (one.unit) {
            one.spot.end = one.unit->spot.end;
        } else if (const auto before = unit_before(text, number.begin)) {
            one.unit = before;
            one.spot.begin = before->spot.begin;
        }
        all.push_back(std::move(one));
    }
    return all;
}

// "between 20 and 50 euros", "20 到 50 元", "20 和 50 之间".
bool is_range(std::string_view text, const Amount& from, const Amount& to) {
    auto between = text.substr(from.spot.end, to.spot.begin - from.spot.end);
    while (between.starts_with(' ')) between.remove_prefix(1);
    while (between.ends_with(' ')) between.remove_suffix(1);
    const bool reaches =
        between == "到" || between == "至" || between == "to" || between == "-" || between == "~";
    const bool joins = reaches || between == "和" || between == "与" || between == "and";
    if (!joins) return false;
    if (before(text, from.spot.begin, "between|介于|from|在") ||
        word_at(text, past_spaces(text, to.spot.end), "之间"))
        return true;
    return reaches && (from.unit || to.unit);
}

void take_unit(AmountBound& bound, const std::optional<Unit>& unit) {
    if (!unit) return;
    bound.currency = unit->code;
    bound.shared = unit->shared;
}

enum class Side { Above, AtLeast, Below, AtMost };

// "不超过" is at most, "not under" at least.
Side denied(Side side) {
    switch (side) {
        case Side::Above:
            return Side::AtMost;
        case Side::AtLeast:
            return Side::Below;
        case Side::Below:
            return Side::AtLeast;
        case Side::AtMost:
            break;
    }
    return Side::Above;
}

struct SideWords {
    std::string_view words;
    Side side;
};
// Before an amount. What has a denial in it and means something of its own stands first.
constexpr auto kSidesBefore = std::to_array<SideWords>(
    {{"大于等于|大于或等于|greater than or equal to|more than or equal to|达到", Side::AtLeast},
     {"小于等于|小于或等于|less than or equal to", Side::AtMost},
     {"不止", Side::Above},
     {"不到|没到|未到|不足|不满|没有到|没达到|未达到|达不到|没有达到|still under", Side::Below},
     {"超过|超出|大于|高于|多于|贵过|over|above|more than|greater than|larger than|higher than|"
      "bigger than|exceeding|exceeds|exceed|beyond",
      Side::Above},
     {"至少|最少|起码|at least|from", Side::AtLeast},
     {"低于|小于|少于|under|below|less than|smaller than|cheaper than|lower than|fewer than",
      Side::Below},
     {"最多|至多|顶多|at most|up to", Side::AtMost}});
constexpr std::string_view kDeniesSide =
    "不|没|没有|未|不会|并不|并没有|不能|不可|别|不得|not|no|isn't|aren't|wasn't|weren't|don't|"
    "doesn't|didn't|never|nothing|none|is not|are not|does not|do not|did not|do not|that's not";

struct SideSaid {
    Side side;
    Spot spot;  // of the amount with the words that say so
};

// On which side of the amount the words around it say, with a denial of that: "不大于", "not over".
std::optional<SideSaid> side_of(std::string_view text, const Amount& amount) {
    const auto at = past_spaces(text, amount.spot.end);
    const auto behind = [&](Side side, std::size_t end) -> std::optional<SideSaid> {
        // "不是500以上的", "not 500 or more".
        const auto turned =
            begin_before(text, amount.spot.begin, "不是|不在|没有|没|not|isn't|aren't");
        return SideSaid{turned ? denied(side) : side, {turned.value_or(amount.spot.begin), end}};
    };
    if (const auto word = word_at(text, at,
                                  "以上|及以上|起|or more|and more|and above|or above|and over|"
                                  "or over|plus"))
        return behind(Side::AtLeast, *word);
    if (const auto word = word_at(text, at,
                                  "以下|以内|之内|及以下|or less|and below|or below|and under|"
                                  "or under"))
        return behind(Side::AtMost, *word);
    for (const auto& [words, side] : kSidesBefore) {
        const auto begin = begin_before(text, amount.spot.begin, words);
        if (!begin) continue;
        const auto turned = begin_before(text, *begin, kDeniesSide);
        return SideSaid{turned ? denied(side) : side, {turned.value_or(*begin), amount.spot.end}};
    }
    return std::nullopt;
}

// The bound that the words around the amount say, which stands with them at `spot`.
std::optional<AmountBound> bound_of(std::string_view text, const Amount& amount, Spot& spot) {
    AmountBound bound;
    if (const auto side = side_of(text, amount)) {
        spot = side->spot;
        switch (side->side) {
            case Side::Above:
                bound.above = amount.value;
                break;
            case Side::AtLeast:
                bound.low = amount.value;
                break;
            case Side::Below:
                bound.below = amount.value;
                break;
            case Side::AtMost:
                bound.high = amount.value;
                break;
        }
    } else if (amount.unit || amount.has_point) {
        bound.low = bound.high = amount.value;
    } else {
        return std::nullopt;
    }
    take_unit(bound, amount.unit);
    return bound;
}

}  // namespace

std::vector<AmountBound> read_amount_bounds(std::string& clause) {
    std::vector<AmountBound> bounds;
    std::vector<Spot> read;
    const auto all = amounts_in(clause);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto spot = all[i].spot;
        std::optional<AmountBound> bound;
        if (i + 1 < all.size() && is_range(clause, all[i], all[i + 1])) {
            const auto& to = all[++i];
            bound.emplace();
            bound->low = all[i - 1].value;
            bound->high = to.value;
            take_unit(*bound, to.unit ? to.unit : all[i - 1].unit);
            spot.end = to.spot.end;
        } else {
            bound = bound_of(clause, all[i], spot);
        }
        if (!bound) continue;
        bounds.push_back(*std::move(bound));
        read.push_back(spot);
    }
    for (const auto spot : read) blank(clause, spot);
    if (!read.empty()) take_words(clause, "between|介于|之间");
    return bounds;
}

namespace {

// A sign right before the number, brackets around it, or a word. "12-50" has no sign.
bool is_below_zero(std::string_view text, std::size_t begin, std::size_t end) {
    auto before = text.substr(0, begin);
    for (const std::string_view currency : {"¥", "€", "$", "£"})
        if (before.ends_with(currency)) before.remove_suffix(currency.size());
    for (const std::string_view dash : {"-", "−", "–"}) {
        if (!before.ends_with(dash)) continue;
        before.remove_suffix(dash.size());
        return before.empty() || !is_letter(before.back());
    }
    if (before.ends_with('(')) return end < text.size() && text[end] == ')';
    while (before.ends_with(' ')) before.remove_suffix(1);
    for (const std::string_view word : {"minus", "negative", "负", "负的"})
        if (before.ends_with(word)) return true;
    return false;
}

std::optional<Decimal> with_sign(std::optional<Decimal> value, bool below_zero) {
    if (value && below_zero && value->units > 0) return -*value;
    return value;
}

}  // namespace

std::optional<Decimal> read_amount(std::string_view text) {
    const auto language = language_of(text);
    const auto numbers = language::find_numbers(text, language);
    const auto sign_of = [&](std::size_t begin, std::size_t end) {
        for (const auto& number : numbers)
            if (number.begin >= begin && number.end <= end)
                return is_below_zero(text, number.begin, number.end);
        return false;
    };
    const auto amounts = language::find_amounts(text, language, language::AmountScope::Currencies);
    for (const auto& amount : amounts)
        if (amount.value)
            return with_sign(decimal_of(*amount.value), sign_of(amount.begin, amount.end));
    if (numbers.empty()) return std::nullopt;
    // Digits are taken as they stand: no rounding through a double.
    const auto& first = numbers.front();
    const auto said = text.substr(first.begin, first.end - first.begin);
    const bool below = is_below_zero(text, first.begin, first.end);
    if (const auto exact = invoice::parse_decimal(said)) return with_sign(exact, below);
    return with_sign(decimal_of(first.value), below);
}

bool has_thousandths(std::string_view text) {
    constexpr std::size_t kCents = 3;  // with the point
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] != '.' || !is_digit(text[at - 1])) continue;
        auto end = at + 1;
        while (end < text.size() && is_digit(text[end])) ++end;
        const bool further = end < text.size() && (text[end] == '.' || text[end] == ',');
        return end - at > kCents && !further;
    }
    return false;
}

namespace {

std::size_t digits_at(std::string_view text, std::size_t at) {
    auto end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - at;
}

// Behind these an amount comes, so that "12,50" is none of a list of places.
constexpr std::string_view kBeforeAmount =
    "是|为|成|到|=|:|按|为:|is|are|was|to|be|at|eur|usd|gbp|chf|cny|rmb|total|amount|金额|总额|"
    "合计";
constexpr std::string_view kBehindAmount =
    "元|块|欧|美元|eur|euro|euros|usd|dollars|gbp|pounds|chf|cny|rmb";

}  // namespace

void write_with_points(std::string& text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || (at > 0 && (is_letter(text[at - 1]) || text[at - 1] == '.')))
            continue;
        auto end = at + digits_at(text, at);
        bool grouped = false;
        while (end < text.size() && text[end] == '.' && digits_at(text, end + 1) == 3) {
            grouped = true;
            end += 4;
        }
        const auto behind = end < text.size() && text[end] == ',' ? digits_at(text, end + 1) : 0;
        const auto stop = end + 1 + behind;
        // "12,5" at the end of what is said is one amount as well.
        const bool ends =
            behind == 1 && (text.find_first_not_of(" .!", stop) == std::string::npos ||
                            word_at(text, past_spaces(text, stop), kBehindAmount));
        const bool cents = behind == 2 || ends;
        const auto begin = at;
        at = end;
        if (!cents) continue;
        auto ahead = language::normalise(text.substr(0, begin));
        while (!ahead.empty() && (ahead.back() == ' ' || ahead.back() == '-')) ahead.pop_back();
        bool awaited = grouped || ahead.ends_with("€") || ahead.ends_with("$") ||
                       word_at(text, past_spaces(text, stop), kBehindAmount).has_value();
        for (auto spot = find_word(ahead, kBeforeAmount); spot && !awaited;
             spot = find_word(ahead, kBeforeAmount, spot->end))
            awaited = spot->end == ahead.size();
        if (!awaited) continue;
        text[end] = '.';
        auto whole = text.substr(begin, end - begin);
        std::erase(whole, '.');
        text.replace(begin, end - begin, whole);
        at = begin + whole.size() + behind;
    }
}

}  // namespace errand::skills::ledger
