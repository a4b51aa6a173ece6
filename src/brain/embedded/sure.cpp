#include "brain/embedded/sure.hpp"

#include <algorithm>
#include <array>

#include "brain/embedded/sure_tools.hpp"

namespace errand::brain::embedded {

using language::Text;
using language::TokenKind;
using learn::SlotReading;

Tokens tokens_of(const Text& text, std::size_t begin, std::size_t end) {
    const auto at = [&](std::size_t byte) {
        return static_cast<std::size_t>(
            std::ranges::lower_bound(text.tokens, byte, {}, &language::Token::begin) -
            text.tokens.begin());
    };
    return {at(begin), at(end)};
}

namespace {

// What the sentence surely holds for a skill, whatever the model made of it: the name of a work,
// and a time with which a clause begins.
struct Sure {
    std::string_view skill, title, time;
};
constexpr std::array<Sure, 6> kSure = {{{"film", "film", "when"},
                                        {"report", "topic", ""},
                                        {"food", "", "when"},
                                        {"ride", "", "when"},
                                        {"call", "", "when"},
                                        {"trip", "", "depart"}}};

// Words with which what is over begins, and what says no time.
constexpr std::array<std::string_view, 10> kOver = {
    "昨", "前", "上", "最", "刚", "夜", "yesterday", "last", "recently", "lately"};

// "today's" and "what we had yesterday" are no times at which something is to be.
bool is_wish(const Text& text, const learn::Hint& hint) {
    if (!learn::is_moment(hint)) return false;
    const auto [begin, end] = tokens_of(text, hint.begin, hint.end);
    const bool leads = begin == 0 || text[begin - 1].kind == language::TokenKind::Mark;
    return leads && begin < end && !is_in(kOver, text[begin].text) && !text.is(end, "的");
}

void add_hinted(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text,
                std::string_view skill) {
    const auto known = std::ranges::find(kSure, skill, &Sure::skill);
    if (known == kSure.end()) return;
    for (const auto& hint : hints) {
        const bool title = learn::is_title(hint);
        const auto slot = title ? known->title : known->time;
        const bool sure = title || is_wish(text, hint);
        if (slot.empty() || !sure) continue;
        if (has(slots, slot)) continue;
        const auto taken = find_overlap(slots, hint.begin, hint.end);
        if (taken != slots.end()) {
            // A name that is all of a value is a work's, not a place's.
            if (title && taken->begin == hint.begin && taken->end == hint.end) taken->slot = slot;
            continue;
        }
        insert(slots, {.begin = hint.begin, .end = hint.end, .slot = slot, .sure = 1});
    }
}

// What may stand between a number and the thing that it counts: 一双|四十三码|的|跑步鞋.
std::size_t past_choices(const std::vector<SlotReading>& slots, const Text& text, std::size_t at) {
    for (bool moved = true; moved;) {
        moved = false;
        for (const auto& slot : slots) {
            const auto [begin, end] = tokens_of(text, slot);
            constexpr std::array<std::string_view, 3> kBetween = {"option", "preference",
                                                                  "purpose"};
            if (begin != at || !is_in(kBetween, slot.slot)) continue;
            at = end;
            moved = true;
        }
        if (moved && text.is(at, "的")) ++at;
    }
    return at;
}

// "3 picture frames": the number that stands before a thing counts it, also with what it is to be
// like in between.
void add_numbers(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text,
                 std::string_view skill) {
    if (skill != "food" && skill != "shop") return;
    for (const auto& hint : hints) {
        if (!learn::is_count(hint)) continue;
        const bool taken = find_overlap(slots, hint.begin, hint.end) != slots.end();
        const auto end = tokens_of(text, hint.begin, hint.end).end;
        const auto thing = learn::is_measured(hint) ? past_choices(slots, text, end) : end;
        // 一套|露营|的装备: kit is no thing by name.
        const bool kit = learn::is_measured(hint) && thing != end && text.is(thing - 1, "的");
        const bool counts = kit || std::ranges::any_of(slots, [&](const SlotReading& one) {
                                return one.slot == "item" && tokens_of(text, one).begin == thing;
                            });
        if (!taken && counts)
            insert(slots, {.begin = hint.begin, .end = hint.end, .slot = "quantity", .sure = 1});
    }
}

constexpr std::array<std::string_view, 8> kStops = {",", ".", "?", "!", ";", "…", "。", ":"};
bool stops(const Text& text, std::size_t at) {
    return is_in(kStops, text[at].text);
}

std::size_t clause_end(const Text& text, std::size_t at) {
    while (at < text.size() && !stops(text, at)) ++at;
    return at;
}

// "call the garage | to move my appointment", "… about the invoice".
void add_purpose(std::vector<SlotReading>& slots, const Text& text) {
    if (has(slots, "purpose")) return;
    const auto callee = std::ranges::find_if(
        slots, [](const SlotReading& one) { return one.slot == "callee" || one.slot == "phone"; });
    if (callee == slots.end()) return;
    const auto at = tokens_of(text, *callee).end;
    if (!text.is(at, "to") && !text.is(at, "about")) return;
    auto end = clause_end(text, at);
    if (const auto next = callee + 1; next != slots.end())
        end = std::min(end, tokens_of(text, *next).begin);
    if (at + 2 < end)
        insert(
            slots,
            {.begin = text[at + 1].begin, .end = text[end - 1].end, .slot = "purpose", .sure = 1});
}

constexpr std::array<std::string_view, 8> kQuestions = {"if",  "whether", "when", "what",
                                                        "why", "how",     "who",  "where"};
// 有没有, 能不能, 可不可以: how a question begins.
bool asks(const Text& text, std::size_t at) {
    if (is_in(kQuestions, text.said(at, at + 1))) return true;
    if (text.is(at, "还")) ++at;
    return at + 2 < text.size() && (text.is(at + 1, "没") || text.is(at + 1, "不")) &&
           text[at].kind == language::TokenKind::Han &&
           (text[at].text == text[at + 2].text || text.is(at + 2, "可"));
}

// 问一下诊所|明天|有没有号: when it is, before what is asked about it.
void part_time(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text) {
    const auto purpose = std::ranges::find(slots, "purpose", &SlotReading::slot);
    if (purpose == slots.end() || has(slots, "when")) return;
    for (const auto& hint : hints) {
        if (!learn::is_moment(hint) || hint.begin != purpose->begin || hint.end >= purpose->end)
            continue;
        const auto asked = tokens_of(text, hint.begin, hint.end).end;
        if (asked >= text.size() || !asks(text, asked)) continue;
        auto when = *purpose;
        when.slot = "when";
        when.end = hint.end;
        purpose->begin = text[asked].begin;
        slots.insert(purpose, when);
        return;
    }
}

// A question that is to be asked goes to the end of its clause: 问问餐厅|有没有包间, "find out when
// the parcel | gets delivered".
void mend_asked(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text) {
    part_time(slots, hints, text);
    const auto purpose = std::ranges::find(slots, "purpose", &SlotReading::slot);
    const auto callee = std::ranges::find_if(
        slots, [](const SlotReading& one) { return one.slot == "callee" || one.slot == "phone"; });
    if (callee == slots.end()) return;
    const auto begin =
        purpose != slots.end() ? tokens_of(text, *purpose).begin : tokens_of(text, *callee).end;
    if (begin >= text.size() || !asks(text, begin)) return;
    const auto end = clause_end(text, begin);
    SlotReading value{
        .begin = text[begin].begin, .end = text[end - 1].end, .slot = "purpose", .sure = 1};
    std::erase_if(slots, [&](const SlotReading& one) {
        return one.begin >= value.begin && one.begin < value.end && one.slot != "when";
    });
    // When it is to be asked is no part of it.
    const auto when = std::ranges::find_if(slots, [&](const SlotReading& one) {
        return one.begin > value.begin && one.begin < value.end;
    });
    if (when != slots.end()) value.end = text[tokens_of(text, *when).begin - 1].end;
    if (find_overlap(slots, value.begin, value.end) == slots.end()) insert(slots, value);
}

// "ship a toaster | to my sister".
void add_receiver(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 7> kWhose = {"my",  "our",   "his", "her",
                                                        "the", "their", "your"};
    constexpr std::array<std::string_view, 5> kCarts = {"cart", "basket", "order", "list", "box"};
    constexpr std::size_t kLongest = 5;
    if (has(slots, "deliver_to")) return;
    for (const auto& slot : slots) {
        const auto at = tokens_of(text, slot).end;
        if (slot.slot != "item" || !text.is(at, "to") || at + 2 >= text.size()) continue;
        const auto end = clause_end(text, at);
        const SlotReading value{
            .begin = text[at + 1].begin, .end = text[end - 1].end, .slot = "deliver_to", .sure = 1};
        if (end < at + 3 || end > at + 1 + kLongest || !is_in(kWhose, text[at + 1].text) ||
            is_in(kCarts, text[end - 1].text) ||
            find_overlap(slots, value.begin, value.end) != slots.end())
            continue;
        return insert(slots, value);
    }
}

// "oat porridge with | blueberries": what a dish comes with is wanted, "nothing with nuts" is not.
void mend_wanted(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 4> kNone = {"nothing", "anything", "neither", "not"};
    for (auto& slot : slots) {
        const auto at = tokens_of(text, slot).begin;
        if (slot.slot != "avoid" || at == 0 || !text.is(at - 1, "with")) continue;
        if (at < 2 || !is_in(kNone, text[at - 2].text)) slot.slot = "option";
    }
}

constexpr std::array<std::string_view, 5> kChoosing = {"买", "选", "挑", "配", "找"};
constexpr std::array<std::string_view, 4> kSpeakers = {"我", "你", "咱", "俺"};

// 给爸爸选个生日礼物: whom a thing is for says what it is for. 给我买 says nothing.
void add_person(std::vector<SlotReading>& slots, const Text& text) {
    if (has(slots, "purpose")) return;
    constexpr std::size_t kLongest = 5;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!text.is(at, "给") || at + 1 >= text.size()) continue;
        auto end = at + 1;
        while (end < text.size() && end <= at + kLongest &&
               text[end].kind == language::TokenKind::Han && !is_in(kChoosing, text[end].text))
            ++end;
        const bool person = end > at + 1 && end < text.size() && is_in(kChoosing, text[end].text) &&
                            !(end == at + 2 && is_in(kSpeakers, text[at + 1].text));
        const SlotReading value{
            .begin = text[at].begin, .end = text[end - 1].end, .slot = "purpose", .sure = 1};
        const bool taken = find_overlap(slots, value.begin, value.end) != slots.end();
        if (person && !taken) return insert(slots, value);
    }
}

