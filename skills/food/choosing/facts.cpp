#include "skills/food/choosing/facts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/check.hpp"
#include "language/text.hpp"
#include "skills/food/wording.hpp"

namespace errand::skills::food::choosing {

namespace {

struct Row {
    std::string_view key;
    TraitName name;
};

// In the order of Trait: the word that the tables use, and the two that a person reads.
constexpr std::array<Row, static_cast<std::size_t>(Trait::Count)> kRows = {{
    {"Staple", {"主食", "a staple"}},
    {"Rice", {"米饭类", "rice"}},
    {"Noodle", {"粉面类", "noodles"}},
    {"Dumpling", {"饺子馄饨类", "dumplings"}},
    {"Bread", {"面点", "bread"}},
    {"Porridge", {"粥", "porridge"}},
    {"Soup", {"汤", "soup"}},
    {"Hotpot", {"火锅类", "hotpot"}},
    {"Stew", {"砂锅煲类", "a stew"}},
    {"Grill", {"烧烤", "grilled"}},
    {"Snack", {"小吃", "a snack"}},
    {"Salad", {"轻食", "a light meal"}},
    {"Dessert", {"甜品", "a dessert"}},
    {"Cake", {"蛋糕", "a cake"}},
    {"Pastry", {"糕点", "pastry"}},
    {"IceCream", {"冰品", "ice cream"}},
    {"Drink", {"饮品", "a drink"}},
    {"Tea", {"茶饮", "tea"}},
    {"MilkTea", {"奶茶", "milk tea"}},
    {"Coffee", {"咖啡", "coffee"}},
    {"Juice", {"果汁", "juice"}},
    {"Set", {"套餐", "a set meal"}},
    {"Condiment", {"调料", "a condiment"}},
    {"Dish", {"菜", "a dish"}},
    {"Breakfast", {"早餐", "breakfast"}},
    {"Homely", {"家常菜", "home cooking"}},
    {"Meat", {"荤", "meat"}},
    {"Pork", {"猪肉", "pork"}},
    {"Beef", {"牛肉", "beef"}},
    {"Lamb", {"羊肉", "lamb"}},
    {"Chicken", {"鸡肉", "chicken"}},
    {"Duck", {"鸭肉", "duck"}},
    {"Goose", {"鹅肉", "goose"}},
    {"Organ", {"内脏", "offal"}},
    {"FatMeat", {"肥肉", "fat meat"}},
    {"Fish", {"鱼", "fish"}},
    {"Shrimp", {"虾", "shrimp"}},
    {"Crab", {"蟹", "crab"}},
    {"Shellfish", {"虾蟹贝类", "shellfish"}},
    {"Seafood", {"海鲜", "seafood"}},
    {"Egg", {"蛋", "egg"}},
    {"Dairy", {"奶制品", "dairy"}},
    {"NoDairy", {"不含奶", "no dairy"}},
    {"Soy", {"豆制品", "soy"}},
    {"Nut", {"坚果", "nuts"}},
    {"Peanut", {"花生", "peanuts"}},
    {"Sesame", {"芝麻", "sesame"}},
    {"Mango", {"芒果", "mango"}},
    {"Strawberry", {"草莓", "strawberry"}},
    {"Durian", {"榴莲", "durian"}},
    {"Fruit", {"水果", "fruit"}},
    {"Vegetable", {"素菜", "vegetables"}},
    {"Mushroom", {"菌菇", "mushrooms"}},
    {"Gluten", {"麸质", "gluten"}},
    {"Caffeine", {"咖啡因", "caffeine"}},
    {"LowCaffeine", {"低咖啡因", "low in caffeine"}},
    {"Alcohol", {"酒精", "alcohol"}},
    {"Coriander", {"香菜", "coriander"}},
    {"Onion", {"葱", "onion"}},
    {"Garlic", {"蒜", "garlic"}},
    {"AnimalCream", {"动物奶油", "dairy cream"}},
    {"PlantCream", {"植物奶油", "non-dairy cream"}},
    {"Spicy", {"辣", "spicy"}},
    {"MildSpicy", {"微辣", "mildly spicy"}},
    {"NotSpicy", {"不辣", "not spicy"}},
    {"Numbing", {"麻", "numbing"}},
    {"Sour", {"酸", "sour"}},
    {"Sweet", {"甜", "sweet"}},
    {"Fried", {"油炸", "fried"}},
    {"Oily", {"油腻", "greasy"}},
    {"Salty", {"咸", "salty"}},
    {"Cold", {"凉", "cold"}},
    {"Hot", {"热", "hot"}},
    {"Raw", {"生食", "raw"}},
    {"Purine", {"高嘌呤", "high in purine"}},
    {"LowFat", {"低脂", "low in fat"}},
    {"LowSugar", {"低糖", "low in sugar"}},
    {"HighSugar", {"高糖", "high in sugar"}},
    {"Light", {"清淡", "light"}},
    {"Smelly", {"气味大", "strong smelling"}},
    {"Fresh", {"新鲜", "fresh"}},
    {"Handmade", {"手工", "handmade"}},
    {"Refreshing", {"清爽", "refreshing"}},
    {"Soothing", {"润喉止咳", "soothing"}},
    {"Filling", {"管饱", "filling"}},
    {"Large", {"分量足", "a large portion"}},
    {"Small", {"分量小", "a small portion"}},
    {"ForOne", {"单人份", "for one"}},
    {"ForTwo", {"双人份", "for two"}},
    {"ForMany", {"多人份", "for many"}},
    {"ForChildren", {"适合孩子", "for children"}},
    {"Girl", {"女孩款", "for girls"}},
    {"Boy", {"男孩款", "for boys"}},
    {"Gift", {"礼盒", "a gift box"}},
    {"Nourishing", {"滋补", "nourishing"}},
    {"Halal", {"清真", "halal"}},
    {"Vegetarian", {"素食", "vegetarian"}},
    {"Sichuan", {"川菜", "Sichuan food"}},
    {"Hunan", {"湘菜", "Hunan food"}},
    {"Cantonese", {"粤菜", "Cantonese food"}},
    {"Shaanxi", {"陕西菜", "Shaanxi food"}},
    {"Northeast", {"东北菜", "northeastern food"}},
    {"Xinjiang", {"西北菜", "northwestern food"}},
    {"Jiangzhe", {"江浙菜", "Jiangsu and Zhejiang food"}},
    {"Shandong", {"鲁菜", "Shandong food"}},
    {"Yunnan", {"云南菜", "Yunnan food"}},
    {"Beijing", {"北京菜", "Beijing food"}},
    {"Hubei", {"湖北菜", "Hubei food"}},
    {"Fujian", {"闽菜", "Fujian food"}},
    {"Chinese", {"中餐", "Chinese food"}},
    {"Thai", {"泰餐", "Thai food"}},
    {"Japanese", {"日料", "Japanese food"}},
    {"Korean", {"韩餐", "Korean food"}},
    {"Western", {"西餐", "Western food"}},
    {"Vietnamese", {"越南菜", "Vietnamese food"}},
    {"Indian", {"印度菜", "Indian food"}},
    {"GoodPackaging", {"包装好", "well packed"}},
    {"DineIn", {"有堂食", "has a dining room"}},
    {"Clean", {"干净卫生", "clean"}},
    {"Brand", {"品牌连锁", "an established chain"}},
    {"Authentic", {"正宗", "authentic"}},
    {"Cheap", {"实惠", "good value"}},
    {"AllNight", {"夜间营业", "open at night"}},
    {"Popular", {"销量靠前", "a best seller"}},
}};

using Word = std::u32string_view;
constexpr std::array kClasses = {
    Word(U"甜品"),     Word(U"甜点"),    Word(U"甜食"),   Word(U"零食"),   Word(U"饮品"),
    Word(U"饮料"),     Word(U"喝的"),    Word(U"主食"),   Word(U"青菜"),   Word(U"素菜"),
    Word(U"荤菜"),     Word(U"川菜"),    Word(U"湘菜"),   Word(U"粤菜"),   Word(U"陕西菜"),
    Word(U"东北菜"),   Word(U"中餐"),    Word(U"小吃"),   Word(U"海鲜"),   Word(U"汤"),
    Word(U"面"),       Word(U"饭"),      Word(U"粥"),     Word(U"茶"),     Word(U"茶饮"),
    Word(U"咖啡"),     Word(U"奶茶"),    Word(U"果汁"),   Word(U"蛋糕"),   Word(U"水果"),
    Word(U"轻食"),     Word(U"沙拉"),    Word(U"烧烤"),   Word(U"套餐"),   Word(U"家常菜"),
    Word(U"凉菜"),     Word(U"面包"),    Word(U"早餐"),   Word(U"下午茶"), Word(U"菜品"),
    Word(U"菜"),       Word(U"新疆菜"),  Word(U"泰餐"),   Word(U"日料"),   Word(U"韩餐"),
    Word(U"西餐"),     Word(U"特色菜"),  Word(U"火锅"),   Word(U"炒饭"),   Word(U"盖饭"),
    Word(U"粉"),       Word(U"饺子"),    Word(U"糕点"),   Word(U"冰淇淋"), Word(U"茶点"),
    Word(U"蔬菜"),     Word(U"肉菜"),    Word(U"健康餐"), Word(U"减脂餐"), Word(U"汤面"),
    Word(U"拌面"),     Word(U"鸡汤"),    Word(U"砂锅"),   Word(U"凉茶"),   Word(U"果茶"),
    Word(U"鲜榨果汁"), Word(U"dessert"), Word(U"drink"),  Word(U"soup"),   Word(U"noodles"),
    Word(U"salad"),    Word(U"cake"),    Word(U"coffee"), Word(U"tea"),    Word(U"juice"),
    Word(U"snack"),
};

// Words of more characters than this are not in the tables.
constexpr std::size_t kLongest = 24;
// What denies the word after it. "没有" and "不含" end in two of these.
constexpr std::u32string_view kDenies = U"不无免没别忌非";

using Dictionary = std::unordered_map<std::u32string, Traits>;

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(at), text.size());
        if (end > 0) parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

Traits traits_named(std::string_view words) {
    Traits all;
    for (const auto word : split(words, ' ')) {
        const auto row = std::ranges::find(kRows, word, &Row::key);
        ERRAND_CHECK(row != kRows.end());
        all.set(static_cast<std::size_t>(row - kRows.begin()));
    }
    return all;
}

void read_table(std::string_view table, Dictionary& dictionary) {
    Dictionary here;  // a word that stands in several lines of one table has the traits of all
    for (const auto line : split(table, '\n')) {
        const auto first = line.find('|');
        const auto second = line.find('|', first + 1);
        ERRAND_CHECK(first != line.npos && second != line.npos);
        const auto traits = traits_named(line.substr(second + 1));
        for (const auto word : split(line.substr(0, first), ' '))
            here[characters(language::normalise(word))] |= traits;
        for (const auto word : split(line.substr(first + 1, second - first - 1), ','))
            here[characters(language::normalise(word))] |= traits;
    }
    for (auto& [word, traits] : here) dictionary[word] |= traits;
}

const Dictionary& dictionary() {
    static const Dictionary all = [] {
        Dictionary made;
        read_table(kDishFacts, made);
        read_table(kKitchenFacts, made);
        read_table(kWordFacts, made);
        return made;
    }();
    return all;
}

bool is_latin(char32_t one) {
    return (one >= U'a' && one <= U'z') || one == U'\'';
}

// An English word is known only where it is not a part of another.
bool stands_alone(std::u32string_view text, std::size_t begin, std::size_t end) {
    if (!is_latin(text[begin])) return true;
    return (begin == 0 || !is_latin(text[begin - 1])) &&
           (end == text.size() || !is_latin(text[end]) || text[end] == U's');
}

bool denied_before(std::u32string_view text, std::size_t begin) {
    if (begin == 0) return false;
    if (kDenies.contains(text[begin - 1])) return true;
    if (begin < 2) return false;
    const auto before = text.substr(begin - 2, 2);
    for (const auto* word :
         {U"不含", U"没有", U"不带", U"不加", U"不放", U"不要", U"不用", U"不吃"})
        if (before == word) return true;
    return text.substr(0, begin).ends_with(U"no ") || text.substr(0, begin).ends_with(U"without ");
}

std::optional<Known> longest_at(std::u32string_view text, std::size_t at) {
    const auto most = std::min(kLongest, text.size() - at);
    for (auto size = most; size > 0; --size) {
        const auto found = dictionary().find(std::u32string(text.substr(at, size)));
        if (found != dictionary().end() && stands_alone(text, at, at + size))
            return Known{at, at + size, found->second};
    }
    return std::nullopt;
}

}  // namespace

