// Chinese landmarks and saved names: see place_readers.hpp.
#include <algorithm>
#include <array>

#include "language/limits.hpp"
#include "language/place_readers.hpp"
#include "language/place_words.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

struct Saved {
    std::string_view words;
    std::string_view label;
    bool bare;  // counts only where nothing else is part of its word: 家, 公司
};
constexpr std::array kSaved = {
    Saved{"我们家", "home", false},        Saved{"我家里", "home", false},
    Saved{"我家", "home", false},          Saved{"咱家", "home", false},
    Saved{"咱们家", "home", false},        Saved{"家里", "home", true},
    Saved{"家中", "home", true},           Saved{"家", "home", true},
    Saved{"住处", "home", true},           Saved{"我住的地方", "home", false},
    Saved{"住的地方", "home", true},       Saved{"我们公司", "office", false},
    Saved{"我公司", "office", false},      Saved{"公司", "office", true},
    Saved{"单位", "office", true},         Saved{"办公室", "office", true},
    Saved{"我办公室", "office", false},    Saved{"工位", "office", true},
    Saved{"上班的地方", "office", true},   Saved{"我上班的地方", "office", false},
    Saved{"我单位", "office", false},      Saved{"我们单位", "office", false},
    Saved{"我学校", "school", false},      Saved{"我们学校", "school", false},
    Saved{"学校", "school", true},         Saved{"教室", "school", true},
    Saved{"宿舍", "dorm", true},           Saved{"寝室", "dorm", true},
    Saved{"学校宿舍", "dorm", true},       Saved{"公司宿舍", "dorm", true},
    Saved{"这里", "here", true},           Saved{"这儿", "here", true},
    Saved{"这边", "here", true},           Saved{"我宿舍", "dorm", false},
    Saved{"我这儿", "here", false},        Saved{"我这里", "here", false},
    Saved{"我这边", "here", false},        Saved{"我这", "here", false},
    Saved{"我现在的位置", "here", false},  Saved{"我的位置", "here", false},
    Saved{"当前位置", "here", false},      Saved{"我在的地方", "here", false},
    Saved{"老地方", "usual", false},       Saved{"常用地址", "usual", false},
    Saved{"默认地址", "usual", false},     Saved{"上次的地址", "usual", false},
    Saved{"上次那个地址", "usual", false}, Saved{"老家", "parents", true},
    Saved{"爸妈家", "parents", false},     Saved{"父母家", "parents", false},
    Saved{"我爸妈家", "parents", false},   Saved{"我妈家", "parents", false},
    Saved{"我父母家", "parents", false},
};

// What may follow a saved name for it to be the name itself: 公司楼下, 家吧; not 家具, 公司债.
bool may_follow(const Letters& text, std::size_t at) {
    if (!is_han(text[at])) return !is_latin(text[at]) && !is_digit(text[at]);
    if (read_relation(text, at).length > 0) return true;
    static constexpr std::u32string_view after =
        U"见碰集会行好就寄取拿的了吧去来呢啊呀,要就都也和跟给前再等到送,让我你能可最用吃";
    return after.contains(text[at]) || stop_word(text, at) > 1;
}

// What may precede one that counts only alone: 送公司, 回家; not 分公司, 三家, 大家.
bool may_precede(const Letters& text, std::size_t at, bool announced) {
    if (at == 0 || announced || !is_han(text.before(at))) return true;
    return std::u32string_view(U"送回到在去来从往离给的是改寄接约里我你他她")
        .contains(text.before(at));
}

const Saved* saved_at(const Letters& text, std::size_t at, std::size_t& size) {
    const Saved* best = nullptr;
    size = 0;
    for (const auto& saved : kSaved)
        if (const auto characters = length(saved.words);
            characters > size && text.reads(at, saved.words)) {
            best = &saved;
            size = characters;
        }
    return best;
}

// 男朋友家, 小王家, 妈妈家里: somebody's, behind a word that announces a place.
std::optional<FoundPlace> home_of(const Letters& text, std::size_t at) {
    for (auto end = at + 2; end <= at + 5; ++end) {
        if (!is_han(text[end - 1]) || (end - 1 > at && stop_word(text, end - 1) > 0))
            return std::nullopt;
        if (text[end] != U'家') continue;
        auto last = end + 1;
        if (text[last] == U'里' || text[last] == U'中') ++last;
        if (!may_follow(text, last)) return std::nullopt;
        // 这家, 第二家, 上次那家, 全家: a shop, or one of several.
        static constexpr std::u32string_view counts =
            U"一二三四五六七八九十两几这那哪每另各上下全大人国专商店自次老";
        if (counts.contains(text[end - 1])) return std::nullopt;
        FoundPlace found;
        found.kind = PlaceKind::Saved;
        found.place = {at, last};
        const bool mine = text[at] == U'我' || text[at] == U'你';
        found.name = text.said(mine ? at + 1 : at, end);
        found.label = "home of " + found.name;
        return found;
    }
    return std::nullopt;
}

