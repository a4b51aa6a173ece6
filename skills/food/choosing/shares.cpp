#include "skills/food/choosing/shares.hpp"

#include "skills/food/choosing/facts.hpp"

namespace errand::skills::food::choosing {

std::vector<Share> shares_in(View clause) {
    std::vector<Share> shares;
    for (std::size_t at = 0; at < clause.size();) {
        const auto count = count_at(clause, at);
        const auto size = count ? measure_at(clause, count->end) : 0;
        if (size == 0) return {};
        auto from = count->end + size;
        const bool said_of_it = clause.substr(from).starts_with(U"要");
        for (const View word : {U"要", U"是"})
            if (clause.substr(from).starts_with(word)) from += word.size();
        auto end = from;
        while (end < clause.size() && !count_at(clause, end)) ++end;
        const auto words = trimmed(clause.substr(from, end - from), U"的 ");
        const bool of_it =
            said_of_it || words.ends_with(U"味") || (traits_of(words) & whatever_is_eaten()).none();
        if (words.empty() || words.size() > 6 || !of_it) return {};
        if (contains_any(words, {U"朋友", U"同事", U"同学", U"孩子", U"人", U"室友"})) return {};
        if (end == clause.size() && clause.back() != U'的' && traits_of(words).none()) return {};
        shares.push_back({count->value, words});
        at = end;
    }
    return shares;
}

int each_of(View before) {
    const auto mark = before.rfind(U'各');
    if (mark == View::npos || mark + 4 < before.size()) return 1;
    const auto from = before.substr(0, mark).rfind(U'给');
    if (from == View::npos) return 1;
    int each = 1;
    for (const auto one : before.substr(from))
        if (View(U"和、跟").contains(one)) ++each;
    return each;
}

int kinds_in(View clause) {
    for (std::size_t at = 0; at < clause.size(); ++at)
        if (const auto count = count_at(clause, at);
            count && count->value >= 2 && count->value <= 9 && measure_at(clause, count->end) > 0)
            return count->value;
    return 2;
}

std::optional<Courses> courses_in(View clause) {
    for (std::size_t at = 0; at < clause.size(); ++at) {
        const auto meat = count_at(clause, at);
        if (!meat || meat->end >= clause.size() || clause[meat->end] != U'荤') continue;
        const auto greens = count_at(clause, meat->end + 1);
        if (!greens || greens->end >= clause.size() || clause[greens->end] != U'素') continue;
        return Courses{meat->value, greens->value};
    }
    return std::nullopt;
}

}  // namespace errand::skills::food::choosing
