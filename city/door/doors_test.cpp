#include "city/door/doors.hpp"

#include <boost/asio/io_context.hpp>

#include "city/city_test.hpp"
#include "crypto/hash.hpp"
#include "net/client.hpp"
#include "net/url.hpp"

namespace errand::city {
namespace {

constexpr std::string_view kOperatorToken = "the-operators-own-token";

// A city behind its doors, and a client that runs one coroutine at a time.
class DoorsTest : public testing::Test {
  protected:
    DoorsTest()
        : doors_(loop_.get_executor(), test_.city(),
                 {"127.0.0.1", 0, 0, std::string(kOperatorToken)}),
          client_(loop_.get_executor()) {
        EXPECT_TRUE(doors_.listen());
    }

    Result<net::ClientResponse> send(net::ClientRequest request) {
        std::optional<Result<net::ClientResponse>> answer;
        boost::asio::co_spawn(
            loop_,
            [&]() -> async::Awaitable<> {
                answer.emplace(co_await client_.send(std::move(request)));
            },
            [](const std::exception_ptr& thrown) { EXPECT_FALSE(thrown); });
        while (!answer) loop_.run_one();
        return *std::move(answer);
    }
    std::string url(std::string_view path) const {
        return fmt::format("http://127.0.0.1:{}{}", doors_.port(), path);
    }
    net::ClientResponse get(std::string_view path) { return *send({.url = url(path)}); }
    net::ClientResponse form(std::string_view path,
                             const std::vector<std::pair<std::string, std::string>>& fields) {
        return *send({.method = "POST",
                      .url = url(path),
                      .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                      .body = net::write_form(fields)});
    }
    net::ClientResponse operate(std::string method, std::string_view path, const json::value& body,
                                std::string_view token = kOperatorToken) {
        return *send({.method = std::move(method),
                      .url = fmt::format("http://127.0.0.1:{}{}", doors_.operator_port(), path),
                      .headers = {{"Authorization", fmt::format("Bearer {}", token)},
                                  {"Content-Type", "application/json"}},
                      .body = body.is_null() ? "" : json::write(body)});
    }
    // The whole sign-in for one service.
    void sign_in(const std::string& service, const std::string& scope) {
        const std::string verifier = "a-verifier-that-is-long-enough-for-pkce-0123456789";
        std::vector<std::pair<std::string, std::string>> fields{
            {"response_type", "code"},
            {"client_id", "errand"},
            {"redirect_uri", "http://127.0.0.1:9/cb"},
            {"state", "xyz"},
            {"scope", scope},
            {"resource", url("/" + service + "/mcp")},
            {"code_challenge", crypto::hash_text(verifier)},
            {"code_challenge_method", "S256"}};
        EXPECT_EQ(get("/authorize?" + net::write_form(fields)).status, 200);
        fields.emplace_back("user", "me");
        fields.emplace_back("decision", "allow");
        const auto allowed = form("/authorize", fields);
        ASSERT_EQ(allowed.status, 302) << allowed.body;
        const auto back = *net::parse_url(allowed.headers.get("Location"));
        const auto answer = *net::parse_form(back.query);
        EXPECT_EQ(answer.at("state"), "xyz");
        EXPECT_EQ(answer.at("iss"), fmt::format("http://127.0.0.1:{}", doors_.port()));
        const auto token = form("/token", {{"grant_type", "authorization_code"},
                                           {"code", answer.at("code")},
                                           {"redirect_uri", "http://127.0.0.1:9/cb"},
                                           {"client_id", "errand"},
                                           {"code_verifier", verifier}});
        ASSERT_EQ(token.status, 200) << token.body;
        tokens_[service] = json::parse(token.body)->at("access_token").as_string();
    }
    Result<net::ClientResponse> post_call(const std::string& service, const std::string& tool,
                                          const json::object& arguments, const std::string& key) {
        const json::object message{{"jsonrpc", "2.0"},
                                   {"id", 1},
                                   {"method", "tools/call"},
                                   {"params",
                                    {{"name", tool},
                                     {"arguments", arguments},
                                     {"_meta", {{"errand/idempotency-key", key}}}}}};
        return send({.method = "POST",
                     .url = url("/" + service + "/mcp"),
                     .headers = {{"Authorization", "Bearer " + tokens_[service]},
                                 {"Content-Type", "application/json"},
                                 {"Accept", "application/json, text/event-stream"},
                                 {"MCP-Protocol-Version", "2025-11-25"}},
                     .body = json::write(message)});
    }
    json::value result_of(const net::ClientResponse& response) {
        const auto answer = json::parse(response.body);
        const auto* result = answer ? json::find(*answer, "result.structuredContent") : nullptr;
        return result == nullptr ? json::value() : *result;
    }

