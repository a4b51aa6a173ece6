#include "language/kin.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/printable.hpp"

namespace errand::language {
namespace {

struct KinWords {
    Kin kin;
    std::string_view words;
};

constexpr Kin bit(unsigned at) {
    return Kin{1} << at;
}
constexpr Kin kGrandmother = bit(3) | bit(4);
constexpr Kin kGrandfather = bit(5) | bit(6);
constexpr Kin kSister = bit(7) | bit(8);
constexpr Kin kBrother = bit(9) | bit(10);

constexpr std::array kWords = std::to_array<KinWords>({
    {bit(0), "妈妈|妈|老妈|母亲|娘|mom|mum|mother|mama|mommy|mummy|ma"},
    {bit(1), "爸爸|爸|老爸|父亲|爹|dad|father|papa|daddy"},
    {bit(2), "爸妈|爸爸妈妈|父母|爹妈|parents|folks"},
    {bit(3), "奶奶"},
    {bit(4), "外婆|姥姥|外祖母"},
    {kGrandmother, "grandma|grandmother|granny|gran|nana|nan"},
    {bit(5), "爷爷"},
    {bit(6), "外公|姥爷|外祖父"},
    {kGrandfather, "grandpa|grandfather|granddad|grandad"},
    {kGrandmother | kGrandfather, "grandparents"},
    {bit(7), "姐姐|姐|老姐"},
    {bit(8), "妹妹|妹|老妹"},
    {kSister, "sister|sis"},
    {bit(9), "哥哥|哥|老哥"},
    {bit(10), "弟弟|弟|老弟"},
    {kBrother, "brother|bro"},
    {bit(11), "老婆|媳妇|妻子|爱人|wife"},
    {bit(12), "老公|丈夫|husband"},
    {bit(13), "女朋友|女友|girlfriend"},
    {bit(14), "男朋友|男友|boyfriend"},
    {bit(11) | bit(12) | bit(13) | bit(14), "对象|partner"},
    {bit(15), "儿子|son"},
    {bit(16), "女儿|闺女|daughter"},
    {bit(17), "阿姨|姑姑|姑妈|姨妈|舅妈|婶婶|aunt|auntie"},
    {bit(18), "叔叔|舅舅|伯伯|姑父|姨父|uncle"},
    {bit(19), "婆婆|岳母|丈母娘|mother in law|mother-in-law"},
    {bit(20), "公公|岳父|丈人|老丈人|father in law|father-in-law"},
    {bit(21), "公婆|岳父母|in-laws|in laws|inlaws"},
    {bit(22), "朋友|闺蜜|哥们|friend|buddy|bestie"},
    {bit(23), "室友|roommate|flatmate|housemate"},
    {bit(24), "邻居|隔壁|neighbor|neighbour"},
    {bit(25), "同学|classmate"},
    {bit(26), "老师|teacher"},
    {bit(27), "老板|领导|boss"},
});
constexpr std::array kPronouns = std::to_array<std::string_view>(
    {"我", "咱", "他", "她", "你", "我们", "my", "our", "his", "her", "your", "the"});
constexpr std::array kChinesePlaces = std::to_array<std::string_view>(
    {"家里", "家里头", "家", "那儿", "那里", "那边", "那", "这儿", "这边", "住处", "屋里"});
constexpr std::array kEnglishPlaces = std::to_array<std::string_view>(
    {"place", "house", "home", "flat", "apartment", "address", "condo", "office"});

// The token without the possessive.
std::string_view plain(std::string_view token) {
    for (const std::string_view end : {"'s", "s'", "'"})
        if (token.size() > end.size() && token.ends_with(end))
            return token.substr(0, token.size() - end.size() + (end == "s'" ? 1 : 0));
    return token;
}
bool possessive(std::string_view token) {
    return token.ends_with("'s") || token.ends_with("'");
}

// One past the last token where the tokens from `at` read `words`; nothing where they do not.
std::optional<std::size_t> reads(const Text& text, std::size_t at, std::string_view words) {
    if (at >= text.size() || text[at].text.front() != words.front()) return std::nullopt;
    std::string said;
    for (auto end = at; end < text.size() && said.size() <= words.size(); ++end) {
        const bool last_word = plain(text[end].text) != text[end].text;
        if (!said.empty() && text[end].kind == TokenKind::Word &&
            text[end - 1].kind != TokenKind::Mark)
            said += ' ';
        said += plain(text[end].text);
        if (said == words) return end + 1;
        if (last_word || !words.starts_with(said)) return std::nullopt;
    }
    return std::nullopt;
}

struct Person {
    std::size_t end = 0;
    Kin kin = 0;
};

std::string_view first_character(std::string_view word) {
    return take_character(word);
}

// The words for persons, by their first character: most places in a sentence begin none.
using ByFirst = std::unordered_map<std::string_view, std::vector<KinWords>>;
const ByFirst& words_by_first() {
    static const ByFirst all = [] {
        ByFirst made;
        for (const auto& [kin, words] : kWords)
            for (auto rest = words; !rest.empty();) {
                const auto bar = std::min(rest.find('|'), rest.size());
                const auto word = rest.substr(0, bar);
                made[first_character(word)].push_back({kin, word});
                rest.remove_prefix(std::min(bar + 1, rest.size()));
            }
        return made;
    }();
    return all;
}

// The longest word for a person at `at`.
Person person(const Text& text, std::size_t at) {
    Person found;
    if (at >= text.size()) return found;
    const auto words = words_by_first().find(first_character(text[at].text));
    if (words == words_by_first().end()) return found;
    for (const auto& [kin, word] : words->second)
        if (const auto end = reads(text, at, word); end && *end > found.end) found = {*end, kin};
    return found;
}

std::optional<std::size_t> pronoun(const Text& text, std::size_t at) {
    std::optional<std::size_t> found;
    for (const auto word : kPronouns)
        if (const auto end = reads(text, at, word)) found = std::max(found.value_or(0), *end);
    return found;
}

std::optional<std::size_t> place_word(const Text& text, std::size_t at, bool of_somebody) {
    std::optional<std::size_t> found;
    for (const auto word : kChinesePlaces)
        if (const auto end = reads(text, at, word)) found = std::max(found.value_or(0), *end);
    if (found || !of_somebody) return found;
    for (const auto word : kEnglishPlaces)
        if (const auto end = reads(text, at, word)) found = end;
    const bool ends = at >= text.size() || text[at].kind == TokenKind::Mark;
    return found || !ends ? found : std::optional(at);  // "to my mom's"
}

// "小王家" after a word of bringing.
std::optional<std::size_t> named_home(const Text& text, std::size_t at) {
    static constexpr std::array kBringing =
        std::to_array<std::string_view>({"送", "到", "去", "给", "寄", "往"});
    if (at == 0 || at + 2 >= text.size()) return std::nullopt;
    if (std::ranges::find(kBringing, text[at - 1].text) == kBringing.end()) return std::nullopt;
    if (!text.is(at, "小") && !text.is(at, "老") && !text.is(at, "阿")) return std::nullopt;
    if (text[at + 1].kind != TokenKind::Han) return std::nullopt;
    return place_word(text, at + 2, false);
}

}  // namespace

namespace {

// What may stand beside the person: whose it is, and that it is a place. "Ma On Shan Road" and
// 妈湾大厦 hold more than that.
bool belongs_to_person(const Text& text, std::size_t at) {
    static constexpr std::array kBeside = std::to_array<std::string_view>(
        {"的", "们", "家",  "那", "这", "儿", "里",  "边", "处",   "住",
         "在", "到", "送",  "给", "去", "地", "方",  "屋", "房",   "们",
         "to", "at", "the", "s",  "'",  "'s", "for", "in", "their"});
    return pronoun(text, at) || place_word(text, at, true) ||
           std::ranges::find(kBeside, text[at].text) != kBeside.end() ||
           text[at].kind == TokenKind::Mark;
}

}  // namespace

Kin kin_in(std::string_view words) {
    const auto text = read_text(words);
    Kin found = 0;
    for (std::size_t at = 0; at < text.size();) {
        Kin all = 0;
        while (found == 0 && at < text.size()) {
            const auto one = person(text, at);
            if (one.end <= at) break;
            all |= one.kin;
            at = one.end;
        }
        if (all != 0) {
            found = all;
            continue;
        }
        if (!belongs_to_person(text, at)) return 0;
        ++at;
    }
    return found;
}

std::optional<KinPlace> kin_place(const Text& text, std::size_t at) {
    if (at >= text.size()) return std::nullopt;
    if (const auto home = named_home(text, at)) return KinPlace{at, *home};
    auto next = pronoun(text, at).value_or(at);
    const auto begin = next;
    for (auto one = person(text, next); one.end > next; one = person(text, next)) next = one.end;
    if (next == begin) return std::nullopt;
    const auto& last = text[next - 1].text;
    if (text.is(next, "的")) ++next;
    const auto end = place_word(text, next, possessive(last) || last.ends_with("s"));
    if (!end) return std::nullopt;
    return KinPlace{begin, *end};
}

}  // namespace errand::language
