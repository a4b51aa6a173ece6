#include "document/xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "document/charset.hpp"
#include "document/limits.hpp"
#include "document/trim.hpp"

namespace errand::document {
namespace {

constexpr std::string_view kUnreadable = "the XML cannot be read";

// The encoding that the declaration names, in upper case; empty where it names none.
std::string declared_encoding(std::string_view bytes) {
    const auto head = bytes.substr(0, std::min<std::size_t>(bytes.size(), 256));
    const auto end = head.find("?>");
    if (!head.starts_with("<?xml") || end == std::string_view::npos) return {};
    auto declaration = head.substr(0, end);
    const auto found = declaration.find("encoding");
    if (found == std::string_view::npos) return {};
    declaration.remove_prefix(found);
    const auto open = declaration.find_first_of("'\"");
    if (open == std::string_view::npos) return {};
    const auto close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    std::string name(declaration.substr(open + 1, close - open - 1));
    for (auto& character : name)
        character = static_cast<char>(std::toupper(static_cast<unsigned char>(character)));
    return name;
}

Result<void> check_depth(const pugi::xml_document& document) {
    std::size_t depth = 0;
    Node node = document.root();
    for (;;) {
        if (node.type() == pugi::node_doctype)
            return fail(ErrorCode::Invalid, "the XML brings a DTD, which is not read");
        if (const auto child = node.first_child()) {
            node = child;
            if (++depth > kMaxXmlDepth)
                return fail(ErrorCode::Exhausted, "the XML is nested too deeply");
            continue;
        }
        while (depth > 0 && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        if (depth == 0) return {};
        node = node.next_sibling();
    }
}

bool unicode(std::string_view name) {
    return name.empty() || name.starts_with("UTF") || name == "US-ASCII" || name == "ASCII";
}

}  // namespace

Result<Xml> Xml::parse(std::string_view bytes) {
    if (bytes.size() > kMaxXmlBytes) return fail(ErrorCode::Exhausted, "the XML is too large");
    const auto nodes = std::ranges::count(bytes, '<') + std::ranges::count(bytes, '=');
    if (static_cast<std::size_t>(nodes) > kMaxXmlNodes)
        return fail(ErrorCode::Exhausted, "the XML has too many elements");
    std::string converted;
    auto encoding = pugi::encoding_auto;
    if (const auto declared = declared_encoding(bytes); !unicode(declared)) {
        ERRAND_TRY(converted, to_utf8(bytes, declared));
        bytes = converted;
        encoding = pugi::encoding_utf8;
    }
    Xml xml;
    xml.document_ = std::make_unique<pugi::xml_document>();
    const auto parsed = xml.document_->load_buffer(
        bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype, encoding);
    if (!parsed)
        return fail(ErrorCode::Invalid, fmt::format("{}: {} at byte {}", kUnreadable,
                                                    parsed.description(), parsed.offset));
    ERRAND_TRY_VOID(check_depth(*xml.document_));
    if (!xml.root()) return fail(ErrorCode::Invalid, std::string(kUnreadable));
    return xml;
}

std::string_view local_name(Node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view namespace_of(Node node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    const auto wanted = colon == std::string_view::npos
                            ? std::string("xmlns")
                            : "xmlns:" + std::string(name.substr(0, colon));
    for (; node; node = node.parent())
        if (const auto found = node.attribute(wanted.c_str())) return found.value();
    return {};
}

Node at(Node from, std::string_view path) {
    while (from && !path.empty()) {
        const auto slash = path.find('/');
        const auto name = path.substr(0, slash);
        path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
        Node found;
        for (const auto child : from.children()) {
            if (local_name(child) == name) {
                found = child;
                break;
            }
        }
        from = found;
    }
    return from;
}

std::vector<Node> all(Node from, std::string_view name) {
    std::vector<Node> found;
    for (const auto child : from.children())
        if (local_name(child) == name) found.push_back(child);
    return found;
}

Node anywhere(Node from, std::string_view name) {
    if (local_name(from) == name) return from;
    return from.find_node([name](Node node) { return local_name(node) == name; });
}

std::string text(Node node) {
    std::string joined;
    for (const auto child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            joined += child.value();
    return std::string(trim(joined));
}

std::string text(Node from, std::string_view path) {
    return text(at(from, path));
}

std::string attribute(Node node, std::string_view name) {
    for (const auto one : node.attributes()) {
        std::string_view local = one.name();
        if (const auto colon = local.find(':'); colon != std::string_view::npos)
            local.remove_prefix(colon + 1);
        if (local == name) return std::string(trim(one.value()));
    }
    return {};
}

}  // namespace errand::document
