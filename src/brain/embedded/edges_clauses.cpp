// Where values in a person's own words leave off: at a reason, at the words that ask for them, at
// what bounds them.
#include <algorithm>
#include <array>

#include "brain/embedded/edge_tools.hpp"
#include "language/times.hpp"

namespace errand::brain::embedded {

using language::Text;
using language::TokenKind;
using learn::SlotReading;

namespace {

constexpr std::array<std::string_view, 5> kOwnWords = {"note", "purpose", "query", "fact", "topic"};

// "don't ring | because she sleeps": why is no part of what is wanted. In a question it is.
void cut_reasons(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 6> kBecause = {"because", "cause", "cuz",
                                                          "cos",     "coz",   "'cause"};
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "note" && slot.slot != "purpose") continue;
        for (auto at = begin + 1; at < end; ++at)
            if (is_in(kBecause, text[at].text)) {
                set(slot, text, {begin, at});
                break;
            }
    }
}

// "ask if they take walk-ins, | my filling fell out": what is only told stands behind what is
// wanted, and is about somebody.
void drop_remarks(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 12> kSomebody = {
        "my", "our", "their", "his", "her", "i", "i'm", "i've", "we", "we're", "they're", "it's"};
    const SlotReading* wanted = nullptr;
    for (auto& slot : slots) {
        if (slot.slot != "purpose") continue;
        const auto [begin, end] = tokens_of(text, slot);
        const bool told = wanted != nullptr && begin > 0 && begin < end &&
                          text[begin - 1].kind == TokenKind::Mark &&
                          is_in(kSomebody, text[begin].text);
        if (told)
            slot.begin = slot.end;
        else
            wanted = &slot;
    }
}

// 演唱会有哪几站|帮我搜搜, "… | for me": the words that ask for it.
void drop_asking(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 10> kVerbs = {"搜", "查", "找", "看", "问",
                                                         "下", "一", "清", "楚", "吧"};
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (!is_in(kOwnWords, slot.slot)) continue;
        auto at = end;
        while (at > begin && is_in(kVerbs, text[at - 1].text)) --at;
        if (at > begin + 2 && at < end && text.is(at - 1, "我") && text.is(at - 2, "帮"))
            end = at - 2;
        if (end > begin + 2 && text.is(end - 1, "me") && text.is(end - 2, "for")) end -= 2;
        set(slot, text, {begin, end});
    }
}

// 我吃素|这回事了: that it is a matter is no part of it.
void drop_matters(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "fact" || begin + 3 >= end) continue;
        auto at = end;
        if (text.is(at - 1, "了") || text.is(at - 1, "儿")) --at;
        if (!text.is(at - 1, "事")) continue;
        --at;
        if (at > begin + 2 && (text.is(at - 1, "回") || text.is(at - 1, "件"))) --at;
        if (at > begin + 1 && (text.is(at - 1, "这") || text.is(at - 1, "的")))
            set(slot, text, {begin, at - 1});
    }
}

// "about | 2000 words", 大概|三千字, 我|外地户口, 就我|一个人: what stands before and says no more.
struct Lead {
    std::string_view slot;
    std::array<std::string_view, 6> words;
};
constexpr std::array<Lead, 4> kLeads = {
    {{"length", {"around", "about", "roughly", "约", "大", "概"}},
     {"people", {"就", "我", "只", "有", "共", "们"}},
     {"person", {"我", "是", "", "", "", ""}},
     {"purpose", {"to", "that", "", "", "", ""}}}};

bool begins_count(const Text& text, std::size_t at) {
    constexpr std::string_view kNumerals = "一二三四五六七八九十两俩仨";
    return text[at].kind == TokenKind::Number ||
           (is_han(text, at) && kNumerals.contains(text[at].text));
}

