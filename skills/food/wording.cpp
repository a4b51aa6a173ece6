#include "skills/food/wording.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>

#include "base/utf8.hpp"
#include "language/names/readings.hpp"
#include "skills/food/kinds.hpp"
#include "skills/food/limits.hpp"
#include "skills/food/words.hpp"

namespace errand::skills::food {

namespace {

using Words = std::vector<std::string>;

bool is_han(char32_t code) {
    return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x2FA1F);
}

// Letters and digits as they are compared; everything else is a space.
char32_t folded(char32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E) code -= 0xFEE0;  // full-width forms
    if (code < 0x80) {
        const auto plain = static_cast<unsigned char>(code);
        if (std::isalnum(plain) != 0) return static_cast<char32_t>(std::tolower(plain));
        return code == U'\'' ? U'\'' : U' ';
    }
    if (code == 0x3000 || (code >= 0x2010 && code <= 0x206F) || (code >= 0x3001 && code <= 0x303F))
        return U' ';
    return code;
}

bool opens(char32_t code) {
    return code == U'(' || code == U'[' || code == 0xFF08 || code == 0x3010;
}
bool closes(char32_t code) {
    return code == U')' || code == U']' || code == 0xFF09 || code == 0x3011;
}

std::string fold(std::string_view text, bool with_brackets) {
    std::string out;
    int depth = 0;
    while (!text.empty()) {
        const auto code = take(text);
        if (!with_brackets && opens(code)) ++depth;
        if (depth == 0 || with_brackets) {
            const auto plain = folded(code);
            if (plain == U'\'') continue;
            if (plain != U' ' || (!out.empty() && out.back() != ' ')) append_utf8(out, plain);
        }
        if (!with_brackets && closes(code) && depth > 0) --depth;
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

bool ends_with(const std::u32string& text, const std::u32string& tail) {
    return text.size() >= tail.size() &&
           text.compare(text.size() - tail.size(), tail.size(), tail) == 0;
}

double ratio(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

bool in_order(const std::u32string& few, const std::u32string& many) {
    std::size_t at = 0;
    for (const auto code : many)
        if (at < few.size() && few[at] == code) ++at;
    return at == few.size();
}

template <class Sequence>
std::size_t edit_distance(const Sequence& a, const Sequence& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t at = 0; at <= b.size(); ++at) row[at] = at;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto next = std::min(
                {row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0UL : 1UL)});
            diagonal = row[j];
            row[j] = next;
        }
    }
    return row[b.size()];
}

template <class Sequence>
double pair_overlap(const Sequence& a, const Sequence& b) {
    if (a.size() < 2 || b.size() < 2) return 0;
    std::size_t shared = 0;
    std::vector<bool> used(b.size() - 1, false);
    for (std::size_t i = 0; i + 1 < a.size(); ++i)
        for (std::size_t j = 0; j + 1 < b.size(); ++j) {
            if (used[j] || a[i] != b[j] || a[i + 1] != b[j + 1]) continue;
            used[j] = true;
            ++shared;
            break;
        }
    return ratio(2 * shared, a.size() + b.size() - 2);
}

// What may follow a dish's name without making another dish of it: "珍珠奶茶大杯", "猪脚饭套餐".
bool only_describes(const std::u32string& rest) {
    static constexpr std::array kMarks = {U'套', U'单', U'双', U'大', U'中', U'小', U'加',
                                          U'配', U'杯', U'份', U'碗', U'盒', U'瓶'};
    return !rest.empty() && std::ranges::find(kMarks, rest.front()) != kMarks.end();
}

// 玛格丽特 of 玛格丽特披萨.
bool only_a_kind(const std::u32string& rest) {
    static constexpr std::array kKinds = std::to_array<std::u32string_view>(
        {U"披萨", U"比萨", U"拉面", U"汉堡", U"沙拉", U"意面", U"三明治", U"蛋糕", U"套餐"});
    return std::ranges::find(kKinds, rest) != kKinds.end();
}

bool sound_alike(char32_t one, char32_t other) {
    if (one == other) return true;
    const auto left = language::names::readings_of(one);
    const auto right = language::names::readings_of(other);
    return std::ranges::any_of(left, [&](auto syllable) {
        return std::ranges::any_of(right, [&](auto with) {
            return language::names::sound_class(syllable) == language::names::sound_class(with);
        });
    });
}