// Words that a purpose does not begin with: 帮我买|跑步|穿的鞋.
constexpr std::array kBeforeUse = std::to_array<std::string_view>(
    {"买", "要", "找", "来", "配", "挑", "选", "看", "我", "你", "个", "些", "双", "件",
     "条", "套", "款", "台", "把", "支", "本", "的", "有", "想", "点", "他", "她", "副"});
constexpr std::array<std::string_view, 3> kUses = {"用", "穿", "戴"};
constexpr std::array<std::string_view, 7> kBeforeUsed = {"要", "得", "时", "能", "专", "常", "备"};

// 跑步|穿的鞋, 装修|要用的电钻: what a thing is used for.
void add_use(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::size_t kLongest = 6;
    if (has(slots, "purpose")) return;
    for (std::size_t at = 2; at + 2 < text.size(); ++at) {
        if (!is_in(kUses, text[at].text) || !text.is(at + 1, "的")) continue;
        auto end = at;
        if (is_in(kBeforeUsed, text[end - 1].text)) --end;
        auto begin = end;
        while (begin > 0 && end - begin < kLongest && text[begin - 1].kind == TokenKind::Han &&
               !is_in(kBeforeUse, text[begin - 1].text) &&
               find_overlap(slots, text[begin - 1].begin, text[begin - 1].end) == slots.end())
            --begin;
        const bool whole = begin == 0 || text[begin - 1].kind == TokenKind::Mark ||
                           is_in(kBeforeUse, text[begin - 1].text);
        if (!whole || begin + 2 > end) continue;
        return insert(
            slots,
            {.begin = text[begin].begin, .end = text[end - 1].end, .slot = "purpose", .sure = 1});
    }
}

