// The doors of the whole server.
#include "server/server.hpp"

#include <sys/stat.h>

#include <fstream>

#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

TEST_F(ServerTest, SayAnswerResult) {
    const auto said = say("ask");
    EXPECT_EQ(said.status, 202);
    const auto events = get("/v1/conversations/c/events");
    ASSERT_EQ(events.at("events").as_array().size(), 1U) << json::write(events);
    const auto ask = events.at("events").as_array()[0];
    EXPECT_EQ(json::string_at(ask, "slot"), "word");
    EXPECT_EQ(json::string_at(get("/v1/asks/1.1"), "text"), "Which word?");
    EXPECT_EQ(call("POST", "/v1/asks/1.1", R"({"answer": "tea"})").status, 202);
    settle();
    const auto after = get("/v1/conversations/c/events?after=" +
                           std::to_string(json::decode<int>(ask.at("seq")).value()));
    EXPECT_EQ(json::string_at(after.at("events").as_array()[0], "status"), "done");
    const auto conversation = get("/v1/conversations/c");
    EXPECT_TRUE(conversation.at("settled").as_bool());
    EXPECT_EQ(json::string_at(conversation.at("errands").as_array()[0], "status"), "done");
    EXPECT_EQ(call("POST", "/v1/asks/1.1", R"({"answer": "milk"})").status, 409);
    const auto errand = get("/v1/errands/1");
    EXPECT_FALSE(errand.at("records").as_array().empty());
    EXPECT_EQ(get("/v1/errands").at("errands").as_array().size(), 1U);
}

TEST_F(ServerTest, AWaitEndsWhenAllHasSettled) {
    EXPECT_EQ(call("POST", "/v1/conversations/c/say", R"({"text": "ask"})").status, 202);
    const auto asked = std::chrono::steady_clock::now();
    const auto waiting = get("/v1/conversations/c?live=true&wait=20000");
    EXPECT_TRUE(waiting.at("settled").as_bool());
    ASSERT_EQ(waiting.at("errands").as_array().size(), 1U);
    EXPECT_EQ(json::string_at(waiting.at("errands").as_array()[0], "status"), "waiting");
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(10));
    EXPECT_EQ(call("POST", "/v1/asks/1.1", R"({"answer": "tea"})").status, 202);
    const auto ended = get("/v1/conversations/c?live=true&wait=20000");
    EXPECT_TRUE(ended.at("settled").as_bool());
    EXPECT_TRUE(ended.at("errands").as_array().empty()) << "it has ended";
    EXPECT_EQ(get("/v1/conversations/c").at("errands").as_array().size(), 1U);
    EXPECT_EQ(call("GET", "/v1/conversations/c?wait=soon").status, 400);
}

TEST_F(ServerTest, EveryDoorIsDescribedAndWantsAToken) {
    const auto described = get("/openapi.json", "");
    std::size_t operations = 0;
    for (const auto& path : described.at("paths").as_object())
        operations += path.value().as_object().size();
    EXPECT_EQ(operations, house->doors().size());
    for (const auto& door : house->doors()) {
        std::string path = door.path;
        for (auto open = path.find('{'); open != std::string::npos; open = path.find('{'))
            path.replace(open, path.find('}') - open + 1, "1");
        const auto* operation =
            described.at("paths").as_object().at(door.path).as_object().if_contains([&] {
                std::string method = door.method;
                for (auto& one : method) one = static_cast<char>(std::tolower(one));
                return method;
            }());
        ASSERT_NE(operation, nullptr) << door.method << " " << door.path;
        if (door.access == Access::Open) continue;
        for (const auto* bad : {"", "errand_wrong"}) {
            const auto refused = call(door.method, path, "{}", bad);
            EXPECT_EQ(refused.status, 401) << door.method << " " << door.path;
            EXPECT_EQ(code_of(refused), door.refuse == nullptr ? "denied" : "invalid_api_key");
        }
    }
}

