// Owns: the compiled form of a schema, between schema_compile.cpp, which makes it, and schema.cpp,
// which applies it. Immutable once made; any thread.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "json/json.hpp"

namespace errand::json::schema {

// A place in Compiled::nodes.
using Index = std::uint32_t;

enum Type : unsigned {
    kNull = 1U,
    kBoolean = 2U,
    kObject = 4U,
    kArray = 8U,
    kNumber = 16U,
    kString = 32U,
    kInteger = 64U,
};

using Pattern = std::shared_ptr<const RE2>;

struct ObjectRules {
    std::map<std::string, Index, std::less<>> properties;
    std::vector<std::pair<Pattern, Index>> pattern_properties;
    std::optional<Index> additional;
    std::optional<Index> names;
    std::vector<std::string> required;
    std::map<std::string, std::vector<std::string>> dependent_required;
    std::map<std::string, Index> dependent_schemas;
    std::optional<std::uint64_t> least;
    std::optional<std::uint64_t> most;
};

struct ArrayRules {
    std::vector<Index> prefix;
    std::optional<Index> items;
    std::optional<Index> contains;
    std::optional<std::uint64_t> least_contains;
    std::optional<std::uint64_t> most_contains;
    std::optional<std::uint64_t> least;
    std::optional<std::uint64_t> most;
    bool unique = false;
};

struct NumberRules {
    std::optional<value> minimum;
    std::optional<value> maximum;
    std::optional<value> above;  // exclusiveMinimum
    std::optional<value> below;  // exclusiveMaximum
    std::optional<value> multiple_of;
};

struct StringRules {
    std::optional<std::uint64_t> least;
    std::optional<std::uint64_t> most;
    Pattern pattern;
};

// One schema object. An absent rule limits nothing.
struct Node {
    bool never = false;                          // the schema `false`
    std::optional<unsigned> types;               // of Type
    std::optional<std::set<std::string>> enum_;  // identities (schema_value.hpp)
    std::string enum_shown;
    std::optional<ObjectRules> object;
    std::optional<ArrayRules> array;
    std::optional<NumberRules> number;
    std::optional<StringRules> string;
    std::optional<Index> ref;
    std::vector<Index> all_of;
    std::vector<Index> any_of;
    std::vector<Index> one_of;
    std::optional<Index> not_;
    std::optional<Index> if_;
    std::optional<Index> then;
    std::optional<Index> else_;
};

struct Compiled {
    std::vector<Node> nodes;  // the root is the first
};

Result<Compiled> compile(const value& from);

}  // namespace errand::json::schema
