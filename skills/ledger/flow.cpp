// The flow of the skill: files to a ledger, one question about what is doubtful, then changes for
// as long as the person likes. Everything that takes long is a recorded step on the workshop's
// threads; between two waits the flow keeps hashes and edits, never files. Version 2: the state has
// more members and the steps are others than in 1, which was never released.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "assistant/errand.hpp"
#include "language/text.hpp"
#include "skills/ledger/hand_in.hpp"
#include "skills/ledger/later.hpp"
#include "skills/ledger/learning.hpp"
#include "skills/ledger/ledger.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/stages.hpp"
#include "skills/ledger/talk.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/words.hpp"
#include "skills/ledger/work.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Errand;
using assistant::Event;
using assistant::Text;
using assistant::Work;
using flow::Task;

State state_in(const json::value& kept) {
    auto state = json::decode<State>(kept, json::Unknown::Ignore);
    return state ? *std::move(state) : State{};
}

Memory memory_in(const json::value& known) {
    const auto* mine = json::find(known, "memory.ledger");
    if (mine == nullptr || !mine->is_object()) return {};
    auto memory = json::decode<Memory>(*mine, json::Unknown::Ignore);
    return memory ? *std::move(memory) : Memory{};
}

std::size_t files_so_far(const State& state) {
    std::size_t sum = state.pending ? state.pending->count : 0;
    for (const auto& edit : state.edits) sum += edit.files;
    return sum;
}

language::time::CivilDate day_of(Time now) {
    const auto days = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day day{days};
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day()))};
}

// --- sentences ---

Text not_read(const Error& error) {
    return {fmt::format("这句话现在处理不了:{}", error.message),
            fmt::format("This cannot be worked on now: {}", error.message)};
}

Task<Outcome> read(Errand& errand, const State& state, std::string text,
                   bool beside_files = false) {
    const auto now = co_await errand.flow().now();
    Work work{.name = "understand",
              .arguments = json::object{{"text", text}},
              .job = [state, text, language = errand.language(), now,
                      beside_files](Workplace& place) -> Result<json::value> {
                  ERRAND_TRY(const auto ledger, open_ledger(place, state, language, now));
                  const Scene scene{.ledger = ledger, .state = state, .today = day_of(now)};
                  return json::encode(read_sentence(scene, text, beside_files));
              },
              .deadline = kMakeDeadline};
    const auto done = co_await errand.work(std::move(work));
    if (!done) {
        Outcome told;
        told.understood = true;
        told.says.push_back(not_read(done.error()));
        co_return told;
    }
    auto outcome = json::decode<Outcome>(*done, json::Unknown::Ignore);
    co_return outcome ? *std::move(outcome) : Outcome{};
}

std::vector<std::string> periods_said(const Errand& errand) {
    std::vector<std::string> periods;
    for (const auto& value : errand.begun_by().values)
        if (value.slot == "period") periods.push_back(value.text);
    return periods;
}

// All that was said before the files were read.
std::string said_at_beginning(const Errand& errand, const State& state) {
    auto text = errand.begun_with();
    if (!state.before.empty()) text += "\n" + state.before;
    if (!state.edits.empty() && state.edits.back().said != errand.begun_with())
        text += "\n" + state.edits.back().said;
    return text;
}

// What was read of the beginning, or of what came with later files, belongs to the files that it
// came with: both are undone together.
void take_beginning(State& state, Edit edit) {
    auto& into = state.edits.back();
    into.changes.insert(into.changes.end(), edit.changes.begin(), edit.changes.end());
    // Another part in place of the one before, or none.
    if (!edit.only.empty() || !edit.part.empty()) {
        into.only = std::move(edit.only);
        into.part = std::move(edit.part);
        into.part_of_beginning = edit.part_of_beginning;
    }
    into.formats.insert(into.formats.end(), edit.formats.begin(), edit.formats.end());
    into.sellers.insert(edit.sellers.begin(), edit.sellers.end());
    if (edit.year) into.year = edit.year;
    if (edit.language) into.language = edit.language;
    if (edit.claimant) into.claimant = std::move(edit.claimant);
    if (edit.buyer_tax_id) into.buyer_tax_id = std::move(edit.buyer_tax_id);
}

