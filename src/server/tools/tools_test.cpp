// errand as an MCP server: errand's own client, and raw messages, against a running server.
#include <gmock/gmock.h>

#include "mcp/client.hpp"
#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

// What the person does with each form; the forms seen are kept.
struct Forms {
    std::vector<json::object> answers;
    std::vector<json::object> seen;

    mcp::Elicit elicit() {
        return [this](json::object params) -> async::Awaitable<Result<json::object>> {
            seen.push_back(params);
            if (seen.size() > answers.size()) co_return json::object{{"action", "cancel"}};
            co_return answers[seen.size() - 1];
        };
    }
};

json::object accepted(json::object content) {
    return {{"action", "accept"}, {"content", std::move(content)}};
}

class ToolsTest : public ServerTest {
  protected:
    ToolsTest() { permit_teashop(); }
    std::unique_ptr<mcp::Client> connect(std::string version = "2026-07-28",
                                         mcp::Elicit elicit = {},
                                         const std::optional<std::string>& as = {}) {
        const auto bearer = as.value_or(token);
        auto transport = mcp::http_transport(
            client, house->url() + "/mcp",
            [bearer](const std::optional<std::string>&) -> async::Awaitable<Result<std::string>> {
                co_return bearer;
            });
        return std::make_unique<mcp::Client>(
            std::move(transport),
            mcp::ClientSettings{.newest_version = std::move(version), .elicit = std::move(elicit)});
    }
    tool::CallResult use(mcp::Client& by, const std::string& tool, json::object arguments,
                         const std::string& key = {}) {
        auto got = await(loop, by.call(tool, std::move(arguments), {.idempotency_key = key}));
        EXPECT_TRUE(got) << got.error().message;
        return got ? *std::move(got) : tool::CallResult{};
    }
    json::value content(mcp::Client& by, const std::string& tool, json::object arguments,
                        const std::string& key = {}) {
        auto got = use(by, tool, std::move(arguments), key);
        EXPECT_FALSE(got.refused) << json::write(got.content);
        return got.content;
    }
    std::string refusal(mcp::Client& by, const std::string& tool, json::object arguments) {
        const auto got = use(by, tool, std::move(arguments));
        EXPECT_TRUE(got.refused) << json::write(got.content);
        const auto* code = json::find(got.content, "error.code");
        return code == nullptr ? "?" : std::string(code->as_string());
    }
    static std::string text_at(const json::value& from, std::string_view path) {
        const auto* found = json::find(from, path);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "?";
    }
    net::ClientResponse post(std::string body, const std::optional<std::string>& as = {}) {
        return call("POST", "/mcp", std::move(body), as,
                    {{"Content-Type", "application/json"},
                     {"Accept", "application/json, text/event-stream"}});
    }
};

TEST_F(ToolsTest, EveryVersionStartsLooksAnswersAndLists) {
    std::uint64_t number = 0;
    for (const auto* version : {"2026-07-28", "2025-11-25", "2025-06-18", "2024-11-05"}) {
        const auto by = connect(version);
        const auto tools = await(loop, by->tools());
        ASSERT_TRUE(tools) << version << ": " << tools.error().message;
        std::vector<std::string> names;
        for (const auto& tool : *tools) names.push_back(tool.name);
        EXPECT_THAT(names, ElementsAre("errand_start", "errand_say", "errand_answer",
                                       "errand_cancel", "errand_look", "errand_list"));
        EXPECT_THAT(tools->front().description, HasSubstr("ask for a word"));
        const auto shown = content(*by, "errand_start", {{"text", "ask"}});
        ++number;
        EXPECT_EQ(shown.at("errand"), json::value(number)) << version;
        EXPECT_EQ(text_at(shown, "status"), "waiting");
        EXPECT_EQ(text_at(shown, "shown"),
                  "(A model asks for this; it said: “ask”)  \nWhich word?");
        EXPECT_EQ(text_at(shown, "ask.type"), "slot");
        EXPECT_EQ(text_at(shown, "cards.0.slot"), "word");
        EXPECT_TRUE(shown.at("settled").as_bool());
        const auto ask = text_at(shown, "ask.id");
        use(*by, "errand_answer", {{"ask", ask}, {"answer", "tea"}});
        const auto looked = use(*by, "errand_look", {{"errand", number}, {"wait_seconds", 5}});
        EXPECT_THAT(json::write(looked.content), HasSubstr("You said tea")) << version;
    }
    const auto by = connect();
    EXPECT_EQ(content(*by, "errand_list", {}).at("errands").as_array().size(), 4U);
    EXPECT_TRUE(content(*by, "errand_list", {{"live", true}}).at("errands").as_array().empty());
}

