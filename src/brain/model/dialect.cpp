#include "brain/model/dialect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "brain/model/limits.hpp"
#include "brain/model/text.hpp"

namespace errand::brain::model {

namespace {

json::object write_call(const ToolCall& call) {
    return {{"id", call.id},
            {"type", "function"},
            {"function", {{"name", call.name}, {"arguments", json::write(call.arguments)}}}};
}

json::object write_message(const Message& message) {
    json::object out{{"role", json::encode(message.role)}};
    if (message.role == Role::Tool) out["tool_call_id"] = message.call_id;
    // A message with calls and no words has null in most servers' own examples.
    if (message.text.empty() && !message.calls.empty())
        out["content"] = nullptr;
    else
        out["content"] = message.text;
    if (message.calls.empty()) return out;
    json::array calls;
    for (const auto& call : message.calls) calls.push_back(write_call(call));
    out["tool_calls"] = std::move(calls);
    return out;
}

// The schema's text is there already: tools are most of what is sent.
void write_tools(std::span<const ToolSpec> tools, std::string& out) {
    out += R"(,"tools":[)";
    for (bool first = true; const auto& tool : tools) {
        if (!std::exchange(first, false)) out += ',';
        out += R"({"type":"function","function":{"name":)";
        out += json::write(json::value(tool.name));
        out += R"(,"description":)";
        out += json::write(json::value(tool.description));
        out += R"(,"parameters":)";
        out += tool.schema.text();
        out += "}}";
    }
    out += ']';
}

// What must not be called is shown all the same, so that the prompt's beginning stays the same.
std::span<const ToolSpec> offered(const Request& request) {
    if (request.choice.kind == ChoiceKind::None) return request.tools;
    return callable_tools(request);
}

json::value write_choice(const ToolChoice& choice) {
    switch (choice.kind) {
        case ChoiceKind::None:
            return "none";
        case ChoiceKind::Required:
            return "required";
        case ChoiceKind::Named:
            return json::object{{"type", "function"}, {"function", {{"name", choice.name}}}};
        case ChoiceKind::Auto:
            break;
    }
    return "auto";
}

json::object write_format(const ResponseFormat& format) {
    return {{"type", "json_schema"},
            {"json_schema",
             {{"name", format.name}, {"schema", format.schema}, {"strict", format.strict}}}};
}

// For a server that does not know schemas: the schema as words, before everything else.
json::object schema_in_words(const ResponseFormat& format) {
    return {
        {"role", "system"},
        {"content", "Answer with one JSON value that fits this JSON Schema, and nothing else:\n" +
                        json::write(format.schema)}};
}

bool is_word_part(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

// `word` by itself: "stream" is not in "upstream", nor in "stream_options".
bool holds_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = at == 0 || !is_word_part(text[at - 1]);
        if (begins && (end == text.size() || !is_word_part(text[end]))) return true;
    }
    return false;
}

// How servers say that they do not know a member, or do not do what it asks for.
constexpr std::array<std::string_view, 21> kNotKnown{
    "cannot use",    "unsupported",     "not support",  "n't support",     "only support",
    "unknown",       "unrecognized",    "unrecognised", "not recognized",  "not recognised",
    "unexpected",    "not permitted",   "not allowed",  "not implemented", "unavailable",
    "not available", "extra_forbidden", "不支持",       "仅支持",          "只支持",
    "无法识别"};

bool says_not_known(std::string_view text) {
    return std::ranges::any_of(kNotKnown,
                               [&](std::string_view words) { return text.contains(words); });
}

bool take_back(bool& sent) {
    return std::exchange(sent, false);
}

}  // namespace

