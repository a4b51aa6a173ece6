#include "brain/model/message.hpp"

namespace errand::brain::model {

namespace {

// What the frame of a message or a tool costs beside its words.
constexpr std::int64_t kFrameTokens = 8;

}  // namespace

Message answer_to(const ToolCall& call, std::string text) {
    Message message;
    message.role = Role::Tool;
    message.text = std::move(text);
    message.call_id = call.id;
    return message;
}

std::vector<ToolSpec> callable_tools(const Request& request) {
    if (request.choice.kind == ChoiceKind::None) return {};
    auto tools = request.tools;
    if (request.choice.kind == ChoiceKind::Named)
        std::erase_if(tools,
                      [&](const ToolSpec& tool) { return tool.name != request.choice.name; });
    return tools;
}

// A token is three to four letters of English and one to two Chinese characters; digits and signs
// come in ones to threes.
void TokenEstimate::add(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            ++ascii_;
        else if (byte >= 0xC0)
            ++others_;
    }
}

std::int64_t estimate_tokens(std::string_view text) {
    TokenEstimate estimate;
    estimate.add(text);
    return estimate.tokens();
}

std::int64_t estimate_tokens(const Request& request) {
    std::int64_t tokens = kFrameTokens;
    for (const auto& message : request.messages) {
        tokens += kFrameTokens + estimate_tokens(message.text);
        for (const auto& call : message.calls)
            tokens += kFrameTokens + estimate_tokens(call.name) +
                      estimate_tokens(json::write(call.arguments));
    }
    for (const auto& tool : request.tools)
        tokens += kFrameTokens + estimate_tokens(tool.name) + estimate_tokens(tool.description) +
                  estimate_tokens(json::write(tool.schema));
    if (request.format) tokens += estimate_tokens(json::write(request.format->schema));
    return tokens;
}

}  // namespace errand::brain::model
