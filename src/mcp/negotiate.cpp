#include "mcp/negotiate.hpp"

#include <algorithm>

#include "mcp/apps.hpp"
#include "mcp/tasks.hpp"

namespace errand::mcp {

namespace {

json::object elicitation(const Self& self, bool modern) {
    if (self.leaves_calls) return {{"form", json::object{}}, {"url", json::object{}}};
    if (modern) return {{"form", json::object{}}};
    return {};
}

json::object capabilities(const Self& self, bool modern) {
    json::object all;
    if (self.can_elicit) all["elicitation"] = elicitation(self, modern);
    json::object extensions;
    if (self.leaves_calls && modern) extensions[kTasksExtension] = json::object{};
    if (self.shows_apps)
        extensions[kAppsExtension] = {{"mimeTypes", json::array{tool::kAppMediaType}}};
    if (!extensions.empty()) all["extensions"] = std::move(extensions);
    return all;
}

json::object object_at(const json::object& members, std::string_view key) {
    const auto* found = members.if_contains(key);
    return found != nullptr && found->is_object() ? found->get_object() : json::object{};
}

void read_info(Peer& peer, const json::object& info) {
    const json::value whole(info);
    peer.name = json::string_at(whole, "name");
    peer.title = json::string_at(whole, "title");
    peer.version = json::string_at(whole, "version");
}

Error no_common_version(const json::value* offered) {
    return {ErrorCode::Unavailable,
            "no protocol version is common with this server" +
                (offered == nullptr ? std::string{} : ": it speaks " + json::write(*offered)),
            "use another version of the server"};
}

// The newest version of ours, not above `newest`, that the server lists.
std::string choose(const json::value* offered, std::string_view newest) {
    if (offered == nullptr || !offered->is_array()) return {};
    for (const auto ours : kVersions) {
        if (ours > newest) continue;
        for (const auto& theirs : offered->get_array())
            if (theirs.is_string() && theirs.get_string() == ours) return std::string(ours);
    }
    return {};
}

// How the server met server/discover.
struct Probe {
    std::optional<Peer> peer;     // modern, and agreed
    std::string legacy;           // else: begin with initialize, with this version
    std::optional<Error> failed;  // or neither can be
    bool again = false;           // or it refused a version that it does speak: ask once more
};

Probe read_discovery(const json::object& result, std::string_view newest) {
    const auto* offered = result.if_contains("supportedVersions");
    const auto version = choose(offered, newest);
    if (version.empty()) return {.failed = no_common_version(offered)};
    if (!is_modern(version)) return {.legacy = version};
    Peer peer;
    peer.protocol_version = version;
    peer.capabilities = object_at(result, "capabilities");
    peer.instructions = json::string_at(json::value(result), "instructions");
    read_info(peer, object_at(object_at(result, "_meta"), kMetaServer));
    return {.peer = std::move(peer)};
}

Probe read_refusal(const Incoming& incoming, std::string_view newest) {
    const auto oldest_way = std::string(std::min(newest, kNewestLegacy));
    if (!incoming.message) {
        if (incoming.status >= 500)
            return {.failed =
                        Error{net::error_code_of_status(incoming.status),
                              "the service answered with status " + std::to_string(incoming.status),
                              "try again later"}};
        return {.legacy = oldest_way};
    }
    const auto& error = incoming.message->error;
    const auto* code = error.if_contains("code");
    const auto number = code != nullptr && code->is_int64() ? code->get_int64() : 0;
    if (number == kUnsupportedVersion) {
        const auto data = object_at(error, "data");
        const auto* offered = data.if_contains("supported");
        const auto version = choose(offered, newest);
        if (version.empty()) return {.failed = no_common_version(offered)};
        if (is_modern(version)) return {.again = true};
        return {.legacy = version};
    }
    if (number == kHeaderMismatch || number == kMissingCapability)
        return {.failed = error_of(error)};
    return {.legacy = oldest_way};  // anything else is a server of the older kind
}

async::Awaitable<Result<Probe>> probe(Transport& transport, const Self& self, std::string newest,
                                      std::uint64_t id, async::Deadline deadline) {
    json::object params;
    add_modern_meta(params, self);
    Outgoing outgoing{.message = write_request(id, "server/discover", std::move(params)),
                      .version = std::string(kModern),
                      .repeatable = true};
    // An old stdio server may stay silent; over HTTP silence is no answer.
    const auto patience =
        transport.has_headers() ? deadline : std::min(deadline, async::after(kProbeTimeout));
    auto incoming = co_await transport.exchange(std::move(outgoing), patience);
    if (!incoming) {
        const bool silent = incoming.error().code == ErrorCode::Timeout && !transport.has_headers();
        if (!silent || std::chrono::steady_clock::now() >= deadline)
            co_return fail(incoming.error());
        co_return Probe{.legacy = std::string(std::min<std::string_view>(newest, kNewestLegacy))};
    }
    if (incoming->message && incoming->message->error.empty() &&
        incoming->message->result.is_object())
        co_return read_discovery(incoming->message->result.get_object(), newest);
    co_return read_refusal(*incoming, newest);
}

async::Awaitable<Result<Peer>> initialize(Transport& transport, const Self& self,
                                          std::string version, std::uint64_t id,
                                          async::Deadline deadline) {
    json::object params{{"protocolVersion", version},
                        {"capabilities", capabilities(self, false)},
                        {"clientInfo", {{"name", self.name}, {"version", self.version}}}};
    Outgoing outgoing{.message = write_request(id, "initialize", std::move(params)),
                      .repeatable = true};
    ERRAND_CO_TRY(auto incoming, co_await transport.exchange(std::move(outgoing), deadline));
    if (!incoming.message)
        co_return fail(
            ErrorCode::Unavailable,
            "the service does not speak MCP (status " + std::to_string(incoming.status) + ")",
            "check the service's address");
    if (!incoming.message->error.empty()) co_return fail(error_of(incoming.message->error));
    if (!incoming.message->result.is_object())
        co_return fail(ErrorCode::Corrupt, "the service's initialize result is not an object");
    const auto& result = incoming.message->result.get_object();
    Peer peer;
    peer.protocol_version = json::string_at(incoming.message->result, "protocolVersion");
    if (!is_supported(peer.protocol_version) || is_modern(peer.protocol_version))
        co_return fail(no_common_version(result.if_contains("protocolVersion")));
    peer.capabilities = object_at(result, "capabilities");
    peer.instructions = json::string_at(incoming.message->result, "instructions");
    read_info(peer, object_at(result, "serverInfo"));
    ERRAND_CO_TRY_VOID(co_await transport.notify(
        write_notification("notifications/initialized", {}), peer.protocol_version, deadline));
    co_return peer;
}

}  // namespace

void add_modern_meta(json::object& params, const Self& self) {
    auto& meta = params["_meta"];
    if (!meta.is_object()) meta = json::object{};
    auto& members = meta.get_object();
    members[kMetaVersion] = kModern;
    members[kMetaClient] = {{"name", self.name}, {"version", self.version}};
    members[kMetaCapabilities] = capabilities(self, true);
}

async::Awaitable<Result<Peer>> negotiate(Transport& transport, const Self& self, std::string newest,
                                         std::uint64_t& next_id, async::Deadline deadline) {
    std::string version = newest;
    if (is_modern(newest)) {
        ERRAND_CO_TRY(auto met, co_await probe(transport, self, newest, next_id++, deadline));
        if (met.again) {
            ERRAND_CO_TRY(met, co_await probe(transport, self, newest, next_id++, deadline));
            if (met.again) co_return fail(no_common_version(nullptr));
        }
        if (met.peer) co_return *std::move(met.peer);
        if (met.failed) co_return fail(*std::move(met.failed));
        version = met.legacy;
    }
    co_return co_await initialize(transport, self, version, next_id++, deadline);
}

}  // namespace errand::mcp
