#include "skills/food/choosing/conditions.hpp"

#include <array>
#include <utility>

namespace errand::skills::food::choosing {

namespace {

struct Situation {
    std::vector<View> words;
    std::vector<Trait> good;
    std::vector<Trait> bad;
    bool strict = false;  // what is bad is refused
};

// What a body, a diet or a faith asks for.
std::vector<Situation> of_a_person() {
    using enum Trait;
    return {
        {{U"感冒", U"咳嗽", U"嗓子", U"喉咙", U"发烧", U"发炎", U"having a cold", U"sore throat",
          U"have a cold"},
         {Soothing, Hot, Light},
         {Cold, Spicy, Fried}},
        {{U"经期", U"生理期", U"姨妈", U"痛经", U"period cramps"},
         {Hot, Nourishing},
         {Cold, Raw, Spicy}},
        {{U"肠胃", U"胃疼", U"胃不舒服", U"受凉", U"胃痛", U"胃部不适", U"胃不太好", U"胃不好",
          U"肠胃不适", U"肚子不舒服", U"upset stomach"},
         {Hot, Light},
         {Cold, Raw, Spicy, Fried}},
        {{U"拉肚子", U"腹泻", U"吃坏"}, {Fresh, Clean}, {Raw}},
        {{U"痔疮", U"手术", U"溃疡", U"牙疼", U"拔牙", U"术后", U"上火", U"长痘"},
         {Light},
         {Spicy, Fried},
         false},
        {{U"怀孕", U"孕妇", U"孕期", U"备孕", U"pregnant"},
         {Fresh, Nourishing},
         {Raw, Alcohol, Caffeine, Crab},
         true},
        {{U"坐月子", U"哺乳", U"产后"}, {Nourishing, Hot}, {Raw, Cold, Alcohol, Spicy}, true},
        {{U"孩子要吃", U"给孩子", U"照顾孩子", U"小朋友", U"宝宝", U"给娃", U"for my kid",
          U"for the kids", U"my daughter", U"my son"},
         {ForChildren, NotSpicy},
         {Spicy, Alcohol, Raw}},
        {{U"女儿", U"小姑娘", U"小女孩", U"daughter"}, {ForChildren, Girl}, {Alcohol, Boy}},
        {{U"儿子", U"小男孩"}, {ForChildren, Boy}, {Alcohol, Girl}},
        {{U"减肥", U"减脂", U"健身", U"瘦身", U"低卡", U"热量低", U"on a diet", U"lose weight"},
         {LowFat, Light},
         {Fried, Oily}},
        {{U"控糖", U"糖尿病", U"血糖", U"戒糖", U"抗糖", U"低糖", U"diabetic", U"diabetes"},
         {LowSugar},
         {HighSugar}},
        {{U"痛风", U"尿酸", U"gout"}, {}, {Purine, Seafood, Organ}, true},
        {{U"高血压", U"血压高"}, {Light}, {Salty}},
        {{U"乳糖不耐", U"喝牛奶会", U"lactose intoleran"}, {NoDairy}, {Dairy}, true},
        {{U"吃素", U"素食者", U"素食主义", U"不吃肉", U"不想吃肉", U"不吃荤", U"vegetarian",
          U"vegan"},
         {Vegetarian, Vegetable},
         {Meat, Seafood},
         true},
        {{U"清真", U"回族", U"穆斯林", U"halal", U"muslim"}, {Halal}, {Pork, Alcohol}, true},
    };
}

// What the weather, the occasion or the appetite asks for.
std::vector<Situation> of_an_occasion() {
    using enum Trait;
    return {
        {{U"天气热", U"天气这么热", U"太热", U"炎热", U"高温", U"hot day", U"so hot"},
         {Refreshing},
         {}},
        {{U"降温", U"天冷", U"好冷", U"太冷", U"下雪", U"暖和", U"暖一暖", U"暖暖", U"热乎",
          U"freezing", U"warm up"},
         {Hot},
         {Cold}},
        {{U"油荤", U"油腻", U"太腻", U"解腻", U"greasy"}, {Light}, {Oily, Fried}},
        {{U"提神", U"犯困", U"太困", U"stay awake"}, {Caffeine}, {}},
        {{U"失眠", U"睡不着", U"睡眠", U"睡觉"}, {LowCaffeine}, {Caffeine}},
        {{U"礼物", U"送人", U"送给", U"送礼", U"表示感谢", U"as a gift"},
         {Gift, GoodPackaging},
         {}},
        {{U"包装不好", U"漏油", U"漏了", U"洒了", U"漏汤", U"撒了"}, {GoodPackaging}, {}},
        {{U"牙口", U"老人吃", U"咬不动"}, {Light}, {Spicy, Fried}},
        {{U"胃口大", U"饭量大", U"很饿", U"饿坏", U"吃得多", U"分量要足", U"分量足", U"starving"},
         {Large, Filling},
         {Small}},
        {{U"一半就够", U"一半即可", U"半份就够", U"一半就行", U"吃不完", U"吃不了多少", U"胃口小",
          U"饭量小", U"分量不要太大", U"分量也不要太大", U"分量小", U"别太大", U"份量不要太大"},
         {Small},
         {Large, ForMany}},
        {{U"能吃辣", U"无辣不欢", U"爱吃辣", U"吃辣的", U"重辣"}, {Spicy}, {}},
        {{U"重口味", U"重口"}, {Light}, {Spicy, Oily}},
        {{U"不踩雷", U"好评", U"口碑", U"靠谱"}, {Brand}, {}},
        {{U"味道太大", U"味道大", U"味儿大", U"味大"}, {}, {Smelly}},
    };
}

const std::vector<Situation>& situations() {
    static const auto all = [] {
        auto rows = of_a_person();
        for (auto& row : of_an_occasion()) rows.push_back(std::move(row));
        return rows;
    }();
    return all;
}

constexpr std::array<View, 44> kRefusals = {
    U"不要",   U"别放",     U"别加",   U"不能有",   U"不能含", U"不能是", U"不能吃", U"不能喝",
    U"不能",   U"不想吃",   U"不想喝", U"不想要",   U"不想",   U"不吃",   U"不喝",   U"不爱吃",
    U"不爱喝", U"不爱",     U"不喜欢", U"不含",     U"不加",   U"不放",   U"没有",   U"忌口",
    U"忌",     U"避免",     U"避开",   U"不可以有", U"不可以", U"讨厌",   U"除了",   U"少放",
    U"少",     U"无",       U"怕",     U"不太能吃", U"别太",   U"别",     U"不太",   U"不咋爱吃",
    U"不用",   U"without ", U"no ",    U"not "};

// Said with a refusal, these make it a matter of degree: "not too much ice".
constexpr View kDegree = U"太";

std::size_t refusal_at(View text, std::size_t at) {
    // "无糖", "不辣", "少油": known words that say it themselves.
    if (View(U"无不少低零去免").contains(text[at])) {
        const auto rest = text.substr(at, 6);
        for (std::size_t size = rest.size(); size >= 2; --size)
            if (traits_of_word(rest.substr(0, size)).any()) return 0;
    }
    if (at > 0 && text[at - 1] == U'有' && text.substr(at).starts_with(U"没有")) return 0;
    std::size_t best = 0;
    for (const View word : kRefusals)
        if (word.size() > best && text.substr(at).starts_with(word)) best = word.size();
    // "不少", "至少", "减少", "多少", "无所谓", "别人", "不用说".
    const auto here = text.substr(at);
    for (const View other :
         {U"无所谓", U"别人", U"别的", U"特别", U"不用说", U"少不了", U"无骨", U"少女", U"不要紧",
          U"不能少", U"没有要求", U"少年", U"无锡", U"不太一样", U"别致"})
        if (here.starts_with(other)) return 0;
    if (at > 0 && best > 0) {
        const auto before = text[at - 1];
        if (here.front() == U'少' && View(U"至减多不缺多很").contains(before)) return 0;
        if (here.front() == U'别' && View(U"特区级告性分类个").contains(before)) return 0;
    }
    return best;
}

void strip_front(View& words) {
    for (bool again = true; again;) {
        again = false;
        for (const View lead :
             {U"选择", U"他家", U"她家", U"这家", U"那家", U"吃",   U"喝",   U"放",
              U"加",   U"有",   U"是",   U"选",   U"点",   U"要",   U"太多", U"太",
              U"多",   U"含有", U"含",   U"让",   U"用",   U"任何", U"一点", U"那种",
              U"这种", U"了",   U"纯",   U"的",   U"什么", U"too ", U"any "})
            if (words.size() > lead.size() && words.starts_with(lead)) {
                words.remove_prefix(lead.size());
                again = true;
            }
    }
}

void strip_back(View& words) {
    for (bool again = true; again;) {
        again = false;
        for (const View tail :
             {U"的", U"口味", U"味道", U"味", U"就行", U"就好", U"就可以", U"吧", U"了", U"哦",
              U"啊", U"即可", U"东西", U"食物", U"类", U"那种", U"商品", U"成分", U"都"})
            if (words.size() > tail.size() && words.ends_with(tail)) {
                words.remove_suffix(tail.size());
                again = true;
            }
    }
}

bool is_garnish(const Traits& traits, View words) {
    using enum Trait;
    return has(traits, Coriander) || has(traits, Onion) || has(traits, Garlic) || words == U"姜" ||
           words == U"折耳根" || words == U"味精" || words == U"鸡精" || words == U"调料";
}

class Scan {
  public:
    Scan(View clause, bool said_of_it) : clause_(clause), said_of_it_(said_of_it) {}

