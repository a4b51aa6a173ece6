#include "brain/model/message.hpp"

#include <algorithm>

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

std::span<const ToolSpec> callable_tools(const Request& request) {
    const std::span<const ToolSpec> tools(request.tools);
    if (request.choice.kind == ChoiceKind::None) return {};
    if (request.choice.kind != ChoiceKind::Named) return tools;
    const auto named = std::ranges::find(tools, request.choice.name, &ToolSpec::name);
    return {named, named == tools.end() ? 0U : 1U};
}

// A token is three to four letters of English and one to two Chinese characters; digits and signs
// come in ones to threes.
void TokenEstimate::add(std::string_view text) {
    // Sums without a branch, in pieces whose counts fit 16 bits: whole conversations are counted at
    // every turn, and this form is done many bytes at a time.
    constexpr std::size_t kPiece = 32'768;
    for (; !text.empty(); text.remove_prefix(std::min(text.size(), kPiece))) {
        std::uint16_t ascii = 0;
        std::uint16_t following = 0;  // bytes of a character after its first
        for (const char c : text.substr(0, kPiece)) {
            ascii += static_cast<unsigned char>(c) < 0x80 ? 1 : 0;
            following += (static_cast<unsigned char>(c) & 0xC0U) == 0x80 ? 1 : 0;
        }
        ascii_ += ascii;
        others_ += static_cast<std::int64_t>(std::min(text.size(), kPiece)) - ascii - following;
    }
}

std::int64_t estimate_tokens(std::string_view text) {
    TokenEstimate estimate;
    estimate.add(text);
    return estimate.tokens();
}

std::int64_t estimate_tokens(const Message& message) {
    auto tokens = kFrameTokens + estimate_tokens(message.text);
    for (const auto& call : message.calls)
        tokens += kFrameTokens + estimate_tokens(call.name) +
                  estimate_tokens(boost::json::serialize(call.arguments));
    return tokens;
}

std::int64_t estimate_tokens(std::string_view tool, std::string_view description,
                             const ToolSchema& schema) {
    return kFrameTokens + estimate_tokens(tool) + estimate_tokens(description) + schema.tokens();
}

std::int64_t estimate_tokens(const Request& request) {
    std::int64_t tokens = kFrameTokens;
    for (const auto& message : request.messages) tokens += estimate_tokens(message);
    for (const auto& tool : request.tools)
        tokens += estimate_tokens(tool.name, tool.description, tool.schema);
    if (request.format) tokens += estimate_tokens(json::write(request.format->schema));
    return tokens;
}

}  // namespace errand::brain::model
