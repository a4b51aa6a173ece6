// The words are written as a person would: a line is one thing, Chinese before the bar, English
// after it. Whole dishes come first, so that a dish's own word wins over the sum of its parts.
#include "skills/food/words.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "skills/food/wording.hpp"

namespace errand::skills::food {

namespace {

constexpr std::string_view kTable = R"(
素食 素 吃素 素的 素菜|vegetarian,veggie,meatless
纯素 全素 纯素食|vegan,plant based
珍珠奶茶 波霸奶茶 珍奶 黑珍珠奶茶|pearl milk tea,bubble tea,boba milk tea,boba tea,boba,bubble milk tea,pearl tea
奶茶|milk tea
黑糖奶茶 黑糖珍珠奶茶|brown sugar milk tea,brown sugar boba,brown sugar bubble tea
椰果奶茶|coconut jelly milk tea
芋泥奶茶 芋圆奶茶|taro milk tea,taro bubble tea
抹茶奶茶|matcha milk tea
茉莉奶茶 茉香奶茶 茉莉奶绿|jasmine milk tea
奶盖茶 芝士奶盖|cheese tea,cheese foam tea,milk cap tea
柠檬茶|lemon tea
手打柠檬茶 暴打柠檬茶|smashed lemon tea,hand pounded lemon tea
冰红茶|iced black tea,iced tea
红茶|black tea
绿茶|green tea
乌龙茶|oolong tea,oolong
茉莉花茶 茉莉茶|jasmine tea
水果茶 果茶|fruit tea
杨枝甘露|mango pomelo sago
美式咖啡 美式|americano,black coffee
拿铁咖啡 拿铁|latte,cafe latte,caffe latte
卡布奇诺|cappuccino
摩卡|mocha
馥芮白 澳白|flat white
浓缩咖啡 意式浓缩|espresso
燕麦拿铁|oat latte,oat milk latte
生椰拿铁 椰奶拿铁|coconut latte
冷萃 冷萃咖啡|cold brew
咖啡|coffee
可乐 可口可乐 百事可乐|cola,coke,coca cola,pepsi
雪碧|sprite,lemon soda
豆浆|soy milk,soymilk
酸梅汤|plum juice,sour plum drink
橙汁 鲜榨橙汁|orange juice
西瓜汁|watermelon juice
矿泉水 纯净水|mineral water,bottled water
啤酒|beer
牛奶|milk
酸奶|yogurt,yoghurt
冰淇淋 冰激凌|ice cream
猪脚饭 隆江猪脚饭 猪手饭 猪蹄饭|pork knuckle rice,pig trotter rice,pork trotter rice,pork leg rice,pork hock rice
卤肉饭|braised pork rice,minced pork rice,lu rou fan
红烧肉|braised pork belly,red braised pork
鸡腿饭|chicken leg rice,chicken drumstick rice
海南鸡饭|hainanese chicken rice,hainan chicken rice
叉烧饭|char siu rice,barbecue pork rice,bbq pork rice
烧鸭饭|roast duck rice
煲仔饭|claypot rice,clay pot rice
黄焖鸡米饭 黄焖鸡|braised chicken rice,huangmen chicken,braised chicken with rice
宫保鸡丁|kung pao chicken,gong bao chicken
鱼香肉丝|fish flavored pork,yuxiang shredded pork,shredded pork with garlic sauce
麻婆豆腐|mapo tofu
回锅肉|twice cooked pork
番茄炒蛋 西红柿炒鸡蛋 西红柿炒蛋|tomato and egg,scrambled eggs with tomato,tomato egg
糖醋里脊|sweet and sour pork
水煮鱼|boiled fish in chili oil,sichuan boiled fish
酸菜鱼|pickled cabbage fish,sour fish,fish with pickled cabbage
烤鱼|grilled fish,roast fish
北京烤鸭 烤鸭|peking duck,roast duck
白切鸡|white cut chicken,poached chicken
扬州炒饭|yangzhou fried rice,yangchow fried rice
蛋炒饭|egg fried rice
炒饭|fried rice
白米饭 米饭|steamed rice,plain rice,white rice
盖浇饭 盖饭|rice bowl,rice with topping
牛肉面|beef noodles,beef noodle soup,beef noodle
兰州拉面 兰州牛肉面|lanzhou noodles,lanzhou beef noodles,hand pulled noodles
拉面|ramen
炸酱面|zhajiang noodles,noodles with soybean paste
担担面|dandan noodles,dan dan noodles
热干面|hot dry noodles
重庆小面|chongqing noodles
炒面|fried noodles,chow mein
凉皮|cold skin noodles,liangpi
凉面|cold noodles
螺蛳粉|snail noodles,luosifen,river snail noodles
酸辣粉|hot and sour noodles,hot and sour vermicelli
桂林米粉|guilin rice noodles
米线 过桥米线|rice noodles,rice vermicelli,crossing bridge noodles
河粉 炒河粉 干炒牛河|rice noodles,beef chow fun,chow fun
馄饨 云吞 抄手|wonton,wontons,wonton soup
云吞面|wonton noodles,wonton noodle soup
饺子 水饺|dumplings,boiled dumplings,jiaozi
锅贴 煎饺|potstickers,fried dumplings,pan fried dumplings
小笼包|soup dumplings,xiaolongbao,steamed soup buns
生煎包 生煎|pan fried buns,shengjian
包子 肉包|steamed buns,baozi,bao
馒头|plain steamed bun,mantou
油条|fried dough stick,youtiao
煎饼果子 煎饼|jianbing,chinese crepe,savory crepe
肉夹馍|roujiamo,chinese burger,meat in a bun
粥 白粥|congee,porridge,rice porridge
皮蛋瘦肉粥|century egg congee,preserved egg and pork congee,century egg and pork porridge
麻辣烫|malatang,spicy hot pot soup,spicy hotpot
麻辣香锅|mala xiang guo,spicy stir fry pot,mala dry pot
火锅|hot pot,hotpot
冒菜|maocai
烤串 烧烤 烤肉串|skewers,barbecue,bbq,kebab
羊肉串|lamb skewers
炸鸡|fried chicken
鸡翅 烤翅|chicken wings,wings
鸡块|chicken nuggets,nuggets
薯条|fries,french fries,chips
汉堡 汉堡包|burger,hamburger
牛肉汉堡|beef burger
鸡腿堡 鸡腿汉堡 香辣鸡腿堡|chicken burger,chicken thigh burger
披萨 比萨|pizza
意大利面 意面|pasta,spaghetti
三明治|sandwich
沙拉|salad
鸡胸肉沙拉|chicken breast salad,chicken salad
凯撒沙拉|caesar salad
牛排|steak
寿司|sushi
三文鱼寿司|salmon sushi
刺身 生鱼片|sashimi
天妇罗|tempura
乌冬面|udon,udon noodles
咖喱饭|curry rice
咖喱鸡饭 咖喱鸡肉饭|chicken curry rice,curry chicken rice
鳗鱼饭|eel rice,unagi don
牛丼 肥牛饭 牛肉饭|beef rice,beef bowl,gyudon,beef rice bowl
石锅拌饭 拌饭|bibimbap
冬阴功汤|tom yum soup,tom yum
越南粉|pho
凉拌黄瓜 拍黄瓜|cucumber salad,smashed cucumber
酸辣汤|hot and sour soup
紫菜蛋花汤|seaweed egg soup,seaweed and egg drop soup
例汤|soup of the day
煎蛋 荷包蛋|fried egg
卤蛋|braised egg,marinated egg,soy egg
茶叶蛋|tea egg
蛋糕|cake
芝士蛋糕|cheesecake,cheese cake
提拉米苏|tiramisu
蛋挞|egg tart
双皮奶|double skin milk
豆花 豆腐脑|tofu pudding,soft tofu,douhua
面包|bread
牛角包 可颂|croissant
甜甜圈|donut,doughnut
果盘 水果拼盘|fruit platter,fruit plate
臭豆腐|stinky tofu
粽子|rice dumpling,zongzi
汤圆|glutinous rice balls,tangyuan
小龙虾|crayfish,crawfish
牛肉|beef
猪肉|pork
羊肉|lamb,mutton
鸡肉 鸡|chicken
鸭肉 鸭|duck
鱼肉 鱼|fish
虾 虾仁|shrimp,prawn
蟹 螃蟹|crab
海鲜|seafood
豆腐|tofu
鸡蛋 蛋|egg
番茄 西红柿|tomato
土豆|potato
蘑菇 香菇|mushroom
青菜 蔬菜|vegetables,greens
白菜|cabbage
酸菜|pickled cabbage
泡菜|kimchi
芝士 奶酪|cheese
黄油|butter
花生|peanut
坚果|nuts
芝麻|sesame
香菜 芫荽|coriander,cilantro
葱 葱花|scallion,spring onion,green onion
洋葱|onion
蒜 大蒜|garlic
姜|ginger
辣椒|chili,chilli,pepper
大豆 黄豆|soy,soybean
麸质 小麦|gluten,wheat
饭|rice
面 面条|noodles,noodle
粉|rice noodles
汤|soup
燕麦|oat
芒果|mango
草莓|strawberry
葡萄|grape
桃 水蜜桃 蜜桃|peach
西瓜|watermelon
柠檬|lemon
椰子 椰|coconut
抹茶|matcha
芋泥 芋头|taro
红豆|red bean
香草|vanilla
巧克力|chocolate
焦糖|caramel
榛果|hazelnut
茉莉|jasmine
黑糖|brown sugar
珍珠 波霸|pearls,boba,tapioca,tapioca pearls
椰果|coconut jelly,nata de coco
布丁|pudding
仙草|grass jelly
奶盖|cheese foam,milk foam,milk cap
麻辣|mala,spicy numbing
香辣|spicy
红烧|braised,red braised
清蒸|steamed
烤|grilled,roast
炸|fried,deep fried
炒|stir fried
凉拌|cold dressed
)";

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> all;
    while (!text.empty()) {
        const auto at = text.find(mark);
        if (at != 0) all.push_back(text.substr(0, at));
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + 1);
    }
    return all;
}

