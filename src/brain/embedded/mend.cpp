#include "brain/embedded/mend.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "brain/embedded/sure.hpp"
#include "brain/learn/hints.hpp"

namespace errand::brain::embedded {
namespace {

using language::Text;
using learn::SlotReading;

// Slots whose value is a time.
constexpr std::array<std::string_view, 4> kTimes = {"when", "depart", "return", "period"};
bool is_time(const SlotReading& slot) {
    return is_in(kTimes, slot.slot);
}

// What the model took and what the grammar of times reads there, together.
SlotReading grammar_at(SlotReading slot, const learn::Hints& hints) {
    const auto taken = slot;
    bool first = true;
    for (const auto& hint : hints) {
        if (!learn::is_time(hint) || hint.end <= taken.begin || taken.end <= hint.begin) continue;
        if (first) slot.begin = std::min(slot.begin, hint.begin);
        slot.end = std::max(slot.end, hint.end);
        first = false;
    }
    return slot;
}

// A time is all that the grammar of times reads there, however little the model took of it; but
// nothing is taken from another value beside it ("three nights from Friday").
void mend_times(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (!is_time(slots[i])) continue;
        auto mended = grammar_at(slots[i], hints);
        while (i + 1 < slots.size() && slots[i + 1].begin < mended.end &&
               slots[i + 1].slot == slots[i].slot)
            slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        const bool before = i > 0 && mended.begin < slots[i - 1].end;
        const bool after = i + 1 < slots.size() && slots[i + 1].begin < mended.end;
        if (before) mended.begin = std::max(slots[i - 1].end, std::min(slots[i].begin, mended.end));
        if (after) mended.end = slots[i].end;
        mended.begin = learn::time_begin(text, mended.begin, mended.end);
        if (mended.begin < mended.end) slots[i] = mended;
    }
}

// Names: what stands between quotation marks is one of them, whole.
void mend_titles(std::vector<SlotReading>& slots, const learn::Hints& hints) {
    for (const auto& hint : hints) {
        if (!learn::is_title(hint)) continue;
        const auto touches = [&](const SlotReading& slot) {
            return slot.begin < hint.end && hint.begin < slot.end;
        };
        const auto first = std::ranges::find_if(slots, touches);
        if (first == slots.end() || is_time(*first)) continue;
        // What began before or goes on behind is more than a name: a wish, a question.
        if (first->begin < hint.begin || first->end > hint.end) continue;
        first->begin = hint.begin;
        first->end = hint.end;
        slots.erase(std::remove_if(first + 1, slots.end(), touches), slots.end());
    }
}

// Slots that a sentence says once; their values are often said with a word in between.
constexpr std::array<std::string_view, 13> kWhole = {
    "when", "depart", "return", "period", "deliver_to", "from",    "to",
    "area", "shop",   "cinema", "callee", "topic",      "question"};
constexpr std::array<std::string_view, 7> kJoining = {"of", "on", "at", "in", "the", "for", "的"};

// "the north entrance | of | Westfield", "after nine | on | Friday", 奶茶行业|的|下沉市场.
void join_pieces(std::vector<SlotReading>& slots, const Text& text) {
    for (std::size_t i = 0; i + 1 < slots.size();) {
        const auto left = tokens_of(text, slots[i]), right = tokens_of(text, slots[i + 1]);
        bool joins = slots[i].slot == slots[i + 1].slot && is_in(kWhole, slots[i].slot) &&
                     right.begin - left.end <= 2 &&
                     (right.begin > left.end || slots[i].slot == "topic");
        for (auto at = left.end; joins && at < right.begin; ++at)
            joins = is_in(kJoining, text[at].text);
        if (!joins) {
            ++i;
            continue;
        }
        slots[i].end = slots[i + 1].end;
        slots.erase(slots.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
}

constexpr std::array<std::string_view, 6> kAnd = {"和", "跟", "与", "及", "、", "and"};

// 不要[洋葱]和[玉米]: what joins two values belongs to neither.
void drop_joining(std::vector<SlotReading>& slots, const Text& text) {
    for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
        const auto left = tokens_of(text, slots[i]), right = tokens_of(text, slots[i + 1]);
        if (left.end == right.begin && left.begin + 1 < left.end &&
            is_in(kAnd, text[left.end - 1].text))
            slots[i].end = text[left.end - 2].end;
    }
}

// Without onions | or | garlic: each is one thing that must not be there.
void split_avoided(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 7> kJoin = {"和", "跟", "与", "、", "and", "or", "及"};
    std::vector<SlotReading> made;
    for (auto slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        for (auto at = begin + 1; slot.slot == "avoid" && at + 1 < end; ++at) {
            if (!is_in(kJoin, text[at].text)) continue;
            auto first = slot;
            first.end = text[at - 1].end;
            made.push_back(first);
            slot.begin = text[at + 1].begin;
        }
        made.push_back(slot);
    }
    slots = std::move(made);
}

// Words that lead on to something else, or only ask nicely: no name ends with one of them.
constexpr std::array<std::string_view, 12> kLeading = {"a",  "an", "at", "by",  "for", "from",
                                                       "in", "of", "on", "the", "to",  "with"};
constexpr std::array<std::string_view, 10> kPolite = {"please", "pls", "plz", "thx", "thanks",
                                                      "ty",     "哈",  "呗",  "呀",  "嘛"};
// What is said in the person's own words may end with any of them.
constexpr std::array<std::string_view, 5> kOwnWords = {"query", "question", "fact", "note",
                                                       "purpose"};

// "sleep and" goes on to the end of what is said of it, up to the next value.
std::size_t end_of_pair(const Text& text, std::size_t at, std::size_t next) {
    while (at < next && text[at].kind != language::TokenKind::Mark) ++at;
    return at;
}

void mend_ends(std::vector<SlotReading>& slots, const Text& text) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
        auto [begin, end] = tokens_of(text, slots[i]);
        const auto next = i + 1 < slots.size() ? tokens_of(text, slots[i + 1]).begin : text.size();
        const bool own = is_in(kOwnWords, slots[i].slot);
        const bool counts = slots[i].slot == "quantity";
        while (!own && begin + 1 < end &&
               (is_in(kPolite, text[end - 1].text) ||
                (!counts && is_in(kLeading, text[end - 1].text))))
            --end;
        if (begin + 1 < end && text.is(end - 1, "and") && end < next)
            end = end_of_pair(text, end, next);
        if (begin < end) slots[i].end = text[end - 1].end;
    }
}

