// `errand ask` and `errand answer`: one sentence or one answer, and what came of it.
#include <fmt/format.h>
#include <unistd.h>

#include "app/attachments.hpp"
#include "app/cards.hpp"
#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"
#include "app/live_text.hpp"
#include "app/session.hpp"
#include "base/encoding.hpp"
#include "base/id.hpp"

namespace errand::app {
namespace {

// The body that refuses this ask; empty where words must do it.
std::optional<json::object> refusal(const json::value& ask) {
    const auto type = json::string_at(ask, "type");
    if (type == "approval") return json::object{{"approve", false}};
    if (type == "grant") return json::object{{"grant", false}};
    return std::nullopt;
}

async::Awaitable<Result<>> refuse_all(Session& session) {
    for (int i = 0; i < kMaxAnswers && session.open_ask().is_object(); ++i) {
        const auto ask = session.open_ask();
        const std::string id(json::string_at(ask, "id"));
        if (auto body = refusal(ask)) {
            ERRAND_CO_TRY_VOID(co_await session.answer(id, *std::move(body)));
        } else {
            ERRAND_CO_TRY_VOID(
                co_await session.cancel(ask.at("errand").to_number<std::uint64_t>()));
        }
    }
    co_return Result<>{};
}

// The worst that any errand of this sentence came to; waiting where one still waits.
int outcome(const Session& session) {
    if (session.open_ask().is_object()) return kErrandWaiting;
    int worst = kOk;
    for (const auto& [errand, status] : session.results()) {
        worst = std::max(worst, exit_code_of_status(status));
    }
    return worst;
}

// How a script goes on from the ask that is open.
std::string how_to_answer(const json::value& ask, const Style& style) {
    const auto type = json::string_at(ask, "type");
    const auto id = json::string_at(ask, "id");
    const auto lead = style.say("接下来:", "Next:");
    if (type == "approval") return fmt::format("{} errand approve {}", lead, id);
    if (type == "grant") return fmt::format("{} errand answer {} --yes", lead, id);
    if (type == "choice") return fmt::format("{} errand answer {} --choose N", lead, id);
    return fmt::format("{} errand answer {} --text …", lead, id);
}

void print(const json::value& event, const Style& style, const TimeZone& zone) {
    const auto lines = render(event, style, zone);
    if (!lines.empty()) fmt::print("{}", join(lines));
    std::fflush(stdout);
}

Session::OnEvent printer(const Program& program, const Style& style, bool as_json) {
    return [&program, style, as_json](const json::value& event) {
        if (as_json) {
            fmt::print("{}\n", json::write(event));
        } else {
            print(event, style, program.zone);
        }
    };
}

// On a terminal a model's words stand there as they come.
async::Awaitable<Result<>> say_aloud(Session& session, LiveText& live,
                                     async::Awaitable<Result<>> say, const Style& style,
                                     const TimeZone& zone) {
    static_cast<void>(live.allow(true));
    auto said = co_await session.aloud(std::move(say));
    for (const auto& event : live.allow(false)) print(event, style, zone);
    co_return said;
}

async::Awaitable<Result<int>> finish(Session& session, const Style& style, bool as_json) {
    if (session.open_ask().is_object() && !as_json)
        fmt::print("{}\n", how_to_answer(session.open_ask(), style));
    const auto status = outcome(session);
    ERRAND_CO_TRY_VOID(co_await session.close());
    co_return status;
}

async::Awaitable<Result<int>> say_once(net::Client& client, const Program& program,
                                       const AskOptions& options, Style style) {
    ERRAND_CO_TRY(auto connection, co_await connect(client, program.connect_options()));
    LiveText live(style, {}, [](std::string_view text) {
        fmt::print("{}", text);
        std::fflush(stdout);
    });
    const auto show = [&](const json::value& event) {
        for (const auto& one : live.take(event)) print(one, style, program.zone);
    };
    const bool aloud = !options.json && ::isatty(STDOUT_FILENO) != 0;
    Session session(client, program.connect_options(), std::move(connection), make_id("ask"),
                    aloud ? Session::OnEvent(show) : printer(program, style, options.json));
    ERRAND_CO_TRY(auto attach, absolute_paths(options.attach));
    auto say = session.say(options.text, {}, std::move(attach));
    if (aloud) say = say_aloud(session, live, std::move(say), style, program.zone);
    ERRAND_CO_TRY_VOID(co_await std::move(say));
    if (options.yes_to_nothing) ERRAND_CO_TRY_VOID(co_await refuse_all(session));
    co_return co_await finish(session, style, options.json);
}

// The errand that asked belongs to a conversation; what follows is read there.
async::Awaitable<Result<std::string>> conversation_of(client::Api& api, std::string ask) {
    const auto number = ask.substr(0, ask.find('.'));
    ERRAND_CO_TRY(const auto errand, co_await api.get("/v1/errands/" + percent_encode(number)));
    co_return std::string(json::string_at(errand, "conversation"));
}

json::object body_of(const AnswerOptions& options, const json::value& ask) {
    if (options.choose > 0) return {{"choose", options.choose}};
    if (options.yes) return {{"grant", true}};
    if (!options.no) return {{"answer", options.text}};
    if (auto body = refusal(ask)) return *std::move(body);
    return {{"answer", "no"}};
}

async::Awaitable<Result<int>> answer_once(net::Client& client, const Program& program,
                                          const AnswerOptions& options) {
    ERRAND_CO_TRY(auto connection, co_await connect(client, program.connect_options()));
    client::Api api(client, connection.assistant.door);
    ERRAND_CO_TRY(auto conversation, co_await conversation_of(api, options.ask));
    ERRAND_CO_TRY(const auto ask, co_await api.get("/v1/asks/" + percent_encode(options.ask)));
    Session session(client, program.connect_options(), std::move(connection),
                    std::move(conversation), printer(program, program.style, options.json));
    ERRAND_CO_TRY_VOID(co_await session.skip_earlier());
    ERRAND_CO_TRY_VOID(co_await session.answer(options.ask, body_of(options, ask)));
    co_return co_await finish(session, program.style, options.json);
}

int status_of(const Result<int>& status) {
    if (!status && status.error().code == ErrorCode::Cancelled) return kInterrupted;
    return status ? *status : report(status.error());
}

}  // namespace

int ask(const Program& program, const AskOptions& options) {
    auto style = program.style;
    if (auto language = language_of_text(options.text); !language.empty())
        style.language = std::move(language);
    Loop loop;
    net::Client client(loop.context().get_executor());
    return status_of(loop.block(say_once(client, program, options, std::move(style))));
}

int answer(const Program& program, const AnswerOptions& options) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    return status_of(loop.block(answer_once(client, program, options)));
}

}  // namespace errand::app