std::vector<WordGroup> read_table() {
    std::vector<WordGroup> all;
    for (const auto line : split(kTable, '\n')) {
        const auto bar = line.find('|');
        all.push_back({split(line.substr(0, bar), ' '), split(line.substr(bar + 1), ',')});
    }
    return all;
}

const WordGroup* group_of(std::string_view word) {
    static const auto index = [] {
        std::unordered_map<std::string, const WordGroup*> all;
        for (const auto& group : word_groups())
            for (const auto* side : {&group.zh, &group.en})
                for (const auto known : *side) all.emplace(word_key(known), &group);
        return all;
    }();
    const auto found = index.find(word_key(word));
    return found == index.end() ? nullptr : found->second;
}

// The word of the other language where every part of `said` has one: "oat latte" is 燕麦拿铁.
std::optional<std::string> by_parts(std::string_view said, bool chinese) {
    std::string out;
    while (!said.empty()) {
        const WordGroup* best = nullptr;
        std::size_t length = 0;
        for (const auto& group : word_groups())
            for (const auto word : chinese ? group.zh : group.en) {
                const bool whole = chinese || said.size() == word.size() ||
                                   (said.size() > word.size() && said[word.size()] == ' ');
                if (word.size() > length && said.starts_with(word) && whole) {
                    best = &group;
                    length = word.size();
                }
            }
        if (best == nullptr) return std::nullopt;
        if (chinese && !out.empty()) out += ' ';
        out += chinese ? best->en.front() : best->zh.front();
        said.remove_prefix(length);
        while (said.starts_with(' ')) said.remove_prefix(1);
    }
    return out.empty() ? std::nullopt : std::optional(out);
}

}  // namespace

const std::vector<WordGroup>& word_groups() {
    static const std::vector<WordGroup> groups = read_table();
    return groups;
}

std::vector<std::string> other_words(std::string_view said) {
    const auto plain = normalise(said);
    std::vector<std::string> all;
    if (const auto* group = group_of(plain)) {
        for (const auto* side : {&group->zh, &group->en})
            for (const auto word : *side)
                if (word != plain) all.emplace_back(word);
        return all;
    }
    if (auto other = by_parts(plain, is_chinese(plain))) all.push_back(*std::move(other));
    return all;
}

}  // namespace errand::skills::food
