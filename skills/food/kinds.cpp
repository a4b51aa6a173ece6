// The words are written as a person would: a kind's names begin with =, what is of it with +, what
// only sounds so with -.
#include "skills/food/kinds.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

constexpr std::string_view kTable = R"(
= 海鲜,水产,海产,海产品,seafood
+ 虾,蟹,鱼,鱿,蛤,蚝,贝类,扇贝,青口,干贝,花甲,海参,鲍,海蜇,鳗,鳕,蚬,蛏,海螺,田螺,海胆,shrimp,prawn
+ crab,lobster,crayfish,crawfish,fish,salmon,tuna,cod,eel,squid,calamari,octopus,clam,oyster
+ mussel,scallop,abalone,anchovy,sardine,mackerel,trout,caviar,shellfish
- 鱼香,鱼腥草,fish flavored,fish fragrant
= 贝类,贝壳类,甲壳类,shellfish,crustacean,crustaceans
+ 虾,蟹,蛤,蚝,扇贝,青口,干贝,花甲,鲍,蚬,蛏,海螺,shrimp,prawn,crab,lobster,crayfish,crawfish,clam
+ oyster,mussel,scallop,abalone
- 虾片
= 鱼,鱼类,鱼肉,fish
+ 鱼,鳗,鳕,鲈,fish,salmon,tuna,cod,eel,anchovy,sardine,mackerel,trout,sea bass
- 鱼香,鱼腥草,章鱼,鱿鱼,墨鱼,fish flavored,fish fragrant
= 乳糖,奶制品,乳制品,乳品,奶类,lactose,dairy,dairy product,milk product
+ 奶,乳酪,芝士,起司,黄油,拿铁,卡布奇诺,澳白,冰淇淋,冰激凌,提拉米苏,milk,cheese,cream,butter,yogurt
+ yoghurt,latte,cappuccino,flat white,mozzarella,parmesan,cheddar,ricotta,mascarpone,feta,brie
+ milkshake,gelato,custard,cheesecake,tiramisu
- 豆奶,燕麦奶,椰奶,椰子奶,杏仁奶,米奶,植物奶,燕麦拿铁,豆奶拿铁,生椰拿铁,椰奶拿铁,牛奶果,soy milk
- oat milk,almond milk,coconut milk,rice milk,oat latte,soy latte,almond latte,coconut latte
- coconut cream,peanut butter,almond butter,cocoa butter,vegan cheese,cream soda
= 坚果,坚果类,果仁,nut,tree nut
+ 花生,杏仁,核桃,腰果,开心果,榛,松子,夏威夷果,碧根果,巴旦木,板栗,nut,peanut,almond,walnut,cashew
+ pistachio,hazelnut,macadamia,pecan,chestnut,praline,nutella
- water chestnut
= 麸质,小麦,面筋蛋白,gluten,wheat
+ 面,馒头,包子,饺,馄饨,云吞,抄手,饼,吐司,三明治,汉堡,披萨,比萨,蛋糕,意粉,通心粉,油条,小麦,大麦
+ 全麦,黑麦,乌冬,可颂,贝果,生煎,锅贴,烧麦,小笼,肉夹馍,啤酒,noodle,ramen,udon,pasta,spaghetti
+ macaroni,lasagna,bread,bun,toast,sandwich,burger,pizza,bagel,croissant,cake,cheesecake,muffin
+ pancake,waffle,cookie,cookies,dumpling,wonton,potsticker,wheat,barley,rye,beer,seitan,flatbread,naan
+ pita,baguette,donut,doughnut,pastry
- 米饼,面膜,rice noodle,glass noodle,rice cake,sweet potato noodle
= 鸡蛋,蛋,蛋类,egg
+ 蛋,egg,omelette,omelet,frittata,mayonnaise,mayo,custard,meringue
- 蛋白粉,vegan mayo
= 大豆,黄豆,豆制品,大豆制品,soy,soya,soybean
+ 豆腐,豆浆,豆干,豆皮,腐竹,毛豆,豆奶,豆花,千张,酱油,大豆,黄豆,soy,soya,soymilk,tofu,edamame,miso
+ tempeh
- 鱼豆腐,杏仁豆腐,egg tofu
= 肉,肉类,荤,荤菜,荤腥,meat
+ 肉,牛,羊,猪,鸡,鸭,鹅,排骨,培根,火腿,香肠,腊肠,叉烧,meat,beef,pork,lamb,mutton,veal,chicken,duck
+ goose,turkey,bacon,ham,sausage,steak,pepperoni,salami,rib,meatball
- 牛奶,牛油果,牛角,牛轧,蜗牛,羊奶,鸡蛋,鸭蛋,鸡枞,鸡尾酒,素肉,素鸡,植物肉,果肉,椰肉,肉桂,肉豆蔻
- plant based meat,meat free
= 猪肉,猪,pork
+ 猪,培根,火腿,叉烧,腊肠,排骨,五花肉,红烧肉,pork,bacon,ham,char siu,pepperoni,prosciutto
- turkey bacon,beef bacon,turkey ham
)";

std::vector<std::string_view> words_of_line(std::string_view line) {
    std::vector<std::string_view> words;
    while (!line.empty()) {
        const auto word = line.substr(0, line.find(','));
        line.remove_prefix(std::min(line.size(), word.size() + 1));
        words.push_back(word);
    }
    return words;
}

std::vector<FoodKind> read_table() {
    std::vector<FoodKind> kinds;
    for (auto rest = kTable; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line.empty()) continue;
        if (line.front() == '=') kinds.emplace_back();
        auto& kind = kinds.back();
        auto& words = line.front() == '='   ? kind.names
                      : line.front() == '+' ? kind.members
                                            : kind.others;
        const auto more = words_of_line(line.substr(2));
        words.insert(words.end(), more.begin(), more.end());
    }
    return kinds;
}

}  // namespace

const FoodKind* food_kind(std::string_view what) {
    static const auto kinds = read_table();
    static const auto by_name = [] {
        std::unordered_map<std::string, const FoodKind*> all;
        for (const auto& kind : kinds)
            for (const auto name : kind.names) all.emplace(word_key(name), &kind);
        return all;
    }();
    const auto found = by_name.find(word_key(what));
    return found == by_name.end() ? nullptr : found->second;
}

}  // namespace errand::skills::food
