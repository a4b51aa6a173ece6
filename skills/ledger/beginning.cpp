// What the sentence that begins a ledger wants of its files: see sentence.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "language/text.hpp"
#include "skills/ledger/claimant.hpp"
#include "skills/ledger/leftover.hpp"
#include "skills/ledger/periods.hpp"
#include "skills/ledger/reader.hpp"
#include "skills/ledger/scope.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/words.hpp"
#include "skills/ledger/wrong_ones.hpp"

namespace errand::skills::ledger {

using errand::ledger::Act;
using errand::ledger::Filter;

namespace {

// Behind a kind of expense they say which documents are meant: "餐费发票", "taxi receipts".
constexpr std::string_view kDocumentsBehind =
    "的发票|发票|的票据|票据|的票|票|的收据|收据|的小票|小票|的单据|单据|receipts|receipt|invoices|"
    "invoice|bills|bill|tickets|ticket|slips|slip";
constexpr std::string_view kDocumentsBefore =
    "receipts for|receipt for|invoices for|invoice for|bills for|spent on|spend on|paid for|"
    "spending on|receipts from|invoices from";
constexpr std::string_view kBetween = "和|、|与|及|以及|跟|and|&|the|my|all|for|,|的";
// Of all expenses of a journey: no part.
constexpr std::string_view kBroad =
    "差旅|差旅费|出差|旅行|旅费|travel|trip|travelling|business travel";
// No period is meant by these, however they sound.
constexpr std::string_view kWhole =
    "年度|全年|整年|一年|年终|年末|年底|月底|annual|yearly|whole year|entire year|full year|"
    "year-end|year end|end of the year|end of year|all year|the year|deadline";
constexpr std::string_view kOfTime =
    "年|季|月|周|星期|半年|春|夏|秋|冬|节|假|期间|year|quarter|month|week|half|spring|summer|"
    "autumn|"
    "fall|winter|season|term|semester|holiday|holidays|christmas|easter|during|period";

constexpr std::string_view kPassedOver =
    "不用管|不管|别管|先不管|不必管|不用理|不理|pay no attention to|never mind|don't bother with|"
    "don't worry about|forget about|ignore";

struct KindSpot {
    Spot spot;
    bool broad = false;
};

std::optional<KindSpot> kind_at(std::string_view text, std::size_t from) {
    std::optional<Spot> first;
    for (const auto& kind : kinds())
        if (const auto spot = find_word(text, kind.words, from))
            if (!first || spot->begin < first->begin) first = spot;
    auto rest = std::string(text);
    blank(rest, {0, std::min(from, rest.size())});
    if (const auto category = find_category(rest, false))
        if (!first || category->spot.begin < first->begin) first = category->spot;
    if (!first) return std::nullopt;
    const auto word = text.substr(first->begin, first->end - first->begin);
    const auto broad = find_word(word, kBroad);
    return KindSpot{*first, broad && broad->end - broad->begin == word.size()};
}

bool only_between(std::string_view text) {
    std::string left(text);
    take_words(left, kBetween);
    return bare(left).empty();
}

// Kinds of expense count as a part where documents of them are meant: "打车票", "火车票和酒店的票",
// "what we spent on taxis and hotels"; a "travel expense report" has meals in it. Blanks the
// others.
bool keep_parts(std::string& text) {
    std::vector<KindSpot> run;
    bool any = false;
    std::vector<Spot> others;
    const auto finish = [&](bool meant) {
        for (const auto& one : run) {
            if (!meant || one.broad) others.push_back(one.spot);
            any = any || (meant && !one.broad);
        }
        run.clear();
    };
    std::size_t from = 0;
    bool led = false;
    while (const auto kind = kind_at(text, from)) {
        const bool joins = !run.empty() && only_between(std::string_view(text).substr(
                                               from, kind->spot.begin - from));
        if (!joins) {
            finish(led);
            led = false;
            for (auto before = find_word(text, kDocumentsBefore);
                 before && before->end <= kind->spot.begin;
                 before = find_word(text, kDocumentsBefore, before->end))
                led = led || only_between(std::string_view(text).substr(
                                 before->end, kind->spot.begin - before->end));
        }
        run.push_back(*kind);
        from = kind->spot.end;
        const auto word = std::string_view(text).substr(kind->spot.begin, from - kind->spot.begin);
        // "打车票" has the word in it.
        const bool document = word.ends_with("票") || word.ends_with("receipts") ||
                              word.ends_with("tickets") ||
                              word_at(text, past_spaces(text, from), kDocumentsBehind);
        if (document) led = true;
    }
    finish(led);
    for (const auto& spot : others) blank(text, spot);
    return any;
}

// What keeps a part of the entries and leaves out the rest, with the reason.
void keep_only(const Scene& scene, const Target& target, Outcome& outcome) {
    auto keep = numbers_of(scene, target);
    // Files that come later are held against it too.
    outcome.edit.part_of_beginning = true;
    // What has no day is asked about, not passed over.
    if (target.by_time) keep.insert(keep.end(), target.undated.begin(), target.undated.end());
    if (keep.size() == scene.ledger.entries().size()) return;
    Filter out;
    for (const auto& entry : scene.ledger.entries())
        if (std::ranges::find(keep, entry.number) == keep.end())
            out.numbers.push_back(entry.number);
    const bool zh = scene.ledger.setting().language == "zh";
    std::string why = zh ? "不是要的那部分" : "not of the part that is wanted";
    if (target.by_time) why = zh ? "不在要的时间里" : "not of the time that is wanted";
    outcome.edit.only.push_back(
        {.act = Act::LeaveOut, .filter = out, .field = {}, .value = std::move(why)});
}

// Something is left of the order that may be the name of what it is about.
bool names_unknown(std::string text) {
    return !left_over({.left = std::move(text), .meant = 2, .beginning = true}).empty();
}

void read_part(const Scene& scene, const std::vector<Clause>& clauses, Outcome& outcome) {
    std::string text;
    for (const auto& clause : clauses) {
        auto part = clause.text;
        // "only the meals"; "our system only takes csv" names no part of them.
        for (const auto& one : kFormats) take_words(part, one.words);
        if (!take_only(part)) keep_parts(part);
        text += (text.empty() ? "" : ", ") + part;
    }
    // What the files are, not which of them are meant.
    take_words(text, kOfFiles);
    // What somebody refunds, or is unsure of, picks no entries here.
    take_words(text, "refunds|refund|refunded|credit notes|负数|红字");
    // For whom it is made.
    take_words(text,
               "for accounting|for the accounting|for accounts|for bookkeeping|for the "
               "accountant|for my accountant|"
               "for the finance team|for finance|给财务|给会计|交财务|交给财务|交给会计|报给财务");
    (void)find_wrong(scene, text);
    const auto target = find_target(scene, text, {.names = false, .categories = true});
    if (target.year) {
        outcome.edit.year = target.year;
        if (!target.narrowed) return;
    }
    if (target.filters.empty()) return;
    keep_only(scene, target, outcome);
}

}  // namespace

Reader::Beginning Reader::begin(const std::vector<Clause>& clauses) {
    Beginning beginning;
    beginning_ = true;
    for (const auto& clause : clauses) {
        said_ = clause.said;
        auto name = claimant_at_beginning(clause);
        if (!name.empty()) outcome_.edit.claimant = std::move(name);
        // What is only asked names no part.
        if (is_asked(clause) && question(clause)) {
            beginning.answers.push_back(outcome_.says.back());
            continue;
        }
        auto text = clause.text;
        if (exception(clause) || denied_move(clause)) {
            if (std::exchange(outcome_.unread, false) && !outcome_.says.empty())
                beginning.answers.push_back(outcome_.says.back());
            continue;
        }
        auto wish = take_wish(text);
        // "吃饭的不用管": of a ledger that is not made yet they are left out.
        const bool passed_over = wish == Wish::None && take_words(text, kPassedOver);
        if (passed_over && names_entries(text)) {
            auto out = clause;
            out.text = text + " 不要";
            if (leave_out(out)) continue;
        }
        if (wish == Wish::Keep || wish == Wish::Unclear) continue;
        if (wish == Wish::LeaveOut && leave_out(clause)) {
            if (std::exchange(outcome_.unread, false))
                beginning.answers.push_back(outcome_.says.back());
            continue;
        }
        // What was to be left out is not known, and that is told.
        if (wish == Wish::LeaveOut && names_unknown(text)) {
            outcome_.says.push_back(
                {fmt::format("要去掉的没有找到:“{}”。", bare(clause.said)),
                 fmt::format("What \"{}\" leaves out was not found.", bare(clause.said))});
            beginning.answers.push_back(outcome_.says.back());
            continue;
        }
        // "打车算差旅", "put the taxis under travel".
        const auto moved = part_at_destination(clause.text);
        const bool moves = moved && has_word(clause.text, kMovesAtBeginning);
        if (moves && names_entries(moved->subject) && categorise(clause)) continue;
        beginning.left.push_back(clause);
    }
    beginning.outcome = std::move(outcome_);
    return beginning;
}

bool Reader::is_asked(const Clause& clause) {
    return has_word(clause.text,
                    "多少|几张|有没有|哪些|哪几|哪张|哪个月|最贵|how much|how many|which|are there|"
                    "is there|any duplicates|do i have") &&
           !has_word(
               clause.text,
               "台账|台帐|报销单|报销表|整理|做成|做个|做份|做一份|生成|汇总|ledger|report|sheet|"
               "make|put together|turn|organise|organize|sort");
}

Outcome read_beginning(const Scene& scene, std::string_view sentence) {
    auto [outcome, left, answers] = Reader(scene, sentence).begin(clauses_of(sentence));
    const auto text = language::normalise(sentence);
    for (const auto& [words, format] : kFormats)
        if (!format.empty() && format != "xlsx" && has_word(text, words))
            outcome.edit.formats.emplace_back(format);
    if (has_word(text, "英文|英文版|in english")) outcome.edit.language = "en";
    if (has_word(text, "中文|中文版|in chinese")) outcome.edit.language = "zh";
    read_part(scene, left, outcome);
    outcome.understood = true;
    // Of what was done the result itself tells; what was asked is answered.
    std::erase_if(outcome.says, [&](const assistant::Text& one) {
        return std::ranges::find(answers, one.zh, &assistant::Text::zh) == answers.end();
    });
    return std::move(outcome);
}

std::string unread_period(const Scene& scene, const std::vector<std::string>& periods) {
    for (const auto& said : periods) {
        const auto text = language::normalise(said);
        if (!find_periods(text, scene.today, year_of(scene)).empty()) return {};
        if (has_word(text, kWhole) || !has_word(text, kOfTime)) continue;
        return said;
    }
    return {};
}

Outcome read_period(const Scene& scene, std::string_view sentence) {
    Outcome outcome;
    outcome.edit.said = sentence;
    const auto text = language::normalise(sentence);
    if (has_word(text,
                 "全部|全都|都要|都算|所有|不限|不管|无所谓|算了|all|everything|any|whatever|"
                 "never mind|doesn't matter|skip|跳过")) {
        outcome.understood = true;
        return outcome;
    }
    if (find_periods(text, scene.today, year_of(scene)).empty()) return outcome;
    outcome.understood = true;
    read_part(scene, clauses_of(sentence), outcome);
    return outcome;
}

}  // namespace errand::skills::ledger