TEST_F(ToolsTest, WithoutItsTokenThereIsNothing) {
    for (const auto* bad : {"", "errand_wrong"}) {
        EXPECT_EQ(post(R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})", bad).status, 401);
        const auto by = connect("2026-07-28", {}, bad);
        const auto got = await(loop, by->call("errand_start", {{"text", "ask"}}, {}));
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().code, ErrorCode::Denied);
    }
    EXPECT_TRUE(get("/v1/errands").at("errands").as_array().empty());
}

TEST_F(ToolsTest, NobodySeesOrTouchesWhatIsAnothers) {
    const auto mine = connect();
    content(*mine, "errand_start", {{"text", "ask"}});
    const auto theirs = connect("2026-07-28", {}, other);
    EXPECT_EQ(refusal(*theirs, "errand_look", {{"errand", 1}}), "not_found");
    EXPECT_EQ(refusal(*theirs, "errand_say", {{"errand", 1}, {"text", "tea"}}), "not_found");
    EXPECT_EQ(refusal(*theirs, "errand_answer", {{"ask", "1.1"}, {"answer", "x"}}), "not_found");
    EXPECT_EQ(refusal(*theirs, "errand_cancel", {{"errand", 1}}), "not_found");
    EXPECT_TRUE(content(*theirs, "errand_list", {}).at("errands").as_array().empty());
    EXPECT_EQ(text_at(content(*mine, "errand_look", {{"errand", 1}}), "ask.id"), "1.1");
}

TEST_F(ToolsTest, WhatIsNoMessageIsRefused) {
    const auto code = [](const net::ClientResponse& response) {
        return json::find(json::parse(response.body).value(), "error.code")->as_int64();
    };
    EXPECT_EQ(code(post("{nonsense")), -32700);
    EXPECT_EQ(code(post("[]")), -32600);
    EXPECT_EQ(post(std::string(kMaxBodyBytes + 1, ' ')).status, 413);
    const auto by = connect();
    EXPECT_TRUE(use(*by, "errand_answer", {{"ask", "1.1"}, {"answer", "x"}}).refused);
    const auto typed = await(loop, by->call("errand_start", {{"text", 7}}, {}));
    EXPECT_FALSE(typed) << "the client itself holds to the schema";
    const auto raw = post(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":)"
                          R"({"name":"errand_start","arguments":{"text":7}}})");
    EXPECT_THAT(raw.body, HasSubstr("invalid_arguments"));
    EXPECT_TRUE(get("/v1/errands").at("errands").as_array().empty());
}

TEST_F(ToolsTest, AnAskIsPutToThePersonWhereTheClientCan) {
    for (const auto* version : {"2026-07-28", "2025-11-25", "2025-06-18"}) {
        Forms forms{.answers = {accepted({{"answer", "tea"}})}, .seen = {}};
        const auto by = connect(version, forms.elicit());
        const auto done = content(*by, "errand_start", {{"text", "ask"}});
        ASSERT_EQ(forms.seen.size(), 1U) << version;
        EXPECT_THAT(std::string(json::string_at(forms.seen[0], "message")),
                    EndsWith("\nWhich word?"));
        EXPECT_NE(json::find(forms.seen[0], "requestedSchema.properties.answer"), nullptr);
        EXPECT_EQ(text_at(done, "status"), "done") << version;
        EXPECT_THAT(text_at(done, "shown"), AllOf(HasSubstr("Which word?"), HasSubstr("said tea")));
        EXPECT_TRUE(done.at("ask").is_null());
    }
    EXPECT_EQ(get("/v1/errands").at("errands").as_array().size(), 3U) << "each was begun once";
}

