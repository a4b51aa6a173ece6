// Versions of the ledger, and what is said of them: see stages.hpp.
#include <fmt/format.h>

#include <utility>

#include "skills/ledger/limits.hpp"
#include "skills/ledger/stages.hpp"
#include "skills/ledger/texts.hpp"
#include "skills/ledger/work.hpp"

namespace errand::skills::ledger {

using assistant::Errand;
using assistant::Text;
using assistant::Work;
using flow::Task;

namespace {

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

json::array files_at(const json::value& made) {
    const auto* files = json::find(made, "files");
    return files != nullptr && files->is_array() ? files->get_array() : json::array{};
}

std::size_t count_at(const json::value& made, std::string_view member) {
    const auto* found = json::find(made, member);
    return found == nullptr ? 1 : json::decode<std::size_t>(*found).value_or(1);
}

// Without a single invoice it has failed, and says what every file was; more can still be added.
void tell_done(Errand& errand, State& state, const json::value& made) {
    auto parts = std::exchange(state.news, {});
    const bool none = count_at(made, "invoices") == 0;
    const bool counted = count_at(made, "counted") > 0;
    if (none) parts.push_back({"这些文件里没有读出发票。", "No invoice was found in these files."});
    parts.push_back(text_at(made, "text"));
    auto text = joined(parts);
    const auto where = where_it_lies(state.files);
    text.zh += where.zh;
    text.en += where.en;
    state.done = true;
    state.asked.clear();
    errand.result(none || !counted ? "failed" : "done", text, {{"files", state.files}});
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

}  // namespace

Text joined(const std::vector<Text>& parts) {
    Text text;
    for (const auto& part : parts) {
        text.zh += (text.zh.empty() || part.zh.empty() ? "" : "\n") + part.zh;
        text.en += (text.en.empty() || part.en.empty() ? "" : "\n") + part.en;
    }
    return text;
}

Task<bool> publish(Errand& errand, State& state, bool ask, const Before* before) {
    ++state.version;
    state.dirty = false;
    const auto made = co_await make(errand, state);
    if (!made) co_return tell_not_written(errand, state, made.error(), before);
    if (before != nullptr && before->outcome != nullptr)
        co_await remember_it(errand, state, *before->outcome);
    state.files = files_at(*made);
    state.paused = false;
    const auto* asked = json::find(*made, "asked");
    state.asked.clear();
    if (ask && asked != nullptr)
        if (auto lines = json::decode<std::vector<Asked>>(*asked)) state.asked = *std::move(lines);
    if (state.asked.empty()) state.settled = count_at(*made, "invoices");
    if (state.asked.empty())
        tell_done(errand, state, *made);
    else
        ask_doubts(errand, state, *made);
    co_return true;
}

}  // namespace errand::skills::ledger
