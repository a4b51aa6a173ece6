// Chinese addresses: see place_readers.hpp.
#include <algorithm>
#include <array>

#include "language/limits.hpp"
#include "language/place_readers.hpp"
#include "language/place_words.hpp"
#include "language/regions.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

constexpr std::size_t kMaxNumber = 12;
constexpr std::size_t kMaxListed = 6;
constexpr std::size_t kMaxUnknownName = 6;
constexpr std::u32string_view kNatural = U"寺宫塔桥山湖岛庙峰滩江河苑园馆城";

bool is_numeral(char32_t c) {
    return std::u32string_view(U"一二三四五六七八九十百零两").contains(c);
}
bool is_direction(char32_t c) {
    return c != U'\0' && std::u32string_view(U"东西南北").contains(c);
}

// Words that end like a name of a place and are none: 超市, 走路, 家乡. Without those that end in
// what is itself a longer ending.
bool is_common(char32_t before, char32_t ending, bool alone) {
    const auto one_of = [&](std::u32string_view all) {
        return before != 0 && all.contains(before);
    };
    switch (ending) {
        case U'市':
            return one_of(U"超城股门夜早菜集楼花上都本全");
        case U'区':
            return one_of(U"市郊地片战时禁专分");
        case U'村':
            return one_of(U"农乡全");
        case U'镇':
            return one_of(U"冰城乡");
        case U'乡':
            return one_of(U"老家故同城下");
        case U'街':
            return one_of(U"逛上整满");
        case U'路':
            return one_of(U"走道马铁") || (alone && one_of(U"一同带问线赶修半顺迷思套网过"));
        case U'站':
            return one_of(U"网下本全整一二三这那");
        case U'店':
            return one_of(U"级型捷锁");
        default:
            return false;
    }
}

class AddressReader {
  public:
    AddressReader(const Letters& text, std::size_t at, bool announced)
        : text_(text), begin_(at), at_(at), announced_(announced) {}

    std::optional<FoundPlace> read() {
        while (made_.parts.size() < kMaxPlaceParts && next()) {
        }
        if (made_.parts.empty()) return std::nullopt;
        const auto bare = at_;
        auto relation = read_relation(text_, at_);
        if (made_.parts.back().kind == PartKind::Road && text_[at_] == U'口')
            relation = {1, Relation::Corner};
        if (relation.length > 0) {
            made_.relation = relation.relation;
            at_ += relation.length;
            while (made_.parts.size() < kMaxPlaceParts && distance()) {
            }
        }
        if (!accept(bare)) return std::nullopt;
        made_.place = {begin_, at_};
        made_.name = text_.said(begin_, bare);
        return std::move(made_);
    }

  private:
    bool next() {
        if (region() || gate() || segment() || distance() || numbered() || crossing() || named() ||
            unknown())
            return true;
        return bracket() || joint();
    }

    // 西段, 二段, 中段 of a road.
    bool segment() {
        if (made_.parts.empty() || made_.parts.back().kind != PartKind::Road) return false;
        const auto c = text_[at_];
        const bool which = is_direction(c) || is_numeral(c) || is_digit(c) || c == U'中';
        if (!which || text_[at_ + 1] != U'段') return false;
        auto& road = made_.parts.back();
        at_ += 2;
        road.place.end = at_;
        road.name = text_.said(road.place.begin, at_);
        return true;
    }

    // A name of no known form, behind a region and before a number: 系马桩137号, 盛高大城4期.
    bool unknown() {
        if (!any(PartKind::District, PartKind::Village)) return false;
        for (auto at = at_; at <= at_ + kMaxUnknownName; ++at) {
            if (at >= at_ + 2) {
                const auto end = number_end(at);
                const auto ending = end > at ? read_numbered_ending(text_, end) : Ending{};
                if (ending.length > 0 && ending.kind != PartKind::Distance) {
                    add(PartKind::Compound, at);
                    return true;
                }
            }
            if (!is_name_character(text_, at) || is_digit(text_[at]) || stop_word(text_, at) > 0)
                return false;
        }
        return false;
    }

