// Owns: what is generally known about food: of what kind a dish or a drink is, what is in it, what
// it tastes like. The knowledge itself is the tables of facts_dishes.cpp, facts_kitchen.cpp and
// facts_words.cpp, one thing a line, both languages. Pure; any thread.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace errand::skills::food::choosing {

// clang-format off
enum class Trait : std::uint8_t {
    // what it is
    Staple, Rice, Noodle, Dumpling, Bread, Porridge, Soup, Hotpot, Stew, Grill, Snack, Salad,
    Dessert, Cake, Pastry, IceCream, Drink, Tea, MilkTea, Coffee, Juice, Set, Condiment, Dish,
    Breakfast, Homely,
    // what is in it
    Meat, Pork, Beef, Lamb, Chicken, Duck, Goose, Organ, FatMeat, Fish, Shrimp, Crab, Shellfish,
    Seafood, Egg, Dairy, NoDairy, Soy, Nut, Peanut, Sesame, Mango, Strawberry, Durian, Fruit,
    Vegetable, Mushroom, Gluten, Caffeine, LowCaffeine, Alcohol, Coriander, Onion, Garlic, AnimalCream,
    PlantCream,
    // what it is like
    Spicy, MildSpicy, NotSpicy, Numbing, Sour, Sweet, Fried, Oily, Salty, Cold, Hot, Raw, Purine,
    LowFat, LowSugar, HighSugar, Light, Smelly, Fresh, Handmade, Refreshing, Soothing, Filling,
    Large, Small, ForOne, ForTwo, ForMany, ForChildren, Girl, Boy, Gift, Nourishing, Halal, Vegetarian,
    // where it is from
    Sichuan, Hunan, Cantonese, Shaanxi, Northeast, Xinjiang, Jiangzhe, Shandong, Yunnan, Beijing,
    Hubei, Fujian, Chinese, Thai, Japanese, Korean, Western, Vietnamese, Indian,
    // what is said of a shop
    GoodPackaging, DineIn, Clean, Brand, Authentic, Cheap, AllNight, Popular,
    Count,
};
// clang-format on

using Traits = std::bitset<static_cast<std::size_t>(Trait::Count)>;

inline bool has(const Traits& traits, Trait trait) {
    return traits.test(static_cast<std::size_t>(trait));
}
inline void add(Traits& traits, Trait trait) {
    traits.set(static_cast<std::size_t>(trait));
}

// One known word in a text. `begin`, `end` count characters.
struct Known {
    std::size_t begin = 0;
    std::size_t end = 0;
    Traits traits;
};

// The known words of a text, the longest at each place, from left to right without overlap. A
// word that is denied right before ("不含咖啡因", "no nuts") is left out, but for words that say
// the denial themselves ("不辣"). The text is normalised (src/language/text.hpp).
std::vector<Known> known_words(std::u32string_view text);
// All that the text's known words say.
Traits traits_of(std::u32string_view text);
// Exactly this word's, or nothing where it is not known.
Traits traits_of_word(std::u32string_view word);

// Words that name a kind rather than a dish: "甜品", "drink". The one that a name ends in, or
// nothing.
std::u32string_view class_of(std::u32string_view name);
bool is_class(std::u32string_view name);
// Traits that say what a thing is (a soup, a drink), where it is from, and whatever is eaten.
const Traits& kinds_of_food();
const Traits& cuisines();
const Traits& whatever_is_eaten();

// How a trait is named to a person, in both languages.
struct TraitName {
    std::string_view zh;
    std::string_view en;
};
TraitName name_of(Trait trait);

// Lines "中文 中文|english,english|trait trait" of the tables.
extern const std::string_view kDishFacts;
extern const std::string_view kKitchenFacts;
extern const std::string_view kWordFacts;

}  // namespace errand::skills::food::choosing
