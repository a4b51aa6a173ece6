// A model's words over HTTP before they are recorded: the stream of events, and chat clients.
#include <gmock/gmock.h>

#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A turn of the model, and its answer.
flow::Task<json::value> say_it(assistant::Errand& errand) {
    brain::model::Request request;
    request.messages.emplace_back().text = errand.begun_with();
    const auto thought = co_await errand.think(request, {});
    const auto text = thought.reply ? thought.reply->message.text : thought.error;
    json::object whose{{"turn", thought.turn}, {"attempt", thought.attempt}};
    if (!thought.reply) whose = {};
    errand.result(thought.reply ? "done" : "failed", {text, text}, std::move(whose));
    co_return errand.outcome();
}

class OpenAiAloudTest : public ServerTest {
  protected:
    OpenAiAloudTest() {
        stop();
        model_.route("POST", "/v1/chat/completions",
                     [this](const net::Request&) -> async::Awaitable<net::Response> {
                         co_return net::Response::stream(
                             [this](net::EventWriter& writer) { return answer(writer); });
                     });
        EXPECT_TRUE(model_.listen());
        brain::model::EndpointSettings endpoint;
        endpoint.name = endpoint.model = "m";
        endpoint.url = "http://127.0.0.1:" + std::to_string(model_.port()) + "/v1";
        options.models.endpoints = {endpoint};
        more_skills.push_back({.name = "rest",
                               .version = 1,
                               .what = {"别的", "anything else"},
                               .run = [](assistant::Errand& errand) { return say_it(errand); },
                               .claims = [](std::string_view, const json::value&) { return 0.5; },
                               .takes_rest = true});
        start();
    }

    ~OpenAiAloudTest() override {
        await(loop, [](net::Server& one) -> async::Awaitable<bool> {
            co_await one.stop(std::chrono::milliseconds(200));
            co_return true;
        }(model_));
    }

    // Word by word, so slowly that each is seen; the first answers break off behind the second.
    async::Awaitable<> answer(net::EventWriter& writer) {
        const bool whole = --breaks_off_ < 0;
        const std::vector<std::string> words{"[It] ", "is ", "four", "\nor five"};
        (void)co_await writer.bytes(delta("reasoning_content", "secretly"));
        for (std::size_t i = 0; i < (whole ? words.size() : 2); ++i) {
            boost::asio::steady_timer pause(loop, std::chrono::milliseconds(120));
            co_await pause.async_wait(boost::asio::use_awaitable);
            (void)co_await writer.bytes(delta("content", words[i]));
        }
        boost::asio::steady_timer pause(loop, std::chrono::milliseconds(120));
        co_await pause.async_wait(boost::asio::use_awaitable);
        if (!whole) co_return;
        (void)co_await writer.bytes(
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            "data: [DONE]\n\n");
    }
    static std::string delta(std::string_view member, std::string_view text) {
        const json::value chunk = json::object{
            {"choices",
             json::array{json::object{{"index", 0}, {"delta", json::object{{member, text}}}}}}};
        return "data: " + json::write(chunk) + "\n\n";
    }

    std::vector<std::string> stream(std::string_view first = "gibberish") {
        const auto answer = call(
            "POST", "/v1/chat/completions",
            json::write(json::object{
                {"model", "errand"},
                {"stream", true},
                {"messages", json::array{json::object{{"role", "user"}, {"content", first}}}}}));
        EXPECT_EQ(answer.status, 200) << answer.body;
        EXPECT_THAT(answer.body, Not(HasSubstr("secretly")));
        conversation = std::string(answer.headers.get("X-Conversation-Id"));
        std::vector<std::string> pieces;
        net::EventParser parser;
        for (const auto& event : parser.feed(answer.body).value()) {
            const auto body = json::parse(event.data);
            const auto* piece = body ? json::find(*body, "choices.0.delta.content") : nullptr;
            if (piece != nullptr && !piece->get_string().empty())
                pieces.emplace_back(piece->get_string());
        }
        return pieces;
    }
    static std::string joined(const std::vector<std::string>& pieces) {
        std::string all;
        for (const auto& piece : pieces) all += piece;
        return all;
    }

    net::Server model_{loop.get_executor(), {}};
    int breaks_off_ = 0;
    std::string conversation;
};

TEST_F(OpenAiAloudTest, WordsComeInPiecesThatMakeTheSameText) {
    const auto pieces = stream();
    EXPECT_GE(pieces.size(), 3U);
    EXPECT_EQ(joined(pieces), "［It] is four  \nor five");
}

TEST_F(OpenAiAloudTest, WordsThatBrokeOffAreSaidNotToCount) {
    breaks_off_ = 1;
    const auto all = joined(stream());
    EXPECT_TRUE(all.starts_with("［It] is")) << all;
    EXPECT_THAT(all, HasSubstr("broke off and do not count.)\n\n［It] is four"));
    EXPECT_TRUE(all.ends_with("or five")) << all;
}

TEST_F(OpenAiAloudTest, TheStreamOfEventsHasThemUnnumberedAndTheListNever) {
    const auto follow = [&](const std::string& as) {
        net::ClientRequest request{.method = "GET", .url = house->url() + "/v1/events"};
        request.headers.set("Authorization", "Bearer " + as);
        return std::make_unique<net::EventSource>(client, std::move(request));
    };
    auto mine = follow(token);
    auto yours = follow(other);
    (void)await(loop, yours->next(async::after(std::chrono::milliseconds(100))));
    call("POST", "/v1/conversations/c/say", R"({"text": "gibberish"})");
    std::string text;
    int partials = 0;
    for (;;) {
        const auto event = await(loop, mine->next(async::after(std::chrono::seconds(10))));
        ASSERT_TRUE(event) << event.error().message;
        const auto data = json::parse(event->data).value();
        if (event->name == "partial") {
            ++partials;
            EXPECT_EQ(data.at("offset").to_number<std::size_t>(), text.size());
            EXPECT_EQ(json::find(data, "seq"), nullptr);
            text += json::string_at(data, "text");
        }
        if (json::string_at(data, "kind") != "result") continue;
        EXPECT_EQ(json::string_at(data, "text"), "[It] is four\nor five");
        EXPECT_TRUE(json::string_at(data, "text").starts_with(text));
        break;
    }
    EXPECT_GE(partials, 2);
    EXPECT_EQ(text.find("secretly"), std::string::npos);
    EXPECT_FALSE(await(loop, yours->next(async::after(std::chrono::milliseconds(100)))));
    const auto list = json::write(get("/v1/events"));
    EXPECT_THAT(list, Not(HasSubstr("partial")));
}

}  // namespace
}  // namespace errand::server