    bool has(PartKind kind) const {
        return std::ranges::find(made_.parts, kind, &PlacePart::kind) != made_.parts.end();
    }
    bool any(PartKind first, PartKind last) const {
        return std::ranges::any_of(made_.parts, [&](const PlacePart& part) {
            return part.kind >= first && part.kind <= last;
        });
    }
    std::size_t count(PartKind first, PartKind last) const {
        return static_cast<std::size_t>(std::ranges::count_if(
            made_.parts,
            [&](const PlacePart& part) { return part.kind >= first && part.kind <= last; }));
    }
    void add(PartKind kind, std::size_t end) {
        made_.parts.push_back({kind, {at_, end}, std::string(text_.said(at_, end))});
        at_ = end;
    }

    bool region() {
        if (any(PartKind::Town, PartKind::Distance)) return false;
        const auto found = read_region(text_, at_);
        if (found.end == 0) return false;
        // Said twice, as forms do: 合肥市包河区安徽省合肥市.
        const bool again = found.kind == PartKind::Province ||
                           (!made_.parts.empty() && made_.parts.back().kind == PartKind::Province);
        if (has(PartKind::District) && !again) return false;
        add(found.kind, found.end);
        return true;
    }

    // 东门, 南2门, 东北门.
    bool gate() {
        auto end = at_;
        if (std::u32string_view(U"东西南北正后侧大前").contains(text_[end]) && text_[end] != 0)
            ++end;
        if (end == at_) return false;
        if (is_direction(text_[end])) ++end;
        end = text_.digits_end(end);
        if (text_[end] != U'门' || text_[end + 1] == U'口' || text_[end + 1] == U'店') return false;
        if (made_.parts.empty() && !announced_) return false;
        add(PartKind::Gate, end + 1);
        return true;
    }

    // 东北100米, 西行50米, 路北.
    bool distance() {
        auto end = at_;
        while (is_direction(text_[end]) && end < at_ + 2) ++end;
        const bool directed = end > at_;
        for (const std::string_view word : {"方向", "侧", "行", "边", "步行"})
            if (text_.reads(end, word)) {
                end += length(word);
                break;
            }
        if (end == at_ || made_.parts.empty()) return false;
        const auto digits = text_.digits_end(end);
        if (digits == end) return directed && end > at_ + 1 && plain_direction(end);
        if (!text_.reads(digits, "米") && !text_.reads(digits, "公里")) return false;
        add(PartKind::Distance, digits + (text_[digits] == U'米' ? 1 : 2));
        return true;
    }
    // 路南侧, 东侧: without a distance.
    bool plain_direction(std::size_t end) {
        if (text_[end - 1] != U'侧' && text_[end - 1] != U'边') return false;
        add(PartKind::Distance, end);
        return true;
    }

    // The digits, letters and dashes of a number, or Chinese numerals: "23-17", "4F", "B1", "十二".
    std::size_t number_end(std::size_t at) const {
        const auto begin = at;
        for (const std::string_view word : {"第", "负", "地下", "附"})
            if (text_.reads(at, word)) {
                at += length(word);
                break;
            }
        const auto first = at;
        while (is_numeral(text_[at])) ++at;
        if (at > first) return at - first <= 5 ? at : begin;
        while (is_digit(text_[at]) || is_latin(text_[at]) ||
               ((text_[at] == U'-' || text_[at] == U'~' || text_[at] == U'#') && at > first))
            ++at;
        return at > first && at - first <= kMaxNumber ? at : begin;
    }