TEST_F(ToolsTest, AChoiceIsAFormWithItsOffers) {
    Forms forms{.answers = {accepted({{"choose", "2"}})}, .seen = {}};
    const auto by = connect("2025-11-25", forms.elicit());
    const auto done = content(*by, "errand_start", {{"text", "pick"}});
    ASSERT_EQ(forms.seen.size(), 1U);
    EXPECT_THAT(std::string(json::string_at(forms.seen[0], "message")),
                AllOf(HasSubstr("1) Tea House"), HasSubstr("2) Milk Bar")));
    EXPECT_THAT(text_at(done, "shown"), HasSubstr("You chose 2"));
}

TEST_F(ToolsTest, AFormThatIsPutAsideLeavesTheAskOpen) {
    for (const auto* action : {"cancel", "decline"}) {
        Forms forms{.answers = {json::object{{"action", action}}}, .seen = {}};
        const auto by = connect("2026-07-28", forms.elicit());
        const auto open = content(*by, "errand_start", {{"text", "pick"}});
        EXPECT_EQ(forms.seen.size(), 1U) << "nobody is asked the same twice";
        EXPECT_EQ(text_at(open, "status"), "waiting") << action;
        EXPECT_EQ(text_at(open, "ask.type"), "choice");
    }
    Forms wrong{.answers = {accepted({{"choose", "3"}})}, .seen = {}};
    const auto by = connect("2026-07-28", wrong.elicit());
    EXPECT_EQ(refusal(*by, "errand_start", {{"text", "pick"}}), "invalid");
}

TEST_F(ToolsTest, NoClientSaysYesToAnApproval) {
    // Whatever is filled in: yes in words, yes in what looks like a field, or nothing at all.
    for (const auto& content_of : {json::object{{"change", "yes"}}, json::object{{"approve", true}},
                                   json::object{{"allow", true}}, json::object{}}) {
        Forms forms{.answers = {accepted(content_of), accepted(content_of)}, .seen = {}};
        const auto by = connect("2026-07-28", forms.elicit());
        const auto open = content(*by, "errand_start", {{"text", "sign"}});
        ASSERT_GE(forms.seen.size(), 1U);
        EXPECT_THAT(
            std::string(json::string_at(forms.seen[0], "message")),
            AllOf(HasSubstr("teashop"), HasSubstr("pearl milk tea"), HasSubstr("5 Lake Road"),
                  HasSubstr("18.00"), HasSubstr("errand approve")));
        EXPECT_EQ(text_at(open, "status"), "waiting") << json::write(content_of);
        EXPECT_EQ(text_at(open, "ask.type"), "approval");
        const auto ask = text_at(open, "ask.id");
        EXPECT_EQ(refusal(*by, "errand_answer", {{"ask", ask}, {"grant", true}}), "invalid");
        EXPECT_EQ(refusal(*by, "errand_answer", {{"ask", ask}}), "invalid");
    }
    const auto by = connect();
    const auto words = content(*by, "errand_say", {{"errand", 1}, {"text", "yes"}});
    EXPECT_EQ(text_at(words, "status"), "waiting");
    // What the schema does not know never arrives; raw, it is refused by name.
    const auto raw =
        post(R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"errand_answer",)"
             R"("arguments":{"ask":"1.1","approve":true,"signature":"x"}}})");
    EXPECT_THAT(raw.body, HasSubstr("invalid_arguments"));
    EXPECT_EQ(text_at(get("/v1/errands/1"), "status"), "waiting");
}

