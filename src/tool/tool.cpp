#include "tool/tool.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "tool/limits.hpp"

namespace errand::tool {

CallResult refusal(std::string_view code, std::string_view message, std::string_view advice,
                   json::object details) {
    json::object error{{"code", code}, {"message", message}, {"advice", advice}};
    error["details"] = std::move(details);
    return {json::object{{"error", std::move(error)}}, true};
}

const json::object* refusal_in(const json::value& content) {
    const auto* error = json::find(content, "error");
    if (error == nullptr || !error->is_object()) return nullptr;
    const auto* code = error->get_object().if_contains("code");
    return code != nullptr && code->is_string() ? &error->get_object() : nullptr;
}

json::value without_key(json::value input_schema) {
    auto* schema = input_schema.if_object();
    if (schema == nullptr) return input_schema;
    if (auto* properties = schema->if_contains("properties");
        properties != nullptr && properties->is_object())
        properties->get_object().erase(kKeyArgument);
    if (auto* required = schema->if_contains("required");
        required != nullptr && required->is_array()) {
        json::array others;
        for (auto& one : required->get_array())
            if (!one.is_string() || one.get_string() != kKeyArgument)
                others.push_back(std::move(one));
        *required = std::move(others);
    }
    return input_schema;
}

async::Awaitable<Result<CallResult>> Connector::prepare(std::string tool, json::object arguments,
                                                        CallContext) {
    (void)tool;
    co_return CallResult{json::object{{"arguments", std::move(arguments)}}};
}

async::Awaitable<Result<Resource>> Connector::read(std::string uri, CallContext) {
    co_return fail(ErrorCode::NotFound, "the service " + service() + " has no '" + uri + "'");
}

async::Awaitable<Result<std::string>> Credentials::payment_token(std::string, std::string) {
    co_return std::string();
}

bool Credentials::account_is_own(const std::string&, const std::string&) const {
    return true;
}

Result<> Registry::add(std::unique_ptr<Connector> connector) {
    ERRAND_CHECK(connector != nullptr);
    if (find(connector->service()) != nullptr)
        return fail(ErrorCode::Conflict,
                    "the service '" + connector->service() + "' is connected twice",
                    "give one of them another name");
    if (connectors_.size() >= kMaxConnectors)
        return fail(ErrorCode::Exhausted, "too many services are connected",
                    "disconnect one that is not used");
    connectors_.push_back(std::move(connector));
    return {};
}

Connector* Registry::find(std::string_view service) const {
    const auto found = std::ranges::find_if(
        connectors_, [&](const auto& connector) { return connector->service() == service; });
    return found == connectors_.end() ? nullptr : found->get();
}

std::vector<std::string> Registry::services() const {
    std::vector<std::string> names;
    names.reserve(connectors_.size());
    for (const auto& connector : connectors_) names.push_back(connector->service());
    return names;
}

}  // namespace errand::tool
