#include "assistant/secret_words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "language/simplify.hpp"

namespace errand::assistant {
namespace {

constexpr std::array<std::string_view, 28> kSecrets{
    "password",     "passwords",  "passwd",           "pwd",           "passphrase", "passcode",
    "secret",       "token",      "credential",       "credentials",   "pin",        "cvv",
    "cvc",          "otp",        "mnemonic",         "apikey",        "accesskey",  "privatekey",
    "secretkey",    "cardnumber", "pincode",          "otpcode",       "cvvcode",    "cvccode",
    "securitycode", "seedphrase", "verificationcode", "recoveryphrase"};
// Long enough to be meant wherever they stand in a word ("userpassword"), and at its end alone
// ("accesstoken", but no "tokens" and no "secretary").
constexpr std::array<std::string_view, 16> kAnywhere{
    "password",      "passwd",     "pwd",        "passphrase",   "passcode",
    "credential",    "mnemonic",   "apikey",     "accesskey",    "privatekey",
    "secretkey",     "cardnumber", "seedphrase", "securitycode", "verificationcode",
    "recoveryphrase"};
constexpr std::array<std::string_view, 2> kAtTheEnd{"token", "secret"};
constexpr std::array<std::string_view, 10> kSecretsChinese{
    "密码", "口令", "验证码", "校验码", "密钥", "私钥", "令牌", "助记词", "安全码", "银行卡号"};
// Words are put together up to this length; and from this length, as "to Ken" is no token.
constexpr std::size_t kLongest = 16;
constexpr std::size_t kLeastJoined = 6;

struct Range {
    char32_t first;
    char32_t last;
};
// Format characters, marks that combine with a letter, fillers and selectors: nothing is seen of
// them, or the letter is read all the same.
constexpr std::array<Range, 15> kUnseen{{{0x00AD, 0x00AD},
                                         {0x0300, 0x036F},
                                         {0x061C, 0x061C},
                                         {0x115F, 0x1160},
                                         {0x17B4, 0x17B5},
                                         {0x180B, 0x180F},
                                         {0x200B, 0x200F},
                                         {0x202A, 0x202E},
                                         {0x2060, 0x206F},
                                         {0x3164, 0x3164},
                                         {0xFE00, 0xFE0F},
                                         {0xFEFF, 0xFEFF},
                                         {0xFFA0, 0xFFA0},
                                         {0x1D173, 0x1D17A},
                                         {0xE0000, 0xE0FFF}}};

bool is_unseen(char32_t one) {
    return std::ranges::any_of(
        kUnseen, [&](const Range& range) { return one >= range.first && one <= range.last; });
}

char32_t half_width(char32_t one) {
    return one >= 0xFF01 && one <= 0xFF5E ? one - 0xFEE0 : one;
}

// As they are read, in half width.
std::u32string seen(std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();)
        if (const auto one = language::next_character(text, at); !is_unseen(one))
            all += half_width(one);
    return all;
}

// "apiKey2 (new)" as api, key, new; "PINCode" as pin, code.
std::vector<std::string> words_of(std::u32string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    bool after_capital = false;
    for (const char32_t one : text) {
        const bool capital = one >= U'A' && one <= U'Z';
        const bool letter = capital || (one >= U'a' && one <= U'z');
        if (letter) {
            const bool hump = inside && capital && !after_capital;
            if (!inside || hump) {
                words.emplace_back();
            } else if (!capital && after_capital && words.back().size() > 1) {
                const char first = words.back().back();
                words.back().pop_back();
                words.emplace_back(1, first);
            }
            words.back() += static_cast<char>(language::folded(one));
        }
        inside = letter;
        after_capital = capital;
    }
    return words;
}

bool is_secret(std::string_view word) {
    return std::ranges::find(kSecrets, word) != kSecrets.end();
}

bool holds_secret(std::string_view word) {
    return std::ranges::any_of(kAnywhere,
                               [&](std::string_view secret) { return word.contains(secret); });
}

bool ends_in_secret(std::string_view word) {
    return std::ranges::any_of(kAtTheEnd,
                               [&](std::string_view secret) { return word.ends_with(secret); });
}

// The runs of letters, whatever their case: "PASSWORDfield" as passwordfield.
std::vector<std::string> runs_of(std::u32string_view text) {
    std::u32string lower;
    for (const char32_t one : text) lower += one >= U'A' && one <= U'Z' ? one - U'A' + U'a' : one;
    return words_of(lower);
}

// A word alone, or together with those behind it: "pass word", "p i n".
bool has_secret(const std::vector<std::string>& words) {
    for (std::size_t first = 0; first < words.size(); ++first) {
        if (is_secret(words[first]) || ends_in_secret(words[first])) return true;
        auto joined = words[first];
        bool spelled = joined.size() == 1;
        for (auto next = first + 1; next < words.size() && joined.size() < kLongest; ++next) {
            joined += words[next];
            spelled = spelled && words[next].size() == 1;
            if ((spelled || joined.size() >= kLeastJoined) && is_secret(joined)) return true;
        }
    }
    return false;
}

// Simplified, without what may stand between the characters of a word.
std::string joined_chinese(std::u32string_view text) {
    constexpr std::u32string_view kBetween = U" \t\u00A0\u3000-_.·";
    std::string all;
    for (const char32_t one : text)
        if (kBetween.find(one) == std::u32string_view::npos)
            append_utf8(all, language::folded(one));
    return all;
}

}  // namespace

bool speaks_of_secrets(std::string_view words) {
    const auto text = seen(words);
    if (has_secret(words_of(text)) || std::ranges::any_of(runs_of(text), holds_secret)) return true;
    const auto chinese = joined_chinese(text);
    return std::ranges::any_of(kSecretsChinese, [&](std::string_view secret) {
        return chinese.find(secret) != std::string::npos;
    });
}

}  // namespace errand::assistant
