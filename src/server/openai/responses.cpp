// Owns: POST /v1/responses and GET /v1/responses/{id}. A response is one sentence and what followed
// until the next of its conversation, so it is read from the journal again at any time. Source:
// OpenAI's API reference, "Responses" and its streaming events.
#include "base/log.hpp"
#include "server/openai/doors.hpp"
#include "server/openai/parameters.hpp"

namespace errand::server::openai {
namespace {

// What the request said that its response repeats.
struct Echo {
    std::string previous;
    json::object metadata;
    bool background = false;
};

struct Answering {
    Answering(Rooms& rooms, Begun begun, Echo from)
        : following(rooms, std::move(begun.said), async::after(kAnswerStreamedWithin),
                    Following::Words::AsTheyCome),
          place(std::move(begun.place)),
          echo(std::move(from)) {}
    Following following;
    std::shared_ptr<StreamPlace> place;
    Echo echo;
};

json::object part(std::string text) {
    return {{"type", "output_text"},
            {"text", std::move(text)},
            {"annotations", json::array{}},
            {"logprobs", json::array{}}};
}

json::object item(const Said& said, std::string_view status, json::array content) {
    return {{"id", "msg_" + said.id()},
            {"type", "message"},
            {"status", status},
            {"role", "assistant"},
            {"content", std::move(content)}};
}

// No tokens are counted: there may be no model at all.
json::object usage() {
    return {{"input_tokens", 0},
            {"input_tokens_details", {{"cached_tokens", 0}, {"cache_write_tokens", 0}}},
            {"output_tokens", 0},
            {"output_tokens_details", {{"reasoning_tokens", 0}}},
            {"total_tokens", 0}};
}

json::object response(const Said& said, std::string_view status, json::array output,
                      const Echo& echo) {
    json::object made{{"id", "resp_" + said.id()},
                      {"object", "response"},
                      {"created_at", said.created()},
                      {"status", status},
                      {"background", echo.background},
                      {"error", nullptr},
                      {"incomplete_details", nullptr},
                      {"instructions", nullptr},
                      {"max_output_tokens", nullptr},
                      {"metadata", echo.metadata},
                      {"model", kModel},
                      {"output", std::move(output)},
                      {"parallel_tool_calls", true},
                      {"previous_response_id", or_null(echo.previous)},
                      {"reasoning", {{"effort", nullptr}, {"summary", nullptr}}},
                      {"store", true},  // the journal keeps what was said, whatever is asked for
                      {"temperature", nullptr},
                      {"text", {{"format", {{"type", "text"}}}}},
                      {"tool_choice", "auto"},
                      {"tools", json::array{}},
                      {"top_p", nullptr},
                      {"truncation", "disabled"},
                      {"user", nullptr}};
    made["conversation"] = said.conversation.empty()
                               ? json::value(nullptr)
                               : json::value(json::object{{"id", said.conversation}});
    if (status == "incomplete")
        made["incomplete_details"] = json::object{{"reason", "max_output_tokens"}};
    made["usage"] = status == "completed" ? json::value(usage()) : json::value(nullptr);
    return made;
}

json::array output_of(const Said& said, std::string_view status, std::string text) {
    return {item(said, status, {part(std::move(text))})};
}

std::string_view status_of(const Following& following) {
    return following.full() ? "incomplete" : following.settled() ? "completed" : "in_progress";
}
// Where nothing more is sent, whether or not the work goes on.
std::string_view last_status_of(const Following& following) {
    return following.full() ? "incomplete" : "completed";
}

// The events of one response, in their order and numbered.
class Events {
  public:
    Events(const Answering& answering, net::EventWriter& writer)
        : following_(answering.following),
          said_(following_.said()),
          echo_(answering.echo),
          writer_(writer) {}

    async::Awaitable<Result<>> begin() {
        for (const auto* name : {"response.created", "response.in_progress"})
            ERRAND_CO_TRY_VOID(
                co_await write(name, {{"response", response(said_, "in_progress", {}, echo_)}}));
        ERRAND_CO_TRY_VOID(
            co_await write("response.output_item.added",
                           {{"output_index", 0}, {"item", item(said_, "in_progress", {})}}));
        co_return co_await write_content("response.content_part.added", {{"part", part("")}});
    }
    // One piece of the answer.
    async::Awaitable<Result<>> operator()(std::string text) {
        all_ += text;
        co_return co_await write_content("response.output_text.delta",
                                         {{"delta", std::move(text)}, {"logprobs", json::array{}}});
    }
    async::Awaitable<Result<>> end() {
        const auto status = last_status_of(following_);
        ERRAND_CO_TRY_VOID(co_await write_content("response.output_text.done",
                                                  {{"text", all_}, {"logprobs", json::array{}}}));
        ERRAND_CO_TRY_VOID(
            co_await write_content("response.content_part.done", {{"part", part(all_)}}));
        ERRAND_CO_TRY_VOID(
            co_await write("response.output_item.done",
                           {{"output_index", 0}, {"item", item(said_, status, {part(all_)})}}));
        co_return co_await write(
            "response." + std::string(status),
            {{"response", response(said_, status, output_of(said_, status, all_), echo_)}});
    }
    // Where it broke off in the middle.
    async::Awaitable<Result<>> broke(const Error& error) {
        auto failed = response(said_, "failed", output_of(said_, "incomplete", all_), echo_);
        failed["error"] = {{"code", "server_error"}, {"message", error.message}};
        co_return co_await write("response.failed", {{"response", std::move(failed)}});
    }

