// What a negation or an exception turns round: see reader.hpp and scope.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <set>

#include "skills/ledger/leftover.hpp"
#include "skills/ledger/line_answers.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

using assistant::Text;
using errand::ledger::Act;
using errand::ledger::Filter;

namespace {

// Words that say of entries that they count.
constexpr std::string_view kCounts =
    "都要|都留下|都留|都保留|都算|都报|都计入|全要|全留|全算|照常|保留|留下|留着|计入|要报|要算|要|"
    "算|报|keep|include|count|claim|stays|stay|are fine|is fine|as usual";

// What stood in `text` where `blanked` has spaces.
std::string blanked_of(const std::string& text, const std::string& blanked) {
    std::string taken(text.size(), ' ');
    for (std::size_t at = 0; at < text.size() && at < blanked.size(); ++at)
        if (blanked[at] != text[at]) taken[at] = text[at];
    return taken;
}

// Words for whatever is there.
void take_everything(std::string& text) {
    take_words(
        text,
        "everything else|everything|anything else|anything|nothing else|nothing|none of "
        "them|none|all the others|all others|the others|the rest|all of them|all of it|all|"
        "any|其他的|其它的|其他|其它|其余的|其余|别的|剩下的|剩下|剩余|所有的|所有|全部|全都|"
        "一律|统统|通通|全|每张");
}

}  // namespace

// "除了打车都不要", "everything except the hotels", "那些不是餐饮的去掉".
bool Reader::exception(const Clause& clause) {
    const auto found = find_exception(clause.text);
    if (!found) return false;
    auto part = found->part;
    auto left = found->left;
    // "去掉打车以外的": the verb stands before what is excepted.
    auto verbless = part;
    if (take_wish(verbless) != Wish::None || take_only(verbless)) {
        left += " " + blanked_of(part, verbless);
        part = verbless;
    }
    const bool only = has_word(left, kOnly);
    auto verb = left;
    const auto wish = take_wish(verb);
    if (found->described && wish == Wish::None && !only && !part_at_destination(left)) return false;
    const auto but = find_target(scene_, part);
    if (!but.found()) {
        // "不是我的", "抬头不是我们公司的": what the checks know.
        if (found->described && has_word(part, "我|我们|本人|自己|公司的|本公司|mine|ours|us|our"))
            return false;
        say("没有看懂除了什么,台账没有改。",
            "I did not understand what is excepted; nothing was changed.");
        return outcome_.unread = true;
    }
    if (scene_.asking() && !but.lines.empty()) return of_other_lines(left, but);
    const auto to = part_at_destination(left);
    auto whole = to ? to->subject : verb;
    take_only(whole);
    take_everything(whole);
    const auto within = find_target(scene_, whole);
    if (beginning_) take_asking(whole);
    take_words(whole, kCounts);
    take_words(whole, kFine);
    take_words(whole, kMoveWords);
    take_everything(whole);
    if (says_more(part, but) || says_more(whole, within)) return true;
    const auto excepted = numbers_of(scene_, but);
    Numbers others;
    const auto all = numbers_of(scene_, within);
    for (const auto& entry : scene_.ledger.entries()) {
        const auto is_in = [&](const Numbers& numbers) {
            return std::ranges::find(numbers, entry.number) != numbers.end();
        };
        if (!is_in(excepted) && (within.filters.empty() || is_in(all)))
            others.push_back(entry.number);
    }
    if (within.filters.empty()) {
        // Of the whole ledger: one of the two parts is all that is wanted.
        const bool leaves = wish == Wish::LeaveOut && !found->nothing;
        const bool counts = (wish == Wish::None && found->nothing) || leaves;
        if (counts && !to) return only_these(excepted, but);
    }
    if (wish == Wish::Unclear) return false;
    return of_others(left, std::move(others), found->nothing);
}

