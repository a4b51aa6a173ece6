#include "skills/food/choosing/strings.hpp"

#include "base/utf8.hpp"
#include "language/text.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {

namespace {

constexpr View kDigits = U"零一二三四五六七八九";

std::optional<int> digit(char32_t one) {
    if (one == U'两') return 2;
    if (one >= U'0' && one <= U'9') return static_cast<int>(one - U'0');
    const auto found = kDigits.find(one);
    if (found == View::npos) return std::nullopt;
    return static_cast<int>(found);
}

const std::vector<View>& measures() {
    static const std::vector<View> all = {
        U"个",   U"份",   U"杯",   U"碗",   U"道",   U"样",   U"盒",   U"套",   U"只",   U"条",
        U"块",   U"串",   U"瓶",   U"罐",   U"桶",   U"斤",   U"打",   U"笼",   U"屉",   U"张",
        U"根",   U"盘",   U"锅",   U"煲",   U"些",   U"种",   U"款",   U"袋",   U"听",   U"粒",
        U"颗",   U"片",   U"枚",   U"壶",   U"大份", U"小份", U"中份", U"大杯", U"小杯", U"中杯",
        U"大碗", U"小碗", U"人份", U"点儿", U"半份", U"半只"};
    return all;
}

template <class List>
std::size_t longest(View text, std::size_t at, const List& words) {
    std::size_t best = 0;
    for (const View word : words)
        if (word.size() > best && text.substr(std::min(at, text.size())).starts_with(word))
            best = word.size();
    return best;
}

}  // namespace

std::size_t longest_at(View text, std::size_t at, const std::vector<View>& words) {
    return longest(text, at, words);
}

std::size_t longest_at(View text, std::size_t at, Words words) {
    return longest(text, at, words);
}

std::optional<Count> count_at(View text, std::size_t at) {
    int value = 0;
    bool any = false;
    auto end = at;
    for (; end < text.size() && end < at + 4; ++end) {
        if (text[end] == U'十') {
            value = any ? value * 10 : 10;
            any = true;
            if (end + 1 < text.size())
                if (const auto unit = digit(text[end + 1])) {
                    value += *unit;
                    ++end;
                }
            ++end;
            break;
        }
        if (text[end] == U'百' && any) {
            value *= 100;
            continue;
        }
        const auto one = digit(text[end]);
        if (!one) break;
        value = value >= 100 && value % 100 == 0 ? value + *one * 10 : value * 10 + *one;
        any = true;
    }
    if (!any) return std::nullopt;
    return Count{value, end};
}

std::size_t measure_at(View text, std::size_t at) {
    return longest_at(text, at, measures());
}

std::vector<View> cut(View text, View marks) {
    std::vector<View> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(marks), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

View trimmed(View text, View marks) {
    while (!text.empty() && marks.contains(text.front())) text.remove_prefix(1);
    while (!text.empty() && marks.contains(text.back())) text.remove_suffix(1);
    return text;
}

std::u32string normalised(std::string_view text) {
    std::string marked(text);
    constexpr std::string_view kListMark = "、";
    for (std::size_t at = 0; (at = marked.find(kListMark, at)) != std::string::npos;)
        marked.replace(at, kListMark.size(), "\x1f");
    auto all = characters(language::normalise(marked));
    std::ranges::replace(all, U'\x1f', U'、');
    return all;
}

std::string utf8(View text) {
    std::string made;
    for (const char32_t one : text) append_utf8(made, one);
    return made;
}

double covered(View said, View text) {
    if (said.empty()) return 0;
    double got = 0;
    double all = 0;
    for (std::size_t at = 0; at < said.size();) {
        std::size_t run = 0;
        while (at + run < said.size() && text.contains(said.substr(at, run + 1))) ++run;
        const auto step = std::max<std::size_t>(run, 1);
        for (std::size_t one = at; one < at + step; ++one) {
            const double weight = one + 1 == said.size() ? 1.6 : one + 2 == said.size() ? 1.3 : 1.0;
            all += weight;
            if (run >= 2 || (run == 1 && said.size() == 1))
                got += weight;
            else if (run == 1)
                got += 0.5 * weight;
        }
        at += step;
    }
    return got / all;
}

}  // namespace errand::skills::food::choosing
