#include "skills/food/choosing/phrase.hpp"

#include <array>

#include "skills/food/choosing/facts.hpp"

namespace errand::skills::food::choosing {

namespace {

// --- where a name begins ---

// After these a name may follow without a number.
constexpr std::array<View, 35> kVerbs = {
    U"点",   U"订",   U"买",   U"吃",   U"喝",   U"选好", U"选了",   U"看中", U"挑好",
    U"挑了", U"点好", U"就要", U"只要", U"尝试", U"改点", U"试试",   U"尝尝", U"订购",
    U"下单", U"预订", U"搭配", U"多加", U"想要", U"来点", U"有没有", U"捎",   U"吃上",
    U"点上", U"再来", U"另点", U"预定", U"叫",   U"喝上", U"整",     U"重点"};
// After these only with a number or a measure word: "来个", "要一份".
constexpr std::array<View, 13> kWeakVerbs = {U"来", U"要", U"配", U"选", U"换", U"需要", U"选择",
                                             U"挑", U"有", U"囤", U"拿", U"加", U"带"};

// What stands before or after a verb and makes it another word.
struct Other {
    View verb;
    View before;
    View after;
};
constexpr std::array<Other, 16> kOthers = {{
    {U"点", U"几一早晚有地重时差优特焦景快糕茶餐起终零三四五六七八九十两二0123456789半是些",
     U"半左右前后钟到多以心击评过的开下"},
    {U"吃上", U"", U"次周回"},
    {U"喝上", U"", U"次周回"},
    {U"点上", U"", U"次周回午"},
    {U"需要", U"", U"求"},
    {U"吃", U"小好难不爱咋", U"饭完药不得过多惯饱腻下的辣了"},
    {U"喝", U"好不爱", U"完的过多了醉"},
    {U"加", U"不更增", U"班油热入上急"},
    {U"带", U"", U"着走上来妈爸孩"},
    {U"订", U"预", U"单"},
    {U"买", U"", U"单卖"},
    {U"来", U"回下后过起出本未", U"看找做你我家得"},
    {U"要", U"需主不重只", U"求"},
    {U"配", U"搭", U"送料置"},
    {U"选", U"", U"择"},
    {U"搭配", U"素", U""},
}};

bool is_other(View verb, View clause, std::size_t at) {
    for (const auto& one : kOthers) {
        if (one.verb != verb) continue;
        if (at > 0 && one.before.contains(clause[at - 1])) return true;
        const auto after = at + verb.size();
        if (after < clause.size() && one.after.contains(clause[after])) return true;
    }
    return false;
}

// "不想吃肉", "别点".
bool is_denied(View clause, std::size_t at) {
    const auto before = clause.substr(0, at);
    for (const View word :
         {U"不",     U"别",   U"没",     U"不想",   U"不能",   U"不爱",   U"不太能", U"不太想",
          U"不喜欢", U"不用", U"不必",   U"不可以", U"不可",   U"不再",   U"别再",   U"没来得及",
          U"来不及", U"没空", U"没时间", U"没能",   U"没怎么", U"不太爱", U"不怎么"})
        if (before.ends_with(word)) return true;
    return false;
}

template <std::size_t Size>
View verb_at(View clause, std::size_t at, const std::array<View, Size>& verbs) {
    View best;
    for (const View verb : verbs)
        if (verb.size() > best.size() && clause.substr(at).starts_with(verb) &&
            !is_other(verb, clause, at))
            best = verb;
    return best.empty() || is_denied(clause, at) ? View() : best;
}

// --- where it ends ---

const std::vector<View>& stops() {
    static const std::vector<View> all = {
        U"送",   U"给",   U"当",   U"作为",   U"在",   U"让",   U"等",   U"犒劳", U"囤",
        U"外卖", U"到",   U"用",   U"的话",   U"就",   U"吧",   U"吗",   U"呢",   U"准备",
        U"来",   U"再",   U"也",   U"都",     U"还",   U"并",   U"然后", U"之后", U"一起",
        U"过来", U"表示", U"庆祝", U"享用",   U"慢慢", U"对同", U"放",   U"配送", U"下单",
        U"最好", U"希望", U"打算", U"因为",   U"当做", U"即可", U"下课", U"解渴", U"垫",
        U"填",   U"回家", U"带",   U"吃的话", U"解解", U"解馋", U"解腻", U"以示", U"以免",
        U"感谢", U"放松", U"体验", U"补一补", U"尝",   U"和你", U"和她", U"和他", U"和同",
        U"和女", U"和男", U"和客", U"和家",   U"和朋", U"和孩", U"和爸", U"和妈", U"和老",
        U"和我", U"跟你", U"跟她", U"跟他",   U"跟同", U"跟朋", U"订单", U"分着", U"需要",
        U"要"};
    return all;
}

bool ends_here(View clause, std::size_t at) {
    if (U'了' == clause[at]) return true;
    return longest_at(clause, at, stops()) > 0;
}

// --- the name itself ---

// Names that say nothing: what is wanted is in the words before them.
bool says_nothing(View head) {
    for (const View word :
         {U"外卖", U"东西", U"吃的", U"那种",   U"这种", U"那款", U"这款",   U"餐",
          U"单",   U"店",   U"美食", U"家乡菜", U"热菜", U"菜品", U"口味",   U"一款",
          U"一家", U"类型", U"样子", U"商品",   U"好吃", U"什么", U"点什么", U"几样"})
        if (head == word) return true;
    return head.empty();
}

struct Counted {
    int value = 1;
    std::size_t end = 0;
    View measure;
};

// "一份", "两大杯", "份", "三道".
std::optional<Counted> counted_at(View clause, std::size_t at, bool bare_allowed) {
    auto from = at;
    int value = 1;
    if (const auto count = count_at(clause, at)) {
        value = count->value;
        from = count->end;
    } else if (clause.substr(at).starts_with(U"几")) {
        value = 3;
        from = at + 1;
    } else if (clause.substr(at).starts_with(U"半")) {
        from = at + 1;
    } else if (!bare_allowed) {
        return std::nullopt;
    }
    const auto size = measure_at(clause, from);
    if (size == 0) return std::nullopt;
    auto end = from + size;
    const auto measure = clause.substr(from, size);
    // "一个人", "三个月", "两位" are no things; "一家店" is a shop.
    for (const View not_thing :
         {U"人",   U"小时", U"月",     U"星期", U"半小时", U"钟",   U"同事", U"朋友", U"孩子",
          U"室友", U"同学", U"小伙伴", U"客",   U"家人",   U"以内", U"左右", U"钱",   U"以下",
          U"亲戚", U"学生", U"女儿",   U"儿子", U"老师",   U"员工", U"姐妹", U"兄弟", U"哥们",
          U"闺蜜", U"邻居", U"病人",   U"会",   U"多",     U"部门", U"组员"})
        if (clause.substr(end).starts_with(not_thing)) return std::nullopt;
    return Counted{value, end, measure};
}

bool is_kinds(View measure) {
    return measure == U"道" || measure == U"样" || measure == U"种" || measure == U"款";
}

bool is_kind_of_dish(View head) {
    for (const View word : {U"蔬菜", U"素菜", U"青菜", U"荤菜", U"凉菜", U"硬菜", U"家常菜",
                            U"热菜", U"肉菜", U"小炒"})
        if (head == word) return true;
    return false;
}

// What is no name of food, though a verb stands before it: "吃不完", "让他尝".
bool is_no_name(View head) {
    if (contains_any(
            head, {U"你",   U"我",   U"她",   U"他",   U"们",   U"吃不", U"可能", U"又有", U"各占",
                   U"数量", U"限制", U"时间", U"会议", U"工作", U"聚会", U"地方", U"活动", U"觉得",
                   U"时候", U"信息", U"电影", U"浪费", U"太多", U"吃辣", U"值班", U"上班", U"加班",
                   U"开会", U"出门", U"想吃", U"想喝", U"没有", U"不够", U"不了", U"朋友", U"同事",
                   U"室友", U"同学", U"客户", U"其他", U"其余"}))
        return true;
    if (head.size() > 2 && contains_any(head, {U"糖", U"冰"}) &&
        contains_any(head, {U"一杯", U"一份", U"一半"}))
        return true;
    return head.size() == 1 && head != U"菜" && traits_of(head).none();
}

// "小馄饨或者砂锅": either will do.
void take_alternative(Phrase& phrase) {
    for (const View word : {U"或者", U"或是", U"或"})
        if (const auto at = phrase.head.find(word); at != View::npos && at > 0) {
            phrase.other = phrase.head.substr(at + word.size());
            phrase.head = phrase.head.substr(0, at);
            return;
        }
}

// "热拿铁", "冰美式": how it is served, then what it is.
void take_temperature(Phrase& phrase) {
    if (phrase.head.size() < 3 || !View(U"热冰温").contains(phrase.head.front())) return;
    if (phrase.head.starts_with(U"冰淇") || phrase.head.starts_with(U"冰激") ||
        phrase.head.starts_with(U"冰粉") || phrase.head.starts_with(U"热干") ||
        phrase.head.starts_with(U"热狗") || phrase.head.starts_with(U"冰糖"))
        return;
    const auto rest = View(phrase.head).substr(1);
    if (!has(traits_of(rest), Trait::Drink)) return;
    phrase.modifiers.emplace_back(phrase.head.substr(0, 1));
    phrase.head = std::u32string(rest);
}

// "家的", "那家X的": in front of the name.
void take_modifiers(Phrase& phrase, View name) {
    if (name == U"喝的" || name.ends_with(U"的喝的")) {
        phrase.head = U"喝的";
        name = name.size() > 3 ? name.substr(0, name.size() - 2) : View();
        for (const auto part : cut(name, U"的")) phrase.modifiers.emplace_back(part);
        return;
    }
    auto parts = cut(name, U"的");
    const bool open_end = !name.empty() && name.back() == U'的';
    if (!parts.empty() && !open_end) {
        phrase.head = std::u32string(trimmed(parts.back(), U" 、"));
        parts.pop_back();
    }
    for (const auto part : parts) {
        const auto words = trimmed(part, U" 、");
        if (!words.empty()) phrase.modifiers.emplace_back(words);
    }
    for (const View lead : {U"那家", U"这家"})
        if (phrase.head.starts_with(lead)) {
            phrase.shop = phrase.head.substr(lead.size());
            phrase.head.clear();
        }
    // "那家新开的茶颜悦色": a name of no food after "that shop" is the shop's.
    const bool of_shop = std::ranges::any_of(phrase.modifiers, [](View words) {
        return (words.contains(U"那家") || words.contains(U"这家")) && shop_in(words).empty();
    });
    if (of_shop && (traits_of(phrase.head).none() || traits_of_word(phrase.head).none())) {
        if (known_words(phrase.head).empty() ||
            known_words(phrase.head).back().end < phrase.head.size()) {
            phrase.shop = phrase.head;
            phrase.head.clear();
            phrase.modifiers.clear();
            return;
        }
    }
    const View head = phrase.head;
    for (const View tail : {U"馆", U"店", U"餐厅", U"铺子", U"饭馆"})
        if (head.size() > tail.size() && head.ends_with(tail)) {
            phrase.modifiers.push_back(phrase.head);
            phrase.head.clear();
            phrase.no_name = true;
            return;
        }
    take_alternative(phrase);
    take_temperature(phrase);
    if (says_nothing(phrase.head)) {
        phrase.head.clear();
        phrase.no_name = !phrase.modifiers.empty();
    }
}

class Finder {
  public:
    explicit Finder(View clause) : clause_(clause) {}

