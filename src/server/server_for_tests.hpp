// A whole server over HTTP for tests, with a brain and skills that need no service.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <map>
#include <thread>

#include "files/output.hpp"
#include "journal/journal_for_tests.hpp"
#include "net/url.hpp"
#include "server/house.hpp"

namespace errand::server {

using journal::await;

// "ask": an errand that asks for a word and says it back. "slow": one that works until it is let
// go. "pick": one that offers a choice, "sign": one that wants a signature, "show": one that a test
// adds (more_skills). "yes", "no" and "stop" are what they say, "gibberish" is not understood.
// Anything else is an answer.
class WordBrain final : public brain::Brain {
  public:
    async::Awaitable<Result<brain::Understanding>> understand(std::string text,
                                                              brain::Context) override {
        static const std::map<std::string, brain::Intent> kIntents{
            {"gibberish", brain::Intent::Unknown},
            {"yes", brain::Intent::Approve},
            {"no", brain::Intent::Refuse},
            {"stop", brain::Intent::Cancel}};
        static const std::map<std::string, std::string> kStarts{{"ask", "word"},
                                                                {"slow", "slow"},
                                                                {"pick", "pick"},
                                                                {"sign", "sign"},
                                                                {"show", "show"}};
        brain::Act act;
        act.intent = brain::Intent::Answer;
        if (const auto known = kIntents.find(text); known != kIntents.end())
            act.intent = known->second;
        if (const auto begun = kStarts.find(text); begun != kStarts.end()) {
            act.intent = brain::Intent::Start;
            act.skill = begun->second;
        }
        brain::Understanding understood;
        understood.acts.push_back(act);
        understood.language = "en";
        co_return understood;
    }
};

inline flow::Task<json::value> ask_a_word(assistant::Errand& errand) {
    errand.ask_slot("word", {"哪个词?", "Which word?"});
    for (;;) {
        auto event = co_await errand.next();
        if (event.kind == assistant::Event::Kind::Cancel) {
            errand.result("cancelled", {"取消", "Cancelled."});
            co_return errand.outcome();
        }
        if (event.kind != assistant::Event::Kind::Answer) continue;
        errand.result("done", {event.answer, "You said " + event.answer});
        co_return errand.outcome();
    }
}

// Offers two, then says which was chosen.
inline flow::Task<json::value> offer_two(assistant::Errand& errand) {
    json::array offers;
    for (const auto* name : {"Tea House", "Milk Bar"})
        offers.push_back(json::object{{"index", offers.size() + 1},
                                      {"shop", {{"id", name}, {"name", name}}},
                                      {"items", json::array{}},
                                      {"total", "18.00"}});
    errand.ask_choice({"哪一家?", "Which shop?"}, std::move(offers));
    for (;;) {
        auto event = co_await errand.next();
        if (event.kind == assistant::Event::Kind::Cancel) {
            errand.result("cancelled", {"取消", "Cancelled."});
            co_return errand.outcome();
        }
        if (event.kind != assistant::Event::Kind::Choose || event.choice == 0) continue;
        const auto said = "You chose " + std::to_string(event.choice);
        errand.result("done", {said, said});
        co_return errand.outcome();
    }
}

// Wants the person's signature for one call, and says whether it came.
inline flow::Task<json::value> want_signature(assistant::Errand& errand) {
    commerce::CallApproval wanted{
        .service = "teashop",
        .tool = "buy",
        .arguments = {
            {"item", "pearl milk tea"}, {"deliver_to", "5 Lake Road"}, {"total", "18.00"}}};
    const auto asked = co_await errand.ask_call(std::move(wanted), {"可以买吗?", "May I buy it?"});
    for (;;) {
        auto event = co_await errand.next();
        const bool approved = event.kind == assistant::Event::Kind::Approve && event.call;
        if (approved) errand.result("done", {"买好了", "Bought."});
        if (event.kind == assistant::Event::Kind::Refuse)
            errand.result("declined", {"没有买", "Not bought."});
        if (event.kind == assistant::Event::Kind::Cancel)
            errand.result("cancelled", {"取消", "Cancelled."});
        if (!errand.outcome().is_null() || !asked) co_return errand.outcome();
    }
}

// Takes files: makes one that holds what was read of the first, and says so.
inline flow::Task<json::value> read_papers(assistant::Errand& errand) {
    const auto files = errand.begun_files().value_or(assistant::Attached{});
    auto job = [list = files.list](assistant::Workplace& place) -> Result<json::value> {
        ERRAND_TRY(const auto items, place.files.list(place.user, list));
        ERRAND_TRY(const auto bytes, place.files.get(place.user, items.front().sha256));
        ERRAND_TRY(const auto text, place.read(items.front().name, bytes));
        ERRAND_TRY(const auto folder, place.files.folder_for(place.user, place.errand, 1));
        ERRAND_TRY_VOID(files::write_whole(folder / "读.txt", text));
        return json::value(text);
    };
    const auto made = co_await errand.work({.name = "read", .arguments = {}, .job = job});
    const std::string text = made ? std::string(made->get_string()) : made.error().message;
    errand.result(made ? "done" : "failed", {text, text});
    co_return errand.outcome();
}

// Works, at most for ten seconds, until it is let go.
inline flow::Task<json::value> work_slowly(assistant::Errand& errand,
                                           std::shared_ptr<std::atomic<bool>> let_go) {
    errand.progress({"开始了", "Begun."});
    auto job = [let_go](assistant::Workplace&) -> Result<json::value> {
        for (int i = 0; i < 1'000 && !*let_go; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return json::value("worked");
    };
    const auto made = co_await errand.work({.name = "wait", .arguments = {}, .job = job});
    errand.result(made ? "done" : "failed", {"做完了", "Finished."});
    co_return errand.outcome();
}

class ServerTest : public ::testing::Test {
  public:
    ~ServerTest() override {
        *let_go = true;
        stop();
    }

  protected:
    ServerTest() { start(); }

    void start() {
        options.home = folder.path() / "home";
        options.services = {{.name = "food", .url = "http://127.0.0.1:1/mcp", .sandbox = true}};
        parts.brain = std::make_unique<WordBrain>();
        parts.connect = [this](const ServiceEntry&, const boost::asio::any_io_executor&,
                               net::Client&,
                               tool::Credentials&) -> Result<std::unique_ptr<tool::Connector>> {
            if (food) return food();
            return std::make_unique<Nothing>();
        };
        parts.skills = {
            {.name = "word",
             .version = 1,
             .what = {"问一个词", "ask for a word"},
             .run = [](assistant::Errand& errand) { return ask_a_word(errand); }},
            {.name = "paper",
             .version = 1,
             .what = {"读文件", "read files"},
             .run = [](assistant::Errand& errand) { return read_papers(errand); },
             .takes_files = true},
            {.name = "pick",
             .version = 1,
             .what = {"选一家", "pick a shop"},
             .run = [](assistant::Errand& errand) { return offer_two(errand); }},
            {.name = "sign",
             .version = 1,
             .what = {"要签名", "buy with a signature"},
             .run = [](assistant::Errand& errand) { return want_signature(errand); }},
            {.name = "slow",
             .version = 1,
             .what = {"慢慢做", "work slowly"},
             .run = [go = let_go](assistant::Errand& errand) { return work_slowly(errand, go); }}};
        for (const auto& one : more_skills) parts.skills.push_back(one);
        parts.read_document = [](const std::string& name,
                                 std::string_view bytes) -> Result<std::string> {
            return name + ": " + std::string(bytes);
        };
        options.on_ready = [this](std::uint16_t, const std::string& given) { token = given; };
        house = std::make_unique<House>(loop, options, parts);
        const auto built = house->build();
        ASSERT_TRUE(built) << built.error().message;
        ASSERT_TRUE(await(loop, house->open()));
        if (other.empty()) {
            ASSERT_TRUE(house->consent().users().add("you", "Asia/Shanghai"));
            other = *house->consent().users().make_token("you", "test");
        }
    }

    // What "sign" calls.
    void permit_teashop() {
        const std::string me(consent::kDefaultUser);
        ASSERT_TRUE(house->consent().grants().allow(me, "teashop", {"buy"}));
    }

    void stop() {
        await(loop, [](House& one) -> async::Awaitable<bool> {
            co_await one.stop();
            co_return true;
        }(*house));
        house.reset();
    }

    net::ClientResponse call(std::string method, const std::string& path, std::string body = {},
                             const std::optional<std::string>& as = {}, net::Headers headers = {}) {
        net::ClientRequest request{.method = std::move(method), .url = house->url() + path};
        request.headers = std::move(headers);
        const auto bearer = as.value_or(token);
        if (!bearer.empty()) request.headers.set("Authorization", "Bearer " + bearer);
        request.body = std::move(body);
        auto answer = await(loop, client.send(std::move(request)));
        EXPECT_TRUE(answer) << answer.error().message;
        return *std::move(answer);
    }

    json::value get(const std::string& path, const std::optional<std::string>& as = {}) {
        return *json::parse(call("GET", path, {}, as).body);
    }

    // Registers a new key of the default user and signs the open ask's document with it.
    std::string signature_for(const std::string& ask) {
        const auto key = *crypto::PrivateKey::generate();
        const json::value body =
            json::object{{"public_key", json::encode(key.public_key().to_jwk())}};
        EXPECT_EQ(call("PUT", "/v1/approver", json::write(body)).status, 200);
        return crypto::sign_document(get("/v1/asks/" + ask).at("approval"), key).value();
    }

    void settle() {
        for (int i = 0; i < 2'000 && !house->engine().idle(); ++i)
            loop.run_one_for(std::chrono::milliseconds(10));
        ASSERT_TRUE(house->engine().idle());
    }

    net::ClientResponse say(std::string text, const std::string& key = {}) {
        net::Headers headers;
        if (!key.empty()) headers.set("Idempotency-Key", key);
        auto answer = call("POST", "/v1/conversations/c/say",
                           json::write(json::object{{"text", text}}), {}, std::move(headers));
        settle();
        return answer;
    }

    class Nothing final : public tool::Connector {
      public:
        const std::string& service() const override { return service_; }
        async::Awaitable<Result<std::vector<tool::Tool>>> tools(std::string) override {
            co_return std::vector<tool::Tool>{};
        }
        async::Awaitable<Result<tool::CallResult>> call(std::string, json::object,
                                                        tool::CallContext) override {
            co_return fail(ErrorCode::Unavailable, "nothing here");
        }

      private:
        std::string service_ = "food";
    };

    std::shared_ptr<std::atomic<bool>> let_go = std::make_shared<std::atomic<bool>>(false);
    boost::asio::io_context loop;
    journal::ScratchFolder folder;
    net::Client client{loop.get_executor()};
    ServerOptions options;
    Parts parts;
    std::vector<assistant::SkillInfo> more_skills;
    // Makes the service "food"; empty: there is nothing of it.
    std::function<std::unique_ptr<tool::Connector>()> food;
    std::unique_ptr<House> house;
    std::string token;
    std::string other;  // of another user
};

inline std::string code_of(const net::ClientResponse& response) {
    const auto body = json::parse(response.body);
    const auto* error = body ? json::find(*body, "error") : nullptr;
    return error == nullptr ? std::string() : std::string(json::string_at(*error, "code"));
}

}  // namespace errand::server