TEST_F(ServerTest, NobodySeesOrTouchesWhatIsAnothers) {
    ASSERT_EQ(say("ask").status, 202);
    EXPECT_TRUE(get("/v1/conversations/c/events", other).at("events").as_array().empty());
    EXPECT_TRUE(get("/v1/events", other).at("events").as_array().empty());
    EXPECT_TRUE(get("/v1/conversations/c", other).at("errands").as_array().empty());
    EXPECT_TRUE(get("/v1/errands", other).at("errands").as_array().empty());
    EXPECT_EQ(call("GET", "/v1/errands/1", {}, other).status, 404);
    EXPECT_EQ(call("POST", "/v1/errands/1/cancel", {}, other).status, 404);
    EXPECT_EQ(call("GET", "/v1/asks/1.1", {}, other).status, 404);
    EXPECT_EQ(call("POST", "/v1/asks/1.1", R"({"answer": "tea"})", other).status, 404);
    ASSERT_TRUE(house->consent().allow("me", "food", {"food:read"}));
    consent::Limits limits;
    limits.per_day = commerce::Money{100};
    limits.currency = "CNY";
    ASSERT_TRUE(house->consent().set_limits("me", limits));
    EXPECT_TRUE(get("/v1/grants", other).at("grants").as_array().empty());
    EXPECT_FALSE(get("/v1/services", other).at("services").as_array()[0].at("granted").as_bool());
    EXPECT_EQ(call("DELETE", "/v1/grants/food", {}, other).status, 404);
    EXPECT_EQ(get("/v1/limits", other).as_object().if_contains("per_day"), nullptr);
    EXPECT_TRUE(get("/v1/audit", other).at("entries").as_array().empty());
    EXPECT_FALSE(get("/v1/audit").at("entries").as_array().empty());
    EXPECT_EQ(call("GET", "/v1/approver", {}, other).status, 404);
    EXPECT_TRUE(get("/v1/allowances", other).at("allowances").as_array().empty());
    // And the owner still has all of it.
    EXPECT_EQ(get("/v1/grants").at("grants").as_array().size(), 1U);
    EXPECT_EQ(call("GET", "/v1/asks/1.1").status, 200);
}

TEST_F(ServerTest, FilesOfThisMachineAreItsOwnersAlone) {
    const auto file = folder.path() / "bill.xml";
    std::ofstream(file) << "forty two";
    const auto body = [](const std::string& path) {
        return json::write(json::object{{"text", ""}, {"attach", json::array{path}}});
    };
    const std::string say_here = "/v1/conversations/c/say";
    EXPECT_EQ(call("POST", say_here, body(file.string()), other).status, 403);
    EXPECT_EQ(call("POST", say_here, body("bill.xml")).status, 400);
    EXPECT_EQ(call("POST", say_here, body(file.string() + ".not")).status, 404);
    ASSERT_EQ(call("POST", say_here, body(file.string())).status, 202);
    settle();
    const auto events = get("/v1/conversations/c/events").at("events");
    EXPECT_EQ(json::string_at(events.as_array().back(), "text"), "bill.xml: forty two");
    const std::string made = "/v1/files/1/1/%E8%AF%BB.txt";
    const auto answer = call("GET", made);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "bill.xml: forty two");
    EXPECT_EQ(call("GET", made, {}, other).status, 404);
    EXPECT_EQ(call("GET", made, {}, "").status, 401);
    EXPECT_EQ(call("GET", "/v1/files/1/1/..%2F1%2F%E8%AF%BB.txt").status, 404);
    EXPECT_EQ(call("GET", "/v1/files/1/2/%E8%AF%BB.txt").status, 404);
}