    std::vector<Phrase> run() {
        std::size_t at = 0;
        while (at < clause_.size() && found_.size() < 8) {
            const auto next = open_at(at);
            at = next > at ? next : at + 1;
        }
        return std::move(found_);
    }

  private:
    View clause_;
    std::vector<Phrase> found_;

    // Where a name begins at `at`: reads it and the ones joined to it; the end of all, or `at`.
    std::size_t open_at(std::size_t at) {
        if (const auto verb = verb_at(clause_, at, kVerbs); !verb.empty())
            return names(at, at + verb.size(), true, verb == U"重点");
        if (const auto verb = verb_at(clause_, at, kWeakVerbs); !verb.empty()) {
            const auto after = at + verb.size();
            if (verb == U"要" && says_more(after)) return clause_.size();
            // "想带一杯咖啡", "带SIP的美式给她": to take along, not "comes with".
            if (verb == U"带" &&
                !contains_any(clause_.substr(0, at), {U"要", U"能", U"得", U"必须", U"附"}))
                return names(at, after, true, false);
            if (counted_at(clause_, after, true)) return names(at, after, true, false);
            return at;
        }
        // A number at the front of a clause: "两份米饭", "每人一杯奶茶", "外加三碗米饭".
        if (at == 0 || View(U"、和 外人手加").contains(clause_[at - 1]))
            if (counted_at(clause_, at, false)) return names(at, at, false, false);
        return at;
    }