void drop_leads(std::vector<SlotReading>& slots, const Text& text, std::string_view skill) {
    for (auto& slot : slots) {
        const auto lead = std::ranges::find(kLeads, slot.slot, &Lead::slot);
        if (lead == kLeads.end() || (slot.slot == "purpose" && skill != "call")) continue;
        const auto [begin, end] = tokens_of(text, slot);
        auto at = begin;
        while (at + 1 < end && !text[at].text.empty() && is_in(lead->words, text[at].text)) ++at;
        if (slot.slot == "people" && !begins_count(text, at)) continue;
        if (slot.slot == "person" && at + 2 > end) continue;
        set(slot, text, {at, end});
    }
}

// 送|至|培训中心: that it arrives is no part of where.
void mend_arrivals(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "deliver_to" || begin == 0 || begin >= end || !text.is(begin - 1, "送"))
            continue;
        if (text.is(begin, "至") || (text.is(begin, "达") && begin + 1 == end)) ++begin;
        if (begin + 2 < end && text.is(begin + 1, "来") && text.is(begin, "上")) begin += 2;
        set(slot, text, {begin, end});
    }
}

// 二十五|楼电梯口: a number of floors, rooms and houses is no amount; it begins the place.
void mend_floors(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 7> kPlaces = {"楼", "层", "室", "栋", "幢", "号", "单"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const auto [begin, end] = tokens_of(text, slots[i]);
        if (slots[i].slot != "budget" || end >= text.size() || !is_in(kPlaces, text[end].text))
            continue;
        const bool place = i + 1 < slots.size() && slots[i + 1].slot == "deliver_to" &&
                           tokens_of(text, slots[i + 1]).begin <= end + 1;
        if (place) slots[i + 1].begin = text[begin].begin;
        slots[i].begin = slots[i].end;
    }
}

// "call me when you're | at the gate": what the place belongs to.
void join_notes(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 7> kArriving = {"you're", "you",   "are",    "arrive",
                                                           "get",    "reach", "outside"};
    for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
        const auto note = tokens_of(text, slots[i]), place = tokens_of(text, slots[i + 1]);
        if (slots[i].slot != "note" || slots[i + 1].slot != "deliver_to") continue;
        if (note.begin >= note.end || place.begin > note.end + 1 ||
            !is_in(kArriving, text[note.end - 1].text))
            continue;
        slots[i].end = slots[i + 1].end;
        slots[i + 1].begin = slots[i + 1].end;
    }
}

// 讲|咱们|门店, 稀土价格|这三年的走势: what it is about, up to what is to be made of it.
void mend_topics(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::size_t kLongest = 7;
    constexpr std::array<std::string_view, 12> kMade = {"报", "告", "研", "究", "分", "析",
                                                        "文", "章", "总", "结", "说", "明"};
    for (std::size_t i = 0; i < slots.size(); ++i) {
        auto [begin, end] = tokens_of(text, slots[i]);
        if (slots[i].slot != "topic" || begin >= end) continue;
        if (begin >= end_before(slots, i, text) + 2 && text.is(begin - 1, "们") &&
            (text.is(begin - 2, "咱") || text.is(begin - 2, "我")))
            begin -= 2;
        const auto last = std::min(begin_behind(slots, i, text), end + kLongest);
        auto at = end;
        bool of = false;
        for (; at < last && is_han(text, at) && !is_in(kMade, text[at].text); ++at)
            of = of || text.is(at, "的");
        const bool ends = at >= text.size() || text[at].kind == TokenKind::Mark;
        if (ends && of && (text.is(end, "的") || text.is(end, "这")) && !text.is(at - 1, "的"))
            end = at;
        while (begin + 1 < end && text.is(end - 1, "的")) --end;
        set(slots[i], text, {begin, end});
    }
}

// 桂林|玩, 合肥|出差: what is done there is no part of the place.
void drop_doings(std::vector<SlotReading>& slots, const Text& text) {
    constexpr auto kDoings = std::to_array<Word>(
        {{"旅", "游"}, {"旅", "行"}, {"出", "差"}, {"度", "假"}, {"看", "看"}, {"转", "转"}});
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if (slot.slot != "to" || begin + 3 > end) continue;
        const bool plays = text.is(end - 1, "玩") || text.is(end - 1, "逛");
        const bool does = std::ranges::any_of(kDoings, [&](const Word& word) {
            return text.is(end - 2, word.first) && text.is(end - 1, word.second);
        });
        if (plays || (does && begin + 4 <= end)) set(slot, text, {begin, end - (plays ? 1 : 2)});
    }
}

