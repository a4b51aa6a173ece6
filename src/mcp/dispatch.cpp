#include "mcp/dispatch.hpp"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

#include "base/log.hpp"

namespace errand::mcp {

namespace {

constexpr std::string_view kInputRequired = "errand/input_required";
// How long a client may keep the list of tools: tools are fixed once the server runs.
constexpr int kListFreshMs = 300'000;

Reply refuse(const Message& message, int status, int code, std::string_view why,
             json::value data = nullptr) {
    return {write_error(message.id, code, why, std::move(data)), status, {}};
}

Reply unknown_method(const Message& message, bool modern) {
    return refuse(message, modern ? 404 : 200, kMethodNotFound,
                  "there is no method '" + message.method + "' here");
}

json::object effect_annotations(const tool::Tool& tool) {
    const bool reads = tool.effect == tool::Effect::Reads;
    json::object annotations{{"readOnlyHint", reads}};
    if (!reads) {
        annotations["destructiveHint"] = tool.effect == tool::Effect::Spends;
        annotations["idempotentHint"] = tool.idempotent;
    }
    return annotations;
}

std::string idempotency_key(const Message& message, const json::object& arguments) {
    const auto* meta = message.meta.if_contains(kMetaIdempotency);
    if (meta != nullptr && meta->is_string()) return std::string(meta->get_string());
    const auto* argument = arguments.if_contains("idempotency_key");
    if (argument != nullptr && argument->is_string()) return std::string(argument->get_string());
    return {};
}

json::object object_at(const json::object& members, std::string_view key) {
    const auto* found = members.if_contains(key);
    return found != nullptr && found->is_object() ? found->get_object() : json::object{};
}

RequestContext context_of(const Message& message, std::string version, Caller caller,
                          const json::object& arguments) {
    RequestContext context;
    context.user = std::move(caller.user);
    context.scopes = std::move(caller.scopes);
    context.idempotency_key = idempotency_key(message, arguments);
    context.protocol_version = std::move(version);
    const json::value params(message.params);
    context.tool = json::string_at(params, "name");
    context.meta = message.meta;
    context.input_responses = object_at(message.params, "inputResponses");
    context.request_state = json::string_at(params, "requestState");
    context.client_capabilities = object_at(message.meta, kMetaCapabilities);
    return context;
}

// An exception of the handler is a defect of the service: it is logged, and tells the caller
// nothing.
async::Awaitable<Result<tool::CallResult>> run(const ToolHandler& handle, json::object arguments,
                                               RequestContext context) {
    const auto name = context.tool;
    try {
        co_return co_await handle(std::move(arguments), std::move(context));
    } catch (const boost::system::system_error& error) {
        if (error.code() == boost::asio::error::operation_aborted) throw;
        log::error("the tool {} failed: {}", name, error.what());
    } catch (const std::exception& error) {
        log::error("the tool {} failed: {}", name, error.what());
    }
    co_return fail(ErrorCode::Internal, "the tool '" + name + "' failed");
}

}  // namespace

tool::CallResult input_required(std::string id, std::string_view message,
                                const json::object& requested_schema, std::string request_state) {
    json::object wanted{
        {"inputRequests",
         {{id,
           {{"method", "elicitation/create"},
            {"params",
             {{"mode", "form"}, {"message", message}, {"requestedSchema", requested_schema}}}}}}}};
    if (!request_state.empty()) wanted["requestState"] = request_state;
    return {json::object{{kInputRequired, std::move(wanted)}}, true};
}

Result<> Dispatch::add(ServerTool tool) {
    const auto& name = tool.tool.name;
    if (by_name_.contains(name))
        return fail(ErrorCode::Conflict, "the tool '" + name + "' is there twice");
    if (tools_.size() >= kMaxTools) return fail(ErrorCode::Exhausted, "too many tools");
    const auto compile = [&](const json::value& schema) -> Result<json::Schema> {
        auto compiled = json::Schema::compile(schema);
        if (compiled) return compiled;
        return fail(ErrorCode::Invalid,
                    "a schema of the tool '" + name + "': " + compiled.error().message);
    };
    Entry entry;
    ERRAND_TRY(entry.input, compile(tool.tool.input_schema));
    if (tool.tool.output_schema) {
        ERRAND_TRY(entry.output, compile(*tool.tool.output_schema));
    }
    entry.declared = std::move(tool);
    by_name_.emplace(entry.declared.tool.name, tools_.size());
    tools_.push_back(std::move(entry));
    return {};
}

async::Awaitable<Reply> Dispatch::answer(Message message, std::string version, Caller caller) {
    const json::value meta(message.meta);
    const auto asked = json::string_at(meta, kMetaVersion);
    const std::string spoken(asked.empty() ? version : asked);
    const bool opens = message.method == "initialize";
    if (message.kind == Message::Kind::Response)
        co_return is_modern(spoken)
            ? refuse({}, 400, kInvalidRequest, "this server asks nothing and takes no responses")
            : Reply{{}, 202, {}};
    if (message.kind == Message::Kind::Notification) co_return Reply{{}, 202, {}};
    if (!is_supported(spoken) && !opens) {
        json::array supported;
        for (const auto each : kVersions) supported.emplace_back(each);
        co_return refuse(message, 400, kUnsupportedVersion, "Unsupported protocol version",
                         json::object{{"supported", supported}, {"requested", spoken}});
    }
    if (!is_modern(spoken) || (opens && asked.empty()))
        co_return co_await legacy(std::move(message), spoken, std::move(caller));
    co_return co_await modern(std::move(message), std::move(caller));
}

async::Awaitable<Reply> Dispatch::modern(Message message, Caller caller) {
    for (const auto key : {kMetaVersion, kMetaCapabilities}) {
        const auto* found = message.meta.if_contains(key);
        const bool right = key == kMetaVersion ? found != nullptr && found->is_string()
                                               : found != nullptr && found->is_object();
        if (!right)
            co_return refuse(message, 400, kInvalidParams,
                             "_meta needs \"" + std::string(key) + "\" on every request");
    }
    if (message.method == "server/discover") co_return complete(message, kModern, discover());
    if (message.method == "tools/list") {
        if (message.params.contains("cursor"))
            co_return refuse(message, 200, kInvalidParams, "no cursor was given out");
        co_return complete(message, kModern, list(kModern));
    }
    if (message.method == "tools/call")
        co_return co_await call(std::move(message), std::string(kModern), std::move(caller));
    co_return unknown_method(message, true);
}

async::Awaitable<Reply> Dispatch::legacy(Message message, std::string version, Caller caller) {
    if (message.method == "initialize")
        co_return complete(message, kNewestLegacy, initialize(message));
    if (message.method == "ping") co_return complete(message, version, {});
    if (message.method == "tools/list") {
        if (message.params.contains("cursor"))
            co_return refuse(message, 200, kInvalidParams, "no cursor was given out");
        co_return complete(message, version, list(version));
    }
    if (message.method == "tools/call")
        co_return co_await call(std::move(message), std::move(version), std::move(caller));
    co_return unknown_method(message, false);
}

json::object Dispatch::discover() const {
    json::array versions;
    for (const auto each : kVersions) versions.emplace_back(each);
    json::object result{{"supportedVersions", std::move(versions)},
                        {"capabilities", {{"tools", json::object{}}}}};
    if (!settings.info.instructions.empty()) result["instructions"] = settings.info.instructions;
    result["ttlMs"] = kListFreshMs;
    result["cacheScope"] = "public";
    return result;
}

json::object Dispatch::initialize(const Message& message) const {
    const json::value params(message.params);
    const auto asked = json::string_at(params, "protocolVersion");
    // A version that needs no initialize is answered with the newest that does.
    const auto agreed = is_supported(asked) && !is_modern(asked) ? asked : kNewestLegacy;
    json::object info{{"name", settings.info.name}, {"version", settings.info.version}};
    if (agreed >= kStructuredSince && !settings.info.title.empty())
        info["title"] = settings.info.title;
    json::object result{{"protocolVersion", agreed},
                        {"capabilities", {{"tools", json::object{}}}},
                        {"serverInfo", std::move(info)}};
    if (!settings.info.instructions.empty()) result["instructions"] = settings.info.instructions;
    return result;
}

json::object Dispatch::list(std::string_view version) const {
    json::array tools;
    for (const auto& entry : tools_) tools.push_back(describe(entry, version));
    json::object result{{"tools", std::move(tools)}};
    if (is_modern(version)) {
        result["ttlMs"] = kListFreshMs;
        result["cacheScope"] = "public";
    }
    return result;
}

json::object Dispatch::describe(const Entry& entry, std::string_view version) const {
    const auto& tool = entry.declared.tool;
    json::object described{{"name", tool.name}};
    if (version >= kStructuredSince && !tool.title.empty()) described["title"] = tool.title;
    described["description"] = tool.description;
    described["inputSchema"] = tool.input_schema;
    if (version >= kStructuredSince && tool.output_schema)
        described["outputSchema"] = *tool.output_schema;
    if (version >= kAnnotationsSince) described["annotations"] = effect_annotations(tool);
    described["_meta"] = {{kMetaEffect, json::encode(tool.effect)}};
    return described;
}

Reply Dispatch::complete(const Message& message, std::string_view version,
                         json::object result) const {
    if (is_modern(version)) {
        if (!result.contains("resultType")) result["resultType"] = "complete";
        json::object info{{"name", settings.info.name}, {"version", settings.info.version}};
        if (!settings.info.title.empty()) info["title"] = settings.info.title;
        result["_meta"] = {{kMetaServer, std::move(info)}};
    }
    return {write_result(message.id, std::move(result)), 200, {}};
}

async::Awaitable<Reply> Dispatch::call(Message message, std::string version, Caller caller) {
    const json::value params(message.params);
    const auto found = by_name_.find(json::string_at(params, "name"));
    const int bad = is_modern(version) ? 400 : 200;
    if (found == by_name_.end())
        co_return refuse(message, bad, kInvalidParams,
                         "Unknown tool: " + std::string(json::string_at(params, "name")));
    const auto place = found->second;
    const auto& scope = tools_[place].declared.scope;
    if (settings.authorize && !scope.empty() && !caller.scopes.contains(scope)) {
        auto reply = refuse(message, 403, kInternalError, "this needs the scope '" + scope + "'",
                            json::object{{"code", "denied"}, {"advice", "ask the user for it"}});
        reply.missing_scope = scope;
        co_return reply;
    }
    const auto* given = message.params.if_contains("arguments");
    if (given != nullptr && !given->is_object())
        co_return refuse(message, bad, kInvalidParams, "arguments is an object");
    json::object arguments = given == nullptr ? json::object{} : given->get_object();
    if (const auto fits = tools_[place].input.validate(arguments); !fits)
        co_return run_result(tools_[place], message, version,
                             tool::refusal("invalid_arguments", fits.error().message,
                                           "correct the arguments and call again"));
    auto context = context_of(message, version, std::move(caller), arguments);
    const auto handle = tools_[place].declared.handle;  // tools_ may grow while it runs
    auto result = co_await run(handle, std::move(arguments), std::move(context));
    if (result) co_return run_result(tools_[place], message, version, *std::move(result));
    const auto& error = result.error();
    co_return refuse(message, error.code == ErrorCode::Denied ? 403 : 200, kInternalError,
                     error.message,
                     json::object{{"code", to_string(error.code)}, {"advice", error.advice}});
}

Reply Dispatch::run_result(const Entry& entry, const Message& message, std::string_view version,
                           tool::CallResult result) const {
    if (result.refused && result.content.is_object())
        if (const auto* wanted = result.content.get_object().if_contains(kInputRequired))
            return ask_first(message, version, *wanted);
    if (!result.refused && entry.output)
        if (const auto fits = entry.output->validate(result.content); !fits)
            return refuse(message, 200, kInternalError,
                          "the tool's result does not fit its own schema: " + fits.error().message,
                          json::object{{"code", to_string(ErrorCode::Internal)}});
    json::object body{{"content", {{{"type", "text"}, {"text", json::write(result.content)}}}}};
    // Versions before 2026-07-28 know objects only.
    if (!result.refused && version >= kStructuredSince &&
        (is_modern(version) || result.content.is_object()))
        body["structuredContent"] = std::move(result.content);
    body["isError"] = result.refused;
    return complete(message, version, std::move(body));
}

Reply Dispatch::ask_first(const Message& message, std::string_view version,
                          const json::value& wanted) const {
    if (!is_modern(version)) {
        // Asking within a legacy call needs a session and a stream, which this server does not
        // keep.
        auto refusal = tool::refusal("input_required", "the person has to be asked something first",
                                     "use a client that speaks 2026-07-28");
        json::object body{{"content", {{{"type", "text"}, {"text", json::write(refusal.content)}}}},
                          {"isError", true}};
        return complete(message, version, std::move(body));
    }
    if (!object_at(message.meta, kMetaCapabilities).contains("elicitation"))
        return refuse(
            message, 400, kMissingCapability, "the person has to be asked something first",
            json::object{{"requiredCapabilities", {{"elicitation", {{"form", json::object{}}}}}}});
    auto result = wanted.as_object();
    result["resultType"] = "input_required";
    return complete(message, version, std::move(result));
}

}  // namespace errand::mcp