// 鸭屎香拧檬茶 for 鸭屎香柠檬茶: one character written as another of the same sound.
bool misspelled(const std::u32string& said, const std::u32string& name) {
    if (said.size() < 3 || said.size() != name.size() || edit_distance(said, name) != 1)
        return false;
    return std::ranges::equal(said, name, sound_alike);
}

double chinese_likeness(const std::u32string& said, const std::u32string& name) {
    if (said == name) return 1;
    if (ends_with(name, said)) return 0.8 + 0.16 * ratio(said.size(), name.size());
    if (const auto at = name.find(said); at != std::u32string::npos) {
        const auto rest = name.substr(at + said.size());
        const bool same_dish = said.size() > 1 && only_describes(rest);
        if (at == 0 && said.size() > 2 && only_a_kind(rest))
            return kMatch + 0.1 * ratio(said.size(), name.size());
        return (same_dish ? 0.78 : 0.5) + 0.18 * ratio(said.size(), name.size());
    }
    if (name.size() > 1 && ends_with(said, name))
        return 0.6 + 0.2 * ratio(name.size(), said.size());
    if (said.size() > 2 && said.back() == name.back() && in_order(said, name))
        return 0.7 + 0.15 * ratio(said.size(), name.size());
    if (misspelled(said, name)) return 0.9;
    if (said.size() > 3 && edit_distance(said, name) == 1) return 0.66;
    const double head = !name.empty() && said.back() == name.back() ? 0.05 : 0;
    return 0.6 * pair_overlap(said, name) + head;
}

std::string stem(std::string word) {
    if (word.size() > 3 && word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
    if (word.size() > 4 && (word.ends_with("shes") || word.ends_with("ches") ||
                            word.ends_with("xes") || word.ends_with("oes")))
        return word.substr(0, word.size() - 2);
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
    return word;
}

bool same_word(const std::string& a, const std::string& b) {
    if (a == b) return true;
    return a.size() > 4 && b.size() > 4 && edit_distance(a, b) == 1;
}

Words words_of(std::string_view text) {
    static constexpr std::array<std::string_view, 9> kIdle = {"a",   "an", "the", "of", "some",
                                                              "cup", "my", "any", "and"};
    Words all;
    for (const auto& word : words_in(text))
        if (std::ranges::find(kIdle, word) == kIdle.end()) all.push_back(stem(word));
    return all;
}

std::size_t shared_words(const Words& a, const Words& b) {
    return static_cast<std::size_t>(std::ranges::count_if(a, [&](const std::string& word) {
        return std::ranges::any_of(b, [&](const auto& other) { return same_word(word, other); });
    }));
}

// The word that says what it is: the last one, or the last before "with" or "in".
const std::string& head_of(const Words& words) {
    for (std::size_t at = 1; at < words.size(); ++at)
        if (words[at] == "with" || words[at] == "in") return words[at - 1];
    return words.back();
}

std::string joined(const Words& words) {
    std::string all;
    for (const auto& word : words) all += word;
    return all;
}

// Words that say only what kind of dish a name is of: a margherita is a pizza. What is a dish or an
// ingredient by itself (chicken, cheese) stands for no dish that is made with it.
bool is_kind(const std::string& word) {
    static constexpr std::array kKinds = std::to_array<std::string_view>(
        {"pizza",  "ramen",    "burger", "sandwich", "salad",    "pasta",     "curry",
         "soup",   "roll",     "wrap",   "bowl",     "taco",     "burrito",   "bagel",
         "muffin", "cake",     "pie",    "tea",      "coffee",   "latte",     "noodle",
         "rice",   "stew",     "sub",    "donut",    "doughnut", "croissant", "smoothie",
         "juice",  "toast",    "waffle", "pancake",  "plate",    "set",       "combo",
         "meal",   "dumpling", "pho",    "udon",     "soba",     "congee",    "milk"});
    return std::ranges::find(kKinds, word) != kKinds.end();
}
bool stands_alone(const std::string& word) {
    static constexpr std::array kPlain = std::to_array<std::string_view>(
        {"chicken", "beef",     "pork",   "fish",  "shrimp", "prawn",     "egg",    "cheese",
         "tofu",    "lamb",     "duck",   "ham",   "bacon",  "green",     "black",  "red",
         "white",   "hot",      "cold",   "iced",  "large",  "small",     "garlic", "tomato",
         "potato",  "fruit",    "house",  "milk",  "butter", "sweet",     "fried",  "spicy",
         "mixed",   "double",   "bean",   "mango", "peanut", "lemon",     "apple",  "special",
         "classic", "plain",    "big",    "mini",  "veggie", "vegetable", "cream",  "corn",
         "onion",   "mushroom", "salmon", "tuna",  "sauce"});
    return is_kind(word) || std::ranges::find(kPlain, word) != kPlain.end();
}

// "Margherita" of "Margherita Pizza": the front of a name whose rest says only its kind.
bool names_without_kind(const Words& said, const Words& name) {
    if (said.empty() || said.size() >= name.size() || stands_alone(said.back())) return false;
    for (std::size_t at = 0; at < said.size(); ++at)
        if (!same_word(said[at], name[at])) return false;
    return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(said.size()), name.end(),
                       is_kind);
}

