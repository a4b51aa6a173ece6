#include "mcp/sign_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ParseChallenge, ReadsWhatServersSay) {
    const auto plain = parse_challenge(
        R"(Basic realm="x, y", Bearer error="invalid_token", error_description="it \"ran\" out",)"
        R"( scope="a b", resource_metadata="https://a.b/c")");
    ASSERT_TRUE(plain) << plain.error().message;
    EXPECT_EQ(plain->error, "invalid_token");
    EXPECT_EQ(plain->error_description, R"(it "ran" out)");
    EXPECT_EQ(plain->scope, "a b");
    EXPECT_EQ(plain->resource_metadata, "https://a.b/c");
    EXPECT_TRUE(parse_challenge("bearer"));
    EXPECT_EQ(parse_challenge("BEARER error=x")->error, "x");
    EXPECT_EQ(parse_challenge("Basic realm=x").error().code, ErrorCode::NotFound);
    EXPECT_EQ(parse_challenge(R"(Bearer error="x)").error().code, ErrorCode::Invalid);
    EXPECT_EQ(parse_challenge("Bearer \"x\"").error().code, ErrorCode::Invalid);
    EXPECT_EQ(parse_challenge("Bearer a=" + std::string(kMaxChallengeBytes, 'x')).error().code,
              ErrorCode::Exhausted);
}

// A service and its issuer on one server; what they say may be changed by each test.
struct Issuer : ::testing::Test {
    Issuer() {
        auto& server = house.server;
        server.route("POST", "/shop/mcp", [this](net::Request) -> async::Awaitable<net::Response> {
            auto response = net::Response::text(challenge.empty() ? 200 : 401, "");
            if (!challenge.empty()) response.headers.set("WWW-Authenticate", challenge);
            co_return response;
        });
        server.route("GET", "/{path*}",
                     [this](net::Request request) -> async::Awaitable<net::Response> {
                         asked.push_back(request.path);
                         const auto found = documents.find(request.path);
                         if (found == documents.end()) co_return net::Response::text(404, "");
                         co_return net::Response::json(200, found->second);
                     });
        server.route("POST", "/token",
                     [this](net::Request request) -> async::Awaitable<net::Response> {
                         form = net::parse_form(request.body).value();
                         co_return net::Response::json(token_status, token_answer);
                     });
        server.route("POST", "/register",
                     [](net::Request request) -> async::Awaitable<net::Response> {
                         const auto body = parsed(request.body);
                         EXPECT_EQ(json::string_at(body, "application_type"), "native");
                         co_return net::Response::json(201, json::object{{"client_id", "made"}});
                     });
        if (!server.listen()) throw std::runtime_error("cannot listen");
        root = house.at("");
        challenge = "Bearer resource_metadata=\"" + root + "/meta\", scope=\"read write\"";
        documents["/meta"] = {{"resource", root + "/shop/mcp"},
                              {"authorization_servers", json::array{json::value(root)}},
                              {"scopes_supported", {"read", "write", "pay"}}};
        documents["/.well-known/oauth-authorization-server"] = {
            {"issuer", root},
            {"authorization_endpoint", root + "/authorize"},
            {"token_endpoint", root + "/token"},
            {"registration_endpoint", root + "/register"},
            {"code_challenge_methods_supported", json::array{json::value("S256")}},
            {"authorization_response_iss_parameter_supported", true}};
    }
    json::object& issuer() { return documents["/.well-known/oauth-authorization-server"]; }
    Result<SignInService> found() {
        return run(house.loop, discover(house.client, root + "/shop/mcp", async::after(10s)));
    }
    PendingSignIn pending() {
        return begin_sign_in(found().value(), {.client_id = "errand",
                                               .redirect_uri = "http://127.0.0.1:1/back",
                                               .scopes = {"read", "pay"}})
            .value();
    }

    net::testing::House house;
    std::string root;
    std::string challenge;
    std::map<std::string, json::object> documents;
    std::vector<std::string> asked;
    net::Form form;
    int token_status = 200;
    json::object token_answer{{"access_token", "a1"},
                              {"token_type", "Bearer"},
                              {"expires_in", 3600},
                              {"refresh_token", "r1"},
                              {"scope", "read pay"}};
};