    bool numbered() {
        const bool inside = any(PartKind::Town, PartKind::Distance);
        if (!inside && !(made_.parts.empty() && announced_) && !starts_building()) return false;
        auto end = number_end(at_);
        if (end == at_) return false;
        for (std::size_t i = 0; i < kMaxListed && text_.written(end) == U'、'; ++i) {
            const auto more = number_end(end + 1);
            if (more == end + 1) break;
            end = more;
        }
        const auto ending = read_numbered_ending(text_, end);
        if (ending.length == 0) return unsaid(end);
        const bool alone = made_.parts.empty();
        if (alone && (ending.kind == PartKind::Number || ending.kind == PartKind::Distance ||
                      ending.kind == PartKind::Village || text_[end] == U'户'))
            return false;
        // 两层芝士, 三房一厅 and 十二期 are no places; a digit or an address before them is.
        if (alone && !is_digit(text_[at_]) && ending.kind != PartKind::Floor &&
            ending.kind != PartKind::Building && ending.kind != PartKind::Gate)
            return false;
        end += ending.length;
        if (ending.kind == PartKind::Number) end = past_branch(end);
        add(ending.kind, end);
        return true;
    }
    // 61号-7, 1号之一.
    std::size_t past_branch(std::size_t at) const {
        const bool of = text_[at] == U'之';
        if (!of && text_[at] != U'-') return at;
        auto end = at + 1;
        while (is_digit(text_[end]) || (of && is_numeral(text_[end]))) ++end;
        const bool whole = read_numbered_ending(text_, end).length == 0 && !is_latin(text_[end]);
        return end > at + 1 && whole ? end : at;
    }
    // 3号楼802, 2幢一单元: a building's number that stands first.
    bool starts_building() const {
        if (!made_.parts.empty()) return false;
        const auto end = number_end(at_);
        const auto ending = end > at_ ? read_numbered_ending(text_, end) : Ending{};
        return ending.kind == PartKind::Building && ending.length > 0;
    }

    // A number without its word: a room behind a building, a floor as "4F" or "B1".
    bool unsaid(std::size_t end) {
        const auto written = text_.folded(at_, end);
        const bool floor =
            written.size() <= 3 && written.size() > 1 &&
            (written.ends_with('f') || written.starts_with('f') || written.starts_with('b')) &&
            std::ranges::count_if(written, [](char c) { return is_digit(char32_t(c)); }) + 1 ==
                static_cast<std::ptrdiff_t>(written.size());
        if (floor && any(PartKind::Road, PartKind::Gate)) {
            add(PartKind::Floor, end);
            return true;
        }
        if (written.contains('-') && is_digit(text_[at_]) && !made_.parts.empty() &&
            (made_.parts.back().kind == PartKind::Road ||
             made_.parts.back().kind == PartKind::Village)) {  // 通扬南路265-2
            add(PartKind::Number, end);
            return true;
        }
        const bool digits = is_digit(text_[at_]) && is_digit(text_[end - 1]);
        const bool behind = !made_.parts.empty() && made_.parts.back().kind >= PartKind::Compound &&
                            made_.parts.back().kind <= PartKind::Floor;
        const bool dashed = written.contains('-');
        if (!digits || !behind || (written.size() < 3 && !dashed)) return false;
        // 中心商务大厦1205: within an address, or what a shop's name ends with
        const bool addressed = made_.parts.size() > 2 && written.size() <= 4;
        if (made_.parts.back().kind == PartKind::Compound && !dashed && !addressed) return false;
        add(PartKind::Room, end);
        return true;
    }

    bool fits_here(const Ending& ending, std::size_t name) const {
        if (name < ending.least || name > ending.most) return false;
        if (ending.kind <= PartKind::District && any(PartKind::Road, PartKind::Distance))
            return false;
        if (ending.kind == PartKind::City && any(PartKind::District, PartKind::Distance))
            return false;
        return !(ending.kind == PartKind::Town && any(PartKind::Road, PartKind::Distance));
    }