TEST_F(ServerTest, AllowancesAndKeysAreTheUsersOwn) {
    const auto key = *crypto::PrivateKey::generate();
    const auto jwk =
        json::write(json::object{{"public_key", json::encode(key.public_key().to_jwk())}});
    EXPECT_EQ(call("PUT", "/v1/approver", jwk).status, 200);
    EXPECT_EQ(call("PUT", "/v1/approver", jwk).status, 200) << "the same key again";
    const auto stranger = *crypto::PrivateKey::generate();
    EXPECT_EQ(call("PUT", "/v1/approver",
                   json::write(
                       json::object{{"public_key", json::encode(stranger.public_key().to_jwk())}}))
                  .status,
              409);
    const auto now = SystemClock().now();
    const commerce::Allowance rule{.id = "a1",
                                   .user = "me",
                                   .payees = {"p"},
                                   .per_payment = {100},
                                   .per_day = {200},
                                   .currency = "CNY",
                                   .issued = format_time(now),
                                   .expires = format_time(now + Millis(3'600'000))};
    const auto good = json::write(json::encode(*commerce::sign_allowance(rule, key)));
    const auto bad = json::write(json::encode(*commerce::sign_allowance(rule, stranger)));
    EXPECT_EQ(call("POST", "/v1/allowances", bad).status, 403);
    EXPECT_EQ(call("POST", "/v1/allowances", good, other).status, 403);
    EXPECT_EQ(call("POST", "/v1/allowances", good).status, 201);
    EXPECT_EQ(call("DELETE", "/v1/allowances/a1", {}, other).status, 404);
    EXPECT_EQ(call("DELETE", "/v1/allowances/a1").status, 200);
}

TEST_F(ServerTest, Limits) {
    EXPECT_EQ(call("PUT", "/v1/limits", R"({"per_payment": "20.00", "per_day": "50.00"})").status,
              200);
    EXPECT_EQ(json::string_at(get("/v1/limits"), "per_day"), "50.00");
    EXPECT_EQ(call("PUT", "/v1/limits", R"({"per_payment": "lots"})").status, 400);
    EXPECT_EQ(call("PUT", "/v1/limits", R"({"per_week": "1.00"})").status, 400);
}

TEST_F(ServerTest, WrongRequestsAreNamed) {
    EXPECT_EQ(call("POST", "/v1/conversations/c/say", "{").status, 400);
    EXPECT_EQ(call("POST", "/v1/conversations/c/say", R"({"txt": "x"})").status, 400);
    EXPECT_EQ(call("POST", "/v1/conversations/c/say", R"({"text": ""})").status, 400);
    EXPECT_EQ(call("POST", "/v1/conversations/c/say", R"({"text": "x", "attach": ["f"]})").status,
              400);
    EXPECT_EQ(call("GET", "/v1/conversations/c/events?after=x").status, 400);
    EXPECT_EQ(call("GET", "/v1/nothing").status, 404);
    EXPECT_EQ(call("DELETE", "/v1/errands").status, 405);
    EXPECT_EQ(call("GET", "/oauth/callback?state=nobody&code=1", {}, "").status, 404);
    EXPECT_EQ(call("POST", "/v1/testing/crash", "{}").status, 404) << "not without --testing";
    // The server may close before it has read all of it.
    net::ClientRequest large{.method = "POST", .url = house->url() + "/v1/conversations/c/say"};
    large.body = std::string(kMaxBodyBytes + 1, 'x');
    const auto refused = await(loop, client.send(std::move(large)));
    EXPECT_TRUE(!refused || refused->status == 413);
}

TEST_F(ServerTest, SameKeyIsOnceAlsoAfterARestart) {
    ASSERT_EQ(say("ask", "k").status, 202);
    ASSERT_EQ(say("ask", "k").status, 202);
    stop();
    start();
    ASSERT_EQ(say("ask", "k").status, 202);
    EXPECT_EQ(get("/v1/errands").at("errands").as_array().size(), 1U);
    EXPECT_EQ(get("/v1/conversations/c/events").at("events").as_array().size(), 1U);
}

TEST_F(ServerTest, TheErrandGoesOnAfterARestart) {
    ASSERT_EQ(say("ask").status, 202);
    const auto before = token;
    stop();
    start();
    EXPECT_EQ(token, before) << "clients keep their token";
    EXPECT_EQ(call("POST", "/v1/asks/1.1", R"({"answer": "tea"})").status, 202);
    settle();
    EXPECT_EQ(json::string_at(get("/v1/errands/1"), "status"), "done");
}

