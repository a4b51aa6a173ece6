#include "mcp/apps.hpp"

#include <algorithm>

#include "base/encoding.hpp"
#include "base/log.hpp"
#include "mcp/limits.hpp"

namespace errand::mcp {

namespace {

bool is_app_address(std::string_view uri) {
    constexpr std::string_view kScheme = "ui://";
    return uri.starts_with(kScheme) && uri.size() > kScheme.size() && uri.size() <= kMaxUriBytes &&
           std::ranges::all_of(uri, [](char one) { return one > ' ' && one < '\x7f'; });
}

// Whether this list names it. Absent and null: everybody.
bool sees(const json::value* visibility, std::string_view who) {
    if (visibility == nullptr || visibility->is_null()) return true;
    if (visibility->is_string()) return visibility->get_string() == who;
    if (!visibility->is_array()) return false;
    return std::ranges::any_of(visibility->get_array(), [&](const json::value& one) {
        return one.is_string() && one.get_string() == who;
    });
}

const json::value* member(const json::value* of, std::string_view key) {
    return of != nullptr && of->is_object() ? of->get_object().if_contains(key) : nullptr;
}

// One text block that is the content as JSON says nothing more.
bool repeats(const json::value& blocks, const json::value& content) {
    if (!blocks.is_array()) return true;
    const auto& list = blocks.get_array();
    if (list.empty()) return true;
    if (list.size() > 1 || json::string_at(list.front(), "type") != "text") return false;
    const auto parsed = json::parse(json::string_at(list.front(), "text"));
    return parsed && *parsed == content;
}

}  // namespace

void read_app(const json::value& entry, tool::Tool& tool) {
    const auto* meta = member(&entry, "_meta");
    const auto* ui = member(meta, "ui");
    const auto* uri = member(ui, "resourceUri");
    if (uri == nullptr) uri = member(meta, "ui/resourceUri");
    if (uri != nullptr && uri->is_string() && is_app_address(uri->get_string()))
        tool.app = uri->get_string();
    else if (uri != nullptr && !uri->is_null())
        log::warn("the tool {} names a page that has no address", tool.name);
    const auto* visibility = member(ui, "visibility");
    tool.for_model = sees(visibility, "model");
    tool.for_app = sees(visibility, "app");
}

json::object beside_content(const json::object& result, const json::value& content) {
    json::object beside;
    const auto* blocks = result.if_contains("content");
    const bool structured = result.contains("structuredContent");
    if (structured && blocks != nullptr && !repeats(*blocks, content)) beside["content"] = *blocks;
    if (const auto* meta = result.if_contains("_meta");
        meta != nullptr && meta->is_object() && !meta->get_object().empty())
        beside["_meta"] = *meta;
    if (json::write(beside).size() <= kMaxBesideBytes) return beside;
    log::info("what a page would be given besides an answer is too large, and is left out");
    return {};
}

Result<tool::Resource> resource_in(const json::object& result, std::string_view uri) {
    const auto* contents = result.if_contains("contents");
    if (contents == nullptr || !contents->is_array())
        return fail(ErrorCode::Corrupt, "what the service gave to read is not a list");
    const auto& list = contents->get_array();
    const auto found = std::ranges::find_if(
        list, [&](const json::value& one) { return json::string_at(one, "uri") == uri; });
    if (found == list.end())
        return fail(ErrorCode::Corrupt, "the service gave something else to read");
    tool::Resource resource{.media_type = std::string(json::string_at(*found, "mimeType"))};
    const auto* text = member(&*found, "text");
    const auto* blob = member(&*found, "blob");
    if (text != nullptr && text->is_string()) {
        resource.bytes = text->get_string();
    } else if (blob != nullptr && blob->is_string()) {
        auto decoded = base64_decode(blob->get_string());
        if (!decoded)
            return fail(ErrorCode::Corrupt, "what the service gave to read is not base 64");
        resource.bytes = *std::move(decoded);
    } else {
        return fail(ErrorCode::Corrupt, "the service gave nothing to read");
    }
    if (resource.bytes.size() > kMaxResourceBytes)
        return fail(ErrorCode::Exhausted, "what the service gave to read is too large");
    if (const auto* meta = member(&*found, "_meta"); meta != nullptr && meta->is_object())
        resource.meta = meta->get_object();
    return resource;
}

}  // namespace errand::mcp
