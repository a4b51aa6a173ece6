#include "language/numeric/english_words.hpp"

#include <array>
#include <string>
#include <unordered_map>

namespace errand::language::numeric {
namespace {

using Table = std::unordered_map<std::string, NumberWord>;

struct Entry {
    std::string_view word;
    double value;
};

constexpr std::array<Entry, 12> kOnes = {{{"zero", 0},
                                          {"nought", 0},
                                          {"naught", 0},
                                          {"one", 1},
                                          {"two", 2},
                                          {"three", 3},
                                          {"four", 4},
                                          {"five", 5},
                                          {"six", 6},
                                          {"seven", 7},
                                          {"eight", 8},
                                          {"nine", 9}}};
constexpr std::array<Entry, 10> kTeens = {{{"ten", 10},
                                           {"eleven", 11},
                                           {"twelve", 12},
                                           {"thirteen", 13},
                                           {"fourteen", 14},
                                           {"fifteen", 15},
                                           {"sixteen", 16},
                                           {"seventeen", 17},
                                           {"eighteen", 18},
                                           {"nineteen", 19}}};
constexpr std::array<Entry, 9> kTens = {{{"twenty", 20},
                                         {"thirty", 30},
                                         {"forty", 40},
                                         {"fourty", 40},
                                         {"fifty", 50},
                                         {"sixty", 60},
                                         {"seventy", 70},
                                         {"eighty", 80},
                                         {"ninety", 90}}};
constexpr std::array<Entry, 7> kRounds = {{{"hundred", 100},
                                           {"thousand", 1e3},
                                           {"million", 1e6},
                                           {"billion", 1e9},
                                           {"trillion", 1e12},
                                           {"lakh", 1e5},
                                           {"crore", 1e7}}};
constexpr std::array<Entry, 5> kSmallOrdinals = {
    {{"first", 1}, {"second", 2}, {"third", 3}, {"fifth", 5}, {"twelfth", 12}}};
constexpr std::array<Entry, 6> kEndings = {
    {{"fourth", 4}, {"sixth", 6}, {"seventh", 7}, {"eighth", 8}, {"ninth", 9}, {"twentieth", 20}}};

void add(Table& to, std::string word, WordKind kind, double value) {
    to.emplace(word + "s", NumberWord{kind, value, true});
    to.emplace(std::move(word), NumberWord{kind, value, false});
}

Table made() {
    Table all;
    const auto plain = [&](const auto& entries, WordKind kind) {
        for (const auto& [word, value] : entries)
            all.emplace(std::string(word), NumberWord{kind, value, false});
    };
    plain(kOnes, WordKind::Ones);
    plain(kTeens, WordKind::Teens);
    plain(kTens, WordKind::Tens);
    // Short forms stand only behind a number, as plurals do.
    for (const std::string_view short_form : {"mln", "mil", "bln", "bn", "tln"})
        all.emplace(std::string(short_form), NumberWord{WordKind::Round,
                                                        short_form[0] == 'm'   ? 1e6
                                                        : short_form[0] == 'b' ? 1e9
                                                                               : 1e12,
                                                        true});
    for (const auto& [word, value] : kRounds) {
        add(all, std::string(word), WordKind::Round, value);
        add(all, std::string(word) + "th", WordKind::RoundOrdinal, value);
    }
    for (const auto& [word, value] : kSmallOrdinals)
        add(all, std::string(word), WordKind::Ordinal, value);
    for (const auto& [word, value] : kEndings)
        add(all, std::string(word), WordKind::Ordinal, value);
    for (const auto& [word, value] : kTeens)
        if (value != 12) add(all, std::string(word) + "th", WordKind::Ordinal, value);
    for (const auto& [word, value] : kTens)  // twentieth, thirtieth, …
        add(all, std::string(word.substr(0, word.size() - 1)) + "ieth", WordKind::Ordinal, value);
    return all;
}

}  // namespace

std::optional<NumberWord> number_word(std::string_view word) {
    static const Table all = made();
    if (word.size() < 2 || word.size() > 16) return std::nullopt;
    const auto found = all.find(std::string(word));
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace errand::language::numeric
