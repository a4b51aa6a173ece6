#include "language/numeric/ranges.hpp"

namespace errand::language::numeric {

RangeSpan one_sided(std::size_t begin, std::size_t end, Side side, double value, bool closed) {
    RangeSpan range{begin, end, {}, {}};
    if (side != Side::Below) range.low = Bound{value, closed};
    if (side != Side::Above) range.high = Bound{value, closed};
    return range;
}

std::optional<RangeSpan> joined(const RangeSpan& first, const RangeSpan& second) {
    const auto single = [](const RangeSpan& range) {
        return range.low.has_value() != range.high.has_value();
    };
    if (!single(first) || !single(second)) return std::nullopt;
    if (first.low.has_value() == second.low.has_value()) return std::nullopt;
    RangeSpan both{first.begin, second.end, first.low ? first.low : second.low,
                   first.high ? first.high : second.high};
    if (both.low->value >= both.high->value) return std::nullopt;
    return both;
}

}  // namespace errand::language::numeric
