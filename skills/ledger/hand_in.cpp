#include "skills/ledger/hand_in.hpp"

#include <fmt/format.h>

#include "skills/ledger/limits.hpp"
#include "skills/ledger/work.hpp"

namespace errand::skills::ledger {
namespace {

using assistant::Errand;
using assistant::Work;
using Hashes = std::vector<std::string>;

Work reading_of(const Pending& pending, std::size_t index) {
    return {.name = "read",
            .arguments = json::object{{"list", pending.list}, {"index", index}},
            .job = [list = pending.list,
                    index](Workplace& place) { return read_item(place, list, index); },
            .deadline = kReadDeadline};
}

// One line for a file that was read; its error is a finding, never the errand's end.
json::value told_of(const Result<json::value>& read) {
    if (read) return *read;
    return json::object{
        {"name", ""}, {"reading", ""}, {"invoices", 0}, {"problem", read.error().message}};
}

class Progress {
  public:
    Progress(Errand& errand, std::size_t count)
        : errand_(errand),
          every_(std::max<std::size_t>(1, (count + kProgressEvents - 1) / kProgressEvents)),
          count_(count) {}

    void add(const json::value& one, std::size_t done) {
        const auto name = json::string_at(one, "name");
        const auto* invoices = json::find(one, "invoices");
        json::array line{name, invoices == nullptr ? json::value(0) : *invoices};
        if (const auto problem = json::string_at(one, "problem"); !problem.empty())
            line.emplace_back(std::string(problem));
        files_.push_back(std::move(line));
        if (done % every_ == 0 || done == count_) tell(done, name);
    }

  private:
    void tell(std::size_t done, std::string_view name) {
        errand_.progress({fmt::format("已读 {}/{}:{}", done, count_, name),
                          fmt::format("Read {} of {}: {}", done, count_, name)},
                         {{"done", done}, {"of", count_}, {"read", std::exchange(files_, {})}});
    }
    Errand& errand_;
    std::size_t every_;
    std::size_t count_;
    json::array files_;
};

// Where a group's readings could not be kept, each of its files stands in the ledger as unread.
void keep_group(State& state, const Result<json::value>& made, std::size_t count) {
    auto& pending = *state.pending;
    if (made) {
        // One, as it was told before a group could take several.
        if (const auto one = json::string_at(*made, "bundle"); !one.empty())
            pending.bundles.emplace_back(one);
        if (const auto* all = json::find(*made, "bundles"); all != nullptr)
            for (auto& hash : json::decode<Hashes>(*all).value_or(Hashes{}))
                pending.bundles.push_back(std::move(hash));
        return;
    }
    pending.lost.push_back({pending.list, pending.next, count, made.error().message});
    state.news.push_back({fmt::format("有 {} 个文件没能读:{}", count, made.error().message),
                          fmt::format("{} files were not read: {}", count, made.error().message)});
}

}  // namespace

Pending pending_of(const assistant::Attached& files, std::string said) {
    return {.list = files.list,
            .count = files.count,
            .next = 0,
            .said = std::move(said),
            .bundles = {},
            .lost = {}};
}

flow::Task<> read_group(Errand& errand, State& state) {
    auto& pending = *state.pending;
    const auto end = std::min(pending.count, pending.next + kGroup);
    Progress progress(errand, pending.count);
    json::array readings;
    for (auto at = pending.next; at < end;) {
        std::vector<Work> works;
        for (; at < end && works.size() < kAtOnce; ++at) works.push_back(reading_of(pending, at));
        for (const auto& read : co_await errand.work_all(std::move(works))) {
            readings.push_back(told_of(read));
            progress.add(readings.back(), pending.next + readings.size());
        }
    }
    Work together{.name = "bundle",
                  .arguments = json::object{{"list", pending.list}, {"from", pending.next}},
                  .job = [list = pending.list, first = pending.next, readings](
                             Workplace& place) { return bundle(place, list, first, readings); },
                  .deadline = kReadDeadline};
    const auto made = co_await errand.work(std::move(together));
    keep_group(state, made, end - pending.next);
    pending.next = end;
    if (pending.next < pending.count) co_return;
    state.edits.push_back({.said = pending.said,
                           .bundles = pending.bundles,
                           .lost = pending.lost,
                           .files = pending.count,
                           .changes = {}});
    state.pending.reset();
    state.dirty = true;
}

}  // namespace errand::skills::ledger
