// `errand ask`: one sentence, and what came of it.
#include <fmt/format.h>

#include "app/cards.hpp"
#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/limits.hpp"
#include "app/session.hpp"
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

async::Awaitable<Result<>> refuse_all(Session& session, std::string language) {
    for (int i = 0; i < kMaxAnswers && session.open_ask().is_object(); ++i) {
        const auto ask = session.open_ask();
        const std::string id(json::string_at(ask, "id"));
        if (auto body = refusal(ask)) {
            ERRAND_CO_TRY_VOID(co_await session.answer(id, *std::move(body)));
        } else {
            ERRAND_CO_TRY_VOID(co_await session.say(language == "zh" ? "取消" : "cancel it",
                                                    session.last_errand()));
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

async::Awaitable<Result<int>> converse(net::Client& client, const Program& program,
                                       const AskOptions& options, Style style) {
    ERRAND_CO_TRY(auto connection, co_await connect(client, program.connect_options()));
    const auto print = [&](const json::value& event) {
        if (options.json) {
            fmt::print("{}\n", json::write(event));
            return;
        }
        const auto lines = render(event, style, program.zone);
        if (!lines.empty()) fmt::print("{}", join(lines));
    };
    Session session(client, program.connect_options(), std::move(connection), make_id("ask"),
                    print);
    ERRAND_CO_TRY_VOID(co_await session.say(options.text));
    if (options.yes_to_nothing) ERRAND_CO_TRY_VOID(co_await refuse_all(session, style.language));
    const auto& open = session.open_ask();
    if (open.is_object() && !options.json && json::string_at(open, "type") == "approval")
        fmt::print("{} errand approve {}\n", style.say("要同意:", "To approve:"),
                   json::string_at(open, "id"));
    const auto status = outcome(session);
    ERRAND_CO_TRY_VOID(co_await session.close());
    co_return status;
}

}  // namespace

int ask(const Program& program, const AskOptions& options) {
    auto style = program.style;
    if (auto language = language_of_text(options.text); !language.empty())
        style.language = std::move(language);
    Loop loop;
    net::Client client(loop.context().get_executor());
    const auto status = loop.block(converse(client, program, options, std::move(style)));
    if (!status && status.error().code == ErrorCode::Cancelled) return kInterrupted;
    return status ? *status : report(status.error());
}

}  // namespace errand::app
