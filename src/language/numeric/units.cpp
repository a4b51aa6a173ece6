#include "language/numeric/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <mutex>

#include "language/numeric/currency_table.hpp"
#include "language/numeric/pieces.hpp"

namespace errand::language::numeric {
namespace {

// The words as pieces.hpp cuts them, joined by spaces.
std::string joined(std::string_view words, bool cased, std::size_t& count) {
    const auto glyphs = read_glyphs(words);
    const auto pieces = read_pieces(glyphs);
    std::string made;
    for (const auto& piece : pieces.all) {
        if (!made.empty()) made.push_back(' ');
        if (cased) {
            for (auto i = piece.begin; i < piece.end; ++i) append_utf8(made, glyphs.cased(i));
        } else {
            made += piece.text;
        }
    }
    count = pieces.size();
    return made;
}

struct Ratio {
    std::string_view whole;
    std::string_view part;
    double count;
};
constexpr std::array<Ratio, 14> kRatios = {{{"Foot", "Inch", 12},
                                            {"Yard", "Foot", 3},
                                            {"Yard", "Inch", 36},
                                            {"Mile", "Yard", 1760},
                                            {"Mile", "Foot", 5280},
                                            {"Kilometer", "Meter", 1000},
                                            {"Meter", "Centimeter", 100},
                                            {"Meter", "Decimeter", 10},
                                            {"Centimeter", "Millimeter", 10},
                                            {"Pound", "Ounce", 16},
                                            {"Stone", "Pound", 14},
                                            {"Kilogram", "Gram", 1000},
                                            {"Ton", "Kilogram", 1000},
                                            {"Jin", "Liang", 10}}};

}  // namespace

void Forms::add(std::string_view words, const Unit* unit, unsigned use) {
    std::size_t count = 0;
    auto key = joined(words, false, count);
    if (key.empty()) return;
    starts.insert(key.substr(0, key.find(' ')));
    folded.try_emplace(std::move(key), Form{unit, static_cast<std::uint8_t>(use)});
    longest = std::max(longest, count);
}

void Forms::add_cased(std::string_view words, const Unit* unit, unsigned use) {
    std::size_t count = 0;
    auto key = joined(words, true, count);
    cased.try_emplace(std::move(key), Form{unit, static_cast<std::uint8_t>(use)});
    longest = std::max(longest, count);
}

const Unit* make_unit(std::string name, UnitKind kind, std::string_view iso,
                      std::string_view parts) {
    struct Kept {
        std::string name;
        Unit unit;
    };
    static std::mutex guard;
    static std::deque<Kept> all;
    const std::scoped_lock lock(guard);
    auto& kept = all.emplace_back(Kept{std::move(name), {}});
    kept.unit = {kept.name, kind, iso, parts};
    return &kept.unit;
}

std::string_view parts_of_currency(std::string_view name) {
    const auto rows = currency_rows();
    const auto found = std::ranges::find(rows, name, &CurrencyRow::name);
    return found == rows.end() ? std::string_view{} : found->parts;
}

double parts_of_unit(const Unit& whole, const Unit& part) {
    if (whole.kind != part.kind) return 0;
    if (whole.kind != UnitKind::Currency) {
        for (const auto& ratio : kRatios)
            if (ratio.whole == whole.name && ratio.part == part.name) return ratio.count;
        return 0;
    }
    auto rest = whole.parts;
    while (!rest.empty()) {
        const auto one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        const auto star = one.find('*');
        if (star == one.npos || one.substr(0, star) != part.name) continue;
        double count = 0;
        std::from_chars(one.data() + star + 1, one.data() + one.size(), count);
        return count;
    }
    return 0;
}

}  // namespace errand::language::numeric