// 便宜 | 点的, 再 | 快一点的: how much is part of the wish.
void mend_wishes(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 3> kMore = {"再", "更", "最"};
    constexpr std::array<std::string_view, 2> kSlightly = {"点", "些"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].slot != "preference") continue;
        const auto [begin, end] = tokens_of(text, slots[i]);
        const auto taken = i > 0 ? tokens_of(text, slots[i - 1]).end : 0;
        const auto next = i + 1 < slots.size() ? tokens_of(text, slots[i + 1]).begin : text.size();
        if (begin > taken && is_in(kMore, text[begin - 1].text))
            slots[i].begin = text[begin - 1].begin;
        auto at = end;
        if (text.is(at, "一")) ++at;
        if (at >= next || !is_in(kSlightly, text[at].text)) continue;
        slots[i].end = text[at].end;
        if (at + 1 < next && text.is(at + 1, "的")) slots[i].end = text[at + 1].end;
    }
}

// "last quarter's": what it belongs to is not how it was said.
void drop_belonging(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 7> kOf = {"period",   "kind",    "when",  "depart",
                                                     "category", "service", "return"};
    for (auto& slot : slots) {
        if (!is_in(kOf, slot.slot)) continue;
        const auto said = std::string_view(text.original).substr(0, slot.end);
        for (const std::string_view mark : {"'s", "’s"})
            if (said.ends_with(mark) && slot.end > slot.begin + mark.size())
                slot.end -= mark.size();
    }
}

// 面试|穿的衬衫: that it is worn or used is no part of what for.
void mend_uses(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 3> kUses = {"穿", "用", "戴"};
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "purpose") continue;
        const auto behind = end;
        if (begin + 2 < end && text.is(end - 1, "的") && is_in(kUses, text[end - 2].text))
            end -= 2;
        else if (begin + 1 < end && is_in(kUses, text[end - 1].text) && text.is(end, "的"))
            --end;
        if (end != behind && begin + 1 < end && text.is(end - 1, "要")) --end;
        slot.end = text[end - 1].end;
    }
}

// 三百 | 一晚: for each of what it is, is no part of what it may cost.
void mend_budgets(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 8> kEach = {"晚", "夜", "人", "天",
                                                       "位", "个", "份", "间"};
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot == "budget" && begin + 1 < end && end < text.size() &&
            text.is(end - 1, "一") && is_in(kEach, text[end].text))
            slot.end = text[end - 2].end;
    }
}

// Words that refuse what follows them, or say that it was so until now.
constexpr std::array<std::array<std::string_view, 2>, 7> kRefusing = {{{"instead", "of"},
                                                                       {"rather", "than"},
                                                                       {"", "not"},
                                                                       {"不", "要"},
                                                                       {"别", "要"},
                                                                       {"不", "是"},
                                                                       {"", "从"}}};
// "从两瓶改成三瓶" replaces; "从虹桥到浦东" does not.
constexpr std::array<std::string_view, 3> kReplacing = {"改", "换", "变"};

