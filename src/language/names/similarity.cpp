#include "language/names/similarity.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace errand::language::names {
namespace {

constexpr float kHomophone = 0.12F;
constexpr float kSoundsAlike = 0.22F;
constexpr float kSwapped = 0.5F;
constexpr float kLeftOut = 0.6F;  // a unit of the name that the query does not have, for its weight
constexpr float kTooMuch = 0.8F;  // the other way round
constexpr float kUncovered = 0.3F;  // what the name has beside the stretch, for its share
constexpr float kHead = 0.8F;       // that much of it where the stretch is the name's head
constexpr double kByPinyin = 0.93;
constexpr double kByBlurredPinyin = 0.9;
constexpr double kByInitials = 0.85;
constexpr double kOtherOrder = 0.97;
constexpr double kWithoutBranch = 0.98;
constexpr std::size_t kMostInitials = 8;
constexpr std::u32string_view kNumerals = U"零一二三四五六七八九";
constexpr std::array<std::string_view, 13> kEnglishNumerals = {
    "zero",  "one",   "two",  "three", "four",   "five",  "six",
    "seven", "eight", "nine", "ten",   "eleven", "twelve"};

float han_cost(const Unit& a, const Unit& b) {
    if (a.character == b.character) return 0;
    float least = 1;
    for (const auto x : a.readings)
        for (const auto y : b.readings) {
            if (x == y) return kHomophone;
            if (sound_class(x) == sound_class(y)) least = kSoundsAlike;
        }
    return least;
}

float word_cost(std::string_view a, std::string_view b) {
    if (a == b) return 0;
    if (stem_of(a) == stem_of(b)) return 0.05F;
    const auto longer = std::max(a.size(), b.size());
    const auto apart = longer - std::min(a.size(), b.size());
    if (apart * 2 > longer) return 1;
    const auto distance = LetterPattern(a).distance_to(b);
    return std::min(1.0F, 1.3F * static_cast<float>(distance) / static_cast<float>(longer));
}

// 0: the same; 1: nothing in common.
float unit_cost(const Unit& a, const Unit& b) {
    if (a.kind == UnitKind::Han && b.kind == UnitKind::Han) return han_cost(a, b);
    if (a.kind == UnitKind::Word && b.kind == UnitKind::Word)
        return word_cost(a.letters, b.letters);
    if (a.kind == UnitKind::Number && b.kind == UnitKind::Number)
        return a.letters == b.letters ? 0.0F : 1.0F;
    if (a.kind != UnitKind::Han && b.kind != UnitKind::Han) {
        const auto& word = a.kind == UnitKind::Word ? a : b;
        const auto& number = a.kind == UnitKind::Word ? b : a;
        const auto digit = std::ranges::find(kEnglishNumerals, word.letters);
        const bool same = digit != kEnglishNumerals.end() &&
                          number.letters == std::to_string(digit - kEnglishNumerals.begin());
        return same ? 0.05F : 1.0F;
    }
    const auto& han = a.kind == UnitKind::Han ? a : b;
    const auto& other = a.kind == UnitKind::Han ? b : a;
    if (other.kind == UnitKind::Number) {
        const auto digit = kNumerals.find(han.character);
        const bool same = other.letters.size() == 1 && digit != std::u32string_view::npos &&
                          static_cast<char>('0' + digit) == other.letters[0];
        return same ? 0.05F : 1.0F;
    }
    for (const auto syllable : han.readings) {
        if (spelling(syllable) == other.letters) return kHomophone;
        if (blurred(spelling(syllable)) == blurred(other.letters)) return kSoundsAlike;
    }
    return 1;
}

struct Cell {
    float cost = 0;
    std::uint32_t begin = 0;
};

void take_less(Cell& to, const Cell& from, float added) {
    if (from.cost + added < to.cost) to = {from.cost + added, from.begin};
}

// The alignment's last three rows: a pattern's unit against everything.
struct Rows {
    using Row = std::array<Cell, kMaxUnits + 1>;
    using Costs = std::array<float, kMaxUnits + 1>;
    std::array<Row, 3> rows;
    std::array<Costs, 2> all_costs;
    Row* before_last = rows.data();
    Row* last = &rows[1];
    Row* now = &rows[2];
    Costs* costs_before = all_costs.data();
    Costs* costs = &all_costs[1];

