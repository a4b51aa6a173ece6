#include "skills/ledger/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "language/text.hpp"
#include "skills/ledger/leftover.hpp"
#include "skills/ledger/line_answers.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/questions.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/show.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

using assistant::Text;
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
        if (meant > 1 && says_copy(clause)) continue;
        const bool read = !clause.too_many && one(clause);
        if (!read && meant > 1 && names_alone(clause)) continue;
        outcome_.understood = outcome_.understood || read;
        if (!read) unread.push_back(clause);
        // An order that was not understood: the next clause does nothing to what it names.
        if (auto verb = clause.text; !read && take_wish(verb) != Wish::None) refused_ = true;
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
    if (!outcome_.understood && describe_named(clauses))
        std::erase_if(unread, [&](const Clause& clause) { return names_entries(clause.text); });
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
bool Reader::describe_named(const std::vector<Clause>& clauses) {
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
    return outcome_.understood;
}

// A reason beside what was understood is no order; an order is never passed over.
void Reader::tell_unread(const std::vector<Clause>& unread) {
    for (const auto& clause : unread) {
        if (is_empty(clause.text) || is_courtesy(clause.text)) continue;
        if (clause.too_many) {
            outcome_.unread = true;
            say(fmt::format("这句话太长,从“{}”起没有读,也没有照办。", clause.said),
                fmt::format("That was too much at once: from \"{}\" on nothing was read or done.",
                            clause.said));
            continue;
        }
        const bool contrast = word_at(clause.text, past_spaces(clause.text, 0),
                                      "not|不是|而不是|别|rather than|instead of")
                                  .has_value();
        if (contrast && (last_ || !outcome_.edit.only.empty())) continue;
        if (is_remark(clause.text) && !names_entries(clause.text)) continue;
        // "得等老板签字".
        auto besides = clause.text;
        take_reasons(besides);
        if (bare(besides).empty()) continue;
        outcome_.unread = true;
        say(fmt::format("这一句没有看懂:“{}”。", bare(clause.said)),
            fmt::format("I did not understand \"{}\".", bare(clause.said)));
    }
}

// "第2张是第1张的副本", "the hotel is a copy of the train": what is said next is of the first
// alone.
bool Reader::says_copy(const Clause& clause) {
    constexpr std::string_view kCopies =
        "副本|复印件|拷贝|备份|重复|复制件|a copy of|copy of|a duplicate of|duplicate of|the same "
        "as|"
        "duplicates|repeats";
    const auto copy = find_word(clause.text, kCopies);
    const auto is = find_word(clause.text, "是|和|跟|is|was|looks like|duplicates|repeats");
    if (!copy || !is || is->begin > copy->begin || is_order(clause.text)) return false;
    auto first = clause.text.substr(0, is->begin);
    auto other = clause.text.substr(is->end);
    const auto numbers = numbers_of(scene_, find_target(scene_, first));
    if (numbers.empty() || !find_target(scene_, other).found()) return false;
    touched_ = {numbers.begin(), numbers.end()};
    refused_ = false;
    return true;
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

// What an order says beyond its verb and what it names was not taken, so nothing is done by it.
bool Reader::says_more(const std::string& left, const Target& target) {
    if (target.contradicts) {
        say(fmt::format("编号和“{}”里别的说法对不上,台账没有改。", bare(said_)),
            fmt::format("The number and the rest of \"{}\" do not agree; nothing was changed.",
                        bare(said_)));
        return refused_ = outcome_.unread = true;
    }
    Order order{.left = left,
                .meant = numbers_of(scene_, target).size(),
                .counted = target.by_number,
                .beginning = beginning_};
    const auto more = left_over(order);
    refused_ = !more.empty();
    if (!refused_) return false;
    say(fmt::format("“{}”没有看懂,所以这一句没有照办:“{}”。", more, bare(said_)),
        fmt::format("I did not take \"{}\"; nothing was changed by \"{}\".", more, bare(said_)));
    return outcome_.unread = true;
}

// "打车的去掉了吗?", "are the taxis left out?": what is so is told, and nothing is changed by it.
bool Reader::state_of(const Clause& clause) {
    auto text = clause.text;
    const bool of_change = take_wish(text) != Wish::None || take_take_back(text) ||
                           denies_take_back(text) || take_only(text) || part_at_destination(text) ||
                           denied_destination(text) || (field_in(text) && part_at_value(text));
    if (!of_change) return false;
    const auto target = find_target(scene_, text);
    const auto numbers = target.rest ? Numbers{} : numbers_of(scene_, target);
    Text told{"这是问句,台账没有改;要改就直接说。",
              "That was a question, so nothing was changed; to have it done, just say so."};
    Numbers counted;
    Numbers out;
    for (const auto number : numbers)
        if (const auto* entry = entry_of(scene_.ledger, number); entry != nullptr)
            (entry->included ? counted : out).push_back(number);
    if (!out.empty())
        told = {fmt::format("不计入的:{}。", how_many(out).zh) + told.zh,
                fmt::format("Left out: {}. ", how_many(out).en) + told.en};
    if (!counted.empty())
        told = {fmt::format("计入的:{}。", how_many(counted).zh) + told.zh,
                fmt::format("Counted: {}. ", how_many(counted).en) + told.en};
    outcome_.says.push_back(std::move(told));
    if (!numbers.empty()) outcome_.spoken = numbers;
    return refused_ = true;
}

bool Reader::one(const Clause& clause) {
    said_ = clause.said;
    if (asks_only(clause.text, clause.asked)) {
        // "where were we?", "shall we go on tomorrow?"
        const bool of_work =
            goes_on(clause.text) || puts_off(clause.text) || has_word(clause.text, kShowMemory);
        // "can I have that as csv?"
        const bool of_form =
            has_word(clause.text, "can i|could i|may i|can we|could we|可以有|有没有") &&
            (formats(clause) || ledger_language(clause.text));
        return (of_work && order(clause)) || of_form || question(clause) || state_of(clause);
    }
    const bool asks = has_word(clause.text, kInterrogatives) || sums_without(clause.text);
    const bool turned = find_exception(clause.text) || denied_destination(clause.text);
    if (!asks && !turned && scene_.asking() && line_answer(clause)) return true;
    return order(clause) || setting(clause) || (!asks && change(clause)) || question(clause) ||
           (asks && change(clause)) || settle(clause) || send(clause);
}

// Said about the work rather than about entries.
bool Reader::order(const Clause& clause) {
    const auto& text = clause.text;
    if (const auto spot = find_word(text, kUndo); spot && !has_word(text, kNotUndo)) {
        const bool nothing = has_word(text, "nothing|什么都不|什么也不");
        if (!nothing && !is_denied(text, spot->begin)) return undo(clause);
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
    if (scene_.asking() && !clause.asked && has_word(text, kSkip) && !has_word(text, kUndo) &&
        !names_entries(text))
        return outcome_.finish = true;
    if (clause.asked || take_wish(text) != Wish::None) return false;
    text = clause.text;
    if (!has_word(text, kFine) && !agrees) {
        // "brilliant, that's all": nothing more is wanted.
        if (!alone_ || scene_.asking() || !is_courtesy(text)) return false;
        say("好的。", "All right.");
        return true;
    }
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
