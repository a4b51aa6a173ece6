// The doors to apps: what is recorded, the page with all that it may reach, and what it may ask.
#include <gmock/gmock.h>

#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// What the service is, outside of the server that is started again.
struct Board {
    tool::Resource page{.media_type = std::string(tool::kAppMediaType),
                        .bytes = "<!doctype html><title>board</title>",
                        .meta = {}};
    std::optional<Error> gone;
    std::vector<std::string> called;  // by pages and errands
    std::vector<std::string> read;
    bool asks = false;
};

tool::Tool named(std::string name, tool::Effect effect) {
    tool::Tool one;
    one.service = "food";
    one.name = std::move(name);
    one.title = "The board";
    one.effect = effect;
    one.app = "ui://board/page";
    return one;
}

class BoardService final : public tool::Connector {
  public:
    explicit BoardService(Board& board) : board_(board) {}
    const std::string& service() const override { return name_; }
    async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
        std::vector<tool::Tool> all;
        for (const auto* name : {"look", "refresh", "secret"})
            all.push_back(named(name, tool::Effect::Reads));
        all.push_back(named("clear", tool::Effect::Changes));
        all.push_back(named("buy", tool::Effect::Spends));
        all[1].for_model = false;
        all[2].for_app = false;
        co_return all;
    }
    async::Awaitable<Result<tool::CallResult>> call(std::string tool, json::object arguments,
                                                    tool::CallContext context) override {
        board_.called.push_back(tool + (context.goes_on && context.goes_on->stop ? " stop" : ""));
        if (board_.gone) co_return fail(*board_.gone);
        if (board_.asks && !context.goes_on) {
            tool::Unfinished open;
            open.state["held"] = "1";
            co_return tool::CallResult{.content = {}, .unfinished = std::move(open)};
        }
        if (arguments.contains("no")) co_return tool::refusal("no", "not today");
        if (arguments.contains("large"))
            co_return tool::CallResult{
                json::object{{"x", std::string(std::size_t{2} * 1024 * 1024, 'x')}}};
        // What only errand may say of an answer, a service says in vain.
        tool::CallResult answer{json::object{
            {"sky", "clear"}, {"errand/app", {{"id", "forged"}, {"service", "bank"}}}}};
        answer.app = tool::App{"ui://board/page", "The board\x1b[2J", {{"_meta", {{"at", 5}}}}};
        co_return answer;
    }
    async::Awaitable<Result<tool::Resource>> read(std::string uri, tool::CallContext) override {
        board_.read.push_back(uri);
        if (board_.gone) co_return fail(*board_.gone);
        co_return board_.page;
    }

  private:
    Board& board_;
    std::string name_ = "food";
};

flow::Task<json::value> look_at_the_board(assistant::Errand& errand) {
    const auto seen = co_await errand.read("food", "look", {{"where", "roof"}});
    const auto text = seen ? json::write(*seen) : seen.error().message;
    errand.result("done", {text, text});
    co_return errand.outcome();
}

class AppsTest : public ServerTest {
  protected:
    AppsTest() {
        stop();
        food = [this] { return std::make_unique<BoardService>(board); };
        more_skills = {
            {.name = "show",
             .version = 1,
             .what = {"看板", "look at the board"},
             .run = [](assistant::Errand& errand) { return look_at_the_board(errand); }}};
        start();
        permit();
        EXPECT_EQ(say("show").status, 202);
        const auto apps = get("/v1/errands/1").at("view").as_object();
        const auto& list = apps.at("apps").as_array();
        EXPECT_EQ(list.size(), 1U);
        url = json::string_at(list.at(0), "url");
        board.called.clear();
    }
    void permit() {
        ASSERT_TRUE(house->consent().allow(std::string(consent::kDefaultUser), "food", {"x"}));
    }
    net::ClientResponse calls(const std::string& tool, json::object arguments = {},
                              const std::optional<std::string>& as = {}) {
        return call("POST", url + "/calls",
                    json::write(json::object{{"tool", tool}, {"arguments", std::move(arguments)}}),
                    as);
    }
    net::ClientResponse html() { return call("GET", url + "/html"); }
    Board board;
    std::string url;
};

