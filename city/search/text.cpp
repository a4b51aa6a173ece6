#include "city/search/text.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace errand::city {
namespace {

// Latin letters with marks from U+00C0 on, as plain letters; '?' where there is none.
constexpr std::string_view kPlain =
    "aaaaaaaceeeeiiii?nooooo?ouuuuy?saaaaaaaceeeeiiii?nooooo?ouuuuy?y";

char32_t fold_character(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
    if (c >= U'A' && c <= U'Z') return c - U'A' + U'a';
    if (c >= U'a' && c <= U'z') return c;
    if (c >= U'0' && c <= U'9') return c;
    if (c >= 0xC0 && c <= 0xFF) {
        const char plain = kPlain[c - 0xC0];
        return plain == '?' ? U' ' : static_cast<char32_t>(plain);
    }
    if (is_cjk(c) || (c > 0xFF && c < 0x2000)) return c;
    return U' ';
}

constexpr std::array<std::string_view, 24> kEmptyWords{
    "a",    "an", "the", "of", "with", "and", "some", "in",   "to",  "for", "please", "or",
    "want", "i",  "me",  "my", "on",   "at",  "cup",  "cups", "any", "one", "bowl",   "portion"};
constexpr std::u32string_view kEmptyCharacters = U"的了个份杯碗来要";

std::string singular(std::string word) {
    const auto ends = [&](std::string_view tail) {
        return word.size() > tail.size() + 1 && word.ends_with(tail);
    };
    if (ends("ies") && word.size() > 4) return word.substr(0, word.size() - 3) + "y";
    if (ends("ches") || ends("shes") || ends("xes") || ends("sses") || ends("oes"))
        return word.substr(0, word.size() - 2);
    if (ends("s") && !ends("ss") && !ends("us") && !ends("is"))
        return word.substr(0, word.size() - 1);
    return word;
}

void add_once(std::vector<Term>& terms, Term term) {
    if (std::ranges::find(terms, term) == terms.end()) terms.push_back(std::move(term));
}

void add_run(std::vector<Term>& terms, std::u32string_view run, bool keep_empty) {
    for (std::size_t i = 0; i < run.size(); ++i) {
        const bool empty = kEmptyCharacters.find(run[i]) != std::u32string_view::npos;
        if (!empty || keep_empty)
            add_once(terms, {TermKind::Character, encode_utf8(run.substr(i, 1))});
        if (i + 1 < run.size()) {
            const bool next = kEmptyCharacters.find(run[i + 1]) != std::u32string_view::npos;
            if ((!empty && !next) || keep_empty)
                add_once(terms, {TermKind::Pair, encode_utf8(run.substr(i, 2))});
        }
    }
}

std::vector<Term> collect(std::u32string_view text, bool keep_empty) {
    std::vector<Term> terms;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == U' ') {
            ++at;
            continue;
        }
        const bool cjk = is_cjk(text[at]);
        std::size_t end = at;
        while (end < text.size() && text[end] != U' ' && is_cjk(text[end]) == cjk) ++end;
        const auto run = text.substr(at, end - at);
        at = end;
        if (cjk) {
            add_run(terms, run, keep_empty);
            continue;
        }
        auto word = encode_utf8(run);
        const bool empty = std::ranges::find(kEmptyWords, word) != kEmptyWords.end();
        if (!empty || keep_empty) add_once(terms, {TermKind::Word, singular(std::move(word))});
    }
    return terms;
}

}  // namespace

bool is_cjk(char32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000 ||
           (c >= 0x3041 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3);
}

std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80   ? 1
                                   : lead < 0xC0 ? 0
                                   : lead < 0xE0 ? 2
                                   : lead < 0xF0 ? 3
                                                 : 4;
        if (length == 0 || i + length > text.size()) {
            ++i;
            continue;
        }
        char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        out += c;
        i += length;
    }
    return out;
}

std::string encode_utf8(std::u32string_view text) {
    std::string out;
    for (const char32_t c : text) append_utf8(out, c);
    return out;
}

std::string fold(std::string_view text) {
    std::u32string out;
    for (const char32_t given : decode_utf8(text)) {
        if (given == U'\'' || given == 0x2019) continue;  // "people's" is one word
        const char32_t c = fold_character(given);
        if (c == U' ' && (out.empty() || out.back() == U' ')) continue;
        out += c;
    }
    while (!out.empty() && out.back() == U' ') out.pop_back();
    return encode_utf8(out);
}

std::vector<Term> terms_of(std::string_view folded) {
    const auto text = decode_utf8(folded);
    auto terms = collect(text, false);
    return terms.empty() ? collect(text, true) : terms;
}

std::vector<std::string> trigrams(std::string_view word) {
    const auto framed = U"^" + decode_utf8(word) + U"$";
    std::vector<std::string> all;
    for (std::size_t i = 0; i + 3 <= framed.size(); ++i)
        all.push_back(encode_utf8(std::u32string_view(framed).substr(i, 3)));
    std::ranges::sort(all);
    return all;
}

double likeness(std::string_view left, std::string_view right) {
    const auto first = trigrams(left);
    const auto second = trigrams(right);
    if (first.empty() || second.empty()) return left == right ? 1 : 0;
    std::vector<std::string> both;
    std::ranges::set_intersection(first, second, std::back_inserter(both));
    return 2.0 * static_cast<double>(both.size()) /
           static_cast<double>(first.size() + second.size());
}

}  // namespace errand::city