// The year first: the entries are numbered by it.
Result<json::value> understand_beginning(Workplace& place, State state, const std::string& text,
                                         const std::vector<std::string>& periods, Time now) {
    ERRAND_TRY(auto ledger, open_ledger(place, state, state.language, now));
    Scene scene{.ledger = ledger, .state = state, .today = day_of(now)};
    auto outcome = read_beginning(scene, text);
    if (outcome.edit.year && !state.edits.empty()) {
        state.edits.back().year = outcome.edit.year;
        ERRAND_TRY(ledger, open_ledger(place, state, state.language, now));
        outcome = read_beginning(scene, text);
    }
    auto read = json::encode(outcome);
    read.get_object()["period"] = unread_period(scene, periods);
    return read;
}

// What the first sentence wants of the files: a year, a part of them, who claims, further formats.
Task<> begin_with(Errand& errand, State& state) {
    const auto now = co_await errand.flow().now();
    Work work{.name = "understand",
              .arguments = json::object{{"text", errand.begun_with()}},
              .job = [state, text = said_at_beginning(errand, state), now,
                      periods = periods_said(errand)](Workplace& place) -> Result<json::value> {
                  return understand_beginning(place, state, text, periods, now);
              },
              .deadline = kMakeDeadline};
    const auto done = co_await errand.work(std::move(work));
    state.beginning_read = true;
    if (!done) {
        state.news.push_back(not_read(done.error()));
        co_return;
    }
    if (auto outcome = json::decode<Outcome>(*done, json::Unknown::Ignore)) {
        if (const auto& name = outcome->edit.claimant) state.news.push_back(claimant_of(*name));
        for (auto& one : outcome->says) state.news.push_back(std::move(one));
        if (outcome->edit.part_of_beginning) outcome->edit.part = said_at_beginning(errand, state);
        take_beginning(state, std::move(outcome->edit));
    }
    state.open_period = json::string_at(*done, "period");
}

void ask_for_period(Errand& errand, const State& state) {
    errand.ask_slot(
        "period",
        {fmt::format("“{}”是指哪段时间?比如“2025 年”“三月到五月”“上个季度”;说“全部”就都计入。",
                     state.open_period),
         fmt::format("Which time is \"{}\"? For example \"2025\", \"March to May\", \"last "
                     "quarter\"; say \"all\" to count everything.",
                     state.open_period)});
}

// An answer to that question. Not understood: it is put again.
Task<> take_period(Errand& errand, State& state, std::string text) {
    const auto now = co_await errand.flow().now();
    Work work{.name = "understand",
              .arguments = json::object{{"text", text}},
              .job = [state, text, now](Workplace& place) -> Result<json::value> {
                  ERRAND_TRY(const auto ledger, open_ledger(place, state, state.language, now));
                  const Scene scene{.ledger = ledger, .state = state, .today = day_of(now)};
                  return json::encode(read_period(scene, text));
              },
              .deadline = kMakeDeadline};
    const auto done = co_await errand.work(std::move(work));
    auto outcome = done ? json::decode<Outcome>(*done, json::Unknown::Ignore) : Outcome{};
    errand.close_ask();
    if (!outcome || !outcome->understood) {
        ask_for_period(errand, state);
        co_return;
    }
    take_beginning(state, std::move(outcome->edit));
    state.open_period.clear();
}

void ask_for_files(Errand& errand) {
    errand.ask_slot("files",
                    {"请把发票给我:一个文件夹、一个压缩包,或者几个文件(PDF、OFD、XML、图片都行)。",
                     "Please attach the invoices: a folder, an archive, or some files (PDF, OFD, "
                     "XML, pictures)."});
}

Text help() {
    return {
        "没有看懂。可以这样说:把打车的都放到差旅、三月的不要、只要餐饮的、第 3 张金额改成 320、"
        "再给一份 csv、换成英文的、撤销、一共多少钱、哪些重复了;也可以再附上文件。",
        "I did not understand that. You could say: put the taxis under travel, leave out "
        "March, only the meals, the amount of number 3 is 320, also as csv, in Chinese, undo, "
        "what is the total, which are duplicates; or attach more files."};
}

