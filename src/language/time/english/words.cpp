#include "language/time/english/words.hpp"

#include <algorithm>

#include "language/limits.hpp"

namespace errand::language::time::english {
namespace {

bool is_letter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// Marks of more than one byte that stand for an ASCII one.
struct Mark {
    std::string_view bytes;
    std::string_view text;
};
constexpr Mark kMarks[] = {
    {"\u2019", "'"}, {"\u2018", "'"}, {"\u2013", "-"},  {"\u2014", "-"},  {"\u2012", "-"},
    {"\u2011", "-"}, {"\u2212", "-"}, {"\u201c", "\""}, {"\u201d", "\""}, {"\u00a0", " "},
    {"\u2026", "."}, {"\u3000", " "}, {"\u202f", " "},  {"\u2009", " "},
};

const Mark* mark_at(std::string_view sentence, std::size_t at) {
    for (const auto& mark : kMarks)
        if (sentence.substr(at).starts_with(mark.bytes)) return &mark;
    return nullptr;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

}  // namespace

std::uint32_t hash_of(std::string_view word) {
    std::uint32_t hash = 2'166'136'261U;  // FNV-1a
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return hash ^ (hash >> 15);
}

Words::Words(std::string_view sentence) {
    bool glued = false;
    for (std::size_t at = 0; at < sentence.size() && words_.size() < kMaxTokens;) {
        if (is_space(sentence[at])) {
            glued = false;
            ++at;
            continue;
        }
        std::size_t end = at;
        Word word;
        word.begin = at;
        word.glued = glued;
        if (is_digit(sentence[at])) {
            word.kind = WordKind::Digits;
            while (end < sentence.size() && is_digit(sentence[end])) ++end;
            word.text = sentence.substr(at, end - at);
        } else if (const Mark* mark = mark_at(sentence, at)) {
            end = at + mark->bytes.size();
            word.text = mark->text;
        } else if (is_letter(sentence[at])) {
            word.kind = WordKind::Letters;
            while (end < sentence.size() && is_letter(sentence[end]) && !mark_at(sentence, end))
                ++end;
            word.text = lower(sentence.substr(at, end - at));
            word.capital = sentence[at] >= 'A' && sentence[at] <= 'Z';
        } else {
            end = at + 1;
            word.text = sentence.substr(at, 1);
        }
        at = end;
        word.end = end;
        word.first = word.text.front();
        word.hash = hash_of(word.text);
        glued = word.text != " ";
        if (glued) words_.push_back(std::move(word));
    }
}

bool Words::is_any(std::size_t at, std::initializer_list<std::string_view> texts) const {
    return at < words_.size() && std::ranges::find(texts, words_[at].text) != texts.end();
}

std::optional<std::size_t> Words::match_whole(std::size_t at, std::string_view phrase) const {
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        if (!is(at, word)) return std::nullopt;
        ++at;
        phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
    }
    return at;
}

std::optional<std::size_t> Words::match_any(std::size_t at,
                                            std::initializer_list<std::string_view> phrases) const {
    std::optional<std::size_t> best;
    for (const auto phrase : phrases)
        if (const auto end = match(at, phrase); end && (!best || *end > *best)) best = end;
    return best;
}

}  // namespace errand::language::time::english
