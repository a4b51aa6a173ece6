// From a schema's JSON to its nodes. Nested schemas are compiled by recursion, which the document's
// depth bounds; the targets of $ref wait in a queue, since a chain of them may be as long as the
// document.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "base/encoding.hpp"
#include "json/limits.hpp"
#include "json/schema_node.hpp"
#include "json/schema_value.hpp"

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

class Compiler {
  public:
    explicit Compiler(const value& root) : root_(root) {}
    Result<Compiled> run();

  private:
    struct Place {
        const value& at;
        std::string pointer;  // "" is the root
        std::size_t depth;
    };
    using Handler = Result<> (Compiler::*)(Node&, const value&, const Place&);
    static const std::map<std::string_view, Handler>& keywords();

    static std::unexpected<Error> refuse(const Place& place, std::string_view what);
    static Place below(const Place& place, std::string_view key, const value& at);
    static Place below(const Place& place, std::size_t index, const value& at);

    Result<> find_anchors(const value& at, const std::string& pointer, std::size_t depth);
    Result<Index> schema(const Place& place);
    Result<> keyword(Node& node, std::string_view key, const value& at, const Place& place);
    Result<> resolve_references();
    Result<std::string> target_of(std::string_view reference, const Place& place);
    Result<> check_cycles() const;

    // Parts of keywords.
    static Result<std::uint64_t> count(const value& at, const Place& place);
    static Result<std::vector<std::string>> names(const value& at, const Place& place);
    Result<std::vector<Index>> schemas(const value& at, const Place& place);
    Result<std::map<std::string, Index, std::less<>>> named(const value& at, const Place& place);
    Result<Pattern> pattern(std::string_view text, const Place& place);

    Result<> skip(Node&, const value&, const Place&) { return {}; }
    Result<> on_dialect(Node& node, const value& at, const Place& place);
    Result<> on_id(Node& node, const value& at, const Place& place);
    Result<> on_ref(Node& node, const value& at, const Place& place);
    Result<> on_definitions(Node& node, const value& at, const Place& place);
    Result<> on_type(Node& node, const value& at, const Place& place);
    Result<> on_enum(Node& node, const value& at, const Place& place);
    Result<> on_const(Node& node, const value& at, const Place& place);
    Result<> on_properties(Node& node, const value& at, const Place& place);
    Result<> on_pattern_properties(Node& node, const value& at, const Place& place);
    Result<> on_required(Node& node, const value& at, const Place& place);
    Result<> on_dependent_required(Node& node, const value& at, const Place& place);
    Result<> on_dependent_schemas(Node& node, const value& at, const Place& place);
    Result<> on_unique(Node& node, const value& at, const Place& place);
    Result<> on_multiple_of(Node& node, const value& at, const Place& place);
    Result<> on_pattern(Node& node, const value& at, const Place& place);
    Result<> on_items(Node& node, const value& at, const Place& place);
    Result<> on_prefix_items(Node& node, const value& at, const Place& place);

    // Keywords that fill one member with one schema, one list of schemas, one count, one number.
    template <auto Rules, auto Member>
    Result<> on_schema_in(Node& node, const value& at, const Place& place);
    template <auto Member>
    Result<> on_schema(Node& node, const value& at, const Place& place);
    template <auto Member>
    Result<> on_schemas(Node& node, const value& at, const Place& place);
    template <auto Rules, auto Member>
    Result<> on_count(Node& node, const value& at, const Place& place);
    template <auto Member>
    Result<> on_bound(Node& node, const value& at, const Place& place);

    // The rules of one type, made at the first keyword that needs them.
    template <auto Rules>
    static auto& rules(Node& node) {
        auto& held = node.*Rules;
        if (!held) held.emplace();
        return *held;
    }

    struct Reference {
        Index from;
        std::string target;   // a pointer
        std::string pointer;  // where the $ref stands
    };

