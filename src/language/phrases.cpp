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
        const auto word =
            words_.try_emplace(token.text, static_cast<std::uint32_t>(words_.size())).first->second;
        const auto [found, added] =
            edges_.try_emplace(edge(node, word), static_cast<std::uint32_t>(values_.size()));
        node = found->second;
        if (added) values_.emplace_back();
    }
    values_[node].push_back(value);
}

Phrases::Hits Phrases::hits(const Text& text, std::size_t at) const {
    Hits hits;
    std::uint32_t node = 0;
    for (auto end = at; end < text.size(); ++end) {
        const auto word = words_.find(text[end].text);
        if (word == words_.end()) break;
        const auto found = edges_.find(edge(node, word->second));
        if (found == edges_.end()) break;
        node = found->second;
        if (!values_[node].empty()) hits.all[hits.count++] = {end + 1, values_[node]};
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
