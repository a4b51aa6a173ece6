#include "skills/ledger/currencies.hpp"

#include <algorithm>
#include <array>

#include "ledger/word_list.hpp"

namespace errand::skills::ledger {
namespace {

struct Name {
    std::string_view words;
    std::string_view code;
    bool shared = false;
};

constexpr std::array<Name, 28> kNames = {{
    {"人民币|cny|rmb|yuan|renminbi", "CNY"},
    {"美元|美金|美刀|usd|us dollars|us dollar|us$", "USD"},
    {"dollars|dollar", "USD", true},
    {"欧元|eur|euro|euros", "EUR"},
    {"英镑|gbp|pounds|pound|pounds sterling|sterling", "GBP"},
    {"日元|日币|日圆|jpy|yen", "JPY"},
    {"港币|港元|hkd|hk$|hong kong dollars|hong kong dollar|hk dollars", "HKD"},
    {"澳元|澳币|aud|australian dollars|australian dollar", "AUD"},
    {"加元|加币|cad|canadian dollars|canadian dollar", "CAD"},
    {"新加坡元|新元|新币|坡币|sgd|singapore dollars|singapore dollar", "SGD"},
    {"新西兰元|纽币|nzd|new zealand dollars", "NZD"},
    {"台币|新台币|twd|taiwan dollars", "TWD"},
    {"澳门元|澳门币|patacas", "MOP"},
    {"瑞士法郎|瑞郎|chf|swiss francs|swiss franc", "CHF"},
    {"墨西哥比索|mxn|mexican pesos", "MXN"},
    {"比索|pesos|peso", "MXN", true},
    {"韩元|韩币|韩圆|krw|korean won", "KRW"},
    {"泰铢|thb|baht", "THB"},
    {"卢布|rubles|roubles", "RUB"},
    {"印度卢比|inr|indian rupees", "INR"},
    {"卢比|rupees|rupee", "INR", true},
    {"瑞典克朗|sek|swedish kronor|swedish krona", "SEK"},
    {"挪威克朗|nok|norwegian kroner", "NOK"},
    {"丹麦克朗|dkk|danish kroner", "DKK"},
    {"兹罗提|pln|zloty|zlotys", "PLN"},
    {"捷克克朗|czk|czech crowns|koruna", "CZK"},
    {"雷亚尔|brl|reais|brazilian reais", "BRL"},
    {"迪拉姆|aed|dirhams", "AED"},
}};

// Beside an amount alone.
constexpr std::array<Name, 5> kUnits = {{{"块钱|块|元|圆|角", "CNY", true},
                                         {"bucks|buck|$", "USD", true},
                                         {"¥|￥", "CNY", true},
                                         {"€", "EUR"},
                                         {"£", "GBP"}}};

// The longest of them that `fits` says stands where it is looked for.
template <class Fits>
std::optional<Unit> longest(Fits fits) {
    std::optional<Unit> best;
    std::size_t length = 0;
    const auto look = [&](const Name& name) {
        auto list = name.words;
        while (const auto word = errand::ledger::take_word(list)) {
            if (word->size() <= length) continue;
            const auto spot = fits(*word);
            if (!spot) continue;
            best = Unit{*spot, std::string(name.code), name.shared};
            length = word->size();
        }
    };
    std::ranges::for_each(kNames, look);
    std::ranges::for_each(kUnits, look);
    return best;
}

bool inside(Spot one, Spot other) {
    return one.begin >= other.begin && one.end <= other.end &&
           one.end - one.begin < other.end - other.begin;
}

}  // namespace

std::optional<Unit> unit_at(std::string_view text, std::size_t at) {
    at = past_spaces(text, at);
    return longest([&](std::string_view word) -> std::optional<Spot> {
        const auto end = at + word.size();
        if (!text.substr(std::min(at, text.size())).starts_with(word)) return std::nullopt;
        if (is_letter(word.back()) && end < text.size() && is_letter(text[end]))
            return std::nullopt;
        return Spot{at, end};
    });
}

std::optional<Unit> unit_before(std::string_view text, std::size_t at) {
    while (at > 0 && text[at - 1] == ' ') --at;
    return longest([&](std::string_view word) -> std::optional<Spot> {
        if (!text.substr(0, at).ends_with(word)) return std::nullopt;
        const auto begin = at - word.size();
        if (is_letter(word.front()) && begin > 0 && is_letter(text[begin - 1])) return std::nullopt;
        return Spot{begin, at};
    });
}

std::vector<std::pair<Spot, std::string>> read_currencies(const std::string& clause) {
    std::vector<std::pair<Spot, std::string>> found;
    for (const auto& name : kNames)
        if (const auto spot = find_word(clause, name.words))
            found.emplace_back(*spot, std::string(name.code));
    // "dollars" of "hong kong dollars".
    const auto all = found;
    std::erase_if(found, [&](const auto& one) {
        return std::ranges::any_of(
            all, [&](const auto& other) { return inside(one.first, other.first); });
    });
    return found;
}

}  // namespace errand::skills::ledger
