// Owns: the way from a schema's JSON to its nodes; for schema_compile.cpp (references, nesting) and
// schema_keywords.cpp (what each keyword says). One thread, once per schema.
// Nested schemas are compiled by recursion, which the document's depth bounds; the targets of $ref
// wait in a queue, since a chain of them may be as long as the document.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "json/schema_node.hpp"

namespace errand::json::schema {

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
    // Whether the schema is in a draft in which lists of items, additionalItems and dependencies
    // were written that way, and in one in which $ref stood alone.
    bool before_2020() const { return dialect_ != Dialect::Draft2020; }
    bool ref_alone() const { return dialect_ == Dialect::Draft07; }
    Result<> on_additional_items(Node& node, const value& at, const Place& place);
    Result<> on_dependencies(Node& node, const value& at, const Place& place);
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

    enum class Dialect { Draft2020, Draft2019, Draft07 };

    const value& root_;
    Dialect dialect_ = Dialect::Draft2020;
    std::string root_id_;
    std::deque<Node> nodes_;  // addresses stay while it grows
    std::map<std::string, Index, std::less<>> by_pointer_;
    std::map<std::string, std::string, std::less<>> anchors_;  // name to pointer
    std::deque<Reference> references_;
    std::size_t patterns_ = 0;
};

}  // namespace errand::json::schema