// "call a plumber to …", "ring the school and …": who stands behind the verb.
void add_callee(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::array<std::string_view, 6> kCalls = {"call",      "ring", "phone",
                                                        "telephone", "dial", "contact"};
    constexpr std::array<std::string_view, 6> kWhose = {"a", "an", "the", "my", "our", "his"};
    constexpr std::array<std::string_view, 5> kBehind = {"to", "and", "about", "for", ","};
    constexpr std::array<std::string_view, 4> kNobody = {"call", "ring", "number", "time"};
    constexpr std::size_t kLongest = 4;
    if (has(slots, "callee")) return;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (!is_in(kCalls, text[at].text) || !is_in(kWhose, text[at + 1].text)) continue;
        auto end = at + 2;
        while (end < text.size() && end < at + 1 + kLongest && text[end].kind == TokenKind::Word &&
               !is_in(kBehind, text[end].text))
            ++end;
        if (end == at + 2 || is_in(kNobody, text[end - 1].text)) continue;
        if (end < text.size() && !is_in(kBehind, text[end].text) && !stops(text, end)) continue;
        const SlotReading value{
            .begin = text[at + 1].begin, .end = text[end - 1].end, .slot = "callee", .sure = 1};
        if (find_overlap(slots, value.begin, value.end) == slots.end()) return insert(slots, value);
    }
}

