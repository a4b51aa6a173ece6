// The server that the official conformance suite tests: conformance/fixture.json, served until the
// program is ended. Disabled; tests/peers/conformance starts it, with the file to write its port to
// in ERRAND_CONFORMANCE_READY.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/encoding.hpp"
#include "base/id.hpp"
#include "json/schema.hpp"
#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;

json::value fixture() {
    std::ifstream file(std::string(ERRAND_SOURCE_DIR) + "/src/mcp/conformance/fixture.json");
    std::stringstream text;
    text << file.rdbuf();
    return parsed(text.str());
}

// `from` with "$name" replaced by the argument of that name, in every string.
json::value filled(const json::value& from, const json::object& arguments) {
    if (from.is_array()) {
        json::array all;
        for (const auto& each : from.get_array()) all.push_back(filled(each, arguments));
        return all;
    }
    if (from.is_object()) {
        json::object all;
        for (const auto& each : from.get_object())
            all[each.key()] = filled(each.value(), arguments);
        return all;
    }
    if (!from.is_string()) return from;
    std::string text(from.get_string());
    for (const auto& argument : arguments) {
        if (!argument.value().is_string()) continue;
        const auto name = "$" + std::string(argument.key());
        const auto at = text.find(name);
        if (at != std::string::npos) text.replace(at, name.size(), argument.value().get_string());
    }
    return json::value(text);
}

// A state that only this process can have made: "round.nonce.seal".
struct Seal {
    std::string of(std::string_view text) const {
        std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
        unsigned int size = 0;
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), made.data(), &size);
        return hex_encode({reinterpret_cast<const char*>(made.data()), size});
    }
    std::string state(std::size_t round) const {
        const auto text = std::to_string(round) + "." + random_token(8);
        return text + "." + of(text);
    }
    Result<std::size_t> round(const std::string& state) const {
        const auto end = state.rfind('.');
        if (end == std::string::npos || of(state.substr(0, end)) != state.substr(end + 1))
            return fail(ErrorCode::Invalid, "the requestState's integrity check failed");
        return static_cast<std::size_t>(std::stoul(state));
    }
    std::string key = random_token();
};

bool answered(const json::value& request, const json::value* response) {
    if (response == nullptr || !response->is_object()) return false;
    const auto method = json::string_at(request, "method");
    if (method == "roots/list") return json::find(*response, "roots") != nullptr;
    if (method == "sampling/createMessage") return json::find(*response, "content") != nullptr;
    if (json::string_at(*response, "action") != "accept") return true;
    const auto* content = json::find(*response, "content");
    const auto schema = json::Schema::compile(*json::find(request, "params.requestedSchema"));
    return content != nullptr && (!schema || schema->validate(*content));
}

// What a thing of the fixture asks first: the requests that are still open, or nothing.
struct Rounds {
    Result<std::optional<tool::CallResult>> next(const json::value& thing,
                                                 const json::object& arguments,
                                                 const RequestContext& context) const {
        const auto* rounds = json::find(thing, "rounds");
        if (rounds == nullptr) return std::optional<tool::CallResult>{};
        const bool stateful = json::find(thing, "stateful") != nullptr;
        std::size_t round = 0;
        if (stateful && !context.request_state.empty()) {
            ERRAND_TRY(round, seal.round(context.request_state));
        }
        const auto& all = rounds->as_array();
        bool complete = true;
        json::object wanted;
        for (const auto& request : all.at(round).as_object()) {
            const bool sampling =
                json::string_at(request.value(), "method").starts_with("sampling");
            if (json::find(thing, "able_only") != nullptr &&
                !context.client_capabilities.contains(sampling ? "sampling" : "elicitation"))
                continue;
            wanted[request.key()] = filled(request.value(), arguments);
            complete = complete && answered(wanted[request.key()],
                                            context.input_responses.if_contains(request.key()));
        }
        if (complete && round + 1 == all.size()) return std::optional<tool::CallResult>{};
        if (complete) wanted = all.at(++round).as_object();
        return std::optional(
            input_required(std::move(wanted), stateful ? seal.state(round) : std::string{}));
    }
    Seal seal;
};

async::Awaitable<Result<tool::CallResult>> play(json::value thing, std::shared_ptr<Rounds> rounds,
                                                json::object arguments, RequestContext context) {
    if (const auto error = json::string_at(thing, "error"); !error.empty())
        co_return tool::refusal("failed", error);
    ERRAND_CO_TRY(auto ask, rounds->next(thing, arguments, context));
    if (ask) co_return *std::move(ask);
    if (const auto* notices = json::find(thing, "notices"))
        for (const auto& notice : notices->as_array()) {
            const auto& params = notice.at("params").as_object();
            if (params.contains("progress"))
                context.progress(params.at("progress").to_number<double>(), 100,
                                 params.at("message").as_string());
            else
                context.notify(json::string_at(notice, "method"), params);
        }
    if (const auto* content = json::find(thing, "content"))
        co_return tool::CallResult{json::object{{"content", *content}}};
    const auto text =
        std::string(json::string_at(thing, "text")) + json::write(context.input_responses);
    co_return tool::CallResult{json::object{{"content", {{{"type", "text"}, {"text", text}}}}}};
}

