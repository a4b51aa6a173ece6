// Owns: values that are numbers, found anywhere in a sentence, with the bytes they were read from:
// numbers, ordinals, percentages, ranges, and amounts of a unit (money, sizes, ages, temperatures).
//
// Every function is pure, linear in the length of the text, and reads kMaxSentenceBytes of it; any
// bytes may be given. Spans are in the order of the text, never overlap, and are byte offsets
// [begin, end). Chinese and English have one grammar each; a sentence that mixes them can be read
// by both.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace errand::language {

enum class Language { Chinese, English };

enum class NumberKind { Integer, Decimal, Fraction, Power };
struct NumberSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    double value = 0;
    NumberKind kind = NumberKind::Integer;
};
// "1,200", "5k", "2^5", "三点五", "一百五", "三分之二", "half a dozen", "five and a half million".
std::vector<NumberSpan> find_numbers(std::string_view text, Language language);

// What an ordinal counts from: "the third" from the start, "next" from where one is, "last but one"
// from the end.
enum class Anchor { Start, Current, End };
struct OrdinalSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    Anchor anchor = Anchor::Start;
    double offset = 0;  // from Start: the rank, from 1; else the distance, 0 for "last", "current"
};
std::vector<OrdinalSpan> find_ordinals(std::string_view text, Language language);

struct PercentSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<double> percent;  // nothing: the word alone ("which percentage")
};
// `Shares` reads "one out of three" and "a quarter of" as percentages too.
enum class PercentScope { Percentages, Shares };
std::vector<PercentSpan> find_percents(std::string_view text, Language language,
                                       PercentScope scope = PercentScope::Percentages);

struct Bound {
    double value = 0;
    bool closed = false;  // the value itself belongs to the range
};
struct RangeSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<Bound> low;
    std::optional<Bound> high;
    bool pair = false;  // from one number to another, as in "between 2 and 5"
};
std::vector<RangeSpan> find_number_ranges(std::string_view text, Language language);

enum class UnitKind {
    Currency,
    Length,
    Area,
    Volume,
    Weight,
    Speed,
    Information,
    Angle,
    Frequency,
    Power,
    Age,
    Temperature
};
struct AmountSpan {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<double> value;  // nothing: the unit alone ("convert to fahrenheit")
    std::string_view unit;        // its English name: "Swiss franc", "Kilometer"; lives forever
    UnitKind kind = UnitKind::Length;
    std::string_view iso;  // of a currency: its ISO 4217 code, empty where there is none
};
enum class AmountScope { Currencies, Dimensions, Ages, Temperatures };
// One amount may be said in parts: "5 dollars and 20 cents", "3元5角", "5 ft 2 in", "两米半".
std::vector<AmountSpan> find_amounts(std::string_view text, Language language, AmountScope scope);

}  // namespace errand::language
