// What the official conformance suite (npm @modelcontextprotocol/conformance) drives. Disabled: the
// suite, which tests/peers/conformance runs, starts this program itself, with the address of its
// server as the last word and the scenario in the environment.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "mcp/client.hpp"
#include "mcp/mcp_test.hpp"
#include "mcp/sign_in.hpp"

namespace errand::mcp {
namespace {

using namespace testing;

std::string setting(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// A person who says yes at once, at a page that redirects at once.
class Person {
  public:
    Person(net::Client& client, std::string url) : client_(client), url_(std::move(url)) {}

    async::Awaitable<Result<std::string>> token(std::optional<std::string> rejected) {
        if (!rejected || tokens_.access_token != *rejected) co_return tokens_.access_token;
        co_return co_await sign_in({});
    }

    async::Awaitable<Result<std::string>> step_up(std::string, std::string scope) {
        if (++steps_ > 3) co_return fail(ErrorCode::Denied, "asked for more scopes too often");
        std::istringstream words(scope);
        std::set<std::string> wanted(scopes_.begin(), scopes_.end());
        for (std::string word; words >> word;) wanted.insert(word);
        co_return co_await sign_in({wanted.begin(), wanted.end()});
    }

  private:
    async::Awaitable<Result<std::string>> sign_in(std::vector<std::string> scopes) {
        const auto deadline = async::after(10s);
        ERRAND_CO_TRY(const auto service, co_await discover(client_, url_, deadline));
        if (!scopes_.empty() && scopes.empty()) scopes = scopes_;
        scopes_ = scopes.empty() ? usual_scopes(service) : scopes;
        if (registered_at_ != service.issuer) {
            ERRAND_CO_TRY(registration_, co_await known_as(service, deadline));
            registered_at_ = service.issuer;
        }
        ERRAND_CO_TRY(const auto pending,
                      begin_sign_in(service, {.client_id = registration_.client_id,
                                              .redirect_uri = std::string(kRedirect),
                                              .scopes = scopes_,
                                              .client_secret = registration_.client_secret}));
        ERRAND_CO_TRY(const auto page,
                      co_await client_.send({.url = pending.url, .deadline = deadline}));
        ERRAND_CO_TRY(auto code, code_from_redirect(pending, page.headers.get("Location")));
        ERRAND_CO_TRY(tokens_, co_await exchange_code(client_, pending, std::move(code), deadline));
        co_return tokens_.access_token;
    }

    async::Awaitable<Result<Registration>> known_as(SignInService service,
                                                    async::Deadline deadline) {
        if (const auto context = json::parse(setting("MCP_CONFORMANCE_CONTEXT"));
            context && !json::string_at(*context, "client_id").empty())
            co_return Registration{std::string(json::string_at(*context, "client_id")),
                                   std::string(json::string_at(*context, "client_secret"))};
        if (service.client_id_documents)
            co_return Registration{"https://conformance-test.local/client-metadata.json", ""};
        co_return co_await register_application(client_, std::move(service), "errand",
                                                std::string(kRedirect), deadline);
    }

    static constexpr std::string_view kRedirect = "http://localhost:3000/callback";
    net::Client& client_;
    std::string url_;
    int steps_ = 0;
    Tokens tokens_;
    std::vector<std::string> scopes_;
    Registration registration_;
    std::string registered_at_;
};

// Arguments that fit a tool of the suite: one value for each parameter it names.
json::object some_arguments(const tool::Tool& tool) {
    json::object arguments;
    const auto* properties = json::find(tool.input_schema, "properties");
    if (properties == nullptr || !properties->is_object()) return arguments;
    for (const auto& property : properties->get_object()) {
        const auto type = json::string_at(property.value(), "type");
        if (type == "integer" || type == "number") arguments[property.key()] = 2;
        if (type == "string") arguments[property.key()] = "text";
        if (type == "boolean") arguments[property.key()] = true;
    }
    return arguments;
}

// What a form wants at least.
json::object required_content(const json::object& form) {
    auto all = some_arguments({.input_schema = form});
    json::object content;
    if (const auto* required = form.if_contains("required"))
        for (const auto& name : required->as_array())
            content[name.as_string()] = all[name.as_string()];
    return content;
}

struct PlannedCall {
    std::string tool;
    json::object arguments;
};

std::vector<PlannedCall> planned(const std::vector<tool::Tool>& tools) {
    std::vector<PlannedCall> calls;
    const auto context = json::parse(setting("MCP_CONFORMANCE_CONTEXT"));
    if (const auto* given = context ? json::find(*context, "toolCalls") : nullptr) {
        for (const auto& each : given->as_array())
            calls.push_back(
                {std::string(json::string_at(each, "name")), each.at("arguments").as_object()});
        return calls;
    }
    for (const auto& tool : tools) calls.push_back({tool.name, some_arguments(tool)});
    for (auto& call : calls)  // it wants a schema back as it came
        if (call.tool == "json_schema_echo") call.arguments["schema"] = tools.front().input_schema;
    return calls;
}

async::Awaitable<Result<>> play(Client& client, const std::string& scenario) {
    ERRAND_CO_TRY(const auto tools, co_await client.tools());
    if (scenario == "json-schema-ref-no-deref") co_return Result<>{};
    for (auto& call : planned(tools)) {
        const auto name = call.tool;
        const auto got = co_await client.call(call.tool, std::move(call.arguments), {});
        if (!got) fmt::print(stderr, "{}: {}\n", name, got.error().message);
        if (!got && scenario.starts_with("auth/")) co_return fail(got.error());
    }
    for (const auto* method : {"prompts/list", "resources/list"})
        if (scenario == "http-standard-headers")
            (void)co_await client.request(method, {}, async::after(5s));
    if (scenario == "http-standard-headers") {
        (void)co_await client.request("prompts/get", {{"name", "test_prompt"}}, async::after(5s));
        (void)co_await client.request(
            "resources/read", {{"uri", "file:///path/to/file%20name.txt"}}, async::after(5s));
    }
    co_return Result<>{};
}

TEST(Conformance, DISABLED_Client) {
    const auto words = ::testing::internal::GetArgvs();
    const auto& url = words.back();
    const auto scenario = setting("MCP_CONFORMANCE_SCENARIO");
    auto version = setting("MCP_CONFORMANCE_PROTOCOL_VERSION");
    if (version.empty()) version = "2026-07-28";
    asio::io_context loop;
    net::Client http(loop.get_executor());
    Person person(http, url);
    const auto elicit = [](json::object params) -> async::Awaitable<Result<json::object>> {
        json::object form;
        if (const auto* schema = params.if_contains("requestedSchema")) form = schema->as_object();
        co_return json::object{{"action", "accept"}, {"content", required_content(form)}};
    };
    Client client(
        http_transport(
            http, url,
            [&](std::optional<std::string> rejected) { return person.token(std::move(rejected)); },
            [&](std::string rejected, std::string scope) {
                return person.step_up(std::move(rejected), std::move(scope));
            }),
        {.newest_version = version, .elicit = elicit});
    const auto played = run(loop, play(client, scenario));
    if (!played) fmt::print(stderr, "{}\n", played.error().message);
    EXPECT_TRUE(played);
}

}  // namespace
}  // namespace errand::mcp
