#include "city/search/lexicon.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "city/search/lexicon_data.hpp"
#include "city/world/menu_data.hpp"

namespace errand::city {
namespace {

// A query that had to be translated is a little less sure.
constexpr double kTranslatedWorth = 0.97;
constexpr std::size_t kLongestPhrase = 6;  // words of an English name

struct Lexicon {
    std::unordered_map<std::string, std::string> to_english;
    std::unordered_map<std::string, std::string> to_chinese;  // keys: terms joined by spaces
    std::size_t longest = 0;                                  // Chinese key, in characters
};

// Words in the singular, so that "noodles" finds "noodle".
std::vector<std::string> words_of(std::string_view folded) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at < folded.size()) {
        const auto space = std::min(folded.find(' ', at), folded.size());
        const auto word = folded.substr(at, space - at);
        const auto terms = terms_of(word);
        const bool one = terms.size() == 1 && terms[0].kind == TermKind::Word;
        words.push_back(one ? terms[0].text : std::string(word));
        at = space + 1;
    }
    return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t count) {
    std::string all;
    for (std::size_t i = from; i < from + count; ++i) all += (i == from ? "" : " ") + words[i];
    return all;
}

void add(Lexicon& lexicon, const char* zh, const char* en) {
    const auto chinese = fold(zh);
    const auto english = fold(en);
    const auto words = words_of(english);
    lexicon.to_english.emplace(chinese, english);
    lexicon.to_chinese.emplace(joined(words, 0, words.size()), chinese);
    lexicon.longest = std::max(lexicon.longest, decode_utf8(chinese).size());
}

const Lexicon& lexicon() {
    static const Lexicon made = [] {
        Lexicon all;
        for (const auto& [zh, en] : word_pairs()) add(all, zh, en);
        for (const auto& kind : menu::kinds())
            for (const auto& dish : kind.dishes()) add(all, dish.zh, dish.en);
        return all;
    }();
    return made;
}

}  // namespace

std::string into_chinese(std::string_view folded) {
    const auto words = words_of(folded);
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t used = 0;
        for (auto count = std::min(kLongestPhrase, words.size() - at); count > 0 && used == 0;
             --count) {
            const auto found = lexicon().to_chinese.find(joined(words, at, count));
            if (found == lexicon().to_chinese.end()) continue;
            out += found->second;
            used = count;
        }
        if (used == 0) {
            // A word that is unknown stands by itself; a known one joins its neighbours.
            out += (out.empty() ? "" : " ") + words[at] + " ";
            used = 1;
        }
        at += used;
    }
    return fold(out);
}

std::string into_english(std::string_view folded) {
    const auto text = decode_utf8(folded);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t used = 0;
        for (auto count = std::min(lexicon().longest, text.size() - at); count > 0 && used == 0;
             --count) {
            const auto found =
                lexicon().to_english.find(encode_utf8(std::u32string_view(text).substr(at, count)));
            if (found == lexicon().to_english.end()) continue;
            out += " " + found->second + " ";
            used = count;
        }
        if (used == 0) {
            out += encode_utf8(std::u32string_view(text).substr(at, 1));
            used = 1;
        }
        at += used;
    }
    return fold(out);
}

std::vector<Match> search_both_languages(const SearchIndex& index, std::string_view query,
                                         double least) {
    const auto folded = fold(query);
    std::map<std::size_t, double> best;
    const auto take = [&](const std::string& text, double worth) {
        for (const auto& [document, score] : index.search(text, least)) {
            auto& kept = best[document];
            kept = std::max(kept, score * worth);
        }
    };
    take(folded, 1);
    for (const auto& other : {into_chinese(folded), into_english(folded)})
        if (other != folded) take(other, kTranslatedWorth);
    std::vector<Match> matches;
    matches.reserve(best.size());
    for (const auto& [document, score] : best) matches.push_back({document, score});
    std::ranges::sort(matches, [](const Match& left, const Match& right) {
        return left.score != right.score ? left.score > right.score
                                         : left.document < right.document;
    });
    return matches;
}

}  // namespace errand::city