// Folds what was said into the state. True: a new version is due.
bool take(State& state, Outcome& outcome) {
    const bool changed = take_back_or_redo(state, outcome);
    if (!outcome.edit.nothing() && state.edits.size() >= kMaxEdits) {
        state.news.push_back(
            {fmt::format("这份台账已经改过 {} 次,不能再改了;请另做一份。", kMaxEdits),
             fmt::format("This ledger was changed {} times, which is the most; please make another "
                         "one.",
                         kMaxEdits)});
        return changed;
    }
    bool due = changed;
    if (!outcome.edit.nothing()) {
        outcome.edit.earlier = earlier_of(state.memory, outcome.edit);
        state.edits.push_back(std::move(outcome.edit));
        state.undone.clear();
        due = true;
    }
    std::ranges::move(std::exchange(outcome.says, {}), std::back_inserter(state.news));
    if (!outcome.spoken.empty()) state.spoken = outcome.spoken;
    return due;
}

// What later files are of the part that was wanted before; and what the sentence that came with
// them says.
Task<> take_later_files(Errand& errand, State& state) {
    const auto now = co_await errand.flow().now();
    Work work{.name = "understand",
              .arguments = json::object{{"part", state.edits.size()}},
              .job = [state, now](Workplace& place) -> Result<json::value> {
                  return part_of_later(place, state, day_of(now), now);
              },
              .deadline = kMakeDeadline};
    const auto done = co_await errand.work(std::move(work));
    auto part = done ? json::decode<Later>(*done, json::Unknown::Ignore) : Later{};
    if (!done) state.news.push_back(not_read(done.error()));
    if (part && !part->only.empty()) {
        state.edits.back().only = std::move(part->only);
        state.edits.back().part = std::move(part->part);
        state.edits.back().part_of_beginning = part->part_of_beginning;
    }
    if (part) std::ranges::move(part->says, std::back_inserter(state.news));
    const auto said = state.edits.back().said;
    if (said.empty()) co_return;
    // "这些都算差旅" speaks of what is new.
    state.spoken.clear();
    for (auto at = part ? part->before + 1 : 1; part && at <= part->entries; ++at)
        state.spoken.push_back(at);
    auto outcome = co_await read(errand, state, said, true);
    // What was asked before is put again with what is new, unless it needs no answer.
    if (outcome.finish && part) state.settled = part->before;
    outcome.edit.earlier = earlier_of(state.memory, outcome.edit);
    auto& into = state.edits.back();
    into.earlier = outcome.edit.earlier;
    take_beginning(state, std::move(outcome.edit));
    std::ranges::move(std::exchange(outcome.says, {}), std::back_inserter(state.news));
    co_await remember_it(errand, state, outcome);
}

// --- the loop ---

void tell_empty(Errand& errand) {
    errand.result("failed",
                  {"交来的文件夹是空的,里面没有文件。请换一个,或者直接交文件。",
                   "What was handed in is empty: there are no files in it. Please attach another "
                   "folder, or files."});
}

Task<> begin(Errand& errand, State& state) {
    state.begun = true;
    state.language = errand.language();
    state.memory = memory_in(co_await errand.known());
    state.rules = state.memory;
    errand.set_title(errand.language() == "zh" ? "报销台账" : "expense ledger");
    if (const auto& files = errand.begun_files(); files && files->count == 0) {
        tell_empty(errand);
    } else if (files) {
        state.pending = pending_of(*files, errand.begun_with());
        errand.progress({fmt::format("收到 {} 个文件,开始读。", files->count),
                         fmt::format("{} {} taken, reading.", files->count,
                                     files->count == 1 ? "file" : "files")});
    } else {
        ask_for_files(errand);
    }
}