std::vector<Known> known_words(std::u32string_view text) {
    std::vector<Known> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto known = longest_at(text, at);
        if (!known) {
            ++at;
            continue;
        }
        if (!denied_before(text, at)) all.push_back(*known);
        at = known->end;
    }
    return all;
}

Traits traits_of(std::u32string_view text) {
    Traits all;
    for (const auto& known : known_words(text)) all |= known.traits;
    return all;
}

Traits traits_of_word(std::u32string_view word) {
    const auto found = dictionary().find(std::u32string(word));
    return found == dictionary().end() ? Traits{} : found->second;
}

std::u32string_view class_of(std::u32string_view name) {
    std::u32string_view best;
    for (const auto one : kClasses)
        if (one.size() > best.size() && name.ends_with(one)) best = one;
    return best;
}

bool is_class(std::u32string_view name) {
    return std::ranges::find(kClasses, name) != kClasses.end();
}

namespace {

Traits between(Trait first, Trait last) {
    Traits made;
    for (auto at = static_cast<std::size_t>(first); at <= static_cast<std::size_t>(last); ++at)
        made.set(at);
    return made;
}

}  // namespace

const Traits& kinds_of_food() {
    static const Traits all = between(Trait::Staple, Trait::Homely);
    return all;
}

const Traits& cuisines() {
    static const Traits all = between(Trait::Sichuan, Trait::Indian);
    return all;
}

const Traits& whatever_is_eaten() {
    static const Traits all = between(Trait::Staple, Trait::PlantCream);
    return all;
}

TraitName name_of(Trait trait) {
    return kRows[static_cast<std::size_t>(trait)].name;
}

}  // namespace errand::skills::food::choosing