    const value& root_;
    std::string root_id_;
    std::deque<Node> nodes_;  // addresses stay while it grows
    std::map<std::string, Index, std::less<>> by_pointer_;
    std::map<std::string, std::string, std::less<>> anchors_;  // name to pointer
    std::deque<Reference> references_;
    std::size_t patterns_ = 0;
};

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
    for (const auto& member : *members) {
        ERRAND_TRY_VOID(keyword(node, member.key(), member.value(), place));
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

Result<std::uint64_t> Compiler::count(const value& at, const Place& place) {
    if (is_integer(at) && compare_numbers(at, value(0)) >= 0 &&
        compare_numbers(at, value(std::int64_t{1} << 53)) <= 0) {
        return at.to_number<std::uint64_t>();
    }
    return refuse(place, "must be a whole number, not negative");
}

Result<std::vector<std::string>> Compiler::names(const value& at, const Place& place) {
    auto list = decode<std::vector<std::string>>(at);
    if (!list) return refuse(place, "must be a list of names");
    return list;
}

Result<std::vector<Index>> Compiler::schemas(const value& at, const Place& place) {
    const auto* elements = at.if_array();
    if (elements == nullptr || elements->empty()) return refuse(place, "must be a list of schemas");
    std::vector<Index> all;
    for (std::size_t i = 0; i < elements->size(); ++i) {
        ERRAND_TRY(const auto index, schema(below(place, i, (*elements)[i])));
        all.push_back(index);
    }
    return all;
}

Result<std::map<std::string, Index, std::less<>>> Compiler::named(const value& at,
                                                                  const Place& place) {
    const auto* members = at.if_object();
    if (members == nullptr) return refuse(place, "must be an object of schemas");
    std::map<std::string, Index, std::less<>> all;
    for (const auto& member : *members) {
        ERRAND_TRY(const auto index, schema(below(place, member.key(), member.value())));
        all.emplace(std::string(member.key()), index);
    }
    return all;
}

// ECMAScript writes a code point \uXXXX, RE2 \x{XXXX}.
std::string for_re2(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            out += text[i];
        } else if (text[i + 1] == 'u' && i + 5 < text.size()) {
            out += fmt::format("\\x{{{}}}", text.substr(i + 2, 4));
            i += 5;
        } else {
            out += text.substr(i++, 2);
        }
    }
    return out;
}

Result<Pattern> Compiler::pattern(std::string_view text, const Place& place) {
    if (text.size() > kMaxPatternBytes || ++patterns_ > kMaxPatterns) {
        return refuse(place, "too many or too long patterns");
    }
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(kMaxPatternMemory);
    auto compiled = std::make_shared<const RE2>(for_re2(text), options);
    if (!compiled->ok()) {
        return refuse(
            place, fmt::format("the pattern '{}' is not supported: {}", text, compiled->error()));
    }
    return compiled;
}

Result<> Compiler::on_dialect(Node&, const value& at, const Place& place) {
    static constexpr std::array kKnown{"https://json-schema.org/draft/2020-12/schema",
                                       "https://json-schema.org/draft/2019-09/schema",
                                       "http://json-schema.org/draft-07/schema",
                                       "http://json-schema.org/draft-06/schema"};
    std::string_view dialect;
    if (const auto* text = at.if_string()) dialect = *text;
    if (dialect.ends_with('#')) dialect.remove_suffix(1);
    if (std::ranges::find(kKnown, dialect) != kKnown.end()) return {};
    return refuse(place, fmt::format("the dialect '{}' is not supported", dialect));
}

Result<> Compiler::on_id(Node&, const value& at, const Place& place) {
    // A nested $id would change what every $ref below it means.
    if (place.pointer == "/$id" && at.is_string()) return {};
    return refuse(place, "a nested '$id' is not supported");
}

Result<> Compiler::on_ref(Node&, const value& at, const Place& place) {
    const auto* text = at.if_string();
    if (text == nullptr) return refuse(place, "must be a string");
    ERRAND_TRY(auto target, target_of(std::string_view(*text), place));
    const auto holder = place.pointer.substr(0, place.pointer.rfind('/'));
    references_.push_back({by_pointer_.at(holder), std::move(target), place.pointer});
    return {};
}

Result<> Compiler::on_definitions(Node&, const value& at, const Place& place) {
    ERRAND_TRY([[maybe_unused]] const auto all, named(at, place));
    return {};
}

