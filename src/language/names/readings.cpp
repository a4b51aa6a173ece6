#include "language/names/readings.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "language/names/readings_data.hpp"

namespace errand::language::names {
namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;
constexpr std::uint16_t kMore = 0x8000;  // there are further readings

struct Table {
    // The commonest reading plus one; 0: none.
    std::array<std::uint16_t, kLast - kFirst + 1> commonest{};
    std::vector<std::pair<char32_t, Syllable>> further;  // by character
    std::vector<std::uint16_t> classes;                  // by syllable

    Table() {
        const auto rows = syllable_rows();
        std::map<std::string, std::uint16_t> known;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto syllable = static_cast<Syllable>(i);
            for (const auto character : rows[i].commonly)
                commonest[character - kFirst] |= static_cast<std::uint16_t>(syllable + 1);
            for (const auto character : rows[i].also) {
                commonest[character - kFirst] |= kMore;
                further.emplace_back(character, syllable);
            }
            const auto found = known.emplace(blurred(rows[i].spelling), known.size()).first;
            classes.push_back(found->second);
        }
        std::ranges::sort(further);
    }
};

const Table& table() {
    static const Table made;
    return made;
}

bool has_vowel(std::string_view text) {
    return text.find_first_of("aeiouv") != std::string_view::npos;
}

}  // namespace

Readings readings_of(char32_t character) {
    Readings readings;
    if (character < kFirst || character > kLast) return readings;
    const auto& all = table();
    const auto entry = all.commonest[character - kFirst];
    if ((entry & ~kMore) == 0) return readings;
    readings.of[readings.count++] = static_cast<Syllable>((entry & ~kMore) - 1);
    if ((entry & kMore) == 0) return readings;
    auto more = std::ranges::lower_bound(all.further, std::pair{character, Syllable{0}});
    for (; more != all.further.end() && more->first == character; ++more)
        if (readings.count < readings.of.size()) readings.of[readings.count++] = more->second;
    return readings;
}

std::string_view spelling(Syllable syllable) {
    return syllable_rows()[syllable].spelling;
}

std::uint16_t sound_class(Syllable syllable) {
    return table().classes[syllable];
}

std::optional<Syllable> syllable_of(std::string_view spelled) {
    const auto rows = syllable_rows();
    const auto found = std::ranges::lower_bound(rows, spelled, {}, &SyllableRow::spelling);
    if (found != rows.end() && found->spelling == spelled && has_vowel(spelled))
        return static_cast<Syllable>(found - rows.begin());
    if (spelled == "lue") return syllable_of("lve");
    if (spelled == "nue") return syllable_of("nve");
    return std::nullopt;
}

std::string blurred(std::string_view letters) {
    std::string made;
    made.reserve(letters.size());
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const char letter = letters[i];
        const char next = i + 1 < letters.size() ? letters[i + 1] : '\0';
        made.push_back(letter == 'l' ? 'n' : letter == 'v' ? 'u' : letter);
        const bool pair = next == 'h' ? letter == 'z' || letter == 'c' || letter == 's'
                                      : next == 'g' && letter == 'n';
        if (pair) ++i;
    }
    return made;
}

std::uint32_t mixed(std::uint64_t value) {
    value ^= value >> 32U;
    value *= 0x9E3779B97F4A7C15U;
    value ^= value >> 29U;
    value *= 0xBF58476D1CE4E5B9U;
    return static_cast<std::uint32_t>(value >> 32U);
}

std::uint32_t hashed(std::string_view text, std::uint32_t seed) {
    std::uint64_t value = 0xCBF29CE484222325U ^ seed;
    for (const char byte : text) {
        value ^= static_cast<unsigned char>(byte);
        value *= 0x100000001B3U;
    }
    return mixed(value);
}

}  // namespace errand::language::names