bool adapt(Dialect& dialect, const Request& request, const Failure& refusal) {
    const bool may_help =
        refusal.kind == FailureKind::Refused || refusal.kind == FailureKind::Missing;
    if (!may_help) return false;
    const auto said = lowered(refusal.said.param + " " + refusal.said.message);
    const auto names = [&](std::string_view word) { return holds_word(said, word); };
    // A server that takes another form names it, in whatever words.
    if (names("json_object") && request.format && take_back(dialect.json_schema)) return true;
    if (!says_not_known(said + " " + lowered(refusal.said.code + " " + refusal.said.type)))
        return false;
    if (names("stream_options") || names("include_usage"))
        if (dialect.stream && take_back(dialect.stream_options)) return true;
    const bool bounded = request.max_tokens || dialect.max_output > 0;
    if (names("max_completion_tokens") && bounded && !dialect.max_completion_tokens) {
        dialect.max_completion_tokens = true;
        return true;
    }
    const bool schema_is_wrong = said.contains("invalid schema") ||
                                 said.contains("invalid json schema") ||
                                 refusal.said.code == "invalid_json_schema";
    if ((names("response_format") || names("json_schema")) && !schema_is_wrong)
        if (request.format && take_back(dialect.json_schema)) return true;
    if (names("parallel_tool_calls"))
        if (!request.parallel_calls && take_back(dialect.parallel_calls)) return true;
    if (names("tool_choice"))
        if (request.choice.kind != ChoiceKind::Auto && take_back(dialect.tool_choice)) return true;
    if (names("temperature"))
        if (request.temperature && take_back(dialect.temperature)) return true;
    if ((names("stream") || names("streaming")) && !dialect.stream_fixed) {
        dialect.stream = !dialect.stream;
        dialect.stream_fixed = true;
        return true;
    }
    return false;
}

std::string write_request(const Request& request, std::string_view model, const Dialect& dialect,
                          const json::object& extra) {
    json::array messages;
    if (request.format && !dialect.json_schema)
        messages.push_back(schema_in_words(*request.format));
    for (const auto& message : request.messages) messages.push_back(write_message(message));
    std::string out = R"({"model":)" + json::write(json::value(model));
    out += R"(,"messages":)" + json::write(std::move(messages));
    // Where the word that forbids tools is not taken, nothing is offered.
    const bool forbidden = request.choice.kind == ChoiceKind::None && !dialect.tool_choice;
    const bool offers = !request.tools.empty() && !forbidden;
    json::object rest;
    if (offers) {
        write_tools(offered(request), out);
        if (request.choice.kind != ChoiceKind::Auto && dialect.tool_choice)
            rest["tool_choice"] = write_choice(request.choice);
        // What everybody does by themselves is not said: some servers refuse the word.
        if (!request.parallel_calls && dialect.parallel_calls) rest["parallel_tool_calls"] = false;
    }
    if (request.format)
        rest["response_format"] = dialect.json_schema ? write_format(*request.format)
                                                      : json::object{{"type", "json_object"}};
    if (request.temperature && dialect.temperature) rest["temperature"] = *request.temperature;
    if (const auto most = request.max_tokens.value_or(dialect.max_output); most > 0)
        rest[dialect.max_completion_tokens ? "max_completion_tokens" : "max_tokens"] = most;
    rest["stream"] = dialect.stream;
    if (dialect.stream && dialect.stream_options)
        rest["stream_options"] = json::object{{"include_usage", true}};
    for (const auto& member : extra) {
        const auto key = member.key();
        const bool ours = key == "model" || key == "messages" || (offers && key == "tools");
        if (!ours && !rest.contains(key)) rest[key] = member.value();
    }
    out += json::write(std::move(rest)).replace(0, 1, ",");
    return out;
}

Result<> check_request(const Request& request) {
    const auto wrong = [](std::string what) { return fail(ErrorCode::Invalid, std::move(what)); };
    if (request.messages.empty()) return wrong("a model was to be asked without a message");
    if (request.messages.size() > kMaxMessages || request.tools.size() > kMaxToolsSent)
        return fail(ErrorCode::Exhausted, "too many messages or tools for one request",
                    "shorten the conversation, or offer fewer tools");
    if (request.max_tokens && (*request.max_tokens < 1 || *request.max_tokens > kMaxTokens))
        return wrong(fmt::format("a reply of at most {} tokens was asked for: from 1 to {} can be",
                                 *request.max_tokens, kMaxTokens));
    std::set<std::string_view> asked;
    for (const auto& message : request.messages) {
        for (const auto& call : message.calls) asked.insert(call.id);
        if (message.role == Role::Tool && !asked.contains(message.call_id))
            return wrong(fmt::format("the tool message '{}' answers no call", message.call_id));
    }
    std::set<std::string_view> names;
    for (const auto& tool : request.tools)
        if (tool.name.empty() || !names.insert(tool.name).second)
            return wrong(fmt::format("the tool '{}' is offered twice or has no name", tool.name));
    if (request.choice.kind == ChoiceKind::Named && !names.contains(request.choice.name))
        return wrong(
            fmt::format("the tool '{}' is to be called, but not offered", request.choice.name));
    return {};
}

}  // namespace errand::brain::model
