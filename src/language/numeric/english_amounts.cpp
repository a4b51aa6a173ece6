// Amounts of a unit in English text: money, sizes, ages, temperatures. See spans.hpp.
#include <algorithm>
#include <array>

#include "language/numeric/digits.hpp"
#include "language/numeric/english_numerals.hpp"
#include "language/numeric/finders.hpp"
#include "language/numeric/units.hpp"

namespace errand::language::numeric {
namespace {

struct Match {
    std::size_t end = 0;  // the piece behind the form
    Form form;
    double factor = 1;  // of the letter before a code: "MUSD"
    explicit operator bool() const { return form.unit != nullptr; }
};

// What surrounds an amount, as far as it tells one meaning from another.
struct Context {
    bool heat = false;   // speaks of temperature
    bool turn = false;   // speaks of angles
    bool atoms = false;  // speaks of picometers
};

constexpr std::array kHeat = std::to_array<std::string_view>(
    {"celcius",    "farenheit",  "centigrate", "temperature", "temperatures", "temp",
     "thermostat", "celsius",    "fahrenheit", "weather",     "boil",         "boils",
     "boiling",    "melts",      "freeze",     "freezes",     "freezing",     "heat",
     "heater",     "hot",        "cold",       "warm",        "cool",         "fever",
     "oven",       "centigrade", "kelvin",     "preheat",     "ac",           "hotter"});

constexpr std::array<std::string_view, 14> kTurn = {
    "rotate", "rotated", "rotation", "angle",     "angles",    "turn",  "turned",
    "tilt",   "tilted",  "latitude", "longitude", "clockwise", "slope", "rotates"};

Context context_of(const Pieces& pieces) {
    Context context;
    for (const auto& piece : pieces.all) {
        if (piece.kind != PieceKind::Word) continue;
        context.heat = context.heat || std::ranges::find(kHeat, piece.text) != kHeat.end();
        context.turn = context.turn || std::ranges::find(kTurn, piece.text) != kTurn.end();
        context.atoms = context.atoms || piece.text.starts_with("picomet");
    }
    return context;
}

class Finder {
  public:
    Finder(const Pieces& pieces, const Forms& forms, AmountScope scope)
        : pieces_(pieces), forms_(forms), scope_(scope), context_(context_of(pieces)) {}

    std::vector<AmountSpan> find() {
        for (std::size_t at = 0; at < pieces_.size();) {
            const auto past = take_before(at);
            at = past > at ? past : std::max(take_behind(at), at + 1);
        }
        return merged();
    }

  private:
    std::string cased(std::size_t at) const;
    bool in_capitals(std::size_t at) const;
    Match longest(std::size_t at, unsigned use) const;
    Match coded(std::size_t at) const;
    bool allowed(const Form& form, std::size_t at, std::size_t end) const;
    Match unit_behind(const EnglishValue& value) const;
    bool is_code(const EnglishValue& value) const;
    bool opens_next(const EnglishValue& value, const Match& match) const;
    std::optional<EnglishValue> glued_digits(std::size_t at) const;
    std::size_t take_before(std::size_t at);
    std::size_t take_behind(std::size_t at);
    std::size_t add(std::size_t begin, std::size_t end, std::optional<double> value,
                    const Unit& unit, std::size_t end_piece, bool before);
    std::size_t past_cents(AmountSpan& amount, std::size_t at, bool before) const;
    std::vector<AmountSpan> merged() const;

