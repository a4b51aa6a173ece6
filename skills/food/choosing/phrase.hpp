// Owns: names of things in a clause ("一份正宗的陕西菜"), places, people and money in it. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "skills/food/choosing/strings.hpp"

namespace errand::skills::food::choosing {

// What a verb of ordering or a quantity led to. [begin, end) are characters of the clause.
struct Phrase {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::u32string words;
    std::u32string head;
    std::u32string other;  // "or …"
    std::vector<std::u32string> modifiers;
    int quantity = 1;
    bool counted = false;
    int kinds = 1;         // "三道菜"
    std::u32string shop;   // "那家满记"
    bool no_name = false;  // "要蒜蓉口味的": says more of what was named before
};

std::vector<Phrase> phrases_in(View clause);
// True where a verb that a name may follow stands at `at`.
bool begins_want(View clause, std::size_t at);

// "home", "office", the words of an address, or empty.
std::string place_in(View clause);
// How many people eat; 0 where the clause does not say.
int people_in(View clause);

struct Money {
    int fen = 0;
    bool each = false;
    bool about = false;
};
std::optional<Money> budget_in(View clause);

// The shop that a clause says to order at: "在徐姐水煮点个…", "从八喜临门家订…". Empty: none.
View shop_of_clause(View clause);
// The shop that words name: "那家满记甜品" is 满记甜品.
View shop_in(View words);
// What the shop is asked to do: "希望商家能少放些调料", "需要商家提供手套".
std::u32string asked_of_shop(View clause);

}  // namespace errand::skills::food::choosing
