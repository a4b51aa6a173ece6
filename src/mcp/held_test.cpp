// What calls that wait, and streams that are listened to, take of a house's connections; and what a
// server of 2025-11-25 over HTTP is told when a call is given up.
#include "mcp/held.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mcp/client.hpp"
#include "mcp/given_up.hpp"
#include "mcp/limits.hpp"
#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::HasSubstr;

template <class Condition>
bool comes(asio::io_context& loop, Condition condition) {
    const auto looks = [](const Condition& wanted) -> async::Awaitable<bool> {
        asio::steady_timer timer(co_await asio::this_coro::executor);
        for (const auto end = async::after(10s); !wanted();) {
            if (std::chrono::steady_clock::now() > end) co_return false;
            timer.expires_after(2ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
        co_return true;
    };
    return run(loop, looks(condition));
}

// A server of 2025-11-25 with sessions. "look" answers; "ask" asks the person over the stream by
// GET; "work" says how far it is and does not end; "hang" says nothing; "form" asks on its own
// stream.
struct Older {
    explicit Older(bool has_stream = true) {
        house.server.route("POST", "/mcp",
                           [this](net::Request request) { return post(std::move(request)); });
        house.server.route(
            "GET", "/mcp",
            [this, has_stream](const net::Request&) -> async::Awaitable<net::Response> {
                ++gets;
                if (!has_stream) co_return net::Response{.status = 405};
                co_return net::Response::stream(
                    [this](net::EventWriter& to) { return stream(to); });
            });
        if (!house.server.listen()) throw std::runtime_error("cannot listen");
    }

    async::Awaitable<> stream(net::EventWriter& to) {
        struct Open {
            explicit Open(Older& server, net::EventWriter& to) : owner(server) {
                ++owner.streams;
                owner.writer = &to;
            }
            ~Open() {
                --owner.streams;
                owner.writer = nullptr;
            }
            Older& owner;
        };
        const Open open{*this, to};
        co_await forever();
    }

    static async::Awaitable<> forever() {
        asio::steady_timer timer(co_await asio::this_coro::executor, async::Deadline::max());
        co_await timer.async_wait(asio::use_awaitable);
    }

    static json::object question() {
        return {
            {"jsonrpc", "2.0"},
            {"id", "q"},
            {"method", "elicitation/create"},
            {"params", {{"message", "Which card?"}, {"requestedSchema", {{"type", "object"}}}}}};
    }
    static json::object said(const json::value& id, std::string_view text) {
        return {{"jsonrpc", "2.0"},
                {"id", id},
                {"result", {{"content", {{{"type", "text"}, {"text", text}}}}}}};
    }

    async::Awaitable<net::Response> post(net::Request request) {
        const auto body = parsed(request.body);
        const std::string method(json::string_at(body, "method"));
        if (method.empty() || body.as_object().count("id") == 0) {
            if (method.empty()) answers.push_back(body);
            if (method == "notifications/cancelled") {
                cancelled.push_back(body.at("params").at("requestId"));
                cut_before_told += cut;
            }
            co_return net::Response{.status = 202};
        }
        const auto& id = body.at("id");
        if (request.headers.has("Mcp-Method")) co_return net::Response::text(400, "no session");
        if (method == "initialize") {
            auto response = net::Response::json(
                200, parsed(R"({"jsonrpc": "2.0", "result": {"protocolVersion": "2025-11-25",
                    "capabilities": {"tools": {}},
                    "serverInfo": {"name": "s", "version": "1"}}})"));
            auto message = parsed(response.body).as_object();
            message["id"] = id;
            response.body = json::write(message);
            response.headers.set("Mcp-Session-Id", "s1");
            co_return response;
        }
        if (method == "tools/list") {
            json::array tools;
            for (const auto* name : {"look", "ask", "work", "hang", "form"})
                tools.push_back({{"name", name}, {"inputSchema", {{"type", "object"}}}});
            co_return net::Response::json(
                200, json::object{{"jsonrpc", "2.0"}, {"id", id}, {"result", {{"tools", tools}}}});
        }
        co_return co_await call(body);
    }

    async::Awaitable<net::Response> call(json::value body) {
        const auto& id = body.at("id");
        const std::string name(json::string_at(body.at("params"), "name"));
        last_call = id;
        if (name == "hang") co_await forever();
        if (name == "work" || name == "form")
            co_return net::Response::stream([this, body, name](net::EventWriter& to) {
                return name == "work" ? work(to, body) : form(to, body.at("id"));
            });
        if (name == "ask") {
            if (writer == nullptr) co_return net::Response::json(200, said(id, "nobody hears"));
            const auto before = answers.size();
            (void)co_await writer->send({.data = json::write(question())});
            co_return net::Response::json(200, said(id, co_await answer_after(before)));
        }
        co_return net::Response::json(200, said(id, "seen"));
    }

    async::Awaitable<std::string> answer_after(std::size_t before) {
        asio::steady_timer timer(co_await asio::this_coro::executor);
        while (answers.size() == before) {
            timer.expires_after(2ms);
            co_await timer.async_wait(asio::use_awaitable);
        }
        const auto* action = json::find(answers.back(), "result.action");
        co_return action == nullptr ? "refused" : std::string(action->as_string());
    }

    async::Awaitable<> work(net::EventWriter& to, json::value body) {
        struct Cut {
            ~Cut() { ++count; }
            int& count;
        };
        const Cut counts{cut};
        const auto* token = json::find(body, "params._meta.progressToken");
        const json::object progress{{"jsonrpc", "2.0"},
                                    {"method", "notifications/progress"},
                                    {"params", {{"progressToken", *token}, {"progress", 1}}}};
        (void)co_await to.send({.data = json::write(progress)});
        co_await forever();
    }

    async::Awaitable<> form(net::EventWriter& to, json::value id) {
        const auto before = answers.size();
        (void)co_await to.send({.data = json::write(question())});
        const auto action = co_await answer_after(before);
        (void)co_await to.send({.data = json::write(said(id, action))});
    }

    std::unique_ptr<Client> client(net::Client& over) {
        return std::make_unique<Client>(
            http_transport(over, house.at("/mcp")),
            ClientSettings{.newest_version = "2025-11-25", .asks = true});
    }
    Result<tool::CallResult> call(Client& with, std::string name,
                                  std::optional<tool::GoOn> goes_on = {},
                                  std::chrono::milliseconds within = 5s) {
        return run(house.loop,
                   with.call(std::move(name), {},
                             {.deadline = async::after(within), .goes_on = std::move(goes_on)}));
    }
    static tool::GoOn accept(const tool::CallResult& asked) {
        tool::GoOn on{.state = asked.unfinished->state};
        on.answers[asked.unfinished->questions.at(0).key] = {{"action", "accept"}};
        return on;
    }

    int gets = 0;
    int streams = 0;  // by GET, open
    net::EventWriter* writer = nullptr;
    std::vector<json::value> answers;    // to what was asked
    std::vector<json::value> cancelled;  // the ids
    int cut = 0;                         // of "work"
    int cut_before_told = 0;
    json::value last_call;
    net::testing::House house;
};

TEST(Listening, LastsAsLongAsCallsAreUnderWay) {
    Older server;
    const auto client = server.client(server.house.client);
    ASSERT_TRUE(run(server.house.loop, client->tools()));
    EXPECT_EQ(server.gets, 0);
    const auto asked = server.call(*client, "ask");
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    EXPECT_EQ(asked->unfinished->questions.at(0).message, "Which card?");
    EXPECT_EQ(server.streams, 1);
    const auto done = server.call(*client, "ask", Older::accept(*asked));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(json::string_at(done->content, "text"), "accept");
    ASSERT_TRUE(server.call(*client, "look"));
    EXPECT_EQ(server.gets, 1) << "who calls again at once needs no other stream";
    EXPECT_TRUE(comes(server.house.loop, [&] { return server.streams == 0; }));
    ASSERT_TRUE(server.call(*client, "ask")->unfinished);
    EXPECT_EQ(server.gets, 2);
}

TEST(Listening, AServerThatRefusesIsNotAskedAgain) {
    Older server(false);
    const auto client = server.client(server.house.client);
    ASSERT_TRUE(server.call(*client, "look"));
    ASSERT_TRUE(server.call(*client, "look"));
    EXPECT_EQ(server.gets, 1);
}

TEST(Listening, LeavesConnectionsForCalls) {
    Older server;
    net::Client few(server.house.loop.get_executor(), {.max_open = 4});
    std::vector<std::unique_ptr<Client>> users;
    users.reserve(6);
    for (int i = 0; i < 6; ++i) {
        users.push_back(server.client(few));
        const auto seen = server.call(*users.back(), "look", {}, 2s);
        ASSERT_TRUE(seen) << i << ": " << seen.error().message;
    }
    EXPECT_LE(server.streams, 2);
}

TEST(Holding, LeavesConnectionsForAnswersAndRefusesMore) {
    Older server(false);
    net::Client few(server.house.loop.get_executor(), {.max_open = 4});
    std::vector<std::unique_ptr<Client>> users;
    users.reserve(3);
    for (int i = 0; i < 3; ++i) users.push_back(server.client(few));
    const auto first = server.call(*users[0], "form");
    const auto second = server.call(*users[1], "form");
    ASSERT_TRUE(first && first->unfinished && second && second->unfinished);
    const auto third = server.call(*users[2], "form");
    ASSERT_FALSE(third && third->unfinished);
    EXPECT_EQ(third.error().code, ErrorCode::Timeout) << "it was begun";
    EXPECT_THAT(third.error().message, HasSubstr("too many calls wait already"));
    ASSERT_TRUE(comes(server.house.loop, [&] { return server.cancelled.size() == 1; }));
    const auto done = server.call(*users[0], "form", Older::accept(*first));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(json::string_at(done->content, "text"), "accept");
    const auto again = server.call(*users[2], "form");
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(again->unfinished);
}

TEST(Holding, TheServiceIsToldThatACallIsStoppedBeforeItIsCut) {
    Older server(false);
    const auto client = server.client(server.house.client);
    const auto begun = server.call(*client, "work", {}, 400ms);
    ASSERT_TRUE(begun) << begun.error().message;
    ASSERT_TRUE(begun->unfinished);
    const auto stopped =
        server.call(*client, "work",
                    tool::GoOn{.state = begun->unfinished->state, .answers = {}, .stop = true});
    ASSERT_TRUE(stopped) << stopped.error().message;
    EXPECT_EQ(server.cancelled, std::vector<json::value>{server.last_call});
    EXPECT_EQ(server.cut_before_told, 0);
    EXPECT_TRUE(comes(server.house.loop, [&] { return server.cut == 1; }));
}

TEST(Holding, TheServiceIsToldThatACallIsGivenUp) {
    Older server;
    const auto client = server.client(server.house.client);
    ASSERT_TRUE(run(server.house.loop, client->tools()));
    ASSERT_FALSE(server.call(*client, "hang", {}, 200ms));
    EXPECT_TRUE(comes(server.house.loop, [&] { return !server.cancelled.empty(); }));
    EXPECT_EQ(server.cancelled, std::vector<json::value>{server.last_call});
    const auto refused = server.call(*client, "ask");
    ASSERT_TRUE(refused) << refused.error().message;
    ASSERT_FALSE(refused->unfinished) << "it may be the other's question";
    EXPECT_EQ(json::string_at(refused->content, "text"), "refused");
}

TEST(HeldCall, AQuestionHasTheTimeThatIsLeft) {
    asio::io_context loop;
    const auto held = std::make_shared<Held>(loop.get_executor(), "chen");
    asio::co_spawn(
        loop,
        [](std::shared_ptr<Held> call) -> async::Awaitable<> {
            (void)co_await call->ask({{"message", "Who?"}, {"requestedSchema", json::object{}}});
        }(held),
        asio::detached);
    const auto began = std::chrono::steady_clock::now();
    run(loop, [](std::shared_ptr<Held> call) -> async::Awaitable<int> {
        co_await call->wait(async::after(5s));
        co_return 0;
    }(held));
    ASSERT_EQ(held->questions().size(), 1U);
    EXPECT_GT(held->patience(), kHeldQuestion - 5s);
    ASSERT_TRUE(comes(loop, [&] { return std::chrono::steady_clock::now() - began > 30ms; }));
    EXPECT_LE(held->patience(), kHeldQuestion - 20ms);
    held->answer({{"1", {{"action", "decline"}}}});
}

TEST(HeldCall, OneUserTakesNoOthersPlace) {
    asio::io_context loop;
    HeldCalls calls;
    const auto made = [&](const std::string& user) {
        return std::make_shared<Held>(loop.get_executor(), user);
    };
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < kMaxHeldCallsOfUser; ++i) {
        const auto call = made("chen");
        kept.push_back(call->id());
        ASSERT_TRUE(calls.keep(call));
    }
    const auto more = calls.keep(made("chen"));
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().code, ErrorCode::Exhausted);
    EXPECT_TRUE(calls.keep(made("li")));
    for (const auto& id : kept) EXPECT_TRUE(calls.find(id)) << "none is cut off for another";
    std::size_t all = kMaxHeldCallsOfUser + 1;
    for (; calls.keep(made(std::to_string(all))); ++all) ASSERT_LT(all, kMaxHeldCalls);
    EXPECT_EQ(all, kMaxHeldCalls);
    calls.forget(kept.front());
    EXPECT_TRUE(calls.keep(made("chen")));
}

TEST(GivenUp, CountsUntilItIsAnsweredOrTimeHasPassed) {
    GivenUp calls;
    EXPECT_FALSE(calls.any());
    calls.add("1");
    calls.answered("2");
    EXPECT_TRUE(calls.any());
    calls.answered("1");
    EXPECT_FALSE(calls.any());
    for (std::size_t i = 0; i <= kMaxGivenUp; ++i) calls.add(std::to_string(i));
    for (std::size_t i = 0; i <= kMaxGivenUp; ++i) calls.answered(std::to_string(i));
    EXPECT_TRUE(calls.any()) << "one was beyond the bound";
    GivenUp old(0ms);
    old.add("1");
    EXPECT_FALSE(old.any());
}

}  // namespace
}  // namespace errand::mcp