// Everything that is to be done before the next wait.
Task<bool> work_off(Errand& errand, State& state) {
    while (state.pending) {
        co_await read_group(errand, state);
        co_await errand.checkpoint(json::encode(state));
    }
    if (!state.dirty) co_return true;
    const bool later = state.version > 0 && !state.edits.empty() &&
                       state.edits.back().has_files() && !state.edits.back().replaces;
    if (later) co_await take_later_files(errand, state);
    if (!state.beginning_read && (state.version == 0 || state.edits.back().replaces))
        co_await begin_with(errand, state);
    if (!state.open_period.empty()) {
        if (!errand.asking()) ask_for_period(errand, state);
        co_return true;
    }
    // Of later files what is doubtful is asked too, and what was asked before and not answered.
    co_return co_await publish(errand, state, later || !state.asked_once);
}

Text taken(std::size_t count, bool replaces) {
    const auto* files = count == 1 ? "file" : "files";
    if (replaces)
        return {fmt::format("换成这 {} 个文件,之前的不算。", count),
                fmt::format("{} {} taken in place of those before.", count, files)};
    return {fmt::format("新加 {} 个文件。", count), fmt::format("{} {} added.", count, files)};
}

Task<> take_files(Errand& errand, State& state, const Event& event) {
    if (event.files->count == 0) {
        tell_empty(errand);
        co_return;
    }
    if (files_so_far(state) + event.files->count > kMaxFiles) {
        errand.reply({"文件太多了,请分开做成几个台账。",
                      "These are too many files; please make several ledgers of them."});
        co_return;
    }
    errand.close_ask();
    const bool replaces = !state.edits.empty() && sent_wrong_files(language::normalise(event.text));
    if (replaces) {
        state.asked.clear();
        state.settled = 0;
    }
    state.asked_once = state.version > 0 && state.asked_once && !replaces;
    state.pending = pending_of(*event.files, event.text, replaces);
    state.news.push_back(taken(event.files->count, replaces));
}

enum class Next { Go, Stop, CallOff };
Next go_on(bool written) {
    return written ? Next::Go : Next::Stop;
}

// Before there is a ledger: what is said of it is kept until the files are there.
Task<Next> take_words_before(Errand& errand, State& state, std::string text) {
    const auto normal = language::normalise(text);
    if (calls_off(normal)) co_return Next::CallOff;
    if (!state.open_period.empty()) {
        co_await take_period(errand, state, std::move(text));
        co_return Next::Go;
    }
    if (puts_off(normal)) {
        errand.reply(
            {"好,发票随时可以交来。", "All right; hand in the invoices whenever you like."});
        if (!errand.asking()) ask_for_files(errand);
        co_return Next::Go;
    }
    if (state.before.size() + text.size() <= kSaidBefore)
        state.before += (state.before.empty() ? "" : "\n") + text;
    const bool asks =
        is_question(normal) || has_word(normal, "能|行|可以|支持|can|do you|will|is it ok");
    if (asks)
        errand.reply({"可以。多少张、什么格式都行,照片和压缩包也行。",
                      "Yes: however many there are, in any format, photos and archives too."});
    // The question for them stands; it is put again to what is no question itself.
    if (asks && errand.asking()) co_return Next::Go;
    ask_for_files(errand);
    co_return Next::Go;
}

// Of what was understood: whether a new version is due, and whether its doubts are put again.
Task<Next> carry_out(Errand& errand, State& state, Outcome outcome) {
    const bool asking = !state.asked.empty();
    const bool finish = outcome.finish;
    const bool again = outcome.ask_again;
    const bool unread = outcome.unread && !finish;
    if (outcome.later) {
        state.paused = asking;
        outcome.says.push_back(
            {"好,先放着;要继续的时候说一声“继续”。",
             "All right, it stays as it is; say \"continue\" when you are back."});
    }
    Before before{state.edits, state.undone};
    const bool changed = take(state, outcome);
    if (again) state.settled = 0;
    if (changed) before.outcome = &outcome;
    const auto* back = changed ? &before : nullptr;
    if (asking && (finish || changed)) {
        errand.close_ask();
        co_return go_on(co_await publish(errand, state, unread, back));
    }
    if (again) errand.close_ask();
    if (changed || again) co_return go_on(co_await publish(errand, state, again, back));
    co_await remember_it(errand, state, outcome);
    errand.reply(joined(std::exchange(state.news, {})));
    if (asking && !errand.asking()) co_return go_on(co_await publish(errand, state, true));
    co_return Next::Go;
}