    // A name and what makes it one: 文三路, 滨江区, 金色家园.
    bool named() {
        if (made_.parts.size() > 0 && joins_another()) return false;
        for (auto at = at_; at <= at_ + kMaxPlaceName && is_name_character(text_, at); ++at) {
            const auto ending = at > at_ || behind_city() ? read_ending(text_, at) : Ending{};
            const auto end = at + ending.length;
            const bool common =
                ending.length == 1 && is_common(text_.before(at), text_[at], at == at_ + 1);
            const bool fits =
                at == at_ ? ending.kind == PartKind::Compound : fits_here(ending, at - at_);
            if (ending.length > 0 && !common && fits && (!ending.weak || number_follows(end)) &&
                !in_longer_name(ending, end)) {
                if (generic(at)) return false;
                add_longer(ending.kind, end);
                return true;
            }
            if (stop_word(text_, at) > 0 || read_relation(text_, at).length > 0) break;
            if (is_digit(text_[at]) && at > at_ && number_follows(at) &&
                !text_.reads(at + 1, "号线"))
                break;
        }
        return natural();
    }
    // 新街口德基广场: the 街 of a name that goes on.
    bool in_longer_name(const Ending& ending, std::size_t end) const {
        if (ending.kind != PartKind::Road || ending.length != 1 || text_[end] != U'口')
            return false;
        const auto next = text_[end + 1];
        return is_han(next) && !is_direction(next) && !verb(next) && stop_word(text_, end + 1) == 0;
    }
    // 静安寺, 西湖, 四姑娘山: endings of one character, that stand within other names as well
    // (西湖区), where no other was found.
    bool natural() {
        if (any(PartKind::Town, PartKind::Distance) || verb(text_[at_])) return false;
        for (auto at = at_; at <= at_ + kMaxUnknownName && is_name_character(text_, at); ++at) {
            if (stop_word(text_, at) > 0) return false;
            const auto next = text_[at + 1];
            const bool more = is_han(next) && stop_word(text_, at + 1) == 0 && !verb(next) &&
                              read_relation(text_, at + 1).length == 0;
            if (at == at_ || !kNatural.contains(text_[at]) || more) continue;
            add(PartKind::Compound, at + 1);
            return true;
        }
        return false;
    }
    static bool verb(char32_t c) {
        return std::u32string_view(U"玩接看逛吃喝拍等见上下坐住爬游的约停回有是离").contains(c);
    }
    // 杭州东站, 上海中心: the city's name is the place's.
    bool behind_city() const {
        return !made_.parts.empty() && made_.parts.back().kind == PartKind::City &&
               text_.before(at_) != U'市';
    }
    // 和 and 与 between two addresses; 和平路 is a name.
    bool joins_another() const {
        if (text_[at_] != U'和' && text_[at_] != U'与') return false;
        const auto next = text_[at_ + 1];
        return next == 0 || !std::u32string_view(U"平谐美悦睦顺兴庄泰田风").contains(next);
    }
    // 中关村大街, 人民广场地铁站: an ending directly behind another makes one name of both.
    void add_longer(PartKind kind, std::size_t end) {
        const auto goes_on = [&](const Ending& next) {
            const bool road = next.kind == PartKind::Road && kind != PartKind::Road;
            // 石泉村学院路: a school's street rather than a school called after a village.
            if (kind <= PartKind::Village && !road && !text_.reads(end, "大厦")) return false;
            return !next.weak && (next.length >= 2 || (next.length == 1 && text_[end] == U'站') ||
                                  (next.length == 1 && road && number_follows(end + 1)));
        };
        for (auto next = read_ending(text_, end); goes_on(next); next = read_ending(text_, end)) {
            kind = next.kind;
            end += next.length;
        }
        add(kind, end);
    }
    bool number_follows(std::size_t at) const {
        const auto end = number_end(at);
        return end > at && read_numbered_ending(text_, end).length > 0;
    }
    // 五星级酒店, 一个广场: a kind of place rather than one.
    bool generic(std::size_t end) const {
        static constexpr std::array<std::string_view, 12> words = {
            "个", "家", "间", "级", "型", "快捷", "连锁", "便宜", "豪华", "五星", "四星", "三星"};
        for (auto at = at_; at < end; ++at)
            for (const auto word : words)
                if (text_.reads(at, word) && (at + length(word) == end || at > at_)) {
                    // 家 and 间 are of many names; behind a numeral they count.
                    if (word != "家" && word != "间") return true;
                    if (is_numeral(text_.before(at)) || is_digit(text_.before(at))) return true;
                }
        return false;
    }