TEST_F(Issuer, IsFoundFromTheRefusal) {
    const auto service = found();
    ASSERT_TRUE(service) << service.error().message;
    EXPECT_EQ(service->resource, root + "/shop/mcp");
    EXPECT_EQ(service->issuer, root);
    EXPECT_EQ(service->token_endpoint, root + "/token");
    EXPECT_THAT(service->challenged_scopes, ElementsAre("read", "write"));
    EXPECT_THAT(service->scopes, ElementsAre("read", "write", "pay"));
    EXPECT_TRUE(service->sends_issuer);
    const auto again = json::decode<SignInService>(json::encode(*service));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->token_endpoint, service->token_endpoint);
}

TEST_F(Issuer, IsFoundAtTheWellKnownPlaces) {
    challenge = "Bearer";
    auto meta = documents["/meta"];
    documents.erase("/meta");
    documents["/.well-known/oauth-protected-resource"] = meta;
    EXPECT_TRUE(found());
    EXPECT_EQ(asked.front(), "/.well-known/oauth-protected-resource/shop/mcp");
    // An issuer with a path, which only knows OpenID.
    auto metadata = issuer();
    metadata["issuer"] = root + "/tenant";
    documents.erase("/.well-known/oauth-authorization-server");
    documents["/tenant/.well-known/openid-configuration"] = metadata;
    documents["/.well-known/oauth-protected-resource"]["authorization_servers"] =
        json::array{json::value(root + "/tenant")};
    asked.clear();
    EXPECT_TRUE(found());
    EXPECT_THAT(asked, ::testing::IsSupersetOf(
                           {std::string("/.well-known/oauth-authorization-server/tenant"),
                            std::string("/.well-known/openid-configuration/tenant")}));
}

TEST_F(Issuer, IsNotBelievedBlindly) {
    const auto refuses = [&](std::string_view why) {
        const auto got = found();
        ASSERT_FALSE(got) << why;
        EXPECT_THAT(got.error().message, HasSubstr(std::string(why)));
    };
    const auto good = documents;
    issuer()["issuer"] = root + "/";
    refuses("another issuer");
    documents = good;
    issuer()["code_challenge_methods_supported"] = json::array{json::value("plain")};
    refuses("PKCE");
    documents = good;
    issuer()["token_endpoint"] = "http://evil.example/token";
    refuses("cannot be used");
    documents = good;
    documents["/meta"]["resource"] = "https://elsewhere.example/mcp";
    refuses("another resource");
    documents = good;
    documents["/meta"]["resource"] = root + "/shop/mc";
    refuses("another resource");
    documents = good;
    documents["/meta"]["authorization_servers"] = json::array{json::value("http://evil.example")};
    refuses("not https");
    documents = good;
    documents.erase("/meta");
    refuses("nothing says");
    challenge = "Bearer resource_metadata=\"http://evil.example/meta\"";
    refuses("not https");
    challenge.clear();
    EXPECT_EQ(found().error().code, ErrorCode::NotFound);
}

TEST_F(Issuer, TheAddressForThePersonHoldsEverything) {
    const auto begun = pending();
    const auto url = net::parse_url(begun.url);
    ASSERT_TRUE(url);
    EXPECT_EQ(url->path, "/authorize");
    const auto fields = net::parse_form(url->query).value();
    EXPECT_EQ(fields.at("response_type"), "code");
    EXPECT_EQ(fields.at("client_id"), "errand");
    EXPECT_EQ(fields.at("redirect_uri"), "http://127.0.0.1:1/back");
    EXPECT_EQ(fields.at("scope"), "read pay");
    EXPECT_EQ(fields.at("resource"), root + "/shop/mcp");
    EXPECT_EQ(fields.at("state"), begun.state);
    EXPECT_EQ(fields.at("code_challenge_method"), "S256");
    EXPECT_EQ(fields.at("code_challenge").size(), 43U);
    EXPECT_EQ(begun.url.find(begun.verifier), std::string::npos);
    EXPECT_NE(pending().state, begun.state);
}