json::object only(const json::value& thing, std::initializer_list<std::string_view> keys) {
    json::object kept;
    for (const auto key : keys)
        if (const auto* found = thing.as_object().if_contains(key)) kept[key] = *found;
    return kept;
}

Result<json::object> read_resource(const json::value& all, std::string uri) {
    for (const auto& resource : all.at("resources").as_array())
        if (json::string_at(resource, "uri") == uri)
            return json::object{
                {"contents", json::array{only(resource, {"uri", "mimeType", "text", "blob"})}}};
    constexpr std::string_view front = "test://template/";
    constexpr std::string_view back = "/data";
    if (!uri.starts_with(front) || !uri.ends_with(back))
        return fail(ErrorCode::NotFound, "Resource not found: " + uri);
    const auto id = uri.substr(front.size(), uri.size() - front.size() - back.size());
    const json::object text{{"id", id}, {"templateTest", true}, {"data", "Data for ID: " + id}};
    return json::object{
        {"contents",
         {{{"uri", uri}, {"mimeType", "application/json"}, {"text", json::write(text)}}}}};
}

Result<json::object> get_prompt(const json::value& all, const Rounds& rounds,
                                const json::object& params, const RequestContext& context) {
    const json::value whole(params);
    for (const auto& prompt : all.at("prompts").as_array()) {
        if (json::string_at(prompt, "name") != json::string_at(whole, "name")) continue;
        json::object arguments;
        if (const auto* given = params.if_contains("arguments")) arguments = given->as_object();
        ERRAND_TRY(const auto ask, rounds.next(prompt, arguments, context));
        if (ask) return ask->content.as_object().begin()->value().as_object();
        arguments["responses"] = json::write(context.input_responses);
        return json::object{{"messages", filled(prompt.at("messages"), arguments)}};
    }
    return fail(ErrorCode::NotFound, "there is no such prompt");
}

void add_methods(Server& server, const json::value& all, const std::shared_ptr<Rounds>& rounds) {
    const auto add = [&](std::string name, std::string capability, bool cacheable, bool legacy,
                         std::function<Result<json::object>(json::object, RequestContext)> give) {
        const auto added =
            server.add({std::move(name), std::move(capability),
                        [give = std::move(give)](json::object params, RequestContext context)
                            -> async::Awaitable<Result<json::object>> {
                            co_return give(std::move(params), std::move(context));
                        },
                        cacheable, legacy});
        if (!added) throw std::runtime_error(added.error().message);
    };
    const auto given = [](json::object result) {
        return [result = std::move(result)](const json::object&,
                                            const RequestContext&) -> Result<json::object> {
            return result;
        };
    };
    json::array prompts;
    for (const auto& prompt : all.at("prompts").as_array())
        prompts.push_back(only(prompt, {"name", "title", "description", "arguments"}));
    json::array resources;
    for (const auto& resource : all.at("resources").as_array())
        resources.push_back(only(resource, {"name", "title", "uri", "description", "mimeType"}));
    add("prompts/list", "prompts", true, false, given({{"prompts", prompts}}));
    add("resources/list", "resources", true, false, given({{"resources", resources}}));
    add("resources/templates/list", "resources", true, false,
        given({{"resourceTemplates",
                {{{"name", "template"},
                  {"uriTemplate", "test://template/{id}/data"},
                  {"mimeType", "application/json"}}}}}));
    add("completion/complete", "completions", false, false,
        given({{"completion", {{"values", json::array{}}, {"total", 0}, {"hasMore", false}}}}));
    add("logging/setLevel", "logging", false, true, given({}));
    add("resources/subscribe", "resources", false, true, given({}));
    add("resources/unsubscribe", "resources", false, true, given({}));
    add("resources/read", "resources", true, false,
        [all](const json::object& params, const RequestContext&) {
            return read_resource(all, std::string(params.at("uri").as_string()));
        });
    add("prompts/get", "prompts", false, false,
        [all, rounds](const json::object& params, const RequestContext& context) {
            return get_prompt(all, *rounds, params, context);
        });
}

TEST(Conformance, DISABLED_Server) {
    const char* ready = std::getenv("ERRAND_CONFORMANCE_READY");
    ASSERT_NE(ready, nullptr);
    asio::io_context loop;
    Server server({.info = {.name = "errand-conformance", .version = "1.0"}});
    const auto all = fixture();
    const auto rounds = std::make_shared<Rounds>();
    for (const auto& thing : all.at("tools").as_array()) {
        tool::Tool tool{.name = std::string(json::string_at(thing, "name")),
                        .description = std::string(json::string_at(thing, "description"))};
        if (const auto* schema = json::find(thing, "inputSchema")) tool.input_schema = *schema;
        const auto handle = [thing, rounds](json::object arguments, RequestContext context) {
            return play(thing, rounds, std::move(arguments), std::move(context));
        };
        const auto added = server.add({std::move(tool), handle, "", true});
        ASSERT_TRUE(added) << added.error().message;
    }
    add_methods(server, all, rounds);
    net::Server http(loop.get_executor(), {.port = 0});
    server.mount(http, "/mcp");
    const auto listening = http.listen();
    ASSERT_TRUE(listening) << listening.error().message;
    std::ofstream(ready) << http.port();
    loop.run();
}

}  // namespace
}  // namespace errand::mcp
