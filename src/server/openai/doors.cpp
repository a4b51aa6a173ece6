#include "server/openai/doors.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "language/text.hpp"
#include "server/openai/place.hpp"

namespace errand::server::openai {
namespace {

// 2026-01-01, when there was a first one: the wire wants a moment.
constexpr std::int64_t kModelCreated = 1'767'225'600;
constexpr std::string_view kResponsePrefix = "resp_";
// What clients send of a chat's name: any that lets one set a header; Open WebUI by itself.
constexpr std::array kConversationHeaders{"X-Conversation-Id", "X-OpenWebUI-Chat-Id"};

json::object model() {
    return {
        {"id", kModel}, {"object", "model"}, {"created", kModelCreated}, {"owned_by", "errand"}};
}

async::Awaitable<net::Response> list_models() {
    co_return net::Response::json(200,
                                  json::object{{"object", "list"}, {"data", json::array{model()}}});
}

async::Awaitable<net::Response> show_model(std::string name) {
    if (name == kModel) co_return net::Response::json(200, model());
    auto refusal = Refusal::of("model", "model_not_found",
                               fmt::format("The model '{}' does not exist here.", name));
    refusal.status = 404;
    co_return respond(refusal);
}

json::value model_schema() {
    return schema_object({{"id", schema_string()},
                          {"object", schema_string("model")},
                          {"created", schema_integer()},
                          {"owned_by", schema_string()}},
                         {"id", "object", "created", "owned_by"});
}

// The response that the request goes on from says where.
async::Awaitable<Checked<std::string>> place_of_previous(Rooms& rooms, std::string user,
                                                         std::string id) {
    const auto bare = id.starts_with(kResponsePrefix) ? id.substr(kResponsePrefix.size()) : id;
    auto said = co_await find_said(rooms, std::move(user), bare);
    if (said) co_return said->conversation;
    if (said.error().code != ErrorCode::NotFound) co_return std::unexpected(said.error());
    co_return std::unexpected(
        Refusal::of("previous_response_id", "previous_response_not_found",
                    fmt::format("Previous response with id '{}' not found.", id)));
}

// The header that answers have is percent-encoded, and comes back as it was sent; a client's own
// name that is no such encoding is meant as it stands.
std::string decoded(std::string_view value) {
    return percent_decode(value).value_or(std::string(value));
}

async::Awaitable<Checked<std::string>> named_place(Rooms& rooms, const net::Headers& headers,
                                                   std::string user, const Asked& asked) {
    if (!asked.previous.empty())
        co_return co_await place_of_previous(rooms, std::move(user), asked.previous);
    if (!asked.conversation.empty()) co_return asked.conversation;
    for (const auto* name : kConversationHeaders)
        if (const auto value = headers.get(name); !value.empty())
            co_return read_conversation(
                name, name == kConversationHeaders.front() ? decoded(value) : std::string(value));
    co_return std::string();
}

}  // namespace

Door door_of(std::string method, std::string path, std::string summary) {
    Door door;
    door.method = std::move(method);
    door.path = std::move(path);
    door.summary = std::move(summary);
    door.refuse = &refuse;
    door.error_schema = "OpenAiError";
    return door;
}

Doors model_doors() {
    auto all = door_of("GET", "/v1/models", "OpenAI's list of models: errand.");
    all.answer = schema_object({{"object", schema_string()}, {"data", schema_list(model_schema())}},
                               {"object", "data"});
    all.handle = [](const net::Request&, const std::string&) { return list_models(); };
    auto one = door_of("GET", "/v1/models/{model}", "One of them.");
    one.answer = model_schema();
    one.handle = [](const net::Request& request, const std::string&) {
        return show_model(std::string(request.parameter("model")));
    };
    Doors doors;
    doors.push_back(std::move(all));
    doors.push_back(std::move(one));
    return doors;
}

Doors doors(Rooms& rooms) {
    auto all = model_doors();
    for (auto& door : chat_doors(rooms)) all.push_back(std::move(door));
    for (auto& door : response_doors(rooms)) all.push_back(std::move(door));
    return all;
}

async::Awaitable<Checked<Begun>> begin(Rooms& rooms, net::Headers headers, std::string user,
                                       Asked asked) {
    ERRAND_CO_TRY(auto place, StreamPlace::take(rooms, user));
    ERRAND_CO_TRY(asked.conversation, co_await named_place(rooms, headers, user, asked));
    if (asked.about_a_chat) {
        log::info("a message that quotes a whole chat is not said");
        co_return Begun{.said = {.user = std::move(user),
                                 .conversation = std::move(asked.conversation),
                                 .language = std::string(
                                     language::language_of(language::read_text(asked.text))),
                                 .at = rooms.services.clock.now()},
                        .place = std::move(place)};
    }
    ERRAND_CO_TRY(auto where, co_await find_place(rooms, user, asked, read_hints(headers)));
    ERRAND_CO_TRY(auto said, co_await say(rooms, {.user = std::move(user),
                                                  .conversation = std::move(where.conversation),
                                                  .text = std::move(asked.text),
                                                  .key = std::move(where.key)}));
    co_return Begun{.said = std::move(said), .place = std::move(place)};
}

net::Response with_conversation(net::Response response, const Said& said) {
    if (!said.conversation.empty())
        response.headers.set(kConversationHeaders.front(), percent_encode(said.conversation));
    return response;
}

}  // namespace errand::server::openai
