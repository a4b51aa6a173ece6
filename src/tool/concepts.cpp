#include "tool/concepts.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace errand::tool {
namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};
template <class Value>
using ByWord = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
using Table = ByWord<std::vector<std::uint16_t>>;

enum class Side { English, Chinese };

// Calls each(word, side, line) for every word of a table.
template <class Each>
void each_word(std::string_view table, Each&& each) {
    std::uint16_t line = 0;
    auto side = Side::English;
    std::string word;
    for (const char byte : table) {
        if (byte != ' ' && byte != '\n') {
            word.push_back(byte);
            continue;
        }
        if (word == "|")
            side = Side::Chinese;
        else if (!word.empty())
            each(word, side, line);
        word.clear();
        if (byte == '\n') {
            ++line;
            side = Side::English;
        }
    }
}

void add(Table& to, std::string word, std::uint16_t line) {
    auto& all = to[std::move(word)];
    if (all.empty() || all.back() != line) all.push_back(line);
}

Table read_families() {
    Table made;
    each_word(concept_families(), [&](const std::string& word, Side side, std::uint16_t line) {
        add(made, side == Side::Chinese ? word : stem_of(word), line);
    });
    return made;
}

struct Expressions {
    Table all;
    ByWord<std::size_t> longest;  // that begins with this token, in tokens
};

Expressions read_senses() {
    Expressions made;
    std::uint16_t first = 0;
    for (const auto table : {senses_of_deeds(), senses_of_work(), senses_of_life()}) {
        each_word(table, [&](std::string word, Side, std::uint16_t line) {
            std::ranges::replace(word, '_', ' ');
            const auto read = words_of(word);
            // Words that say nothing by themselves ("get") are no expression.
            if (read.stems.empty() && read.han.empty()) return;
            add(made.all, fmt::format("{}", fmt::join(read.all, " ")), first + line);
            auto& longest = made.longest[read.all.front()];
            longest = std::max(longest, read.all.size());
        });
        first += static_cast<std::uint16_t>(std::ranges::count(table, '\n'));
    }
    return made;
}

}  // namespace

const std::vector<std::uint16_t>& families_of(std::string_view word) {
    static const Table made = read_families();
    static const std::vector<std::uint16_t> none;
    const auto found = made.find(word);
    return found == made.end() ? none : found->second;
}

std::vector<const Senses*> senses_in(const Words& words) {
    static const Expressions known = read_senses();
    std::vector<const Senses*> found;
    std::string expression;
    for (std::size_t at = 0; at < words.all.size();) {
        const auto longest = known.longest.find(words.all[at]);
        auto count =
            longest == known.longest.end() ? 0 : std::min(longest->second, words.all.size() - at);
        for (; count > 0; --count) {
            expression = words.all[at];
            for (std::size_t i = at + 1; i < at + count; ++i) expression += ' ' + words.all[i];
            const auto meanings = known.all.find(expression);
            if (meanings == known.all.end()) continue;
            found.push_back(&meanings->second);
            break;
        }
        at += std::max<std::size_t>(count, 1);
    }
    return found;
}

}  // namespace errand::tool