    // 科高路与科泰路交叉口.
    bool crossing() {
        if (made_.parts.empty() || made_.parts.back().kind != PartKind::Road) return false;
        if (text_[at_] != U'与' && text_[at_] != U'和' && text_.written(at_) != U'、') return false;
        const auto here = at_++;
        const bool road = named() && made_.parts.back().kind == PartKind::Road;
        if (road) segment();
        if (road && read_relation(text_, at_).relation == Relation::Corner) return true;
        if (at_ > here + 1) made_.parts.pop_back();
        at_ = here;
        return false;
    }

    // A remark in brackets within an address: only where the address goes on behind it.
    bool bracket() {
        if (made_.parts.size() < 2 || text_[at_] != U'(') return false;
        auto end = at_ + 1;
        while (end < at_ + kMaxPlaceName * 2 && text_[end] != U')' && text_[end] != 0) ++end;
        if (text_[end] != U')') return false;
        return goes_on(end + 1);
    }
    // A space, a dash or a point between two parts.
    bool joint() {
        if (made_.parts.empty()) return false;
        const auto c = text_.written(at_);
        if (c != U' ' && c != U'-' && c != U'·' && c != U',' && c != U'，') return false;
        return goes_on(at_ + 1);
    }
    bool goes_on(std::size_t at) {
        const auto here = at_;
        const auto parts = made_.parts.size();
        at_ = at;
        if (region() || numbered() || named()) return true;
        made_.parts.resize(parts);
        at_ = here;
        return false;
    }

    bool accept(std::size_t bare) {
        const auto regions = count(PartKind::Country, PartKind::District);
        const auto towns = count(PartKind::Town, PartKind::Village);
        const bool road = has(PartKind::Road);
        const bool compound = has(PartKind::Compound);
        const auto inner = count(PartKind::Building, PartKind::Gate);
        const bool number = has(PartKind::Number);
        const bool related = made_.relation != Relation::None;
        made_.kind = PlaceKind::Address;
        const bool smaller = towns > 0 || road || compound || inner > 0;
        if (regions == 1 && compound && made_.parts.size() == 2 &&
            made_.parts.front().kind == PartKind::City) {
            made_.kind = PlaceKind::Landmark;
            return announced_ || related || begin_ == 0 || !is_name_character(text_, begin_ - 1);
        }
        if (regions > 0 && smaller) return true;
        if (regions > 0) return accept_region(bare, regions);
        if (towns > 0 && made_.parts.size() > 1) return true;
        if (road && (made_.parts.size() > 1 || announced_ || related)) return true;
        if (compound && (inner > 0 || number)) return true;
        if (inner >= 2 && has(PartKind::Building)) return true;
        if (inner > 0 && !compound && !road) {
            if (count(PartKind::Gate, PartKind::Gate) == inner) made_.kind = PlaceKind::Landmark;
            return announced_;
        }
        made_.kind = PlaceKind::Landmark;
        return (compound || towns > 0) && (announced_ || related || whole_clause(bare));
    }
    // A region alone: where something says that it is meant, since dishes are named after them too.
    bool accept_region(std::size_t bare, std::size_t regions) {
        made_.kind = PlaceKind::Region;
        const auto last = text_.before(bare);
        const bool said = last == U'市' || last == U'省' || last == U'区' || last == U'县';
        const auto next = text_[bare];
        const bool leads = next != 0 && std::u32string_view(U"到去飞至往").contains(next);
        return announced_ || regions > 1 || said || leads || made_.relation != Relation::None ||
               whole_clause(bare);
    }
    bool whole_clause(std::size_t end) const {
        return !is_name_character(text_, end) &&
               (begin_ == 0 || !is_name_character(text_, begin_ - 1));
    }

    const Letters& text_;
    std::size_t begin_;
    std::size_t at_;
    bool announced_;
    FoundPlace made_;
};

}  // namespace

std::optional<FoundPlace> read_chinese_address(const Letters& text, std::size_t at,
                                               bool announced) {
    return AddressReader(text, at, announced).read();
}

}  // namespace errand::language