// 我姓|周, at the end of a clause.
void add_surname(std::vector<SlotReading>& slots, const Text& text) {
    constexpr std::size_t kLongest = 2;
    if (has(slots, "name")) return;
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        if (!text.is(at, "姓")) continue;
        auto end = at + 1;
        while (end < text.size() && text[end].kind == TokenKind::Han) ++end;
        const SlotReading value{
            .begin = text[at + 1].begin, .end = text[end - 1].end, .slot = "name", .sure = 1};
        if (end == at + 1 || end > at + 1 + kLongest || text.is(at + 1, "名") ||
            find_overlap(slots, value.begin, value.end) != slots.end())
            continue;
        return insert(slots, value);
    }
}

// 把|靴子|退了, 那个|汤|不要了, "forget the | kebabs": what an order is changed or called off for
// is named there.
constexpr std::array<std::string_view, 10> kGiven = {"退", "换", "去", "删", "取",
                                                     "拿", "划", "撤", "减", "不"};
constexpr std::array<std::string_view, 9> kWhich = {"个", "份", "杯", "碗", "双",
                                                    "件", "台", "条", "盒"};

Tokens named_in_chinese(const Text& text) {
    constexpr std::size_t kLongest = 6;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        const bool that = text.is(at, "那") || text.is(at, "这");
        auto begin = text.is(at, "把") ? at + 1 : at;
        const bool which = begin + 2 < text.size() &&
                           (text.is(begin, "那") || text.is(begin, "这")) &&
                           is_in(kWhich, text[begin + 1].text);
        if (which) begin += 2;
        if (begin == at || (that && !which)) continue;
        auto end = begin;
        while (end < text.size() && end < begin + kLongest && text[end].kind == TokenKind::Han &&
               !is_in(kGiven, text[end].text))
            ++end;
        const bool given = end > begin && end + 1 < text.size() && is_in(kGiven, text[end].text) &&
                           (!text.is(end, "不") || text.is(end + 1, "要")) &&
                           (!text.is(end, "去") || text.is(end + 1, "掉"));
        if (given) return {begin, end};
    }
    return {};
}