    void step() {
        std::swap(before_last, last);
        std::swap(last, now);
        std::swap(costs_before, costs);
    }
};

double covered_score(double similarity, double matched, double whole, bool head) {
    const auto uncovered = std::max(0.0, whole - matched) / std::max(whole, 1e-6);
    return similarity * (1 - kUncovered * uncovered * (head ? kHead : 1.0F));
}

float weight_of(std::span<const Unit> units) {
    float sum = 0;
    for (const auto& unit : units) sum += unit.weight();
    return sum;
}

}  // namespace

Alignment align(std::span<const Unit> pattern, std::span<const Unit> among) {
    among = among.first(std::min(among.size(), kMaxUnits));
    Rows rows;  // NOLINT: each cell is written before it is read
    for (std::size_t j = 0; j <= among.size(); ++j)
        (*rows.now)[j] = {0, static_cast<std::uint32_t>(j)};
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        rows.step();
        const auto weight = pattern[i].weight();
        (*rows.now)[0] = {(*rows.last)[0].cost + kTooMuch * weight, 0};
        for (std::size_t j = 1; j <= among.size(); ++j) {
            const auto& other = among[j - 1];
            const auto cost = (*rows.costs)[j] = unit_cost(pattern[i], other);
            auto& cell = (*rows.now)[j];
            cell = {(*rows.last)[j - 1].cost + cost * std::max(weight, other.weight()),
                    (*rows.last)[j - 1].begin};
            take_less(cell, (*rows.last)[j], kTooMuch * weight);
            take_less(cell, (*rows.now)[j - 1], kLeftOut * other.weight());
            if (i > 0 && j > 1 && cost > kSwapped && (*rows.costs_before)[j] < kSoundsAlike &&
                unit_cost(pattern[i], among[j - 2]) < kSoundsAlike)
                take_less(cell, (*rows.before_last)[j - 2], kSwapped);
        }
    }
    Alignment best{std::numeric_limits<float>::max(), 0, 0};
    for (std::size_t j = 0; j <= among.size(); ++j)
        if ((*rows.now)[j].cost < best.cost) best = {(*rows.now)[j].cost, (*rows.now)[j].begin, j};
    return best;
}

LetterPattern::LetterPattern(std::string_view letters)
    : size_(std::min(letters.size(), kMaxPatternLetters)) {
    for (std::size_t i = 0; i < size_; ++i)
        masks_[static_cast<unsigned char>(letters[i])] |= std::uint64_t{1} << i;
}

std::size_t LetterPattern::distance(std::string_view text, bool within) const {
    if (size_ == 0) return within ? 0 : text.size();
    const auto top = std::uint64_t{1} << (size_ - 1);
    std::uint64_t positive = ~std::uint64_t{0};
    std::uint64_t negative = 0;
    std::uint64_t diagonal = 0;
    std::uint64_t mask_before = 0;
    std::size_t now = size_;
    std::size_t best = size_;
    for (const char letter : text) {
        const auto mask = masks_[static_cast<unsigned char>(letter)];
        const auto swapped = ((~diagonal & mask) << 1U) & mask_before;
        diagonal = (((mask & positive) + positive) ^ positive) | mask | negative | swapped;
        auto up = negative | ~(diagonal | positive);
        auto down = positive & diagonal;
        if ((up & top) != 0) ++now;
        if ((down & top) != 0) --now;
        up <<= 1U;
        if (!within) up |= 1U;
        down <<= 1U;
        positive = down | ~(diagonal | up);
        negative = up & diagonal;
        mask_before = mask;
        best = std::min(best, now);
    }
    return within ? best : now;
}

