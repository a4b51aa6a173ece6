#include "skills/ledger/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/text.hpp"
#include "skills/ledger/line_answers.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/show.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

using errand::ledger::Act;

namespace {

constexpr std::string_view kAllOfThem =
    "全都|全部|都算进|全算|同一张表|everything|all of them|the rest of|same sheet|whatever the";

}  // namespace

Reader::Reader(const Scene& scene, std::string_view sentence, bool beside_files)
    : scene_(scene), beside_files_(beside_files) {
    outcome_.memory = scene.state.memory;
    outcome_.edit.said = sentence;
}

void Reader::say(std::string zh, std::string en) {
    outcome_.says.push_back({std::move(zh), std::move(en)});
}

Outcome Reader::run(const std::vector<Clause>& clauses) {
    std::vector<Clause> unread;
    const auto meant = std::ranges::count_if(
        clauses, [](const Clause& clause) { return !is_courtesy(clause.text); });
    alone_ = meant == 0;
    // What speaks of entries or their fields is no calling off of the whole.
    names_some_ = std::ranges::any_of(clauses, [&](const Clause& clause) {
        return names_entries(clause.text) ||
               (field_in(clause.text) && has_word(clause.text, kWrong));
    });
    for (const auto& clause : clauses) {
        if (meant > 0 && is_courtesy(clause.text)) continue;
        // "全都算进同一张表里": also what lies outside the part that was wanted.
        if (beside_files_ && has_word(clause.text, kAllOfThem)) lift_part();
        if (beside_files_ && hands_in(clause.text)) continue;
        const bool read = one(clause);
        if (!read && meant > 1 && names_alone(clause)) continue;
        outcome_.understood = outcome_.understood || read;
        if (!read) unread.push_back(clause);
    }
    // "forget it, my assistant did it": what stands beside the calling off is only its reason.
    const bool off = !names_some_ && std::ranges::any_of(clauses, [&](const Clause& clause) {
        return calls_off(clause.text);
    });
    if (!outcome_.understood && off) outcome_.understood = outcome_.call_off = true;
    if (unplaced_) {
        outcome_.unread = true;
        outcome_.says.push_back(*std::move(unplaced_));
    }
    if (!outcome_.understood) describe_named(clauses);
    if (!touched_.empty()) outcome_.spoken = {touched_.begin(), touched_.end()};
    if (topic_ && !topic_->answered) {
        outcome_.understood = true;
        say("应该是什么?说出正确的值就行。", "What should it be? Just say the right value.");
    }
    if (outcome_.understood || beside_files_) tell_unread(unread);
    // What two clauses ask for is told once.
    std::vector<assistant::Text> told;
    for (auto& one : outcome_.says)
        if (std::ranges::none_of(told, [&](const auto& other) { return other.zh == one.zh; }))
            told.push_back(std::move(one));
    outcome_.says = std::move(told);
    return std::move(outcome_);
}

// "and the hotel is really from Grand Harbour?": what is known of it is told.
void Reader::describe_named(const std::vector<Clause>& clauses) {
    constexpr std::size_t kFew = 3;
    const bool asks = outcome_.edit.said.ends_with('?') || outcome_.edit.said.ends_with("?") ||
                      outcome_.edit.said.ends_with("吗");
    for (const auto& clause : clauses) {
        auto text = clause.text;
        const auto target = find_target(scene_, text);
        const auto numbers = numbers_of(scene_, target);
        if (target.rest || target.all || numbers.empty() || numbers.size() > kFew) continue;
        touched_.insert(numbers.begin(), numbers.end());
        for (const auto number : numbers)
            if (const auto* entry = entry_of(scene_.ledger, number); asks && entry != nullptr) {
                say(describe(*entry), describe(*entry));
                outcome_.understood = true;
            }
    }
}

// A reason beside what was understood is no order; an order is never passed over.
void Reader::tell_unread(const std::vector<Clause>& unread) {
    for (const auto& clause : unread) {
        if (is_empty(clause.text) || is_courtesy(clause.text)) continue;
        const bool contrast = word_at(clause.text, past_spaces(clause.text, 0),
                                      "not|不是|而不是|别|rather than|instead of")
                                  .has_value();
        if (contrast && (last_ || !outcome_.edit.only.empty())) continue;
        if (is_remark(clause.text) && !names_entries(clause.text)) continue;
        outcome_.unread = true;
        say(fmt::format("这一句没有看懂:“{}”。", bare(clause.said)),
            fmt::format("I did not understand \"{}\".", bare(clause.said)));
    }
}

bool Reader::names_entries(std::string text) const {
    const auto target = find_target(scene_, text);
    return target.found() && !target.rest && !target.all;
}

// "the third one, I don't need it": what the next clause speaks of.
bool Reader::names_alone(const Clause& clause) {
    auto text = clause.text;
    const auto target = find_target(scene_, text);
    if (!target.found() || target.rest || target.all) return false;
    const auto numbers = numbers_of(scene_, target);
    touched_.insert(numbers.begin(), numbers.end());
    take_courtesies(text);
    return is_empty(text);
}

