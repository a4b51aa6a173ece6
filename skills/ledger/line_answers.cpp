#include "skills/ledger/line_answers.hpp"

#include "skills/ledger/leftover.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using errand::ledger::Act;
using errand::ledger::Change;

std::size_t line_of(const State& state, long value) {
    const auto count = static_cast<long>(state.asked.size());
    if (value < 0) value += count + 1;
    return value >= 1 && value <= count ? static_cast<std::size_t>(value) : 0;
}

std::string without_periods(std::string text, const Scene& scene) {
    for (const auto& period : find_periods(text, scene.today, year_of(scene)))
        if (!period.filter.from.empty() || period.filter.month) blank(text, period.spot);
    return text;
}

// Whether an entry is another one once more: yes or no; or another thing that is said of it.
std::optional<Change> answer_alike(const Clause& clause, const std::string& rest,
                                   const Asked& asked, int year) {
    if (has_word(rest,
                 "不是|不同|不一样|不重复|没重复|没有重复|两张|different|not the same|isn't|"
                 "is not|aren't|two"))
        return accepted(asked);
    if (has_word(rest, "重复|同一张|一样|相同|same|duplicate|twice|double")) return agreed(asked);
    if (field_in(rest) || part_at_destination(rest)) return value_for(clause, rest, asked, year);
    if (has_word(rest, kFine) || is_empty(rest)) return accepted(asked);
    return std::nullopt;
}

std::optional<Change> answer_line(const Clause& clause, const std::string& rest, const Asked& asked,
                                  int year) {
    if (has_word(rest, kAgreeWithProposal)) return agreed(asked);
    if (has_word(rest, "空着|留空|leave it blank|leave blank")) return accepted(asked);
    auto left = rest;
    const auto wish = take_wish(left);
    const bool stays = wish == Wish::Keep || has_word(rest, "保留|留下|留着|keep|keep it");
    // What is not to be left out is so; what else was asked of it stays open.
    if (stays && asked.field == errand::ledger::kAlike) return accepted(asked);
    if (stays || wish == Wish::Unclear) return std::nullopt;
    // "1 去掉税", "2 isn't right" say something else than that it goes, or is fine.
    if (wish == Wish::LeaveOut && !left_over({.left = left, .meant = 1, .counted = true}).empty())
        return std::nullopt;
    if (has_word(rest, kWrong) && !field_in(rest) && !read_amount(rest)) return std::nullopt;
    if (wish == Wish::LeaveOut) {
        Change change{.act = Act::LeaveOut, .filter = {}, .field = {}, .value = {}};
        change.filter.numbers = {asked.number};
        return change;
    }
    if (asked.field == errand::ledger::kAlike) return answer_alike(clause, rest, asked, year);
    if (auto change = value_for(clause, rest, asked, year)) return change;
    if (has_word(rest, kFine) || is_empty(rest)) return accepted(asked);
    return std::nullopt;
}

}  // namespace

Change accepted(const Asked& asked) {
    Change change{.act = Act::Accept, .filter = {}, .field = asked.field, .value = {}};
    change.filter.numbers = {asked.number};
    return change;
}

Change agreed(const Asked& asked) {
    return asked.proposed ? *asked.proposed : accepted(asked);
}

std::optional<LineAnswers> read_line_answers(const Scene& scene, const Clause& clause) {
    // "8月20号" is a day and no line.
    const auto undated = without_periods(clause.text, scene);
    auto left = undated;
    auto numbers = read_numbers(left, true);
    auto rest = clause.text;
    for (std::size_t at = 0; at < rest.size(); ++at)
        if (left[at] != undated[at]) rest[at] = left[at];
    std::erase_if(numbers, [](const NumberSaid& one) { return !one.of_list || one.of_invoice; });
    if (numbers.empty()) return std::nullopt;
    LineAnswers read;
    for (const auto& number : numbers) {
        const auto line = line_of(scene.state, number.value);
        if (line == 0) {
            read.unknown.push_back(number.value);
            continue;
        }
        // "3 跳过": it stays as it is, among what is doubtful.
        if (has_word(rest, "跳过|先跳过|先不管|skip|skip it")) continue;
        const auto change = answer_line(clause, rest, scene.state.asked[line - 1], year_of(scene));
        if (!change) return std::nullopt;
        read.answers.push_back({line, *change});
    }
    return read;
}

}  // namespace errand::skills::ledger
