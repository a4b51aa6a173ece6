#include "eval/language/scorer.hpp"

#include <algorithm>
#include <cmath>

#include "language/simplify.hpp"
#include "language/text.hpp"

namespace errand::eval::language {
namespace {

constexpr double kTolerance = 0.005;

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();)
        units += errand::language::next_character(text, at) > 0xFFFF ? 2 : 1;
    return units;
}

bool same_text(std::string_view a, std::string_view b) {
    return a == b || errand::language::normalise(a) == errand::language::normalise(b);
}

bool satisfies_list(const json::array& given, const json::array& expected) {
    if (given.size() != expected.size()) return false;
    std::vector<bool> used(given.size());
    return std::ranges::all_of(expected, [&](const json::value& wanted) {
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (used[i] || !satisfies(given[i], wanted)) continue;
            used[i] = true;
            return true;
        }
        return false;
    });
}

bool right_place(const Found& found, const Expected& expected) {
    if (!same_text(found.text, expected.text)) return false;
    if (expected.start && *expected.start != found.start) return false;
    return !expected.end || *expected.end == found.end;
}

bool right_meaning(const Found& found, const Expected& expected) {
    if (!expected.type.empty() && expected.type != found.type) return false;
    return satisfies(found.resolution, expected.resolution);
}

}  // namespace

bool satisfies(const json::value& given, const json::value& expected) {
    if (given.is_number() && expected.is_number())
        return std::abs(given.to_number<double>() - expected.to_number<double>()) <= kTolerance;
    if (given.is_object() && expected.is_object())
        return std::ranges::all_of(expected.get_object(), [&](const auto& member) {
            const auto* found = given.get_object().if_contains(member.key());
            return found != nullptr && satisfies(*found, member.value());
        });
    if (given.is_array() && expected.is_array())
        return satisfies_list(given.get_array(), expected.get_array());
    return given == expected;
}

Found to_found(std::string_view input, const Recognized& recognized) {
    Found found;
    const auto begin = std::min(recognized.begin, input.size());
    const auto end = std::clamp(recognized.end, begin, input.size());
    found.text = input.substr(begin, end - begin);
    found.start = utf16_length(input.substr(0, begin));
    const auto units = utf16_length(found.text);
    found.end = found.start + (units > 0 ? units - 1 : 0);
    found.type = recognized.type;
    found.resolution = recognized.resolution;
    return found;
}

Score score(const Example& example, std::vector<Found> found) {
    const auto& expected = example.results;
    if (found.size() != expected.size()) return {};
    std::ranges::sort(found, {}, &Found::start);
    std::vector<const Expected*> wanted;
    wanted.reserve(expected.size());
    for (const auto& one : expected) wanted.push_back(&one);
    // Without places the files' own order stands.
    const auto placed = [](const Expected* one) { return one->start.has_value(); };
    if (std::ranges::all_of(wanted, placed))
        std::ranges::sort(wanted, {}, [](const Expected* one) { return *one->start; });
    Score result{true, true};
    for (std::size_t i = 0; i < found.size(); ++i) {
        result.span = result.span && right_place(found[i], *wanted[i]);
        result.full = result.full && right_meaning(found[i], *wanted[i]);
    }
    result.full = result.full && result.span;
    return result;
}

}  // namespace errand::eval::language