TEST_F(ToolsTest, AnApprovalIsDroppedByANoAndGoesOnOnceItIsSigned) {
    Forms declines{.answers = {json::object{{"action", "decline"}}}, .seen = {}};
    const auto by = connect("2026-07-28", declines.elicit());
    EXPECT_EQ(text_at(content(*by, "errand_start", {{"text", "sign"}}), "status"), "declined");
    Forms cancels;
    const auto later = connect("2026-07-28", cancels.elicit());
    EXPECT_EQ(text_at(content(*later, "errand_start", {{"text", "sign"}}), "status"), "waiting");
    const auto plain = connect();
    EXPECT_EQ(text_at(content(*plain, "errand_start", {{"text", "sign"}}), "status"), "waiting");
    const auto refused = content(*plain, "errand_answer", {{"ask", "3.1"}, {"refuse", true}});
    EXPECT_EQ(text_at(refused, "status"), "declined");
    const json::value signed_yes =
        json::object{{"approve", true}, {"signature", signature_for("2.1")}};
    EXPECT_EQ(call("POST", "/v1/asks/2.1", json::write(signed_yes)).status, 202);
    settle();
    const auto done = content(*plain, "errand_look", {{"errand", 2}});
    EXPECT_EQ(text_at(done, "status"), "done");
    EXPECT_THAT(text_at(done, "shown"), HasSubstr("Bought."));
}

TEST_F(ToolsTest, ASignatureThatComesWhileTheFormIsOpenGoesOn) {
    const auto by = connect(
        "2026-07-28", [this](const json::object&) -> async::Awaitable<Result<json::object>> {
            // The person signs at the terminal, then closes the form.
            const auto key = *crypto::PrivateKey::generate();
            EXPECT_TRUE(house->consent().users().set_public_key("me", key.public_key().to_jwk()));
            net::ClientRequest look{.method = "GET", .url = house->url() + "/v1/asks/1.1"};
            look.headers.set("Authorization", "Bearer " + token);
            const auto ask = co_await client.send(look);
            const auto document = json::parse(ask->body).value().at("approval");
            net::ClientRequest yes{.method = "POST", .url = house->url() + "/v1/asks/1.1"};
            yes.headers = look.headers;
            yes.body = json::write(json::object{
                {"approve", true}, {"signature", crypto::sign_document(document, key).value()}});
            const auto taken = co_await client.send(yes);
            EXPECT_EQ(taken->status, 202);
            co_return accepted({});
        });
    const auto done = content(*by, "errand_start", {{"text", "sign"}});
    EXPECT_EQ(text_at(done, "status"), "done");
    EXPECT_THAT(text_at(done, "shown"), HasSubstr("Bought."));
}

