#include "skills/agent/whole.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "base/printable.hpp"
#include "language/text.hpp"

namespace errand::skills::agent {
namespace {

using Characters = std::vector<Spoken::Character>;

enum class Kind { None, Digit, Letter, Han, Space, Mark };

bool is_digit(char32_t code) {
    return (code >= U'0' && code <= U'9') || (code >= 0xFF10 && code <= 0xFF19);
}

bool is_one_of(char32_t code, std::u32string_view some) {
    return code != 0 && some.find(code) != std::u32string_view::npos;
}

// Marks, spaces and pictures of the blocks that hold nothing else.
bool is_mark(char32_t code) {
    return (code >= 0x80 && code <= 0xBF && code != 0xAA && code != 0xB5 && code != 0xBA) ||
           code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code <= 0x2BFF) ||
           (code >= 0x3000 && code <= 0x303F && code != U'々' && code != U'〇') ||
           (code >= 0xFE10 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF0F) ||
           (code >= 0xFF1A && code <= 0xFF20) || (code >= 0xFF3B && code <= 0xFF40) ||
           (code >= 0xFF5B && code <= 0xFF65) || code == 0xFFFD || code >= 0x1F000;
}

// Of scripts that put no spaces between words.
bool is_run_on(char32_t code) {
    return language::is_han(code) || code == U'々' || (code >= 0x3041 && code <= 0x30FF) ||
           (code >= 0xAC00 && code <= 0xD7AF) || (code >= 0x0E00 && code <= 0x0EFF);
}

Kind kind_of(char32_t code) {
    if (code == 0) return Kind::None;
    if (is_digit(code)) return Kind::Digit;
    if (code == U' ' || code == 0xA0 || code == 0x3000) return Kind::Space;
    if (code < 0x80)
        return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z') ? Kind::Letter
                                                                                : Kind::Mark;
    if (is_run_on(code)) return Kind::Han;
    return is_mark(code) ? Kind::Mark : Kind::Letter;
}

Characters characters_of(std::string_view text) {
    Characters all;
    for (std::size_t at = 0; !text.empty();) {
        const auto one = take_character(text);
        all.push_back({code_point(one), at, at + one.size()});
        at += one.size();
    }
    return all;
}

// 0 outside of the text.
char32_t code_at(const Characters& all, std::size_t at) {
    return at < all.size() ? all[at].code : U'\0';
}
Kind kind_at(const Characters& all, std::size_t at) {
    return kind_of(code_at(all, at));
}
bool is_word(Kind kind) {
    return kind == Kind::Letter || kind == Kind::Digit;
}

// Between two digits these make one number of them, or one date, one telephone number: of "1,500",
// "1 500", "12:30" no part was said.
bool joins_digits(char32_t code) {
    return is_one_of(code,
                     U".,'’:/_- \u00A0\u2009\u202F\u3000\uFF0C\uFF0E\uFF1A\uFF0F\uFF0D·٫٬−–—‐‑"
                     U"~×x*^块元圆角点點比");
}

// Between two letters or digits these make one word, address or path of them.
bool joins_words(char32_t code) {
    return is_one_of(code, U".@/\\_-+'’:&#%=?~‐‑–");
}

bool is_sign(char32_t code) {
    return is_one_of(code, U"-+−–—‐‑\uFF0D\uFF0B±~负負");
}

// Chinese digits: beside a number they are a part of it ("2万5", "5百万").
bool is_numeral(char32_t code) {
    return is_one_of(code, U"零〇一二三四五六七八九十百千万萬亿億两兩兆半");
}

// The power of ten that a character behind digits stands for.
std::optional<int> power_of(char32_t code) {
    switch (code) {
        case U'k':
        case U'千':
            return 3;
        case U'十':
            return 1;
        case U'百':
            return 2;
        case U'w':
        case U'万':
        case U'萬':
            return 4;
        case U'亿':
        case U'億':
            return 8;
        default:
            return {};
    }
}

// What makes another number of the one beside it.
bool alters(char32_t code) {
    return is_one_of(code, U"%‰\uFF05") || is_numeral(code);
}

// digits.fraction times ten to the power.
std::string shifted(std::string_view digits, std::string_view fraction, int power, bool negative) {
    std::string whole(digits);
    std::string rest(fraction);
    for (; power > 0; --power) {
        whole += rest.empty() ? '0' : rest.front();
        if (!rest.empty()) rest.erase(0, 1);
    }
    for (; power < 0; ++power) {
        rest.insert(0, 1, whole.back());
        whole.pop_back();
        if (whole.empty()) whole = "0";
    }
    while (!rest.empty() && rest.back() == '0') rest.pop_back();
    const bool zero = rest.empty() && whole.find_first_not_of('0') == std::string::npos;
    return (negative && !zero ? "-" : "") + whole + (rest.empty() ? "" : "." + rest);
}

// Of a number, before and behind its point; what has more is none. Each place of a text is read
// from at most so far, however long a stranger makes its numbers.
constexpr std::size_t kMaxDigits = 64;

struct Read {
    std::string number;
    std::size_t end = 0;  // of the characters
};

// Digits, in groups of three or not, and a fraction; at `at`. Nothing where the digits are part of
// something else ("12:30", "1.2.3").
std::optional<Read> read_digits(const Characters& all, std::size_t at, bool negative) {
    std::string digits;
    std::string fraction;
    const auto take = [&](std::string& into) {
        std::size_t count = 0;
        for (; kind_at(all, at) == Kind::Digit && code_at(all, at) < 0x80 && count <= kMaxDigits;
             ++at, ++count)
            into += static_cast<char>(all[at].code);
        return count;
    };
    const auto first = take(digits);
    if (first == 0) return {};
    while (code_at(all, at) == U',' && kind_at(all, at + 1) == Kind::Digit) {
        ++at;
        if (first > 3 || take(digits) != 3 || digits.size() > kMaxDigits) return {};
    }
    if (code_at(all, at) == U'.' && kind_at(all, at + 1) == Kind::Digit) {
        ++at;
        take(fraction);
    }
    if (digits.size() > kMaxDigits || fraction.size() > kMaxDigits) return {};
    int power = 0;
    if (code_at(all, at) == U'e' && digits.size() == 1) {
        auto next = at + 1;
        const bool below = code_at(all, next) == U'-';
        if (below || code_at(all, next) == U'+') ++next;
        std::string written;
        for (; kind_at(all, next) == Kind::Digit && written.size() < 3; ++next)
            written += static_cast<char>(all[next].code);
        if (std::from_chars(written.data(), written.data() + written.size(), power).ec !=
                std::errc() ||
            power > 40)
            return {};
        if (below) power = -power;
        at = next;
    }
    if (const auto more = power_of(code_at(all, at))) {
        power += *more;
        ++at;
        if (power_of(code_at(all, at)) || kind_at(all, at) == Kind::Letter) return {};
    }
    return Read{shifted(digits, fraction, power, negative), at};
}

// Nothing behind the number makes another one of it.
bool ends_there(const Characters& all, std::size_t at) {
    const auto kind = kind_at(all, at);
    if (is_word(kind) || alters(code_at(all, at))) return false;
    const bool joined = joins_digits(code_at(all, at)) || joins_words(code_at(all, at));
    const auto behind = kind_at(all, at + 1);
    return !(joined && (behind == Kind::Digit || (behind == Kind::Letter && kind == Kind::Mark)));
}

// "minus 5".
bool is_below_zero(const Characters& all, std::size_t at) {
    std::string word;
    for (std::size_t i = at - 1; i > 0 && word.size() < 9; --i) {
        const auto code = all[i - 1].code;
        if (kind_of(code) != Kind::Letter || code >= 0x80) break;
        word.insert(word.begin(), static_cast<char>(code));
    }
    return kind_at(all, at - 1) == Kind::Space && (word == "minus" || word == "negative");
}

// Nothing before it does. `at` is its first character, the sign where it has one.
bool begins_there(const Characters& all, std::size_t at) {
    if (at == 0) return true;
    const auto before = code_at(all, at - 1);
    const auto kind = kind_of(before);
    if (is_word(kind) || is_sign(before) || is_numeral(before) || before == U'.') return false;
    if (at == 1) return true;
    if (is_below_zero(all, at)) return false;
    const auto further = kind_at(all, at - 2);
    const bool joined = joins_digits(before) || joins_words(before);
    return !(joined && (further == Kind::Digit || (further == Kind::Letter && kind == Kind::Mark)));
}

// The edges of a value that is no number.
bool is_border(const Characters& all, std::size_t inner, std::size_t outer, std::size_t further,
               bool whole_runs) {
    const auto in = kind_at(all, inner);
    const auto out = kind_at(all, outer);
    if (in == Kind::Han && out == Kind::Han) return !whole_runs;
    if (is_word(in) && is_word(out)) return false;
    const auto code = code_at(all, outer);
    if (in == Kind::Mark && joins_words(code_at(all, inner))) return !is_word(out);
    if (in == Kind::Digit) {
        if (is_sign(code) || alters(code)) return false;
        if (joins_digits(code) && kind_at(all, further) == Kind::Digit) return false;
    }
    return !(is_word(in) && joins_words(code) && is_word(kind_at(all, further)));
}

bool borders(const Characters& all, std::size_t first, std::size_t last, bool whole_runs) {
    constexpr auto kNone = static_cast<std::size_t>(-1);
    const auto before = first == 0 ? kNone : first - 1;
    const auto further = first < 2 ? kNone : first - 2;
    return is_border(all, first, before, further, whole_runs) &&
           is_border(all, last, last + 1, last + 2, whole_runs);
}

}  // namespace

