#include "skills/ledger/sentence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "invoice/date.hpp"
#include "language/text.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/line_answers.hpp"
#include "skills/ledger/numbers.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/rates.hpp"
#include "skills/ledger/show.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Text;
using errand::ledger::Act;
using errand::ledger::Change;
using errand::ledger::Entry;
using errand::ledger::Filter;

// "3 张(#1、#4、#7)".
Text how_many(const std::vector<std::size_t>& numbers) {
    std::string list;
    for (std::size_t i = 0; i < numbers.size() && i < 6; ++i)
        list += fmt::format("{}#{}", i == 0 ? "" : ", ", numbers[i]);
    if (numbers.size() > 6) list += " …";
    return {fmt::format("{} 张({})", numbers.size(), list),
            fmt::format("{} {} ({})", numbers.size(), numbers.size() == 1 ? "invoice" : "invoices",
                        list)};
}

class Reader {
  public:
    Reader(const Scene& scene, std::string_view sentence) : scene_(scene) {
        outcome_.memory = scene.state.memory;
        outcome_.edit.said = sentence;
    }

    Outcome run(const std::vector<Clause>& clauses) {
        for (const auto& clause : clauses) {
            const bool read = one(clause);
            outcome_.understood = outcome_.understood || read;
            if (!read) not_read_.push_back(clause);
        }
        if (outcome_.understood)
            for (const auto& clause : not_read_)
                if (!is_empty(clause.text) && !has_word(clause.text, kCourtesy))
                    say(fmt::format("这一句没有看懂:“{}”。", bare(clause.said)),
                        fmt::format("I did not understand \"{}\".", bare(clause.said)));
        return std::move(outcome_);
    }

  private:
    const Scene& scene_;
    Outcome outcome_;
    std::vector<Clause> not_read_;
    std::set<std::size_t> lines_;    // of the question, named so far
    std::set<std::size_t> touched_;  // entries named so far
    std::optional<Act> last_;        // "三月的不要,五月的也是"

    void say(std::string zh, std::string en) {
        outcome_.says.push_back({std::move(zh), std::move(en)});
    }

    bool one(const Clause& clause) {
        const bool asks = has_word(clause.text, kInterrogatives);
        if (!asks && scene_.asking() && line_answer(clause)) return true;
        return order(clause) || setting(clause) || (!asks && change(clause)) || question(clause) ||
               (asks && change(clause)) || settle(clause);
    }

    // Said about the work rather than about entries.
    bool order(const Clause& clause) {
        const auto& text = clause.text;
        if (has_word(text, kUndo) && !has_word(text, kNotUndo)) {
            outcome_.undo = true;
            return true;
        }
        if (has_word(text, kRedo)) return outcome_.redo = true;
        if (has_word(text, kForget)) return outcome_.forget = true;
        if (has_word(text, kShowMemory)) {
            outcome_.says.push_back(memory_text(scene_.state.memory));
            return true;
        }
        return false;
    }

    bool setting(const Clause& clause) {
        return claimant(clause) || buyer(clause) || rate(clause) || formats(clause) ||
               ledger_language(clause.text);
    }
    // "only the meals as csv": what else the clause says is done too.
    bool formats(const Clause& clause) {
        if (!written_as(clause.text)) return false;
        auto rest = clause;
        for (const auto& form : kFormats) take_words(rest.text, form.words);
        take_words(rest.text,
                   "as|also|再|也|给我|导出|一份|format|格式|version|版|export|save|give");
        if (!is_empty(rest.text)) (void)change(rest);
        return true;
    }
    bool written_as(const std::string& text) {
        if (has_word(text, kQuestions) && !has_word(text, kExport)) return false;
        bool any = false;
        for (const auto& [words, format] : kFormats) {
            if (!has_word(text, words)) continue;
            any = true;
            if (has_word(text, "不要|不用|no|not|without|别")) continue;
            if (format == "xlsx") {
                say("Excel 文件每次都会生成。", "An Excel file is made each time.");
            } else if (format.empty()) {
                say("目前能写 Excel、CSV 和 JSON。", "I can write Excel, CSV and JSON.");
            } else {
                outcome_.edit.formats.emplace_back(format);
            }
        }
        return any;
    }
    bool ledger_language(const std::string& text) {
        if (!has_word(text, kLanguageWords)) return false;
        const bool english = has_word(text, "英文|英语|英文版|english");
        outcome_.edit.language = english ? "en" : "zh";
        say(english ? "台账改用英文。" : "台账改用中文。",
            english ? "The ledger is in English now." : "The ledger is in Chinese now.");
        return true;
    }
    static bool names_entry(std::string text) {
        const auto numbers = read_numbers(text, false);
        return std::ranges::any_of(numbers, [](const NumberSaid& one) { return !one.of_invoice; });
    }
    bool claimant(const Clause& clause) {
        if (has_word(clause.text, kInterrogatives) || has_word(clause.text, "谁")) return false;
        const auto name = after(clause, kClaimant);
        if (name.empty()) return false;
        outcome_.edit.claimant = name;
        outcome_.memory.claimant = name;
        outcome_.learned = true;
        say(fmt::format("报销人:{}。", name), fmt::format("Claimant: {}.", name));
        return true;
    }
    bool buyer(const Clause& clause) {
        if (!has_word(clause.text, kOwnTaxId) || names_entry(clause.text)) return false;
        const auto id = tax_id_in(clause.said);
        if (id.empty()) return false;
        outcome_.edit.buyer_tax_id = id;
        outcome_.memory.buyer_tax_id = id;
        outcome_.learned = true;
        say(fmt::format("公司税号记为 {},购方不符的会列出来。", id),
            fmt::format("Your tax id is {}; invoices to another buyer are listed.", id));
        return true;
    }
    bool rate(const Clause& clause) {
        if (names_entry(clause.text)) return false;
        auto said = read_rate(scene_, clause);
        if (!said) return false;
        std::ranges::move(said->changes, std::back_inserter(outcome_.edit.changes));
        outcome_.says.push_back(std::move(said->says));
        return true;
    }