// What becomes of all but what was excepted.
bool Reader::of_others(const std::string& left, Numbers others, bool nothing) {
    Target target;
    target.filters.push_back(of_numbers(others.empty() ? Numbers{0} : others));
    if (const auto to = part_at_destination(left)) {
        const auto name = std::string(errand::ledger::name_of(to->category, "en"));
        target.by_time_or_category = true;  // it says nothing of single sellers
        return apply(target, {.act = Act::Categorise, .filter = {}, .field = {}, .value = name});
    }
    auto rest = left;
    const auto wish = take_wish(rest);
    if (wish == Wish::LeaveOut && !nothing)
        return apply(target, {.act = Act::LeaveOut, .filter = {}, .field = {}, .value = {}});
    if (take_take_back(rest))
        return apply(target, {.act = Act::TakeBack, .filter = {}, .field = {}, .value = {}});
    take_only(rest);
    take_words(rest, kCounts);
    take_everything(rest);
    take_courtesies(rest);
    (void)find_target(scene_, rest);  // within what the exception is
    // Of the first sentence the remaining words ask for the ledger itself.
    const bool says_no_more = is_empty(rest) || bare(rest).empty() || beginning_;
    if (!says_no_more) return false;
    Numbers excepted;
    Numbers again;
    for (const auto& entry : scene_.ledger.entries()) {
        const bool other = std::ranges::find(others, entry.number) != others.end();
        if (!other) excepted.push_back(entry.number);
        if (other && !entry.included && entry.counted_by_person) again.push_back(entry.number);
    }
    // All the others count, also those outside a part that was wanted before.
    if (!again.empty()) {
        lift_part();
        outcome_.edit.changes.push_back(
            {.act = Act::TakeBack, .filter = of_numbers(again), .field = {}, .value = {}});
    }
    Target out;
    out.filters.push_back(of_numbers(excepted.empty() ? Numbers{0} : excepted));
    return apply(out, {.act = Act::LeaveOut, .filter = {}, .field = {}, .value = {}});
}

// "除了1都没问题", "leave out all except 2": of the lines that are asked.
bool Reader::of_other_lines(const std::string& left, const Target& but) {
    auto rest = left;
    const auto wish = take_wish(rest);
    const bool fine = has_word(left, kFine);
    const bool agrees = has_word(left, kAgreeWithProposal);
    const auto to = part_at_destination(left);
    if (wish != Wish::LeaveOut && !fine && !agrees && !to) return false;
    for (const auto number : but.unknown)
        say(fmt::format("没有第 {} 条。", number), fmt::format("There is no number {}.", number));
    if (std::ranges::all_of(std::views::iota(std::size_t{1}, scene_.state.asked.size() + 1),
                            [&](std::size_t line) {
                                return std::ranges::find(but.lines, line) != but.lines.end();
                            })) {
        say("问到的只有这些,没有别的要改。", "Nothing else is asked about; nothing was changed.");
        return true;
    }
    for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line) {
        if (std::ranges::find(but.lines, line) != but.lines.end()) continue;
        const auto& asked = scene_.state.asked[line - 1];
        Change change = agrees ? agreed(asked) : accepted(asked);
        if (wish == Wish::LeaveOut) change.act = Act::LeaveOut;
        if (to) {
            change.act = Act::Categorise;
            change.field.clear();
            change.value = errand::ledger::name_of(to->category, "en");
        }
        if (wish == Wish::LeaveOut) change.field.clear();
        take_line(line, change);
    }
    return true;
}

// What is named counts as before, or again where it was left out.
bool Reader::stays(const Target& target) {
    const auto numbers = numbers_of(scene_, target);
    if (numbers.empty()) return false;
    // Also by what the same sentence said before.
    std::set<std::size_t> gone;
    for (const auto* changes : {&outcome_.edit.changes, &outcome_.edit.only})
        for (const auto& change : *changes)
            if (change.act == Act::LeaveOut)
                for (const auto number : scene_.ledger.matching(change.filter)) gone.insert(number);
    Numbers out;
    for (const auto& entry : scene_.ledger.entries())
        if ((!entry.included || gone.contains(entry.number)) &&
            std::ranges::find(numbers, entry.number) != numbers.end())
            out.push_back(entry.number);
    touched_.insert(numbers.begin(), numbers.end());
    last_.reset();
    if (!out.empty()) {
        Target back;
        back.filters.push_back(of_numbers(out));
        return apply(back, {.act = Act::TakeBack, .filter = {}, .field = {}, .value = {}});
    }
    const auto which = how_many(numbers);
    say(fmt::format("{} 照常计入。", which.zh), fmt::format("Counted as before: {}.", which.en));
    return true;
}

// "drop the taxis, but not #3": what the clause before is not said of.
bool Reader::contrast(const Clause& clause) {
    if (!last_ && outcome_.edit.only.empty()) return false;
    const auto marker = word_at(clause.text, past_spaces(clause.text, 0),
                                "but not|and not|not|但不包括|但不含|不包括|不含|不是|而不是|"
                                "rather than|instead of");
    if (!marker) return false;
    auto text = clause.text.substr(*marker);
    if (part_at_destination(text) || part_at_value(text)) return false;
    auto target = find_target(scene_, text);
    if (!target.found() || target.rest || target.all) return false;
    const auto numbers = numbers_of(scene_, target);
    const bool said =
        std::ranges::any_of(numbers, [&](std::size_t number) { return touched_.contains(number); });
    if (!said) return true;
    if (last_ == Act::LeaveOut) return stays(target);
    if (last_ || outcome_.edit.only.empty()) return false;
    return apply(target, {.act = Act::LeaveOut, .filter = {}, .field = {}, .value = {}});
}

