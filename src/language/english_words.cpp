#include "language/english_words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "language/limits.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

// Sorted lists, looked up by halves.
constexpr std::array<std::string_view, 88> kFunctionWords = {
    "a",        "about",   "after", "again",   "all",  "am",    "an",      "and",    "any",
    "are",      "around",  "as",    "asap",    "at",   "be",    "because", "before", "but",
    "by",       "can",     "could", "deliver", "do",   "don't", "for",     "from",   "get",
    "give",     "has",     "have",  "he",      "her",  "him",   "i",       "i'd",    "i'll",
    "i'm",      "if",      "in",    "is",      "it",   "it's",  "just",    "me",     "more",
    "not",      "now",     "of",    "on",      "or",   "order", "our",     "please", "pls",
    "pm",       "send",    "she",   "should",  "so",   "some",  "soon",    "than",   "thank",
    "thanks",   "that",    "the",   "them",    "then", "they",  "this",    "to",     "today",
    "tomorrow", "tonight", "until", "us",      "via",  "want",  "was",     "we",     "what",
    "when",     "where",   "which", "who",     "will", "with",  "you"};

constexpr std::array<std::string_view, 70> kPlaceNouns = {
    "airport", "apartment", "bakery",    "bank",       "bar",       "beach",      "block",
    "bridge",  "building",  "cafe",      "campus",     "cathedral", "center",     "centre",
    "church",  "cinema",    "clinic",    "college",    "court",     "dock",       "door",
    "embassy", "entrance",  "exit",      "factory",    "fountain",  "garage",     "garden",
    "gate",    "gym",       "hall",      "harbor",     "harbour",   "hospital",   "hostel",
    "hotel",   "house",     "lake",      "library",    "lobby",     "mall",       "market",
    "museum",  "office",    "park",      "pharmacy",   "pier",      "platform",   "plaza",
    "pool",    "port",      "reception", "restaurant", "river",     "school",     "shop",
    "square",  "stadium",   "station",   "statue",     "stop",      "store",      "supermarket",
    "temple",  "terminal",  "theater",   "theatre",    "tower",     "university", "zoo"};

constexpr std::array<std::string_view, 27> kRoadWords = {
    "alley",      "ave",     "avenue",    "blvd",  "boulevard", "broadway", "crescent",
    "expressway", "freeway", "highway",   "hwy",   "lane",      "ln",       "parkway",
    "pike",       "pkwy",    "promenade", "quay",  "rd",        "road",     "st",
    "str",        "street",  "terrace",   "trail", "turnpike",  "viaduct"};
constexpr std::array<std::string_view, 14> kWeakRoadWords = {
    "circle", "close", "court", "ct",    "dr",  "drive",  "hill",
    "loop",   "mews",  "place", "plaza", "row", "square", "way"};

template <std::size_t count>
bool contains(const std::array<std::string_view, count>& sorted, std::string_view word) {
    return std::ranges::find(sorted, word) != sorted.end();
}

bool is_inner(const Letters& text, std::size_t at) {
    const auto c = text[at];
    return (c == U'\'' || c == U'-' || c == U'&') && is_word(text[at + 1]);
}
bool is_letter(char32_t c) {
    return is_word(c) || (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7);
}

struct SavedName {
    std::string_view words;
    std::string_view label;
};
constexpr std::array kSavedNames = {
    SavedName{"where i live", "home"},
    SavedName{"home address", "home"},
    SavedName{"where i work", "office"},
    SavedName{"where i am", "here"},
    SavedName{"current location", "here"},
    SavedName{"current address", "here"},
    SavedName{"usual place", "usual"},
    SavedName{"usual address", "usual"},
    SavedName{"usual spot", "usual"},
    SavedName{"default address", "usual"},
    SavedName{"same address", "usual"},
    SavedName{"same place as last time", "usual"},
    SavedName{"parents' house", "parents"},
    SavedName{"parents house", "parents"},
    SavedName{"parents' place", "parents"},
    SavedName{"parents place", "parents"},
    SavedName{"parents", "parents"},
    SavedName{"office building", "office"},
    SavedName{"work address", "office"},
    SavedName{"apartment", "home"},
    SavedName{"flat", "home"},
    SavedName{"house", "home"},
    SavedName{"home", "home"},
    SavedName{"place", "home"},
    SavedName{"office", "office"},
    SavedName{"workplace", "office"},
    SavedName{"work", "office"},
    SavedName{"desk", "office"},
    SavedName{"company", "office"},
    SavedName{"school", "school"},
    SavedName{"university", "school"},
    SavedName{"campus", "school"},
    SavedName{"college", "school"},
    SavedName{"dorm", "dorm"},
    SavedName{"dormitory", "dorm"},
    SavedName{"location", "here"},
    SavedName{"here", "here"},
};

}  // namespace