TEST_F(AppsTest, AnAnswerTellsOfItsPage) {
    const auto events = get("/v1/conversations/c/events").at("events").as_array();
    const auto told = std::ranges::find_if(
        events, [](const auto& one) { return json::find(one, "app") != nullptr; });
    ASSERT_NE(told, events.end());
    EXPECT_EQ(json::string_at(*told, "kind"), "progress");
    EXPECT_EQ(told->at("app"), get("/v1/errands/1").at("view").at("apps").at(0));
    EXPECT_EQ(json::string_at(told->at("app"), "service"), "food");
    EXPECT_EQ(json::string_at(told->at("app"), "tool"), "look");
    EXPECT_THAT(url, StartsWith("/v1/errands/1/apps/app_"));
    EXPECT_THAT(json::write(*told), Not(HasSubstr("u001B"))) << "its title is a stranger's";
    // The skill, and so a model, sees the answer alone.
    EXPECT_EQ(json::string_at(events.back(), "text"), R"({"sky":"clear"})");
}

TEST_F(AppsTest, ItIsGivenWhatWasRecordedAlsoAfterARestart) {
    const auto before = get(url);
    EXPECT_EQ(json::write(before.at("input")), R"({"where":"roof"})");
    EXPECT_EQ(json::write(before.at("result")),
              R"({"content":[{"type":"text","text":"{\"sky\":\"clear\"}"}],)"
              R"("structuredContent":{"sky":"clear"},"_meta":{"at":5}})");
    EXPECT_EQ(json::string_at(before, "uri"), "ui://board/page");
    stop();
    start();
    auto after = get(url);
    for (const auto* part : {"id", "service", "tool", "title", "input", "result"})
        EXPECT_EQ(after.at(part), before.at(part)) << part;
    EXPECT_TRUE(board.called.empty()) << "nothing is asked for anew";
}

TEST_F(AppsTest, ThePageComesWithAllThatItMayReach) {
    board.page.meta = json::parse(R"({"ui": {"csp": {"connectDomains": ["https://api.example.com",
        "*", "https://x.example\r\nSet-Cookie: a=b"]}, "permissions": {"camera": {}}}})")
                          ->as_object();
    const auto about = get(url).at("page");
    EXPECT_EQ(json::write(about.at("csp").at("connectDomains")), R"(["https://api.example.com"])");
    EXPECT_EQ(json::write(about.at("permissions")), R"(["camera"])");
    EXPECT_EQ(about.at("leftOut"), 2);
    const auto page = html();
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body, board.page.bytes);
    EXPECT_EQ(page.headers.get("Content-Type"), "text/html; charset=utf-8");
    const std::string policy(page.headers.get("Content-Security-Policy"));
    EXPECT_THAT(policy, StartsWith("default-src 'none'; "));
    EXPECT_THAT(policy, HasSubstr("connect-src https://api.example.com; "));
    EXPECT_THAT(policy, ::testing::EndsWith("; sandbox allow-scripts"));
    EXPECT_FALSE(page.headers.has("Set-Cookie"));
    EXPECT_EQ(page.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(page.headers.get("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-store");
    EXPECT_THAT(std::string(page.headers.get("Permissions-Policy")), Not(HasSubstr("camera")));
}

TEST_F(AppsTest, AFrameGetsItByATicketOnce) {
    const std::string frame(json::string_at(get(url).at("page"), "html"));
    EXPECT_THAT(frame, StartsWith(url + "/html?ticket="));
    const auto page = call("GET", frame, {}, "");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.headers.has("Content-Security-Policy"));
    EXPECT_EQ(call("GET", frame, {}, "").status, 401);
    const std::string again(json::string_at(get(url).at("page"), "html"));
    const auto ticket = again.substr(again.find('?'));
    EXPECT_EQ(call("GET", url + ticket, {}, "").status, 401) << "it opens nothing else";
    EXPECT_EQ(call("GET", "/v1/errands" + ticket, {}, "").status, 401);
    EXPECT_EQ(call("GET", "/v1/errands/1/apps/app_x/html" + ticket, {}, "").status, 401);
    EXPECT_EQ(call("GET", again, {}, "").status, 200);
}

TEST_F(AppsTest, ItIsNobodyElses) {
    EXPECT_EQ(call("GET", url, {}, other).status, 404);
    EXPECT_EQ(call("GET", url + "/html", {}, other).status, 404);
    EXPECT_EQ(calls("look", {}, other).status, 404);
    EXPECT_TRUE(board.called.empty());
    EXPECT_TRUE(board.read.empty());
    EXPECT_EQ(call("GET", "/v1/errands/1/apps/forged").status, 404);
    EXPECT_EQ(call("GET", "/v1/errands/9/apps/app_x").status, 404);
    EXPECT_EQ(call("GET", "/v1/errands/x/apps/app_x/html").status, 404);
}

