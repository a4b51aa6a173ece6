// Owns: the half of Dispatch that runs handlers: tools and other methods, and what they ask first.
// Strand: the event loop's thread.
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/log.hpp"
#include "mcp/dispatch.hpp"

namespace errand::mcp {

namespace {

constexpr int kMethodFreshMs = 0;  // what a method gives may change at any moment

std::string idempotency_key(const Message& message) {
    const auto* meta = message.meta.if_contains(kMetaIdempotency);
    if (meta != nullptr && meta->is_string()) return std::string(meta->get_string());
    const auto arguments = object_at(message.params, "arguments");
    return std::string(text_at(arguments, "idempotency_key"));
}

RequestContext context_of(const Message& message, std::string version, Caller caller,
                          const std::shared_ptr<Channel>& channel) {
    RequestContext context;
    context.user = std::move(caller.user);
    context.scopes = std::move(caller.scopes);
    context.idempotency_key = idempotency_key(message);
    context.protocol_version = std::move(version);
    context.tool = text_at(message.params, "name");
    context.meta = message.meta;
    context.input_responses = object_at(message.params, "inputResponses");
    context.request_state = text_at(message.params, "requestState");
    context.client_capabilities = object_at(message.meta, kMetaCapabilities);
    context.elicits = elicits(context.client_capabilities) &&
                      (is_modern(context.protocol_version) || channel != nullptr);
    // 2026-07-28: no log lines for who did not ask for them.
    const bool logs = !is_modern(context.protocol_version) || message.meta.contains(kMetaLogLevel);
    if (channel)
        context.notify = [channel, logs](std::string_view method, json::object params) {
            if (logs || method != "notifications/message")
                channel->notify(write_notification(method, std::move(params)));
        };
    return context;
}

// An exception of a handler is a defect of the service: it is logged, and tells the caller nothing.
template <class Handler, class Outcome>
async::Awaitable<Result<Outcome>> run(const Handler& handle, json::object given,
                                      RequestContext context, std::string name) {
    try {
        co_return co_await handle(std::move(given), std::move(context));
    } catch (const boost::system::system_error& error) {
        if (error.code() == boost::asio::error::operation_aborted) throw;
        log::error("{} failed: {}", name, error.what());
    } catch (const std::exception& error) {
        log::error("{} failed: {}", name, error.what());
    }
    co_return fail(ErrorCode::Internal, "'" + name + "' failed");
}

Reply failed(const Message& message, const Error& error) {
    const int code = error.code == ErrorCode::Invalid ? kInvalidParams : kInternalError;
    return refuse(message, error.code == ErrorCode::Denied ? 403 : 200, code, error.message,
                  json::object{{"code", to_string(error.code)}, {"advice", error.advice}});
}

// The client's capability that each kind of input needs.
std::string_view capability_for(std::string_view method) {
    if (method == "sampling/createMessage") return "sampling";
    return method == "roots/list" ? "roots" : "elicitation";
}

const json::object* wanted_input(const tool::CallResult& result) {
    if (!result.refused || !result.content.is_object()) return nullptr;
    const auto* wanted = result.content.get_object().if_contains(kInputRequired);
    return wanted == nullptr ? nullptr : wanted->if_object();
}

json::array blocks_of(const tool::CallResult& result, bool raw) {
    if (raw) return result.content.at("content").as_array();
    return {{{"type", "text"}, {"text", json::write(result.content)}}};
}

}  // namespace

void RequestContext::progress(double done, std::optional<double> total,
                              std::string_view message) const {
    const auto* token = meta.if_contains("progressToken");
    if (token == nullptr) return;
    json::object params{{"progressToken", *token}, {"progress", done}};
    if (total) params["total"] = *total;
    if (!message.empty()) params["message"] = message;
    notify("notifications/progress", std::move(params));
}

tool::CallResult input_required(json::object input_requests, std::string_view request_state) {
    json::object wanted;
    if (!input_requests.empty()) wanted["inputRequests"] = std::move(input_requests);
    if (!request_state.empty()) wanted["requestState"] = request_state;
    return {json::object{{kInputRequired, std::move(wanted)}}, true};
}

tool::CallResult input_required(std::string_view id, std::string_view message,
                                const json::object& requested_schema,
                                std::string_view request_state) {
    json::object request{
        {"method", "elicitation/create"},
        {"params",
         {{"mode", "form"}, {"message", message}, {"requestedSchema", requested_schema}}}};
    return input_required({{id, std::move(request)}}, request_state);
}

async::Awaitable<Reply> Dispatch::run_method(const ServerMethod& method, Asked asked) const {
    auto context = context_of(asked.message, asked.version, asked.caller, asked.channel);
    auto result = co_await run<MethodHandler, json::object>(method.handle, asked.message.params,
                                                            std::move(context), method.name);
    const bool modern = is_modern(asked.version);
    if (!result) {
        const auto code = result.error().code;
        if (code != ErrorCode::Invalid && code != ErrorCode::NotFound)
            co_return failed(asked.message, result.error());
        co_return refuse(asked.message, 200, kInvalidParams, result.error().message);
    }
    if (modern && result->contains("inputRequests")) co_return ask_first(asked, *result);
    if (modern && method.cacheable) {
        result->emplace("ttlMs", kMethodFreshMs);
        result->emplace("cacheScope", "private");
    }
    co_return complete(asked.message, asked.version, *std::move(result));
}

async::Awaitable<Reply> Dispatch::call(Asked asked) const {
    const auto name = text_at(asked.message.params, "name");
    const auto found = by_name_.find(name);
    const int bad = is_modern(asked.version) ? 400 : 200;
    if (found == by_name_.end())
        co_return refuse(asked.message, bad, kInvalidParams, "Unknown tool: " + std::string(name));
    const auto& entry = tools_[found->second];
    const auto& scope = entry.declared.scope;
    if (settings.authorize && !scope.empty() && !asked.caller.scopes.contains(scope)) {
        auto reply =
            refuse(asked.message, 403, kInternalError, "this needs the scope '" + scope + "'",
                   json::object{{"code", "denied"}, {"advice", "ask the user for it"}});
        reply.missing_scope = scope;
        co_return reply;
    }
    const auto* given = asked.message.params.if_contains("arguments");
    if (given != nullptr && !given->is_object())
        co_return refuse(asked.message, bad, kInvalidParams, "arguments is an object");
    auto arguments = given == nullptr ? json::object{} : given->get_object();
    if (const auto fits = entry.input.validate(arguments); !fits)
        co_return result_of(entry, asked,
                            tool::refusal("invalid_arguments", fits.error().message,
                                          "correct the arguments and call again"));
    co_return co_await call_tool(entry, std::move(asked), std::move(arguments));
}

// Calls the handler; a legacy client is asked for what it wants first, and then it is called again.
async::Awaitable<Reply> Dispatch::call_tool(const Entry& entry, Asked asked,
                                            json::object arguments) const {
    const auto handle = entry.declared.handle;
    for (int round = 0;; ++round) {
        auto context = context_of(asked.message, asked.version, asked.caller, asked.channel);
        auto result = co_await run<ToolHandler, tool::CallResult>(
            handle, arguments, std::move(context), entry.declared.tool.name);
        if (!result) co_return failed(asked.message, result.error());
        const auto* wanted = wanted_input(*result);
        if (wanted == nullptr) co_return result_of(entry, asked, *std::move(result));
        const bool asks = !is_modern(asked.version) && asked.channel && round < kMaxInputRounds;
        if (!asks || !co_await ask_now(asked, *wanted)) co_return ask_first(asked, *wanted);
    }
}

async::Awaitable<bool> Dispatch::ask_now(Asked& asked, const json::object& wanted) const {
    json::object responses;
    for (const auto& request : object_at(wanted, "inputRequests")) {
        const std::string method(json::string_at(request.value(), "method"));
        const auto* params = json::find(request.value(), "params");
        auto answer = co_await asked.channel->ask(method, params != nullptr && params->is_object()
                                                              ? params->get_object()
                                                              : json::object{});
        if (!answer) {
            if (!elicits(object_at(asked.message.meta, kMetaCapabilities))) co_return false;
            log::info("a client was asked in vain: {}", answer.error().message);
            answer = json::object{{"action", "cancel"}};
        }
        responses.emplace(request.key(), *std::move(answer));
    }
    asked.message.params["inputResponses"] = std::move(responses);
    asked.message.params["requestState"] = text_at(wanted, "requestState");
    co_return true;
}

Reply Dispatch::result_of(const Entry& entry, const Asked& asked, tool::CallResult result) const {
    if (!result.refused && entry.output)
        if (const auto fits = entry.output->validate(result.content); !fits)
            return refuse(asked.message, 200, kInternalError,
                          "the tool's result does not fit its own schema: " + fits.error().message,
                          json::object{{"code", to_string(ErrorCode::Internal)}});
    const auto* content = json::find(result.content, "content");
    const bool raw = !entry.output && content != nullptr && content->is_array();
    json::object body{{"content", blocks_of(result, raw)}};
    // Versions before 2026-07-28 know objects only.
    if (!result.refused && !raw && asked.version >= kStructuredSince &&
        (is_modern(asked.version) || result.content.is_object()))
        body["structuredContent"] = std::move(result.content);
    body["isError"] = result.refused;
    return complete(asked.message, asked.version, std::move(body));
}

Reply Dispatch::ask_first(const Asked& asked, const json::object& wanted) const {
    if (!is_modern(asked.version)) {
        const auto refusal =
            tool::refusal("input_required", "the person has to be asked something first",
                          "use a client that can be asked, or that speaks 2026-07-28");
        json::object body{{"content", blocks_of(refusal, false)}, {"isError", true}};
        return complete(asked.message, asked.version, std::move(body));
    }
    const auto able = object_at(asked.message.meta, kMetaCapabilities);
    json::object missing;
    for (const auto& request : object_at(wanted, "inputRequests")) {
        const auto needed = capability_for(json::string_at(request.value(), "method"));
        if (!able.contains(needed)) missing[needed] = json::object{};
    }
    if (!missing.empty())
        return refuse(asked.message, 400, kMissingCapability,
                      "the person has to be asked something first",
                      json::object{{"requiredCapabilities", std::move(missing)}});
    auto result = wanted;
    result["resultType"] = "input_required";
    return complete(asked.message, asked.version, std::move(result));
}

}  // namespace errand::mcp
