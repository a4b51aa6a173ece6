// English addresses: see place_readers.hpp.
#include <algorithm>
#include <array>

#include "language/english_words.hpp"
#include "language/limits.hpp"
#include "language/place_readers.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

constexpr std::size_t kMaxRoadWords = 4;
constexpr std::size_t kMaxCityWords = 3;

constexpr std::array<std::string_view, 51> kStates = {
    "al", "ak", "az", "ar", "ca", "co", "ct", "de", "dc", "fl", "ga", "hi", "id",
    "il", "in", "ia", "ks", "ky", "la", "me", "md", "ma", "mi", "mn", "ms", "mo",
    "mt", "ne", "nv", "nh", "nj", "nm", "ny", "nc", "nd", "oh", "ok", "or", "pa",
    "ri", "sc", "sd", "tn", "tx", "ut", "vt", "va", "wa", "wv", "wi", "wy"};
constexpr std::array<std::string_view, 50> kStateNames = {
    "alabama",       "alaska",      "arizona",        "arkansas",      "california",
    "colorado",      "connecticut", "delaware",       "florida",       "georgia",
    "hawaii",        "idaho",       "illinois",       "indiana",       "iowa",
    "kansas",        "kentucky",    "louisiana",      "maine",         "maryland",
    "massachusetts", "michigan",    "minnesota",      "mississippi",   "missouri",
    "montana",       "nebraska",    "nevada",         "new hampshire", "new jersey",
    "new mexico",    "new york",    "north carolina", "north dakota",  "ohio",
    "oklahoma",      "oregon",      "pennsylvania",   "rhode island",  "south carolina",
    "south dakota",  "tennessee",   "texas",          "utah",          "vermont",
    "virginia",      "washington",  "west virginia",  "wisconsin",     "wyoming"};
constexpr std::array<std::string_view, 20> kCountries = {
    "usa",   "us",      "united states", "united kingdom", "uk",          "england", "scotland",
    "wales", "ireland", "canada",        "australia",      "new zealand", "china",   "singapore",
    "india", "germany", "france",        "japan",          "hong kong",   "taiwan"};