bool Reader::one(const Clause& clause) {
    const bool asks = has_word(clause.text, kInterrogatives);
    const bool turned = find_exception(clause.text) || denied_destination(clause.text);
    if (!asks && !turned && scene_.asking() && line_answer(clause)) return true;
    return order(clause) || setting(clause) || (!asks && change(clause)) || question(clause) ||
           (asks && change(clause)) || settle(clause) || send(clause);
}

// Said about the work rather than about entries.
bool Reader::order(const Clause& clause) {
    const auto& text = clause.text;
    if (const auto spot = find_word(text, kUndo); spot && !has_word(text, kNotUndo)) {
        if (!is_denied(text, spot->begin)) return undo(clause);
        say("好的,不撤销。", "All right, nothing is undone.");
        return true;
    }
    const bool cancels = has_word(text, "取消|撤掉|cancel") &&
                         has_word(text, "修改|改动|更改|调整|change|changes|edit|edits|correction");
    if (cancels) return undo(clause);
    if (has_word(text, kRedo)) return outcome_.redo = true;
    const bool forgets = scene_.state.memory_shown && has_word(text, kForgetIt);
    if (has_word(text, kForget) || forgets) return outcome_.forget = true;
    if (has_word(text, kShowMemory)) {
        outcome_.says.push_back(memory_text(scene_.state.memory));
        return outcome_.memory_shown = true;
    }
    if (calls_off(text) && !names_some_) return outcome_.call_off = true;
    if (puts_off(text) && !is_order(text)) return outcome_.later = true;
    if (goes_on(text) && !is_order(text)) return outcome_.ask_again = true;
    return false;
}

bool Reader::question(const Clause& clause) {
    if (!is_question(clause.text) || is_order(clause.text)) return false;
    // "合计那张没问题" has a question's word and is an answer.
    const bool agrees = has_word(clause.text, kFine) && !has_word(clause.text, kInterrogatives);
    if (agrees && scene_.asking()) return false;
    auto answered = answer_question(scene_, clause);
    if (!answered) return false;
    if (has_word(clause.text, kShowDoubts)) outcome_.ask_again = !scene_.asking();
    auto text = clause.text;
    if (const auto target = find_target(scene_, text); target.found() && !target.rest)
        outcome_.spoken = numbers_of(scene_, target);
    outcome_.says.push_back(*std::move(answered));
    return true;
}

bool Reader::send(const Clause& clause) {
    if (!has_word(clause.text, kSend)) return false;
    say("我不会替你把台账发给别人;文件在结果里,下载后就可以转发。",
        "I do not send the ledger to anyone; download the file from the result and pass it on.");
    return true;
}

// --- answers to the open question ---

bool Reader::line_answer(const Clause& clause) {
    const auto read = read_line_answers(scene_, clause);
    if (!read) return false;
    for (const auto number : read->unknown)
        say(fmt::format("没有第 {} 条。", number), fmt::format("There is no number {}.", number));
    for (const auto& one : read->answers) take_line(one.line, one.change);
    return true;
}

void Reader::take_line(std::size_t line, const Change& change) {
    const auto& asked = scene_.state.asked[line - 1];
    lines_.insert(line);
    touched_.insert(asked.number);
    outcome_.edit.changes.push_back(change);
    if (change.act == Act::Set && !asked.field.empty() && change.field != "category")
        outcome_.edit.changes.push_back(accepted(asked));
    if (change.act == Act::Categorise) learn({asked.number}, change.value);
    say_change(change, {asked.number});
}

// Skips, agreements and refusals of the whole.
bool Reader::settle(const Clause& clause) {
    auto text = clause.text;
    if (is_courtesy(text) && !alone_) return false;
    const bool agrees = has_word(text, kAgreeWithProposal);
    if (scene_.asking() && has_word(text, kSkip) && !names_entries(text))
        return outcome_.finish = true;
    if (!has_word(text, kFine) && !agrees) return false;
    // "合计对不上的" names entries, and does not refuse.
    auto target = find_target(scene_, text);
    if (has_word(text, kNotFine) && !agrees) return false;
    const Change accept{.act = Act::Accept, .filter = {}, .field = {}, .value = {}};
    if (!scene_.asking()) {
        if (target.found() && !target.rest && !target.all) return apply(target, accept);
        say("好的。", "All right.");
        return true;
    }
    if (!target.filters.empty() && !target.rest) {
        for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line)
            if (const auto numbers = numbers_of(scene_, target);
                std::ranges::find(numbers, scene_.state.asked[line - 1].number) != numbers.end())
                lines_.insert(line);
        return apply(target, accept);
    }
    // Who agrees with what is proposed has it done; "fine" leaves what was read. What was said of
    // an entry before holds.
    for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line) {
        if (!lines_.insert(line).second) continue;
        const auto& asked = scene_.state.asked[line - 1];
        const bool said = touched_.contains(asked.number);
        outcome_.edit.changes.push_back(agrees && !said ? agreed(asked) : accepted(asked));
    }
    return outcome_.finish = true;
}

Outcome read_sentence(const Scene& scene, std::string_view sentence, bool beside_files) {
    return Reader(scene, sentence, beside_files).run(clauses_of(sentence));
}

}  // namespace errand::skills::ledger
