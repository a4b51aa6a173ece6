// Owns: rice, noodles, home cooking and hotpot of the generated city.
#include "city/world/menu_data.hpp"

namespace errand::city::menu {
namespace {

constexpr std::uint32_t kBowl = kSpice | kNoodleExtras | kPortion;

constexpr Dish kRiceBox[] = {
    {"台式卤肉饭", "Braised Pork Rice", 220, "招牌 signature", kRice},
    {"黑椒牛柳饭", "Black Pepper Beef Rice", 280, "", kRice},
    {"照烧鸡腿饭", "Teriyaki Chicken Rice", 250, "人气 popular", kRice},
    {"咖喱鸡饭", "Curry Chicken Rice", 240, "", kRice},
    {"咖喱牛肉饭", "Curry Beef Rice", 280, "", kRice},
    {"宫保鸡丁饭", "Kung Pao Chicken Rice", 230, "辣 spicy", kRice},
    {"鱼香肉丝饭", "Yuxiang Pork Rice", 220, "辣 spicy", kRice},
    {"麻婆豆腐饭", "Mapo Tofu Rice", 180, "辣 spicy", kRice},
    {"番茄炒蛋饭", "Tomato and Egg Rice", 170, "素食 vegetarian", kRice},
    {"回锅肉饭", "Twice-Cooked Pork Rice", 240, "辣 spicy", kRice},
    {"梅菜扣肉饭", "Pork Belly with Preserved Greens Rice", 260, "", kRice},
    {"红烧牛腩饭", "Braised Beef Brisket Rice", 300, "", kRice},
    {"广式烧鸭饭", "Roast Duck Rice", 280, "", kRice},
    {"蜜汁叉烧饭", "Honey Char Siu Rice", 270, "招牌 signature", kRice},
    {"白切鸡饭", "Poached Chicken Rice", 260, "清淡 mild", kRice},
    {"腊味煲仔饭", "Claypot Rice with Cured Meat", 290, "", kRice},
    {"排骨煲仔饭", "Claypot Rice with Spare Ribs", 290, "", kRice},
    {"扬州炒饭", "Yangzhou Fried Rice", 190, "", kRice},
    {"牛肉炒饭", "Beef Fried Rice", 220, "", kRice},
    {"海鲜炒饭", "Seafood Fried Rice", 260, "", kRice},
    {"石锅拌饭", "Stone Pot Bibimbap", 260, "", kRice},
    {"鳗鱼饭", "Grilled Eel Rice", 420, "", kRice},
    {"肥牛饭", "Sliced Beef Rice Bowl", 280, "人气 popular", kRice},
    {"香菇滑鸡饭", "Chicken and Mushroom Rice", 230, "清淡 mild", kRice},
    {"糖醋里脊饭", "Sweet and Sour Pork Rice", 240, "甜 sweet", kRice},
    {"素三鲜饭", "Three Vegetables Rice", 180, "素食 vegetarian", kRice},
    {"例汤", "Soup of the Day", 60, "清淡 mild", kNone},
    {"紫菜蛋花汤", "Seaweed Egg Soup", 80, "", kNone},
    {"白灼菜心", "Blanched Choy Sum", 120, "素食 vegetarian", kNone},
    {"卤蛋", "Braised Egg", 30, "", kNone},
};

constexpr Dish kPorkKnuckle[] = {
    {"隆江猪脚饭", "Longjiang Pork Knuckle Rice", 260, "招牌 signature", kRice},
    {"招牌猪脚饭", "Signature Pork-Knuckle Rice", 280, "招牌 signature", kRice},
    {"猪脚饭", "Pork-Knuckle Rice", 240, "人气 popular", kRice},
    {"猪脚双拼饭", "Pork Knuckle Combo Rice", 320, "", kRice},
    {"四点猪脚饭", "Pork Knuckle Middle Cut Rice", 290, "", kRice},
    {"猪脚卤蛋饭", "Pork Knuckle and Egg Rice", 270, "", kRice},
    {"卤大肠饭", "Braised Intestine Rice", 260, "", kRice},
    {"卤鸭腿饭", "Braised Duck Leg Rice", 240, "", kRice},
    {"卤鸡腿饭", "Braised Chicken Leg Rice", 220, "", kRice},
    {"卤牛腱饭", "Braised Beef Shank Rice", 290, "", kRice},
    {"卤五花肉饭", "Braised Pork Belly Rice", 240, "", kRice},
    {"卤豆腐饭", "Braised Tofu Rice", 160, "素食 vegetarian", kRice},
    {"猪脚粉", "Pork Knuckle Rice Noodles", 250, "", kNoodle},
    {"猪脚面", "Pork Knuckle Noodles", 250, "", kNoodle},
    {"单点猪脚", "Pork Knuckle, Meat Only", 300, "", kPortion},
    {"卤水拼盘", "Braised Platter", 380, "分享 sharing", kSpice},
    {"酸菜", "Pickled Mustard Greens", 40, "素食 vegetarian", kNone},
    {"白饭", "Steamed Rice", 30, "素食 vegetarian", kNone},
    {"卤蛋一只", "Braised Egg, One", 30, "", kNone},
    {"卤豆干", "Braised Dried Tofu", 60, "素食 vegetarian", kNone},
    {"青菜", "Seasonal Greens", 80, "素食 vegetarian", kNone},
    {"老火靓汤", "Slow-Cooked Soup", 120, "", kNone},
    {"猪血汤", "Pork Blood Soup", 100, "", kSpice},
    {"凉茶", "Herbal Tea", 60, "", kNone},
};

constexpr Dish kNoodles[] = {
    {"兰州牛肉面", "Lanzhou Beef Noodles", 200, "招牌 signature 清真 halal", kBowl},
    {"红烧牛肉面", "Braised Beef Noodles", 260, "人气 popular", kBowl},
    {"番茄牛腩面", "Tomato Beef Brisket Noodles", 280, "", kBowl},
    {"重庆小面", "Chongqing Noodles", 140, "辣 spicy", kBowl},
    {"豌杂面", "Chickpea and Pork Noodles", 170, "辣 spicy", kBowl},
    {"担担面", "Dan Dan Noodles", 150, "辣 spicy", kBowl},
    {"热干面", "Hot Dry Noodles", 120, "", kBowl},
    {"炸酱面", "Soybean Paste Noodles", 160, "", kBowl},
    {"葱油拌面", "Scallion Oil Noodles", 130, "素食 vegetarian", kBowl},
    {"片儿川", "Pickle and Bamboo Noodles", 190, "杭帮 local", kBowl},
    {"油泼面", "Hot Oil Noodles", 170, "辣 spicy", kBowl},
    {"臊子面", "Minced Pork Noodles", 180, "", kBowl},
    {"刀削面", "Knife-Cut Noodles", 170, "", kBowl},
    {"阳春面", "Plain Broth Noodles", 100, "清淡 mild", kBowl},
    {"雪菜肉丝面", "Pork and Snow Vegetable Noodles", 180, "", kBowl},
    {"虾爆鳝面", "Shrimp and Eel Noodles", 380, "杭帮 local", kBowl},
    {"牛肉炒面", "Beef Fried Noodles", 220, "", kSpice | kNoodleExtras},
    {"鸡蛋炒面", "Egg Fried Noodles", 160, "", kSpice | kNoodleExtras},
    {"干炒牛河", "Dry-Fried Beef Ho Fun", 240, "", kSpice | kNoodleExtras},
    {"桂林米粉", "Guilin Rice Noodles", 160, "", kBowl},
    {"过桥米线", "Crossing-the-Bridge Rice Noodles", 260, "", kBowl},
    {"螺蛳粉", "Snail Rice Noodles", 180, "辣 spicy", kBowl},
    {"酸辣粉", "Hot and Sour Noodles", 150, "辣 spicy", kBowl},
    {"凉皮", "Cold Skin Noodles", 120, "辣 spicy 素食 vegetarian", kSpice},
    {"日式豚骨拉面", "Tonkotsu Ramen", 320, "", kBowl},
    {"乌冬面", "Udon Noodles", 240, "", kBowl},
    {"卤牛肉", "Sliced Braised Beef", 280, "", kNone},
    {"拍黄瓜", "Smashed Cucumber", 90, "素食 vegetarian", kSpice},
    {"茶叶蛋", "Tea Egg", 25, "", kNone},
};

constexpr Dish kHomeCooking[] = {
    {"东坡肉", "Dongpo Pork", 480, "杭帮 local 招牌 signature", kPortion},
    {"西湖醋鱼", "West Lake Vinegar Fish", 680, "杭帮 local", kNone},
    {"龙井虾仁", "Longjing Tea Shrimp", 780, "杭帮 local", kNone},
    {"叫花鸡", "Beggar's Chicken", 880, "杭帮 local", kNone},
    {"宋嫂鱼羹", "Song Sister's Fish Soup", 380, "杭帮 local", kNone},
    {"水煮鱼", "Boiled Fish in Chilli Oil", 680, "辣 spicy", kSpice | kPortion},
    {"酸菜鱼", "Fish with Pickled Cabbage", 580, "人气 popular", kSpice | kPortion},
    {"辣子鸡", "Chilli Chicken", 480, "辣 spicy", kSpice},
    {"宫保鸡丁", "Kung Pao Chicken", 380, "辣 spicy", kSpice},
    {"麻婆豆腐", "Mapo Tofu", 260, "辣 spicy", kSpice},
    {"鱼香肉丝", "Yuxiang Shredded Pork", 340, "辣 spicy", kSpice},
    {"回锅肉", "Twice-Cooked Pork", 380, "辣 spicy", kSpice},
    {"小炒黄牛肉", "Stir-Fried Beef with Chilli", 520, "辣 spicy", kSpice},
    {"剁椒鱼头", "Fish Head with Chopped Chilli", 680, "辣 spicy", kSpice},
    {"糖醋排骨", "Sweet and Sour Ribs", 480, "甜 sweet", kNone},
    {"红烧肉", "Red-Braised Pork", 460, "", kPortion},
    {"番茄炒蛋", "Tomato and Egg", 220, "素食 vegetarian", kNone},
    {"干煸四季豆", "Dry-Fried Green Beans", 260, "", kSpice},
    {"蒜蓉西兰花", "Garlic Broccoli", 240, "素食 vegetarian", kNone},
    {"手撕包菜", "Hand-Torn Cabbage", 220, "素食 vegetarian", kSpice},
    {"地三鲜", "Potato, Pepper and Aubergine", 260, "素食 vegetarian", kNone},
    {"清蒸鲈鱼", "Steamed Sea Bass", 580, "清淡 mild", kNone},
    {"毛血旺", "Spicy Blood Curd Stew", 520, "辣 spicy", kSpice},
    {"口水鸡", "Mouth-Watering Chicken", 320, "辣 spicy", kSpice},
    {"夫妻肺片", "Beef in Chilli Sauce", 360, "辣 spicy", kSpice},
    {"老鸭煲", "Old Duck Casserole", 880, "", kNone},
    {"米饭", "Steamed Rice Bowl", 30, "素食 vegetarian", kNone},
};

constexpr Dish kHotpot[] = {
    {"单人小火锅套餐", "Hotpot Set for One", 480, "招牌 signature", kSpice | kPotExtras},
    {"双人火锅套餐", "Hotpot Set for Two", 1280, "分享 sharing", kSpice | kPotExtras},
    {"四人火锅套餐", "Hotpot Set for Four", 2380, "分享 sharing", kSpice | kPotExtras},
    {"麻辣烫", "Spicy Soup Pot", 280, "辣 spicy 人气 popular", kSpice | kPortion | kPotExtras},
    {"麻辣香锅", "Spicy Dry Pot", 420, "辣 spicy", kSpice | kPortion | kPotExtras},
    {"冒菜", "Maocai Stew", 320, "辣 spicy", kSpice | kPortion | kPotExtras},
    {"番茄锅底", "Tomato Soup Base", 280, "清淡 mild", kNone},
    {"牛油锅底", "Spicy Tallow Soup Base", 320, "辣 spicy", kSpice},
    {"菌菇锅底", "Mushroom Soup Base", 300, "素食 vegetarian", kNone},
    {"肥牛卷", "Sliced Fatty Beef", 380, "", kPortion},
    {"羊肉卷", "Sliced Lamb", 380, "", kPortion},
    {"鲜毛肚", "Fresh Tripe", 420, "", kPortion},
    {"虾滑", "Shrimp Paste", 360, "", kPortion},
    {"鸭血", "Duck Blood Curd", 160, "", kNone},
    {"午餐肉", "Luncheon Meat", 180, "", kNone},
    {"鱼豆腐", "Fish Tofu", 160, "", kNone},
    {"土豆片", "Potato Slices", 100, "素食 vegetarian", kNone},
    {"莲藕片", "Lotus Root Slices", 120, "素食 vegetarian", kNone},
    {"娃娃菜", "Baby Cabbage", 120, "素食 vegetarian", kNone},
    {"金针菇", "Enoki Mushrooms", 120, "素食 vegetarian", kNone},
    {"冻豆腐", "Frozen Tofu", 100, "素食 vegetarian", kNone},
    {"宽粉", "Wide Glass Noodles", 100, "素食 vegetarian", kNone},
    {"手工面", "Handmade Noodles", 100, "", kNone},
    {"芝麻酱", "Sesame Dip", 40, "素食 vegetarian", kNone},
    {"红糖冰粉", "Brown Sugar Ice Jelly", 120, "甜 sweet", kNone},
};

}  // namespace

std::span<const Dish> rice_box() {
    return kRiceBox;
}
std::span<const Dish> pork_knuckle() {
    return kPorkKnuckle;
}
std::span<const Dish> noodles() {
    return kNoodles;
}
std::span<const Dish> home_cooking() {
    return kHomeCooking;
}
std::span<const Dish> hotpot() {
    return kHotpot;
}

}  // namespace errand::city::menu
