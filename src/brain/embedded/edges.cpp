#include "brain/embedded/edges.hpp"

#include <algorithm>
#include <array>

#include "brain/embedded/edge_tools.hpp"
#include "language/numbers.hpp"

namespace errand::brain::embedded {
namespace {

using language::Text;
using language::TokenKind;
using learn::SlotReading;

// Words of two characters that stand beside names and in none: a name that ends with the first
// character of one, or begins with the second, has taken half of it.
constexpr auto kBeside = std::to_array<Word>(
    {{"大", "概"}, {"大", "约"}, {"左", "右"}, {"上", "下"}, {"流", "程"}, {"手", "续"},
     {"怎", "么"}, {"什", "么"}, {"多", "少"}, {"帮", "我"}, {"麻", "烦"}, {"谢", "谢"},
     {"最", "好"}, {"尽", "快"}, {"尽", "量"}, {"顺", "便"}, {"一", "共"}, {"总", "共"},
     {"已", "经"}, {"以", "内"}, {"以", "下"}, {"以", "上"}, {"赶", "紧"}, {"马", "上"},
     {"就", "行"}, {"可", "以"}, {"一", "下"}, {"推", "荐"}, {"其", "他"}, {"其", "余"},
     {"发", "票"}, {"酒", "店"}});

bool is_word(const Text& text, std::size_t at) {
    return at + 1 < text.size() && std::ranges::any_of(kBeside, [&](const Word& word) {
               return text.is(at, word.first) && text.is(at + 1, word.second);
           });
}

void drop_half_words(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 6> kWhole = {"query", "question", "fact",
                                                        "topic", "purpose",  "note"};
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (is_in(kWhole, slot.slot) || begin + 1 >= end) continue;
        if (is_word(text, end - 1)) --end;
        if (begin > 0 && begin + 1 < end && is_word(text, begin - 1)) ++begin;
        set(slot, text, {begin, end});
    }
}

// 杨枝甘露|少要一杯, 电池|多加两节: how many more belongs to what is done.
void drop_adverbs(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 7> kHow = {"多", "少", "再", "先", "也", "都", "各"};
    constexpr std::array<std::string_view, 14> kDone = {"要", "加", "来", "买", "拿", "点", "放",
                                                        "给", "订", "送", "喝", "吃", "不", "来"};
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot == "item" && begin + 1 < end && is_in(kHow, text[end - 1].text) &&
            end < text.size() && is_in(kDone, text[end].text))
            slot.end = text[end - 2].end;
    }
}

// 备注一下|不用餐具: what is to be written down goes to the end of its clause.
void mend_notes(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 12> kLeading = {"里", "写", "加", "补", "上", "一",
                                                           "下", "句", "个", ":",  "说", "明"};
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (!text.is(at, "备") || !text.is(at + 1, "注")) continue;
        auto begin = at + 2;
        while (begin < text.size() && is_in(kLeading, text[begin].text)) ++begin;
        if (begin >= text.size()) return;
        const auto found = std::ranges::find_if(slots, [&](const SlotReading& one) {
            return one.begin >= text[at].begin && tokens_of(text, one).begin <= begin + 1;
        });
        const bool touches =
            found != slots.end() && found->end > text[begin].begin && found->slot != "deliver_to";
        if (!touches || (found->slot != "note" && found->slot != "option")) return;
        found->slot = "note";
        found->begin = text[begin].begin;
        return;
    }
}

// "(please) don't | ring the bell", 别|敲门: a wish that something be left undone begins there.
void mend_refusals(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 6> kNot = {"don't", "not", "never", "别", "要", "勿"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].slot != "note") continue;
        auto at = tokens_of(text, slots[i]).begin;
        const auto least = end_before(slots, i, text);
        if (at <= least || !is_in(kNot, text[at - 1].text)) continue;
        --at;
        const auto before = [&](std::string_view word) {
            return at > least && text.is(at - 1, word);
        };
        if (text.is(at, "要") && !before("不")) continue;
        if (text.is(at, "勿") && !before("请")) continue;
        if ((text.is(at, "要") && before("不")) || (text.is(at, "not") && before("do")) ||
            (text.is(at, "勿") && before("请")))
            --at;
        slots[i].begin = text[at].begin;
    }
}

