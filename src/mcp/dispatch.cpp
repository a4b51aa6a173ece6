#include "mcp/dispatch.hpp"

#include <algorithm>

namespace errand::mcp {

namespace {

// How long a client may keep lists: what a server offers is fixed once it runs.
constexpr int kListFreshMs = 300'000;

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

// What 2026-07-28 wants in _meta besides the version, which decided that it is spoken.
std::optional<Reply> check_meta(const Message& message) {
    for (const auto key : {kMetaVersion, kMetaCapabilities}) {
        const auto* found = message.meta.if_contains(key);
        const bool right = key == kMetaVersion ? found != nullptr && found->is_string()
                                               : found != nullptr && found->is_object();
        if (!right)
            return refuse(message, 400, kInvalidParams,
                          "_meta needs \"" + std::string(key) + "\" on every request");
    }
    return std::nullopt;
}

}  // namespace

Reply refuse(const Message& message, int status, int code, std::string_view why, json::value data) {
    return {write_error(message.id, code, why, std::move(data)), status, {}};
}

json::object object_at(const json::object& members, std::string_view key) {
    const auto* found = members.if_contains(key);
    return found != nullptr && found->is_object() ? found->get_object() : json::object{};
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
    ERRAND_TRY(entry.headers, header_parameters(tool.tool.input_schema));
    entry.declared = std::move(tool);
    by_name_.emplace(entry.declared.tool.name, tools_.size());
    tools_.push_back(std::move(entry));
    return {};
}

Result<> Dispatch::add(ServerMethod method) {
    if (methods_.contains(method.name))
        return fail(ErrorCode::Conflict, "the method '" + method.name + "' is there twice");
    if (methods_.size() >= kMaxMethods) return fail(ErrorCode::Exhausted, "too many methods");
    auto name = method.name;
    methods_.emplace(std::move(name), std::move(method));
    return {};
}

const Dispatch::Entry* Dispatch::called(const Message& message) const {
    if (message.kind != Message::Kind::Request || message.method != "tools/call") return nullptr;
    const auto found = by_name_.find(text_at(message.params, "name"));
    return found == by_name_.end() ? nullptr : &tools_[found->second];
}

bool Dispatch::talks(const Message& message) const {
    const auto* entry = called(message);
    return entry != nullptr && entry->declared.talks;
}

bool Dispatch::talks() const {
    return std::ranges::any_of(tools_, [](const auto& entry) { return entry.declared.talks; });
}

const std::vector<HeaderParameter>& Dispatch::headers_of(const Message& message) const {
    static const std::vector<HeaderParameter> none;
    const auto* entry = called(message);
    return entry == nullptr ? none : entry->headers;
}

async::Awaitable<Reply> Dispatch::answer(Message message, std::string version, Caller caller,
                                         std::shared_ptr<Channel> channel) {
    const auto asked = text_at(message.meta, kMetaVersion);
    std::string spoken(asked.empty() ? version : asked);
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
    if (opens && asked.empty()) co_return complete(message, kNewestLegacy, initialize(message));
    if (is_modern(spoken))
        if (auto refusal = check_meta(message)) co_return *std::move(refusal);
    co_return co_await serve(
        {std::move(message), std::move(spoken), std::move(caller), std::move(channel)});
}

async::Awaitable<Reply> Dispatch::serve(Asked asked) {
    const auto& method = asked.message.method;
    const bool modern = is_modern(asked.version);
    if (method == "initialize" && !modern)
        co_return complete(asked.message, kNewestLegacy, initialize(asked.message));
    if (method == "ping" && !modern) co_return complete(asked.message, asked.version, {});
    if (method == "server/discover" && modern)
        co_return complete(asked.message, asked.version, discover());
    if (method == "tools/list") {
        if (asked.message.params.contains("cursor"))
            co_return refuse(asked.message, 200, kInvalidParams, "no cursor was given out");
        co_return complete(asked.message, asked.version, list(asked.version));
    }
    if (method == "tools/call") co_return co_await call(std::move(asked));
    const auto found = methods_.find(method);
    if (found == methods_.end() || (modern && found->second.legacy_only))
        co_return unknown_method(asked.message, modern);
    co_return co_await run_method(found->second, std::move(asked));
}

json::object Dispatch::capabilities(bool modern) const {
    json::object all{{"tools", json::object{}}};
    for (const auto& [name, method] : methods_)
        if (!method.capability.empty() && !(modern && method.legacy_only))
            all[method.capability] = json::object{};
    return all;
}

json::object Dispatch::discover() const {
    json::array versions;
    for (const auto each : kVersions) versions.emplace_back(each);
    json::object result{{"supportedVersions", std::move(versions)},
                        {"capabilities", capabilities(true)}};
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
                        {"capabilities", capabilities(false)},
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
        auto& meta = result["_meta"];
        if (!meta.is_object()) meta = json::object{};
        meta.get_object()[kMetaServer] = std::move(info);
    }
    return {write_result(message.id, std::move(result)), 200, {}};
}

}  // namespace errand::mcp
