#include "language/time/chinese/text.hpp"

#include "language/limits.hpp"
#include "language/simplify.hpp"

namespace errand::language::time::chinese {
namespace {

// Characters of times that requests of other kinds seldom write in their traditional form.
char32_t folded_for_times(char32_t character) {
    // Kept as they are: what they hold is a title.
    if (character == U'《' || character == U'》') return character;
    const char32_t code = folded(character);
    switch (code) {
        case U'曆':
        case U'歷':
            return U'历';
        case U'陰':
            return U'阴';
        case U'誕':
            return U'诞';
        case U'〇':
        case U'○':
            return U'零';
        case U'~':
        case U'−':
        case U'﹣':
            return U'-';
        default:
            return code;
    }
}

bool is_space(char32_t code) {
    return code == U' ' || code == U'\t' || code == U'\r';
}

}  // namespace

Line::Line(std::string_view text) {
    text = text_ = text.substr(0, kMaxSentenceBytes);
    characters_.reserve(text.size() / 2);
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = static_cast<std::uint32_t>(at);
        const auto code = folded_for_times(next_character(text, at));
        if (is_space(code)) {
            gap = true;
            continue;
        }
        characters_.push_back({code, begin, static_cast<std::uint32_t>(at), gap});
        gap = false;
    }
}

bool Line::ends(std::size_t end, std::u32string_view word) const {
    return end >= word.size() && is(end - word.size(), word);
}

std::size_t Line::past(std::size_t at, std::span<const std::u32string_view> words) const {
    std::size_t longest = 0;
    for (const auto word : words)
        if (word.size() > longest && is(at, word)) longest = word.size();
    return at + longest;
}

std::size_t Line::before(std::size_t end, std::initializer_list<std::u32string_view> words) const {
    std::size_t longest = 0;
    for (const auto word : words)
        if (word.size() > longest && ends(end, word)) longest = word.size();
    return end - longest;
}

}  // namespace errand::language::time::chinese