// "a bowl of" counts nothing; "a couple of" does. "two cups of" is two cups.
void mend_measures(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 10> kCounting = {
        "couple", "dozen", "few", "gross", "half", "pair", "score", "lot", "hundred", "number"};
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "quantity" || begin >= end) continue;
        const bool article = text.is(begin, "a") || text.is(begin, "an");
        const bool of = text.is(end - 1, "of");
        const auto words = end - begin - (of ? 1 : 0);
        if (article && words == 2 && !is_in(kCounting, text[begin + 1].text)) {
            end = begin;
        } else if (of && !article && words > 0) {
            --end;
        }
        set(slot, text, {begin, end});
    }
}

// "large pepperoni | pizzas": the size is one choice, the rest is the name.
void split_sizes(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 6> kSizes = {"small",   "medium", "large",
                                                        "regular", "grande", "venti"};
    for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
        const auto size = tokens_of(text, slots[i]), name = tokens_of(text, slots[i + 1]);
        if (slots[i].slot != "option" || slots[i + 1].slot != "item" || size.end != name.begin ||
            size.begin + 1 >= size.end || !is_in(kSizes, text[size.begin].text))
            continue;
        slots[i].end = text[size.begin].end;
        slots[i + 1].begin = text[size.begin + 1].begin;
    }
}

bool is_each(const Text& text, std::size_t at) {
    constexpr std::array<std::string_view, 6> kEach = {"晚", "夜", "天", "位", "份", "间"};
    return is_in(kEach, text[at].text);
}

// 不要|辣椒油 is no choice but what must not be there; 不要辣 and 不要太甜 are choices.
bool is_ingredient(const Text& text, std::size_t begin, std::size_t end) {
    constexpr std::array<std::string_view, 13> kHow = {"太", "那", "这", "冰", "糖", "多", "辣",
                                                       "甜", "咸", "汤", "一", "另", "热"};
    constexpr std::array<std::string_view, 5> kSauces = {"椒", "酱", "油", "子", "精"};
    if (begin + 2 > end || begin + 5 < end) return false;
    return !is_in(kHow, text[begin].text) || is_in(kSauces, text[begin + 1].text);
}

void mend_avoided(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 4> kRefused = {"要", "放", "加", "搁"};
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "option" || begin + 2 >= end) continue;
        constexpr std::array<std::string_view, 6> kNot = {"不", "别", "莫", "甭", "勿", "唔"};
        if (!is_in(kNot, text[begin].text)) continue;
        if (!is_in(kRefused, text[begin + 1].text) || !is_ingredient(text, begin + 2, end))
            continue;
        slot.slot = "avoid";
        slot.begin = text[begin + 2].begin;
    }
}

// 来杯|冰的: names do not end so; it is how the thing is to be.
void mend_nameless(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "item" || begin + 1 >= end || !text.is(end - 1, "的")) continue;
        slot.slot = "option";
        slot.end = text[end - 2].end;
    }
}

// T恤 after 一件: what holds no numeral counts nothing.
void mend_uncounted(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::string_view kNumerals = "一二三四五六七八九十百千万两几半俩仨双对单数每多整全";
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        bool counts = slot.slot != "quantity" || begin >= end || !is_han(text, end - 1);
        for (auto at = begin; at < end; ++at)
            counts = counts || text[at].kind == TokenKind::Number ||
                     (is_han(text, at) && kNumerals.contains(text[at].text));
        if (!counts) slot.slot = "item";
    }
}