constexpr std::array<std::string_view, 16> kDirections = {
    "n",     "s",     "e",    "w",    "ne",        "nw",        "se",        "sw",
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"};

struct UnitWord {
    std::string_view word;
    PartKind kind;
};
constexpr std::array kUnitWords = {
    UnitWord{"apartment", PartKind::Unit},    UnitWord{"apt", PartKind::Unit},
    UnitWord{"suite", PartKind::Unit},        UnitWord{"ste", PartKind::Unit},
    UnitWord{"unit", PartKind::Unit},         UnitWord{"flat", PartKind::Unit},
    UnitWord{"room", PartKind::Room},         UnitWord{"rm", PartKind::Room},
    UnitWord{"building", PartKind::Building}, UnitWord{"bldg", PartKind::Building},
    UnitWord{"block", PartKind::Building},    UnitWord{"tower", PartKind::Building},
    UnitWord{"floor", PartKind::Floor},       UnitWord{"level", PartKind::Floor},
    UnitWord{"gate", PartKind::Gate},         UnitWord{"exit", PartKind::Gate},
    UnitWord{"terminal", PartKind::Gate},     UnitWord{"platform", PartKind::Gate},
    UnitWord{"door", PartKind::Gate},         UnitWord{"entrance", PartKind::Gate}};

template <std::size_t count>
bool one_of(const std::array<std::string_view, count>& all, std::string_view word) {
    return std::ranges::find(all, word) != all.end();
}

bool all_digits(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

class AddressReader {
  public:
    AddressReader(const Letters& text, const EnglishWords& words) : text_(text), words_(words) {}

    std::optional<FoundPlace> read() {
        if (words_.size() == 0) return std::nullopt;
        const bool corner = read_corner();
        if (!corner) {
            while (unit()) {
            }
            const bool street = numbered_street() || (made_.parts.empty() && plain_street());
            if (made_.parts.empty()) return std::nullopt;
            if (!street) return units_alone();
        }
        while (made_.parts.size() < kMaxPlaceParts && (unit() || place_behind())) {
        }
        return finish(PlaceKind::Address);
    }

  private:
    std::optional<FoundPlace> finish(PlaceKind kind) {
        made_.kind = kind;
        made_.place = {words_[0].begin, words_[at_ - 1].end};
        made_.name = text_.said(made_.place.begin, made_.place.end);
        return std::move(made_);
    }
    // "room 302", "building 5, floor 2"; a gate alone is a landmark.
    std::optional<FoundPlace> units_alone() {
        const bool gate = std::ranges::all_of(
            made_.parts, [](const PlacePart& part) { return part.kind == PartKind::Gate; });
        return finish(gate ? PlaceKind::Landmark : PlaceKind::Address);
    }

    void add(PartKind kind, std::size_t count) {
        const Place place{words_[at_].begin, words_[at_ + count - 1].end};
        made_.parts.push_back({kind, place, std::string(text_.said(place.begin, place.end))});
        at_ += count;
    }
    bool has(PartKind kind) const {
        return std::ranges::find(made_.parts, kind, &PlacePart::kind) != made_.parts.end();
    }

    // "Apt 4B", "#12", "5th floor", "floor 5".
    bool unit() {
        const auto& word = words_[at_];
        if (word.begin > 0 && text_.before(word.begin) == U'#' && is_number_word(word.text) &&
            !made_.parts.empty()) {
            add(PartKind::Unit, 1);
            return true;
        }
        if (is_ordinal_word(word.text) && words_.is(at_ + 1, "floor")) {
            add(PartKind::Floor, 2);
            return true;
        }
        const auto* found = std::ranges::find(kUnitWords, word.text, &UnitWord::word);
        if (found == kUnitWords.end()) return false;
        auto count = std::size_t{1};
        if (words_.is(at_ + count, "number") || words_.is(at_ + count, "no")) ++count;
        const auto& number = words_[at_ + count];
        const bool letter = number.upper && number.text.size() == 1 && number.text != "i";
        const bool mixed =
            number.text.size() <= 5 && number.text.size() > 1 &&
            std::ranges::any_of(number.text, [](char c) { return c >= '0' && c <= '9'; });
        if (number.comma || !(letter || mixed || is_number_word(number.text))) return false;
        // "room 5 people": what is counted
        add(found->kind, count + 1);
        return true;
    }

    // How many words from `at` on are a road's name with its last word; 0: none.
    std::size_t road(std::size_t at, bool numbered) const {
        bool weak = false;
        std::size_t capitals = 0;
        for (std::size_t count = 0; count <= kMaxRoadWords; ++count) {
            const auto& word = words_[at + count];
            if (word.text.empty() || (count > 0 && word.comma)) return 0;
            const bool ends =
                is_road_word(word.text, weak) && (count > 0 || word.text == "broadway");
            if (ends && (!weak || (word.capital && numbered))) {
                const bool named = numbered || (word.capital && capitals == count);
                return named ? count + 1 : 0;
            }
            if (is_function_word(word.text)) return 0;
            if (is_number_word(word.text) && !is_ordinal_word(word.text)) return 0;
            capitals += word.capital || is_ordinal_word(word.text) ? 1 : 0;
        }
        return 0;
    }

    void add_road(std::size_t count) {
        const auto behind = at_ + count;
        const auto& word = words_[behind];
        const bool directed = one_of(kDirections, word.text) && !word.comma && word.capital;
        add(PartKind::Road, directed ? count + 1 : count);
    }

    bool numbered_street() {
        if (!is_number_word(words_[at_].text)) return false;
        const auto count = words_[at_ + 1].comma ? 0 : road(at_ + 1, true);
        if (count == 0) return false;
        add(PartKind::Number, 1);
        add_road(count);
        return true;
    }
    bool plain_street() {
        const auto count = road(at_, false);
        if (count == 0) return false;
        add_road(count);
        return true;
    }

    // "the corner of Fifth Avenue and Main Street".
    bool read_corner() {
        auto from = std::size_t{words_.is(0, "the") ? 1U : 0U};
        if (!words_.is(from, "corner") || !words_.is(from + 1, "of")) return false;
        from += 2;
        const auto first = road(from, true);
        const auto one = first > 0 ? first : (words_[from].capital ? 1 : 0);
        const auto joint = from + one;
        if (one == 0 || !(words_.is(joint, "and") || words_.is(joint, "&"))) return false;
        const auto second = road(joint + 1, true);
        const auto two = second > 0 ? second : (words_[joint + 1].capital ? 1 : 0);
        if (two == 0) return false;
        at_ = from;
        add(PartKind::Road, one);
        ++at_;
        add(PartKind::Road, two);
        made_.relation = Relation::Corner;
        return true;
    }

    static bool has_digit(std::string_view word) {
        return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
    }

    template <std::size_t count>
    std::size_t listed(const std::array<std::string_view, count>& names) const {
        for (const auto name : names)
            if (const auto words = words_.reads(at_, name)) return words;
        return 0;
    }

    // City, state, postcode, country.
    bool place_behind() {
        const auto& word = words_[at_];
        if (word.text.empty()) return false;
        if (postcode()) return true;
        if (word.upper && one_of(kStates, word.text) && (word.comma || has(PartKind::City))) {
            add(PartKind::Province, 1);
            return true;
        }
        if (const auto count = listed(kCountries); count > 0 && word.comma) {
            add(PartKind::Country, count);
            return true;
        }
        if (const auto count = listed(kStateNames);
            count > 0 && word.comma && has(PartKind::City)) {
            add(PartKind::Province, count);
            return true;
        }
        return city();
    }
    bool postcode() {
        const auto& word = words_[at_];
        const bool behind = has(PartKind::Province) || has(PartKind::City);
        const bool american =
            behind && (all_digits(word.text) ? word.text.size() == 5
                                             : word.text.size() == 10 && word.text[5] == '-');
        if (american) {
            add(PartKind::Postcode, 1);
            return true;
        }
        // "SW1A 1AA"
        const auto& next = words_[at_ + 1];
        const bool outward =
            word.text.size() >= 2 && word.text.size() <= 4 && word.capital &&
            !all_digits(word.text) &&
            std::ranges::any_of(word.text, [](char c) { return c >= '0' && c <= '9'; });
        const bool inward = next.text.size() == 3 && next.text[0] >= '0' && next.text[0] <= '9' &&
                            next.text[1] >= 'a' && next.text[2] >= 'a' && !next.comma;
        if (!outward || !inward) return false;
        add(PartKind::Postcode, 2);
        return true;
    }
    // Capital words behind a comma, or "in".
    bool city() {
        if (has(PartKind::City) || has(PartKind::Province)) return false;
        const bool in = words_.is(at_, "in") && words_[at_ + 1].capital && !words_[at_ + 1].upper;
        const auto from = in ? at_ + 1 : at_;
        if (!in && !words_[at_].comma) return false;
        std::size_t count = 0;
        for (; count < kMaxCityWords; ++count) {
            const auto& word = words_[from + count];
            if (!word.capital || is_function_word(word.text) || has_digit(word.text)) break;
            if (count > 0 && (word.comma || (word.upper && word.text.size() == 2))) break;
        }
        if (count == 0) return false;
        at_ = from;
        add(PartKind::City, count);
        return true;
    }

    const Letters& text_;
    const EnglishWords& words_;
    std::size_t at_ = 0;
    FoundPlace made_;
};

}  // namespace

std::optional<FoundPlace> read_english_address(const Letters& text, const EnglishWords& words) {
    return AddressReader(text, words).read();
}

}  // namespace errand::language