EnglishText::EnglishText(const Letters& text) {
    bool comma = false;
    bool breaks = true;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_letter(text[at]) || is_han(text[at])) {
            const auto c = text[at++];
            // "St." and "Apt." are short; "#12" is a number.
            const bool point =
                c == U'.' && !words_.empty() && words_.back().end <= words_.back().begin + 3;
            const bool sign = c == U'#' && is_word(text[at]);
            breaks = breaks || (c == U',' ? comma : !is_blank(c) && !point && !sign);
            comma = comma || c == U',';
            continue;
        }
        EnglishWord word;
        word.begin = at;
        while ((is_letter(text[at]) && !is_han(text[at])) || is_inner(text, at)) ++at;
        // "parents' house"
        if (text[at] == U'\'' && text.before(at) == U's' && is_blank(text[at + 1])) ++at;
        word.end = at;
        word.text = text.folded(word.begin, word.end);
        const auto written = text.said(word.begin, word.end);
        const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
        word.capital = is_capital(written.front());
        word.upper = std::ranges::all_of(written, is_capital);
        word.comma = comma;
        word.breaks = breaks;
        comma = breaks = false;
        words_.push_back(std::move(word));
    }
}

std::size_t EnglishText::index_at(std::size_t at) const {
    const auto found = std::ranges::lower_bound(words_, at, {}, &EnglishWord::begin);
    const auto index = static_cast<std::size_t>(found - words_.begin());
    return index < size() && words_[index].begin == at ? index : size();
}

EnglishWords::EnglishWords(const EnglishText& text, std::size_t first)
    : text_(text), first_(first), size_(first < text.size() ? 1 : 0) {
    while (size_ > 0 && size_ < kMaxPlaceWords && first + size_ < text.size() &&
           !text[first + size_].breaks)
        ++size_;
}

const EnglishWord& EnglishWords::operator[](std::size_t at) const {
    static const EnglishWord none;
    return at < size_ ? text_[first_ + at] : none;
}

bool EnglishWords::is(std::size_t at, std::string_view text) const {
    return at < size() && (*this)[at].text == text && (at == 0 || !(*this)[at].comma);
}

std::size_t EnglishWords::reads(std::size_t at, std::string_view phrase) const {
    const auto& first = (*this)[at].text;
    if (first.empty() || first.front() != phrase.front()) return 0;
    std::size_t count = 0;
    for (std::size_t from = 0; from <= phrase.size(); ++count) {
        const auto end = std::min(phrase.find(' ', from), phrase.size());
        const auto word = phrase.substr(from, end - from);
        const auto& mine = (*this)[at + count];
        if (mine.text != word) return 0;
        if (count > 0 && mine.comma) return 0;
        from = end + 1;
    }
    return count;
}

bool is_number_word(std::string_view word) {
    if (word.empty() || word.front() < '0' || word.front() > '9' || word.size() > 8) return false;
    const auto letters = std::ranges::count_if(word, [](char c) { return c >= 'a' && c <= 'z'; });
    return letters == 0 || (letters == 1 && word.back() >= 'a' && word.back() <= 'z');
}

bool is_ordinal_word(std::string_view word) {
    static constexpr std::array<std::string_view, 20> all = {
        "first",     "second",      "third",      "fourth",     "fifth",
        "sixth",     "seventh",     "eighth",     "ninth",      "tenth",
        "eleventh",  "twelfth",     "thirteenth", "fourteenth", "fifteenth",
        "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};
    if (contains(all, word)) return true;
    if (word.size() < 3 || word.front() < '0' || word.front() > '9') return false;
    const auto ending = word.substr(word.size() - 2);
    return (ending == "st" || ending == "nd" || ending == "rd" || ending == "th") &&
           std::ranges::all_of(word.substr(0, word.size() - 2),
                               [](char c) { return c >= '0' && c <= '9'; });
}

bool is_function_word(std::string_view word) {
    return contains(kFunctionWords, word);
}

bool is_determiner(std::string_view word) {
    static constexpr std::array<std::string_view, 10> all = {"the", "my",    "our",  "your", "his",
                                                             "her", "their", "this", "that", "a"};
    return contains(all, word);
}

bool is_place_noun(std::string_view word) {
    return contains(kPlaceNouns, word);
}

bool is_road_word(std::string_view word, bool& weak) {
    weak = contains(kWeakRoadWords, word);
    return weak || contains(kRoadWords, word);
}

std::size_t saved_name(const EnglishWords& words, std::size_t at, std::string& label) {
    const bool mine = words.is(at, "my") || words.is(at, "our");
    const bool the = words.is(at, "the");
    const std::size_t before = mine || the ? 1 : 0;
    for (const auto& name : kSavedNames) {
        const auto count = words.reads(at + before, name.words);
        if (count == 0 || (before > 0 && words[at + before].comma)) continue;
        // "the office" is mine; "the house" and "a place" are anybody's, "home" and "work" alone
        // are mine again: see read_english_saved.
        const bool alone = name.words == "home" || name.words == "work" || name.words == "school" ||
                           name.words == "here" || name.words.starts_with("where");
        const bool known = name.words == "office" || count > 1;
        if (!mine && !(the && known) && !(before == 0 && alone)) return 0;
        label = name.label;
        return before + count;
    }
    return 0;
}

}  // namespace errand::language
