#include "brain/embedded/sizes.hpp"

#include <vector>

#include "language/numbers.hpp"

namespace errand::brain::embedded {
namespace {

using language::Text;
using language::TokenKind;

const std::vector<Text>& units() {
    static const auto all = [] {
        std::vector<Text> made;
        for (const auto unit :
             {"毫升",  "升",     "克",    "公斤",   "千克",  "斤",     "寸",    "英寸",
              "厘米",  "公分",   "盎司",  "inch",   "in",    "inches", "\"",    "cm",
              "ml",    "g",      "kg",    "gram",   "grams", "oz",     "ounce", "ounces",
              "litre", "litres", "liter", "liters", "piece", "pc",     "pcs"})
            made.push_back(language::read_text(unit));
        return made;
    }();
    return all;
}

// How many tokens at `at` are the longest unit there; 0: none is.
std::size_t unit_at(const Text& text, std::size_t at) {
    std::size_t longest = 0;
    for (const auto& unit : units()) {
        bool same = unit.size() > longest;
        for (std::size_t i = 0; same && i < unit.size(); ++i) same = text.is(at + i, unit[i].text);
        if (same) longest = unit.size();
    }
    return longest;
}

bool is_end(const Text& text, std::size_t at) {
    return at >= text.size() || text[at].kind == TokenKind::Mark;
}

}  // namespace

std::optional<SizeRead> read_size(const Text& text, std::size_t at) {
    constexpr double kLeast = 50;  // "500的": of what is sold in such sizes
    auto end = at + 1;
    const bool half = text.is(at, "半");
    if (!half) {
        const auto number = language::read_number(text, at);
        if (!number || number->value <= 0) return std::nullopt;
        end = number->end;
        if (number->value >= kLeast && text.is(end, "的") && text[at].kind == TokenKind::Number)
            return SizeRead{end, end + 1};
    }
    if (text.is(end, "-")) ++end;
    const auto unit = unit_at(text, end);
    if (unit == 0 || (half && text[end].kind != TokenKind::Han)) return std::nullopt;
    if (text.is(end + unit, "of")) return std::nullopt;  // a count: "three pieces of cake"
    if (text.is(end, "in") && !is_end(text, end + 1)) return std::nullopt;  // "2 in the morning"
    return SizeRead{end + unit, end + unit};
}

}  // namespace errand::brain::embedded
