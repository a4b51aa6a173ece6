#include "mcp/input_requests.hpp"

#include "base/log.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

namespace {

constexpr std::string_view kTooLong = "the service asks for more than can be shown to a person";

Result<> fits(std::size_t bytes, std::size_t most) {
    if (bytes > most) return fail(ErrorCode::Exhausted, std::string(kTooLong));
    return {};
}

}  // namespace

Result<tool::Question> question_of(const std::string& key, const json::object& params) {
    tool::Question question{.key = key,
                            .message = std::string(text_at(params, "message")),
                            .schema = nullptr,
                            .url = {}};
    ERRAND_TRY_VOID(fits(key.size() + question.message.size(), kMaxQuestionBytes));
    const auto mode = text_at(params, "mode");
    if (mode == "url") {
        question.url = text_at(params, "url");
        if (question.url.empty())
            return fail(ErrorCode::Invalid, "the service wants a page opened and names none");
        ERRAND_TRY_VOID(fits(question.url.size(), kMaxQuestionBytes));
        return question;
    }
    if (!mode.empty() && mode != "form")
        return fail(ErrorCode::Invalid, "the service asks in a way that is not known");
    const auto* schema = params.if_contains("requestedSchema");
    if (schema == nullptr || !schema->is_object())
        return fail(ErrorCode::Invalid, "the service asks without a form");
    ERRAND_TRY_VOID(fits(json::write(*schema).size(), kMaxFormBytes));
    question.schema = *schema;
    return question;
}

namespace {

Result<tool::Question> question_in(const std::string& key, const json::value& request) {
    const auto* params = json::find(request, "params");
    if (json::string_at(request, "method") != "elicitation/create" || params == nullptr ||
        !params->is_object())
        return fail(ErrorCode::Invalid, "it asks for what this client cannot do");
    return question_of(key, params->get_object());
}

}  // namespace

Result<InputRequests> read_input_requests(const json::object& requests) {
    ERRAND_TRY_VOID(fits(requests.size(), kMaxInputRequests));
    InputRequests all;
    for (const auto& request : requests) {
        ERRAND_TRY_VOID(fits(request.key().size(), kMaxQuestionBytes));
        auto question = question_in(request.key(), request.value());
        if (question) {
            all.questions.push_back(*std::move(question));
            continue;
        }
        log::info("a request of a service is declined: {}", question.error().message);
        all.declined[request.key()] = {{"action", "decline"}};
    }
    return all;
}

Result<tool::Unfinished> unfinished_of(const json::object& result) {
    tool::Unfinished made{.anew = true};
    const auto* requests = result.if_contains("inputRequests");
    if (requests != nullptr && requests->is_object()) {
        ERRAND_TRY(auto read, read_input_requests(requests->get_object()));
        made.questions = std::move(read.questions);
        if (!read.declined.empty()) made.state["declined"] = std::move(read.declined);
    }
    if (const auto* state = result.if_contains("requestState")) {
        if (!state->is_string())
            return fail(ErrorCode::Corrupt, "the service's requestState is not a text");
        ERRAND_TRY_VOID(fits(state->get_string().size(), kMaxRequestStateBytes));
        made.state["requestState"] = *state;
    }
    return made;
}

std::optional<Result<tool::Unfinished>> pages_first(const json::object& error) {
    const auto* code = error.if_contains("code");
    const auto* data = error.if_contains("data");
    if (code == nullptr || *code != kUrlElicitationRequired || data == nullptr) return {};
    const auto* pages = json::find(*data, "elicitations");
    if (pages == nullptr || !pages->is_array()) return {};
    tool::Unfinished made{.anew = true};
    made.state["visit"] = true;
    for (const auto& page : pages->get_array()) {
        if (made.questions.size() == kMaxInputRequests)
            return fail(ErrorCode::Exhausted, std::string(kTooLong));
        if (!page.is_object()) continue;
        auto question = question_of(std::to_string(made.questions.size() + 1), page.get_object());
        if (!question) return fail(std::move(question).error());
        if (question->url.empty()) continue;
        made.questions.push_back(*std::move(question));
    }
    if (made.questions.empty()) return {};
    return made;
}

}  // namespace errand::mcp
