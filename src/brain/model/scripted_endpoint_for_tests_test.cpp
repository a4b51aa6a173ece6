// The endpoint of scripted_endpoint_for_tests.hpp.
#include "brain/model/scripted_endpoint_for_tests.hpp"

#include <boost/asio/steady_timer.hpp>

namespace errand::brain::model::testing {

ScriptedAnswer says(std::string text, Usage usage) {
    Reply reply{.usage = usage};
    reply.message.role = Role::Assistant;
    reply.message.text = text;
    return {.outcome = std::move(reply), .shown = {{Delta::Kind::Text, std::move(text)}}};
}

ScriptedAnswer fails(FailureKind kind, std::optional<Millis> retry_after) {
    auto failed = failure(kind, "scripted");
    failed.retry_after = retry_after;
    return {.outcome = std::unexpected(std::move(failed)), .asked = false};
}

async::Awaitable<Outcome<Reply>> ScriptedEndpoint::ask(const Request& /*request*/, OnDelta on_delta,
                                                       Progress& progress,
                                                       async::Deadline /*deadline*/) {
    ++asked;
    auto answer = script.empty() ? fails(FailureKind::Unreachable) : script.front();
    if (script.size() > 1) script.pop_front();
    progress.asked = answer.asked;
    progress.usage = answer.used;
    progress.requests = answer.requests;
    for (const auto& delta : answer.shown) {
        if (!on_delta) break;
        progress.shown = true;
        on_delta(delta);
    }
    if (answer.hangs) {
        boost::asio::steady_timer never(co_await boost::asio::this_coro::executor,
                                        async::Deadline::max());
        co_await never.async_wait(boost::asio::use_awaitable);
    }
    co_return std::move(answer.outcome);
}

async::Awaitable<Outcome<std::vector<std::string>>> ScriptedEndpoint::models(
    async::Deadline /*deadline*/) {
    if (ill) co_return std::unexpected(*ill);
    co_return std::vector<std::string>{settings_.model};
}

}  // namespace errand::brain::model::testing
