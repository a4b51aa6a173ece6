#include "tool/words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "language/text.hpp"

namespace errand::tool {
namespace {

const std::unordered_set<std::string_view>& common_words() {
    static const std::unordered_set<std::string_view> made = {
        "a",     "an",      "the",    "i",      "me",     "my",      "we",     "our",   "you",
        "your",  "he",      "she",    "it",     "its",    "they",    "their",  "them",  "this",
        "that",  "these",   "those",  "is",     "are",    "was",     "were",   "be",    "been",
        "being", "am",      "do",     "does",   "did",    "have",    "has",    "had",   "having",
        "can",   "could",   "would",  "should", "will",   "shall",   "may",    "might", "must",
        "of",    "in",      "on",     "at",     "to",     "for",     "from",   "by",    "with",
        "about", "into",    "over",   "after",  "before", "between", "out",    "up",    "down",
        "off",   "as",      "and",    "or",     "but",    "if",      "then",   "so",    "than",
        "too",   "very",    "just",   "not",    "nor",    "only",    "own",    "same",  "now",
        "what",  "which",   "who",    "whom",   "when",   "where",   "why",    "how",   "all",
        "any",   "both",    "each",   "few",    "more",   "most",    "other",  "some",  "such",
        "there", "here",    "please", "help",   "need",   "want",    "like",   "find",  "get",
        "give",  "provide", "tell",   "show",   "know",   "let",     "use",    "using", "looking",
        "look",  "make",    "able",   "assist", "also",   "us",      "im",     "i'm",   "i'd",
        "i've",  "i'll",    "id",     "ive",    "don't",  "it's",    "what's", "s",     "t"};
    return made;
}

// A space before each capital that follows a small letter or a digit, as names are written.
std::string split_names(std::string_view text) {
    std::string made;
    made.reserve(text.size() + 8);
    char before = ' ';
    for (const char byte : text) {
        const bool small = (before >= 'a' && before <= 'z') || (before >= '0' && before <= '9');
        if (byte >= 'A' && byte <= 'Z' && small) made.push_back(' ');
        made.push_back(byte == '_' ? ' ' : byte);
        before = byte;
    }
    return made;
}

constexpr std::array<std::string_view, 26> kEndings = {
    "ational", "ization", "ations", "ation", "ments", "ment", "ingly", "ings", "ing",
    "edly",    "ness",    "able",   "ible",  "ical",  "ally", "ions",  "ion",  "ive",
    "ers",     "ors",     "ed",     "er",    "or",    "ly",   "es",    "s"};

void end_alike(std::string& word) {
    if (word.size() > 3 && word.ends_with('e')) word.pop_back();
    if (word.size() > 4 && word[word.size() - 1] == word[word.size() - 2]) word.pop_back();
    if (word.size() > 3 && word.ends_with('i')) word.back() = 'y';
}

}  // namespace

std::string stem_of(std::string_view word) {
    std::string made(word);
    if (made.size() > 4 && made.ends_with("ies")) {
        made.replace(made.size() - 3, 3, "y");
        return made;
    }
    const auto ending = std::ranges::find_if(kEndings, [&](std::string_view end) {
        return made.ends_with(end) && made.size() >= end.size() + 4;
    });
    if (ending != kEndings.end())
        made.resize(made.size() - ending->size());
    else if (made.size() > 3 && made.ends_with('s') && !made.ends_with("ss"))
        made.pop_back();
    end_alike(made);
    return made;
}

Words words_of(std::string_view text) {
    using language::TokenKind;
    Words made;
    bool han_goes_on = false;
    for (const auto& token : language::read_text(split_names(text)).tokens) {
        if (token.kind == TokenKind::Han) {
            if (!han_goes_on) made.han.emplace_back();
            made.han.back() += token.text;
            made.all.push_back(token.text);
        } else if (token.kind == TokenKind::Word || token.kind == TokenKind::Number) {
            auto word = token.text;
            if (word.ends_with("'s")) word.resize(word.size() - 2);
            made.all.push_back(stem_of(word));
            if (!common_words().contains(word)) {
                made.stems.push_back(made.all.back());
                made.words.push_back(std::move(word));
            }
        }
        han_goes_on = token.kind == TokenKind::Han;
    }
    return made;
}

}  // namespace errand::tool
