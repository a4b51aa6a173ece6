// What dishes are made of and how they are made: words that stand inside names.
#include "skills/food/choosing/facts.hpp"

namespace errand::skills::food::choosing {

const std::string_view kKitchenFacts = R"(
红肠 滑肉 酱骨 脊骨 肉饼汤 牛肉干 肉酱 肉燥 炸酱|sausage,bone|Meat
猪肉 猪 肉丝 肉末 肉片 肉段 肉饼 肉沫 香肠 腊肉 腊肠 火腿 火腿肠 培根 午餐肉 烤肠|pork,bacon,ham,sausage|Pork Meat
牛肉 肥牛 牛筋 牛柳 牛 黄牛肉|beef|Beef Meat
羊|lamb|Lamb Meat
鸡 鸡肉 鸡丁 鸡丝 鸡腿 三黄鸡 走地鸡 炒鸡|chicken|Chicken Meat
鹅|goose|Goose Meat
肉|meat|Meat
素 素食 全素 纯素 斋|vegetarian,vegan,veggie|Vegetarian Vegetable
荤 荤菜 肉菜 肉类|meat dish|Meat
清真|halal|Halal
海参|sea cucumber|Seafood
花生 花生酱|peanut,peanuts,peanut butter|Peanut Nut
坚果 核桃 杏仁 腰果 榛子 开心果|nut,nuts,walnut,almond,cashew,hazelnut|Nut
芝麻 黑芝麻 麻酱|sesame|Sesame
芒果 多芒 芒|mango|Mango Fruit
草莓 树莓 蓝莓 桑葚|strawberry,blueberry,raspberry|Fruit
草莓|strawberry|Strawberry Fruit
菠萝 凤梨 西瓜 柠檬 柚子 西柚 橙 鲜橙 桃 荔枝 苹果 雪梨 梨 葡萄 香蕉 杨梅 哈密瓜 蜜瓜 青柠 椰子|pineapple,watermelon,lemon,orange,peach,lychee,apple,pear,grape,banana,melon,lime,coconut|Fruit
奶油|cream|Dairy
动物奶油 淡奶油 纯动物奶油|dairy cream,real cream|AnimalCream Dairy
植物奶油 人造奶油|non-dairy cream|PlantCream
冰淇淋蛋糕|ice cream cake|IceCream Cake Dessert Cold
奶 芝士 奶酪 奶盖 炼乳 乳 雪芽|milk,cheese|Dairy
乳糖|lactose|Dairy
不含奶 无奶 无乳 零乳糖 不含乳|dairy free,no milk,lactose free|NoDairy
大豆 黄豆 豆制品 豆|soy,beans|Soy
面粉 小麦 麸质 麦|wheat,gluten|Gluten
咖啡因 高咖啡因|caffeine|Caffeine
低咖啡因 咖啡因含量低 咖啡因低 咖啡因少 无咖啡因 零咖啡因 脱因 低因|decaf,low caffeine|LowCaffeine
酒精|alcohol|Alcohol
香菜 芫荽|coriander,cilantro|Coriander
葱 葱花 大葱 小葱 香葱 洋葱|scallion,onion,spring onion|Onion
折耳根 鱼腥草|houttuynia|Vegetable
大蒜 蒜 蒜蓉 蒜泥 蒜香|garlic|Garlic
蒜蓉 蒜泥 蒜香 金汤蒜蓉|minced garlic|Garlic NotSpicy
辣 辣椒 小米辣 小米椒 剁椒 泡椒 尖椒 辣味 香辣 辣油 红油 油泼|spicy,chilli,chili,hot pepper|Spicy
又麻又辣 老麻 麻辣味|numbing and hot|Spicy Numbing
麻辣 重庆 川味|numbing spicy|Spicy Numbing Sichuan
椒麻 藤椒 花椒|sichuan pepper|Numbing
微辣 小辣 少辣 微微辣 不太辣|mild,mildly spicy|MildSpicy
中辣|medium spicy|Spicy
特辣 重辣 变态辣 爆辣 超辣|very spicy|Spicy
不辣 免辣 无辣 非辣|not spicy,no spice|NotSpicy
酸辣|hot and sour|Sour Spicy
酸 酸甜 酸爽 偏酸 酸汤|sour|Sour
咸|salty|Salty
咖喱|curry|Condiment
照烧 甜辣 蜜汁 糖醋 甜|teriyaki,honey,sweet|Sweet
炸 油炸 现炸 酥 香酥 脆皮 干炸 炸物|fried,deep fried,crispy|Fried Oily
煎|pan fried|Oily
红烧 油焖 爆炒 干煸 干锅|braised in soy|Oily
重油 油腻 油荤 高油 油|oily,greasy|Oily
清蒸 蒸|steamed|Light LowFat
白灼 水煮菜 清炒 清炖 炖 上汤 煮|poached,boiled|Light
凉拌 冷 冰 冰镇 冰爽 冰凉 冻|cold,iced,chilled|Cold
热 温热 热饮 热乎 加热 热汤|hot,warm|Hot
生冷 生食 刺身|raw|Raw Cold
嘌呤 高嘌呤|purine|Purine
高蛋白 蛋白质 蛋白|high protein,protein|LowFat
下酒 下酒菜|with drinks|Snack
热量 卡路里|calories|LowFat
生日 生活 生意 学生|birthday|Cake
低脂 轻卡 低卡 减脂 瘦身 轻油 健康 少油 少油少盐 刮油|low fat,low calorie,light,healthy|LowFat Light
低糖 减糖 无糖 少糖 控糖 木糖醇 代糖 微糖 零糖 不加糖 0糖|low sugar,sugar free,no sugar,xylitol|LowSugar
高糖 全糖 多糖 糖分|high sugar|HighSugar
辛辣 重辣 重油辣|spicy food|Spicy
重口味 重口|strong taste|Spicy Oily Salty
高盐 重盐|high salt|Salty
清淡 不油腻 不腻 清爽不腻 清甜 养胃 易消化 温和 少盐|light,mild,not greasy|Light
清爽 爽口 清新 解暑 解渴 开胃 冰爽 清凉 解腻 消暑|refreshing|Refreshing
止咳 润肺 止咳润肺 清热 清热解毒 润喉 降火 祛火 清火 灭火|soothing,cough relief|Soothing
养生 滋补 温补 补气 补血 补身|nourishing|Nourishing
提神 醒脑|energising|Caffeine
臭 味道大 气味 异味|smelly|Smelly
当日现切 现切 现杀 现捞 新鲜 鲜活 活虾 现做 现炒 现切 鲜 食材新鲜 新鲜现做|fresh|Fresh
手工 手打 手锤 手捶 手捣 手作 手磨 现磨 手擀 纯手工|handmade,hand made|Handmade
料足 用料足 分量足 量大 分量大 大份 加大 量足 好吃管饱 管饱 分量 大碗|large portion,big portion|Large Filling
小份 小碗 小杯 迷你 半份 半只 一半 4英寸|small portion,mini,half|Small
大杯 超大|large|Large
单人 单人份 单人套餐 一人食 一人份 单人餐 一人 1人|for one,single|ForOne
两人食 双人 双人份 双人餐 两人份 二人 2人 两人 常规双人餐|for two|ForTwo
三人餐 四人餐 多人餐 多人份 3-4人 3-4人份 4-5人 2-3人 3人份 4人份 多人 家庭装 聚会 3人 4人 三人 四人 全家福 五人 六人|family size,for four,for three|ForMany
儿童 宝宝 孩子 小朋友 亲子 童趣 小孩|kids,child,children|ForChildren
女孩 小姑娘 女儿 公主 女生 女童 小仙女|girl,princess|Girl
男孩 少年 儿子 王子 男生 男童|boy,prince|Boy
礼盒 盒装 礼品 礼袋 精装 礼物|gift box,gift|Gift
)";

}  // namespace errand::skills::food::choosing