// "any train after | five": a number behind such a word is a time, and begins with it.
void mend_hours(std::vector<SlotReading>& slots, const Text& text, std::string_view skill) {
    constexpr std::array<std::string_view, 4> kBefore = {"after", "before", "until", "by"};
    const std::string_view time = skill == "trip" ? "depart" : "when";
    const bool has_time =
        std::ranges::any_of(slots, [&](const SlotReading& one) { return one.slot == time; });
    for (std::size_t i = 0; i < slots.size() && !has_time; ++i) {
        const auto [begin, end] = tokens_of(text, slots[i]);
        if ((slots[i].slot != "people" && slots[i].slot != "quantity") || begin + 1 != end ||
            begin == 0 || !is_in(kBefore, text[begin - 1].text))
            continue;
        slots[i].slot = time;
        if (!text.is(begin - 1, "by")) slots[i].begin = text[begin - 1].begin;
        return;
    }
}

// 楼下|老周馄饨店, "the noodle bar | on 5th": where it is belongs to its name.
void extend_names(std::vector<SlotReading>& slots, const Text& text) {
    constexpr auto kWhere = std::to_array<Word>(
        {{"楼", "下"}, {"隔", "壁"}, {"对", "面"}, {"旁", "边"}, {"门", "口"}, {"那", "家"}});
    constexpr std::array<std::string_view, 5> kOn = {"on", "near", "opposite", "behind", "beside"};
    constexpr std::size_t kLongest = 4;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i].slot != "shop" && slots[i].slot != "callee") continue;
        auto [begin, end] = tokens_of(text, slots[i]);
        if (begin >= end) continue;
        const auto least = end_before(slots, i, text);
        const auto of = begin > least && text.is(begin - 1, "的") ? begin - 1 : begin;
        const bool there = of >= least + 2 && std::ranges::any_of(kWhere, [&](const Word& word) {
                               return text.is(of - 2, word.first) && text.is(of - 1, word.second);
                           });
        if (there) begin = of - 2;
        const auto last = begin_behind(slots, i, text);
        auto at = end;
        if (at + 1 < last && is_in(kOn, text[at].text) && !language::read_moment(text, at + 1))
            ++at;
        while (at > end && at < last && at <= end + kLongest && text[at].kind != TokenKind::Mark &&
               !text.is(at, "please"))
            ++at;
        if (at > end + 1 && (at == text.size() || (at <= last && text[at].kind == TokenKind::Mark)))
            end = at;
        set(slots[i], text, {begin, end});
    }
}

// 中间|的, 杜比|的.
void drop_of(std::vector<SlotReading>& slots, const Text& text) {
    for (auto& slot : slots) {
        const auto [begin, end] = tokens_of(text, slot);
        if ((slot.slot == "seat" || slot.slot == "hall") && begin + 1 < end &&
            text.is(end - 1, "的"))
            set(slot, text, {begin, end - 1});
    }
}

}  // namespace

void mend_clauses(std::vector<SlotReading>& slots, const Text& text, std::string_view skill) {
    cut_reasons(slots, text);
    drop_remarks(slots, text);
    drop_asking(slots, text);
    drop_leads(slots, text, skill);
    drop_of(slots, text);
    drop_doings(slots, text);
    extend_names(slots, text);
    mend_hours(slots, text, skill);
    if (skill == "memory") drop_matters(slots, text);
    if (skill == "report") mend_topics(slots, text);
    if (skill == "food" || skill == "shop") {
        mend_arrivals(slots, text);
        mend_floors(slots, text);
        join_notes(slots, text);
    }
}

}  // namespace errand::brain::embedded
