#include "language/phrases.hpp"

#include "base/check.hpp"
#include "language/limits.hpp"

namespace errand::language {

void Phrases::add(std::string_view phrase, std::uint32_t value) {
    const auto text = read_text(phrase);
    ERRAND_CHECK(value != kNone);
    if (text.size() == 0 || text.size() > kMaxPhraseTokens) return;
    std::uint32_t node = 0;
    for (const auto& token : text.tokens) {
        const auto [found, added] =
            nodes_[node].next.try_emplace(token.text, static_cast<std::uint32_t>(nodes_.size()));
        node = found->second;
        if (added) nodes_.emplace_back();
    }
    nodes_[node].values.push_back(value);
}

Phrases::Hits Phrases::hits(const Text& text, std::size_t at) const {
    Hits hits;
    std::uint32_t node = 0;
    for (auto end = at; end < text.size(); ++end) {
        const auto found = nodes_[node].next.find(text[end].text);
        if (found == nodes_[node].next.end()) break;
        node = found->second;
        if (!nodes_[node].values.empty()) hits.all[hits.count++] = {end + 1, nodes_[node].values};
    }
    return hits;
}

Phrases::Match Phrases::longest(const Text& text, std::size_t at) const {
    const auto found = hits(text, at);
    if (found.count == 0) return {};
    const auto& last = found.all[found.count - 1];
    return {last.end, last.values.front()};
}

}  // namespace errand::language
