// Owns: POST /v1/chat/completions. Source: OpenAI's API reference, "Chat completions" and its
// streamed chunks.
#include "base/log.hpp"
#include "server/openai/doors.hpp"

namespace errand::server::openai {
namespace {

// What a streamed answer lives on.
struct Answering {
    Answering(Rooms& rooms, Begun begun, bool usage)
        : following(rooms, std::move(begun.said), async::after(kAnswerStreamedWithin),
                    Following::Words::AsTheyCome),
          place(std::move(begun.place)),
          include_usage(usage) {}
    Following following;
    std::shared_ptr<StreamPlace> place;
    bool include_usage;
};

json::object frame(const Said& said, std::string_view object, json::array choices) {
    return {{"id", "chatcmpl-" + said.id()},
            {"object", object},
            {"created", said.created()},
            {"model", kModel},
            {"choices", std::move(choices)}};
}

// No tokens are counted: there may be no model at all.
json::object usage() {
    return {{"prompt_tokens", 0}, {"completion_tokens", 0}, {"total_tokens", 0}};
}

std::string_view finish_of(const Following& following) {
    return following.full() ? "length" : "stop";
}

class Chunks {
  public:
    Chunks(const Answering& answering, net::EventWriter& writer)
        : answering_(answering), writer_(writer) {}

    // One piece of the answer.
    async::Awaitable<Result<>> operator()(std::string text) {
        co_return co_await delta({{"content", std::move(text)}}, nullptr);
    }
    async::Awaitable<Result<>> begin() {
        co_return co_await delta({{"role", "assistant"}, {"content", ""}, {"refusal", nullptr}},
                                 nullptr);
    }
    async::Awaitable<Result<>> end() {
        ERRAND_CO_TRY_VOID(co_await delta({}, json::value(finish_of(answering_.following))));
        if (answering_.include_usage) {
            auto last = frame(answering_.following.said(), kObject, {});
            last["usage"] = usage();
            ERRAND_CO_TRY_VOID(co_await write(json::write(last)));
        }
        co_return co_await write("[DONE]");
    }
    // Where it broke off in the middle: their libraries throw this.
    async::Awaitable<Result<>> broke(const Error& error) {
        co_return co_await write(json::write(json::object{{"error", to_json(Refusal(error))}}));
    }

  private:
    static constexpr std::string_view kObject = "chat.completion.chunk";

    async::Awaitable<Result<>> delta(json::object delta, json::value finish) {
        json::object choice{{"index", 0},
                            {"delta", std::move(delta)},
                            {"logprobs", nullptr},
                            {"finish_reason", std::move(finish)}};
        auto chunk = frame(answering_.following.said(), kObject, json::array{std::move(choice)});
        if (answering_.include_usage) chunk["usage"] = nullptr;
        co_return co_await write(json::write(chunk));
    }
    async::Awaitable<Result<>> write(std::string data) {
        co_return co_await writer_.send(
            {.data = std::move(data), .name = {}, .id = {}, .retry = {}});
    }

    const Answering& answering_;
    net::EventWriter& writer_;
};

async::Awaitable<Result<>> send_chunks(Answering& answering, net::EventWriter& writer) {
    Chunks chunks(answering, writer);
    ERRAND_CO_TRY_VOID(co_await chunks.begin());
    const auto handed = co_await hand_out(answering.following, writer, chunks);
    if (!handed) co_return co_await chunks.broke(handed.error());
    co_return co_await chunks.end();
}

async::Awaitable<> stream_chunks(std::shared_ptr<Answering> answering, net::EventWriter& writer) {
    const auto sent = co_await send_chunks(*answering, writer);
    if (!sent) log::debug("a chat's stream ends: {}", sent.error().message);
}

net::Response whole_answer(const Said& said, std::string text, std::string_view finish) {
    json::object message{{"role", "assistant"},
                         {"content", std::move(text)},
                         {"refusal", nullptr},
                         {"annotations", json::array{}}};
    json::object choice{{"index", 0},
                        {"message", std::move(message)},
                        {"logprobs", nullptr},
                        {"finish_reason", finish}};
    auto completion = frame(said, "chat.completion", json::array{std::move(choice)});
    completion["usage"] = usage();
    return net::Response::json(200, completion);
}

async::Awaitable<net::Response> complete(Rooms& rooms, net::Request request, std::string user) {
    const auto until = async::after(kAnswerWithin);
    auto asked = read_chat(request.body);
    if (!asked) co_return respond(asked.error());
    const bool streamed = asked->stream;
    const bool usage_too = asked->include_usage;
    auto begun = co_await begin(rooms, request.headers, std::move(user), *std::move(asked));
    if (!begun) co_return respond(begun.error());
    const auto said = begun->said;
    if (streamed) {
        auto answering = std::make_shared<Answering>(rooms, *std::move(begun), usage_too);
        co_return with_conversation(net::Response::stream([answering](net::EventWriter& writer) {
                                        return stream_chunks(answering, writer);
                                    }),
                                    said);
    }
    Following following(rooms, said, until);
    auto text = co_await whole(following);
    if (!text) co_return respond(text.error());
    co_return with_conversation(whole_answer(said, *std::move(text), finish_of(following)), said);
}

json::value body_schema() {
    return schema_object(
        {{"model", schema_string("errand")},
         {"messages", schema_list(schema_object({{"role", schema_string()}}, {"role"}))},
         {"stream", schema_boolean()},
         {"stream_options", schema_object({{"include_usage", schema_boolean()}})},
         {"metadata", schema_object({{"conversation", schema_string("which one it is; else the "
                                                                    "chat's beginning says")}})}},
        {"model", "messages"});
}

}  // namespace

Doors chat_doors(Rooms& rooms) {
    auto door = door_of("POST", "/v1/chat/completions",
                        "OpenAI's Chat Completions: says the last message of the user and answers "
                        "with what followed; as server-sent events with stream.");
    door.body = body_schema();
    door.answer = schema_object(
        {{"id", schema_string()}, {"choices", schema_list(schema_object({}))}}, {"id", "choices"});
    door.headers = {"Idempotency-Key", "X-Conversation-Id"};
    door.handle = [&rooms](net::Request request, std::string user) {
        return complete(rooms, std::move(request), std::move(user));
    };
    Doors doors;
    doors.push_back(std::move(door));
    return doors;
}

}  // namespace errand::server::openai
