// Owns: drinks, desserts and fruit of the generated city.
#include "city/world/menu_data.hpp"

namespace errand::city::menu {
namespace {

constexpr Dish kMilkTea[] = {
    {"珍珠奶茶", "Pearl Milk Tea", 150, "招牌 signature", kTea},
    {"黑糖珍珠鲜奶", "Brown Sugar Pearl Milk", 180, "招牌 signature", kTea},
    {"原味奶茶", "Classic Milk Tea", 120, "经典 classic", kTea},
    {"茉莉奶绿", "Jasmine Milk Green Tea", 140, "清爽 light", kTea},
    {"四季春奶茶", "Four Seasons Milk Tea", 140, "清爽 light", kTea},
    {"焦糖奶茶", "Caramel Milk Tea", 160, "甜 sweet", kTea},
    {"芋泥奶茶", "Taro Milk Tea", 180, "人气 popular", kTea},
    {"芋泥波波鲜奶", "Taro Boba Fresh Milk", 200, "人气 popular", kTea},
    {"椰果奶茶", "Coconut Jelly Milk Tea", 150, "", kTea},
    {"布丁奶茶", "Pudding Milk Tea", 160, "", kTea},
    {"红豆奶茶", "Red Bean Milk Tea", 160, "", kTea},
    {"烧仙草奶茶", "Grass Jelly Milk Tea", 170, "", kTea},
    {"乌龙奶茶", "Oolong Milk Tea", 150, "", kTea},
    {"白桃乌龙奶茶", "White Peach Oolong Milk Tea", 180, "", kTea},
    {"抹茶奶茶", "Matcha Milk Tea", 180, "抹茶 matcha", kTea},
    {"可可奶茶", "Cocoa Milk Tea", 170, "", kTea},
    {"伯爵奶茶", "Earl Grey Milk Tea", 160, "", kTea},
    {"桂花乌龙奶茶", "Osmanthus Oolong Milk Tea", 170, "", kTea},
    {"玫瑰奶茶", "Rose Milk Tea", 170, "", kTea},
    {"燕麦奶茶", "Oat Milk Tea", 180, "素食 vegetarian", kTea},
    {"奥利奥奶茶", "Cookie Crumble Milk Tea", 180, "甜 sweet", kTea},
    {"芝士奶盖红茶", "Cheese Foam Black Tea", 170, "奶盖 foam", kTea},
    {"芝士奶盖绿茶", "Cheese Foam Green Tea", 170, "奶盖 foam", kTea},
    {"泰式奶茶", "Thai Milk Tea", 160, "", kTea},
    {"港式丝袜奶茶", "Hong Kong Milk Tea", 160, "", kCup | kIce | kSugar},
    {"鸳鸯奶茶", "Coffee Milk Tea", 170, "", kTea},
    {"生椰奶茶", "Raw Coconut Milk Tea", 180, "", kTea},
    {"红茶拿铁", "Black Tea Latte", 160, "", kTea},
    {"三拼奶茶", "Triple Topping Milk Tea", 190, "", kTea},
    {"热可可", "Hot Cocoa", 160, "热饮 hot", kCup | kSugar},
};

constexpr Dish kFruitTea[] = {
    {"柠檬水", "Lemonade", 80, "清爽 light", kTea},
    {"手打柠檬茶", "Hand-Crushed Lemon Tea", 150, "招牌 signature", kTea},
    {"鸭屎香柠檬茶", "Dancong Lemon Tea", 160, "人气 popular", kTea},
    {"百香果绿茶", "Passion Fruit Green Tea", 150, "", kTea},
    {"满杯橙子", "Full Cup Orange Tea", 170, "", kTea},
    {"霸气杨梅", "Bayberry Fruit Tea", 190, "", kTea},
    {"多肉葡萄", "Grape Pulp Tea", 200, "招牌 signature", kTea},
    {"芝芝草莓", "Cheese Foam Strawberry", 210, "奶盖 foam", kTea},
    {"芝芝芒果", "Cheese Foam Mango", 210, "奶盖 foam", kTea},
    {"杨枝甘露", "Mango Pomelo Sago", 190, "人气 popular", kTea},
    {"西瓜冰茶", "Watermelon Iced Tea", 160, "", kTea},
    {"蜜桃乌龙", "Peach Oolong Tea", 160, "", kTea},
    {"金桔柠檬", "Kumquat Lemon Tea", 140, "", kTea},
    {"青提茉莉", "Green Grape Jasmine Tea", 170, "", kTea},
    {"凤梨冰茶", "Pineapple Iced Tea", 160, "", kTea},
    {"荔枝红茶", "Lychee Black Tea", 160, "", kTea},
    {"柚子绿茶", "Pomelo Green Tea", 150, "", kTea},
    {"苹果红茶", "Apple Black Tea", 140, "", kTea},
    {"蓝莓桑葚", "Blueberry Mulberry Tea", 190, "", kTea},
    {"椰子水果茶", "Coconut Fruit Tea", 180, "", kTea},
    {"冷萃乌龙", "Cold Brew Oolong", 130, "无糖 sugar-free", kCup | kIce | kSugar},
    {"茉莉绿茶", "Jasmine Green Tea", 100, "无糖 sugar-free", kCup | kIce | kSugar},
    {"四季春茶", "Four Seasons Tea", 100, "无糖 sugar-free", kCup | kIce | kSugar},
    {"正山小种红茶", "Lapsang Black Tea", 120, "无糖 sugar-free", kCup | kIce | kSugar},
    {"酸梅汤", "Sour Plum Drink", 90, "", kCup | kIce | kSugar},
    {"养乐多绿茶", "Yoghurt Green Tea", 150, "", kTea},
    {"水果桶", "Fruit Tea Bucket", 260, "分享 sharing", kIce | kSugar},
};

constexpr Dish kCoffeeMenu[] = {
    {"美式咖啡", "Americano", 130, "无糖 sugar-free", kCoffee},
    {"拿铁", "Caffe Latte", 170, "招牌 signature", kCoffee},
    {"卡布奇诺", "Cappuccino", 170, "", kCoffee},
    {"摩卡", "Mocha", 190, "甜 sweet", kCoffee},
    {"焦糖玛奇朵", "Caramel Macchiato", 200, "甜 sweet", kCoffee},
    {"香草拿铁", "Vanilla Latte", 190, "", kCoffee},
    {"榛果拿铁", "Hazelnut Latte", 190, "", kCoffee},
    {"生椰拿铁", "Coconut Latte", 180, "人气 popular", kCoffee},
    {"燕麦拿铁", "Oat Latte", 200, "素食 vegetarian", kCoffee},
    {"丝绒拿铁", "Velvet Latte", 180, "", kCoffee},
    {"抹茶拿铁", "Matcha Latte", 190, "抹茶 matcha", kCoffee},
    {"桂花拿铁", "Osmanthus Latte", 190, "", kCoffee},
    {"澳白", "Flat White", 180, "", kCup | kTemperature | kCoffeeExtras},
    {"意式浓缩", "Espresso", 100, "", kCoffeeExtras},
    {"冷萃咖啡", "Cold Brew Coffee", 180, "", kCup | kIce | kCoffeeExtras},
    {"气泡美式", "Sparkling Americano", 160, "", kCup | kIce | kSugar},
    {"橙C美式", "Orange Americano", 170, "人气 popular", kCup | kIce | kSugar},
    {"柠檬美式", "Lemon Americano", 160, "", kCup | kIce | kSugar},
    {"椰青美式", "Coconut Water Americano", 180, "", kCup | kIce},
    {"馥芮白", "Ristretto Bianco", 190, "", kCoffee},
    {"手冲耶加雪菲", "Pour-Over Yirgacheffe", 280, "精品 specialty", kTemperature},
    {"手冲瑰夏", "Pour-Over Geisha", 380, "精品 specialty", kTemperature},
    {"热巧克力", "Hot Chocolate", 170, "热饮 hot", kCup | kSugar},
    {"牛角包", "Croissant", 120, "烘焙 bakery", kNone},
    {"火腿芝士三明治", "Ham and Cheese Sandwich", 180, "烘焙 bakery", kNone},
    {"鸡肉帕尼尼", "Chicken Panini", 220, "烘焙 bakery", kNone},
    {"蓝莓麦芬", "Blueberry Muffin", 130, "烘焙 bakery", kNone},
    {"巴斯克芝士蛋糕", "Basque Cheesecake", 220, "烘焙 bakery", kNone},
    {"提拉米苏", "Tiramisu", 240, "烘焙 bakery", kNone},
};

constexpr Dish kDessert[] = {
    {"芒果班戟", "Mango Pancake", 180, "招牌 signature", kNone},
    {"杨枝甘露碗", "Mango Sago Bowl", 220, "人气 popular", kSugar},
    {"双皮奶", "Double-Skin Milk Pudding", 130, "", kTemperature},
    {"红豆双皮奶", "Red Bean Milk Pudding", 150, "", kTemperature},
    {"姜撞奶", "Ginger Milk Curd", 140, "热饮 hot", kNone},
    {"椰汁西米露", "Coconut Sago", 140, "素食 vegetarian", kTemperature | kSugar},
    {"芋圆烧仙草", "Taro Ball Grass Jelly", 190, "人气 popular", kTemperature | kSugar},
    {"冰粉", "Ice Jelly", 90, "素食 vegetarian", kSugar},
    {"红糖糍粑", "Brown Sugar Rice Cake", 160, "甜 sweet", kNone},
    {"豆花", "Sweet Tofu Pudding", 100, "素食 vegetarian", kTemperature | kSugar},
    {"酒酿圆子", "Fermented Rice Dumplings", 140, "热饮 hot", kSugar},
    {"榴莲千层", "Durian Mille Crepe", 320, "", kNone},
    {"抹茶千层", "Matcha Mille Crepe", 280, "抹茶 matcha", kNone},
    {"草莓蛋糕", "Strawberry Cake", 260, "", kNone},
    {"黑森林蛋糕", "Black Forest Cake", 260, "", kNone},
    {"葡式蛋挞", "Portuguese Egg Tart", 60, "烘焙 bakery", kNone},
    {"雪媚娘", "Snow Mochi", 90, "", kNone},
    {"芝麻糊", "Black Sesame Soup", 120, "热饮 hot", kSugar},
    {"杏仁茶", "Almond Tea", 120, "", kSugar},
    {"绿豆沙", "Mung Bean Soup", 100, "素食 vegetarian", kTemperature | kSugar},
    {"芒果冰沙", "Mango Smoothie Ice", 200, "", kNone},
    {"香草冰淇淋", "Vanilla Ice Cream", 120, "", kNone},
    {"巧克力冰淇淋", "Chocolate Ice Cream", 120, "", kNone},
    {"水果捞", "Fruit in Yoghurt", 220, "", kSugar},
    {"银耳莲子羹", "White Fungus Lotus Soup", 150, "素食 vegetarian", kTemperature | kSugar},
};

constexpr Dish kFruit[] = {
    {"鲜切西瓜", "Fresh Cut Watermelon", 120, "", kPortion},
    {"鲜切哈密瓜", "Fresh Cut Hami Melon", 150, "", kPortion},
    {"鲜切菠萝", "Fresh Cut Pineapple", 140, "", kPortion},
    {"鲜切芒果", "Fresh Cut Mango", 190, "", kPortion},
    {"鲜切火龙果", "Fresh Cut Dragon Fruit", 170, "", kPortion},
    {"水果拼盘", "Mixed Fruit Platter", 320, "分享 sharing", kPortion},
    {"丹东草莓", "Dandong Strawberries", 350, "当季 seasonal", kPortion},
    {"阳光玫瑰青提", "Shine Muscat Grapes", 320, "当季 seasonal", kPortion},
    {"车厘子", "Cherries", 420, "当季 seasonal", kPortion},
    {"蓝莓", "Blueberries", 220, "", kPortion},
    {"赣南脐橙", "Gannan Navel Oranges", 190, "", kPortion},
    {"红富士苹果", "Fuji Apples", 160, "", kPortion},
    {"香蕉", "Bananas", 110, "", kPortion},
    {"猕猴桃", "Kiwi Fruit", 180, "", kPortion},
    {"沃柑", "Orah Mandarins", 170, "", kPortion},
    {"椰子", "Young Coconut", 160, "", kNone},
    {"石榴", "Pomegranates", 200, "", kPortion},
    {"柚子", "Pomelo", 220, "", kNone},
    {"鲜榨橙汁", "Fresh Orange Juice", 180, "现榨 fresh", kCup | kIce},
    {"鲜榨西瓜汁", "Fresh Watermelon Juice", 160, "现榨 fresh", kCup | kIce},
    {"鲜榨苹果汁", "Fresh Apple Juice", 170, "现榨 fresh", kCup | kIce},
    {"胡萝卜汁", "Carrot Juice", 150, "现榨 fresh", kCup | kIce},
    {"牛油果奶昔", "Avocado Milkshake", 230, "现榨 fresh", kCup | kIce | kSugar},
    {"草莓奶昔", "Strawberry Milkshake", 210, "现榨 fresh", kCup | kIce | kSugar},
};

}  // namespace

std::span<const Dish> milk_tea() {
    return kMilkTea;
}
std::span<const Dish> fruit_tea() {
    return kFruitTea;
}
std::span<const Dish> coffee() {
    return kCoffeeMenu;
}
std::span<const Dish> dessert() {
    return kDessert;
}
std::span<const Dish> fruit() {
    return kFruit;
}

}  // namespace errand::city::menu
