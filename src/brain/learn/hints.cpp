#include "brain/learn/hints.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "brain/learn/limits.hpp"
#include "language/money.hpp"
#include "language/numbers.hpp"
#include "language/times.hpp"

namespace errand::brain::learn {
namespace {

using language::Text;

template <auto Read>
std::size_t end_of(const Text& text, std::size_t at) {
    const auto found = Read(text, at);
    return found ? found->end : at;
}

struct Grammar {
    std::string_view name;
    std::size_t (*end)(const Text& text, std::size_t at);
};
// The more special before the more general.
constexpr std::array kGrammars{
    Grammar{"<money>", end_of<language::read_money>},
    Grammar{"<moment>", end_of<language::read_moment>},
    Grammar{"<ordinal>", end_of<language::read_ordinal>},
    Grammar{"<fraction>", end_of<language::read_fraction>},
    Grammar{"<quantity>", end_of<language::read_quantity>},
    Grammar{"<number>", end_of<language::read_number>},
};

}  // namespace

Hints read_hints(const Text& text) {
    Hints made;
    const auto count = std::min(text.size(), kMaxSentenceTokens);
    for (std::size_t at = 0; at < count && made.size() < kMaxHints;) {
        auto end = at;
        for (const auto& grammar : kGrammars) {
            end = grammar.end(text, at);
            if (end <= at) continue;
            made.push_back({text[at].begin, text[end - 1].end, std::string(grammar.name)});
            break;
        }
        at = std::max(end, at + 1);
    }
    return made;
}

}  // namespace errand::brain::learn
