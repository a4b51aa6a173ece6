// A part that is wanted, and nothing else: see reader.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "language/text.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

using errand::ledger::Act;
using errand::ledger::Filter;

namespace {

std::string_view part_reason(bool zh) {
    return zh ? "不是要的那部分" : "not of the part that is wanted";
}

// Left out by a part that the next one takes the place of.
bool is_part_reason(std::string_view why) {
    constexpr std::array<std::string_view, 4> kReasons = {
        "不是要的那部分", "not of the part that is wanted", "不在要的时间里",
        "not of the time that is wanted"};
    return std::ranges::find(kReasons, why) != kReasons.end();
}

// The period, with what is said in passing around it, is all.
bool is_bare_part(std::string text) {
    take_courtesies(text);
    take_words(text, kMeant);
    take_words(text, "的|是|那些|那个|不是|the ones|ones|from|of|for|in|for the|mine|are|were|was");
    return is_empty(text);
}

}  // namespace

bool Reader::only(const Clause& clause) {
    auto text = clause.text;
    if (auto other = text; take_wish(other) != Wish::None) return false;
    const bool meant = has_word(text, kMeant);
    if (const auto spot = find_word(text, kOnly)) {
        // "不要只留餐饮的", "not only the meals" says nothing of what else.
        if (is_denied(text, spot->begin)) return false;
        (void)take_only(text);
        take_courtesies(text);
        return only_part(std::move(text), meant);
    }
    // "I meant 2025", "2025年5月的": nothing but a part.
    auto left = text;
    const auto target = find_target(scene_, left, {.names = false, .categories = false});
    if (!target.by_time || !target.lines.empty() || !is_bare_part(left)) return false;
    return only_part(std::move(text), true);
}

bool Reader::only_part(std::string text, bool instead) {
    auto target = find_target(scene_, text);
    if (!target.found() || target.rest) return false;
    if (instead) take_words(text, kMeant);
    if (says_more(text, target)) return true;
    if (target.year && target.filters.size() == 1) return only_year(*target.year, instead);
    auto keep = numbers_of(scene_, target);
    // "打车的票", and then "只要三月份的": the taxis of March.
    if (target.by_time && !target.narrowed && of_a_kind()) {
        Numbers both;
        for (const auto& entry : scene_.ledger.entries())
            if (entry.included && std::ranges::find(keep, entry.number) != keep.end())
                both.push_back(entry.number);
        if (!both.empty()) keep = std::move(both);
    }
    return only_these(keep, target);
}

// Whether the part that is wanted now was named by more than a time.
bool Reader::of_a_kind() const {
    const auto& edits = scene_.state.edits;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        if (edit->part.empty() && edit->only.empty()) continue;
        auto text = language::normalise(edit->part);
        return find_target(scene_, text, {.names = false}).narrowed;
    }
    return false;
}

// What is wanted was left out before by itself: where nothing else is wanted, it counts again.
void Reader::count_again(const Numbers& keep) {
    Numbers gone;
    for (const auto& entry : scene_.ledger.entries()) {
        const bool by_part = is_part_reason(entry.left_out_because);
        if (!entry.included && entry.counted_by_person && !by_part &&
            std::ranges::find(keep, entry.number) != keep.end())
            gone.push_back(entry.number);
    }
    if (gone.empty()) return;
    const auto which = how_many(gone);
    if (gone.size() == keep.size()) {
        outcome_.edit.changes.push_back(
            {.act = Act::TakeBack, .filter = of_numbers(gone), .field = {}, .value = {}});
        return;
    }
    say(fmt::format("其中 {} 之前说过不计入,仍不计入。", which.zh),
        fmt::format("Of these, left out as you said before: {}.", which.en));
}

// Entries without a day stay, where a time is wanted: they are asked about.
bool Reader::only_these(const Numbers& wanted, const Target& target) {
    auto keep = wanted;
    if (target.by_time) keep.insert(keep.end(), target.undated.begin(), target.undated.end());
    if (keep.empty()) {
        say("没有符合的发票,台账没有改。", "No invoice is like that; nothing was changed.");
        return true;
    }
    Numbers out;
    bool other_year = false;
    for (const auto& entry : scene_.ledger.entries()) {
        const bool kept = std::ranges::find(keep, entry.number) != keep.end();
        if (!kept) out.push_back(entry.number);
        const auto year = scene_.ledger.setting().year;
        other_year = other_year || (kept && year && entry.invoice.date.has() &&
                                    static_cast<int>(entry.invoice.date.value.year()) != *year);
    }
    if (other_year && target.by_time) outcome_.edit.year = 0;
    const bool zh = scene_.ledger.setting().language == "zh";
    // Of none, where all are kept: an earlier part is taken back all the same.
    Change leave{
        .act = Act::LeaveOut, .filter = {}, .field = {}, .value = std::string(part_reason(zh))};
    leave.filter.numbers = out.empty() ? Numbers{0} : out;
    outcome_.edit.only = {leave};
    outcome_.edit.part = outcome_.edit.said;
    count_again(keep);
    touched_.insert(keep.begin(), keep.end());
    const auto kept = how_many(keep);
    say(fmt::format("只留下 {}。", kept.zh), fmt::format("Kept {} only.", kept.en));
    return true;
}

bool Reader::only_year(int year, bool instead) {
    outcome_.edit.year = year;
    // In place of the part that was said before.
    const bool before = std::ranges::any_of(scene_.state.edits,
                                            [](const Edit& edit) { return !edit.only.empty(); });
    if (instead && before)
        outcome_.edit.only = {
            {.act = Act::LeaveOut, .filter = of_numbers({0}), .field = {}, .value = {}}};
    say(fmt::format("只计 {} 年的发票。", year), fmt::format("Only invoices of {} count.", year));
    return true;
}

}  // namespace errand::skills::ledger
