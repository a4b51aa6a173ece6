// The server of scripted_server_for_tests.hpp.
#include "brain/model/scripted_server_for_tests.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace errand::brain::model::testing {

Script Script::stream(std::string bytes) {
    return {.pieces = {std::move(bytes)}};
}

Script Script::bytes(std::string_view all) {
    Script script;
    for (const char c : all) script.pieces.emplace_back(1, c);
    return script;
}

Script Script::json(std::string body) {
    return {.pieces = {std::move(body)}, .headers = {{"Content-Type", "application/json"}}};
}

Script Script::error(int status, std::string body, net::Headers headers) {
    headers.add("Content-Type", "application/json");
    return {.pieces = {std::move(body)}, .status = status, .headers = std::move(headers)};
}

ScriptedServer::ScriptedServer() {
    house.server.route("POST", "/v1/chat/completions",
                       [this](net::Request request) { return complete(std::move(request)); });
    house.server.route("GET", "/v1/models",
                       [this](const net::Request&) -> async::Awaitable<net::Response> {
                           co_return net::Response{.status = models_status, .body = models};
                       });
    if (const auto listening = house.server.listen(); !listening)
        throw std::runtime_error(listening.error().message);
}

async::Awaitable<net::Response> ScriptedServer::complete(net::Request request) {
    seen.push_back({json::parse(request.body).value_or(json::value{}), request.headers});
    if (scripts_.empty()) co_return net::Response{.status = 500, .body = "no script is left"};
    auto script = scripts_.front();
    if (scripts_.size() > 1) scripts_.pop_front();
    net::Response response{.status = script.status, .headers = script.headers};
    response.events = [this, script = std::move(script)](net::EventWriter& writer) {
        return play(script, writer, left);
    };
    co_return response;
}

async::Awaitable<> ScriptedServer::play(Script script, net::EventWriter& writer, int& left) {
    for (auto& piece : script.pieces)
        if (!co_await writer.bytes(std::move(piece))) co_return;
    if (script.end == Script::End::Die) throw std::runtime_error("the scripted server dies");
    if (script.end != Script::End::Hang) co_return;
    struct Left {
        int& count;
        ~Left() { ++count; }
    } guard{left};
    asio::steady_timer never(co_await asio::this_coro::executor, async::Deadline::max());
    co_await never.async_wait(asio::use_awaitable);
}

std::string chunk(std::string_view delta, std::string_view finish) {
    return fmt::format(
        "data: {{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":"
        "[{{\"index\":0,\"delta\":{},\"finish_reason\":{}}}]}}\n\n",
        delta, finish.empty() ? "null" : fmt::format("\"{}\"", finish));
}

}  // namespace errand::brain::model::testing
