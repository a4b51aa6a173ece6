// The flow of the skill: files to a ledger, one question about what is doubtful, then changes for
// as long as the person likes. Everything that takes long is a recorded step on the workshop's
// threads; between two waits the flow keeps hashes and edits, never files.
#include <fmt/format.h>

#include "assistant/errand.hpp"
#include "skills/ledger/hand_in.hpp"
#include "skills/ledger/learning.hpp"
#include "skills/ledger/ledger.hpp"
#include "skills/ledger/limits.hpp"
#include "skills/ledger/sentence.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/vocabulary.hpp"
#include "skills/ledger/work.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Attached;
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

// --- writing ---

Task<Result<json::value>> make(Errand& errand, const State& state) {
    const auto now = co_await errand.flow().now();
    Work work{.name = "make",
              .arguments = json::object{{"version", state.version}},
              .job = [state, language = errand.language(),
                      now](Workplace& place) { return make_version(place, state, language, now); },
              .deadline = kMakeDeadline};
    co_return co_await errand.work(std::move(work));
}

Text text_at(const json::value& from, std::string_view member) {
    const auto* found = json::find(from, member);
    if (found == nullptr) return {};
    auto text = json::decode<Text>(*found, json::Unknown::Ignore);
    return text ? *std::move(text) : Text{};
}

Text joined(const std::vector<Text>& parts) {
    Text text;
    for (const auto& part : parts) {
        text.zh += (text.zh.empty() || part.zh.empty() ? "" : "\n") + part.zh;
        text.en += (text.en.empty() || part.en.empty() ? "" : "\n") + part.en;
    }
    return text;
}

json::array files_at(const json::value& made) {
    const auto* files = json::find(made, "files");
    return files != nullptr && files->is_array() ? files->get_array() : json::array{};
}

// Without a single invoice it has failed, and says what every file was; more can still be added.
void tell_done(Errand& errand, State& state, const json::value& made) {
    auto parts = std::exchange(state.news, {});
    const auto* invoices = json::find(made, "invoices");
    const bool none = invoices != nullptr && json::decode<std::size_t>(*invoices).value_or(1) == 0;
    if (none) parts.push_back({"这些文件里没有读出发票。", "No invoice was found in these files."});
    parts.push_back(text_at(made, "text"));
    auto text = joined(parts);
    const auto where = where_it_lies(state.files);
    text.zh += where.zh;
    text.en += where.en;
    state.done = true;
    state.asked.clear();
    errand.result(none ? "failed" : "done", text, {{"files", state.files}});
}

// Puts the doubts in one question; what is known so far is written already.
void ask_doubts(Errand& errand, State& state, const json::value& made) {
    auto parts = std::exchange(state.news, {});
    parts.push_back(text_at(made, "text"));
    errand.progress(joined(parts), {{"files", state.files}});
    errand.ask_slot("doubts", text_at(made, "question"),
                    errand.language() == "zh"
                        ? std::vector<std::string>{"都没问题", "按建议", "跳过"}
                        : std::vector<std::string>{"all fine", "as proposed", "skip"});
    state.asked_once = true;
}

// What a sentence may change of a ledger, to be put back where no version could be made of it.
struct Before {
    std::vector<Edit> edits;
    std::vector<Edit> undone;
};

// True: the errand goes on.
bool tell_not_written(Errand& errand, State& state, const Error& error, const Before* before) {
    --state.version;
    state.news.clear();
    Text text{fmt::format("台账没能写出来:{}", error.message),
              fmt::format("The ledger could not be written: {}", error.message)};
    if (before != nullptr) {
        state.edits = before->edits;
        state.undone = before->undone;
        text.zh += "。刚才说的没有生效,台账还是原来的。";
        text.en += ". What you said was not done; the ledger is as it was.";
    } else {
        // Files that were read are in the next version.
        state.dirty = true;
    }
    const bool goes_on = state.done || (before != nullptr && state.version > 0);
    if (goes_on)
        errand.reply(text);
    else
        errand.result("failed", text);
    return goes_on;
}

// Writes the next version and says so, or asks. Where it cannot be written, the state is as
// `before` says, if a sentence has changed it. False: the errand has failed with that.
Task<bool> publish(Errand& errand, State& state, bool ask, const Before* before = nullptr) {
    ++state.version;
    state.dirty = false;
    const auto made = co_await make(errand, state);
    if (!made) co_return tell_not_written(errand, state, made.error(), before);
    state.files = files_at(*made);
    const auto* asked = json::find(*made, "asked");
    state.asked.clear();
    if (ask && asked != nullptr)
        if (auto lines = json::decode<std::vector<Asked>>(*asked)) state.asked = *std::move(lines);
    if (state.asked.empty())
        tell_done(errand, state, *made);
    else
        ask_doubts(errand, state, *made);
    co_return true;
}

