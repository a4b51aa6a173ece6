#include "language/place_words.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

#include "language/simplify.hpp"
#include "language/text.hpp"

namespace errand::language {
namespace {

struct Known {
    std::string_view words;
    PartKind kind;
    std::size_t least = 1;
    std::size_t most = 8;
    bool weak = false;
};

constexpr std::array kEndings = {
    Known{"高新技术产业开发区", PartKind::District},
    Known{"经济技术开发区", PartKind::District},
    Known{"经济开发区", PartKind::District},
    Known{"街道办事处", PartKind::Town},
    Known{"高新区", PartKind::District, 0},
    Known{"开发区", PartKind::District},
    Known{"自治县", PartKind::District},
    Known{"自治旗", PartKind::District},
    Known{"新区", PartKind::District, 2},
    Known{"区", PartKind::District, 2, 5},
    Known{"县", PartKind::District, 1, 5},
    Known{"旗", PartKind::District, 2, 6},
    Known{"市", PartKind::City, 2, 4},
    Known{"街道", PartKind::Town, 1, 6},
    Known{"镇", PartKind::Town, 1, 5},
    Known{"乡", PartKind::Town, 1, 5},
    Known{"苏木", PartKind::Town, 1, 5},
    Known{"社区", PartKind::Village, 1, 6},
    Known{"居委会", PartKind::Village, 1, 6},
    Known{"村委会", PartKind::Village, 1, 6},
    Known{"自然村", PartKind::Village, 1, 5},
    Known{"新村", PartKind::Compound, 1, 6},
    Known{"村", PartKind::Village, 1, 5},
    Known{"大道", PartKind::Road, 1, 6},
    Known{"大街", PartKind::Road, 1, 6},
    Known{"公路", PartKind::Road, 1, 6},
    Known{"国道", PartKind::Road, 1, 6},
    Known{"环路", PartKind::Road, 1, 6},
    Known{"路", PartKind::Road, 1, 6},
    Known{"街", PartKind::Road, 1, 6},
    Known{"巷", PartKind::Road, 1, 6},
    Known{"胡同", PartKind::Road, 1, 6},
    Known{"里弄", PartKind::Road, 1, 6},
    Known{"弄", PartKind::Road, 2, 5, true},
    Known{"道", PartKind::Road, 2, 5, true},
    Known{"里", PartKind::Compound, 2, 5, true},
    Known{"小区", PartKind::Compound},
    Known{"花园", PartKind::Compound},
    Known{"家园", PartKind::Compound},
    Known{"公寓", PartKind::Compound},
    Known{"大厦", PartKind::Compound},
    Known{"广场", PartKind::Compound},
    Known{"写字楼", PartKind::Compound},
    Known{"产业园", PartKind::Compound},
    Known{"科技园", PartKind::Compound},
    Known{"软件园", PartKind::Compound},
    Known{"工业园", PartKind::Compound},
    Known{"创业园", PartKind::Compound},
    Known{"园区", PartKind::Compound},
    Known{"校区", PartKind::Compound},
    Known{"院区", PartKind::Compound},
    Known{"景区", PartKind::Compound},
    Known{"别墅", PartKind::Compound},
    Known{"宿舍", PartKind::Compound},
    Known{"雅苑", PartKind::Compound},
    Known{"嘉园", PartKind::Compound},
    Known{"苑", PartKind::Compound, 2, 7},
    Known{"名府", PartKind::Compound},
    Known{"中心", PartKind::Compound, 2},
    Known{"商场", PartKind::Compound},
    Known{"商城", PartKind::Compound},
    Known{"商厦", PartKind::Compound},
    Known{"购物中心", PartKind::Compound},
    Known{"百货", PartKind::Compound},
    Known{"步行街", PartKind::Compound},
    Known{"大学", PartKind::Compound},
    Known{"学院", PartKind::Compound, 2},
    Known{"中学", PartKind::Compound},
    Known{"小学", PartKind::Compound},
    Known{"幼儿园", PartKind::Compound},
    Known{"医院", PartKind::Compound, 2},
    Known{"酒店", PartKind::Compound, 2},
    Known{"宾馆", PartKind::Compound, 2},
    Known{"饭店", PartKind::Compound, 2},
    Known{"火车站", PartKind::Compound, 2},
    Known{"高铁站", PartKind::Compound, 2},
    Known{"地铁站", PartKind::Compound, 2},
    Known{"公交站", PartKind::Compound, 2},
    Known{"汽车站", PartKind::Compound, 2},
    Known{"火车东站", PartKind::Compound, 2},
    Known{"东站", PartKind::Compound, 2},
    Known{"西站", PartKind::Compound, 2},
    Known{"南站", PartKind::Compound, 2},
    Known{"北站", PartKind::Compound, 2},
    Known{"站", PartKind::Compound, 2, 6},
    Known{"机场", PartKind::Compound, 2},
    Known{"航站楼", PartKind::Compound, 1},
    Known{"码头", PartKind::Compound, 2},
    Known{"公园", PartKind::Compound, 2},
    Known{"体育馆", PartKind::Compound},
    Known{"体育场", PartKind::Compound},
    Known{"图书馆", PartKind::Compound},
    Known{"博物馆", PartKind::Compound},
    Known{"电影院", PartKind::Compound},
    Known{"大剧院", PartKind::Compound},
    Known{"派出所", PartKind::Compound},
    Known{"支行", PartKind::Compound, 2},
};

constexpr std::array kNumbered = {
    Known{"号院", PartKind::Number},   Known{"号楼", PartKind::Building},
    Known{"号门", PartKind::Gate},     Known{"号口", PartKind::Gate},
    Known{"号出口", PartKind::Gate},   Known{"出口", PartKind::Gate},
    Known{"号线", PartKind::Compound}, Known{"号室", PartKind::Room},
    Known{"号铺", PartKind::Room},     Known{"号商铺", PartKind::Room},
    Known{"号", PartKind::Number},     Known{"弄", PartKind::Number},
    Known{"栋", PartKind::Building},   Known{"幢", PartKind::Building},
    Known{"座", PartKind::Building},   Known{"号塔", PartKind::Building},
    Known{"期", PartKind::Building},   Known{"单元", PartKind::Unit},
    Known{"层", PartKind::Floor},      Known{"楼层", PartKind::Floor},
    Known{"楼", PartKind::Floor},      Known{"室", PartKind::Room},
    Known{"房间", PartKind::Room},     Known{"房", PartKind::Room},
    Known{"户", PartKind::Room},       Known{"铺", PartKind::Room},
    Known{"商铺", PartKind::Room},     Known{"铺位", PartKind::Room},
    Known{"号铺位", PartKind::Room},   Known{"号摊位", PartKind::Room},
    Known{"号档口", PartKind::Room},   Known{"号门面", PartKind::Room},
    Known{"门", PartKind::Unit},       Known{"组", PartKind::Village},
    Known{"队", PartKind::Village},    Known{"米", PartKind::Distance},
    Known{"公里", PartKind::Distance},
};

// Words by their first character, so that a look at a character that begins none costs next to
// nothing.
template <class Entry>
class Index {
  public:
    template <class List>
    explicit Index(const List& list) {
        for (const auto& entry : list) {
            std::size_t at = 0;
            const auto first = next_character(words_of(entry), at);
            by_first_[first].push_back({entry, length(words_of(entry))});
        }
    }
    // The longest word that begins at `at`.
    const Entry* longest(const Letters& text, std::size_t at, std::size_t& size) const {
        size = 0;
        const auto found = by_first_.find(text[at]);
        if (found == by_first_.end()) return nullptr;
        const Entry* best = nullptr;
        for (const auto& [entry, characters] : found->second)
            if (characters > size && text.reads(at, words_of(entry))) {
                best = &entry;
                size = characters;
            }
        return best;
    }

