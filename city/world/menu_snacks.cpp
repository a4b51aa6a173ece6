// Owns: dumplings, barbecue, burgers, salad, breakfast and congee of the generated city.
#include "city/world/menu_data.hpp"

namespace errand::city::menu {
namespace {

constexpr std::uint32_t kDumpling = kPortion | kDipExtras;

constexpr Dish kDumplings[] = {
    {"猪肉白菜水饺", "Pork and Cabbage Dumplings", 180, "招牌 signature", kDumpling},
    {"韭菜鸡蛋水饺", "Chive and Egg Dumplings", 170, "素食 vegetarian", kDumpling},
    {"三鲜水饺", "Three Delicacies Dumplings", 220, "", kDumpling},
    {"虾仁水饺", "Shrimp Dumplings", 280, "人气 popular", kDumpling},
    {"牛肉水饺", "Beef Dumplings", 240, "", kDumpling},
    {"羊肉水饺", "Lamb Dumplings", 260, "", kDumpling},
    {"香菇青菜水饺", "Mushroom and Greens Dumplings", 170, "素食 vegetarian", kDumpling},
    {"玉米猪肉水饺", "Pork and Corn Dumplings", 190, "", kDumpling},
    {"鲅鱼水饺", "Mackerel Dumplings", 280, "", kDumpling},
    {"猪肉煎饺", "Pan-Fried Pork Dumplings", 180, "", kDumpling},
    {"小笼包", "Soup Dumplings", 180, "招牌 signature", kDumpling},
    {"蟹粉小笼包", "Crab Soup Dumplings", 380, "", kDumpling},
    {"生煎包", "Pan-Fried Buns", 140, "", kDumpling},
    {"鲜肉馄饨", "Pork Wontons", 140, "", kPortion | kSpice},
    {"虾肉馄饨", "Shrimp Wontons", 220, "", kPortion | kSpice},
    {"红油抄手", "Wontons in Chilli Oil", 170, "辣 spicy", kPortion | kSpice},
    {"鲜肉烧卖", "Pork Shaomai", 120, "", kDumpling},
    {"锅贴", "Potstickers", 160, "", kDumpling},
    {"酸辣汤", "Hot and Sour Soup", 100, "辣 spicy", kSpice},
    {"小米粥", "Millet Porridge", 60, "素食 vegetarian", kNone},
    {"凉拌木耳", "Wood Ear Salad", 120, "素食 vegetarian", kSpice},
    {"皮蛋豆腐", "Century Egg Tofu", 130, "", kNone},
    {"酱牛肉", "Soy-Braised Beef", 320, "", kNone},
};

constexpr Dish kBarbecue[] = {
    {"羊肉串", "Lamb Skewers", 60, "招牌 signature 清真 halal", kSpice},
    {"牛肉串", "Beef Skewers", 60, "", kSpice},
    {"烤鸡翅", "Grilled Chicken Wings", 120, "人气 popular", kSpice},
    {"烤五花肉", "Grilled Pork Belly", 80, "", kSpice},
    {"烤鱿鱼", "Grilled Squid", 150, "", kSpice},
    {"烤生蚝", "Grilled Oysters", 120, "", kSpice},
    {"烤扇贝", "Grilled Scallops", 120, "", kSpice},
    {"烤茄子", "Grilled Aubergine", 160, "素食 vegetarian", kSpice},
    {"烤韭菜", "Grilled Chives", 60, "素食 vegetarian", kSpice},
    {"烤金针菇", "Grilled Enoki Mushrooms", 100, "素食 vegetarian", kSpice},
    {"烤玉米", "Grilled Corn", 80, "素食 vegetarian", kSpice},
    {"烤土豆片", "Grilled Potato Slices", 60, "素食 vegetarian", kSpice},
    {"烤馒头片", "Grilled Bun Slices", 50, "素食 vegetarian", kNone},
    {"烤面筋", "Grilled Gluten", 50, "素食 vegetarian", kSpice},
    {"烤豆干", "Grilled Dried Tofu", 50, "素食 vegetarian", kSpice},
    {"烤鸡腿", "Grilled Chicken Leg", 150, "", kSpice},
    {"烤羊排", "Grilled Lamb Chops", 480, "", kSpice},
    {"万州烤鱼", "Wanzhou Grilled Fish", 980, "分享 sharing", kSpice},
    {"小龙虾", "Crayfish", 880, "分享 sharing 当季 seasonal", kSpice | kPortion},
    {"蒜蓉粉丝虾", "Garlic Shrimp with Vermicelli", 380, "", kNone},
    {"炒花甲", "Stir-Fried Clams", 320, "辣 spicy", kSpice},
    {"毛豆花生", "Edamame and Peanuts", 160, "素食 vegetarian", kNone},
    {"冰镇酸梅汤", "Iced Sour Plum Drink", 80, "", kIce},
    {"蛋炒饭", "Egg Fried Rice", 150, "", kSpice},
};

constexpr Dish kBurgers[] = {
    {"经典牛肉汉堡", "Classic Beef Burger", 220, "招牌 signature", kBurgerExtras},
    {"双层芝士牛肉堡", "Double Cheeseburger", 290, "人气 popular", kBurgerExtras},
    {"香辣鸡腿堡", "Spicy Chicken Burger", 200, "辣 spicy", kBurgerExtras | kSpice},
    {"脆皮鸡腿堡", "Crispy Chicken Burger", 200, "", kBurgerExtras},
    {"照烧鸡肉堡", "Teriyaki Chicken Burger", 210, "", kBurgerExtras},
    {"鳕鱼堡", "Cod Burger", 210, "", kBurgerExtras},
    {"鲜虾堡", "Shrimp Burger", 230, "", kBurgerExtras},
    {"培根蛋堡", "Bacon and Egg Burger", 210, "", kBurgerExtras},
    {"植物肉汉堡", "Plant-Based Burger", 240, "素食 vegetarian", kBurgerExtras},
    {"牛油果牛肉堡", "Avocado Beef Burger", 320, "", kBurgerExtras},
    {"老北京鸡肉卷", "Peking Chicken Wrap", 180, "", kSpice},
    {"墨西哥鸡肉卷", "Mexican Chicken Wrap", 190, "", kSpice},
    {"炸鸡翅", "Fried Chicken Wings", 140, "", kSpice},
    {"吮指炸鸡", "Fried Chicken", 130, "人气 popular", kSpice},
    {"炸鸡桶", "Fried Chicken Bucket", 680, "分享 sharing", kSpice},
    {"鸡米花", "Popcorn Chicken", 130, "", kSpice},
    {"薯条", "French Fries", 110, "素食 vegetarian", kPortion},
    {"洋葱圈", "Onion Rings", 120, "素食 vegetarian", kNone},
    {"鸡块", "Chicken Nuggets", 130, "", kNone},
    {"土豆泥", "Mashed Potato", 90, "素食 vegetarian", kNone},
    {"玛格丽特披萨", "Margherita Pizza", 480, "素食 vegetarian", kPortion},
    {"意式香肠披萨", "Pepperoni Pizza", 560, "", kPortion},
    {"夏威夷披萨", "Hawaiian Pizza", 540, "", kPortion},
    {"可乐", "Cola", 70, "", kCup | kIce},
    {"雪碧", "Lemon-Lime Soda", 70, "", kCup | kIce},
    {"橙汁", "Orange Juice", 90, "", kCup | kIce},
    {"圣代", "Sundae", 100, "甜 sweet", kNone},
};

constexpr Dish kSalad[] = {
    {"凯撒鸡胸沙拉", "Chicken Caesar Salad", 320, "招牌 signature", kSaladExtras},
    {"牛油果鲜虾沙拉", "Avocado Shrimp Salad", 380, "人气 popular", kSaladExtras},
    {"烟熏三文鱼沙拉", "Smoked Salmon Salad", 420, "", kSaladExtras},
    {"金枪鱼沙拉", "Tuna Salad", 330, "", kSaladExtras},
    {"牛肉藜麦碗", "Beef Quinoa Bowl", 390, "", kSaladExtras},
    {"鸡胸肉能量碗", "Chicken Power Bowl", 340, "低脂 low-fat", kSaladExtras},
    {"田园蔬菜沙拉", "Garden Salad", 240, "素食 vegetarian", kSaladExtras},
    {"鹰嘴豆沙拉", "Chickpea Salad", 260, "素食 vegetarian", kSaladExtras},
    {"豆腐波奇饭", "Tofu Poke Bowl", 300, "素食 vegetarian", kSaladExtras},
    {"三文鱼波奇饭", "Salmon Poke Bowl", 450, "", kSaladExtras},
    {"南瓜沙拉", "Pumpkin Salad", 220, "素食 vegetarian", kSaladExtras},
    {"水果酸奶碗", "Fruit Yoghurt Bowl", 260, "", kNone},
    {"鸡胸肉三明治", "Chicken Breast Sandwich", 220, "低脂 low-fat", kNone},
    {"金枪鱼三明治", "Tuna Sandwich", 230, "", kNone},
    {"全麦贝果", "Wholewheat Bagel", 160, "素食 vegetarian", kNone},
    {"荞麦面", "Soba Noodles", 260, "低脂 low-fat", kSpice},
    {"煎鸡胸套餐", "Pan-Seared Chicken Set", 360, "低脂 low-fat", kSpice},
    {"煎三文鱼套餐", "Pan-Seared Salmon Set", 520, "", kSpice},
    {"水煮蛋", "Boiled Egg", 40, "", kNone},
    {"玉米浓汤", "Sweetcorn Soup", 140, "素食 vegetarian", kNone},
    {"罗宋汤", "Borscht", 160, "", kNone},
    {"羽衣甘蓝汁", "Kale Juice", 180, "", kIce},
    {"无糖豆浆", "Unsweetened Soy Milk", 80, "素食 vegetarian", kTemperature},
};

constexpr Dish kBreakfast[] = {
    {"鲜肉包子", "Pork Bun", 25, "招牌 signature", kNone},
    {"青菜香菇包", "Vegetable Mushroom Bun", 22, "素食 vegetarian", kNone},
    {"豆沙包", "Red Bean Bun", 22, "素食 vegetarian", kNone},
    {"奶黄包", "Custard Bun", 25, "甜 sweet", kNone},
    {"馒头", "Steamed Bun", 15, "素食 vegetarian", kNone},
    {"油条", "Fried Dough Stick", 30, "素食 vegetarian", kNone},
    {"豆浆", "Soy Milk", 40, "素食 vegetarian", kCup | kTemperature | kSugar},
    {"咸豆花", "Savoury Tofu Pudding", 60, "", kSpice},
    {"煎饼果子", "Jianbing Crepe", 90, "人气 popular", kSpice | kDipExtras},
    {"鸡蛋灌饼", "Egg Pancake", 80, "", kSpice | kDipExtras},
    {"手抓饼", "Scallion Pancake Roll", 80, "", kSpice | kDipExtras},
    {"葱油饼", "Scallion Pancake", 60, "素食 vegetarian", kNone},
    {"肉夹馍", "Chinese Pork Burger", 110, "", kSpice},
    {"粢饭团", "Sticky Rice Roll", 80, "", kNone},
    {"烧麦", "Sticky Rice Shaomai", 35, "", kNone},
    {"茶叶蛋", "Tea Egg", 20, "", kNone},
    {"皮蛋瘦肉粥", "Century Egg and Pork Congee", 100, "", kPortion},
    {"白粥", "Plain Congee", 40, "素食 vegetarian", kPortion},
    {"南瓜粥", "Pumpkin Congee", 70, "素食 vegetarian", kPortion},
    {"八宝粥", "Eight Treasure Congee", 80, "素食 vegetarian", kPortion | kSugar},
    {"小馄饨", "Small Wontons", 100, "", kPortion | kSpice},
    {"胡辣汤", "Peppery Soup", 90, "辣 spicy", kSpice},
    {"牛奶", "Fresh Milk", 60, "", kTemperature},
    {"三明治早餐套餐", "Breakfast Sandwich Set", 160, "", kTemperature},
};

constexpr Dish kCongee[] = {
    {"潮汕砂锅粥", "Chaoshan Claypot Congee", 480, "招牌 signature 分享 sharing", kPortion},
    {"鲜虾粥", "Shrimp Congee", 280, "人气 popular", kPortion},
    {"鱼片粥", "Fish Slice Congee", 220, "", kPortion},
    {"生滚牛肉粥", "Beef Congee", 220, "", kPortion},
    {"艇仔粥", "Sampan Congee", 200, "", kPortion},
    {"皮蛋瘦肉粥", "Century Egg and Pork Congee", 160, "", kPortion},
    {"青菜粥", "Greens Congee", 120, "素食 vegetarian", kPortion},
    {"虾饺", "Crystal Shrimp Dumplings", 260, "招牌 signature", kNone},
    {"干蒸烧卖", "Cantonese Shaomai", 220, "", kNone},
    {"豉汁凤爪", "Chicken Feet in Black Bean Sauce", 220, "", kSpice},
    {"豉汁排骨", "Ribs in Black Bean Sauce", 240, "", kNone},
    {"叉烧包", "Char Siu Bun", 180, "", kNone},
    {"流沙包", "Molten Custard Bun", 180, "甜 sweet", kNone},
    {"鲜虾肠粉", "Shrimp Rice Rolls", 200, "人气 popular", kDipExtras},
    {"牛肉肠粉", "Beef Rice Rolls", 180, "", kDipExtras},
    {"鸡蛋肠粉", "Egg Rice Rolls", 130, "", kDipExtras},
    {"斋肠粉", "Plain Rice Rolls", 100, "素食 vegetarian", kDipExtras},
    {"糯米鸡", "Sticky Rice in Lotus Leaf", 200, "", kNone},
    {"萝卜糕", "Turnip Cake", 140, "", kNone},
    {"马蹄糕", "Water Chestnut Cake", 120, "素食 vegetarian", kNone},
    {"蛋挞", "Egg Tart", 60, "甜 sweet", kNone},
    {"豉油皇炒面", "Soy Sauce Fried Noodles", 180, "", kSpice},
    {"菊花茶", "Chrysanthemum Tea", 60, "", kTemperature | kSugar},
};

constexpr Kind kKinds[] = {
    {"milktea", "奶茶", "Milk Tea", "奶茶 drinks", "09:30", "22:30", 8, 15, 8, milk_tea},
    {"fruittea", "鲜果茶", "Fruit Tea", "果茶 drinks", "09:30", "22:30", 5, 15, 8, fruit_tea},
    {"coffee", "咖啡", "Coffee", "咖啡 coffee", "07:30", "21:00", 6, 15, 7, coffee},
    {"ricebox", "盖饭", "Rice Bowls", "快餐 rice", "10:00", "21:00", 6, 20, 14, rice_box},
    {"knuckle", "猪脚饭", "Pork Knuckle Rice", "快餐 rice", "10:00", "21:30", 4, 20, 12,
     pork_knuckle},
    {"noodles", "面馆", "Noodle House", "面 noodles", "08:00", "22:00", 6, 15, 13, noodles},
    {"home", "家常菜", "Home Kitchen", "正餐 dinner", "10:30", "21:30", 4, 40, 24, home_cooking},
    {"hotpot", "小火锅", "Hotpot", "火锅 hotpot", "11:00", "23:30", 3, 40, 22, hotpot},
    {"dumplings", "饺子馆", "Dumpling House", "饺子 dumplings", "09:00", "21:30", 5, 20, 15,
     dumplings},
    {"barbecue", "烧烤", "Barbecue", "烧烤 barbecue 夜宵 late-night", "16:30", "02:00", 4, 40, 20,
     barbecue},
    {"burgers", "汉堡炸鸡", "Burgers and Chicken", "西餐 western", "10:00", "22:30", 5, 25, 14,
     burgers},
    {"salad", "轻食", "Salad Bar", "健康 healthy", "09:30", "20:30", 4, 25, 12, salad},
    {"breakfast", "早餐铺", "Breakfast Shop", "早餐 breakfast", "05:30", "11:00", 4, 10, 8,
     breakfast},
    {"congee", "粥铺茶点", "Congee and Dim Sum", "粤式 cantonese", "07:00", "22:00", 4, 20, 16,
     congee},
    {"dessert", "甜品", "Desserts", "甜品 dessert", "11:00", "23:00", 4, 20, 9, dessert},
    {"fruit", "鲜果", "Fresh Fruit", "水果 fruit", "08:30", "22:00", 3, 20, 8, fruit},
};

}  // namespace

std::span<const Kind> kinds() {
    return kKinds;
}

std::span<const Dish> dumplings() {
    return kDumplings;
}
std::span<const Dish> barbecue() {
    return kBarbecue;
}
std::span<const Dish> burgers() {
    return kBurgers;
}
std::span<const Dish> salad() {
    return kSalad;
}
std::span<const Dish> breakfast() {
    return kBreakfast;
}
std::span<const Dish> congee() {
    return kCongee;
}

}  // namespace errand::city::menu