    const Pieces& pieces_;
    const Forms& forms_;
    AmountScope scope_;
    Context context_;
    std::vector<AmountSpan> found_;
};

std::string Finder::cased(std::size_t at) const {
    std::string made;
    for (auto i = pieces_[at].begin; i < pieces_[at].end; ++i)
        append_utf8(made, pieces_.text.cased(i));
    return made;
}

bool Finder::in_capitals(std::size_t at) const {
    for (auto i = pieces_[at].begin; i < pieces_[at].end; ++i)
        if (pieces_.text.cased(i) < U'A' || pieces_.text.cased(i) > U'Z') return false;
    return true;
}

// The longest form at piece `at` that may be used so.
Match Finder::longest(std::size_t at, unsigned use) const {
    Match best;
    std::string key;
    const auto most = std::min(pieces_.size(), at + forms_.longest);
    if (at < most) {
        if (const auto found = forms_.cased.find(cased(at)); found != forms_.cased.end() &&
                                                             (found->second.use & use) != 0 &&
                                                             allowed(found->second, at, at + 1))
            best = {at + 1, found->second};
    }
    if (at >= most || !forms_.starts.contains(pieces_[at].text)) return best;
    for (auto i = at; i < most; ++i) {
        const auto& piece = pieces_[i];
        if (i > at && piece.gap && piece.kind == PieceKind::Digits) break;
        if (!key.empty()) key.push_back(' ');
        key += piece.text;
        const auto found = forms_.folded.find(key);
        if (found == forms_.folded.end() || (found->second.use & use) == 0) continue;
        if (i == at && best) continue;  // as it was written comes first
        if (allowed(found->second, at, i + 1)) best = {i + 1, found->second};
    }
    return best;
}

constexpr std::string_view kLetters = "kmbt";

constexpr std::array<double, 4> kFactors = {1e3, 1e6, 1e9, 1e12};

// "MUSD", "KEUR": a code with the letter that multiplies it.
Match Finder::coded(std::size_t at) const {
    if (at >= pieces_.size() || pieces_[at].text.size() != 4 || !in_capitals(at)) return {};
    const auto letter = kLetters.find(pieces_[at].text[0]);
    const auto found = forms_.folded.find(pieces_[at].text.substr(1));
    if (letter == kLetters.npos || found == forms_.folded.end()) return {};
    if (found->second.unit->iso.empty()) return {};
    return {at + 1, found->second, kFactors[letter]};
}

bool Finder::allowed(const Form& form, std::size_t at, std::size_t end) const {
    const bool glued_digits = end < pieces_.size() && pieces_[end].kind == PieceKind::Digits &&
                              !pieces_[end].gap && pieces_[end - 1].kind == PieceKind::Word;
    if (glued_digits && (form.use & kBefore) == 0) return false;
    if ((form.use & kUpper) != 0 && !in_capitals(at)) return false;
    const auto& name = form.unit->name;
    if (name == "Degree") {
        const bool scale = pieces_.is_any(end, {"c", "f", "k"});
        if (form.unit->kind == UnitKind::Angle) return !context_.heat && !scale;
        return !context_.turn;
    }
    if ((form.use & kContext) == 0) return true;
    if (form.unit->kind == UnitKind::Temperature) return context_.heat;
    if (name == "Picometer") return context_.atoms;
    if (name == "Inch") {  // "2 in april"
        const bool after_feet = !found_.empty() && found_.back().unit == "Foot";
        return after_feet || end >= pieces_.size() || pieces_[end].kind == PieceKind::Mark ||
               pieces_.is_any(end, {"x", "by", "wide", "long", "tall", "high", "deep", "thick"});
    }
    return end >= pieces_.size() || pieces_[end].kind == PieceKind::Mark;
}

constexpr std::size_t kFar = 32;

// Digits of a code: "scp-173 m", "scp2-173m".
bool Finder::is_code(const EnglishValue& value) const {
    const auto& text = pieces_.text;
    if (!value.digits || value.begin < 2 || text.at(value.begin - 1) != U'-') return false;
    for (auto i = value.begin - 1; i > 0 && value.begin - i < kFar; --i) {
        if (is_letter(text.at(i - 1))) return true;
        if (!is_digit(text.at(i - 1))) return false;
    }
    return false;
}

// "1 $10", "1 $ 10 dollars": the sign belongs to the number behind it.
bool Finder::opens_next(const EnglishValue& value, const Match& match) const {
    if ((match.form.use & kBefore) == 0 || match.end >= pieces_.size()) return false;
    const auto& next = pieces_[match.end];
    if (next.kind != PieceKind::Digits) return false;
    const bool gap = pieces_[value.end_piece].gap;
    if (!next.gap) return gap;
    const auto second = read_english(pieces_, match.end, Letters::MultiplyMoney);
    if (!second || !gap) return false;
    const auto word = longest(second->end_piece, kBehind);
    return word && pieces_[second->end_piece].kind == PieceKind::Word &&
           parts_of_unit(*match.form.unit, *word.form.unit) == 0;
}

constexpr std::string_view kOpen = "{<([", kClose = "}>)]";

Match Finder::unit_behind(const EnglishValue& value) const {
    auto at = value.end_piece;
    if (at >= pieces_.size()) return {};
    const bool hyphen =
        pieces_.is(at, "-") && at + 1 < pieces_.size() && pieces_[at + 1].kind == PieceKind::Word;
    if (hyphen || (value.half && pieces_.is_any(at, {"a", "an"}))) ++at;
    const auto bracket =
        pieces_[at].text.size() == 1 ? kOpen.find(pieces_[at].text[0]) : kOpen.npos;
    if (bracket != kOpen.npos) {
        auto match = longest(at + 1, kBehind);
        if (!match || !pieces_.is(match.end, kClose.substr(bracket, 1))) return {};
        ++match.end;
        return match;
    }
    auto match = longest(at, kBehind);
    if (!match && scope_ == AmountScope::Currencies) match = coded(at);
    if (match && scope_ == AmountScope::Currencies && opens_next(value, match)) return {};
    return match;
}

// "15 dollars 50", "$100 and fifty": hundredths said without their name. Where they end, or `at`.
std::size_t Finder::past_cents(AmountSpan& amount, std::size_t at, bool before) const {
    const bool hundredths = amount.kind == UnitKind::Currency && amount.value.has_value();
    if (!hundredths || *amount.value != static_cast<double>(static_cast<long long>(
                                            std::min(std::abs(*amount.value), 1e15))))
        return at;
    const bool joined = pieces_.is(at, "and");
    if (before && !joined) return at;
    const auto value = read_english(pieces_, joined ? at + 1 : at, Letters::Multiply);
    if (!value || value->kind != NumberKind::Integer || value->value <= 0 || value->value >= 100)
        return at;
    if (value->digits && value->end - value->begin != 2) return at;
    const auto next = value->end_piece;
    const bool goes_on =
        next < pieces_.size() && (pieces_[next].kind != PieceKind::Mark ||
                                  !pieces_.is_any(next, {".", ",", "?", "!", ";", ")", "\""}));
    if (goes_on && !pieces_.is(next, "and")) return at;
    *amount.value += value->value / 100;
    amount.end = value->end;
    return value->end_piece;
}

std::size_t Finder::add(std::size_t begin, std::size_t end, std::optional<double> value,
                        const Unit& unit, std::size_t end_piece, bool before) {
    AmountSpan amount{begin, end, value, unit.name, unit.kind, unit.iso};
    if (!unit.parts.empty()) end_piece = past_cents(amount, end_piece, before);
    found_.push_back(amount);
    return end_piece;
}

// "USD115.5", "USD5M": digits right behind letters.
std::optional<EnglishValue> Finder::glued_digits(std::size_t at) const {
    const auto& text = pieces_.text;
    const auto read = read_digits(text, pieces_[at].begin, {.comma_decimals = true});
    if (!read) return std::nullopt;
    EnglishValue value;
    value.begin = pieces_[at].begin, value.end = read->end, value.value = read->value;
    if (const auto more = read_multiplier(text, read->end, true))
        value.value *= more->factor, value.end = more->end;
    if (is_letter(text.at(value.end))) return std::nullopt;
    value.end_piece = pieces_.from(value.end);
    value.kind = read->kind;
    value.digits = true;
    return value;
}

// "$5", "us $ 150 million", "USD 200".
std::size_t Finder::take_before(std::size_t at) {
    if (scope_ != AmountScope::Currencies) return at;
    const auto match = longest(at, kBefore);
    if (!match || match.end >= pieces_.size()) return at;
    if (pieces_[match.end].kind != PieceKind::Digits) return at;
    auto value = read_english(pieces_, match.end, Letters::MultiplyMoney);
    if (!value && !pieces_[match.end].gap) value = glued_digits(match.end);
    auto plain = value ? value : read_english(pieces_, match.end, Letters::Attached);
    if (!plain || plain->begin != pieces_[match.end].begin) return at;
    // "usd115.5" ends with its digits; "us5kg" is no money.
    if (!value && is_letter(pieces_.text.at(plain->end))) return at;
    auto end = plain->end;
    auto end_piece = plain->end_piece;
    const auto* unit = match.form.unit;
    if (const auto again = longest(end_piece, kBehind);
        again && pieces_[end_piece].kind == PieceKind::Word) {
        // "$ 10 dollars" is one amount, "$1 usd" says which dollars.
        const auto& name = again.form.unit->name;
        const bool same =
            name == unit->name || (name == "Dollar" && unit->name.ends_with("dollar"));
        const bool closer = unit->name == "Dollar" && name.ends_with(" dollar");
        if (closer) unit = again.form.unit;
        if (closer || (same && pieces_[match.end].gap))
            end_piece = again.end, end = pieces_[again.end - 1].end;
    }
    return add(pieces_[at].begin, end, plain->value, *unit, end_piece, true);
}

// "5 dollars", "10km", "three-foot", or the unit alone.
std::size_t Finder::take_behind(std::size_t at) {
    std::size_t past = at + 1;
    for (const auto letters :
         {Letters::Attached,
          scope_ == AmountScope::Currencies ? Letters::MultiplyMoney : Letters::Multiply}) {
        const auto value = read_english(pieces_, at, letters);
        if (!value) continue;
        if (is_code(*value)) return value->end_piece;
        if (const auto match = unit_behind(*value))
            return add(value->begin, pieces_[match.end - 1].end, value->value * match.factor,
                       *match.form.unit, match.end, false);
        past = std::max(past, value->end_piece);
    }
    if (past > at + 1 || pieces_[at].kind == PieceKind::Digits) return past;
    const auto alone = longest(at, kAlone);
    if (!alone || (at > 0 && pieces_.is(at - 1, "per"))) return past;  // "per cent"
    if (alone.form.unit->name == "Degree" && !context_.heat) return past;
    return add(pieces_[at].begin, pieces_[alone.end - 1].end, std::nullopt, *alone.form.unit,
               alone.end, false);
}

// "5 dollars and 20 cents", "5 ft 2 in": one amount in the larger unit.
std::vector<AmountSpan> Finder::merged() const {
    std::vector<AmountSpan> all;
    Unit whole, part;
    for (const auto& amount : found_) {
        if (all.empty() || !all.back().value || !amount.value) {
            all.push_back(amount);
            continue;
        }
        auto& last = all.back();
        auto between = pieces_.from(last.end);
        if (pieces_.is(between, "and")) ++between;
        const bool next = between < pieces_.size() && pieces_[between].begin == amount.begin;
        whole = {last.unit, last.kind, last.iso, {}};
        part = {amount.unit, amount.kind, amount.iso, {}};
        if (whole.kind == UnitKind::Currency) whole.parts = parts_of_currency(last.unit);
        const double count = next ? parts_of_unit(whole, part) : 0;
        if (count > 0 && *amount.value >= 0 && *amount.value < count) {
            *last.value += *amount.value / count;
            last.end = amount.end;
        } else {
            all.push_back(amount);
        }
    }
    return all;
}

}  // namespace

std::vector<AmountSpan> english_amounts(const Glyphs& text, AmountScope scope) {
    const auto pieces = read_pieces(text);
    switch (scope) {
        case AmountScope::Currencies:
            return Finder(pieces, english_currencies(), scope).find();
        case AmountScope::Dimensions:
            return Finder(pieces, english_dimensions(), scope).find();
        case AmountScope::Ages:
            return Finder(pieces, english_ages(), scope).find();
        case AmountScope::Temperatures:
            return Finder(pieces, english_temperatures(), scope).find();
    }
    return {};
}

}  // namespace errand::language::numeric
