#include "mcp/catalog.hpp"

#include <algorithm>
#include <cctype>

#include "base/log.hpp"
#include "mcp/apps.hpp"
#include "mcp/limits.hpp"
#include "mcp/protocol.hpp"

namespace errand::mcp {

namespace {

bool flag(const json::value& entry, std::string_view path) {
    const auto* found = json::find(entry, path);
    return found != nullptr && found->is_bool() && found->get_bool();
}

tool::Effect effect_of(const json::value& entry) {
    const auto* meta = json::find(entry, "_meta");
    const auto said = meta == nullptr ? std::string_view{} : json::string_at(*meta, kMetaEffect);
    if (flag(entry, "annotations.readOnlyHint") || said == "reads") return tool::Effect::Reads;
    return said == "changes" ? tool::Effect::Changes : tool::Effect::Spends;
}

// As the specification would have it (2025-11-25, "Tool Names"), and with the slash of SEP-986.
bool is_tool_name(std::string_view name) {
    return !name.empty() && name.size() <= kMaxToolNameBytes &&
           std::ranges::all_of(name, [](unsigned char one) {
               return std::isalnum(one) != 0 ||
                      std::string_view("_-./").contains(static_cast<char>(one));
           });
}

// All text blocks, one after the other.
std::string text_of(const json::array& content) {
    std::string text;
    for (const auto& block : content) {
        if (json::string_at(block, "type") != "text") continue;
        if (!text.empty()) text += "\n";
        text += json::string_at(block, "text");
    }
    return text;
}

// Where there is no structuredContent: the object that the text is, else the text itself.
json::value plain_content(const json::object& result) {
    const auto* content = result.if_contains("content");
    const auto blocks =
        content != nullptr && content->is_array() ? content->get_array() : json::array{};
    auto text = text_of(blocks);
    if (blocks.size() == 1 && text.starts_with('{'))
        if (auto parsed = json::parse(text); parsed && parsed->is_object()) return *parsed;
    return json::object{{"text", std::move(text)}, {"content", blocks}};
}

tool::CallResult read_refusal(const json::object& result) {
    auto content = plain_content(result);
    if (const auto* error = json::find(content, "error"); error != nullptr && error->is_object())
        return {std::move(content), true};
    const std::string text(json::string_at(content, "text"));
    return tool::refusal("refused", text.empty() ? "the service refused without a reason" : text,
                         "", {{"content", std::move(content)}});
}

std::unexpected<Error> unfit(const Listed& listed, const std::string& why) {
    return fail(ErrorCode::Corrupt,
                "the result of '" + listed.tool.name + "' is not what the service promised: " + why,
                "the effect may have happened; look it up before trying again");
}

// What the answer says, held against the output schema.
Result<json::value> read_content(json::object& result, const Listed& listed) {
    auto* structured = result.if_contains("structuredContent");
    // Versions before structuredContent have the object in the text.
    auto content = structured != nullptr ? std::move(*structured) : plain_content(result);
    if (!listed.output) return content;
    if (!*listed.output) return unfit(listed, listed.output->error().message);
    if (const auto fits = (*listed.output)->validate(content); !fits)
        return unfit(listed, fits.error().message);
    return content;
}

}  // namespace

Result<> Catalog::add(const json::value& entry, bool with_headers) {
    Listed listed;
    auto& tool = listed.tool;
    tool.name = json::string_at(entry, "name");
    const auto* input = json::find(entry, "inputSchema");
    if (!is_tool_name(tool.name) || input == nullptr || by_name_.contains(tool.name)) {
        log::warn("a tool without a proper name of its own or a schema is left out");
        return {};
    }
    if (tools_.size() >= kMaxTools)
        return fail(ErrorCode::Exhausted, "the service lists too many tools");
    tool.title = json::string_at(entry, "title");
    if (const auto* hints = json::find(entry, "annotations");
        tool.title.empty() && hints != nullptr)
        tool.title = json::string_at(*hints, "title");
    tool.description = json::string_at(entry, "description");
    tool.effect = effect_of(entry);
    tool.idempotent = flag(entry, "annotations.idempotentHint");
    tool.input_schema = *input;
    read_app(entry, tool);
    if (with_headers) {
        auto headers = header_parameters(*input);
        if (!headers) {
            log::warn("the tool {} is left out: {}", tool.name, headers.error().message);
            return {};
        }
        listed.headers = *std::move(headers);
    }
    listed.input = json::Schema::compile(*input);
    listed.takes_key = json::find(*input, "properties.idempotency_key") != nullptr;
    if (const auto* execution = json::find(entry, "execution")) {
        const auto support = json::string_at(*execution, "taskSupport");
        listed.takes_task = support == "optional" || support == "required";
    }
    if (const auto* output = json::find(entry, "outputSchema")) {
        tool.output_schema = *output;
        listed.output = json::Schema::compile(*output);
    }
    by_name_.emplace(tool.name, tools_.size());
    tools_.push_back(std::move(listed));
    return {};
}

const Listed* Catalog::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? nullptr : &tools_[found->second];
}

std::vector<tool::Tool> Catalog::all() const {
    std::vector<tool::Tool> all;
    all.reserve(tools_.size());
    for (const auto& listed : tools_) all.push_back(listed.tool);
    return all;
}

Result<tool::CallResult> read_call_result(json::object result, const Listed& listed) {
    const auto* error = result.if_contains("isError");
    if (error != nullptr && error->is_bool() && error->get_bool()) return read_refusal(result);
    ERRAND_TRY(auto content, read_content(result, listed));
    tool::CallResult read{std::move(content)};
    // What only pages call is answered to them in full.
    if (const auto& tool = listed.tool; !tool.app.empty() || !tool.for_model)
        read.app = tool::App{tool.app, tool.title, beside_content(result, read.content)};
    return read;
}

}  // namespace errand::mcp