TEST_F(Issuer, OnlyTheRightAnswerGivesACode) {
    const auto begun = pending();
    const auto back = [&](const std::string& rest) {
        return code_from_redirect(begun, "http://127.0.0.1:1/back?state=" + begun.state + rest);
    };
    const auto iss = "&iss=" + net::write_form({{"x", root}}).substr(2);
    EXPECT_EQ(back("&code=c1" + iss).value(), "c1");
    EXPECT_EQ(code_from_redirect(begun, "code=c1&state=" + begun.state + iss).value(), "c1");
    EXPECT_EQ(back("&code=c1").error().code, ErrorCode::Invalid);  // it said it would send iss
    EXPECT_EQ(back("&code=c1&iss=https%3A%2F%2Fevil.example").error().code, ErrorCode::Invalid);
    EXPECT_EQ(code_from_redirect(begun, "code=c1&state=other" + iss).error().code,
              ErrorCode::Invalid);
    EXPECT_EQ(back(iss).error().code, ErrorCode::Invalid);
    const auto denied = back("&error=access_denied&error_description=not+today" + iss);
    EXPECT_EQ(denied.error().code, ErrorCode::Denied);
    EXPECT_THAT(denied.error().message, HasSubstr("not today"));
    const auto forged = back("&error=access_denied&error_description=click+here");
    EXPECT_THAT(forged.error().message, ::testing::Not(HasSubstr("click")));
}

TEST_F(Issuer, ExchangesTheCodeAndRenews) {
    const auto begun = pending();
    const auto tokens =
        run(house.loop, exchange_code(house.client, begun, "c1", async::after(10s)));
    ASSERT_TRUE(tokens) << tokens.error().message;
    EXPECT_EQ(tokens->access_token, "a1");
    EXPECT_EQ(tokens->refresh_token, "r1");
    EXPECT_EQ(tokens->expires_in, std::chrono::seconds(3600));
    EXPECT_THAT(tokens->scopes, ElementsAre("read", "pay"));
    EXPECT_EQ(form.at("code_verifier"), begun.verifier);
    EXPECT_EQ(form.at("resource"), root + "/shop/mcp");
    token_answer.erase("refresh_token");
    const auto renewed = run(
        house.loop, refresh_tokens(house.client, begun.service, "errand", "r1", async::after(10s)));
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->refresh_token, "r1");
    EXPECT_EQ(form.at("grant_type"), "refresh_token");
    EXPECT_EQ(form.at("resource"), root + "/shop/mcp");
}

TEST_F(Issuer, ItsRefusalsAreTold) {
    const auto begun = pending();
    const auto exchange = [&] {
        return run(house.loop, exchange_code(house.client, begun, "c1", async::after(10s)));
    };
    token_status = 400;
    token_answer = {{"error", "invalid_grant"}, {"error_description", "the code was used"}};
    EXPECT_EQ(exchange().error().code, ErrorCode::Denied);
    EXPECT_THAT(exchange().error().message, HasSubstr("the code was used"));
    token_answer = {{"error", "invalid_request"}};
    EXPECT_EQ(exchange().error().code, ErrorCode::Invalid);
    token_status = 503;
    token_answer = {};
    EXPECT_EQ(exchange().error().code, ErrorCode::Unavailable);
    token_status = 200;
    EXPECT_EQ(exchange().error().code, ErrorCode::Corrupt);
    token_answer = {{"access_token", "a\r\nb"}, {"token_type", "Bearer"}};
    EXPECT_EQ(exchange().error().code, ErrorCode::Corrupt);
    token_answer = {{"access_token", "a"}, {"token_type", "mac"}};
    EXPECT_EQ(exchange().error().code, ErrorCode::Corrupt);
}

TEST_F(Issuer, RegistersAClient) {
    const auto made = run(house.loop, register_client(house.client, found().value(), "errand",
                                                      "http://127.0.0.1/back", async::after(10s)));
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_EQ(*made, "made");
    issuer().erase("registration_endpoint");
    EXPECT_EQ(run(house.loop, register_client(house.client, found().value(), "errand",
                                              "http://127.0.0.1/back", async::after(10s)))
                  .error()
                  .code,
              ErrorCode::NotFound);
}

}  // namespace
}  // namespace errand::mcp