double english_likeness(const Words& said, const Words& name) {
    if (said.empty() || name.empty()) return 0;
    if (said == name || joined(said) == joined(name)) return 1;
    const auto shared = shared_words(said, name);
    const bool heads = same_word(head_of(said), head_of(name));
    const double part =
        ratio(std::min(said.size(), name.size()), std::max(said.size(), name.size()));
    if (shared == said.size() && said.size() == name.size()) return heads ? 0.98 : 0.6;
    if (shared == said.size() && !heads && names_without_kind(said, name))
        return kMatch + 0.1 * part;
    if (shared == said.size()) return heads ? 0.8 + 0.16 * part : 0.5 + 0.18 * part;
    if (shared_words(name, said) == name.size()) return heads ? 0.6 + 0.2 * part : 0.4 * part;
    return 0.6 * ratio(2 * shared, said.size() + name.size()) + (heads ? 0.05 : 0);
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

// Of two normalised texts.
double plain_likeness(const std::string& said, const std::string& name) {
    if (said.empty() || name.empty()) return 0;
    if (said == name) return 1;
    const bool chinese = is_chinese(said);
    if (chinese != is_chinese(name)) return 0;
    if (chinese)
        return chinese_likeness(characters(without_spaces(said)), characters(without_spaces(name)));
    return english_likeness(words_of(said), words_of(name));
}

}  // namespace

char32_t take(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (length > text.size() || (first >= 0x80 && first < 0xC0)) {
        text.remove_prefix(1);
        return U' ';
    }
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t at = 1; at < length; ++at)
        code = (code << 6) | (static_cast<unsigned char>(text[at]) & 0x3FU);
    text.remove_prefix(length);
    return code;
}

std::string normalise(std::string_view text) {
    auto plain = fold(text, false);
    return plain.empty() ? fold(text, true) : plain;
}

bool is_chinese(std::string_view text) {
    while (!text.empty())
        if (is_han(take(text))) return true;
    return false;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> all;
    std::string word;
    for (const char letter : std::string(text) + " ") {
        if (letter != ' ') {
            word += letter;
        } else if (!word.empty()) {
            all.push_back(std::move(word));
            word.clear();
        }
    }
    return all;
}

std::u32string characters(std::string_view text) {
    std::u32string all;
    while (!text.empty()) all += take(text);
    return all;
}

double likeness(std::string_view said, std::string_view name) {
    return plain_likeness(normalise(said), normalise(name));
}

std::string word_key(std::string_view text) {
    const auto plain = normalise(text);
    return is_chinese(plain) ? without_spaces(plain) : joined(words_of(plain));
}

Said::Said(std::string_view text) {
    all_.push_back(normalise(text));
    for (const auto& other : other_words(text)) all_.push_back(normalise(other));
}

double Said::likeness(const commerce::LocalName& name) const {
    const auto zh = normalise(name.zh);
    const auto en = normalise(name.en);
    double best = 0;
    for (const auto& one : all_) {
        const double like = std::max(plain_likeness(one, zh), plain_likeness(one, en));
        best = std::max(best, &one == all_.data() ? like : kExact * like);
    }
    return best;
}

