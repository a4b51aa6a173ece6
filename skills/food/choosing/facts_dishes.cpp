// Dishes and drinks that are known by their names, with what they are, hold and taste like. The
// longest name wins, so a dish's own line overrides what its parts would say (鱼香肉丝 holds no
// fish).
#include "skills/food/choosing/facts.hpp"

namespace errand::skills::food::choosing {

const std::string_view kDishFacts = R"(
米饭 饭 白饭 白米饭 香米饭 大米饭 蒸饭|rice,steamed rice,white rice|Staple Rice
杂粮饭 糙米饭 紫米饭|brown rice,multigrain rice|Staple Rice LowFat
炒饭 蛋炒饭 扬州炒饭|fried rice,egg fried rice|Staple Rice Dish
盖饭 盖浇饭 盖码饭|rice bowl|Staple Rice Filling
煲仔饭|clay pot rice|Staple Rice Cantonese Filling
拌饭 石锅拌饭|bibimbap|Staple Rice
饭团|rice ball,onigiri|Staple Rice Snack
糯米饭 粢饭|sticky rice|Staple Rice Filling
粽子|zongzi|Staple Rice
双拼饭|combo rice|Staple Rice Meat Set
卤肉饭|braised pork rice|Staple Rice Pork
猪脚饭 猪手饭|pork knuckle rice|Staple Rice Pork Cantonese
烧腊 烧腊饭|roast meat,siu mei|Meat Cantonese
烧鸭 烤鸭 片皮鸭 挂炉鸭 北京烤鸭|roast duck,peking duck|Duck Meat
烧鹅 卤鹅 鹅肉|roast goose,goose|Goose Meat
叉烧|char siu,barbecue pork|Pork Meat Cantonese Sweet
白切鸡 白斩鸡 三黄鸡|white cut chicken|Chicken Meat Light NotSpicy
口水鸡|mouthwatering chicken|Chicken Meat Spicy Numbing Cold Sichuan
宫保鸡丁|kung pao chicken|Chicken Meat Spicy Peanut Sichuan
辣子鸡 辣子鸡丁|chongqing chicken|Chicken Meat Spicy Fried Sichuan
大盘鸡|big plate chicken|Chicken Meat Spicy Xinjiang ForMany
黄焖鸡|braised chicken|Chicken Meat Shandong
盐焗鸡|salt baked chicken|Chicken Meat Cantonese NotSpicy
炸鸡 炸鸡块 鸡米花 鸡柳 鸡块|fried chicken,chicken nuggets,popcorn chicken|Chicken Meat Fried Snack
鸡排 鸡扒|chicken cutlet,chicken steak|Chicken Meat Fried
鸡翅 烤翅|chicken wings|Chicken Meat
鸡爪 凤爪 鸡脚|chicken feet|Chicken Meat Snack
无骨鸡爪 柠檬鸡爪|boneless chicken feet|Chicken Meat Snack Sour
鸡胸 鸡胸肉|chicken breast|Chicken Meat LowFat
鸡汤 老母鸡汤 土鸡汤|chicken soup|Soup Chicken Hot Nourishing
掌中宝|chicken cartilage|Chicken Meat
红烧肉|braised pork belly|Pork Meat FatMeat Oily
东坡肉|dongpo pork|Pork Meat FatMeat Oily Jiangzhe
梅菜扣肉 扣肉|pork with preserved vegetable|Pork Meat FatMeat Oily
五花肉|pork belly|Pork Meat FatMeat Oily
肥肉|fat meat|FatMeat Oily
瘦肉 里脊 里脊肉 梅肉 梅花肉|lean pork,pork loin|Pork Meat
排骨 肋排 扇子骨 小排|spare ribs,pork ribs|Pork Meat
糖醋里脊 糖醋排骨 锅包肉 咕噜肉 咕咾肉|sweet and sour pork|Pork Meat Sweet Sour
溜肉段 熘肉段 溜肉|fried pork in sauce|Pork Meat Fried Northeast
小酥肉 酥肉|crispy pork|Pork Meat Fried
鱼香肉丝|fish flavoured pork|Pork Meat MildSpicy Sweet Sour Sichuan
京酱肉丝|pork in bean sauce|Pork Meat Sweet Beijing
回锅肉|twice cooked pork|Pork Meat Spicy Oily Sichuan
蒜泥白肉|pork with garlic sauce|Pork Meat Garlic Cold Sichuan
木须肉|moo shu pork|Pork Meat Egg
小炒肉 辣椒炒肉 农家小炒肉|stir fried pork with chilli|Pork Meat Spicy Hunan
毛血旺|duck blood stew|Organ Meat Spicy Numbing Oily Purine Sichuan
水煮肉片 水煮牛肉|boiled beef in chilli oil|Meat Spicy Numbing Oily Sichuan
水煮鱼 沸腾鱼|boiled fish in chilli oil|Fish Seafood Spicy Numbing Oily Sichuan
沸腾|in chilli oil|Spicy Numbing Oily Sichuan
酸菜鱼|pickled cabbage fish|Fish Seafood Sour MildSpicy Sichuan
烤鱼 万州烤鱼|grilled fish|Fish Seafood Spicy Grill
剁椒鱼头|fish head with chilli|Fish Seafood Spicy Hunan
清蒸鲈鱼 清蒸鱼|steamed fish|Fish Seafood Light NotSpicy
夫妻肺片|sliced beef in chilli oil|Beef Organ Meat Spicy Numbing Cold Sichuan
肥牛|beef slices|Beef Meat FatMeat
牛腩|beef brisket|Beef Meat Stew
牛排|steak|Beef Meat Western
牛蛙|bullfrog|Meat
佛跳墙|buddha jumps over the wall|Seafood Meat Soup Fujian Nourishing
羊肉串 烤串 烧烤 炸串 串串|skewers,kebab,barbecue|Meat Grill Snack Oily
戳子肉|qingdao skewered meat|Meat Grill Shandong
羊排 羊肉|lamb,mutton|Lamb Meat
羊汤 羊肉汤 羊杂汤|lamb soup|Lamb Meat Soup Hot
牛肉汤|beef soup|Beef Meat Soup Hot
排骨汤|rib soup|Pork Meat Soup Hot Nourishing
肉夹馍|chinese burger|Meat Bread Staple Shaanxi
泡馍 羊肉泡馍|bread in lamb soup|Lamb Meat Soup Staple Shaanxi
凉皮 擀面皮 酿皮|cold skin noodles|Noodle Staple Cold Snack Shaanxi
麻婆豆腐|mapo tofu|Soy Spicy Numbing Sichuan Dish
豆腐 嫩豆腐 千张 豆皮 豆干 腐竹 豆花|tofu,bean curd|Soy
豆腐汤|tofu soup|Soup Soy Hot
臭豆腐|stinky tofu|Soy Fried Smelly Snack Hunan
螺蛳粉|river snail noodles|Noodle Staple Smelly Spicy
榴莲|durian|Durian Fruit Smelly HighSugar
小龙虾 龙虾 麻小 虾尾 龙虾尾 虾球|crayfish,crawfish,lobster|Shrimp Shellfish Seafood Purine
麻辣小龙虾|spicy crayfish|Shrimp Shellfish Seafood Purine Spicy Numbing
蒜蓉小龙虾|garlic crayfish|Shrimp Shellfish Seafood Purine Garlic NotSpicy
油焖大虾 大虾 基围虾 白虾 虾仁 鲜虾 虾|shrimp,prawn,prawns,shrimps|Shrimp Shellfish Seafood
螃蟹 大闸蟹 梭子蟹 肉蟹 蟹肉 蟹黄 蟹柳 蟹|crab|Crab Shellfish Seafood
肉蟹煲 虾蟹煲|crab pot|Crab Shellfish Seafood Stew
三文鱼|salmon|Fish Seafood
刺身 生鱼片 生腌|sashimi,raw fish|Fish Seafood Raw Cold
寿司|sushi|Fish Seafood Raw Rice Staple Japanese Cold
鳗鱼|eel|Fish Seafood
鱿鱼 墨鱼 章鱼|squid,octopus|Seafood
扇贝 生蚝 花甲 蛤蜊 鲍鱼 贝|scallop,oyster,clam,abalone|Shellfish Seafood Purine
鱼丸 鱼饼 鱼豆腐 鱼片 乌鱼片 鱼 草鱼 鲈鱼 黑鱼 乌鱼 带鱼 鲫鱼 桂鱼|fish,fish ball,fish fillet|Fish Seafood
海鲜 海鲜汤 海味|seafood|Seafood Purine
海带 紫菜|kelp,seaweed|Vegetable
牛肉丸 肉丸 丸子|beef ball,meatball|Meat
手锤牛肉丸 手打牛肉丸 鲜锤牛肉丸|handmade beef ball|Beef Meat Handmade Fresh
粿条 河粉 米粉 米线 粉 粉面 桂林米粉 螺狮粉 酸辣粉 肠粉|rice noodles,rice noodle|Noodle Staple
粉丝 宽粉 土豆粉|glass noodles|Noodle
酸辣粉|hot and sour noodles|Noodle Staple Sour Spicy
面 面条 拉面 汤面 拌面 捞面 炒面 刀削面 手工面 素面 冷面 凉面 热干面 担担面 炸酱面|noodles,noodle,ramen|Noodle Staple
拌面 捞面 热干面|dry noodles|Noodle Staple
素面 素汤面 素粉 素拌面|vegetarian noodles|Noodle Staple Vegetarian
牛肉面 兰州拉面 清汤牛肉面|beef noodles|Noodle Staple Beef Meat
火鸡面 火鸡拌面|fire noodles|Noodle Staple Spicy Korean
意面 意大利面 通心粉|pasta,spaghetti|Noodle Staple Western
方便面 泡面|instant noodles|Noodle Staple
冬阴功|tom yum|Sour Spicy Thai
冬阴功炒饭|tom yum fried rice|Rice Staple Dish Sour Spicy Thai
饺子 水饺 蒸饺 锅贴 煎饺|dumplings,dumpling,potstickers|Dumpling Staple
馄饨 抄手 云吞|wonton,wontons|Dumpling Staple Soup
包子 小笼包 生煎 灌汤包 烧卖|bun,steamed bun,soup dumplings|Bread Dumpling Staple Breakfast
馒头 花卷 窝头 窝窝头 发糕|steamed bread|Bread Staple Breakfast
饼 煎饼 油饼 烧饼 大饼 手抓饼 葱油饼 鸡蛋灌饼 玉米饼 玉米饼子 卷饼 锅盔|pancake,flatbread|Bread Staple Snack
煎饼果子|savoury crepe|Bread Egg Staple Breakfast
鸡蛋灌饼 鸡蛋饼 软蛋饼 蛋饼|egg pancake|Bread Egg Staple Breakfast
嵌糕|stuffed rice cake|Staple Snack Jiangzhe
年糕 炒年糕|rice cake|Staple Snack
馕|naan,nang|Bread Staple Xinjiang
炒馕|fried naan|Bread Staple Dish Xinjiang
油条|fried dough stick,youtiao|Fried Bread Staple Breakfast
汉堡 汉堡包|burger,hamburger|Bread Meat Staple Western Fried
披萨 比萨|pizza|Bread Staple Dairy Western
三明治|sandwich|Bread Staple Western
面包 吐司 贝果|bread,toast,bagel|Bread Pastry Gluten
薯条 炸薯条|french fries,fries|Fried Snack Vegetable
土豆 红薯 南瓜 山药 芋头 玉米|potato,pumpkin,yam,taro,corn|Vegetable Filling
粥 白粥 皮蛋瘦肉粥 八宝粥 小米粥 砂锅粥 养胃粥|congee,porridge|Porridge Light Hot Staple
汤 例汤 炖汤 煨汤 清汤|soup,broth|Soup Hot
炖品 燕窝 炖盅|double boiled soup|Soup Nourishing Hot
乌鸡汤|black chicken soup|Soup Chicken Hot Nourishing
椰子鸡 椰子鸡汤|coconut chicken soup|Soup Chicken Hot Light
火锅 麻辣烫 冒菜 串串香|hotpot,hot pot,malatang|Hotpot Hot Oily
麻辣烫 冒菜 麻辣香锅 香锅|malatang,spicy pot|Hotpot Spicy Numbing Oily Sichuan
砂锅 煲 瓦罐|casserole,clay pot|Stew Hot
干锅|dry pot|Spicy Oily Stew
沙拉 轻食 健康餐 减脂餐 能量碗|salad,light meal,poke bowl|Salad LowFat Light Vegetable
青菜 时蔬 蔬菜 素菜 绿叶菜|greens,vegetables,leafy greens|Vegetable Dish Light
空心菜 菠菜 油麦菜 生菜 菜心 上海青 小白菜 大白菜 娃娃菜 包菜 包包菜 卷心菜 红薯尖 芥蓝 西兰花 花菜 芹菜 韭菜|water spinach,spinach,lettuce,cabbage,broccoli,cauliflower,celery|Vegetable Dish
黄瓜 西红柿 番茄 茄子 豆芽 豆角 四季豆 荷兰豆 角瓜 西葫芦 冬瓜 苦瓜 萝卜 莲藕 竹笋 地皮菜|cucumber,tomato,eggplant,bean sprouts,zucchini,radish,lotus root|Vegetable Dish
木耳 香菇 蘑菇 金针菇 竹荪 虫草花|mushroom,mushrooms,wood ear|Vegetable Mushroom
炒鸡蛋 番茄炒蛋 西红柿炒鸡蛋 鸡蛋 蛋 煎蛋 双蛋 荷包蛋 蒸蛋|egg,eggs,scrambled eggs|Egg
皮蛋 咸蛋 咸蛋黄 蛋黄|preserved egg,salted egg|Egg Salty
凉菜 冷盘 凉拌|cold dish|Cold Dish
卤味 卤菜 卤肉 卤|braised food|Meat Snack
鸭脖 鸭货 鸭头 鸭翅|duck neck,duck head|Duck Meat Snack Spicy
鸭血粉丝汤|duck blood soup|Duck Organ Soup Noodle
鸭子 鸭 鸭肉 酱鸭 花椒鸭|duck|Duck Meat
肥肠 猪肝 猪大肠 腰花 鸡胗 鸭胗 毛肚 黄喉 鹅肝 内脏 下水 动物内脏 脑花 百叶 猪脑|offal,liver,tripe,intestines,kidney|Organ Meat Purine
猪脚 猪蹄 猪手|pig trotter,pork knuckle|Pork Meat FatMeat
杀猪菜|northeast pork stew|Pork Meat Stew Northeast
铁锅炖|iron pot stew|Stew Northeast
荷塘月色 荷塘小炒|lotus pond stir fry|Vegetable Dish
地三鲜|three fresh|Vegetable Dish Fried Northeast
干锅花菜 干锅包菜|dry pot cauliflower|Vegetable Dish Oily
烧三鲜|braised three delicacies|Meat Dish
生日蛋糕|birthday cake|Cake Dessert Sweet
蛋糕 慕斯 千层 提拉米苏 芝士蛋糕 毛巾卷|cake,mousse,tiramisu,cheesecake|Cake Dessert Sweet Dairy
蛋挞 泡芙 麻薯 麻糍 蛋黄酥 莲藕酥 绿豆糕 桂花糕 月饼 糕点 曲奇 饼干 豆沙卷 凤梨酥 桃酥 米糕 西米糕|egg tart,puff,mochi,pastry,cookies|Pastry Dessert Sweet
冰淇淋 冰激凌 雪糕 圣代 冰沙 刨冰 绵绵冰|ice cream,sundae,smoothie|IceCream Dessert Cold Dairy Sweet Refreshing
双皮奶 姜撞奶 炖奶 奶冻 布丁|milk pudding,pudding|Dessert Dairy Sweet
甜品 甜点 甜食 糖水|dessert,desserts,sweets|Dessert Sweet
芋圆 芋泥 烧仙草 仙草 龟苓膏 西米露 椰子冻 果冻 汤圆 醪糟 银耳 桃胶 芝麻糊 红豆沙 绿豆沙 啵啵 酒酿圆子|taro balls,grass jelly,sago|Dessert Sweet
西米露 椰子冻 果冻 龟苓膏 仙草|jelly,sago pudding|Dessert Sweet Refreshing
椰汁 椰奶 椰浆|coconut milk|NoDairy Sweet
芝麻糊|sesame paste|Dessert Sesame Hot
杨枝甘露|mango pomelo sago|Dessert Drink Mango Fruit Sweet Cold Dairy
水果捞 果切 水果|fruit,fruit bowl|Fruit Dessert Cold
奶茶 珍珠奶茶 波霸奶茶 厚乳 牛乳茶|milk tea,bubble tea|MilkTea Tea Drink Dairy Caffeine Sweet
鲜奶茶 轻乳茶|fresh milk tea|MilkTea Tea Drink Dairy Caffeine
茶 红茶 绿茶 乌龙茶 茉莉花茶 花茶 凉茶 纯茶 茶饮|tea,black tea,green tea,oolong|Tea Drink Caffeine
凉茶 菊花茶 花草茶 柚子茶 蜂蜜柚子茶 姜茶 红枣茶 大麦茶|herbal tea,honey citron tea,ginger tea|Tea Drink Soothing
拉茶|pulled tea|Tea MilkTea Drink Dairy Caffeine
柠檬茶 果茶 水果茶|lemon tea,fruit tea|Tea Drink Fruit Sour Refreshing
柠檬水 金桔柠檬 柠檬饮|lemonade|Drink Fruit Sour Refreshing
观音 铁观音 青观音 乌龙 普洱 龙井 毛尖 大红袍 毛峰 茉莉 正山小堂 滇红 祁红 单丛 绿茉 茉绿 茉香 大白毫 雪芽 青茶 白茶|oolong tea,pu'er|Tea Drink Caffeine
果汁 鲜榨果汁 橙汁 西瓜汁 苹果汁 雪梨汁 椰子水|juice,fresh juice,orange juice|Juice Drink Fruit Refreshing
苹果雪梨 哈密瓜汁 梨汁|pear juice|Juice Drink Fruit
美式 美式咖啡 冰美式|americano|Coffee Drink Caffeine
拿铁 卡布奇诺 摩卡 馥芮白 澳白 生椰拿铁|latte,cappuccino,mocha,flat white|Coffee Drink Caffeine Dairy
咖啡 冷萃 手冲 浓缩|coffee,espresso,cold brew|Coffee Drink Caffeine
可乐 雪碧 汽水 气泡水 碳酸饮料 芬达|cola,coke,sprite,soda|Drink Sweet Cold HighSugar
可乐|cola|Drink Caffeine HighSugar
豆浆|soy milk|Drink Soy NoDairy Breakfast
牛奶 酸奶 鲜奶 奶昔|milk,yogurt,milkshake|Drink Dairy
酸梅汤|sour plum juice|Drink Sour Refreshing
矿泉水 纯净水 水|water,mineral water|Drink
啤酒 白酒 红酒 葡萄酒 米酒 黄酒 鸡尾酒 清酒 酒|beer,wine,liquor,sake|Alcohol Drink
酒酿|fermented rice|Alcohol Dessert
饮品 饮料 喝的 饮 热饮 冷饮|drink,drinks,beverage|Drink
早餐 早饭 早点|breakfast|Breakfast
小吃 零食|snack,snacks|Snack
主食|staple|Staple
家常菜 小炒 炒菜 硬菜 特色菜 下饭菜|home cooking|Dish Homely
套餐 组合 双拼 拼盘 单人餐 双人餐|set meal,combo|Set
)";

}  // namespace errand::skills::food::choosing