std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (space && (out.empty() || out.back() == ' ')) continue;
        if (space) {
            out += ' ';
        } else {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string number_of(std::string_view text) {
    const auto all = characters_of(text);
    const auto first = code_at(all, 0);
    const bool negative = first == U'-';
    const auto read = read_digits(all, negative || first == U'+' ? 1 : 0, negative);
    return read && read->end == all.size() ? read->number : std::string();
}

Spoken::Spoken(std::string_view text) : text_(plain(text)), characters_(characters_of(text_)) {}

bool Spoken::has_number(std::string_view number) const {
    const auto& all = characters_;
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (kind_of(all[at].code) != Kind::Digit) continue;
        const auto before = at == 0 ? U'\0' : all[at - 1].code;
        const bool negative = before == U'-' || before == U'−';
        const auto begin = negative || before == U'+' ? at - 1 : at;
        const auto read = read_digits(all, at, negative);
        if (read && read->number == number && begins_there(all, begin) &&
            ends_there(all, read->end))
            return true;
        while (kind_at(all, at + 1) == Kind::Digit) ++at;
    }
    return false;
}

bool Spoken::has(std::string_view value, bool whole_runs) const {
    if (value.empty()) return false;
    const auto& all = characters_;
    for (auto at = text_.find(value); at != std::string::npos; at = text_.find(value, at + 1)) {
        const auto first = std::ranges::lower_bound(all, at, {}, &Character::begin);
        const auto last = std::ranges::lower_bound(all, at + value.size(), {}, &Character::end);
        if (first == all.end() || last == all.end()) continue;
        if (borders(all, static_cast<std::size_t>(first - all.begin()),
                    static_cast<std::size_t>(last - all.begin()), whole_runs))
            return true;
    }
    return false;
}

}  // namespace errand::skills::agent
