#include "server/a2a/task.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "server/errands.hpp"

namespace errand::server::a2a {
namespace {

State state_of_ask(const json::value& ask) {
    const auto type = json::string_at(ask, "type");
    if (type == "approval") return State::AuthRequired;
    const auto* alone = json::find(ask, "by_itself");
    const bool elsewhere = type == "grant" && !json::string_at(ask, "sign_in").empty() &&
                           alone != nullptr && alone->is_bool() && !alone->get_bool();
    return elsewhere ? State::AuthRequired : State::InputRequired;
}

std::optional<State> ended_state(std::string_view status) {
    if (status == "done") return State::Completed;
    if (status == "failed") return State::Failed;
    // "declined": the person did not want it, or there was nothing to do.
    if (status == "cancelled" || status == "declined") return State::Canceled;
    return {};
}

std::string_view kind_of(const journal::Event& event) {
    return json::string_at(event.data, "kind");
}

// What the person said of it, as a message.
Message sentence_of(const journal::Event& event, const std::string& task) {
    return {.id = fmt::format("event-{}", event.seq),
            .of_agent = false,
            .context = event.conversation,
            .task = task,
            .parts = {{.text = std::string(json::string_at(event.data, "text")), .data = {}}}};
}

// Whether an event is the one that the errand's state speaks by.
bool speaks(const journal::Event& event, const journal::FlowInfo& errand, State state) {
    if (is_final(state)) return kind_of(event) == "result";
    const auto* ask = open_ask_of(errand);
    if (ask == nullptr) return kind_of(event) == "progress" || kind_of(event) == "reply";
    return kind_of(event) == "ask" &&
           json::string_at(event.data, "id") == json::string_at(*ask, "id");
}

}  // namespace

std::string task_id(std::uint64_t errand) {
    return fmt::to_string(errand);
}

async::Awaitable<Checked<journal::FlowInfo>> find_task(Rooms& rooms, std::string user,
                                                       std::string id) {
    const auto number = whole_number("task", id);
    if (!number || *number == 0) co_return std::unexpected(task_not_found(id));
    auto found = co_await find_errand(rooms, std::move(user), *number);
    if (found) co_return *std::move(found);
    if (found.error().code == ErrorCode::NotFound) co_return std::unexpected(task_not_found(id));
    co_return std::unexpected(fault_of(found.error()));
}

State state_of(const journal::FlowInfo& errand) {
    if (const auto ended = ended_state(status_of(errand))) return *ended;
    if (errand.view.is_null()) return State::Submitted;
    const auto* ask = open_ask_of(errand);
    return ask == nullptr ? State::Working : state_of_ask(*ask);
}

State state_after(const journal::Event& event) {
    if (kind_of(event) == "ask") return state_of_ask(event.data);
    if (kind_of(event) == "result")
        return ended_state(json::string_at(event.data, "status")).value_or(State::Working);
    return State::Working;
}

Task bare_task(const journal::FlowInfo& errand) {
    Task task{.id = task_id(errand.number),
              .context = errand.conversation,
              .state = state_of(errand),
              .at = errand.updated};
    task.metadata = {{"skill", errand.skill}, {"status", status_of(errand)}};
    if (const auto title = json::string_at(errand.view, "title"); !title.empty())
        task.metadata["title"] = title;
    return task;
}

std::optional<Message> message_of(const Rooms& rooms, const journal::Event& event,
                                  std::string_view language) {
    auto text = shown(event, language, zone_of(rooms));
    if (text.empty()) return {};
    Message made{.id = fmt::format("event-{}", event.seq),
                 .context = event.conversation,
                 .task = event.errand == 0 ? std::string() : task_id(event.errand),
                 .parts = {{.text = std::move(text), .data = {}}}};
    if (kind_of(event) == "ask") made.parts.push_back({.text = {}, .data = written(event)});
    return made;
}

std::optional<Artifact> artifact_of(const Rooms& rooms, const journal::Event& event,
                                    std::string_view language) {
    if (kind_of(event) != "result" || json::string_at(event.data, "status") != "done") return {};
    return Artifact{.id = fmt::format("result-{}", event.seq),
                    .name = "result",
                    .parts = {{.text = shown(event, language, zone_of(rooms)), .data = {}},
                              {.text = {}, .data = written(event)}}};
}

async::Awaitable<Checked<Task>> read_task(Rooms& rooms, journal::FlowInfo errand,
                                          std::optional<std::size_t> history) {
    auto task = bare_task(errand);
    const std::string language(json::string_at(errand.view, "language"));
    const auto events = co_await latest_events(rooms, errand, kSaidLookedBack, true);
    if (!events) co_return std::unexpected(fault_of(events.error()));
    for (const auto& event : *events) {
        task.seen = event.seq;
        if (is_said(event)) {
            task.history.push_back(sentence_of(event, task.id));
            continue;
        }
        auto message = message_of(rooms, event, language);
        if (!message) continue;
        if (speaks(event, errand, task.state)) task.message = message;
        task.history.push_back(*std::move(message));
        if (auto artifact = artifact_of(rooms, event, language))
            task.artifacts = {*std::move(artifact)};
    }
    const auto most = std::min(history.value_or(kHistoryShown), kHistoryShown);
    if (task.history.size() > most)
        task.history.erase(task.history.begin(),
                           task.history.end() - static_cast<std::ptrdiff_t>(most));
    co_return task;
}

}  // namespace errand::server::a2a