TEST_F(ToolsTest, AStateThatWasMadeUpReachesNothing) {
    const auto mine = connect();
    content(*mine, "errand_start", {{"text", "ask"}});
    const auto with_state = [&](const std::string& state, const std::string& as) {
        json::object params{
            {"name", "errand_say"},
            {"arguments", {{"errand", 1}, {"text", "x"}}},
            {"requestState", state},
            {"inputResponses", {{"1.1", accepted({{"answer", "stolen"}})}}},
            {"_meta",
             {{"io.modelcontextprotocol/protocolVersion", "2026-07-28"},
              {"io.modelcontextprotocol/clientCapabilities", {{"elicitation", json::object{}}}}}}};
        const json::value body = json::object{
            {"jsonrpc", "2.0"}, {"id", 1}, {"method", "tools/call"}, {"params", params}};
        return call("POST", "/mcp", json::write(body), as,
                    {{"Content-Type", "application/json"},
                     {"Accept", "application/json"},
                     {"MCP-Protocol-Version", "2026-07-28"},
                     {"Mcp-Method", "tools/call"},
                     {"Mcp-Name", "errand_say"}})
            .body;
    };
    EXPECT_THAT(with_state("nonsense", token), HasSubstr("requestState"));
    EXPECT_THAT(with_state(std::string(5'000, 'x'), token), HasSubstr("requestState"));
    const std::string forged = R"({"conversation":"c","errands":[1],"ask":"1.1","asks":1})";
    EXPECT_THAT(with_state(forged, other), HasSubstr("not_found"));
    EXPECT_EQ(text_at(get("/v1/errands/1"), "status"), "waiting");
}

// A model steers the client: what it begins is marked, and so is what of the person's it touches,
// in words, with an answer or through a form.
TEST_F(ToolsTest, WhatAClientHasASayInIsMarked) {
    Forms forms{.answers = {accepted({{"choose", "2"}})}, .seen = {}};
    const auto by = connect("2026-07-28", forms.elicit());
    const auto plain = connect();
    const auto mark = [&](int errand, std::string_view member) {
        return text_at(get("/v1/errands/" + std::to_string(errand)), "view." + std::string(member));
    };
    content(*by, "errand_start", {{"text", "pick"}});
    EXPECT_EQ(mark(1, "asked_by"), "model");
    EXPECT_EQ(mark(1, "steered_by"), "model") << "a form is filled in by who knows whom";
    content(*plain, "errand_start", {{"text", "ask"}});
    EXPECT_EQ(mark(2, "asked_by"), "model");
    EXPECT_EQ(mark(2, "steered_by"), "?");
    for (int errand = 3; errand <= 5; ++errand) {
        say(errand == 5 ? "sign" : "ask");
        EXPECT_EQ(mark(errand, "asked_by"), "?");
        EXPECT_EQ(mark(errand, "steered_by"), "?") << errand;
    }
    content(*plain, "errand_say", {{"errand", 3}, {"text", "tea"}});
    content(*plain, "errand_answer", {{"ask", "4.1"}, {"answer", "tea"}});
    content(*plain, "errand_answer", {{"ask", "5.1"}, {"refuse", true}});
    for (int errand = 3; errand <= 5; ++errand)
        EXPECT_EQ(mark(errand, "steered_by"), "model") << errand;
}

TEST_F(ToolsTest, TheSameKeyBeginsOneErrand) {
    const auto by = connect();
    const auto first = content(*by, "errand_start", {{"text", "ask"}}, "k1");
    const auto again = content(*by, "errand_start", {{"text", "ask"}}, "k1");
    EXPECT_EQ(first.at("errand"), again.at("errand"));
    EXPECT_EQ(content(*by, "errand_start", {{"text", "ask"}}, "k2").at("errand"), 2);
    EXPECT_EQ(get("/v1/errands").at("errands").as_array().size(), 2U);
}

TEST_F(ToolsTest, WhatIsNotUnderstoodIsToldAndBeginsNothing) {
    const auto by = connect();
    const auto told = content(*by, "errand_start", {{"text", "gibberish"}, {"locale", "zh-CN"}});
    EXPECT_TRUE(told.at("errand").is_null());
    EXPECT_EQ(text_at(told, "status"), "none");
    EXPECT_FALSE(text_at(told, "shown").empty());
}

TEST_F(ToolsTest, AnErrandIsCancelled) {
    const auto by = connect();
    content(*by, "errand_start", {{"text", "ask"}});
    const auto stopped = content(*by, "errand_cancel", {{"errand", 1}});
    EXPECT_EQ(text_at(stopped, "status"), "cancelled");
    EXPECT_EQ(refusal(*by, "errand_cancel", {{"errand", 1}}), "conflict");
}

TEST_F(ToolsTest, WhoGoesAwayInTheMiddleStopsNothing) {
    Forms forms;
    {
        net::ClientRequest request{.method = "POST", .url = house->url() + "/mcp"};
        request.headers = {{"Content-Type", "application/json"},
                           {"Accept", "application/json, text/event-stream"},
                           {"MCP-Protocol-Version", "2025-11-25"},
                           {"Mcp-Session-Id", "x.elicitation"},
                           {"Authorization", "Bearer " + token}};
        request.body =
            R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"errand_start",)"
            R"("arguments":{"text":"ask"}}})";
        net::EventSource source(client, request);
        const auto asked = await(loop, source.next(async::after(std::chrono::seconds(10))));
        ASSERT_TRUE(asked) << asked.error().message;
        EXPECT_THAT(asked->data, HasSubstr("elicitation/create"));
    }
    settle();
    EXPECT_EQ(text_at(get("/v1/errands/1"), "status"), "waiting");
    const auto by = connect();
    const auto done = content(*by, "errand_answer", {{"ask", "1.1"}, {"answer", "tea"}});
    EXPECT_EQ(text_at(done, "status"), "done");
}

TEST_F(ToolsTest, ALegacyClientIsAskedOnlyWhereItSaidThatItCan) {
    const auto initialize = [&](const std::string& capabilities) {
        return post(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":)"
                    R"("2025-11-25","capabilities":)" +
                    capabilities + R"(,"clientInfo":{"name":"t","version":"1"}}})");
    };
    EXPECT_THAT(std::string(initialize(R"({"elicitation":{}})").headers.get("Mcp-Session-Id")),
                HasSubstr(".elicitation"));
    for (const auto* without : {"{}", R"({"elicitation":{"url":{}}})"}) {
        const std::string session(initialize(without).headers.get("Mcp-Session-Id"));
        EXPECT_FALSE(session.empty());
        EXPECT_EQ(session.find("elicitation"), std::string::npos);
    }
}

TEST_F(ToolsTest, AClientThatFailsToAskGetsTheAskItself) {
    net::ClientRequest request{.method = "POST", .url = house->url() + "/mcp"};
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", "application/json, text/event-stream"},
                       {"MCP-Protocol-Version", "2025-11-25"},
                       {"Mcp-Session-Id", "x.elicitation"},
                       {"Authorization", "Bearer " + token}};
    request.body =
        R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"errand_start",)"
        R"("arguments":{"text":"ask"}}})";
    net::EventSource source(client, request);
    const auto asked = await(loop, source.next(async::after(std::chrono::seconds(10))));
    ASSERT_TRUE(asked) << asked.error().message;
    const json::value failure =
        json::object{{"jsonrpc", "2.0"},
                     {"id", json::parse(asked->data).value().at("id")},
                     {"error", {{"code", -32601}, {"message", "not here"}}}};
    EXPECT_EQ(call("POST", "/mcp", json::write(failure), {}, request.headers).status, 202);
    const auto answer = await(loop, source.next(async::after(std::chrono::seconds(10))));
    ASSERT_TRUE(answer) << answer.error().message;
    const auto shown = json::parse(answer->data).value();
    EXPECT_EQ(text_at(shown, "result.structuredContent.ask.id"), "1.1");
}

TEST_F(ToolsTest, ProgressIsToldWhileItWorks) {
    net::ClientRequest request{.method = "POST", .url = house->url() + "/mcp"};
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", "application/json, text/event-stream"},
                       {"MCP-Protocol-Version", "2025-11-25"},
                       {"Authorization", "Bearer " + token}};
    request.body =
        R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"errand_start",)"
        R"("arguments":{"text":"slow"},"_meta":{"progressToken":"p"}}})";
    net::EventSource source(client, request);
    const auto told = await(loop, source.next(async::after(std::chrono::seconds(10))));
    ASSERT_TRUE(told) << told.error().message;
    EXPECT_THAT(told->data, AllOf(HasSubstr("notifications/progress"), HasSubstr("Begun.")));
    *let_go = true;
    const auto end = await(loop, source.next(async::after(std::chrono::seconds(10))));
    ASSERT_TRUE(end) << end.error().message;
    EXPECT_THAT(end->data, HasSubstr("Finished."));
}

}  // namespace
}  // namespace errand::server