// The question about doubts stays open unless it was answered, or the ledger has changed.
Task<Next> take_words(Errand& errand, State& state, std::string text) {
    if (state.version == 0) co_return co_await take_words_before(errand, state, std::move(text));
    // Another ledger may have taught something meanwhile, or had it forgotten.
    state.memory = memory_in(co_await errand.known());
    auto outcome = co_await read(errand, state, text);
    if (outcome.call_off && outcome.edit.nothing()) co_return Next::CallOff;
    state.memory_shown = outcome.memory_shown;
    if (!outcome.spoken.empty()) state.spoken = outcome.spoken;
    if (outcome.understood) co_return co_await carry_out(errand, state, std::move(outcome));
    errand.reply(help());
    // Answered at its own door, the question is closed by now.
    if (!state.asked.empty() && !errand.asking())
        co_return go_on(co_await publish(errand, state, true));
    co_return Next::Go;
}

Task<json::value> end(Errand& errand, const State& state, std::string status, const Text& text) {
    errand.close_ask();
    errand.result(status, text, {{"files", state.files}});
    co_return json::value{};
}

Task<json::value> called_off(Errand& errand, const State& state) {
    const auto where = where_it_lies(state.files);
    co_return co_await end(errand, state, "cancelled",
                           {"台账到此为止。" + where.zh, "The ledger ends here." + where.en});
}

// Nobody answered: what is known is written, and every doubt stands in it.
Task<bool> go_without_answer(Errand& errand, State& state) {
    errand.close_ask();
    if (state.open_period.empty()) co_return co_await publish(errand, state, false);
    state.news.push_back({fmt::format("没有弄清“{}”是哪段时间,先都计入。", state.open_period),
                          fmt::format("It stayed open which time \"{}\" is, so everything counts.",
                                      state.open_period)});
    state.open_period.clear();
    co_return true;
}

// "取消第3张", "撤销刚才的" change a ledger that is written; only what says no more ends it.
bool stops(const Event& event, const State& state) {
    if (event.kind != Event::Kind::Cancel || event.files) return false;
    const auto text = language::normalise(event.text);
    return state.version == 0 || text.empty() || (stops_all(text) && !has_word(text, kUndo));
}

Task<json::value> make_ledger(Errand& errand) {
    auto state = state_in(errand.state());
    if (!state.begun) co_await begin(errand, state);
    for (;;) {
        if (!co_await work_off(errand, state)) co_return json::value{};
        co_await errand.checkpoint(json::encode(state));
        const bool asking = !state.asked.empty() || !state.open_period.empty();
        const auto event = co_await errand.next(asking && !state.paused ? kAnswerWithin : kOpenFor);
        if (event.kind == Event::Kind::Timer) {
            if (!asking) break;
            if (!co_await go_without_answer(errand, state)) co_return json::value{};
            continue;
        }
        if (stops(event, state)) co_return co_await called_off(errand, state);
        if (event.files) {
            co_await take_files(errand, state, event);
            continue;
        }
        const auto next = co_await take_words(errand, state, event.text);
        if (next == Next::CallOff) co_return co_await called_off(errand, state);
        if (next == Next::Stop) co_return json::value{};
    }
    if (!state.done)
        co_return co_await end(
            errand, state, "declined",
            {"一直没有收到发票,这件事先放下。", "No invoices came, so this was put aside."});
    co_return json::value{};
}

}  // namespace

assistant::SkillInfo make() {
    return {.name = "ledger",
            .version = 2,
            .what = {"把发票和收据(文件夹、压缩包)整理成报销台账",
                     "turn invoices and receipts (a folder, an archive) into an expense ledger"},
            .run = make_ledger,
            .takes_files = true,
            .claims = claims,
            .begins = begins};
}

}  // namespace errand::skills::ledger
