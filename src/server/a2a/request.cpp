#include "server/a2a/request.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "server/limits.hpp"

namespace errand::server::a2a {
namespace {

const json::value* given(const json::object& from, std::string_view name) {
    const auto* found = from.if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
}

std::unexpected<Fault> wrong(std::string_view name, std::string_view wanted) {
    return std::unexpected(invalid_params(fmt::format("{} is not {}", name, wanted)));
}

// A name of something: short, UTF-8; empty where it is absent.
Checked<std::string> name_at(const json::object& from, std::string_view name) {
    const auto* found = given(from, name);
    if (found == nullptr) return std::string();
    if (!found->is_string()) return wrong(name, "a string");
    std::string text(found->get_string());
    if (text.size() > kMaxIdentifierBytes || !is_utf8(text))
        return wrong(name, fmt::format("at most {} bytes of UTF-8", kMaxIdentifierBytes));
    return text;
}

Checked<std::optional<std::size_t>> count_at(const json::object& from, std::string_view name) {
    const auto* found = given(from, name);
    if (found == nullptr) return std::optional<std::size_t>{};
    const auto number = json::decode<std::size_t>(*found);
    if (!number) return wrong(name, "a whole number from 0");
    return std::optional<std::size_t>(*number);
}

Checked<bool> flag_at(const json::object& from, std::string_view name, bool otherwise) {
    const auto* found = given(from, name);
    if (found == nullptr) return otherwise;
    if (!found->is_bool()) return wrong(name, "true or false");
    return found->get_bool();
}

Checked<void> take_part(const json::value& part, Incoming& into) {
    if (!part.is_object()) return wrong("a part", "an object");
    const auto& object = part.get_object();
    if (const auto* text = given(object, "text")) {
        if (!text->is_string()) return wrong("a part's text", "a string");
        if (!into.text.empty()) into.text += '\n';
        into.text += text->get_string();
        return {};
    }
    const auto* data = given(object, "data");
    if (data == nullptr) return std::unexpected(content_not_supported("a file"));
    auto answer = *data;
    if (answer.is_object()) {
        const auto ask = name_at(answer.get_object(), "ask");
        if (!ask) return std::unexpected(ask.error());
        into.ask = *ask;
        answer.get_object().erase("ask");
    }
    auto reply = json::decode<assistant::Reply>(answer);
    if (!reply)
        return std::unexpected(invalid_params(
            fmt::format("a data part answers the open ask with choose, answer, grant or approve: "
                        "{}",
                        reply.error().message)));
    if (into.reply) return wrong("a message's data", "one part");
    into.reply = *std::move(reply);
    return {};
}

Checked<void> take_message(const json::object& message, Incoming& into) {
    const auto role = json::string_at(message, "role");
    if (role != "user" && role != "ROLE_USER") return wrong("message.role", "the user's");
    const auto id = name_at(message, "messageId");
    if (!id) return std::unexpected(id.error());
    const auto context = name_at(message, "contextId");
    if (!context) return std::unexpected(context.error());
    const auto task = name_at(message, "taskId");
    if (!task) return std::unexpected(task.error());
    if (id->empty()) return wrong("message.messageId", "there");
    into.id = *id;
    into.context = *context;
    into.task = *task;
    const auto* parts = given(message, "parts");
    if (parts == nullptr || !parts->is_array() || parts->get_array().empty() ||
        parts->get_array().size() > kMaxParts)
        return wrong("message.parts", fmt::format("a list of 1 to {} parts", kMaxParts));
    for (const auto& part : parts->get_array())
        if (auto taken = take_part(part, into); !taken) return taken;
    if (into.text.empty() && !into.reply) return wrong("message.parts", "words or an answer");
    if (!into.text.empty() && into.reply)
        return wrong("message.parts", "either words or an answer, but both");
    return {};
}

Checked<void> take_configuration(Version version, const json::object& configuration,
                                 Incoming& into) {
    for (const auto* push : {"pushNotificationConfig", "taskPushNotificationConfig"})
        if (given(configuration, push) != nullptr) return std::unexpected(push_not_supported());
    const bool old = version == Version::V03;
    const auto flag = flag_at(configuration, old ? "blocking" : "returnImmediately", old);
    if (!flag) return std::unexpected(flag.error());
    into.waits = *flag == old;
    const auto history = count_at(configuration, "historyLength");
    if (!history) return std::unexpected(history.error());
    into.history = *history;
    return {};
}

}  // namespace

Checked<Incoming> read_incoming(const Call& call) {
    const auto* message = given(call.params, "message");
    if (message == nullptr || !message->is_object()) return wrong("message", "an object");
    Incoming read;
    if (auto taken = take_message(message->get_object(), read); !taken)
        return std::unexpected(std::move(taken).error());
    const auto* configuration = given(call.params, "configuration");
    if (configuration == nullptr) return read;
    if (!configuration->is_object()) return wrong("configuration", "an object");
    if (auto taken = take_configuration(call.version, configuration->get_object(), read); !taken)
        return std::unexpected(std::move(taken).error());
    return read;
}

Checked<TaskQuery> read_task_query(const Call& call) {
    auto id = name_at(call.params, "id");
    if (!id) return std::unexpected(id.error());
    if (id->empty()) return wrong("id", "there");
    const auto history = count_at(call.params, "historyLength");
    if (!history) return std::unexpected(history.error());
    return TaskQuery{.id = *std::move(id), .history = *history};
}

Checked<ListQuery> read_list_query(const Call& call) {
    ListQuery read;
    const auto context = name_at(call.params, "contextId");
    const auto token = name_at(call.params, "pageToken");
    const auto status = name_at(call.params, "status");
    const auto since = name_at(call.params, "statusTimestampAfter");
    for (const auto* one : {&context, &token, &status, &since})
        if (!*one) return std::unexpected(one->error());
    if (!context->empty()) read.context = *context;
    read.page_token = *token;
    if (!status->empty()) {
        read.state = read_state(*status);
        if (!read.state) return wrong("status", "a state of a task");
    }
    if (!since->empty()) {
        const auto time = parse_time(*since);
        if (!time) return wrong("statusTimestampAfter", "a moment as of ISO 8601");
        read.since = *time;
    }
    const auto size = count_at(call.params, "pageSize");
    const auto history = count_at(call.params, "historyLength");
    const auto artifacts = flag_at(call.params, "includeArtifacts", false);
    if (!size) return std::unexpected(size.error());
    if (!history) return std::unexpected(history.error());
    if (!artifacts) return std::unexpected(artifacts.error());
    read.page_size = size->value_or(kTasksAtOnce);
    if (read.page_size < 1 || read.page_size > kMaxTasksAtOnce)
        return wrong("pageSize", fmt::format("from 1 to {}", kMaxTasksAtOnce));
    read.history = history->value_or(0);
    read.artifacts = *artifacts;
    return read;
}

}  // namespace errand::server::a2a
