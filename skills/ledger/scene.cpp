// What a sentence is read against, and the entries that a target means: see target.hpp.
#include <algorithm>
#include <map>
#include <set>

#include "skills/ledger/target.hpp"

namespace errand::skills::ledger {

int year_of(const Scene& scene) {
    if (scene.ledger.setting().year) return *scene.ledger.setting().year;
    std::map<int, int> years;
    for (const auto& entry : scene.ledger.entries())
        if (entry.invoice.date.has()) ++years[static_cast<int>(entry.invoice.date.value.year())];
    const auto most =
        std::ranges::max_element(years, {}, [](const auto& one) { return one.second; });
    return most == years.end() ? scene.today.year : most->first;
}

std::vector<std::size_t> numbers_of(const Scene& scene, const Target& target) {
    std::set<std::size_t> numbers;
    if (target.all)
        for (const auto& entry : scene.ledger.entries()) numbers.insert(entry.number);
    for (const auto& filter : target.filters)
        for (const auto number : scene.ledger.matching(filter)) numbers.insert(number);
    for (const auto line : target.lines) numbers.insert(scene.state.asked[line - 1].number);
    return {numbers.begin(), numbers.end()};
}

errand::ledger::Filter of_numbers(std::vector<std::size_t> numbers) {
    errand::ledger::Filter filter;
    filter.numbers = std::move(numbers);
    return filter;
}

}  // namespace errand::skills::ledger
