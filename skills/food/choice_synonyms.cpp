// A line is one thing, said in any of these ways, in either language.
#include "skills/food/choice_synonyms.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace errand::skills::food {

namespace {

constexpr std::string_view kTable = R"(
燕麦奶,燕麦,燕麦牛奶,oat milk,oat,oatmilk
豆奶,豆浆,大豆奶,soy milk,soy,soya,soya milk
全脂奶,全脂,全脂牛奶,普通牛奶,纯牛奶,whole milk,whole,full fat milk
脱脂奶,脱脂,脱脂牛奶,skim milk,skim,skimmed milk,non fat milk,nonfat milk,nonfat
低脂奶,低脂,低脂牛奶,low fat milk,semi skimmed milk,low fat
杏仁奶,巴旦木奶,almond milk,almond
椰奶,椰子奶,生椰,coconut milk,coconut
薄底,薄脆,薄脆底,薄饼底,薄的,薄饼,底薄一点,thin crust,thin,thin base,thin and crispy
厚底,厚的,厚饼底,底厚一点,thick crust,thick,deep dish,deep pan,pan crust
芝心,芝士卷边,芝心卷边,卷边,stuffed crust,cheese crust,cheesy crust
无麸质,无麸质底,无麸质的,不含麸质,gluten free,gluten free crust,gf
硬面,偏硬,面硬,面硬一点,硬一点,面要硬,硬的,firm noodles,firm,al dente,noodles firm
软面,偏软,面软,面软一点,软一点,软的,soft noodles,soft,noodles soft
双份浓缩,双份,双倍浓缩,加一份浓缩,双浓缩,double shot,double shots,2 shots,two shots,double,extra shot,doppio
单份浓缩,单份,single shot,1 shots,1 shot,one shot,single
三份浓缩,三倍浓缩,triple shot,3 shots,three shots,triple
煎,油煎,煎的,香煎,生煎,pan fried,panfried,fried
水煮,煮,水煮的,煮的,清煮,boiled
蒸,清蒸,蒸的,steamed
炸,油炸,炸的,deep fried
烤,烤的,烤制,baked,grilled
红薯粉,苕粉,红薯粉条,sweet potato noodles,sweet potato vermicelli
粉丝,细粉,vermicelli,glass noodles
米饭,白饭,白米饭,配米饭,white rice,steamed rice
糙米饭,糙米,brown rice
方便面,泡面,instant noodles,instant noodle
玉米饼,玉米薄饼,corn tortilla,corn tortillas
面粉饼,小麦饼,面粉薄饼,flour tortilla,flour tortillas
油醋汁,油醋,vinaigrette,balsamic,balsamic vinaigrette,oil and vinegar
凯撒酱,凯撒,凯撒汁,caesar,caesar dressing
芝麻酱,焙煎芝麻,焙煎芝麻酱,芝麻沙拉酱,sesame,sesame dressing,roasted sesame
千岛酱,千岛,thousand island,thousand island dressing
中东芝麻酱,塔希尼,tahini,tahini dressing,tahini sauce
花生酱,peanut sauce,peanut dressing
蜂蜜芥末,蜂蜜芥末酱,honey mustard
蛋黄酱,美乃滋,mayo,mayonnaise
番茄酱,ketchup
烧烤酱,烤肉酱,bbq sauce,barbecue sauce,bbq,barbecue
酸奶油,sour cream
素,素的,素馅,全素,蔬菜,蔬菜馅,素菜,veggie,veggies,vegetarian,vegetable,vegetables,veg,meatless
veggie,the veggie ones,veggie ones
猪肉,猪肉馅,pork
牛肉,牛肉馅,beef
鸡肉,chicken
虾仁,鲜虾,虾,shrimp,prawn,prawns
三文鱼,salmon
豆腐,tofu
溏心蛋,糖心蛋,流心蛋,soft boiled egg,soft egg,soft boiled eggs
煎蛋,荷包蛋,煎鸡蛋,fried egg,sunny side up egg
卤蛋,braised egg,marinated egg
珍珠,波霸,pearls,boba,tapioca,tapioca pearls
椰果,coconut jelly,nata de coco
仙草,烧仙草,仙草冻,grass jelly
红豆,red bean,red beans
芋圆,taro balls
奶盖,芝士奶盖,cheese foam,milk cap
芝士,奶酪,起司,cheese
奶油芝士,奶油奶酪,cream cheese
黄油,butter,buttered
果酱,jam
牛油果,avocado
红汤,红锅,红汤锅,红油锅,麻辣锅,spicy broth,spicy pot
清汤,清汤锅,白汤,clear broth
菌汤,菌菇汤,菌汤锅,菌菇锅,mushroom broth,mushroom pot
番茄锅,番茄汤,番茄汤锅,tomato broth,tomato pot
鸳鸯,鸳鸯锅,一半辣一半不辣,split pot,half and half pot,yin yang pot
低因,低咖啡因,脱因,decaf,decaffeinated
全麦,全麦面包,全麦的,whole wheat,wholewheat,wholemeal
白面包,white bread
酸种,酸面包,sourdough
黑麦,黑麦面包,rye,rye bread
)";

using Groups = std::unordered_map<std::string_view, std::vector<std::string_view>>;

Groups read_table() {
    Groups groups;
    for (auto rest = kTable; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        std::vector<std::string_view> words;
        for (auto left = line; !left.empty();) {
            const auto word = left.substr(0, left.find(','));
            left.remove_prefix(std::min(left.size(), word.size() + 1));
            words.push_back(word);
        }
        for (const auto word : words) {
            auto& group = groups[word];
            group.insert(group.end(), words.begin(), words.end());
        }
    }
    return groups;
}

}  // namespace

std::vector<std::string_view> choice_synonyms(std::string_view words) {
    static const Groups groups = read_table();
    const auto found = groups.find(words);
    if (found == groups.end()) return {};
    return found->second;
}

}  // namespace errand::skills::food
