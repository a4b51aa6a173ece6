// Words that are values by themselves, where the model took them for nothing: colours of things to
// buy, kinds of cars, services, amounts.
#include <algorithm>
#include <array>

#include "brain/embedded/sure_tools.hpp"

namespace errand::brain::embedded {

using language::Text;
using learn::SlotReading;

namespace {

// A word of a language that is written with spaces, or a run of characters.
std::size_t end_of(const Text& text, std::size_t at, std::string_view word) {
    auto end = at;
    std::size_t bytes = 0;
    while (end < text.size() && bytes < word.size()) {
        const auto& token = text[end].text;
        if (!word.substr(bytes).starts_with(token)) return at;
        bytes += token.size();
        ++end;
        if (bytes < word.size() && word[bytes] == ' ') ++bytes;
    }
    return bytes == word.size() ? end : at;
}

template <std::size_t N>
std::size_t longest_of(const Text& text, std::size_t at,
                       const std::array<std::string_view, N>& words) {
    auto end = at;
    for (const auto word : words) end = std::max(end, end_of(text, at, word));
    return end;
}

// Each place of one of the words that no value has yet.
template <std::size_t N>
void add_words(std::vector<SlotReading>& slots, const Text& text, std::string_view slot,
               const std::array<std::string_view, N>& words, bool all) {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = longest_of(text, at, words);
        if (end == at) {
            ++at;
            continue;
        }
        const SlotReading value{
            .begin = text[at].begin, .end = text[end - 1].end, .slot = slot, .sure = 1};
        at = end;
        if (find_overlap(slots, value.begin, value.end) != slots.end()) continue;
        insert(slots, value);
        if (!all) return;
    }
}

constexpr std::array kColours = std::to_array<std::string_view>(
    {"red",    "blue",      "navy",      "pink",      "black",  "white",  "grey",   "gray",
     "green",  "yellow",    "purple",    "orange",    "brown",  "beige",  "silver", "teal",
     "maroon", "khaki",     "红色",      "蓝色",      "粉色",   "黑色",   "白色",   "灰色",
     "绿色",   "黄色",      "紫色",      "橙色",      "棕色",   "米色",   "银色",   "藏青色",
     "天蓝色", "深蓝色",    "浅灰色",    "深灰色",    "浅蓝色", "粉红色", "米白色", "金色",
     "咖啡色", "navy blue", "dark blue", "light blue"});

constexpr std::array kVehicles = std::to_array<std::string_view>(
    {"taxi", "cab", "minivan", "suv", "出租车", "的士", "网约车", "商务车", "七座"});

constexpr std::array kServices = std::to_array<std::string_view>(
    {"payments", "payment", "支付", "付款", "网购", "外卖", "打车", "地图", "日历"});

// "I can pay until | 900 kroner": an amount of money that was taken for a choice or a number.
void sort_amounts(std::vector<SlotReading>& slots, const learn::Hints& hints) {
    constexpr std::array<std::string_view, 3> kTaken = {"option", "quantity", "preference"};
    if (has(slots, "budget")) return;
    for (auto& slot : slots) {
        const bool money = std::ranges::any_of(hints, [&](const learn::Hint& hint) {
            return hint.name == "<money>" && hint.begin == slot.begin && hint.end == slot.end;
        });
        if (!money || !is_in(kTaken, slot.slot)) continue;
        slot.slot = "budget";
        return;
    }
}

}  // namespace

void add_words(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text,
               std::string_view skill) {
    if (skill == "shop") add_words(slots, text, "option", kColours, true);
    if (skill == "ride" && !has(slots, "vehicle"))
        add_words(slots, text, "vehicle", kVehicles, false);
    if (skill == "grants" && !has(slots, "service") && !has(slots, "budget"))
        add_words(slots, text, "service", kServices, false);
    sort_amounts(slots, hints);
}

}  // namespace errand::brain::embedded
