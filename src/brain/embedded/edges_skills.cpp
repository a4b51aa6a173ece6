#include <algorithm>
#include <array>

#include "brain/embedded/edge_tools.hpp"

namespace errand::brain::embedded {

using language::Text;
using language::TokenKind;
using learn::SlotReading;

namespace {

// "500-word | essay", "ten page | report", 三千字的|报告: how long it is, is no kind.
void split_lengths(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 10> kUnits = {
        "word", "words", "page", "pages", "slide", "slides", "minute", "字", "页", "张"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto [begin, end] = tokens_of(text, slots[i]);
        if (slots[i].slot != "kind") continue;
        for (auto at = begin + 1; at + 1 < end; ++at) {
            if (!is_in(kUnits, text[at].text)) continue;
            auto length = slots[i];
            length.slot = "length";
            length.end = text[at].end;
            const auto name = text.is(at + 1, "的") ? at + 2 : at + 1;
            if (name >= end) break;
            slots[i].begin = text[name].begin;
            slots.insert(slots.begin() + static_cast<std::ptrdiff_t>(i), length);
            ++i;
            break;
        }
    }
}

// Words that are of one slot, whichever the model took them for.
struct Sort {
    std::string_view said, slot;
};
constexpr auto kSorts = std::to_array<Sort>({{"硬卧", "class"},
                                             {"软卧", "class"},
                                             {"卧铺", "class"},
                                             {"硬座", "class"},
                                             {"软座", "class"},
                                             {"二等座", "class"},
                                             {"一等座", "class"},
                                             {"商务座", "class"},
                                             {"经济舱", "class"},
                                             {"商务舱", "class"},
                                             {"头等舱", "class"},
                                             {"高铁", "transport"},
                                             {"动车", "transport"},
                                             {"火车", "transport"},
                                             {"大巴", "transport"}});

void sort_classes(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        const auto said = text.said(begin, end);
        const auto known =
            std::ranges::find_if(kSorts, [&](const Sort& one) { return one.said == said; });
        if (known != kSorts.end()) slot.slot = known->slot;
    }
}

// 周日|回, 后天|返程, "back | Sunday": the way back. 周五回上海 goes there.
void mend_returns(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 4> kWay = {"来", "程", "吧", "家"};
    constexpr std::array<std::string_view, 3> kBack = {"back", "home", "returning"};
    constexpr std::array<std::string_view, 3> kOn = {"on", "by", "at"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].slot != "depart") continue;
        const auto [begin, end] = tokens_of(text, slots[i]);
        const bool turns = text.is(end, "回") || text.is(end, "返");
        const bool ends = end + 1 >= text.size() || text[end + 1].kind == TokenKind::Mark ||
                          is_in(kWay, text[end + 1].text);
        auto before = begin;
        if (before > 0 && is_in(kOn, text[before - 1].text)) --before;
        const bool back = before > 0 && is_in(kBack, text[before - 1].text);
        if ((turns && ends) || (back && before > end_before(slots, i, text)))
            slots[i].slot = "return";
    }
}

// 干洗店|拿衣服: what is done at a place is no part of it.
void mend_stops(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 4> kDone = {"拿", "取", "接", "买"};
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "stop" && slot.slot != "to" && slot.slot != "from") continue;
        for (auto at = begin + 2; at + 1 < end; ++at) {
            if (!is_han(text, at) || !is_in(kDone, text[at].text)) continue;
            slot.end = text[at - 1].end;
            break;
        }
    }
}

// 全季|酒店: what kind of house it is, is the end of its name.
void mend_hotels(std::vector<SlotReading>& slots, const Text& text) {
    constexpr auto kHouses =
        std::to_array<Word>({{"酒", "店"}, {"宾", "馆"}, {"民", "宿"}, {"客", "栈"}, {"饭", "店"}});
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto end = tokens_of(text, slots[i]).end;
        if (slots[i].slot != "hotel" || end + 2 > begin_behind(slots, i, text)) continue;
        for (const auto& house : kHouses)
            if (text.is(end, house.first) && text.is(end + 1, house.second))
                slots[i].end = text[end + 1].end;
    }
}