double likeness(std::string_view said, const commerce::LocalName& name) {
    return Said(said).likeness(name);
}

namespace {

// What may stand in a text where it speaks of one thing.
struct Form {
    std::string text;
    Words words;  // in English
};
struct Forms {
    std::vector<Form> names;  // the thing and other words for it
    std::vector<Form> under;  // what is of its kind
    Words others;             // what only sounds so
};

void add_form(std::vector<Form>& all, std::string text) {
    if (text.empty()) return;
    Words words;
    if (!is_chinese(text)) words = words_of(text);
    if (is_chinese(text) || !words.empty()) all.push_back({std::move(text), std::move(words)});
}

Forms work_out(std::string_view what) {
    Forms forms;
    add_form(forms.names, fold(what, true));
    for (const auto& other : other_words(what)) add_form(forms.names, fold(other, true));
    const auto* kind = food_kind(what);
    if (kind == nullptr) return forms;
    for (const auto name : kind->names) add_form(forms.names, std::string(name));
    for (const auto member : kind->members) add_form(forms.under, std::string(member));
    forms.others.assign(kind->others.begin(), kind->others.end());
    return forms;
}

// One avoided thing is held against every item of every menu: the latest stay worked out.
const Forms& forms_of(std::string_view what) {
    thread_local std::unordered_map<std::string, Forms> known;
    const auto found = known.find(std::string(what));
    if (found != known.end()) return found->second;
    if (known.size() >= kMaxRememberedThings) known.clear();
    return known.emplace(std::string(what), work_out(what)).first->second;
}

// The text without the words that only sound so.
std::string without(std::string text, const Words& others) {
    for (const auto& other : others) {
        const bool chinese = is_chinese(other);
        for (auto at = text.find(other); at != std::string::npos; at = text.find(other, at)) {
            const auto end = at + other.size();
            const bool begins = at == 0 || text[at - 1] == ' ';
            if (chinese || (begins && (end == text.size() || text[end] == ' ' ||
                                       text.substr(end, 2) == "s " || text.substr(end) == "s"))) {
                text.replace(at, other.size(), " ");
            } else {
                at = end;
            }
        }
    }
    return text;
}

}  // namespace

bool mentions(std::string_view text, std::string_view what) {
    const auto& forms = forms_of(what);
    const auto whole = without(fold(text, true), forms.others);
    const auto words = words_of(whole);
    const auto stands = [&](const Form& form) {
        if (form.words.empty()) return whole.contains(form.text);
        return shared_words(form.words, words) == form.words.size();
    };
    // One letter more or less is another thing there: toast and roast.
    const auto is_under = [&](const Form& form) {
        if (form.words.empty()) return whole.contains(form.text);
        return std::ranges::all_of(form.words, [&](const std::string& word) {
            return std::ranges::find(words, word) != words.end();
        });
    };
    return std::ranges::any_of(forms.names, stands) || std::ranges::any_of(forms.under, is_under);
}

bool says_free_of(std::string_view text, std::string_view what) {
    const auto whole = " " + fold(text, true) + " ";
    return std::ranges::any_of(forms_of(what).names, [&](const Form& name) {
        if (!name.words.empty()) return whole.contains(" " + name.text + " free ");
        return std::ranges::any_of(
            std::array<std::string, 3>{"无", "不含", "零"},
            [&](const std::string& lead) { return whole.contains(lead + name.text); });
    });
}

bool stands_in(std::string_view text, std::string_view part) {
    const auto letter = [](char one) { return std::isalnum(static_cast<unsigned char>(one)) != 0; };
    const auto wanted = without_spaces(normalise(part));
    std::string tight;
    std::vector<bool> border;  // a word may begin or end before this byte
    bool apart = true;
    for (const char one : normalise(text)) {
        if (one != ' ') {
            border.push_back(apart || !letter(one) || !letter(tight.back()));
            tight += one;
        }
        apart = one == ' ';
    }
    border.push_back(true);
    if (wanted.empty()) return false;
    for (auto at = tight.find(wanted); at != std::string::npos; at = tight.find(wanted, at + 1))
        if (border[at] && border[at + wanted.size()]) return true;
    return false;
}

}  // namespace errand::skills::food
