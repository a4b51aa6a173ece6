// The English forms of sizes, speeds, weights and the like, of ages and of temperatures. Metric
// units are made from their prefixes. See units.hpp.
#include <fmt/format.h>

#include <array>

#include "language/numeric/split.hpp"
#include "language/numeric/units.hpp"

namespace errand::language::numeric {
namespace {

struct Prefix {
    std::string_view name;  // "Kilo"
    std::string_view word;  // "kilo"
    std::string_view short_form;
};
constexpr std::array<Prefix, 10> kPrefixes = {{{"", "", ""},
                                               {"Kilo", "kilo", "k"},
                                               {"Hecto", "hecto", "h"},
                                               {"Deca", "deca", "da"},
                                               {"Deci", "deci", "d"},
                                               {"Centi", "centi", "c"},
                                               {"Milli", "milli", "m"},
                                               {"Micro", "micro", "μ"},
                                               {"Nano", "nano", "n"},
                                               {"Pico", "pico", "p"}}};

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text;
}

// A word and its plural.
void add_word(Forms& forms, const std::string& word, const Unit* unit, unsigned use) {
    forms.add(word, unit, use);
    forms.add(word + "s", unit, use);
}

constexpr unsigned kName = kBehind | kAlone;

struct Time {
    std::string_view name;
    std::string_view forms;
};
constexpr std::array<Time, 3> kTimes = {
    {{"hour", "hour,hr,h"}, {"minute", "minute,min"}, {"second", "second,sec,s"}}};

// "kilometers per hour", "km/h", "miles an hour"
void add_speeds(Forms& forms, const std::string& name, std::string_view lengths) {
    for (const auto& time : kTimes) {
        const auto* unit = make_unit(name + " per " + std::string(time.name), UnitKind::Speed);
        for_items(lengths, [&](std::string_view length) {
            for_items(time.forms, [&](std::string_view word) {
                const unsigned use = word.size() < 4 ? kBehind : kName;
                forms.add(fmt::format("{}/{}", length, word), unit, kBehind);
                forms.add(fmt::format("{} per {}", length, word), unit, use);
                if (word.size() < 4) return;
                forms.add(fmt::format("{} an {}", length, word), unit, kBehind);
                forms.add(fmt::format("{} a {}", length, word), unit, kBehind);
            });
        });
    }
}

void add_metric_length(Forms& forms, const Prefix& prefix) {
    const std::string word(prefix.word);
    const auto name = capital(word + "meter");
    const auto short_form = std::string(prefix.short_form) + "m";
    const auto* length = make_unit(name, UnitKind::Length);
    const auto* area = make_unit("Square " + word + "meter", UnitKind::Area);
    const auto* volume = make_unit("Cubic " + word + "meter", UnitKind::Volume);
    std::string all;
    for (const std::string_view base : {"meter", "metre"}) {
        std::array<std::string, 2> spellings = {word + std::string(base),
                                                word + " " + std::string(base)};
        if (prefix.name == "Deca") spellings[1] = "deka" + std::string(base);
        for (const auto& spelled : spellings) {
            if (word.empty() && spelled.starts_with(' ')) continue;
            add_word(forms, spelled, length, kName);
            for (const std::string_view square : {"square ", "sq ", "sq. "})
                add_word(forms, std::string(square) + spelled, area, kName);
            add_word(forms, "cubic " + spelled, volume, kName);
            if (!all.empty()) all += ',';
            all += fmt::format("{0},{0}s", spelled);
        }
    }
    if (short_form == "m" || short_form == "pm") {
        forms.add_cased(short_form, length, kBehind | (short_form == "pm" ? kContext : 0U));
    } else {
        forms.add(short_form, length, kBehind);
    }
    if (prefix.name == "Micro") forms.add("µm", length, kBehind);  // the other of the two letters
    if (prefix.name == "Centi") forms.add("cc", volume, kBehind);
    forms.add("sq" + short_form, area, kBehind);
    if (prefix.name == "Kilo" || prefix.name == "Centi")
        forms.add(short_form + "s", length, kBehind);
    for (const std::string_view square : {"2", "^2", "²"})
        forms.add(short_form + std::string(square), area, kBehind);
    forms.add("sq " + short_form, area, kBehind);
    forms.add("sq. " + short_form, area, kBehind);
    for (const std::string_view cube : {"3", "^3", "³"})
        forms.add(short_form + std::string(cube), volume, kBehind);
    forms.add("cu " + short_form, volume, kBehind);
    add_speeds(forms, name, all + "," + short_form);
}

void add_metric_others(Forms& forms, const Prefix& prefix) {
    const std::string word(prefix.word), letter(prefix.short_form);
    const auto* liter = make_unit(capital(word + "liter"), UnitKind::Volume);
    for (const std::string_view base : {"liter", "litre"})
        add_word(forms, word + std::string(base), liter, kName);
    if (prefix.name == "Deca") add_word(forms, "dekaliter", liter, kName);
    const auto* gram = make_unit(capital(word + "gram"), UnitKind::Weight);
    add_word(forms, word + "gram", gram, kName);
    add_word(forms, word + "gramme", gram, kName);
    if (letter.empty()) {
        forms.add("l", liter, kBehind);
        forms.add_cased("g", gram, kBehind);
        return;
    }
    forms.add(letter + "l", liter, kBehind);
    if (prefix.name == "Milli") forms.add("mls", liter, kBehind);
    forms.add(letter + "g", gram, kBehind);
    if (prefix.name == "Kilo") {
        forms.add("kgs", gram, kBehind);
        add_word(forms, "kilo", gram, kBehind);
    }
    if (prefix.name == "Micro") {
        for (const std::string_view form : {"mcg", "ug", "µg"}) forms.add(form, gram, kBehind);
        forms.add("µl", liter, kBehind);
    }
}

struct DataScale {
    std::string_view word;
    char letter;
};
constexpr std::array<DataScale, 6> kDataScales = {
    {{"", 0}, {"kilo", 'k'}, {"mega", 'm'}, {"giga", 'g'}, {"tera", 't'}, {"peta", 'p'}}};

// Bits by "b", bytes by "B", whatever the prefix's case.
void add_information(Forms& forms) {
    for (const auto& [scale, letter] : kDataScales) {
        const std::string word(scale);
        const auto* bits = make_unit(capital(word + "bit"), UnitKind::Information);
        const auto* bytes = make_unit(capital(word + "byte"), UnitKind::Information);
        add_word(forms, word + "bit", bits, word.empty() ? kBehind : kName);
        add_word(forms, word + "byte", bytes, kName);
        if (letter == 0) continue;
        add_word(forms, word + " byte", bytes, kName);
        add_word(forms, word + " bit", bits, kName);
        for (const char first : {letter, static_cast<char>(letter - 32)}) {
            const std::string start(1, first);
            forms.add_cased(start + "b", bits, kBehind);
            forms.add_cased(start + "B", bytes, kBehind);
        }
        forms.add(std::string(1, letter) + "bit", bits, kBehind);
        forms.add(std::string(1, letter) + "byte", bytes, kBehind);
    }
}

struct Plain {
    std::string_view name;
    UnitKind kind;
    std::string_view counted;  // only behind a number
    std::string_view named;    // alone too
};
constexpr std::array kPlain = std::to_array<Plain>({
    {"Mile", UnitKind::Length, "mi", "mile,miles"},
    {"Yard", UnitKind::Length, "yard,yards,yd,yds", ""},
    {"Foot", UnitKind::Length, "foot,feet,ft", ""},
    {"Inch", UnitKind::Length, "\"", "inch,inches"},
    {"Nautical mile", UnitKind::Length, "nmi", "nautical mile,nautical miles"},
    {"Light year", UnitKind::Length, "ly",
     "light year,light years,light-year,light-years,lightyear,lightyears"},
    {"Pt", UnitKind::Length, "pt,pts", ""},
    {"Acre", UnitKind::Area, "ac", "acre,acres"},
    {"Hectare", UnitKind::Area, "ha", "hectare,hectares"},
    {"Square inch", UnitKind::Area, "sq in,in2,in^2,in²",
     "sq inch,sq inches,square inch,square inches"},
    {"Square foot", UnitKind::Area, "sqft,sq ft,ft2,ft^2,ft²,feet2,feet^2,feet²,sq. ft",
     "sq foot,sq feet,square foot,square feet"},
    {"Square mile", UnitKind::Area, "sq mi,mi2,mi^2,mi²",
     "sq mile,sq miles,sqmiles,square mile,square miles"},
    {"Square yard", UnitKind::Area, "sq yd,yd2,yd^2,yd²",
     "sq yard,sq yards,square yard,square yards"},
    {"Cubic foot", UnitKind::Volume, "cu ft,ft3,ft^3,ft³", "cubic foot,cubic feet"},
    {"Cubic inch", UnitKind::Volume, "cu in,in3,in^3,in³", "cubic inch,cubic inches"},
    {"Cubic yard", UnitKind::Volume, "cu yd,yd3,yd^3,yd³", "cubic yard,cubic yards"},
    {"Cubic mile", UnitKind::Volume, "cu mi", "cubic mile,cubic miles"},
    {"Fluid ounce", UnitKind::Volume, "fl oz,fl. oz", "fluid ounce,fluid ounces"},
    {"Teaspoon", UnitKind::Volume, "tsp,tsps", "teaspoon,teaspoons,tea spoon,tea spoons"},
    {"Tablespoon", UnitKind::Volume, "tbsp,tbsps",
     "tablespoon,tablespoons,table spoon,table spoons"},
    {"Pint", UnitKind::Volume, "", "pint,pints"},
    {"Cup", UnitKind::Volume, "cup,cups", ""},
    {"Quart", UnitKind::Volume, "qt", "quart,quarts"},
    {"Gallon", UnitKind::Volume, "gal,gals", "gallon,gallons"},
    {"Barrel", UnitKind::Volume, "barrel,barrels,bbl", ""},
    {"Gill", UnitKind::Volume, "gill,gills", ""},
    {"Minim", UnitKind::Volume, "minim,minims", ""},
    {"Fluid dram", UnitKind::Volume, "fluid dram,fluid drams", ""},
    {"Cord", UnitKind::Volume, "cord,cords", ""},
    {"Peck", UnitKind::Volume, "peck,pecks", ""},
    {"Bushel", UnitKind::Volume, "bushel,bushels", ""},
    {"Hogshead", UnitKind::Volume, "hogshead,hogsheads", ""},
    {"Metric ton", UnitKind::Weight, "", "metric ton,metric tons"},
    {"Ton", UnitKind::Weight, "t", "ton,tons,tonne,tonnes"},
    {"Pound", UnitKind::Weight, "pound,lb,lbs", "pounds"},
    {"Ounce", UnitKind::Weight, "oz", "ounce,ounces"},
    {"Stone", UnitKind::Weight, "stone,stones", ""},
    {"Pennyweight", UnitKind::Weight, "pennyweight,pennyweights", ""},
    {"Grain", UnitKind::Weight, "grain,grains", ""},
    {"Dram", UnitKind::Weight, "dram,drams", ""},
    {"British long ton", UnitKind::Weight, "", "british long ton,british long tons"},
    {"US short hundredweight", UnitKind::Weight, "us short hundredweight", ""},
    {"Carat", UnitKind::Weight, "carat,carats,ct", ""},
    {"Knot", UnitKind::Speed, "knot,knots,kt,kn,kts", ""},
    {"Radian", UnitKind::Angle, "rad", "radian,radians"},
    {"Turn", UnitKind::Angle, "turn,turns", ""},
    {"Degree", UnitKind::Angle, "degree,degrees,deg,deg.,°", ""},
});

void add_plain(Forms& forms) {
    for (const auto& row : kPlain) {
        const auto* unit = make_unit(std::string(row.name), row.kind);
        for_items(row.counted, [&](std::string_view form) { forms.add(form, unit, kBehind); });
        for_items(row.named, [&](std::string_view form) { forms.add(form, unit, kName); });
        // "in" is far more often the preposition.
        if (row.name == "Inch") forms.add("in", unit, kBehind | kContext);
    }
    add_speeds(forms, "Mile", "mile,miles,mi");
    add_speeds(forms, "Foot", "foot,feet,ft");
    add_speeds(forms, "Yard", "yard,yards,yd");
    add_speeds(forms, "Inch", "inch,inches");
    forms.add("mph", make_unit("Mile per hour", UnitKind::Speed), kBehind);
    forms.add("fps", make_unit("Foot per second", UnitKind::Speed), kBehind);
    const auto* kph = make_unit("Kilometer per hour", UnitKind::Speed);
    for (const std::string_view form : {"kph", "kmph", "kmh"}) forms.add(form, kph, kBehind);
}

struct ElectricScale {
    std::string_view word;
    std::string_view letter;
};
constexpr std::array<ElectricScale, 5> kElectricScales = {
    {{"", ""}, {"kilo", "k"}, {"mega", "M"}, {"giga", "G"}, {"tera", "T"}}};

// Hertz and watts, by thousands.
void add_electric(Forms& forms) {
    for (const auto& [scale, letter] : kElectricScales) {
        const std::string word(scale);
        const auto* hertz = make_unit(capital(word + "hertz"), UnitKind::Frequency);
        forms.add(word + "hertz", hertz, kName);
        forms.add(std::string(letter) + "Hz", hertz, kBehind);
        const auto* watt = make_unit(capital(word + "watt"), UnitKind::Power);
        add_word(forms, word + "watt", watt, kName);
        if (!letter.empty()) forms.add_cased(std::string(letter) + "W", watt, kBehind);
    }
    const auto* horses = make_unit("Horsepower", UnitKind::Power);
    forms.add("horsepower", horses, kBehind);
    forms.add("hp", horses, kBehind);
}

Forms dimensions() {
    Forms forms;
    for (const auto& prefix : kPrefixes) add_metric_length(forms, prefix);
    for (const auto& prefix : kPrefixes) add_metric_others(forms, prefix);
    add_information(forms);
    add_plain(forms);
    add_electric(forms);
    return forms;
}

Forms ages() {
    Forms forms;
    for (const std::string_view time : {"year", "month", "week", "day"}) {
        const std::string word(time);
        const auto* unit = make_unit(capital(word), UnitKind::Age);
        for (const std::string_view plural : {"", "s"}) {
            const auto noun = word + std::string(plural);
            forms.add(noun + " old", unit, kName);
            forms.add(noun + "-old", unit, kName);
            forms.add(noun + " of age", unit, kName);
        }
    }
    const auto* year = make_unit("Year", UnitKind::Age);
    forms.add("yrs old", year, kBehind);
    forms.add("yr old", year, kBehind);
    forms.add("y/o", year, kBehind);
    forms.add("yo", year, kBehind | kContext);
    return forms;
}

struct HeatScale {
    std::string_view name;
    std::string_view words;
    std::string_view letter;
};
constexpr std::array<HeatScale, 5> kHeatScales = {
    {{"Celsius", "celsius,celcius,centigrade,centigrate", "c"},
     {"Fahrenheit", "fahrenheit,farenheit", "f"},
     {"Kelvin", "kelvin,kelvins", "k"},
     {"Rankine", "rankine", "r"},
     {"Delisle", "delisle", "de"}}};

Forms temperatures() {
    Forms forms;
    for (const auto& scale : kHeatScales) {
        const auto* unit = make_unit(std::string(scale.name), UnitKind::Temperature);
        const bool common = scale.letter == "c" || scale.letter == "f" || scale.letter == "k";
        for (const std::string_view degree : {"degrees", "degree", "degs", "deg", "deg.", "°"}) {
            for_items(scale.words, [&](std::string_view word) {
                forms.add(std::string(degree) + " " + std::string(word), unit, kName);
            });
            if (common || degree == "°")
                forms.add(std::string(degree) + " " + std::string(scale.letter), unit,
                          degree == "°" ? unsigned(kName) : unsigned(kBehind));
        }
        for_items(scale.words, [&](std::string_view word) { forms.add(word, unit, kName); });
        if (common) forms.add(scale.letter, unit, kBehind | kContext);
    }
    forms.add("℃", make_unit("Celsius", UnitKind::Temperature), kName);
    forms.add("℉", make_unit("Fahrenheit", UnitKind::Temperature), kName);
    const auto* degree = make_unit("Degree", UnitKind::Temperature);
    for (const std::string_view word : {"degree", "degrees", "deg", "deg.", "°"})
        forms.add(word, degree, word.starts_with("degree") ? kName : kBehind);
    return forms;
}

}  // namespace

const Forms& english_dimensions() {
    static const Forms all = dimensions();
    return all;
}
const Forms& english_ages() {
    static const Forms all = ages();
    return all;
}
const Forms& english_temperatures() {
    static const Forms all = temperatures();
    return all;
}

}  // namespace errand::language::numeric