    boost::asio::io_context loop_{1};
    TestCity test_;
    Doors doors_;
    net::Client client_;
    std::map<std::string, std::string> tokens_;
};

TEST_F(DoorsTest, AnOrderOverHttp) {
    const auto challenge = post_call("food", "search", {}, "");
    ASSERT_TRUE(challenge);
    EXPECT_EQ(challenge->status, 401);
    EXPECT_NE(challenge->headers.get("WWW-Authenticate").find("/oauth-protected-resource/food/mcp"),
              std::string_view::npos);
    sign_in("food", "food:read food:order");
    const auto found =
        post_call("food", "search", {{"text", "珍珠奶茶"}, {"deliver_to", "p2"}}, "");
    EXPECT_EQ(result_of(*found).at("offers").at(0).at("item").at("name"), "珍珠奶茶");
    const auto draft = post_call("food", "checkout", TestCity::wanted(2), "k");
    EXPECT_TRUE(result_of(*draft).as_object().contains("draft"));
    EXPECT_EQ(post_call("food", "checkout", TestCity::wanted(2), "k")->body, draft->body);
}

TEST_F(DoorsTest, AScopeIsNeededForEachTool) {
    sign_in("food", "food:read");
    EXPECT_EQ(post_call("food", "search", {{"text", "茶"}, {"deliver_to", "p2"}}, "")->status, 200);
    const auto refused = post_call("food", "checkout", TestCity::wanted(2), "k");
    EXPECT_EQ(refused->status, 403);
    EXPECT_NE(refused->headers.get("WWW-Authenticate").find("insufficient_scope"),
              std::string_view::npos);
    tokens_["pay"] = tokens_["food"];
    EXPECT_EQ(post_call("pay", "wallet", {}, "")->status, 401);
}

TEST_F(DoorsTest, MetadataNamesTheServer) {
    const auto resource = *json::parse(get("/.well-known/oauth-protected-resource/pay/mcp").body);
    EXPECT_EQ(resource.at("resource"), json::value(url("/pay/mcp")));
    EXPECT_EQ(resource.at("authorization_servers").at(0), json::value(url("")));
    const auto server = *json::parse(get("/.well-known/oauth-authorization-server").body);
    EXPECT_EQ(server.at("token_endpoint"), json::value(url("/token")));
    EXPECT_EQ(json::parse(get("/clock").body)->at("timezone"), "Asia/Shanghai");
}

TEST_F(DoorsTest, AWrongRedirectIsNotFollowed) {
    const auto answer =
        get("/authorize?response_type=code&client_id=errand&redirect_uri="
            "http%3A%2F%2Fevil.example%2F&code_challenge_method=S256");
    EXPECT_EQ(answer.status, 400);
    EXPECT_TRUE(answer.headers.get("Location").empty());
}

TEST_F(DoorsTest, TheOperatorsDoorIsItsOwn) {
    EXPECT_EQ(operate("GET", "/operator/records", nullptr, "guess").status, 401);
    EXPECT_EQ(operate("GET", "/operator/records", nullptr).status, 200);
    EXPECT_EQ(send({.url = url("/operator/records"),
                    .headers = {{"Authorization", fmt::format("Bearer {}", kOperatorToken)}}})
                  ->status,
              404);
    const auto moved = operate("POST", "/operator/clock", {{"advance", "20m"}});
    EXPECT_EQ(json::string_at(*json::parse(moved.body), "now").substr(0, 16), "2026-03-02T12:00");
    EXPECT_EQ(operate("POST", "/operator/clock", {{"advance", "soon"}}).status, 400);
    EXPECT_EQ(operate("POST", "/operator/clock", json::object{}).status, 400);
    EXPECT_EQ(operate("POST", "/operator/reset", {{"seed", 4}}).status, 200);
    EXPECT_EQ(operate("POST", "/operator/faults", {{"kind", "earthquake"}}).status, 400);
}

TEST_F(DoorsTest, FaultsHitChangingCallsOrTheNamedTool) {
    sign_in("food", "food:read food:order");
    const auto arm = [&](const json::value& fault) {
        EXPECT_EQ(operate("POST", "/operator/faults", fault).status, 200);
    };
    const auto search = [&] {
        return post_call("food", "search", {{"text", "茶"}, {"deliver_to", "p2"}}, "")->status;
    };
    const auto checkout = [&](const char* key) {
        return post_call("food", "checkout", TestCity::wanted(2), key);
    };
    arm({{"service", "food"}, {"kind", "error"}, {"times", 2}});
    EXPECT_EQ(search(), 200);
    EXPECT_EQ(checkout("a")->status, 503);
    EXPECT_EQ(checkout("a")->status, 503);
    EXPECT_EQ(checkout("a")->status, 200);
    arm({{"service", "food"}, {"tool", "search"}, {"kind", "error"}});
    EXPECT_EQ(checkout("b")->status, 200);
    EXPECT_EQ(search(), 503);
    EXPECT_EQ(search(), 200);
    arm({{"service", "food"}, {"kind", "garbage"}});
    EXPECT_FALSE(json::parse(checkout("c")->body));
    arm({{"kind", "slow"}, {"delay", "10ms"}});
    EXPECT_EQ(checkout("d")->status, 200);
}

TEST_F(DoorsTest, AResetLosesTheAnswerButNotTheEffect) {
    sign_in("food", "food:read food:order");
    const auto draft = result_of(*post_call("food", "checkout", TestCity::wanted(2), "c"));
    const json::object place{{"draft", draft.at("draft").at("draft").at("id")}};
    operate("POST", "/operator/faults", {{"service", "food"}, {"kind", "reset"}});
    EXPECT_FALSE(post_call("food", "place", place, "p"));
    EXPECT_EQ((*test_.city().records()).at("orders").as_array().size(), 1U);
    EXPECT_TRUE(result_of(*post_call("food", "place", place, "p")).as_object().contains("order"));
    EXPECT_EQ((*test_.city().records()).at("orders").as_array().size(), 1U);
}

TEST_F(DoorsTest, SignUpTakesOneKey) {
    const auto sign_up = [&](const crypto::PrivateKey& key) {
        return send({.method = "POST",
                     .url = url("/pay/sign-up"),
                     .headers = {{"Content-Type", "application/json"}},
                     .body = json::write(json::object{
                         {"user", "me"}, {"public_key", json::encode(key.public_key().to_jwk())}})})
            ->status;
    };
    EXPECT_EQ(sign_up(test_.key()), 200);
    EXPECT_EQ(sign_up(*crypto::PrivateKey::generate()), 409);
}

}  // namespace
}  // namespace errand::city
