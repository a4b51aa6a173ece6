#include "client/api.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "client/limits.hpp"

namespace errand::client {
namespace {

Error stated_error(const net::ClientResponse& response, const std::string& path) {
    Error error{net::error_code_of_status(response.status),
                fmt::format("{} answered {}", path, response.status),
                {}};
    const auto body = json::parse(response.body);
    if (!body) return error;
    const auto* stated = json::find(*body, "error");
    if (stated == nullptr || !stated->is_object()) return error;
    if (const auto code = json::string_at(*stated, "code"); !code.empty()) {
        const auto known = error_code_from(code);
        if (known != ErrorCode::Internal || code == "internal") error.code = known;
    }
    if (const auto message = json::string_at(*stated, "message"); !message.empty())
        error.message = std::string(message);
    error.advice = std::string(json::string_at(*stated, "advice"));
    return error;
}

}  // namespace

async::Awaitable<Result<json::value>> JsonDoor::call(Call call) {
    net::ClientRequest request;
    request.method = call.method;
    request.url = endpoint_.url + call.path;
    request.deadline = call.deadline.value_or(async::after(kRequestDeadline));
    request.headers.set("Authorization", "Bearer " + endpoint_.token);
    if (call.body) {
        request.headers.set("Content-Type", "application/json");
        request.body = json::write(*call.body);
    }
    if (!call.idempotency_key.empty()) {
        request.headers.set("Idempotency-Key", call.idempotency_key);
        request.repeatable = true;
    }
    ERRAND_CO_TRY(const auto response, co_await client_->send(std::move(request)));
    if (response.status >= 400) co_return fail(stated_error(response, call.path));
    if (response.body.empty()) co_return json::value(nullptr);
    co_return json::parse(response.body);
}

async::Awaitable<Result<json::value>> JsonDoor::get(std::string path) {
    Call one;
    one.path = std::move(path);
    co_return co_await call(std::move(one));
}

async::Awaitable<Result<json::value>> JsonDoor::post(std::string path, json::value body) {
    Call one;
    one.method = "POST";
    one.path = std::move(path);
    one.body = std::move(body);
    co_return co_await call(std::move(one));
}

bool is_settled(const json::value& conversation) {
    const auto* settled = json::find(conversation, "settled");
    return settled != nullptr && settled->is_bool() && settled->get_bool();
}

async::Awaitable<Result<json::value>> Api::say(std::string conversation, std::string text,
                                               std::vector<std::string> attach, std::string key,
                                               std::optional<std::uint64_t> errand) {
    json::object body{{"text", std::move(text)}};
    if (!attach.empty()) {
        json::array files;
        for (const auto& one : attach) files.emplace_back(one);
        body.emplace("attach", std::move(files));
    }
    if (errand) body.emplace("errand", *errand);
    Call one;
    one.method = "POST";
    one.path = fmt::format("/v1/conversations/{}/say", percent_encode(conversation));
    one.body = std::move(body);
    one.idempotency_key = std::move(key);
    co_return co_await call(std::move(one));
}

async::Awaitable<Result<json::value>> Api::answer(std::string ask, json::object body,
                                                  std::string key) {
    Call one;
    one.method = "POST";
    one.path = fmt::format("/v1/asks/{}", percent_encode(ask));
    one.body = std::move(body);
    one.idempotency_key = std::move(key);
    co_return co_await call(std::move(one));
}

async::Awaitable<Result<json::value>> Api::conversation(std::string id,
                                                        std::chrono::milliseconds wait) {
    co_return co_await get(
        fmt::format("/v1/conversations/{}?live=true&wait={}", percent_encode(id), wait.count()));
}

async::Awaitable<Result<std::vector<json::value>>> Api::events(std::string conversation,
                                                               std::uint64_t after,
                                                               std::size_t limit) {
    ERRAND_CO_TRY(const auto answer,
                  co_await get(fmt::format("/v1/conversations/{}/events?after={}&limit={}",
                                           percent_encode(conversation), after, limit)));
    const auto* list = answer.is_array() ? &answer : json::find(answer, "events");
    if (list == nullptr || !list->is_array())
        co_return fail(ErrorCode::Corrupt, "the events are no list");
    co_return std::vector<json::value>(list->get_array().begin(), list->get_array().end());
}

std::unique_ptr<net::EventSource> Api::follow(const std::string& conversation,
                                              std::uint64_t after) {
    net::ClientRequest request;
    request.url = fmt::format("{}/v1/conversations/{}/events?after={}", endpoint().url,
                              percent_encode(conversation), after);
    request.headers.set("Authorization", "Bearer " + endpoint().token);
    request.headers.set("Accept", "text/event-stream");
    return std::make_unique<net::EventSource>(http(), std::move(request));
}

}  // namespace errand::client
