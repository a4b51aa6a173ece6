// Any bytes, both languages: every span lies in the text, in order, and holds something.
#include <cmath>

#include "base/check.hpp"
#include "language/numeric/spans.hpp"

namespace {

template <class Span>
void check(const std::vector<Span>& spans, std::size_t size) {
    std::size_t last = 0;
    for (const auto& span : spans) {
        ERRAND_CHECK(span.begin >= last && span.begin < span.end && span.end <= size);
        last = span.end;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace errand::language;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (const auto language : {Language::Chinese, Language::English}) {
        const auto numbers = find_numbers(text, language);
        check(numbers, size);
        for (const auto& number : numbers) ERRAND_CHECK(!std::isnan(number.value));
        check(find_ordinals(text, language), size);
        check(find_percents(text, language, PercentScope::Shares), size);
        check(find_number_ranges(text, language), size);
        for (const auto scope : {AmountScope::Currencies, AmountScope::Dimensions,
                                 AmountScope::Ages, AmountScope::Temperatures})
            check(find_amounts(text, language, scope), size);
    }
    return 0;
}