// "第2张别去掉", "don't leave out the meals", "打车的留下".
bool Reader::keep(const Clause& clause) {
    auto text = clause.text;
    if (denies_take_back(text) && take_wish(text) != Wish::Keep) {
        say("好,不加回来。", "All right, nothing is put back.");
        return true;
    }
    text = clause.text;
    const auto wish = take_wish(text);
    const bool says_so = wish == Wish::None && !has_word(text, kOnly) &&
                         take_words(text,
                                    "留下|留着|保留|要算|要报|要留|要计入|照算|照报|keep|stays in|"
                                    "stay in");
    if (wish != Wish::Keep && !says_so) return false;
    auto target = find_target(scene_, text);
    if (target.rest || target.all) return wish == Wish::Keep && (say("好的。", "All right."), true);
    for (const auto line : target.lines)
        target.filters.push_back(of_numbers({scene_.state.asked[line - 1].number}));
    if (!target.found() && pronoun(text, true)) target.filters.push_back(of_numbers(it()));
    return stays(target);
}

// "打车别算差旅": where else it goes was not said.
bool Reader::denied_move(const Clause& clause) {
    const auto denied = denied_destination(clause.text);
    if (!denied || part_at_destination(clause.text)) return false;
    auto subject = denied->subject;
    (void)take_wish(subject);
    take_words(subject, kMoveWords);
    const auto target = find_target(scene_, subject);
    if (!target.found() || target.rest || target.all) return false;
    Numbers there;
    const auto numbers = numbers_of(scene_, target);
    for (const auto& entry : scene_.ledger.entries())
        if (entry.category.category == denied->category &&
            std::ranges::find(numbers, entry.number) != numbers.end())
            there.push_back(entry.number);
    touched_.insert(numbers.begin(), numbers.end());
    const auto zh = errand::ledger::name_of(denied->category, "zh");
    const auto en = errand::ledger::name_of(denied->category, "en");
    if (there.empty()) {
        say(fmt::format("好的,没有归到{}的,台账没有改。", zh),
            fmt::format("All right, none of these is under {}; nothing was changed.", en));
        return true;
    }
    const auto which = how_many(there);
    unplaced_ = Text{fmt::format("{} 现在在{},应该归到哪一类?", which.zh, zh),
                     fmt::format("{} now under {}: where should it go?", which.en, en)};
    return true;
}

// "归到业务招待费": there is no such category, and that is said.
bool Reader::no_such_category(const Clause& clause) {
    const auto name = unknown_destination(clause);
    if (name.empty()) return false;
    auto text = clause.text;
    if (!find_target(scene_, text).found()) return false;
    std::string zh, en;
    for (const auto category : errand::ledger::all_categories()) {
        zh += (zh.empty() ? "" : "、") + std::string(errand::ledger::name_of(category, "zh"));
        en += (en.empty() ? "" : ", ") + std::string(errand::ledger::name_of(category, "en"));
    }
    say(fmt::format("没有“{}”这一类,台账没有改。可以归到:{}。", name, zh),
        fmt::format("There is no category \"{}\"; nothing was changed. There are: {}.", name, en));
    return outcome_.unread = true;
}

void Reader::lift_part() {
    outcome_.edit.only = {
        {.act = Act::LeaveOut, .filter = of_numbers({0}), .field = {}, .value = {}}};
}

// "还是全都要吧", "keep them all after all": no part is left out any more.
bool Reader::all_again(const Clause& clause) {
    auto text = clause.text;
    // "不限九月了": whatever it is named by, the part is wanted no longer.
    if (has_word(text, "不限|不只限|not limited to|no longer only")) {
        lift_part();
        say("好,都计入。", "All right, all of them count.");
        return true;
    }
    if (!take_words(text, kAllAgain)) return false;
    take_courtesies(text);
    take_words(text, "还是|吧|after all|again|actually|of them|时间|月份");
    if (!is_empty(text)) return false;
    Numbers out;
    for (const auto& entry : scene_.ledger.entries())
        if (!entry.included && entry.counted_by_person) out.push_back(entry.number);
    if (out.empty()) {
        say("现在都计入了。", "All of them count already.");
        return true;
    }
    lift_part();
    outcome_.edit.changes.push_back(
        {.act = Act::TakeBack, .filter = of_numbers(out), .field = {}, .value = {}});
    const auto which = how_many(out);
    say(fmt::format("{} 重新计入。", which.zh), fmt::format("{} counted again.", which.en));
    return true;
}

}  // namespace errand::skills::ledger