TEST_F(AppsTest, WhatIsNoPageIsNotGiven) {
    for (const auto* type : {"text/html", "", "text/html; profile=mcp-app", "image/svg+xml",
                             "text/html;profile=mcp-app\r\nX: y", "TEXT/HTML;PROFILE=MCP-APP"}) {
        board.page.media_type = type;
        EXPECT_EQ(code_of(html()), "corrupt") << type;
    }
    board.page.media_type = tool::kAppMediaType;
    for (const auto& bytes :
         {std::string(), std::string("\xff\xfe"), std::string(std::size_t{4} * 1024 * 1024, ' ')}) {
        board.page.bytes = bytes;
        EXPECT_EQ(code_of(html()), "corrupt") << bytes.size();
    }
    const auto shown = get(url);
    EXPECT_TRUE(shown.at("page").is_null());
    EXPECT_FALSE(json::string_at(shown, "problem").empty());
}

TEST_F(AppsTest, WhatWasRecordedOutlivesTheService) {
    board.gone = Error{ErrorCode::Unavailable, "nobody answers", {}};
    EXPECT_EQ(code_of(html()), "unavailable");
    EXPECT_EQ(code_of(calls("look")), "unavailable");
    const auto shown = get(url);
    EXPECT_EQ(json::string_at(shown.at("result").at("structuredContent"), "sky"), "clear");
    EXPECT_TRUE(shown.at("page").is_null());
    EXPECT_EQ(json::string_at(shown, "problem"), "nobody answers");
}

TEST_F(AppsTest, WithoutAPermissionTheServiceIsNotAsked) {
    ASSERT_EQ(call("DELETE", "/v1/grants/food").status, 200);
    EXPECT_EQ(code_of(html()), "denied");
    EXPECT_EQ(code_of(calls("look")), "denied");
    EXPECT_TRUE(get(url).at("page").is_null());
    EXPECT_TRUE(board.called.empty());
    EXPECT_TRUE(board.read.empty());
}

TEST_F(AppsTest, APageCallsWhatOnlyReads) {
    const auto seen = calls("refresh", {{"a", 1}});
    EXPECT_EQ(seen.status, 200);
    const auto result = *json::parse(seen.body);
    EXPECT_EQ(json::string_at(*json::find(result, "structuredContent"), "sky"), "clear");
    EXPECT_EQ(*json::find(result, "_meta.at"), 5);
    EXPECT_EQ(board.called, (std::vector<std::string>{"refresh"}));
    const auto refused = *json::parse(calls("look", {{"no", true}}).body);
    EXPECT_EQ(refused.at("isError"), true);
    EXPECT_EQ(json::string_at(refused.at("content").at(0), "text"), "not today");
    EXPECT_EQ(code_of(calls("look", {{"large", true}})), "exhausted");
}

TEST_F(AppsTest, NoAppChangesOrSpendsAnything) {
    for (const auto* tool : {"clear", "buy"}) {
        const auto refused = calls(tool, {{"approve", true}});
        EXPECT_EQ(refused.status, 403) << tool;
        EXPECT_THAT(refused.body, HasSubstr("say to errand what you want")) << tool;
    }
    EXPECT_EQ(calls("secret").status, 403) << "not for pages";
    EXPECT_EQ(calls("nothing").status, 404);
    EXPECT_EQ(call("POST", url + "/calls", R"({"tool": "look", "service": "bank"})").status, 400);
    EXPECT_EQ(call("POST", url + "/calls", R"({"tool": "look", "arguments": []})").status, 400);
    EXPECT_TRUE(board.called.empty());
}

TEST_F(AppsTest, ACallThatAsksFirstIsStopped) {
    board.asks = true;
    EXPECT_EQ(code_of(calls("look")), "unavailable");
    EXPECT_EQ(board.called, (std::vector<std::string>{"look", "look stop"}));
}

TEST_F(AppsTest, PagesAskSoMuchAndNoMore) {
    for (std::size_t i = 0; i < kAppAsksPerMinute; ++i) ASSERT_EQ(calls("look").status, 200);
    EXPECT_EQ(calls("look").status, 429);
    EXPECT_EQ(html().status, 429);
    EXPECT_EQ(board.called.size(), kAppAsksPerMinute);
    EXPECT_EQ(call("GET", url).status, 200) << "what was recorded costs the service nothing";
}

}  // namespace
}  // namespace errand::server