Result<> Compiler::on_type(Node& node, const value& at, const Place& place) {
    static const std::map<std::string_view, unsigned> kTypes{
        {"null", kNull},     {"boolean", kBoolean}, {"object", kObject},  {"array", kArray},
        {"number", kNumber}, {"string", kString},   {"integer", kInteger}};
    std::vector<std::string> listed;
    if (const auto* text = at.if_string()) {
        listed.emplace_back(*text);
    } else {
        ERRAND_TRY(listed, names(at, place));
    }
    node.types = 0;
    for (const auto& name : listed) {
        const auto type = kTypes.find(name);
        if (type == kTypes.end()) return refuse(place, fmt::format("no type '{}'", name));
        *node.types |= type->second;
    }
    if (listed.empty()) return refuse(place, "no type at all");
    return {};
}

Result<> Compiler::on_enum(Node& node, const value& at, const Place& place) {
    const auto* elements = at.if_array();
    if (elements == nullptr) return refuse(place, "must be a list");
    std::set<std::string> allowed;
    for (const auto& element : *elements) allowed.insert(identity(element));
    if (node.enum_) {  // const came first: both must hold
        std::erase_if(*node.enum_, [&](const auto& one) { return !allowed.contains(one); });
    } else {
        node.enum_ = std::move(allowed);
        node.enum_shown = write(at).substr(0, 200);
    }
    return {};
}

Result<> Compiler::on_const(Node& node, const value& at, const Place& place) {
    return on_enum(node, array{at}, place);
}

Result<> Compiler::on_properties(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<&Node::object>(node).properties, named(at, place));
    return {};
}

Result<> Compiler::on_pattern_properties(Node& node, const value& at, const Place& place) {
    const auto* members = at.if_object();
    if (members == nullptr) return refuse(place, "must be an object of schemas");
    for (const auto& member : *members) {
        const auto inner = below(place, member.key(), member.value());
        ERRAND_TRY(auto compiled, pattern(member.key(), inner));
        ERRAND_TRY(const auto index, schema(inner));
        rules<&Node::object>(node).pattern_properties.emplace_back(std::move(compiled), index);
    }
    return {};
}

Result<> Compiler::on_required(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<&Node::object>(node).required, names(at, place));
    return {};
}

Result<> Compiler::on_dependent_required(Node& node, const value& at, const Place& place) {
    const auto* members = at.if_object();
    if (members == nullptr) return refuse(place, "must be an object of lists");
    for (const auto& member : *members) {
        ERRAND_TRY(auto list, names(member.value(), below(place, member.key(), member.value())));
        rules<&Node::object>(node).dependent_required.emplace(member.key(), std::move(list));
    }
    return {};
}

Result<> Compiler::on_dependent_schemas(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(const auto all, named(at, place));
    rules<&Node::object>(node).dependent_schemas = {all.begin(), all.end()};
    return {};
}

Result<> Compiler::on_unique(Node& node, const value& at, const Place& place) {
    if (!at.is_bool()) return refuse(place, "must be true or false");
    rules<&Node::array>(node).unique = at.get_bool();
    return {};
}

Result<> Compiler::on_multiple_of(Node& node, const value& at, const Place& place) {
    if (!at.is_number() || compare_numbers(at, value(0)) <= 0) {
        return refuse(place, "must be a number above 0");
    }
    rules<&Node::number>(node).multiple_of = at;
    return {};
}

Result<> Compiler::on_pattern(Node& node, const value& at, const Place& place) {
    const auto* text = at.if_string();
    if (text == nullptr) return refuse(place, "must be a string");
    ERRAND_TRY(rules<&Node::string>(node).pattern, pattern(std::string_view(*text), place));
    return {};
}

Result<> Compiler::on_items(Node& node, const value& at, const Place& place) {
    // The form of older drafts, whose meaning moved to prefixItems.
    if (at.is_array()) return refuse(place, "'items' as a list is not supported");
    ERRAND_TRY(rules<&Node::array>(node).items, schema(place));
    return {};
}

Result<> Compiler::on_prefix_items(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<&Node::array>(node).prefix, schemas(at, place));
    return {};
}

template <auto Rules, auto Member>
Result<> Compiler::on_schema_in(Node& node, const value&, const Place& place) {
    ERRAND_TRY(rules<Rules>(node).*Member, schema(place));
    return {};
}

