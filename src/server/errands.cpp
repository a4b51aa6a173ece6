#include "server/errands.hpp"

#include <fmt/format.h>

#include "server/turn.hpp"

namespace errand::server {

Result<std::uint64_t> number_of(const net::Request& request) {
    const auto text = request.parameter("errand");
    const auto number = whole_number("errand", text);
    if (!number) return fail(ErrorCode::NotFound, fmt::format("there is no errand {}", text));
    return number;
}

json::object summary(const journal::FlowInfo& info) {
    return {{"number", info.number},
            {"skill", info.skill},
            {"conversation", info.conversation},
            {"status", json::string_at(info.view, "status")},
            {"live", journal::is_live(info.state)},
            {"view", info.view},
            {"created", format_time(info.created)},
            {"updated", format_time(info.updated)}};
}

json::object written(const journal::Event& event) {
    auto made = journal::to_json(event);
    made["conversation"] = event.conversation;
    made.erase("sentence");
    return made;
}

std::string status_of(const journal::FlowInfo& info) {
    std::string status(json::string_at(info.view, "status"));
    if (!journal::is_live(info.state) && !has_ended(status)) return "failed";
    return status.empty() ? "working" : status;
}

bool has_ended(std::string_view status) {
    return status == "done" || status == "declined" || status == "cancelled" || status == "failed";
}

const json::value* open_ask_of(const journal::FlowInfo& info) {
    const auto* ask = json::find(info.view, "ask");
    return ask != nullptr && ask->is_object() ? ask : nullptr;
}

async::Awaitable<Result<std::vector<journal::FlowInfo>>> list_errands(Rooms& rooms,
                                                                      ErrandsWanted wanted) {
    journal::FlowQuery query{.user = std::move(wanted.user)};
    query.conversation = std::move(wanted.conversation);
    query.live_only = wanted.live_only;
    query.newest_first = true;
    query.limit = kErrandsListed;
    co_return co_await rooms.services.journal.flows(std::move(query));
}

async::Awaitable<Result<journal::FlowInfo>> find_errand(Rooms& rooms, std::string user,
                                                        std::uint64_t number) {
    auto found = co_await rooms.services.journal.flow_by_number(std::move(user), number);
    if (!found && found.error().code == ErrorCode::NotFound)
        co_return fail(ErrorCode::NotFound, fmt::format("there is no errand {}", number));
    co_return found;
}

async::Awaitable<Result<std::uint64_t>> cancel_errand(Rooms& rooms, std::string user,
                                                      std::uint64_t number, std::string key) {
    ERRAND_CO_TRY(const auto info, co_await find_errand(rooms, user, number));
    ERRAND_CO_TRY(const auto seq, co_await rooms.services.journal.last_event(user));
    ERRAND_CO_TRY_VOID(co_await rooms.services.engine.signal(
        info.id, {"cancel", json::object{}},
        key.empty() ? std::string() : fmt::format("cancel:{}", key)));
    if (auto* models = rooms.services.models) models->interrupt(info.id);
    co_return seq;
}

async::Awaitable<Result<std::vector<journal::Event>>> latest_events(Rooms& rooms,
                                                                    journal::FlowInfo errand,
                                                                    std::size_t count, bool said) {
    ERRAND_CO_TRY(const auto last, co_await rooms.services.journal.last_event(errand.user));
    journal::EventQuery query{.user = errand.user, .conversation = errand.conversation};
    query.after = last > kSaidLookedBack ? last - kSaidLookedBack : 0;
    query.limit = kSaidLookedBack;
    ERRAND_CO_TRY(auto events, co_await rooms.services.journal.events(std::move(query)));
    std::erase_if(events, [&](const auto& event) {
        return event.errand != errand.number && !(said && is_said(event));
    });
    if (events.size() > count)
        events.erase(events.begin(), events.end() - static_cast<std::ptrdiff_t>(count));
    co_return events;
}

}  // namespace errand::server