// --- sentences ---

Text not_read(const Error& error) {
    return {fmt::format("这句话现在处理不了:{}", error.message),
            fmt::format("This cannot be worked on now: {}", error.message)};
}

Task<Outcome> read(Errand& errand, const State& state, std::string text) {
    const auto now = co_await errand.flow().now();
    Work work{.name = "understand",
              .arguments = json::object{{"text", text}},
              .job = [state, text, language = errand.language(),
                      now](Workplace& place) -> Result<json::value> {
                  ERRAND_TRY(const auto ledger, open_ledger(place, state, language, now));
                  const Scene scene{.ledger = ledger, .state = state, .today = day_of(now)};
                  return json::encode(read_sentence(scene, text));
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

// What the first sentence wants of the files: a year, a part of them, further formats.
Task<> begin_with(Errand& errand, State& state) {
    const auto now = co_await errand.flow().now();
    Work work{
        .name = "understand",
        .arguments = json::object{{"text", errand.begun_with()}},
        .job = [state, text = errand.begun_with(), now](Workplace& place) -> Result<json::value> {
            ERRAND_TRY(const auto ledger, open_ledger(place, state, state.language, now));
            const Scene scene{.ledger = ledger, .state = state, .today = day_of(now)};
            return json::encode(read_beginning(scene, text));
        },
        .deadline = kMakeDeadline};
    const auto done = co_await errand.work(std::move(work));
    if (!done) {
        state.news.push_back(not_read(done.error()));
        co_return;
    }
    if (auto edit = json::decode<Edit>(*done, json::Unknown::Ignore); edit && !edit->nothing())
        state.edits.push_back(*std::move(edit));
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

// What the edit taught is not remembered any more either.
void unlearn(const State& state, const Edit& edit, Outcome& outcome) {
    outcome.memory = untaught(state.memory, edit);
    outcome.learned = true;
}

bool undo(State& state, Outcome& outcome) {
    // The files themselves came with the first sentence; that one is not taken back.
    std::size_t with_files = 0;
    for (const auto& edit : state.edits) with_files += edit.has_files() ? 1 : 0;
    if (state.edits.empty() || (with_files == 1 && state.edits.back().has_files())) {
        outcome.says.push_back({"没有可以撤销的了。", "There is nothing to undo."});
        return false;
    }
    const auto said = state.edits.back().said;
    unlearn(state, state.edits.back(), outcome);
    state.undone.push_back(std::move(state.edits.back()));
    state.edits.pop_back();
    outcome.says.push_back(
        {fmt::format("已撤销“{}”。", said), fmt::format("Undone: \"{}\".", said)});
    return true;
}

bool redo(State& state, Outcome& outcome) {
    if (state.undone.empty()) {
        outcome.says.push_back({"没有可以重做的。", "There is nothing to redo."});
        return false;
    }
    state.edits.push_back(std::move(state.undone.back()));
    state.undone.pop_back();
    outcome.memory = taught(state.memory, state.edits.back());
    outcome.learned = true;
    outcome.says.push_back({"已恢复。", "Done again."});
    return true;
}

Text not_kept(const Error& error) {
    return {fmt::format("没能更新记忆:{}", error.message),
            fmt::format("What I remember could not be changed: {}", error.message)};
}

Task<> forget(Errand& errand, State& state, Outcome& outcome) {
    const auto done = co_await errand.remember(nullptr);
    if (!done)
        outcome.says.push_back(not_kept(done.error()));
    else if (state.memory.empty())
        outcome.says.push_back(
            {"关于报销台账,我没有记住什么。", "I remember nothing about your ledgers."});
    else
        outcome.says.push_back({"已经忘掉了。", "Forgotten."});
    if (done) state.memory = {};
}

Task<> keep_memory(Errand& errand, State& state, Outcome& outcome) {
    if (outcome.forget) co_return co_await forget(errand, state, outcome);
    if (!outcome.learned || outcome.memory == state.memory) co_return;
    const auto kept = co_await errand.remember(json::encode(outcome.memory));
    if (!kept) {
        outcome.says.push_back(not_kept(kept.error()));
        co_return;
    }
    state.memory = outcome.memory;
    if (outcome.undo) co_return;
    outcome.says.push_back({"以后照此处理;说“你记住了什么”可以查看,说“忘掉”可以删除。",
                            "I will do the same next time; ask what I remember, or say forget."});
}

// Folds what was said into the state. True: a new version is due.
Task<bool> take(Errand& errand, State& state, Outcome outcome) {
    bool changed = false;
    if (outcome.undo) changed = undo(state, outcome) || changed;
    if (outcome.redo) changed = redo(state, outcome) || changed;
    if (!outcome.edit.nothing() && state.edits.size() >= kMaxEdits) {
        state.news.push_back(
            {fmt::format("这份台账已经改过 {} 次,不能再改了;请另做一份。", kMaxEdits),
             fmt::format("This ledger was changed {} times, which is the most; please make another "
                         "one.",
                         kMaxEdits)});
        co_return changed;
    }
    if (!outcome.edit.nothing()) {
        outcome.edit.earlier = earlier_of(state.memory, outcome.edit);
        state.edits.push_back(std::move(outcome.edit));
        state.undone.clear();
        changed = true;
    }
    co_await keep_memory(errand, state, outcome);
    for (auto& one : outcome.says) state.news.push_back(std::move(one));
    co_return changed;
}

// --- the loop ---

Task<> begin(Errand& errand, State& state) {
    state.begun = true;
    state.language = errand.language();
    state.memory = memory_in(co_await errand.known());
    state.rules = state.memory;
    errand.set_title(errand.language() == "zh" ? "报销台账" : "expense ledger");
    if (const auto& files = errand.begun_files()) {
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
    if (state.version == 0 && !errand.begun_with().empty()) co_await begin_with(errand, state);
    co_return co_await publish(errand, state, !state.asked_once);
}

Task<> take_files(Errand& errand, State& state, const Event& event) {
    if (files_so_far(state) + event.files->count > kMaxFiles) {
        errand.reply({"文件太多了,请分开做成几个台账。",
                      "These are too many files; please make several ledgers of them."});
        co_return;
    }
    errand.close_ask();
    state.asked.clear();
    state.asked_once = state.version > 0 && state.asked_once;
    state.pending = pending_of(*event.files, event.text);
    state.news.push_back({fmt::format("新加 {} 个文件。", event.files->count),
                          fmt::format("{} {} added.", event.files->count,
                                      event.files->count == 1 ? "file" : "files")});
}

// The question about doubts stays open unless it was answered, or the ledger has changed.
Task<bool> take_words(Errand& errand, State& state, std::string text) {
    if (state.version == 0) {
        ask_for_files(errand);
        co_return true;
    }
    // Another ledger may have taught something meanwhile, or had it forgotten.
    state.memory = memory_in(co_await errand.known());
    auto outcome = co_await read(errand, state, text);
    const bool asking = !state.asked.empty();
    if (!outcome.understood) {
        errand.reply(help());
        // Answered at its own door, the question is closed by now.
        if (asking && !errand.asking()) co_return co_await publish(errand, state, true);
        co_return true;
    }
    const bool finish = outcome.finish;
    const bool again = outcome.ask_again;
    const Before before{state.edits, state.undone};
    const bool changed = co_await take(errand, state, std::move(outcome));
    if (asking && (finish || changed)) {
        errand.close_ask();
        co_return co_await publish(errand, state, false, changed ? &before : nullptr);
    }
    if (changed || again)
        co_return co_await publish(errand, state, again, changed ? &before : nullptr);
    errand.reply(joined(std::exchange(state.news, {})));
    if (asking && !errand.asking()) co_return co_await publish(errand, state, true);
    co_return true;
}

Task<json::value> end(Errand& errand, const State& state, std::string status, const Text& text) {
    errand.close_ask();
    errand.result(status, text, {{"files", state.files}});
    co_return json::value{};
}

Task<json::value> make_ledger(Errand& errand) {
    auto state = state_in(errand.state());
    if (!state.begun) co_await begin(errand, state);
    for (;;) {
        if (!co_await work_off(errand, state)) co_return json::value{};
        co_await errand.checkpoint(json::encode(state));
        const bool asking = !state.asked.empty();
        const auto event = co_await errand.next(asking ? kAnswerWithin : kOpenFor);
        if (event.kind == Event::Kind::Timer) {
            if (!asking) break;
            // Nobody answered: what is known is written, and every doubt stands in it.
            errand.close_ask();
            if (!co_await publish(errand, state, false)) co_return json::value{};
            continue;
        }
        if (event.kind == Event::Kind::Cancel && !event.files) {
            const auto where = where_it_lies(state.files);
            co_return co_await end(
                errand, state, "cancelled",
                {"台账到此为止。" + where.zh, "The ledger ends here." + where.en});
        }
        if (event.files)
            co_await take_files(errand, state, event);
        else if (!co_await take_words(errand, state, event.text))
            co_return json::value{};
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
            .version = 1,
            .what = {"把发票和收据(文件夹、压缩包)整理成报销台账",
                     "turn invoices and receipts (a folder, an archive) into an expense ledger"},
            .run = make_ledger,
            .takes_files = true,
            .claims = claims};
}

}  // namespace errand::skills::ledger
