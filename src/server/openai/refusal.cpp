#include "server/openai/refusal.hpp"

namespace errand::server::openai {
namespace {

std::string_view type_of(int status) {
    if (status == 403) return "permission_error";
    if (status == 429) return "rate_limit_error";
    return status >= 500 ? "server_error" : "invalid_request_error";
}

}  // namespace

json::value or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

Refusal::Refusal(const Error& error) : Refusal(net::status_of(error.code), error) {}

Refusal::Refusal(int its_status, const Error& error)
    : status(its_status),
      message(error.advice.empty() ? error.message : error.message + "; " + error.advice),
      type(type_of(its_status)),
      code(its_status == 401 ? "invalid_api_key" : to_string(error.code)) {}

Refusal Refusal::of(std::string param, std::string code, std::string message) {
    Refusal made;
    made.param = std::move(param);
    made.code = std::move(code);
    made.message = std::move(message);
    return made;
}

json::object to_json(const Refusal& refusal) {
    return {{"message", refusal.message},
            {"type", refusal.type},
            {"param", or_null(refusal.param)},
            {"code", or_null(refusal.code)}};
}

net::Response respond(const Refusal& refusal) {
    auto response = net::Response::json(refusal.status, json::object{{"error", to_json(refusal)}});
    // Their libraries send a conflict again by themselves; it would be the same one.
    if (refusal.status == 409) response.headers.set("x-should-retry", "false");
    return response;
}

net::Response refuse(int status, const Error& error) {
    return respond(Refusal(status, error));
}

}  // namespace errand::server::openai
