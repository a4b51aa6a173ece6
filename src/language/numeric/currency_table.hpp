// Owns: the currencies of ISO 4217 and some without a code: names and everyday words in both
// languages. Facts only; english_units.cpp and chinese_units.cpp make the forms. Pure; any thread.
#pragma once

#include <span>
#include <string_view>

namespace errand::language::numeric {

struct CurrencyRow {
    std::string_view name;
    std::string_view iso;
    std::string_view adjectives;  // "swiss,switzerland": each before each noun
    std::string_view nouns;       // "franc": plurals are made
    std::string_view others;      // whole forms: "sfr."; a symbol stands here too
    std::string_view chinese;     // "瑞士法郎"
    std::string_view parts;       // "Rappen*100,Centime*100"
};
std::span<const CurrencyRow> currency_rows();

struct PartRow {
    std::string_view name;
    std::string_view words;  // with plurals
    std::string_view chinese;
};
// Cent, Penny, Jiao, …
std::span<const PartRow> currency_parts();

}  // namespace errand::language::numeric