bool is_refused(const Text& text, const Tokens& value) {
    return std::ranges::any_of(kRefusing, [&](const auto& words) {
        if (value.begin < 1 || !text.is(value.begin - 1, words[1])) return false;
        if (words[1] == "从")
            return value.end < text.size() && is_in(kReplacing, text[value.end].text);
        return words[0].empty() || (value.begin >= 2 && text.is(value.begin - 2, words[0]));
    });
}

// Where the same slot is said twice, once as it is not to be.
void drop_refused(std::vector<SlotReading>& slots, const Text& text) {
    std::vector<SlotReading> kept;
    for (const auto& slot : slots) {
        const bool other = std::ranges::any_of(slots, [&](const SlotReading& one) {
            return one.slot == slot.slot && one.begin != slot.begin &&
                   !is_refused(text, tokens_of(text, one));
        });
        if (slot.slot == "avoid" || !other || !is_refused(text, tokens_of(text, slot)))
            kept.push_back(slot);
    }
    slots = std::move(kept);
}

// Slots whose values stand without an article, without "the" too, and without 的.
constexpr std::array<std::string_view, 14> kBare = {
    "item",    "quantity", "option",    "preference", "kind",    "person",   "procedure",
    "vehicle", "class",    "transport", "seat",       "subject", "category", "people"};
constexpr std::array<std::string_view, 5> kDefinite = {"item", "kind", "person", "procedure",
                                                       "transport"};

// "a jug" counts nothing; "a couple" and "a dozen" do.
constexpr std::array<std::string_view, 7> kCounting = {"couple", "dozen", "few",  "gross",
                                                       "half",   "pair",  "score"};

// "The Overstory" begins with a word of its own.
bool is_article(std::string_view said, std::string_view slot) {
    return said == "a" || said == "an" || (said == "the" && is_in(kDefinite, slot));
}

// Words that name no kind of it.
struct Plain {
    std::string_view slot, said;
};
constexpr auto kPlain = std::to_array<Plain>({{"vehicle", "car"},
                                              {"vehicle", "lift"},
                                              {"vehicle", "ride"},
                                              {"vehicle", "车"},
                                              {"cinema", "cinema"},
                                              {"cinema", "the cinema"},
                                              {"cinema", "电影院"},
                                              {"shop", "shop"},
                                              {"shop", "the shop"}});

bool is_plain(const Text& text, const SlotReading& slot, const Tokens& value) {
    return std::ranges::any_of(kPlain, [&](const Plain& plain) {
        return plain.slot == slot.slot && text.said(value.begin, value.end) == plain.said;
    });
}

// The last word of a value that only says what kind of slot it stands in: 七座车, 火车票.
bool ends_plainly(const Text& text, const SlotReading& slot, const Tokens& value) {
    if (value.begin + 1 >= value.end) return false;
    if (slot.slot == "vehicle") return text.is(value.end - 1, "车") && text.is(value.end - 2, "座");
    return slot.slot == "transport" && text.is(value.end - 1, "票") && text.is(value.end - 2, "车");
}

constexpr std::array<std::string_view, 14> kOneOf = {"个", "双", "件", "台", "把", "款", "条",
                                                     "只", "本", "份", "套", "张", "部", "盒"};

void trim(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (begin < end && is_in(kBare, slot.slot) &&
            is_article(text.said(begin, begin + 1), slot.slot)) {
            const bool counts =
                end - begin > 2 || (end - begin == 2 && is_in(kCounting, text[begin + 1].text));
            if (slot.slot != "quantity") ++begin;
            if (slot.slot == "quantity" && !counts) begin = end;
        }
        if (slot.slot == "option" && begin + 1 < end && text.is(end - 1, "的")) --end;
        // 那双靴子: which of them is no name.
        if (slot.slot == "item" && begin + 2 < end &&
            (text.is(begin, "那") || text.is(begin, "这")) && is_in(kOneOf, text[begin + 1].text))
            begin += 2;
        // 后排的座位: the seat is 后排.
        for (auto at = begin + 1; slot.slot == "seat" && at < end; ++at)
            if ((text.is(at, "的") && text.is(at + 1, "座")) || text.is(at, "seat") ||
                text.is(at, "seats"))
                end = at;
        if (ends_plainly(text, slot, {begin, end})) --end;
        if (is_plain(text, slot, {begin, end})) begin = end;
        slot.begin = begin < end ? text[begin].begin : slot.end;
        if (begin < end) slot.end = text[end - 1].end;
    }
    std::erase_if(slots, [](const SlotReading& slot) { return slot.begin >= slot.end; });
}

}  // namespace

void mend_values(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text) {
    mend_times(slots, hints, text);
    mend_titles(slots, hints);
    join_pieces(slots, text);
    drop_joining(slots, text);
    split_avoided(slots, text);
    mend_ends(slots, text);
    mend_wishes(slots, text);
    mend_budgets(slots, text);
    mend_uses(slots, text);
    drop_refused(slots, text);
    trim(slots, text);
    drop_belonging(slots, text);
}

}  // namespace errand::brain::embedded
