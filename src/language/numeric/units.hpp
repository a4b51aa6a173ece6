// Owns: the units that amounts are counted in, and the words each is said with. The tables are
// facts; the forms (plurals, "Swiss francs", "sq km", "km/h") are made from them once. Pure; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

struct Unit {
    std::string_view name;  // lives forever
    UnitKind kind = UnitKind::Length;
    std::string_view iso;
    // Of a currency: its parts, as "Cent*100,Dime*10". Empty for all else.
    std::string_view parts;
};

// How a form may be used, as bits.
inline constexpr unsigned kBehind = 1;    // behind a number: "5 dollars"
inline constexpr unsigned kBefore = 2;    // before a number: "$5"
inline constexpr unsigned kAlone = 4;     // without a number it still names the unit
inline constexpr unsigned kUpper = 8;     // only in capitals, as it is also a word: "TRY", "CUP"
inline constexpr unsigned kContext = 16;  // only where the sentence speaks of such things: "72 f"

struct Form {
    const Unit* unit = nullptr;
    std::uint8_t use = kBehind;
};

// Forms by the text of their pieces (pieces.hpp), joined by spaces: "us $", "square meters", "m /
// s". `cased` is looked up first, with the text as it was written ("MB", "Mb").
struct Forms {
    std::unordered_map<std::string, Form> folded;
    std::unordered_map<std::string, Form> cased;
    std::unordered_set<std::string> starts;  // the first pieces of `folded`
    std::size_t longest = 1;                 // in pieces

    void add(std::string_view words, const Unit* unit, unsigned use);
    void add_cased(std::string_view words, const Unit* unit, unsigned use);
};

const Forms& english_currencies();
const Forms& english_dimensions();
const Forms& english_ages();
const Forms& english_temperatures();

// A unit that lives as long as the program.
const Unit* make_unit(std::string name, UnitKind kind, std::string_view iso = {},
                      std::string_view parts = {});
// Of the currency of that name, in the form of Unit::parts.
std::string_view parts_of_currency(std::string_view name);
// How many of `part` make one `whole`, 0 where they do not: 100 cents, 12 inches, 16 ounces.
double parts_of_unit(const Unit& whole, const Unit& part);

}  // namespace errand::language::numeric