Query::Query(Units units)
    : units_(std::move(units)),
      weight_(weight_of(units_.whole())),
      letters_(letters_of(units_.whole())),
      exact_(letters_),
      blurred_(names::blurred(letters_)) {
    std::string typed;
    for (const auto& unit : units_.all) {
        if (unit.kind == UnitKind::Han) has_han_ = true;
        if (unit.kind == UnitKind::Word) has_words_ = true;
        typed += unit.letters;
    }
    if (!has_han_ && has_words_ && typed.size() >= 2 && typed.size() <= kMostInitials)
        initials_ = typed;
}

double Query::score(const Units& name) const {
    if (units_.all.empty() || name.all.empty()) return 0;
    auto best = part_score(name.whole());
    if (name.has_branch()) best = std::max(best, kWithoutBranch * part_score(name.head()));
    return best;
}

double Query::part_score(std::span<const Unit> name) const {
    bool han = false;
    std::size_t words = 0;
    for (const auto& unit : name) {
        han = han || unit.kind == UnitKind::Han;
        words += unit.kind != UnitKind::Han ? 1U : 0U;
    }
    double best = 0;
    if (has_han_ || !han) {
        const auto fit = align(units_.whole(), name);
        const auto matched = weight_of(name.subspan(fit.begin, fit.end - fit.begin));
        const auto similarity = 1 - fit.cost / std::max(weight_, matched);
        best = covered_score(std::max(0.0F, similarity), matched, weight_of(name), fit.begin == 0);
    }
    if (has_words_) best = std::max(best, letters_score(name, han));
    if (has_words_ && words > 1 && !has_han_) best = std::max(best, words_score(name));
    if (!initials_.empty() && han) best = std::max(best, initials_score(name));
    return best;
}

// Typed pinyin, and words that are written together or apart.
double Query::letters_score(std::span<const Unit> name, bool han) const {
    const auto letters = letters_of(name, han ? std::string_view(letters_) : std::string_view());
    const auto scored = [&](const LetterPattern& pattern, std::string_view text, double factor) {
        const auto size = static_cast<double>(pattern.size());
        const auto cost = static_cast<double>(pattern.distance_within(text));
        const auto similarity = std::max(0.0, 1 - 1.3 * cost / size);
        const bool head =
            pattern.distance_to(text.substr(0, pattern.size())) <= static_cast<std::size_t>(cost);
        return factor * covered_score(similarity, size, static_cast<double>(text.size()), head);
    };
    const auto best = scored(exact_, letters, han ? kByPinyin : kOtherOrder);
    if (!han) return best;
    return std::max(best, scored(blurred_, names::blurred(letters), kByBlurredPinyin));
}

double Query::words_score(std::span<const Unit> name) const {
    std::array<bool, kMaxUnits> taken{};
    float cost = 0;
    float matched = 0;
    for (const auto& unit : units_.all) {
        float least = kTooMuch;
        std::size_t which = name.size();
        for (std::size_t j = 0; j < name.size() && j < taken.size(); ++j) {
            if (taken[j]) continue;
            const auto apart = unit_cost(unit, name[j]);
            if (apart < least) {
                least = apart;
                which = j;
            }
        }
        cost += least * unit.weight();
        if (which < name.size()) {
            taken[which] = true;
            matched += name[which].weight();
        }
    }
    const auto similarity = std::max(0.0F, 1 - cost / weight_);
    return kOtherOrder * covered_score(similarity, matched, weight_of(name), false);
}

double Query::initials_score(std::span<const Unit> name) const {
    const auto initials = initials_of(name);
    const auto at = initials.find(initials_);
    if (at == std::string::npos) return 0;
    return kByInitials * covered_score(1, static_cast<double>(initials_.size()),
                                       static_cast<double>(initials.size()), at == 0);
}

}  // namespace errand::language::names