    bool question(const Clause& clause) {
        if (!is_question(clause.text) || is_order(clause.text)) return false;
        auto answered = answer_question(scene_, clause);
        if (!answered) return false;
        if (has_word(clause.text, kShowDoubts)) outcome_.ask_again = !scene_.asking();
        outcome_.says.push_back(*std::move(answered));
        return true;
    }

    // --- answers to the open question ---

    bool line_answer(const Clause& clause) {
        const auto read = read_line_answers(scene_, clause);
        if (!read) return false;
        for (const auto number : read->unknown)
            say(fmt::format("没有第 {} 条。", number),
                fmt::format("There is no number {}.", number));
        for (const auto& one : read->answers) take_line(one.line, one.change);
        return true;
    }
    void take_line(std::size_t line, const Change& change) {
        const auto& asked = scene_.state.asked[line - 1];
        lines_.insert(line);
        touched_.insert(asked.number);
        outcome_.edit.changes.push_back(change);
        if (change.act == Act::Set && !asked.field.empty() && change.field != "category")
            outcome_.edit.changes.push_back(accepted(asked));
        if (change.act == Act::Categorise) learn({asked.number}, change.value);
        say_change(change, {asked.number});
    }

    // --- changes ---

    bool change(const Clause& clause) {
        const auto& text = clause.text;
        return take_back(text) || categorise(clause) || set_field(clause) || only(clause) ||
               leave_out(clause) || again(clause);
    }
    bool categorise(const Clause& clause) {
        const auto parted = part_at_destination(clause.text);
        if (!parted) return false;
        auto subject = parted->subject;
        const bool moves = take_words(subject, kMoveWords);
        auto target = find_target(scene_, subject);
        if (!target.found()) {
            if (touched_.empty() || !(moves || is_empty(subject))) return false;
            Filter filter;  // "… and put them under travel"
            filter.numbers = {touched_.begin(), touched_.end()};
            target.filters.push_back(std::move(filter));
        }
        const auto name = std::string(errand::ledger::name_of(parted->category, "en"));
        Change change{.act = Act::Categorise, .filter = {}, .field = {}, .value = name};
        return apply(target, change, true);
    }
    bool leave_out(const Clause& clause) {
        auto text = clause.text;
        if (!take_leave_out(text)) return false;
        auto target = find_target(scene_, text);
        if (!target.found() && has_word(text, "重复|duplicate|duplicates|doubles")) {
            say("重复的只计一次,都列在重复清单里。",
                "Duplicates count once; all of them stand in the sheet of duplicates.");
            return true;
        }
        if (!target.found()) return false;
        Change change{.act = Act::LeaveOut,
                      .filter = {},
                      .field = {},
                      .value = std::string(bare(clause.said))};
        return apply(target, change, true);
    }
    bool take_back(std::string text) {
        if (!take_take_back(text)) return false;
        auto target = find_target(scene_, text);
        if (!target.found()) return outcome_.undo = true;  // "put it back"
        return apply(target, {.act = Act::TakeBack, .filter = {}, .field = {}, .value = {}}, true);
    }
    // "五月的也是", "no. 5 too": the same as before.
    bool again(const Clause& clause) {
        if (!last_ || !has_word(clause.text, "也是|也一样|也不要|同样|too|as well|likewise|also"))
            return false;
        auto text = clause.text;
        auto target = find_target(scene_, text);
        if (!target.found()) return false;
        if (*last_ != Act::LeaveOut && *last_ != Act::TakeBack) return false;
        return apply(
            target,
            {.act = *last_, .filter = {}, .field = {}, .value = std::string(bare(clause.said))},
            true);
    }
    bool only(const Clause& clause) {
        auto text = clause.text;
        const bool ends = text.ends_with(" only") || has_word(text, kOnly);
        if (!ends) return false;
        take_words(text, kOnly);
        if (auto other = text; take_leave_out(other)) return false;
        auto target = find_target(scene_, text);
        if (target.year && target.filters.size() == 1) return only_year(*target.year);
        if (!target.found()) return false;
        const auto keep = numbers_of(scene_, target);
        if (keep.empty()) {
            say("没有符合的发票,台账没有改。", "No invoice is like that; nothing was changed.");
            return true;
        }
        std::vector<std::size_t> out;
        for (const auto& entry : scene_.ledger.entries())
            if (std::ranges::find(keep, entry.number) == keep.end()) out.push_back(entry.number);
        // Of none, where all are kept: an earlier part is taken back all the same.
        Change leave{.act = Act::LeaveOut,
                     .filter = {},
                     .field = {},
                     .value = std::string(bare(clause.said))};
        leave.filter.numbers = out.empty() ? std::vector<std::size_t>{0} : out;
        outcome_.edit.only = {leave};
        const auto kept = how_many(keep);
        say(fmt::format("只留下 {}。", kept.zh), fmt::format("Kept {} only.", kept.en));
        return true;
    }
    bool only_year(int year) {
        outcome_.edit.year = year;
        say(fmt::format("只计 {} 年的发票。", year),
            fmt::format("Only invoices of {} count.", year));
        return true;
    }

