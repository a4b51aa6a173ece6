#include "tool/concepts.hpp"

#include <string>
#include <unordered_map>

#include "tool/words.hpp"

namespace errand::tool {
namespace {

using Table = std::unordered_map<std::string, std::vector<std::uint16_t>>;

void add(Table& to, std::string word, std::uint16_t family) {
    auto& all = to[std::move(word)];
    if (all.empty() || all.back() != family) all.push_back(family);
}

Table read_families() {
    Table made;
    std::uint16_t family = 0;
    bool chinese = false;
    std::string word;
    for (const char byte : concept_families()) {
        if (byte != ' ' && byte != '\n') {
            word.push_back(byte);
            continue;
        }
        if (word == "|")
            chinese = true;
        else if (!word.empty())
            add(made, chinese ? word : stem_of(word), family);
        word.clear();
        if (byte == '\n') {
            ++family;
            chinese = false;
        }
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

}  // namespace errand::tool