// "is | 555 0142": a number begins with a digit. 留|大包间: what is asked for is the room.
void mend_calls(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 5> kAsked = {"留", "要", "个", "订", "间"};
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (slot.slot == "phone")
            while (begin + 1 < end && text[begin].kind == TokenKind::Word && !text.is(begin, "my"))
                ++begin;
        if (slot.slot == "room")
            while (begin + 2 < end && is_in(kAsked, text[begin].text)) ++begin;
        set(slot, text, {begin, end});
    }
}

// 我搬到滨江|去了: what is to be kept goes to the end of its clause, if nothing more is asked
// there.
void extend_facts(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 14> kMore = {"记", "忘", "删", "存", "清", "别", "吗",
                                                        "没", "帮", "知", "掉", "哈", "啊", "吧"};
    constexpr std::size_t kLongest = 6;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].slot != "fact") continue;
        const auto begin = tokens_of(text, slots[i]).end;
        auto end = begin;
        while (is_han(text, end) && !is_in(kMore, text[end].text)) ++end;
        const bool ends = end >= text.size() || text[end].kind == TokenKind::Mark;
        if (end > begin && end <= begin + kLongest && ends) slots[i].end = text[end - 1].end;
    }
}

// "delete | what I said about gluten": a fact that a question word begins.
void mend_facts(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 4> kWhat = {"what", "where", "who", "how"};
    constexpr std::array<std::string_view, 3> kSpeaker = {"i", "i've", "we"};
    constexpr std::size_t kFarthest = 5;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto begin = tokens_of(text, slots[i]).begin;
        const auto least = std::max(end_before(slots, i, text), begin - std::min(begin, kFarthest));
        for (auto at = begin; slots[i].slot == "fact" && at > least; --at)
            if (is_in(kWhat, text[at - 1].text) && at < text.size() &&
                is_in(kSpeaker, text[at].text)) {
                slots[i].begin = text[at - 1].begin;
                break;
            }
    }
}

// 二次函数|的顶点怎么求: what is asked about it, up to the question word.
void mend_questions(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::size_t kLongest = 7;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto begin = tokens_of(text, slots[i]).end;
        if (slots[i].slot != "question" || !text.is(begin, "的")) continue;
        auto end = begin + 1;
        const auto last = std::min(begin_behind(slots, i, text), begin + kLongest);
        const auto asks = [&](std::size_t at) {
            return (text.is(at, "怎") && text.is(at + 1, "么")) || text.is(at, "咋") ||
                   (text.is(at, "是") && (text.is(at + 1, "什") || text.is(at + 1, "啥")));
        };
        while (end < last && is_han(text, end) && !asks(end)) ++end;
        if (end < last && end > begin + 1 && asks(end)) slots[i].end = text[end - 1].end;
    }
}

}  // namespace

// 三位|客人: who they are does not count them.
void mend_people(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        for (auto at = begin + 1; slot.slot == "people" && at + 1 < end; ++at)
            if (text.is(at, "位") && is_han(text, at + 1)) slot.end = text[at].end;
    }
}

// 开发区|附近 is the place; 离|园区|近 is near it.
void mend_places(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 4> kPlaces = {"area", "cinema", "from", "to"};
    constexpr auto kNear =
        std::to_array<Word>({{"附", "近"}, {"旁", "边"}, {"边", "上"}, {"对", "面"}, {"周", "边"}});
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (!is_in(kPlaces, slots[i].slot)) continue;
        auto [begin, end] = tokens_of(text, slots[i]);
        if (begin + 1 < end && text.is(begin, "离")) ++begin;
        const auto near = std::ranges::find_if(kNear, [&](const Word& word) {
            return text.is(end, word.first) && text.is(end + 1, word.second);
        });
        if (near != kNear.end() && end + 2 <= begin_behind(slots, i, text)) end += 2;
        set(slots[i], text, {begin, end});
    }
}

void mend_skill_edges(std::vector<SlotReading>& slots, const Text& text, std::string_view skill) {
    if (skill == "trip") {
        sort_classes(slots, text);
        mend_hotels(slots, text);
        mend_returns(slots, text);
    }
    if (skill == "ride") mend_stops(slots, text);
    if (skill == "call") mend_calls(slots, text);
    if (skill == "memory") {
        mend_facts(slots, text);
        extend_facts(slots, text);
    }
    if (skill == "study") mend_questions(slots, text);
    if (skill == "report") split_lengths(slots, text);
}

}  // namespace errand::brain::embedded