  private:
    async::Awaitable<Result<>> write_content(std::string_view type, json::object more) {
        more["item_id"] = "msg_" + said_.id();
        more["output_index"] = 0;
        more["content_index"] = 0;
        co_return co_await write(std::string(type), std::move(more));
    }
    async::Awaitable<Result<>> write(std::string type, json::object event) {
        event["type"] = type;
        event["sequence_number"] = number_++;
        co_return co_await writer_.send(
            {.data = json::write(event), .name = std::move(type), .id = {}, .retry = {}});
    }

    const Following& following_;
    const Said& said_;
    const Echo& echo_;
    net::EventWriter& writer_;
    std::string all_;
    std::int64_t number_ = 0;
};

async::Awaitable<Result<>> send_events(Answering& answering, net::EventWriter& writer) {
    Events events(answering, writer);
    ERRAND_CO_TRY_VOID(co_await events.begin());
    const auto handed = co_await hand_out(answering.following, writer, events);
    if (!handed) co_return co_await events.broke(handed.error());
    co_return co_await events.end();
}

async::Awaitable<> stream_events(std::shared_ptr<Answering> answering, net::EventWriter& writer) {
    const auto sent = co_await send_events(*answering, writer);
    if (!sent) log::debug("a response's stream ends: {}", sent.error().message);
}

async::Awaitable<net::Response> create(Rooms& rooms, net::Request request, std::string user) {
    const auto until = async::after(kAnswerWithin);
    auto asked = read_response(request.body);
    if (!asked) co_return respond(asked.error());
    Echo echo{asked->previous, asked->metadata, asked->background};
    const bool streamed = asked->stream;
    auto begun = co_await begin(rooms, request.headers, std::move(user), *std::move(asked));
    if (!begun) co_return respond(begun.error());
    const auto said = begun->said;
    if (streamed) {
        auto answering = std::make_shared<Answering>(rooms, *std::move(begun), std::move(echo));
        co_return with_conversation(net::Response::stream([answering](net::EventWriter& writer) {
                                        return stream_events(answering, writer);
                                    }),
                                    said);
    }
    if (echo.background)
        co_return with_conversation(
            net::Response::json(200, response(said, "in_progress", {}, echo)), said);
    Following following(rooms, said, until);
    auto text = co_await whole(following);
    if (!text) co_return respond(text.error());
    const auto status = last_status_of(following);
    co_return with_conversation(
        net::Response::json(
            200, response(said, status, output_of(said, status, *std::move(text)), echo)),
        said);
}

async::Awaitable<net::Response> retrieve(Rooms& rooms, net::Request request, std::string user) {
    if (request.query_at("stream") == "true")
        co_return respond(not_supported("stream", "a response is read again in one piece"));
    std::string id(request.parameter("response"));
    const auto bare = id.starts_with("resp_") ? id.substr(5) : std::string();
    auto found = co_await find_said(rooms, std::move(user), bare);
    if (!found && found.error().code == ErrorCode::NotFound) {
        auto refusal = Refusal::of({}, {}, "Response with id '" + id + "' not found.");
        refusal.status = 404;
        co_return respond(refusal);
    }
    if (!found) co_return respond(found.error());
    const auto said = *std::move(found);
    Following following(rooms, said, async::after({}));
    std::string all;
    for (;;) {
        auto piece = co_await following.next();
        if (!piece) co_return respond(piece.error());
        if (!*piece) break;
        all += **piece;
    }
    const auto status = status_of(following);
    co_return net::Response::json(
        200, response(said, status, output_of(said, status, std::move(all)), {}));
}

json::value body_schema() {
    return schema_object(
        {{"model", schema_string("errand")},
         {"input", json::object{{"description", "a string, or a list of messages"}}},
         {"stream", schema_boolean()},
         {"background", schema_boolean()},
         {"previous_response_id", schema_string()},
         {"conversation", json::object{{"description", "a name, or {\"id\"}"}}}},
        {"model", "input"});
}

}  // namespace

Doors response_doors(Rooms& rooms) {
    const auto shown = schema_object(
        {{"id", schema_string()}, {"output", schema_list(schema_object({}))}}, {"id", "output"});
    auto made = door_of("POST", "/v1/responses",
                        "OpenAI's Responses: says the input's last message of the user and answers "
                        "with what followed; as server-sent events with stream.");
    made.body = body_schema();
    made.answer = shown;
    made.headers = {"Idempotency-Key", "X-Conversation-Id"};
    made.handle = [&rooms](net::Request request, std::string user) {
        return create(rooms, std::move(request), std::move(user));
    };
    auto again = door_of("GET", "/v1/responses/{response}",
                         "A response as it stands now: all that followed until the next message.");
    again.answer = shown;
    again.handle = [&rooms](net::Request request, std::string user) {
        return retrieve(rooms, std::move(request), std::move(user));
    };
    Doors doors;
    doors.push_back(std::move(made));
    doors.push_back(std::move(again));
    return doors;
}

}  // namespace errand::server::openai
