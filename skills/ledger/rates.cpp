#include "skills/ledger/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "language/numeric/spans.hpp"
#include "ledger/money.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Change;
using invoice::Decimal;
using Codes = std::set<std::string>;

constexpr std::string_view kRateWords = "汇率|exchange rate|rate|fx rate|换算";
constexpr std::string_view kEquals = "=|等于|兑换|兑|折合|equals";

std::string listed(const Codes& codes, std::string_view separator) {
    return fmt::format("{}", fmt::join(codes, separator));
}

// What one unit is worth where so many of them are worth `value`.
std::optional<Decimal> per_unit(Decimal value, Decimal units) {
    constexpr invoice::Wide kOne = 1'000'000'000'000;
    if (!errand::ledger::is_rate(value) || units.units <= 0) return std::nullopt;
    const Decimal one{value.units * kOne / units.units};
    return errand::ledger::is_rate(one) ? std::optional(one) : std::nullopt;
}

// A clause in its parts: "100 日元", "=", "4.8 人民币". Without a mark all of it stands right.
struct Parts {
    std::string left;
    std::string right;
    bool equals = false;  // both have an amount
    bool marked = false;  // a word or a sign of equality stands between them
};

Parts parts_of(const std::string& text) {
    if (const auto mark = find_word(text, kEquals))
        return {text.substr(0, mark->begin), text.substr(mark->end), true, true};
    // "1美元7.2", "1:7.85", "1 EUR is 0.85 GBP": so many units, and what they are worth.
    const bool chinese =
        std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
    const auto numbers = language::find_numbers(
        text, chinese ? language::Language::Chinese : language::Language::English);
    if (numbers.size() != 2) return {{}, text, false, false};
    const auto second = numbers[1].begin;
    return {text.substr(0, second), text.substr(second), true, false};
}

// "不是7.85": a value that is denied is none.
bool is_denied_value(const std::string& text) {
    constexpr std::string_view kDenies = "不是|并非|不应是|isn't|is not|wasn't|not";
    const auto denial = find_word(text, kDenies);
    return denial && read_amount(text.substr(denial->end)).has_value();
}

// Takes the names of currencies out of the text.
Codes take_currencies(std::string& text) {
    Codes codes;
    for (const auto& [spot, code] : read_currencies(text)) {
        blank(text, spot);
        codes.insert(code);
    }
    return codes;
}

class Rate {
  public:
    Rate(const Scene& scene, const Clause& clause)
        : scene_(scene), own_(scene.ledger.setting().currency), parts_(parts_of(clause.text)) {
        is_denied_ = is_denied_value(clause.text);
        left_ = take_currencies(parts_.left);
        right_ = take_currencies(parts_.right);
        is_said_ = has_word(clause.text, kRateWords) ||
                   (parts_.marked && !(left_.empty() && right_.empty()));
    }

    std::optional<RateSaid> run() const {
        if (!is_said_ || is_denied_) return std::nullopt;
        const auto amount = read_amount(parts_.right);
        if (!amount) return std::nullopt;
        const auto units = parts_.equals ? read_amount(parts_.left) : std::nullopt;
        if (units && !is_round(*units)) return of({}, *units);
        const auto value = per_unit(*amount, units.value_or(invoice::from_hundredths(100)));
        if (!value) return std::nullopt;
        return in_own_currency() ? of(meant(), *value) : refused();
    }

  private:
    // Rates are told for 1, 10, 100 … units.
    static bool is_round(Decimal units) {
        for (const int round : {1, 10, 100, 1'000, 10'000, 100'000})
            if (units == invoice::from_hundredths(std::int64_t{round} * 100)) return true;
        return false;
    }
    // Whatever stands behind the mark is what the ledger is converted to.
    bool in_own_currency() const {
        return !parts_.equals || right_.empty() || right_ == Codes{own_};
    }
    RateSaid refused() const {
        return {{},
                {fmt::format("台账折算成 {};请说 1 单位外币合多少 {}。", own_, own_),
                 fmt::format("The ledger is converted to {}; say what one unit is in {}.", own_,
                             own_)}};
    }
    // The currencies that are named, else those of the ledger, but for its own.
    Codes meant() const {
        auto codes = parts_.equals ? left_ : right_;
        const bool named = !codes.empty();
        codes.erase(own_);
        if (!named)
            for (const auto& entry : scene_.ledger.entries())
                if (entry.invoice.currency.has() && entry.invoice.currency.value != own_)
                    codes.insert(entry.invoice.currency.value);
        return codes;
    }
    RateSaid of(const Codes& codes, Decimal value) const {
        if (codes.empty())
            return {{},
                    {"这是哪一种外币的汇率?比如“1 美元 = 7.1”。",
                     "Which currency's rate is that? As in \"1 USD = 7.1\"."}};
        if (codes.size() > 1)
            return {{},
                    {fmt::format("汇率要一种一种说:{} 各是多少?", listed(codes, "、")),
                     fmt::format("One rate for each, please: {}.", listed(codes, ", "))}};
        Change set{.act = errand::ledger::Act::Set,
                   .filter = {},
                   .field = "rate",
                   .value = invoice::to_string(value)};
        const auto& code = *codes.begin();
        set.filter.currency = code;
        const bool there = !scene_.ledger.matching(set.filter).empty();
        return {{set},
                {fmt::format("{} 汇率按 {}{}。", code, set.value,
                             there ? "" : "(现在没有这种货币的发票)"),
                 fmt::format("{} at {}{}.", code, set.value,
                             there ? "" : " (no invoice is in it yet)")}};
    }

    const Scene& scene_;
    std::string own_;
    Parts parts_;
    Codes left_, right_;
    bool is_said_ = false;
    bool is_denied_ = false;
};

}  // namespace

std::optional<RateSaid> read_rate(const Scene& scene, const Clause& clause) {
    return Rate(scene, clause).run();
}

}  // namespace errand::skills::ledger