// "with | three naans": a number with a name behind it, where nothing else is counted by it.
void split_counts(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 8> kUnits = {"pairs", "rolls",  "pair", "kilos",
                                                        "kg",    "litres", "more", "reams"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto [begin, end] = tokens_of(text, slots[i]);
        if (slots[i].slot != "quantity" || begin + 2 != end) continue;
        const auto number = language::read_number(text, begin);
        if (!number || number->end != begin + 1 || text[begin + 1].kind != TokenKind::Word ||
            is_in(kUnits, text[begin + 1].text) || language::read_measure(text, begin + 1))
            continue;
        const auto before = end_before(slots, i, text);
        const bool names = i > 0 && slots[i - 1].slot == "item" && before + 1 >= begin;
        const bool counts = i + 1 < slots.size() && slots[i + 1].slot == "item" &&
                            tokens_of(text, slots[i + 1]).begin <= end + 1;
        if (names || counts || text.is(begin, "a") || text.is(begin, "an")) continue;
        auto item = slots[i];
        item.slot = "item";
        item.begin = text[begin + 1].begin;
        slots[i].end = text[begin].end;
        slots.insert(slots.begin() + static_cast<std::ptrdiff_t>(i) + 1, item);
    }
}

// "150 tops", 三百|以内: how the bound is said is no part of it; nor is how often it is paid.
void mend_bounds(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 10> kOne = {"max",  "tops", "maximum", "total", "each",
                                                       "以内", "以下", "左右",    "上下",  "封顶"};
    constexpr std::array<std::string_view, 6> kLeading = {"under", "below",  "over",
                                                          "最多",  "不超过", "约"};
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "budget" && slot.slot != "length") continue;
        for (bool moved = true; moved;) {
            moved = false;
            if (begin + 1 < end && is_in(kOne, text[end - 1].text)) --end, moved = true;
            if (begin + 2 < end && is_in(kOne, text.said(end - 2, end))) end -= 2, moved = true;
            if (begin + 1 < end && is_in(kLeading, text[begin].text)) ++begin, moved = true;
            // 六百|一晚, 五十|一个人
            if (begin + 2 < end && text.is(end - 2, "一") && is_each(text, end - 1))
                end -= 2, moved = true;
        }
        set(slot, text, {begin, end});
    }
}

// A4|打印纸, USB|数据线: what is written into one with a Chinese name belongs to it.
void mend_mixed_names(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::size_t kLongest = 3;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].slot != "item") continue;
        const auto begin = tokens_of(text, slots[i]).begin;
        if (!is_han(text, begin)) continue;
        const auto least = std::max(end_before(slots, i, text), begin - std::min(begin, kLongest));
        auto at = begin;
        while (at > least && !is_han(text, at - 1) && text[at - 1].kind != TokenKind::Mark &&
               text[at - 1].end == text[at].begin)
            --at;
        if (at < begin && text[at].kind == TokenKind::Word) slots[i].begin = text[at].begin;
    }
}

// What is wanted of a dish or a thing is said with its 的: 大容量|的.
void mend_qualities(std::vector<SlotReading>& slots, const Text& text, bool all) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto end = tokens_of(text, slots[i]).end;
        if (slots[i].slot == "preference" && text.is(end, "的") &&
            end < begin_behind(slots, i, text) &&
            (all || text.is(end - 1, "点") || text.is(end - 1, "些")))
            slots[i].end = text[end].end;
    }
}

}  // namespace

void mend_edges(std::vector<SlotReading>& slots, const Text& text, std::string_view skill) {
    drop_half_words(slots, text);
    drop_adverbs(slots, text);
    mend_measures(slots, text);
    mend_bounds(slots, text);
    mend_people(slots, text);
    mend_places(slots, text);
    mend_qualities(slots, text, skill == "food" || skill == "shop");
    if (skill == "food") {
        mend_notes(slots, text);
        mend_refusals(slots, text);
        mend_avoided(slots, text);
        mend_nameless(slots, text);
    }
    if (skill == "food" || skill == "shop") {
        mend_uncounted(slots, text);
        split_counts(slots, text);
        split_sizes(slots, text);
        mend_mixed_names(slots, text);
    }
    mend_skill_edges(slots, text, skill);
    mend_clauses(slots, text, skill);
    std::erase_if(slots, [](const SlotReading& slot) { return slot.begin >= slot.end; });
}

}  // namespace errand::brain::embedded
