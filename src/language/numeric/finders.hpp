// Owns: the grammars of each language behind spans.hpp, over characters. Pure; any thread.
#pragma once

#include <vector>

#include "language/numeric/glyphs.hpp"
#include "language/numeric/spans.hpp"

namespace errand::language::numeric {

// Spans are character positions here; spans.cpp turns them into bytes.
std::vector<NumberSpan> chinese_numbers(const Glyphs& text);
std::vector<OrdinalSpan> chinese_ordinals(const Glyphs& text);
std::vector<PercentSpan> chinese_percents(const Glyphs& text);
std::vector<RangeSpan> chinese_ranges(const Glyphs& text);
std::vector<AmountSpan> chinese_amounts(const Glyphs& text, AmountScope scope);

std::vector<NumberSpan> english_numbers(const Glyphs& text);
std::vector<OrdinalSpan> english_ordinals(const Glyphs& text);
std::vector<PercentSpan> english_percents(const Glyphs& text, PercentScope scope);
std::vector<RangeSpan> english_ranges(const Glyphs& text);
std::vector<AmountSpan> english_amounts(const Glyphs& text, AmountScope scope);

}  // namespace errand::language::numeric