    // "第 3 张金额改成 320", "the date of number 2 is 2025-03-04".
    bool set_field(const Clause& clause) {
        const auto parted = part_at_value(clause.text);
        if (!parted) return false;
        auto field = field_in(parted->subject);
        auto subject = parted->subject;
        blank_field(subject);
        auto target = find_target(scene_, subject);
        if (!target.found() && parted->connected && field) target = the_one_spoken_of();
        if (!target.found() || target.rest || target.all) return false;
        if (!field) field = field_of_value(parted->value);
        if (!field || (!parted->connected && target.by_time_or_category)) return false;
        const auto value = read_value(*field, parted->value, clause.said);
        if (!value) {
            say(fmt::format("“{}”不像是{}。", bare(parted->value),
                            errand::ledger::title_of_field(*field, "zh")),
                fmt::format("\"{}\" does not read as {}.", bare(parted->value),
                            errand::ledger::title_of_field(*field, "en")));
            return true;
        }
        Change change{.act = Act::Set, .filter = {}, .field = *field, .value = *value};
        if (*field == "category")
            change = {.act = Act::Categorise, .filter = {}, .field = {}, .value = *value};
        return apply(target, change, true);
    }
    // Where only one entry can be meant: the one line that is asked, or the one that was named.
    Target the_one_spoken_of() const {
        Target target;
        if (touched_.size() == 1) {
            Filter filter;
            filter.numbers = {*touched_.begin()};
            target.filters.push_back(filter);
        } else if (scene_.state.asked.size() == 1) {
            target.lines = {1};
        }
        return target;
    }

