#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/net_test.hpp"

namespace errand::net {
namespace {

using namespace testing;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

async::Awaitable<Response> echo(Request request) {
    auto response = Response::text(200, request.method + " " + request.path + " " + request.body);
    for (const auto& [name, value] : request.parameters)
        response.body += fmt::format(" {}={}", name, value);
    for (const auto& [name, value] : request.query)
        response.body += fmt::format(" ?{}={}", name, value);
    co_return response;
}

struct Http : ::testing::Test {
    explicit Http(ServerOptions options = {}) : house(std::move(options)) {
        house.server.route("GET", "/echo", echo);
        house.server.route("POST", "/echo", echo);
        house.server.route("GET", "/errands/{id}", echo);
        house.server.route("GET", "/errands/latest",
                           [](const Request&) -> async::Awaitable<Response> {
                               co_return Response::text(200, "latest");
                           });
        house.server.route("GET", "/files/{path*}", echo);
        house.server.route("GET", "/throws", [](const Request&) -> async::Awaitable<Response> {
            throw std::runtime_error("secret detail");
            co_return Response{};
        });
        house.server.route("GET", "/abandons", [](const Request&) -> async::Awaitable<Response> {
            co_return Response{.abandon = true};
        });
        EXPECT_TRUE(house.server.listen());
    }
    House house;
};

TEST_F(Http, AnswersAndKeepsTheConnection) {
    for (int i = 0; i < 5; ++i) {
        const auto got = house.get("/echo?q=a%20b");
        ASSERT_TRUE(got) << got.error().message;
        EXPECT_EQ(got->status, 200);
        EXPECT_EQ(got->body, "GET /echo  ?q=a b");
        EXPECT_TRUE(got->headers.has("date"));
    }
    EXPECT_EQ(house.client.connections_opened(), 1U);
    EXPECT_EQ(house.client.idle_connections(), 1U);
    EXPECT_EQ(house.server.connections(), 1U);
}

TEST_F(Http, CarriesBodiesBothWays) {
    const std::string body(300'000, 'x');
    const auto got = run(
        house.loop, house.client.send({.method = "POST", .url = house.at("/echo"), .body = body}));
    ASSERT_TRUE(got);
    EXPECT_EQ(got->body, "POST /echo " + body);
}

TEST_F(Http, FindsRoutes) {
    EXPECT_EQ(house.get("/errands/7%2F8")->body, "GET /errands/7%2F8  id=7/8");
    EXPECT_EQ(house.get("/errands/latest")->body, "latest");
    EXPECT_THAT(house.get("/files/a/b/c.txt")->body, EndsWith("path=a/b/c.txt"));
    EXPECT_EQ(house.get("/errands/")->status, 404);
    EXPECT_EQ(house.get("/nothing")->status, 404);
    EXPECT_EQ(json::string_at(json::parse(house.get("/nothing")->body)->at("error"), "code"),
              "not_found");
    EXPECT_THAT(
        house.raw("GET /errands/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
        StartsWith("HTTP/1.1 400"));
    const auto wrong =
        run(house.loop, house.client.send({.method = "DELETE", .url = house.at("/echo")}));
    ASSERT_TRUE(wrong);
    EXPECT_EQ(wrong->status, 405);
    EXPECT_EQ(wrong->headers.get("Allow"), "GET, HEAD, POST");
}

TEST_F(Http, HeadHasNoBody) {
    const auto got =
        run(house.loop, house.client.send({.method = "HEAD", .url = house.at("/echo")}));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->status, 200);
    EXPECT_EQ(got->body, "");
    EXPECT_EQ(got->headers.get("Content-Length"), "11");
    EXPECT_EQ(house.get("/echo")->status, 200);  // the connection is still in step
    EXPECT_EQ(house.client.connections_opened(), 1U);
}

TEST_F(Http, AFailingHandlerTellsNothing) {
    const auto got = house.get("/throws");
    ASSERT_TRUE(got);
    EXPECT_EQ(got->status, 500);
    EXPECT_THAT(got->body, ::testing::Not(HasSubstr("secret")));
}

TEST_F(Http, AnAbandonedRequestIsAnUnknownOutcome) {
    const auto got = house.get("/abandons");
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::Timeout);
}

TEST_F(Http, RefusesMalformedRequests) {
    EXPECT_THAT(house.raw("nonsense\r\n\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(house.raw("GET /echo HTTP/1.1\r\n\r\n"), StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(house.raw("GET /echo HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(house.raw("GET echo HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(house.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 400"));
    EXPECT_THAT(house.raw("GET /echo HTTP/1.1\r\nHost: localhost\r\nX: " +
                          std::string(2 * kMaxHeaderBytes, 'x') + "\r\n\r\n"),
                StartsWith("HTTP/1.1 431"));
    EXPECT_THAT(house.raw("GET /" + std::string(kMaxTargetBytes + 1, 'x') +
                          " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                StartsWith("HTTP/1.1 414"));
    EXPECT_EQ(house.get("/echo")->status, 200);
}

TEST_F(Http, ReadsChunksPipelinesAndOldVersions) {
    EXPECT_THAT(house.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                          "Connection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
                EndsWith("POST /echo abcde"));
    const auto both = house.raw(
        "GET /echo?n=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
        "GET /echo?n=2 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(both, AllOf(HasSubstr("?n=1HTTP/1.1 200"), EndsWith("?n=2")));
    EXPECT_THAT(house.raw("GET /echo HTTP/1.0\r\nHost: localhost\r\n\r\n"),
                AllOf(HasSubstr("Connection: close"), EndsWith("GET /echo ")));
    EXPECT_THAT(house.raw("GET http://localhost/echo HTTP/1.1\r\nHost: localhost\r\n"
                          "Connection: close\r\n\r\n"),
                EndsWith("GET /echo "));
    EXPECT_THAT(house.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                          "Content-Length: 2\r\nConnection: close\r\n\r\n"
                          "ok"),
                EndsWith("POST /echo ok"));
}

TEST_F(Http, RefusesStrangersOnLoopback) {
    const auto ask = [&](const std::string& fields) {
        return house.raw("GET /echo HTTP/1.1\r\nConnection: close\r\n" + fields + "\r\n");
    };
    EXPECT_THAT(ask("Host: evil.example\r\n"), StartsWith("HTTP/1.1 403"));
    EXPECT_THAT(ask("Host: 127.0.0.1:1234\r\nOrigin: http://evil.example\r\n"),
                StartsWith("HTTP/1.1 403"));
    EXPECT_THAT(ask("Host: 127.0.0.1\r\nOrigin: null\r\n"), StartsWith("HTTP/1.1 403"));
    EXPECT_THAT(ask("Host: localhost:1\r\nOrigin: http://localhost:3000\r\n"),
                StartsWith("HTTP/1.1 200"));
}

struct TightHttp : Http {
    TightHttp()
        : Http({.max_connections = 2,
                .max_body_bytes = 1000,
                .idle_timeout = 30ms,
                .read_timeout = 30ms,
                .write_timeout = 50ms,
                .handle_timeout = 30ms}) {}
};

TEST_F(TightHttp, RefusesALargeBody) {
    const auto got = run(house.loop, house.client.send({.method = "POST",
                                                        .url = house.at("/echo"),
                                                        .body = std::string(1001, 'x')}));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->status, 413);
    EXPECT_THAT(house.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                          std::string(2000, 'x') + "\r\n0\r\n\r\n"),
                StartsWith("HTTP/1.1 413"));
}

TEST_F(TightHttp, ARefusalIsHeardInTheMiddleOfALargeBody) {
    const auto got = run(house.loop, house.client.send({.method = "POST",
                                                        .url = house.at("/echo"),
                                                        .body = std::string(12'000'000, 'x')}));
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_EQ(got->status, 413);
    EXPECT_EQ(house.client.idle_connections(), 0U);
}

TEST_F(TightHttp, AReaderThatStopsReadingIsLetGo) {
    bool failed = false;
    house.server.route("GET", "/flood", [&](const Request&) -> async::Awaitable<Response> {
        co_return Response::stream([&](EventWriter& writer) -> async::Awaitable<> {
            while (co_await writer.send({.data = std::string(100'000, 'x')})) {
            }
            failed = true;
        });
    });
    const auto stare = [](House& inside, bool& noticed) -> async::Awaitable<bool> {
        asio::ip::tcp::socket socket(inside.loop);
        co_await socket.async_connect({asio::ip::address_v4::loopback(), inside.server.port()},
                                      asio::use_awaitable);
        const std::string ask = "GET /flood HTTP/1.1\r\nHost: localhost\r\n\r\n";
        co_await asio::async_write(socket, asio::buffer(ask), asio::use_awaitable);
        while (!noticed) co_await asio::post(inside.loop, asio::use_awaitable);
        co_return true;
    };
    EXPECT_TRUE(run(house.loop, stare(house, failed)));
}

TEST_F(TightHttp, GivesUpOnASlowClient) {
    EXPECT_EQ(house.raw("GET /echo HTTP/1.1\r\nHost: loc"), "");
    EXPECT_EQ(house.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nab"),
              "");
    EXPECT_EQ(house.raw(""), "");  // idle
}

TEST_F(TightHttp, GivesUpOnASlowHandler) {
    house.server.route("GET", "/never", [](const Request&) -> async::Awaitable<Response> {
        asio::steady_timer timer(co_await asio::this_coro::executor, async::Deadline::max());
        co_await timer.async_wait(asio::use_awaitable);
        co_return Response{};
    });
    EXPECT_EQ(house.get("/never")->status, 503);
}

TEST_F(TightHttp, TurnsAwayMoreConnectionsThanItsBound) {
    const auto crowd = [](House& inside) -> async::Awaitable<std::string> {
        std::vector<asio::ip::tcp::socket> sockets;
        for (int i = 0; i < 3; ++i) {
            sockets.emplace_back(inside.loop);
            co_await sockets.back().async_connect(
                {asio::ip::address_v4::loopback(), inside.server.port()}, asio::use_awaitable);
        }
        std::array<char, 512> piece{};
        const auto [error, count] = co_await sockets.back().async_read_some(
            asio::buffer(piece), asio::as_tuple(asio::use_awaitable));
        co_return std::string(piece.data(), count);
    };
    EXPECT_THAT(run(house.loop, crowd(house)), StartsWith("HTTP/1.1 503"));
}

TEST_F(TightHttp, AConnectionThatTheServerClosedIsReplaced) {
    EXPECT_EQ(house.get("/echo")->status, 200);
    while (house.server.connections() > 0) house.loop.run_one();  // its idle time runs out
    EXPECT_EQ(house.get("/echo")->status, 200);
    EXPECT_EQ(house.client.connections_opened(), 2U);
}

TEST_F(Http, StopLetsWhatRunsFinish) {
    asio::steady_timer gate(house.loop, async::Deadline::max());
    house.server.route("GET", "/slow", [&](const Request&) -> async::Awaitable<Response> {
        co_await gate.async_wait(asio::as_tuple(asio::use_awaitable));
        co_return Response::text(200, "finished");
    });
    EXPECT_EQ(house.get("/echo")->status, 200);  // leaves an idle connection
    std::optional<Result<ClientResponse>> answer;
    bool stopped = false;
    Client other(house.loop.get_executor());
    const auto ask = [&]() -> async::Awaitable<> {
        answer = co_await other.send({.url = house.at("/slow")});
    };
    const auto stop = [&]() -> async::Awaitable<> {
        co_await house.server.stop(10s);
        stopped = true;
    };
    asio::co_spawn(house.loop, ask(), asio::detached);
    while (house.server.connections() < 2) house.loop.run_one();
    for (int i = 0; i < 20; ++i) house.loop.poll_one();
    asio::co_spawn(house.loop, stop(), asio::detached);
    while (house.server.connections() > 1) house.loop.run_one();
    EXPECT_FALSE(stopped);
    gate.cancel();
    while (!stopped || !answer) house.loop.run_one();
    ASSERT_TRUE(*answer) << answer->error().message;
    EXPECT_EQ((*answer)->body, "finished");
    EXPECT_EQ((*answer)->headers.get("Connection"), "close");
    const auto refused = run(house.loop, other.send({.url = "http://127.0.0.1:1/"}));
    EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
}

TEST_F(Http, StopCutsOffWhatTakesTooLong) {
    bool unwound = false;
    house.server.route("GET", "/never", [&](const Request&) -> async::Awaitable<Response> {
        struct Guard {
            bool& flag;
            ~Guard() { flag = true; }
        } guard{unwound};
        asio::steady_timer timer(co_await asio::this_coro::executor, async::Deadline::max());
        co_await timer.async_wait(asio::use_awaitable);
        co_return Response{};
    });
    std::optional<Result<ClientResponse>> answer;
    const auto ask = [&]() -> async::Awaitable<> {
        answer = co_await house.client.send({.url = house.at("/never")});
    };
    const auto stop = [&]() -> async::Awaitable<bool> {
        co_await house.server.stop(5ms);
        co_return true;
    };
    asio::co_spawn(house.loop, ask(), asio::detached);
    while (house.server.connections() < 1) house.loop.run_one();
    for (int i = 0; i < 20; ++i) house.loop.poll_one();
    EXPECT_TRUE(run(house.loop, stop()));
    EXPECT_TRUE(unwound);
    EXPECT_EQ(house.server.connections(), 0U);
    while (!answer) house.loop.run_one();
    EXPECT_EQ(answer->error().code, ErrorCode::Timeout);
}

TEST_F(Http, TheClientHasItsOwnBounds) {
    const auto refused = run(house.loop, house.client.send({.url = "http://127.0.0.1:1/"}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unavailable);
    EXPECT_EQ(run(house.loop, house.client.send({.url = "gopher://x/"})).error().code,
              ErrorCode::Invalid);
    EXPECT_EQ(run(house.loop,
                  house.client.send({.url = house.at("/echo"), .headers = {{"X", "a\r\nEvil: b"}}}))
                  .error()
                  .code,
              ErrorCode::Invalid);
    const auto large = run(house.loop, house.client.send({.method = "POST",
                                                          .url = house.at("/echo"),
                                                          .body = std::string(5000, 'x'),
                                                          .max_body = 4000}));
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::Corrupt);
}

TEST_F(Http, TheClientGivesUpAtItsDeadline) {
    house.server.route("GET", "/never", [](const Request&) -> async::Awaitable<Response> {
        asio::steady_timer timer(co_await asio::this_coro::executor, async::Deadline::max());
        co_await timer.async_wait(asio::use_awaitable);
        co_return Response{};
    });
    const auto got = run(
        house.loop, house.client.send({.url = house.at("/never"), .deadline = async::after(10ms)}));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::Timeout);
    EXPECT_EQ(house.get("/echo")->status, 200);
}

TEST_F(Http, WhereAllConnectionsAreInUseARequestWaitsItsTurn) {
    asio::steady_timer open(house.loop, async::Deadline::max());
    std::vector<std::string> order;
    house.server.route("GET", "/slow", [&](const Request& request) -> async::Awaitable<Response> {
        order.emplace_back(request.headers.get("X-Name"));
        co_await open.async_wait(asio::as_tuple(asio::use_awaitable));
        co_return Response::text(200, "done");
    });
    Client client(house.loop.get_executor(), {.max_open = 1});
    int answered = 0;
    const auto ask = [&](std::string name) -> async::Awaitable<> {
        const auto got =
            co_await client.send({.url = house.at("/slow"), .headers = {{"X-Name", name}}});
        EXPECT_TRUE(got) << got.error().message;
        ++answered;
    };
    for (const auto* name : {"one", "two", "three"})
        asio::co_spawn(house.loop, ask(name), asio::detached);
    while (order.empty()) house.loop.run_one();
    const auto late =
        run(house.loop, client.send({.url = house.at("/slow"), .deadline = async::after(10ms)}));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Exhausted);
    EXPECT_EQ(order, std::vector<std::string>{"one"});
    open.expires_at(async::Deadline::min());
    while (answered < 3) house.loop.run_one();
    EXPECT_EQ(order, (std::vector<std::string>{"one", "two", "three"}));
    EXPECT_EQ(client.connections_opened(), 1U);
}

TEST_F(Http, OnlyAPartOfTheConnectionsIsHeldForMinutes) {
    Client client(house.loop.get_executor(), {.max_open = 4});
    auto first = client.hold(10);
    ASSERT_TRUE(first);
    EXPECT_FALSE(client.hold(1)) << "as many as this one may have";
    const auto second = client.hold(10);
    ASSERT_TRUE(second);
    EXPECT_FALSE(client.hold(10)) << "the other half is for what ends soon";
    first.reset();
    EXPECT_TRUE(client.hold(10));
}

TEST_F(Http, EventsComeAsTheyAreSentAndGoOnAfterALoss) {
    int connection = 0;
    std::vector<std::string> resumed;
    house.server.route("GET", "/events", [&](const Request& request) -> async::Awaitable<Response> {
        resumed.emplace_back(request.headers.get("Last-Event-ID"));
        const int first = connection++ * 2 + 1;
        co_return Response::stream([first](EventWriter& writer) -> async::Awaitable<> {
            (void)co_await writer.send({.data = "", .retry = 1ms});
            (void)co_await writer.heartbeat();
            for (int i = first; i < first + 2; ++i)
                (void)co_await writer.send(
                    {.data = "event " + std::to_string(i), .id = std::to_string(i)});
        });
    });
    EventSource source(house.client, {.url = house.at("/events")});
    std::vector<std::string> got;
    while (got.size() < 6) {
        auto event = run(house.loop, source.next(async::after(10s)));
        ASSERT_TRUE(event) << event.error().message;
        if (!event->data.empty()) got.push_back(event->data);
    }
    EXPECT_THAT(got, ::testing::ElementsAre("event 1", "event 2", "event 3", "event 4", "event 5",
                                            "event 6"));
    EXPECT_THAT(resumed, ::testing::ElementsAre("", "2", "4"));
    EXPECT_EQ(source.last_id(), "6");
}

TEST_F(Http, WaitingForAnEventMayTimeOutAndGoOn) {
    asio::steady_timer gate(house.loop, async::Deadline::max());
    bool unwound = false;
    house.server.route("GET", "/events", [&](const Request&) -> async::Awaitable<Response> {
        co_return Response::stream([&](EventWriter& writer) -> async::Awaitable<> {
            struct Guard {
                bool& flag;
                ~Guard() { flag = true; }
            } guard{unwound};
            co_await gate.async_wait(asio::as_tuple(asio::use_awaitable));
            (void)co_await writer.send({.data = "at last", .id = "1"});
            asio::steady_timer never(house.loop, async::Deadline::max());
            co_await never.async_wait(asio::use_awaitable);
        });
    });
    {
        EventSource source(house.client, {.url = house.at("/events")});
        EXPECT_EQ(run(house.loop, source.next(async::after(5ms))).error().code, ErrorCode::Timeout);
        gate.cancel();
        EXPECT_EQ(run(house.loop, source.next(async::after(10s)))->data, "at last");
    }
    while (house.server.connections() > 0) house.loop.run_one();  // the reader's end is noticed
    EXPECT_TRUE(unwound);
    EXPECT_EQ(house.client.connections_opened(), 1U);
}

TEST_F(Http, AStreamThatIsRefusedSaysSo) {
    EventSource missing(house.client, {.url = house.at("/nothing")});
    EXPECT_EQ(run(house.loop, missing.next(async::after(10s))).error().code, ErrorCode::NotFound);
    EventSource plain(house.client, {.url = house.at("/echo")});
    EXPECT_FALSE(run(house.loop, plain.next(async::after(10s))));
}

}  // namespace
}  // namespace errand::net
