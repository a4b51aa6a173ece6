#include "language/numeric/spans.hpp"

#include "language/numeric/finders.hpp"
#include "language/numeric/glyphs.hpp"

namespace errand::language {
namespace {

template <class Span>
std::vector<Span> in_bytes(std::vector<Span> spans, const numeric::Glyphs& text) {
    for (auto& span : spans) {
        span.begin = text.byte[span.begin];
        span.end = text.byte[span.end];
    }
    return spans;
}

}  // namespace

std::vector<NumberSpan> find_numbers(std::string_view text, Language language) {
    const auto glyphs = numeric::read_glyphs(text);
    return in_bytes(language == Language::Chinese ? numeric::chinese_numbers(glyphs)
                                                  : numeric::english_numbers(glyphs),
                    glyphs);
}

std::vector<OrdinalSpan> find_ordinals(std::string_view text, Language language) {
    const auto glyphs = numeric::read_glyphs(text);
    return in_bytes(language == Language::Chinese ? numeric::chinese_ordinals(glyphs)
                                                  : numeric::english_ordinals(glyphs),
                    glyphs);
}

std::vector<PercentSpan> find_percents(std::string_view text, Language language,
                                       PercentScope scope) {
    const auto glyphs = numeric::read_glyphs(text);
    return in_bytes(language == Language::Chinese ? numeric::chinese_percents(glyphs)
                                                  : numeric::english_percents(glyphs, scope),
                    glyphs);
}

std::vector<RangeSpan> find_number_ranges(std::string_view text, Language language) {
    const auto glyphs = numeric::read_glyphs(text);
    return in_bytes(language == Language::Chinese ? numeric::chinese_ranges(glyphs)
                                                  : numeric::english_ranges(glyphs),
                    glyphs);
}

std::vector<AmountSpan> find_amounts(std::string_view text, Language language, AmountScope scope) {
    const auto glyphs = numeric::read_glyphs(text);
    return in_bytes(language == Language::Chinese ? numeric::chinese_amounts(glyphs, scope)
                                                  : numeric::english_amounts(glyphs, scope),
                    glyphs);
}

}  // namespace errand::language