    // Skips, agreements and refusals of the whole.
    bool settle(const Clause& clause) {
        auto text = clause.text;
        const bool fine = has_word(text, kFine) || has_word(text, kAgreeWithProposal);
        if (scene_.asking() && has_word(text, kSkip)) return outcome_.finish = true;
        if (!fine) return false;
        if (!scene_.asking()) {
            auto target = find_target(scene_, text);
            if (!target.found() || target.rest || target.all) return finish_quietly();
            return apply(target, {.act = Act::Accept, .filter = {}, .field = {}, .value = {}},
                         true);
        }
        auto target = find_target(scene_, text);
        if (!target.filters.empty() && !target.rest)
            return apply(target, {.act = Act::Accept, .filter = {}, .field = {}, .value = {}},
                         true);
        // A yes takes what is proposed; "fine" leaves what was read.
        for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line)
            if (lines_.insert(line).second)
                outcome_.edit.changes.push_back(agreed(scene_.state.asked[line - 1]));
        outcome_.finish = true;
        return true;
    }
    bool finish_quietly() {
        say("好的。", "All right.");
        return true;
    }

    // --- carrying out ---

    bool apply(Target& target, Change change, bool telling) {
        if (target.rest) return apply_to_rest(change);
        for (const auto number : target.unknown)
            say(fmt::format("没有第 {} 张。", number),
                fmt::format("There is no number {}.", number));
        for (const auto line : target.lines) {
            Filter filter;
            filter.numbers = {scene_.state.asked[line - 1].number};
            target.filters.push_back(filter);
            lines_.insert(line);
        }
        if (target.all) {
            Filter filter;
            filter.all = true;
            target.filters = {filter};
        }
        const auto numbers = numbers_of(scene_, target);
        if (numbers.empty()) {
            if (target.unknown.empty())
                say("没有符合的发票,台账没有改。", "No invoice is like that; nothing was changed.");
            return true;
        }
        for (const auto& filter : target.filters) {
            change.filter = filter;
            outcome_.edit.changes.push_back(change);
        }
        touched_.insert(numbers.begin(), numbers.end());
        last_ = change.act;
        if (change.act == Act::Categorise && !target.by_time_or_category)
            learn(numbers, change.value);
        if (telling) say_change(change, numbers);
        return true;
    }
    bool apply_to_rest(Change change) {
        std::vector<std::size_t> numbers;
        for (std::size_t line = 1; line <= scene_.state.asked.size(); ++line) {
            if (!lines_.insert(line).second) continue;
            numbers.push_back(scene_.state.asked[line - 1].number);
        }
        if (!scene_.asking())
            for (const auto& entry : scene_.ledger.entries())
                if (!touched_.contains(entry.number)) numbers.push_back(entry.number);
        if (numbers.empty()) return true;
        change.filter = {};
        change.filter.numbers = numbers;
        outcome_.edit.changes.push_back(change);
        say_change(change, numbers);
        return true;
    }

    void say_change(const Change& change, const std::vector<std::size_t>& numbers) {
        const auto which = how_many(numbers);
        switch (change.act) {
            case Act::Categorise: {
                const auto category = errand::ledger::category_named(change.value);
                const auto zh = category ? errand::ledger::name_of(*category, "zh") : change.value;
                const auto en = category ? errand::ledger::name_of(*category, "en") : change.value;
                say(fmt::format("{} 归到{}。", which.zh, zh),
                    fmt::format("{} under {}.", which.en, en));
                break;
            }
            case Act::LeaveOut:
                say(fmt::format("{} 不计入。", which.zh), fmt::format("Left out {}.", which.en));
                break;
            case Act::TakeBack:
                say(fmt::format("{} 重新计入。", which.zh),
                    fmt::format("{} counted again.", which.en));
                break;
            case Act::Set:
                say(fmt::format("{} 的{}改为 {}。", which.zh,
                                errand::ledger::title_of_field(change.field, "zh"), change.value),
                    fmt::format("{} of {} is now {}.",
                                errand::ledger::title_of_field(change.field, "en"), which.en,
                                change.value));
                break;
            case Act::Accept:
                break;
        }
    }

    // A seller's category is remembered where every entry of the seller was moved.
    void learn(const std::vector<std::size_t>& numbers, const std::string& value) {
        const auto category = errand::ledger::category_named(value);
        if (!category) return;
        std::set<std::string> sellers;
        for (const auto number : numbers)
            if (const auto* entry = entry_of(scene_.ledger, number);
                entry != nullptr && entry->invoice.seller.has())
                sellers.insert(entry->invoice.seller.value);
        for (const auto& seller : sellers) {
            const bool whole = std::ranges::all_of(scene_.ledger.entries(), [&](const Entry& one) {
                return one.invoice.seller.value != seller ||
                       std::ranges::find(numbers, one.number) != numbers.end();
            });
            if (!whole || outcome_.memory.sellers.size() >= kMaxRemembered) continue;
            outcome_.memory.sellers[seller] = errand::ledger::name_of(*category, "zh");
            outcome_.edit.sellers[seller] = outcome_.memory.sellers[seller];
            outcome_.learned = true;
        }
    }
};

}  // namespace

Outcome read_sentence(const Scene& scene, std::string_view sentence) {
    return Reader(scene, sentence).run(clauses_of(sentence));
}

}  // namespace errand::skills::ledger
