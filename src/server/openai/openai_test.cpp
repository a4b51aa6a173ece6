// The doors that chat clients use, over HTTP.
#include <gmock/gmock.h>

#include "server/server_for_tests.hpp"

namespace errand::server {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kChat = "/v1/chat/completions";
const std::string kResponses = "/v1/responses";

json::array history(std::initializer_list<std::string_view> texts) {
    json::array all;
    for (const auto text : texts)
        all.push_back(
            json::object{{"role", all.size() % 2 == 0 ? "user" : "assistant"}, {"content", text}});
    return all;
}

class OpenAiTest : public ServerTest {
  protected:
    // The chat of these messages, the person's first; `more`: further members.
    net::ClientResponse complete(json::array messages, json::object more = {},
                                 net::Headers headers = {},
                                 const std::optional<std::string>& as = {}) {
        more["model"] = "errand";
        more["messages"] = std::move(messages);
        return call("POST", kChat, json::write(more), as, std::move(headers));
    }
    net::ClientResponse respond(std::string_view input, json::object more = {},
                                net::Headers headers = {},
                                const std::optional<std::string>& as = {}) {
        more["model"] = "errand";
        more["input"] = input;
        return call("POST", kResponses, json::write(more), as, std::move(headers));
    }
    static std::string answer_of(const net::ClientResponse& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        const auto body = json::parse(response.body).value();
        const auto* text = json::find(body, "choices.0.message.content");
        if (text == nullptr) text = json::find(body, "output.0.content.0.text");
        return text == nullptr ? "?" : std::string(text->get_string());
    }
    static std::string conversation_of(const net::ClientResponse& response) {
        return std::string(response.headers.get("X-Conversation-Id"));
    }
    static std::string error_at(const net::ClientResponse& response, std::string_view member) {
        const auto body = json::parse(response.body).value();
        const auto* found = json::find(body, "error." + std::string(member));
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "";
    }
    // The data of a whole stream's events.
    static std::vector<net::Event> events_of(const net::ClientResponse& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        net::EventParser parser;
        return parser.feed(response.body).value();
    }
    static std::string told(const std::vector<net::Event>& chunks) {
        std::string all;
        for (const auto& chunk : chunks)
            if (const auto body = json::parse(chunk.data))
                if (const auto* piece = json::find(*body, "choices.0.delta.content"))
                    all += piece->get_string();
        return all;
    }
    std::size_t errands(const std::optional<std::string>& as = {}) {
        return get("/v1/errands", as).at("errands").as_array().size();
    }
    std::vector<std::string> said_in(const std::string& conversation) {
        std::vector<std::string> all;
        const auto events = get("/v1/conversations/" + conversation + "/events?said=true");
        for (const auto& event : events.at("events").as_array())
            if (json::string_at(event, "kind") == "said")
                all.emplace_back(json::string_at(event, "text"));
        return all;
    }
    static net::Headers retry() { return {{"x-stainless-retry-count", "1"}}; }
};

TEST_F(OpenAiTest, Models) {
    const auto list = get("/v1/models");
    EXPECT_EQ(json::string_at(list, "object"), "list");
    EXPECT_EQ(json::string_at(list.at("data").as_array().at(0), "id"), "errand");
    EXPECT_EQ(json::string_at(get("/v1/models/errand"), "object"), "model");
    const auto other = call("GET", "/v1/models/gpt-5");
    EXPECT_EQ(other.status, 404);
    EXPECT_EQ(error_at(other, "code"), "model_not_found");
}

TEST_F(OpenAiTest, WithoutItsTokenNothingIsSaid) {
    for (const auto* bad : {"", "errand_wrong"}) {
        const auto refused = complete(history({"ask"}), {}, {}, bad);
        EXPECT_EQ(refused.status, 401);
        EXPECT_EQ(error_at(refused, "code"), "invalid_api_key");
        EXPECT_EQ(error_at(refused, "type"), "invalid_request_error");
        EXPECT_FALSE(error_at(refused, "message").empty());
    }
    EXPECT_EQ(errands(), 0U);
}

TEST_F(OpenAiTest, WrongRequestsAreRefusedInOpenAisForm) {
    const auto broken = call("POST", kChat, "{");
    EXPECT_EQ(broken.status, 400);
    EXPECT_TRUE(json::parse(broken.body).value().at("error").at("param").is_null());
    const auto typed = complete(history({"ask"}), {{"stream", "yes"}});
    EXPECT_EQ(typed.status, 400);
    EXPECT_EQ(error_at(typed, "param"), "stream");
    const auto named =
        complete(history({"ask"}), {}, {{"X-Conversation-Id", std::string(200, 'x')}});
    EXPECT_EQ(named.status, 400);
    EXPECT_EQ(error_at(named, "param"), "X-Conversation-Id");
    EXPECT_EQ(respond("ask", {{"previous_response_id", "resp_none"}}).status, 400);
    EXPECT_EQ(complete(history({std::string(20'000, 'x')})).status, 400) << "too long a sentence";
    EXPECT_EQ(errands(), 0U);
}

TEST_F(OpenAiTest, AChatGoesOnWhereItStood) {
    const auto asked = complete(history({"ask"}));
    EXPECT_EQ(answer_of(asked), "Which word?");
    const auto conversation = conversation_of(asked);
    EXPECT_THAT(conversation, HasSubstr("chat-"));
    const auto body = json::parse(asked.body).value();
    EXPECT_EQ(json::string_at(body, "object"), "chat.completion");
    EXPECT_EQ(json::find(body, "choices.0.finish_reason")->get_string(), "stop");
    EXPECT_EQ(json::find(body, "usage.total_tokens")->get_int64(), 0);
    const auto done = complete(history({"ask", "Which word?", "tea"}));
    EXPECT_THAT(answer_of(done), HasSubstr("You said tea"));
    EXPECT_EQ(conversation_of(done), conversation);
    EXPECT_THAT(said_in(conversation), ElementsAre("ask", "tea")) << "earlier turns are not said";
    EXPECT_EQ(errands(), 1U);
}

TEST_F(OpenAiTest, AStreamIsChunksThatEndInDone) {
    const auto chunks = events_of(complete(
        history({"ask"}), {{"stream", true}, {"stream_options", {{"include_usage", true}}}}));
    ASSERT_GE(chunks.size(), 5U);
    EXPECT_EQ(chunks.back().data, "[DONE]");
    const auto first = json::parse(chunks.front().data).value();
    EXPECT_EQ(json::string_at(first, "object"), "chat.completion.chunk");
    EXPECT_EQ(json::find(first, "choices.0.delta.role")->get_string(), "assistant");
    EXPECT_TRUE(first.at("usage").is_null());
    EXPECT_TRUE(json::find(first, "choices.0.finish_reason")->is_null());
    const auto usage = json::parse(chunks[chunks.size() - 2].data).value();
    EXPECT_TRUE(usage.at("choices").as_array().empty());
    EXPECT_EQ(usage.at("usage").at("total_tokens").as_int64(), 0);
    const auto end = json::parse(chunks[chunks.size() - 3].data).value();
    EXPECT_EQ(json::find(end, "choices.0.finish_reason")->get_string(), "stop");
    EXPECT_EQ(told(chunks), "Which word?");
    for (const auto& chunk : chunks) EXPECT_TRUE(chunk.name.empty());
    const auto plain = events_of(complete(history({"gibberish"}), {{"stream", true}}));
    EXPECT_EQ(plain[0].data.find("usage"), std::string::npos);
}

TEST_F(OpenAiTest, TheSameRequestAgainSaysNothingTwice) {
    const auto first = complete(history({"ask"}));
    for (const auto& headers : {net::Headers{}, retry()}) {
        const auto again = complete(history({"ask"}), {}, headers);
        EXPECT_EQ(answer_of(again), answer_of(first));
        EXPECT_EQ(conversation_of(again), conversation_of(first));
    }
    const auto turn = history({"ask", "Which word?", "tea"});
    const auto done = answer_of(complete(turn));
    EXPECT_EQ(answer_of(complete(turn, {}, retry())), done);
    EXPECT_EQ(answer_of(complete(turn)), done) << "another answer is asked for";
    EXPECT_THAT(said_in(conversation_of(first)), ElementsAre("ask", "tea"));
    stop();
    start();
    EXPECT_EQ(answer_of(complete(turn)), done) << "also after a restart";
    EXPECT_EQ(errands(), 1U);
}

TEST_F(OpenAiTest, AChatThatBeginsAlikeIsItsOwnOnceTheOtherWentOn) {
    const auto first = conversation_of(complete(history({"ask"})));
    EXPECT_EQ(conversation_of(complete(history({"ask", "Which word?", "tea"}))), first);
    const auto second = conversation_of(complete(history({"ask"})));
    EXPECT_NE(second, first);
    EXPECT_EQ(errands(), 2U);
    EXPECT_EQ(conversation_of(complete(history({"ask", "Which word?", "milk"}))), second);
    EXPECT_EQ(conversation_of(
                  complete(history({"ask", "Which word?", "tea", "You said tea", "gibberish"}))),
              first);
    EXPECT_THAT(said_in(first), ElementsAre("ask", "tea", "gibberish"));
    EXPECT_THAT(said_in(second), ElementsAre("ask", "milk"));
    const auto other_chat = conversation_of(complete(history({"gibberish"})));
    EXPECT_NE(other_chat.substr(0, 21), first.substr(0, 21));
}

TEST_F(OpenAiTest, AnIdempotencyKeyDecides) {
    const auto one = complete(history({"ask"}), {}, {{"Idempotency-Key", "k1"}});
    EXPECT_EQ(conversation_of(complete(history({"ask"}), {}, {{"Idempotency-Key", "k1"}})),
              conversation_of(one));
    const auto two = complete(history({"ask"}), {}, {{"Idempotency-Key", "k2"}});
    EXPECT_NE(conversation_of(two), conversation_of(one));
    EXPECT_EQ(errands(), 2U);
    const auto misused = complete(history({"gibberish"}), {}, {{"Idempotency-Key", "k2"}});
    EXPECT_EQ(misused.status, 409);
    EXPECT_EQ(error_at(misused, "code"), "conflict");
    EXPECT_EQ(misused.headers.get("x-should-retry"), "false");
}

TEST_F(OpenAiTest, ANamedConversationWins) {
    const json::object named{{"metadata", {{"conversation", "c"}}}};
    EXPECT_EQ(conversation_of(complete(history({"ask"}), named)), "c");
    EXPECT_EQ(conversation_of(complete(history({"ask"}), {}, {{"X-Conversation-Id", "d"}})), "d");
    EXPECT_EQ(conversation_of(complete(history({"ask"}), {}, {{"X-OpenWebUI-Chat-Id", "e"}})), "e");
    EXPECT_EQ(errands(), 3U);
    // Without a history "tea" twice is two sentences; the same sent again by itself is one.
    EXPECT_THAT(answer_of(complete(history({"tea"}), named)), HasSubstr("You said tea"));
    complete(history({"tea"}), named);
    complete(history({"tea"}), named, retry());
    EXPECT_THAT(said_in("c"), ElementsAre("ask", "tea", "tea"));
}

TEST_F(OpenAiTest, ItsOwnHeaderNamesTheConversationAgain) {
    const json::object named{{"metadata", {{"conversation", "家里 的"}}}};
    const auto asked = complete(history({"ask"}), named);
    const auto header = conversation_of(asked);
    EXPECT_EQ(header, "%E5%AE%B6%E9%87%8C%20%E7%9A%84");
    const auto done = complete(history({"tea"}), {}, {{"X-Conversation-Id", header}});
    EXPECT_EQ(conversation_of(done), header);
    EXPECT_THAT(answer_of(done), HasSubstr("You said tea"));
    const auto odd = complete(history({"ask"}), {}, {{"X-Conversation-Id", "50%"}});
    EXPECT_EQ(conversation_of(odd), "50%25") << "no encoding: meant as it stands";
    EXPECT_EQ(errands(), 2U);
}

TEST(Told, TheOldestOfTheSameUserIsForgottenFirst) {
    openai::Told told;
    told.tell("bob", "a", 7);
    told.tell("al", "z", 5);
    for (std::size_t i = 0; i < kConversationsToldOfUser; ++i)
        told.tell("al", "c" + std::to_string(i), 1);
    EXPECT_EQ(told.last("al", "z"), 0U);
    EXPECT_EQ(told.last("al", "c0"), 1U);
    EXPECT_EQ(told.last("bob", "a"), 7U);
    for (std::size_t i = 0; i < kConversationsTold - kConversationsToldOfUser; ++i)
        told.tell("u" + std::to_string(i), "c", 1);
    EXPECT_EQ(told.last("bob", "a"), 0U) << "told longest ago";
    EXPECT_EQ(told.last("al", "c0"), 1U);
}

TEST_F(OpenAiTest, NobodyGoesOnInAnothersChat) {
    const auto mine = respond("ask");
    const auto id = std::string(json::string_at(json::parse(mine.body).value(), "id"));
    EXPECT_EQ(call("GET", "/v1/responses/" + id, {}, other).status, 404);
    const auto refused = respond("tea", {{"previous_response_id", id}}, {}, other);
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(error_at(refused, "code"), "previous_response_not_found");
    EXPECT_EQ(errands(other), 0U);
    // The same words and the same name are another conversation of another person.
    EXPECT_EQ(answer_of(complete(history({"ask"}), {}, {}, other)), "Which word?");
    EXPECT_EQ(errands(other), 1U);
    EXPECT_EQ(errands(), 1U);
    const auto theirs = complete(
        history({"tea"}), {{"metadata", {{"conversation", conversation_of(mine)}}}}, {}, other);
    EXPECT_EQ(theirs.status, 200);
    EXPECT_THAT(said_in(conversation_of(mine)), ElementsAre("ask"));
}

TEST_F(OpenAiTest, AClientsOwnTaskAboutAChatIsNotSaid) {
    const auto answer = complete(
        history({"### Task:\nGenerate a title.\n<chat_history>\nUSER: ask\n</chat_history>"}));
    EXPECT_THAT(answer_of(answer), HasSubstr("not taken as yours"));
    const auto streamed = events_of(complete(
        history({"给这段对话起个标题:\nUser: ask\nAssistant: Which word?"}), {{"stream", true}}));
    EXPECT_THAT(told(streamed), HasSubstr("没有当作你的话"));
    EXPECT_EQ(streamed.back().data, "[DONE]");
    EXPECT_TRUE(get("/v1/events?said=true").at("events").as_array().empty());
}

TEST_F(OpenAiTest, WhoGoesAwayStopsTheSendingAlone) {
    net::ClientRequest request{.method = "POST", .url = house->url() + kChat};
    request.headers.set("Authorization", "Bearer " + token);
    request.body = json::write(
        json::object{{"model", "errand"}, {"stream", true}, {"messages", history({"slow"})}});
    {
        net::EventSource source(client, request);
        std::string seen;
        for (int i = 0; i < 5 && seen.find("Begun") == std::string::npos; ++i)
            seen += await(loop, source.next(async::after(std::chrono::seconds(5)))).value().data;
        EXPECT_THAT(seen, HasSubstr("Begun")) << "a piece comes while it works";
        EXPECT_FALSE(house->engine().idle());
    }
    *let_go = true;
    settle();
    EXPECT_EQ(json::string_at(get("/v1/errands/1"), "status"), "done");
    // The end that nobody was told comes with the next answer.
    const auto next = complete(history({"slow", "… Begun.", "gibberish"}));
    EXPECT_THAT(answer_of(next), HasSubstr("Finished."));
    EXPECT_EQ(errands(), 1U);
}

TEST_F(OpenAiTest, WhatCameAfterAnAnswerBeginsTheNext) {
    const auto asked = complete(history({"ask"}));
    EXPECT_EQ(call("POST", "/v1/asks/1.1", R"({"answer": "milk"})").status, 202);
    settle();
    const auto next = answer_of(complete(history({"ask", "Which word?", "gibberish"})));
    EXPECT_THAT(next, HasSubstr("You said milk"));
    EXPECT_THAT(next.substr(next.find("You said milk")), HasSubstr("I did not understand"));
    EXPECT_EQ(answer_of(complete(history({"ask", "Which word?", "gibberish", next, "gibberish"})))
                  .find("You said milk"),
              std::string::npos);
}

TEST_F(OpenAiTest, WhatOneAnswerCannotHoldBeginsTheNext) {
    const json::object named{{"metadata", {{"conversation", "c"}}}};
    complete(history({"ask"}), named);
    const auto say = [this](const std::string& text) {
        const auto body = json::write(json::object{{"text", text}});
        EXPECT_EQ(call("POST", "/v1/conversations/c/say", body).status, 202);
        settle();
    };
    constexpr std::size_t kWords = 40;
    const std::string word(15'000, 'w');
    for (std::size_t i = 0; i < kWords; ++i) {
        say(word);
        say("ask");
    }
    const auto full = complete(history({"gibberish"}), named);
    const auto finish = [](const net::ClientResponse& response) {
        const auto body = json::parse(response.body).value();
        return std::string(json::find(body, "choices.0.finish_reason")->get_string());
    };
    EXPECT_EQ(finish(full), "length");
    EXPECT_LE(answer_of(full).size(), kMaxAnswerBytes + 1'000);
    EXPECT_THAT(answer_of(full), HasSubstr("more than one answer holds"));
    const auto rest = complete(history({"gibberish"}), named);
    EXPECT_EQ(finish(rest), "stop");
    const auto words = answer_of(full) + answer_of(rest);
    std::size_t told = 0;
    for (auto at = words.find(word); at != std::string::npos; at = words.find(word, at + 1)) {
        ++told;
        at += word.size();
    }
    EXPECT_EQ(told, kWords) << "none is lost";
}

TEST_F(OpenAiTest, TooManyOpenAnswersAreRefused) {
    net::ClientRequest request{.method = "POST", .url = house->url() + kChat};
    request.headers.set("Authorization", "Bearer " + token);
    request.body = json::write(
        json::object{{"model", "errand"}, {"stream", true}, {"messages", history({"slow"})}});
    std::vector<std::unique_ptr<net::EventSource>> open;
    for (std::size_t i = 0; i < kMaxStreamsPerUser; ++i) {
        open.push_back(std::make_unique<net::EventSource>(client, request));
        ASSERT_TRUE(await(loop, open.back()->next(async::after(std::chrono::seconds(5)))));
    }
    const auto refused = complete(history({"gibberish"}));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(error_at(refused, "type"), "rate_limit_error");
}

TEST_F(OpenAiTest, AResponseIsNumberedEventsAndCanBeReadAgain) {
    const auto events = events_of(respond("ask", {{"stream", true}, {"metadata", {{"a", "b"}}}}));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const auto body = json::parse(events[i].data).value();
        EXPECT_EQ(json::string_at(body, "type"), events[i].name);
        EXPECT_EQ(body.at("sequence_number").as_int64(), static_cast<std::int64_t>(i));
        names.push_back(events[i].name);
    }
    EXPECT_THAT(
        names, ElementsAre("response.created", "response.in_progress", "response.output_item.added",
                           "response.content_part.added", "response.output_text.delta",
                           "response.output_text.done", "response.content_part.done",
                           "response.output_item.done", "response.completed"));
    const auto last = json::parse(events.back().data).value().at("response");
    EXPECT_EQ(json::string_at(last, "status"), "completed");
    EXPECT_EQ(json::find(last, "output.0.content.0.text")->get_string(), "Which word?");
    EXPECT_EQ(json::find(last, "metadata.a")->get_string(), "b");
    EXPECT_TRUE(last.at("store").as_bool());
    const auto again = get("/v1/responses/" + std::string(json::string_at(last, "id")));
    EXPECT_EQ(again.at("output"), last.at("output"));
    EXPECT_EQ(again.at("created_at"), last.at("created_at"));
    const auto absent = call("GET", "/v1/responses/resp_00000000000000010000000000000000");
    EXPECT_EQ(absent.status, 404);
    EXPECT_EQ(error_at(absent, "type"), "invalid_request_error");
}

TEST_F(OpenAiTest, AResponseGoesOnFromAnother) {
    const auto first = json::parse(respond("ask").body).value();
    const auto id = std::string(json::string_at(first, "id"));
    const json::object after{{"previous_response_id", id}};
    const auto second = respond("tea", after);
    EXPECT_THAT(answer_of(second), HasSubstr("You said tea"));
    EXPECT_EQ(json::string_at(json::parse(second.body).value(), "previous_response_id"), id);
    EXPECT_EQ(answer_of(respond("tea", after)), answer_of(second)) << "the same again";
    const auto conversation = conversation_of(second);
    EXPECT_EQ(json::string_at(first.at("conversation"), "id"), conversation);
    EXPECT_THAT(said_in(conversation), ElementsAre("ask", "tea"));
    EXPECT_EQ(conversation_of(respond("gibberish", {{"conversation", conversation}})),
              conversation);
    const auto earlier = get("/v1/responses/" + id);
    EXPECT_EQ(json::find(earlier, "output.0.content.0.text")->get_string(), "Which word?")
        << "an answer ends where the next sentence begins";
}

TEST_F(OpenAiTest, AResponseInTheBackgroundIsLookedAtLater) {
    const auto begun = json::parse(respond("slow", {{"background", true}}).body).value();
    EXPECT_EQ(json::string_at(begun, "status"), "in_progress");
    const auto path = "/v1/responses/" + std::string(json::string_at(begun, "id"));
    EXPECT_EQ(json::string_at(get(path), "status"), "in_progress");
    *let_go = true;
    settle();
    const auto done = get(path);
    EXPECT_EQ(json::string_at(done, "status"), "completed");
    EXPECT_THAT(std::string(json::find(done, "output.0.content.0.text")->get_string()),
                HasSubstr("Finished."));
}

}  // namespace
}  // namespace errand::server