    // "要蒜蓉口味的", "要虾仁和龙虾都有的那种": the rest of the clause.
    bool says_more(std::size_t from) {
        auto rest = clause_.substr(from);
        if (counted_at(clause_, from, false)) {
            const auto counted = counted_at(clause_, from, false);
            rest = clause_.substr(counted->end);
        }
        for (const View tail :
             {U"那种", U"那款", U"就行", U"就好", U"吧", U"哦", U"就可以", U"最好"})
            if (rest.ends_with(tail)) rest.remove_suffix(tail.size());
        if (rest.size() < 2 || rest.back() != U'的') return false;
        if (clause_.contains(U"不要")) return false;
        rest.remove_suffix(1);
        Phrase more;
        more.begin = from > 0 ? from - 1 : 0;
        more.end = clause_.size();
        more.words = std::u32string(rest);
        more.modifiers.emplace_back(rest);
        more.no_name = true;
        found_.push_back(std::move(more));
        return true;
    }

    std::size_t names(std::size_t begin, std::size_t at, bool after_verb, bool skip) {
        if (skip) return at;
        for (const View particle :
             {U"各点", U"各来", U"了", U"上", U"着", U"一下", U"点儿", U"一些", U"些", U"到"})
            if (after_verb && clause_.substr(at).starts_with(particle)) at += particle.size();
        // "想要点个…", "再加点…": the verb that names the thing is the last one.
        if (const auto verb = verb_at(clause_, at, kVerbs); after_verb && !verb.empty())
            at += verb.size();
        std::size_t end = at;
        for (bool more = true; more;) {
            more = false;
            end = one(begin, at, after_verb);
            if (end == at) break;
            if (end < clause_.size() && joins(end)) {
                at = end + (clause_.substr(end).starts_with(U"以及") ? 2 : 1);
                begin = at;
                more = true;
            }
        }
        return std::max(end, at);
    }
    bool joins(std::size_t at) const {
        if (ends_here(clause_, at)) return false;
        return View(U"、和跟及+").contains(clause_[at]) || clause_.substr(at).starts_with(U"以及");
    }

