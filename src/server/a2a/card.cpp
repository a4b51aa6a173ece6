// Owns: the agent card: what errand is and can do, for whoever comes to the address. It holds
// nothing of any user. Source: A2A 1.0, sections 4.4 and 8; 0.3.0, AgentCard. One document serves
// both: what each version does not know it passes over.
#include <fmt/format.h>

#include "assistant/present.hpp"
#include "base/encoding.hpp"
#include "crypto/hash.hpp"
#include "server/a2a/doors.hpp"

namespace errand::server::a2a {
namespace {

constexpr std::size_t kTagBytes = 16;

json::object skill(const assistant::SkillInfo& info) {
    const auto named = assistant::present::skill(info.name);
    return {{"id", info.name},
            {"name", named.en.empty() ? info.name : named.en},
            {"description", fmt::format("{} · {}", info.what.en, info.what.zh)},
            {"tags", json::array{json::value(info.name)}}};
}

json::object card(const Rooms& rooms) {
    const auto url = rooms.url() + "/a2a";
    json::array interfaces;
    for (const auto* version : {"1.0", "0.3"})
        interfaces.push_back(json::object{
            {"url", url}, {"protocolBinding", "JSONRPC"}, {"protocolVersion", version}});
    json::array skills;
    for (const auto& one : rooms.assistant.skills()) skills.push_back(skill(one));
    const json::array modes{"text/plain", "application/json"};
    json::object made{
        {"name", "errand"},
        {"description",
         "Gets things done for a person, in Chinese or English: finds the options, asks what is "
         "missing, and carries out what was chosen. What is paid or cannot be undone needs the "
         "person's own signature."},
        {"version", "0.1.0"},
        {"supportedInterfaces", std::move(interfaces)},
        {"capabilities", {{"streaming", true}, {"pushNotifications", false}}},
        {"defaultInputModes", modes},
        {"defaultOutputModes", modes},
        {"skills", std::move(skills)},
        {"securityRequirements",
         json::array{json::object{
             {"schemes", json::object{{"token", json::object{{"list", json::array{}}}}}}}}}};
    // Both forms of one scheme.
    made["securitySchemes"] = json::object{
        {"token", json::object{{"httpAuthSecurityScheme", json::object{{"scheme", "Bearer"}}},
                               {"type", "http"},
                               {"scheme", "bearer"}}}};
    // What 0.3 calls them.
    made["protocolVersion"] = "0.3.0";
    made["url"] = url;
    made["preferredTransport"] = "JSONRPC";
    made["security"] = json::array{json::object{{"token", json::array{}}}};
    return made;
}

async::Awaitable<net::Response> show(Rooms& rooms) {
    auto response = net::Response::json(200, card(rooms));
    response.headers.set("Cache-Control", fmt::format("max-age={}", kCardFresh.count()));
    response.headers.set(
        "ETag",
        fmt::format("\"{}\"", hex_encode(crypto::sha256(response.body).substr(0, kTagBytes))));
    co_return response;
}

}  // namespace

Door card_door(Rooms& rooms) {
    return {.method = "GET",
            .path = "/.well-known/agent-card.json",
            .summary = "The agent card (A2A): what errand can do, and where its door is.",
            .access = Access::Open,
            .answer = schema_object({{"name", schema_string()}}),
            .handle = [&rooms](const net::Request&, const std::string&) { return show(rooms); }};
}

}  // namespace errand::server::a2a