    Conditions run() {
        take_shop();
        take_situations();
        std::size_t at = 0;
        std::size_t from = 0;
        while (at < clause_.size()) {
            const auto size = refusal_at(clause_, at);
            if (size == 0) {
                ++at;
                continue;
            }
            positive(clause_.substr(from, at - from));
            const auto end = end_of_refusal(at + size);
            refused(clause_.substr(at, size), clause_.substr(at + size, end - at - size));
            at = from = end;
        }
        positive(clause_.substr(from));
        return std::move(made_);
    }

  private:
    View clause_;
    bool said_of_it_;
    Conditions made_;

    std::size_t end_of_refusal(std::size_t at) const {
        auto end = at;
        while (end < clause_.size()) {
            if (end > at && refusal_at(clause_, end) > 0) break;
            if (longest_at(clause_, end,
                           {U"但", U"而要", U"而是", U"只", U",", U"就行", U"就可以", U" but "}) >
                0)
                break;
            ++end;
        }
        return end;
    }
    void put(Strength strength, View words, const Traits& traits) {
        made_.all.push_back({strength, std::u32string(words), traits, false});
    }
    void put(Strength strength, const std::vector<Trait>& traits) {
        if (traits.empty()) return;
        Traits all;
        for (const auto one : traits) add(all, one);
        put(strength, {}, all);
    }
    void take_shop() {
        if (contains_any(clause_, {U"评分", U"评价", U"好评", U"口碑", U"靠谱", U"不踩雷",
                                   U"well rated", U"good reviews", U"highest rated"}))
            made_.well_rated = true;
        if (contains_any(clause_, {U"附近", U"离得近", U"近一点", U"近点", U"nearby"}))
            made_.near = true;
        if (contains_any(clause_, {U"怎么便宜怎么", U"便宜点", U"实惠点", U"最便宜", U"划算"}))
            made_.cheap = true;
        if (contains_any(clause_, {U"不要之前", U"不要上次", U"不要以前", U"不想要之前",
                                   U"别选之前", U"换一家", U"不要刚才那家", U"不选之前"}) &&
            clause_.contains(U"家"))
            made_.not_shop_before = true;
    }
    void take_situations() {
        for (const auto& one : situations()) {
            if (!contains_any(clause_, one.words)) continue;
            put(one.strict ? Strength::Must : Strength::Rather, one.good);
            put(one.strict ? Strength::MustNot : Strength::RatherNot, one.bad);
        }
        if (const auto at = clause_.find(U"过敏"); at != View::npos) allergy(clause_.substr(0, at));
        if (const auto at = clause_.find(U"allergic to "); at != View::npos)
            put(Strength::MustNot, {}, traits_of(clause_.substr(at)));
    }
    void allergy(View before) {
        if (const auto at = before.find_last_of(U"对为你他她我");
            at != View::npos && at + 1 < before.size())
            before = before.substr(at + 1);
        for (const View who : {U"她", U"他", U"你", U"我", U"妈妈", U"爸爸", U"孩子"})
            if (before.starts_with(who)) before.remove_prefix(who.size());
        while (!before.empty() && View(U"都也有会严重").contains(before.back()))
            before.remove_suffix(1);
        for (const auto what : cut(before, U"和、/跟及"))
            put(Strength::MustNot, what, traits_of(what));
    }
    void refused(View how, View what) {
        using enum Trait;
        if (made_.not_shop_before && what.contains(U"家")) return;
        if (clause_.contains(U"忌口") && clause_.contains(U"没")) return;
        const bool degree =
            what.contains(kDegree) || how.contains(kDegree) || how.starts_with(U"少");
        strip_front(what);
        strip_back(what);
        if (what.empty() || what.size() > 16) return;
        if (what.ends_with(U"冰") && what.size() <= 3) return ice(degree);
        if (what == U"大") return put(Strength::Rather, {Small});
        const auto spicy = what.ends_with(U"辣");
        if (spicy && degree) {
            put(Strength::Rather, {MildSpicy});
            return put(Strength::RatherNot, {Numbing});
        }
        for (const auto one : cut(what, U"和、/跟及或")) {
            View each = one;
            strip_back(each);
            auto traits = traits_of(each);
            // "不要可乐" refuses cola, not every drink; "不要甜食" every sweet.
            if ((traits & kinds_of_food()).any() && !is_class(each)) traits.reset();
            if (is_garnish(traits, each)) {
                if (how != U"少") made_.without.emplace_back(each);
                put(Strength::RatherNot, each, traits);
            } else if (how.starts_with(U"少") || degree || how.contains(U"爱") ||
                       how.contains(U"喜欢") || how == U"怕") {
                put(Strength::RatherNot, each, traits);
            } else {
                put(Strength::MustNot, each, traits);
            }
        }
        if (spicy) put(Strength::Rather, {NotSpicy});
    }
    void ice(bool degree) {
        if (!degree) put(Strength::RatherNot, {Trait::Cold});
        made_.all.push_back({Strength::Rather, degree ? U"少冰" : U"去冰", {}, false});
    }
    // What words beside the things say: single characters and whom it is for say too little.
    static Traits told_by(View words) {
        Traits all;
        for (const auto& known : known_words(words))
            if (known.end - known.begin > 1) all |= known.traits;
        for (const auto whom : {Trait::ForChildren, Trait::Girl, Trait::Boy, Trait::ForOne,
                                Trait::ForTwo, Trait::Set, Trait::Staple})
            all.reset(static_cast<std::size_t>(whom));
        return all;
    }
    void positive(View words) {
        strip_front(words);
        strip_back(words);
        if (words.empty() || words.contains(U"荤素")) return;
        if (said_of_it_) {
            // "虾仁和龙虾都有的": each of them.
            for (const View tail : {U"都有", U"都要", U"齐全", U"都得有"})
                if (words.ends_with(tail)) words.remove_suffix(tail.size());
            const auto parts = cut(words, U"和、及");
            if (parts.size() > 1) {
                for (const auto part : parts) put(Strength::Must, part, traits_of(part));
                return;
            }
        }
        if (said_of_it_) {
            if (words.size() > 24) words = words.substr(words.size() - 24);
            put(Strength::Must, words, traits_of(words));
            return;
        }
        for (const View lead : {U"最好是", U"最好", U"希望", U"首选", U"优先", U"尽量", U"得是",
                                U"必须是", U"必须", U"一定要", U"一定得", U"prefer"})
            if (const auto at = words.find(lead); at != View::npos) {
                auto what = words.substr(at + lead.size());
                strip_front(what);
                const bool of_delivery = contains_any(
                    what, {U"送", U"到", U"之前", U"拿", U"小时", U"分钟", U"点前", U"结束"});
                if (what.size() >= 2 && what.size() <= 16 && !of_delivery)
                    put(Strength::Rather, what, told_by(what));
                words = words.substr(0, at);
                break;
            }
        if (const auto traits = told_by(words); traits.any()) put(Strength::Rather, {}, traits);
    }
};

}  // namespace

Conditions read_conditions(View clause, bool said_of_it) {
    return Scan(clause, said_of_it).run();
}

}  // namespace errand::skills::food::choosing
