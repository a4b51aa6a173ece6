// Words that are values by themselves, where the model took them for nothing: colours of things to
// buy, kinds of cars, services, amounts.
#include <algorithm>
#include <array>

#include "brain/embedded/sure_tools.hpp"
#include "language/phrases.hpp"

namespace errand::brain::embedded {

using language::Text;
using learn::SlotReading;

namespace {

template <std::size_t N>
language::Phrases phrases_of(const std::array<std::string_view, N>& words) {
    language::Phrases made;
    for (const auto word : words) made.add(word, 0);
    return made;
}

// Each place of one of the words that no value has yet.
void add_words(std::vector<SlotReading>& slots, const Text& text, std::string_view slot,
               const language::Phrases& words, bool all) {
    for (std::size_t at = 0; at < text.size();) {
        const auto word = words.longest(text, at);
        if (!word) {
            ++at;
            continue;
        }
        const SlotReading value{
            .begin = text[at].begin, .end = text[word.end - 1].end, .slot = slot, .sure = 1};
        at = word.end;
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
    static const auto colours = phrases_of(kColours), vehicles = phrases_of(kVehicles),
                      services = phrases_of(kServices);
    if (skill == "shop") add_words(slots, text, "option", colours, true);
    if (skill == "ride" && !has(slots, "vehicle"))
        add_words(slots, text, "vehicle", vehicles, false);
    if (skill == "grants" && !has(slots, "service") && !has(slots, "budget"))
        add_words(slots, text, "service", services, false);
    sort_amounts(slots, hints);
}

}  // namespace errand::brain::embedded