void add_relation(const Letters& text, FoundPlace& found) {
    const auto relation = read_relation(text, found.place.end);
    if (relation.length == 0) return;
    found.relation = relation.relation;
    found.place.end += relation.length;
}

bool starts_with_verb(char32_t c) {
    return c != 0 && std::u32string_view(U"住约停等见逛回接有是离").contains(c);
}

// Relations that other things have as well (盒子里面): they want a place's word before them.
bool is_certain(Relation relation) {
    switch (relation) {
        case Relation::Near:
        case Relation::Opposite:
        case Relation::Entrance:
        case Relation::Corner:
        case Relation::Beside:
            return true;
        default:
            return false;
    }
}

bool has_place_ending(const Letters& text, std::size_t begin, std::size_t end) {
    for (auto at = begin + 1; at < end; ++at) {
        const auto ending = read_ending(text, at);
        if (ending.length > 0 && at + ending.length == end) return true;
        const auto numbered = read_numbered_ending(text, at);
        if (numbered.length > 0 && at + numbered.length == end && is_digit(text.before(at)))
            return true;
    }
    return false;
}

// 去机场, 到火车站: the one of the town.
std::optional<FoundPlace> town_place(const Letters& text, std::size_t at) {
    static constexpr std::array<std::string_view, 24> words = {
        "火车站", "高铁站", "汽车站", "地铁站", "动车站", "机场",   "码头",     "市中心",
        "医院",   "商场",   "图书馆", "体育馆", "前台",   "大堂",   "大厅",     "门口",
        "楼下",   "快递柜", "驿站",   "门卫",   "保安室", "传达室", "地下车库", "停车场"};
    for (const auto word : words) {
        const auto end = at + length(word);
        if (!text.reads(at, word) || (is_han(text[end]) && !may_follow(text, end))) continue;
        FoundPlace found;
        found.kind = PlaceKind::Landmark;
        found.place = {at, end};
        found.name = text.said(at, end);
        add_relation(text, found);
        return found;
    }
    return std::nullopt;
}

}  // namespace

std::optional<FoundPlace> read_chinese_landmark(const Letters& text, std::size_t at,
                                                bool announced) {
    if (announced)
        if (auto found = town_place(text, at)) return found;
    while (starts_with_verb(text[at]) && !announced) {
        ++at;
        announced = true;
    }
    for (auto end = at; end <= at + kMaxPlaceName; ++end) {
        const auto relation = end > at + 1 ? read_relation(text, end) : RelationWord{};
        // 3号门前面 is in front of 3号门, not of 3号.
        const bool later = relation.length > 0 && !has_place_ending(text, at, end) &&
                           has_place_ending(text, at, end + 1) &&
                           read_relation(text, end + 1).length > 0;
        if (relation.length > 0 && !later) {
            const bool inner = text[end] == U'内' || text[end] == U'外';
            const bool place = has_place_ending(text, at, end);
            if (inner && relation.length == 1 && !place) return std::nullopt;
            if (!announced && !place && !is_certain(relation.relation)) return std::nullopt;
            FoundPlace found;
            found.kind = PlaceKind::Landmark;
            found.place = {at, end + relation.length};
            found.name = text.said(at, end);
            found.relation = relation.relation;
            return found;
        }
        if (!is_name_character(text, end) || stop_word(text, end) > 0) return std::nullopt;
    }
    return std::nullopt;
}

std::optional<FoundPlace> read_chinese_saved(const Letters& text, std::size_t at, bool announced) {
    std::size_t size = 0;
    const auto* saved = saved_at(text, at, size);
    if (saved != nullptr && may_follow(text, at + size) &&
        (!saved->bare || may_precede(text, at, announced))) {
        FoundPlace found;
        found.kind = PlaceKind::Saved;
        found.place = {at, at + size};
        found.name = text.said(at, at + size);
        found.label = saved->label;
        add_relation(text, found);
        return found;
    }
    if (!announced) return std::nullopt;
    auto found = home_of(text, at);
    if (found) add_relation(text, *found);
    return found;
}

}  // namespace errand::language
