// Owns: the dishes and drinks that a generated city's shops choose from. Constant data; any thread.
#pragma once

#include <cstdint>
#include <span>

namespace errand::city::menu {

// Which options an item of the menu has; a set of bits.
enum Options : std::uint32_t {
    kNone = 0,
    kCup = 1 << 0,          // size of a drink
    kPortion = 1 << 1,      // size of a dish
    kTemperature = 1 << 2,  // hot, warm, cold
    kIce = 1 << 3,
    kSugar = 1 << 4,
    kSpice = 1 << 5,
    kTeaExtras = 1 << 6,     // pearls, coconut jelly …
    kCoffeeExtras = 1 << 7,  // extra shot, oat milk …
    kRiceExtras = 1 << 8,    // extra rice, egg …
    kNoodleExtras = 1 << 9,  // extra noodles, beef …
    kBurgerExtras = 1 << 10,
    kSaladExtras = 1 << 11,
    kDipExtras = 1 << 12,  // vinegar, chilli oil …
    kPotExtras = 1 << 13,
};

inline constexpr std::uint32_t kTea = kCup | kIce | kSugar | kTeaExtras;
inline constexpr std::uint32_t kCoffee = kCup | kTemperature | kSugar | kCoffeeExtras;
inline constexpr std::uint32_t kRice = kSpice | kRiceExtras;
inline constexpr std::uint32_t kNoodle = kPortion | kSpice | kNoodleExtras;

struct Dish {
    const char* zh;
    const char* en;
    int price;         // in tenths of a yuan
    const char* tags;  // separated by spaces
    std::uint32_t options;
};

// One kind of shop: what it is called, when it is open, and what it may sell.
struct Kind {
    const char* id;
    const char* zh;  // ends the shop's Chinese name
    const char* en;  // ends its English name
    const char* tags;
    const char* opens;
    const char* closes;
    int shops;          // how many of the generated city's shops are of this kind
    int minimum_order;  // in yuan
    int prepare_minutes;
    std::span<const Dish> (*dishes)();
};

std::span<const Kind> kinds();

// Parts of the kinds' menus; in menu_drinks.cpp, menu_meals.cpp and menu_snacks.cpp.
std::span<const Dish> milk_tea();
std::span<const Dish> fruit_tea();
std::span<const Dish> coffee();
std::span<const Dish> dessert();
std::span<const Dish> fruit();
std::span<const Dish> rice_box();
std::span<const Dish> pork_knuckle();
std::span<const Dish> noodles();
std::span<const Dish> home_cooking();
std::span<const Dish> hotpot();
std::span<const Dish> dumplings();
std::span<const Dish> barbecue();
std::span<const Dish> burgers();
std::span<const Dish> salad();
std::span<const Dish> breakfast();
std::span<const Dish> congee();

}  // namespace errand::city::menu