Tokens named_in_english(const Text& text) {
    constexpr std::array<std::string_view, 9> kOff = {"forget", "cancel", "drop", "remove", "scrap",
                                                      "ditch",  "lose",   "bin",  "return"};
    constexpr std::array<std::string_view, 10> kOrders = {
        "order",    "food", "lunch", "dinner", "breakfast",
        "delivery", "cart", "rest",  "whole",  "one"};
    constexpr std::size_t kLongest = 3;
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (!is_in(kOff, text[at].text) || !text.is(at + 1, "the")) continue;
        const auto begin = at + 2;
        auto end = begin;
        while (end < text.size() && text[end].kind == TokenKind::Word &&
               !is_in(kOrders, text[end].text))
            ++end;
        const bool ends = end >= text.size() || text[end].kind == TokenKind::Mark;
        if (ends && end > begin && end <= begin + kLongest) return {begin, end};
    }
    return {};
}

void add_named(std::vector<SlotReading>& slots, const Text& text) {
    if (has(slots, "item") || has(slots, "shop") || has(slots, "avoid")) return;
    auto named = named_in_chinese(text);
    if (named.begin >= named.end) named = named_in_english(text);
    if (named.begin >= named.end) return;
    const SlotReading value{.begin = text[named.begin].begin,
                            .end = text[named.end - 1].end,
                            .slot = "item",
                            .sure = 1};
    if (find_overlap(slots, value.begin, value.end) == slots.end()) insert(slots, value);
}

// Words that ask for the search and are no part of the question; a question word ends them.
constexpr std::array kAsking = std::to_array<std::string_view>(
    {"please", "can",  "could",  "you",  "search", "find", "out", "look", "up", "google",
     "check",  "tell", "me",     "help", "for",    "hey",  "um",  "web",  "i",  "i'd",
     "like",   "want", "wonder", "need", "to",     "know", "帮",  "我",   "请", "搜",
     "索",     "查",   "找",     "一",   "下",     "看",   "问",  "麻",   "烦", "上",
     "网",     "你",   "能",     "想",   "知",     "道"});

void mend_query(std::vector<SlotReading>& slots, const Text& text) {
    if (text.size() == 0) return;
    const auto query = std::ranges::find(slots, "query", &SlotReading::slot);
    std::size_t begin = 0, end = text.size();
    while (end > 0 && text[end - 1].kind == language::TokenKind::Mark) --end;
    if (query != slots.end()) {
        const auto taken = tokens_of(text, *query);
        begin = taken.begin;
        while (begin > 0 && !stops(text, begin - 1) && !is_in(kAsking, text[begin - 1].text))
            --begin;
        end = std::max(taken.end, clause_end(text, taken.end - 1));
    } else {
        for (auto at = end; at > 0; --at)
            if (stops(text, at - 1) && begin == 0) begin = at;
        while (begin < end && is_in(kAsking, text[begin].text)) ++begin;
    }
    if (begin >= end) return;
    slots.assign(
        {{.begin = text[begin].begin, .end = text[end - 1].end, .slot = "query", .sure = 1}});
}

}  // namespace

void add_sure_values(std::vector<SlotReading>& slots, const learn::Hints& hints, const Text& text,
                     std::string_view skill) {
    if (skill == "search") return mend_query(slots, text);
    add_hinted(slots, hints, text, skill);
    add_numbers(slots, hints, text, skill);
    if (skill == "call") {
        add_callee(slots, text);
        add_surname(slots, text);
        add_purpose(slots, text);
        mend_asked(slots, hints, text);
    }
    if (skill == "food") mend_wanted(slots, text);
    if (skill == "food" || skill == "shop") {
        add_receiver(slots, text);
        add_named(slots, text);
    }
    if (skill == "shop") add_person(slots, text);
    if (skill == "shop") add_use(slots, text);
    add_words(slots, hints, text, skill);
}

}  // namespace errand::brain::embedded