TEST_F(ServerTest, Cancel) {
    ASSERT_EQ(say("ask").status, 202);
    EXPECT_EQ(call("POST", "/v1/errands/1/cancel").status, 202);
    settle();
    EXPECT_EQ(json::string_at(get("/v1/errands/1"), "status"), "cancelled");
    EXPECT_EQ(call("POST", "/v1/errands/1/cancel").status, 409);
}

TEST_F(ServerTest, WhatWasSaidIsThereForWhoAsks) {
    ASSERT_EQ(say("gibberish").status, 202);
    EXPECT_EQ(get("/v1/conversations/c/events").at("events").as_array().size(), 1U);
    const auto all = get("/v1/conversations/c/events?said=true").at("events").as_array();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(json::string_at(all[0], "kind"), "said");
    EXPECT_EQ(json::string_at(all[0], "text"), "gibberish");
    EXPECT_EQ(get("/v1/conversations/c/events?limit=1").at("events").as_array().size(), 1U);
}

TEST_F(ServerTest, StreamGoesOnWhereItStopped) {
    ASSERT_EQ(say("gibberish").status, 202);
    net::ClientRequest request{.url = house->url() + "/v1/conversations/c/events"};
    request.headers.set("Authorization", "Bearer " + token);
    request.headers.set("Accept", "text/event-stream");
    const auto next = [&](net::EventSource& source) {
        auto event = await(loop, source.next(async::after(std::chrono::seconds(5))));
        EXPECT_TRUE(event) << event.error().message;
        return event ? *event : net::Event{};
    };
    std::string seen;
    {
        net::EventSource source(client, request);
        const auto first = next(source);
        EXPECT_EQ(json::string_at(*json::parse(first.data), "kind"), "reply");
        seen = first.id;
        ASSERT_EQ(say("ask").status, 202);
        const auto second = next(source);
        EXPECT_EQ(json::string_at(*json::parse(second.data), "kind"), "ask");
        EXPECT_GT(std::stoi(second.id), std::stoi(first.id));
    }
    request.headers.set("Last-Event-ID", seen);
    net::EventSource again(client, request);
    EXPECT_EQ(json::string_at(*json::parse(next(again).data), "kind"), "ask");
}

TEST_F(ServerTest, HomeIsPrivateAndHeldByOne) {
    struct stat status{};
    ASSERT_EQ(::stat(options.home.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
    ASSERT_EQ(::stat((options.home / "token").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    const auto second = Home::open(options.home);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
}

TEST(ClockFollowerTest, OnlyLoopback) {
    EXPECT_TRUE(ClockFollower::check("http://127.0.0.1:7701/clock"));
    EXPECT_FALSE(ClockFollower::check("http://example.org/clock"));
}

TEST(ClockFollowerTest, FollowsJumpsAndTellsOfThem) {
    boost::asio::io_context loop;
    net::Server town(loop.get_executor(), {});
    std::string now = "2026-03-02T11:40:00+08:00";
    town.route("GET", "/clock", [&now](net::Request) -> async::Awaitable<net::Response> {
        co_return net::Response::json(200, json::object{{"now", now}});
    });
    ASSERT_TRUE(town.listen());
    net::Client client(loop.get_executor());
    ShiftedClock clock;
    int jumps = 0;
    ClockFollower follower(client, clock,
                           "http://127.0.0.1:" + std::to_string(town.port()) + "/clock",
                           [&] { ++jumps; });
    ASSERT_TRUE(await(loop, follower.look()));
    EXPECT_LT(std::chrono::abs(clock.now() - *parse_time(now)), std::chrono::seconds(5));
    EXPECT_EQ(jumps, 1);
    ASSERT_TRUE(await(loop, follower.look()));
    EXPECT_EQ(jumps, 1) << "running on is no jump";
    now = "2026-03-02T12:40:00+08:00";
    ASSERT_TRUE(await(loop, follower.look()));
    EXPECT_EQ(jumps, 2);
}

}  // namespace
}  // namespace errand::server
