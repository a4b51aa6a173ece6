#include "server/openai/parameters.hpp"

#include <fmt/format.h>

#include <array>
#include <span>

#include "server/openai/request.hpp"

namespace errand::server::openai {
namespace {

enum class Type { Text, Flag, Number, Whole, List, Object, TextOrList, TextOrObject };

struct Parameter {
    std::string_view name;
    Type type;
};

constexpr std::array kBoth{
    Parameter{"model", Type::Text},
    Parameter{"stream", Type::Flag},
    Parameter{"stream_options", Type::Object},
    Parameter{"temperature", Type::Number},
    Parameter{"top_p", Type::Number},
    Parameter{"top_logprobs", Type::Whole},
    Parameter{"user", Type::Text},
    Parameter{"safety_identifier", Type::Text},
    Parameter{"prompt_cache_key", Type::Text},
    Parameter{"service_tier", Type::Text},
    Parameter{"metadata", Type::Object},
    Parameter{"store", Type::Flag},
    Parameter{"tools", Type::List},
    Parameter{"tool_choice", Type::TextOrObject},
    Parameter{"parallel_tool_calls", Type::Flag},
};

constexpr std::array kChat{
    Parameter{"messages", Type::List},
    Parameter{"n", Type::Whole},
    Parameter{"max_tokens", Type::Whole},
    Parameter{"max_completion_tokens", Type::Whole},
    Parameter{"presence_penalty", Type::Number},
    Parameter{"frequency_penalty", Type::Number},
    Parameter{"stop", Type::TextOrList},
    Parameter{"functions", Type::List},
    Parameter{"function_call", Type::TextOrObject},
    Parameter{"response_format", Type::Object},
    Parameter{"seed", Type::Whole},
    Parameter{"logprobs", Type::Flag},
    Parameter{"logit_bias", Type::Object},
    Parameter{"modalities", Type::List},
    Parameter{"reasoning_effort", Type::Text},
};

constexpr std::array kResponse{
    Parameter{"input", Type::TextOrList},
    Parameter{"instructions", Type::Text},
    Parameter{"previous_response_id", Type::Text},
    Parameter{"conversation", Type::TextOrObject},
    Parameter{"background", Type::Flag},
    Parameter{"text", Type::Object},
    Parameter{"max_output_tokens", Type::Whole},
    Parameter{"max_tool_calls", Type::Whole},
    Parameter{"truncation", Type::Text},
    Parameter{"reasoning", Type::Object},
    Parameter{"include", Type::List},
};

bool fits(Type type, const json::value& value) {
    switch (type) {
        case Type::Text:
            return value.is_string();
        case Type::Flag:
            return value.is_bool();
        case Type::Number:
            return value.is_number();
        case Type::Whole:
            return value.is_int64() || value.is_uint64();
        case Type::List:
            return value.is_array();
        case Type::Object:
            return value.is_object();
        case Type::TextOrList:
            return value.is_string() || value.is_array();
        case Type::TextOrObject:
            return value.is_string() || value.is_object();
    }
    return false;
}

std::string_view wanted(Type type) {
    switch (type) {
        case Type::Text:
            return "a string";
        case Type::Flag:
            return "a boolean";
        case Type::Number:
            return "a number";
        case Type::Whole:
            return "an integer";
        case Type::List:
            return "an array";
        case Type::Object:
            return "an object";
        case Type::TextOrList:
            return "a string or an array";
        case Type::TextOrObject:
            return "a string or an object";
    }
    return "something else";
}

std::optional<Refusal> check(const json::object& body, std::span<const Parameter> parameters) {
    for (const auto& one : parameters)
        if (const auto* value = given(body, one.name); value != nullptr && !fits(one.type, *value))
            return wrong_type(one.name, wanted(one.type), *value);
    return {};
}

std::optional<Refusal> check_model(const json::object& body) {
    if (given(body, "model") == nullptr) return missing("model");
    const auto model = text(body, "model");
    if (model == kModel) return {};
    auto refusal = Refusal::of(
        "model", "model_not_found",
        fmt::format("The model '{}' does not exist here; the only one is '{}'.", model, kModel));
    refusal.status = 404;
    return refusal;
}

// A client may offer its tools; whether one is called is the answerer's choice, and errand calls
// none. What demands a call is refused.
std::optional<Refusal> check_tool_choice(const json::object& body, std::string_view name) {
    const auto* choice = given(body, name);
    if (choice == nullptr) return {};
    const auto kind = choice->is_string() ? std::string_view(choice->get_string())
                                          : json::string_at(*choice, "mode");
    if (kind == "auto" || kind == "none") return {};
    return not_supported(name,
                         "errand calls no tools of its client; leave it out, or send 'auto' or "
                         "'none'");
}

// "text", or a form that cannot be kept.
std::optional<Refusal> check_form(std::string_view param, const json::value* form) {
    if (form == nullptr || !form->is_object()) return {};
    const auto type = json::string_at(*form, "type");
    if (type.empty() || type == "text") return {};
    return not_supported(param, "errand answers in words, not in JSON");
}

}  // namespace

std::string_view type_name(const json::value& value) {
    switch (value.kind()) {
        case boost::json::kind::null:
            return "null";
        case boost::json::kind::bool_:
            return "a boolean";
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
            return "an integer";
        case boost::json::kind::double_:
            return "a number";
        case boost::json::kind::string:
            return "a string";
        case boost::json::kind::array:
            return "an array";
        case boost::json::kind::object:
            return "an object";
    }
    return "something else";
}

Refusal wrong_type(std::string_view param, std::string_view wanted, const json::value& got) {
    return Refusal::of(std::string(param), "invalid_type",
                       fmt::format("Invalid type for '{}': expected {}, but got {} instead.", param,
                                   wanted, type_name(got)));
}

Refusal missing(std::string_view param) {
    return Refusal::of(std::string(param), "missing_required_parameter",
                       fmt::format("Missing required parameter: '{}'.", param));
}

Refusal not_supported(std::string_view param, std::string why) {
    return Refusal::of(std::string(param), "unsupported_value",
                       fmt::format("Unsupported value for '{}': {}.", param, why));
}

std::optional<Refusal> check_chat_types(const json::object& body) {
    if (auto wrong = check(body, kBoth)) return wrong;
    return check(body, kChat);
}

std::optional<Refusal> check_response_types(const json::object& body) {
    if (auto wrong = check(body, kBoth)) return wrong;
    return check(body, kResponse);
}

std::optional<Refusal> check_wishes(const json::object& body) {
    if (auto wrong = check_model(body)) return wrong;
    for (const auto* name : {"tool_choice", "function_call"})
        if (auto wrong = check_tool_choice(body, name)) return wrong;
    if (auto wrong = check_form("response_format", given(body, "response_format"))) return wrong;
    if (const auto* text = given(body, "text"))
        if (auto wrong = check_form("text.format", json::find(*text, "format"))) return wrong;
    if (const auto* n = given(body, "n"); n != nullptr && *n != json::value(1))
        return not_supported("n", "errand gives one answer");
    if (const auto* modalities = given(body, "modalities"))
        for (const auto& one : modalities->get_array())
            if (one != json::value("text"))
                return not_supported("modalities", "errand writes only");
    return {};
}

const json::value* given(const json::object& body, std::string_view name) {
    const auto* found = body.if_contains(name);
    return found == nullptr || found->is_null() ? nullptr : found;
}

bool flag(const json::object& body, std::string_view name) {
    const auto* found = given(body, name);
    return found != nullptr && found->is_bool() && found->get_bool();
}

std::string text(const json::object& body, std::string_view name) {
    return std::string(json::string_at(body, name));
}

}  // namespace errand::server::openai