  private:
    static std::string_view words_of(const Known& known) { return known.words; }
    static std::string_view words_of(std::string_view word) { return word; }
    static std::string_view words_of(const std::pair<std::string_view, Relation>& pair) {
        return pair.first;
    }
    std::unordered_map<char32_t, std::vector<std::pair<Entry, std::size_t>>> by_first_;
};

Ending ending_of(const Index<Known>& index, const Letters& text, std::size_t at) {
    std::size_t size = 0;
    const auto* known = index.longest(text, at, size);
    if (known == nullptr) return {};
    return {size, known->kind, known->least, known->most, known->weak};
}

// No name of a place has these in it.
constexpr std::u32string_view kStops =
    U"的了吗呢吧啊我你您他她它们这那请帮给送把被很杯份碗盒瓶哪谁么呀吃喝买订叫跟让找想到在去从往离"
    U"要"
    U"就也还再或寄";
constexpr std::array<std::string_view, 38> kStopWords = {
    "今天", "明天", "后天", "昨天", "今晚", "明晚", "早上", "上午", "中午", "下午",
    "晚上", "傍晚", "凌晨", "周末", "现在", "马上", "尽快", "麻烦", "谢谢", "地址",
    "配送", "收货", "外卖", "一下", "直接", "位于", "定位", "出发", "导航", "路过",
    "接我", "住在", "约在", "放到", "然后", "之后", "快递", "打车"};

struct Announcement {
    std::string_view words;
    std::size_t length;  // in characters
};
constexpr std::array kBefore = {
    Announcement{"到", 1},     Announcement{"在", 1},     Announcement{"去", 1},
    Announcement{"从", 1},     Announcement{"往", 1},     Announcement{"至", 1},
    Announcement{"住", 1},     Announcement{"于", 1},     Announcement{"地址", 2},
    Announcement{"地址:", 3},  Announcement{"地址是", 3}, Announcement{"地址为", 3},
    Announcement{"回", 1},     Announcement{"离", 1},     Announcement{"找", 1},
    Announcement{"飞", 1},     Announcement{"来", 1},     Announcement{"给", 1},
    Announcement{"改成", 2},   Announcement{"换成", 2},   Announcement{"导航", 2},
    Announcement{"位置是", 3}, Announcement{"经过", 2},   Announcement{"路过", 2},
    Announcement{"就是", 2},   Announcement{"接", 1},     Announcement{"放", 1}};

constexpr std::array kRelations = {
    std::pair{std::string_view("附近"), Relation::Near},
    std::pair{std::string_view("周边"), Relation::Near},
    std::pair{std::string_view("周围"), Relation::Near},
    std::pair{std::string_view("一带"), Relation::Near},
    std::pair{std::string_view("那边"), Relation::Near},
    std::pair{std::string_view("那儿"), Relation::Near},
    std::pair{std::string_view("那里"), Relation::Near},
    std::pair{std::string_view("那块"), Relation::Near},
    std::pair{std::string_view("旁边"), Relation::Beside},
    std::pair{std::string_view("边上"), Relation::Beside},
    std::pair{std::string_view("隔壁"), Relation::Beside},
    std::pair{std::string_view("旁"), Relation::Beside},
    std::pair{std::string_view("正对面"), Relation::Opposite},
    std::pair{std::string_view("斜对面"), Relation::Opposite},
    std::pair{std::string_view("对面"), Relation::Opposite},
    std::pair{std::string_view("正前方"), Relation::Front},
    std::pair{std::string_view("前面"), Relation::Front},
    std::pair{std::string_view("前边"), Relation::Front},
    std::pair{std::string_view("门前"), Relation::Front},
    std::pair{std::string_view("后面"), Relation::Behind},
    std::pair{std::string_view("后边"), Relation::Behind},
    std::pair{std::string_view("背后"), Relation::Behind},
    std::pair{std::string_view("楼下"), Relation::Below},
    std::pair{std::string_view("楼底下"), Relation::Below},
    std::pair{std::string_view("地下"), Relation::Below},
    std::pair{std::string_view("楼上"), Relation::Above},
    std::pair{std::string_view("里面"), Relation::Inside},
    std::pair{std::string_view("里边"), Relation::Inside},
    std::pair{std::string_view("内"), Relation::Inside},
    std::pair{std::string_view("外面"), Relation::Outside},
    std::pair{std::string_view("外边"), Relation::Outside},
    std::pair{std::string_view("门外"), Relation::Outside},
    std::pair{std::string_view("大门口"), Relation::Entrance},
    std::pair{std::string_view("门口"), Relation::Entrance},
    std::pair{std::string_view("入口"), Relation::Entrance},
    std::pair{std::string_view("出口"), Relation::Entrance},
    std::pair{std::string_view("交叉口"), Relation::Corner},
    std::pair{std::string_view("交汇处"), Relation::Corner},
    std::pair{std::string_view("交界处"), Relation::Corner},
    std::pair{std::string_view("拐角"), Relation::Corner},
    std::pair{std::string_view("路口"), Relation::Corner},
    std::pair{std::string_view("街口"), Relation::Corner},
};

bool is_numeral(char32_t c) {
    return is_digit(c) || std::u32string_view(U"一二三四五六七八九十两零半").contains(c);
}

}  // namespace

Ending read_ending(const Letters& text, std::size_t at) {
    static const Index<Known> index(kEndings);
    return ending_of(index, text, at);
}

Ending read_numbered_ending(const Letters& text, std::size_t at) {
    static const Index<Known> index(kNumbered);
    return ending_of(index, text, at);
}

std::size_t stop_word(const Letters& text, std::size_t at) {
    static const Index<std::string_view> index(kStopWords);
    std::size_t size = 0;
    if (index.longest(text, at, size) != nullptr) return size;
    if (kStops.contains(text[at])) return 1;
    // 一间, 两晚: so many of something
    if (is_numeral(text[at]) && std::u32string_view(U"间个晚张位").contains(text[at + 1])) return 2;
    // 三点, 12点半: an hour
    if (text[at] == U'点' && is_numeral(text.before(at))) return text[at + 1] == U'半' ? 2 : 1;
    return 0;
}

bool place_follows(const Letters& text, std::size_t at) {
    return std::ranges::any_of(kBefore, [&](const Announcement& word) {
        return at >= word.length && text.reads(at - word.length, word.words);
    });
}

RelationWord read_relation(const Letters& text, std::size_t at) {
    static const Index<std::pair<std::string_view, Relation>> index(kRelations);
    std::size_t size = 0;
    const auto* found = index.longest(text, at, size);
    return found == nullptr ? RelationWord{} : RelationWord{size, found->second};
}

bool is_name_character(const Letters& text, std::size_t at) {
    const auto c = text[at];
    return is_han(c) || is_digit(c) || is_latin(c) || text.written(at) == U'·' || c == U'-' ||
           c == U'&' || c == U'|';
}

}  // namespace errand::language
