#include "tool/concepts.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

namespace errand::tool {
namespace {

using Table = std::unordered_map<std::string, std::vector<std::uint16_t>>;

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

constexpr std::size_t kLongestExpression = 5;  // words, or Chinese characters

// `count` tokens from there, as one key of the table.
std::string expression(const Words& words, std::size_t at, std::size_t count) {
    std::string made;
    for (std::size_t i = at; i < at + count; ++i) {
        if (i > at) made += ' ';
        made += words.all[i];
    }
    return made;
}

Table read_senses() {
    Table made;
    std::uint16_t first = 0;
    for (const auto table : {senses_of_deeds(), senses_of_work(), senses_of_life()}) {
        each_word(table, [&](std::string word, Side, std::uint16_t line) {
            std::ranges::replace(word, '_', ' ');
            const auto read = words_of(word);
            // Words that say nothing by themselves ("get") are no expression.
            if (read.stems.empty() && read.han.empty()) return;
            add(made, expression(read, 0, read.all.size()), first + line);
        });
        first += static_cast<std::uint16_t>(std::ranges::count(table, '\n'));
    }
    return made;
}

}  // namespace

const std::vector<std::uint16_t>& families_of(std::string_view word) {
    static const Table made = read_families();
    static const std::vector<std::uint16_t> none;
    const auto found = made.find(std::string(word));
    return found == made.end() ? none : found->second;
}

std::vector<const Senses*> senses_in(const Words& words) {
    static const Table table = read_senses();
    std::vector<const Senses*> found;
    for (std::size_t at = 0; at < words.all.size();) {
        auto count = std::min(kLongestExpression, words.all.size() - at);
        auto sense = table.end();
        for (; count > 0; --count) {
            sense = table.find(expression(words, at, count));
            if (sense != table.end()) break;
        }
        if (sense != table.end()) found.push_back(&sense->second);
        at += std::max<std::size_t>(count, 1);
    }
    return found;
}

}  // namespace errand::tool