    // One name from `at`; where it ends, or `at` where there is none.
    std::size_t one(std::size_t begin, std::size_t at, bool after_verb) {
        Phrase phrase;
        phrase.begin = begin;
        auto from = at;
        if (const auto counted = counted_at(clause_, at, after_verb)) {
            if (counted->measure == U"单") return at;
            const bool kinds = is_kinds(counted->measure) && counted->value > 1;
            (kinds ? phrase.kinds : phrase.quantity) =
                std::clamp(counted->value, 1, kinds ? 20 : 2'000);
            phrase.counted = counted->end > at && !kinds && count_at(clause_, at).has_value() &&
                             counted->measure != U"些";
            from = counted->end;
        }
        auto end = from;
        while (end < clause_.size() && !ends_here(clause_, end) && !cuts(from, end)) ++end;
        const auto name = trimmed(clause_.substr(from, end - from), U" 、\"'“”《》");
        if (name.empty() && phrase.counted) {
            phrase.end = end;
            found_.push_back(std::move(phrase));
            return end;
        }
        if (name.empty() || name.size() > 30) return std::max({at, from, end});
        phrase.end = end;
        phrase.words = std::u32string(name);
        take_modifiers(phrase, name);
        if (traits_of(phrase.head).none()) end = head_behind(phrase, end);
        if (is_no_name(phrase.head)) return end;
        for (const auto& words : phrase.modifiers)
            if (phrase.quantity > 1 && contains_any(words, {U"不同", U"不一样", U"各不相同"}))
                std::swap(phrase.kinds, phrase.quantity);
        const bool dishes =
            phrase.head == U"菜" || phrase.head == U"小菜" || phrase.head == U"炒菜";
        if (phrase.quantity > 1 && (dishes || is_kind_of_dish(phrase.head)))
            std::swap(phrase.kinds, phrase.quantity);
        else if (phrase.head == U"菜" && phrase.kinds == 1)
            return end;
        found_.push_back(std::move(phrase));
        return end;
    }

    // "一份能赶在九点前送到公司的早餐", "上次在老王家点的那个烤茄子": the name stands behind all of
    // it.
    std::size_t head_behind(Phrase& phrase, std::size_t end) const {
        for (auto of = clause_.find(U'的', end); of != View::npos;
             of = clause_.find(U'的', of + 1)) {
            auto stop = of + 1;
            while (stop < clause_.size() && !ends_here(clause_, stop) && !joins(stop) &&
                   clause_[stop] != U'的')
                ++stop;
            auto name = clause_.substr(of + 1, stop - of - 1);
            for (const View lead :
                 {U"那个", U"这个", U"那份", U"这份", U"那款", U"那道", U"那碗", U"那种"})
                if (name.starts_with(lead)) name.remove_prefix(lead.size());
            if (name.empty() || name.size() > 12 || (traits_of(name) & whatever_is_eaten()).none())
                continue;
            phrase.head = std::u32string(name);
            phrase.words = phrase.head;
            phrase.no_name = false;
            phrase.end = stop;
            return stop;
        }
        return end;
    }

    // "和" and "、" part two names, but not in front of "…的": "水煮和油炸的双拼套餐" is one.
    bool cuts(std::size_t from, std::size_t at) const {
        if (!joins(at)) return false;
        if (clause_[at] == U'+' || clause_[at] == U'、') return true;
        const auto next = clause_.substr(at + 1);
        if (counted_at(next, 0, false)) return true;
        const auto of = next.find(U'的');
        const auto stop = next.find_first_of(U"和、跟");
        if (of != View::npos && of < stop && of + 1 < next.size()) {
            // Nothing of its own before it: both describe the name that follows.
            return clause_.substr(from, at - from).contains(U'的');
        }
        return true;
    }
};

}  // namespace

std::vector<Phrase> phrases_in(View clause) {
    return Finder(clause).run();
}

bool begins_want(View clause, std::size_t at) {
    return !verb_at(clause, at, kVerbs).empty();
}

}  // namespace errand::skills::food::choosing
