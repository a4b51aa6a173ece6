#include "assistant/apps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "assistant/errand.hpp"
#include "assistant/limits.hpp"
#include "assistant/services.hpp"
#include "base/encoding.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "base/printable.hpp"

namespace errand::assistant {
namespace {

// The member of a step's value that says that the answer has an app.
constexpr std::string_view kMark = "errand/app";

json::array text_block(std::string_view text) {
    return {json::object{{"type", "text"}, {"text", text}}};
}

// Answers without structured content are recorded as {"text", "content": the blocks}.
bool is_plain(const json::object& content) {
    const auto* text = content.if_contains("text");
    const auto* blocks = content.if_contains("content");
    return content.size() == 2 && text != nullptr && text->is_string() && blocks != nullptr &&
           blocks->is_array();
}

// The connector of a service that the user has permitted.
Result<tool::Connector*> permitted(Services& services, const std::string& user,
                                   const std::string& service) {
    auto* connector = services.tools.find(service);
    if (connector == nullptr)
        return fail(ErrorCode::NotFound, fmt::format("there is no service {} here", service),
                    "add it to the configuration");
    ERRAND_TRY(const auto grant, services.consent.grants().live(user, service));
    if (!grant)
        return fail(ErrorCode::Denied, fmt::format("{} may not be used", service),
                    "give the permission again, in an errand that uses it");
    return connector;
}

Result<> may_call(const std::vector<tool::Tool>& tools, const std::string& service,
                  const std::string& name) {
    const auto found = std::ranges::find(tools, name, &tool::Tool::name);
    if (found == tools.end())
        return fail(ErrorCode::NotFound,
                    fmt::format("the service {} has no tool {}", service, name));
    if (!found->for_app)
        return fail(ErrorCode::Denied, fmt::format("{}.{} is not for apps", service, name));
    if (found->effect != tool::Effect::Reads)
        return fail(
            ErrorCode::Denied,
            fmt::format("{}.{} may change or spend something, and no app does that", service, name),
            "say to errand what you want; it shows you what will be done, and asks");
    return {};
}

}  // namespace

void mark_app(json::value& answer, const Call& call, tool::App app) {
    if (app.uri.empty() || !answer.is_object()) return;
    const auto title =
        printable_line(utf8_prefix(app.title.empty() ? call.tool : app.title, kMaxFieldTitle));
    App made{.id = make_id("app"),
             .service = call.service,
             .tool = call.tool,
             .uri = std::move(app.uri),
             .title = title,
             .beside = std::move(app.beside),
             .arguments = {}};
    if (call.goes_on) made.arguments = call.arguments;
    answer.get_object()[kMark] = json::encode(std::move(made));
}

std::optional<App> take_app(json::value& answer) {
    auto* object = answer.if_object();
    const auto* mark = object == nullptr ? nullptr : object->if_contains(kMark);
    if (mark == nullptr) return {};
    auto read = json::decode<App>(*mark, json::Unknown::Ignore);
    object->erase(kMark);
    if (read) return *std::move(read);
    log::warn("an app cannot be read: {}", read.error().message);
    return {};
}

json::object shown(const App& app, std::uint64_t errand) {
    return {{"id", app.id},
            {"service", app.service},
            {"tool", app.tool},
            {"title", app.title},
            {"url", fmt::format("/v1/errands/{}/apps/{}", errand, app.id)}};
}

Result<RecordedApp> find_app(std::vector<journal::Record> records, std::string_view id) {
    std::map<std::string, json::value> arguments;  // by step, since the last checkpoint
    for (auto& record : records) {
        if (record.type == journal::RecordType::Checkpoint) arguments.clear();
        if (record.type == journal::RecordType::Intent)
            arguments[record.step] = std::move(record.data);
        if (record.type != journal::RecordType::Value || !record.data.is_object()) continue;
        const auto* mark = record.data.get_object().if_contains(kMark);
        if (mark == nullptr || json::string_at(*mark, "id") != id) continue;
        auto app = take_app(record.data);
        if (!app) break;
        RecordedApp found{.app = *std::move(app), .input = {}, .result = {}};
        auto& own = arguments[record.step];
        if (found.app.arguments)
            found.input = *found.app.arguments;
        else if (own.is_object())
            found.input = std::move(own.get_object());
        found.result = call_tool_result(std::move(record.data), false, found.app.beside);
        return found;
    }
    return fail(ErrorCode::NotFound, "the errand has no such app");
}

json::object call_tool_result(json::value content, bool refused, json::object beside) {
    json::object made;
    if (refused) {
        const auto* why = json::find(content, "error");
        made["isError"] = true;
        made["content"] = text_block(why == nullptr ? "" : json::string_at(*why, "message"));
    } else if (content.is_object() && is_plain(content.get_object())) {
        made["content"] = std::move(content.get_object()["content"]);
    } else {
        made["content"] = text_block(json::write(content));
        made["structuredContent"] = std::move(content);
    }
    for (auto& member : beside) made[member.key()] = std::move(member.value());
    return made;
}

async::Awaitable<Result<tool::Resource>> read_page(Services& services, std::string user,
                                                   std::string service, std::string uri) {
    ERRAND_CO_TRY(auto* connector, permitted(services, user, service));
    const auto deadline = async::after(kReadDeadline);
    ERRAND_CO_TRY(auto page,
                  co_await async::with_deadline(
                      connector->read(std::move(uri),
                                      {.user = user, .idempotency_key = {}, .deadline = deadline}),
                      deadline));
    if (page.media_type != tool::kAppMediaType)
        co_return fail(ErrorCode::Corrupt,
                       fmt::format("the page is not of the type {}", tool::kAppMediaType));
    if (page.bytes.empty() || page.bytes.size() > kMaxPageBytes || !is_utf8(page.bytes))
        co_return fail(ErrorCode::Corrupt, "the page is empty, too large, or not UTF-8");
    co_return page;
}

async::Awaitable<Result<json::object>> call_from_page(Services& services, std::string user,
                                                      std::string service, std::string tool,
                                                      json::object arguments) {
    ERRAND_CO_TRY(auto* connector, permitted(services, user, service));
    const auto deadline = async::after(kReadDeadline);
    ERRAND_CO_TRY(const auto tools,
                  co_await async::with_deadline(connector->tools(user), deadline));
    ERRAND_CO_TRY_VOID(may_call(tools, service, tool));
    log::info("an app of {} calls {}", service, tool);
    tool::CallContext context{.user = user, .idempotency_key = {}, .deadline = deadline};
    ERRAND_CO_TRY(auto result, co_await async::with_deadline(
                                   connector->call(tool, arguments, context), deadline));
    if (result.unfinished) {
        context.goes_on =
            tool::GoOn{.state = std::move(result.unfinished->state), .answers = {}, .stop = true};
        const auto stopped =
            co_await connector->call(tool, std::move(arguments), std::move(context));
        if (!stopped)
            log::info("{}.{} was not stopped: {}", service, tool, stopped.error().message);
        co_return fail(ErrorCode::Unavailable,
                       fmt::format("{}.{} asks the person first, or takes long", service, tool),
                       "say to errand what you want");
    }
    auto beside = result.app ? std::move(result.app->beside) : json::object{};
    auto made = call_tool_result(std::move(result.content), result.refused, std::move(beside));
    if (json::write(made).size() > kMaxPageAnswerBytes)
        co_return fail(ErrorCode::Exhausted, "the answer is too large for an app");
    co_return made;
}

}  // namespace errand::assistant
