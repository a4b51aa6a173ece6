#include <fmt/format.h>

#include "base/encoding.hpp"
#include "json/limits.hpp"
#include "json/schema_compiler.hpp"

namespace errand::json::schema {
namespace {

std::string pointer_step(std::string_view key) {
    std::string out = "/";
    for (const char c : key) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

std::unexpected<Error> Compiler::refuse(const Place& place, std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("schema #{}: {}", place.pointer, what));
}

Compiler::Place Compiler::below(const Place& place, std::string_view key, const value& at) {
    return {at, place.pointer + pointer_step(key), place.depth + 1};
}

Compiler::Place Compiler::below(const Place& place, std::size_t index, const value& at) {
    return {at, fmt::format("{}/{}", place.pointer, index), place.depth + 1};
}

Result<Compiled> Compiler::run() {
    const Place whole{root_, "", 0};
    if (const auto* members = root_.if_object()) {
        if (const auto* id = members->if_contains("$id"); id != nullptr && id->is_string()) {
            root_id_ = id->get_string();
            if (root_id_.ends_with('#')) root_id_.pop_back();
        }
    }
    const auto dialect = string_at(root_, "$schema");
    if (dialect.find("/draft-0") != std::string_view::npos) dialect_ = Dialect::Draft07;
    if (dialect.find("/draft/2019-09/") != std::string_view::npos) dialect_ = Dialect::Draft2019;
    ERRAND_TRY_VOID(find_anchors(root_, "", 0));
    ERRAND_TRY_VOID([&]() -> Result<> {
        ERRAND_TRY([[maybe_unused]] const auto first, schema(whole));
        return {};
    }());
    ERRAND_TRY_VOID(resolve_references());
    ERRAND_TRY_VOID(check_cycles());
    Compiled made;
    made.nodes.assign(std::make_move_iterator(nodes_.begin()),
                      std::make_move_iterator(nodes_.end()));
    return made;
}

// Names that $ref may use. Wherever they stand, since a $ref may come before its anchor.
Result<> Compiler::find_anchors(const value& at, const std::string& pointer, std::size_t depth) {
    const Place place{at, pointer, depth};
    if (depth > kMaxSchemaDepth) return refuse(place, "nested too deep");
    if (const auto* members = at.if_object()) {
        for (const auto& member : *members) {
            const auto* name = member.value().if_string();
            if (member.key() == "$anchor" && name != nullptr &&
                !anchors_.emplace(std::string(*name), pointer).second) {
                return refuse(place, fmt::format("the $anchor '{}' is there twice", name->c_str()));
            }
            if (member.key() == "enum" || member.key() == "const" || member.key() == "default" ||
                member.key() == "examples") {
                continue;
            }
            ERRAND_TRY_VOID(
                find_anchors(member.value(), pointer + pointer_step(member.key()), depth + 1));
        }
    } else if (const auto* elements = at.if_array()) {
        for (std::size_t i = 0; i < elements->size(); ++i) {
            ERRAND_TRY_VOID(
                find_anchors((*elements)[i], fmt::format("{}/{}", pointer, i), depth + 1));
        }
    }
    return {};
}

Result<Index> Compiler::schema(const Place& place) {
    if (const auto known = by_pointer_.find(place.pointer); known != by_pointer_.end()) {
        return known->second;
    }
    if (place.depth > kMaxSchemaDepth) return refuse(place, "nested too deep");
    if (nodes_.size() >= kMaxSchemaNodes) return refuse(place, "too many parts");
    const auto index = static_cast<Index>(nodes_.size());
    by_pointer_.emplace(place.pointer, index);
    auto& node = nodes_.emplace_back();
    if (const auto* truth = place.at.if_bool()) {
        node.never = !*truth;
        return index;
    }
    const auto* members = place.at.if_object();
    if (members == nullptr) return refuse(place, "a schema must be an object, true or false");
    const bool only_ref = ref_alone() && members->contains("$ref");
    for (const auto& member : *members) {
        const bool counts = !only_ref || member.key() == "$ref" || member.key() == "definitions" ||
                            member.key() == "$defs" || member.key() == "$schema";
        if (counts) ERRAND_TRY_VOID(keyword(node, member.key(), member.value(), place));
    }
    return index;
}

Result<> Compiler::keyword(Node& node, std::string_view key, const value& at, const Place& place) {
    if (key.starts_with("x-")) return {};
    const auto found = keywords().find(key);
    if (found == keywords().end()) {
        return refuse(place, fmt::format("the keyword '{}' is not supported", key));
    }
    return (this->*found->second)(node, at, below(place, key, at));
}

Result<> Compiler::resolve_references() {
    while (!references_.empty()) {
        const auto reference = std::move(references_.front());
        references_.pop_front();
        const auto* target = &root_;
        if (!reference.target.empty()) {
            boost::json::error_code error;
            target = root_.find_pointer(reference.target, error);
        }
        const Place place{target == nullptr ? root_ : *target, reference.target, 0};
        if (target == nullptr) {
            return fail(ErrorCode::Invalid, fmt::format("schema #{}: nothing is at '#{}'",
                                                        reference.pointer, reference.target));
        }
        ERRAND_TRY(const auto index, schema(place));
        nodes_[reference.from].ref = index;
    }
    return {};
}

Result<std::string> Compiler::target_of(std::string_view reference, const Place& place) {
    const auto hash = reference.find('#');
    const auto document = reference.substr(0, hash);
    if (!document.empty() && document != root_id_) {
        return refuse(place, fmt::format("the $ref '{}' leaves the document", reference));
    }
    const auto fragment = percent_decode(
        hash == std::string_view::npos ? std::string_view{} : reference.substr(hash + 1));
    if (!fragment) return refuse(place, "a $ref that cannot be read");
    if (fragment->empty() || fragment->starts_with('/')) return *fragment;
    const auto anchor = anchors_.find(*fragment);
    if (anchor == anchors_.end()) {
        return refuse(place, fmt::format("there is no $anchor '{}'", *fragment));
    }
    return anchor->second;
}

// A schema that comes back to itself without going into the value would be applied for ever.
Result<> Compiler::check_cycles() const {
    enum class Mark : char { New, Open, Done };
    std::vector<Mark> marks(nodes_.size(), Mark::New);
    const auto in_place = [this](Index of) {
        const auto& node = nodes_[of];
        std::vector<Index> next = node.all_of;
        next.insert(next.end(), node.any_of.begin(), node.any_of.end());
        next.insert(next.end(), node.one_of.begin(), node.one_of.end());
        for (const auto& one : {node.ref, node.not_, node.if_, node.then, node.else_}) {
            if (one) next.push_back(*one);
        }
        if (node.object) {
            for (const auto& [key, one] : node.object->dependent_schemas) next.push_back(one);
        }
        return next;
    };
    for (Index start = 0; start < nodes_.size(); ++start) {
        if (marks[start] != Mark::New) continue;
        std::vector<std::pair<Index, std::vector<Index>>> stack{{start, in_place(start)}};
        marks[start] = Mark::Open;
        while (!stack.empty()) {
            auto& [at, left] = stack.back();
            if (left.empty()) {
                marks[at] = Mark::Done;
                stack.pop_back();
                continue;
            }
            const auto next = left.back();
            left.pop_back();
            if (marks[next] == Mark::Open) {
                return fail(ErrorCode::Invalid, "schema: a $ref leads back to itself without end");
            }
            if (marks[next] == Mark::New) {
                marks[next] = Mark::Open;
                stack.emplace_back(next, in_place(next));
            }
        }
    }
    return {};
}

Result<Compiled> compile(const value& from) {
    return Compiler(from).run();
}

}  // namespace errand::json::schema