template <auto Member>
Result<> Compiler::on_schema(Node& node, const value&, const Place& place) {
    ERRAND_TRY(node.*Member, schema(place));
    return {};
}

template <auto Member>
Result<> Compiler::on_schemas(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(node.*Member, schemas(at, place));
    return {};
}

template <auto Rules, auto Member>
Result<> Compiler::on_count(Node& node, const value& at, const Place& place) {
    ERRAND_TRY(rules<Rules>(node).*Member, count(at, place));
    return {};
}

template <auto Member>
Result<> Compiler::on_bound(Node& node, const value& at, const Place& place) {
    if (!at.is_number()) return refuse(place, "must be a number");
    rules<&Node::number>(node).*Member = at;
    return {};
}

const std::map<std::string_view, Compiler::Handler>& Compiler::keywords() {
    using C = Compiler;
    constexpr auto kObjectRules = &Node::object;
    constexpr auto kArrayRules = &Node::array;
    constexpr auto kStringRules = &Node::string;
    static const std::map<std::string_view, Handler> kAll{
        {"$schema", &C::on_dialect},
        {"$id", &C::on_id},
        {"$ref", &C::on_ref},
        {"$defs", &C::on_definitions},
        {"definitions", &C::on_definitions},
        {"type", &C::on_type},
        {"enum", &C::on_enum},
        {"const", &C::on_const},
        {"properties", &C::on_properties},
        {"patternProperties", &C::on_pattern_properties},
        {"additionalProperties", &C::on_schema_in<kObjectRules, &ObjectRules::additional>},
        {"propertyNames", &C::on_schema_in<kObjectRules, &ObjectRules::names>},
        {"required", &C::on_required},
        {"dependentRequired", &C::on_dependent_required},
        {"dependentSchemas", &C::on_dependent_schemas},
        {"minProperties", &C::on_count<kObjectRules, &ObjectRules::least>},
        {"maxProperties", &C::on_count<kObjectRules, &ObjectRules::most>},
        {"items", &C::on_items},
        {"prefixItems", &C::on_prefix_items},
        {"contains", &C::on_schema_in<kArrayRules, &ArrayRules::contains>},
        {"minContains", &C::on_count<kArrayRules, &ArrayRules::least_contains>},
        {"maxContains", &C::on_count<kArrayRules, &ArrayRules::most_contains>},
        {"minItems", &C::on_count<kArrayRules, &ArrayRules::least>},
        {"maxItems", &C::on_count<kArrayRules, &ArrayRules::most>},
        {"uniqueItems", &C::on_unique},
        {"minimum", &C::on_bound<&NumberRules::minimum>},
        {"maximum", &C::on_bound<&NumberRules::maximum>},
        {"exclusiveMinimum", &C::on_bound<&NumberRules::above>},
        {"exclusiveMaximum", &C::on_bound<&NumberRules::below>},
        {"multipleOf", &C::on_multiple_of},
        {"minLength", &C::on_count<kStringRules, &StringRules::least>},
        {"maxLength", &C::on_count<kStringRules, &StringRules::most>},
        {"pattern", &C::on_pattern},
        {"allOf", &C::on_schemas<&Node::all_of>},
        {"anyOf", &C::on_schemas<&Node::any_of>},
        {"oneOf", &C::on_schemas<&Node::one_of>},
        {"not", &C::on_schema<&Node::not_>},
        {"if", &C::on_schema<&Node::if_>},
        {"then", &C::on_schema<&Node::then>},
        {"else", &C::on_schema<&Node::else_>},
        {"$anchor", &C::skip},
        {"$comment", &C::skip},
        {"title", &C::skip},
        {"description", &C::skip},
        {"default", &C::skip},
        {"examples", &C::skip},
        {"deprecated", &C::skip},
        {"readOnly", &C::skip},
        {"writeOnly", &C::skip},
        {"format", &C::skip},
        {"contentEncoding", &C::skip},
        {"contentMediaType", &C::skip},
        {"contentSchema", &C::skip},
    };
    return kAll;
}

}  // namespace

Result<Compiled> compile(const value& from) {
    return Compiler(from).run();
}

}  // namespace errand::json::schema
