#include "brain/learn/hints.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "brain/learn/limits.hpp"
#include "language/money.hpp"
#include "language/numbers.hpp"
#include "language/time/find.hpp"

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
    Grammar{"<ordinal>", end_of<language::read_ordinal>},
    Grammar{"<fraction>", end_of<language::read_fraction>},
    Grammar{"<quantity>", end_of<language::read_quantity>},
    Grammar{"<number>", end_of<language::read_number>},
};

constexpr std::string_view kTime = "<time>", kLength = "<length>", kRecurring = "<recurring>",
                           kTitle = "<title>";
constexpr std::string_view kQuote = "\"";  // every kind of quotation mark, normalised

// What kind of time it is: a length is no moment.
std::string_view name_of(language::time::Kind kind) {
    if (kind == language::time::Kind::Duration) return kLength;
    return kind == language::time::Kind::Set ? kRecurring : kTime;
}

constexpr std::array<std::string_view, 5> kLeading = {"at", "by", "for", "from", "on"};

// Between two quotation marks: at most kMaxTitleTokens words of one name.
Hints read_titles(const Text& text) {
    Hints made;
    const auto count = std::min(text.size(), kMaxSentenceTokens);
    for (std::size_t at = 0; at < count && made.size() < kMaxHints; ++at) {
        if (!text.is(at, kQuote)) continue;
        auto end = at + 1;
        while (end < count && !text.is(end, kQuote)) ++end;
        if (end == count) break;
        if (end > at + 1 && end - at - 1 <= kMaxTitleTokens)
            made.push_back({text[at + 1].begin, text[end - 1].end, std::string(kTitle)});
        at = end;
    }
    return made;
}

bool overlap(const Hint& hint, std::size_t begin, std::size_t end) {
    return begin < hint.end && hint.begin < end;
}

void add_times(const Text& text, Hints& made) {
    const auto language = language::language_of(text) == "zh" ? language::time::Language::Chinese
                                                              : language::time::Language::English;
    const auto titles = made.size();
    // What a time is does not depend on when it is asked for.
    for (const auto& time : language::time::find_times(text.original, language, {})) {
        const auto begin = time_begin(text, time.begin, time.end);
        const bool in_title =
            std::any_of(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(titles),
                        [&](const Hint& title) { return overlap(title, time.begin, time.end); });
        if (made.size() < kMaxHints && begin < time.end && !in_title)
            made.push_back({begin, time.end, std::string(name_of(time.kind))});
    }
}

}  // namespace

std::size_t time_begin(const Text& text, std::size_t begin, std::size_t end) {
    const auto first = std::ranges::lower_bound(text.tokens, begin, {}, &language::Token::begin);
    for (auto token = first; token != text.tokens.end() && token->begin < end; ++token)
        if (std::ranges::find(kLeading, token->text) == kLeading.end())
            return token == first ? begin : token->begin;
    return end;
}

bool is_time(const Hint& hint) {
    return hint.name == kTime || hint.name == kLength || hint.name == kRecurring;
}

bool is_moment(const Hint& hint) {
    return hint.name == kTime;
}

bool is_count(const Hint& hint) {
    return hint.name == "<quantity>" || hint.name == "<number>";
}

bool is_measured(const Hint& hint) {
    return hint.name == "<quantity>";
}

bool is_title(const Hint& hint) {
    return hint.name == kTitle;
}

Hints read_hints(const Text& text) {
    auto made = read_titles(text);
    add_times(text, made);
    const auto before = made.size();
    const auto taken = [&](std::size_t at) {
        return std::any_of(made.begin(), made.begin() + static_cast<std::ptrdiff_t>(before),
                           [&](const Hint& hint) {
                               return hint.begin <= text[at].begin && text[at].end <= hint.end;
                           });
    };
    const auto count = std::min(text.size(), kMaxSentenceTokens);
    for (std::size_t at = 0; at < count && made.size() < kMaxHints;) {
        auto end = at;
        for (const auto& grammar : kGrammars) {
            if (taken(at)) break;
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
