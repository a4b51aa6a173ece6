// Owns: the schemas of an OpenAPI document as JSON Schemas that stand by themselves. Pure; any
// thread. Must stay true: nothing outside the document is ever looked at; parts, depth and chains
// of references are bounded (limits.hpp). Source: OpenAPI 3.0.4 and 3.1.1, Schema Object.
#pragma once

#include <string>

#include "json/json.hpp"

namespace errand::connectors::openapi {

// Which way a value goes: what is only read is not sent, what is only written does not come back.
enum class Direction { Sent, Received };

// What `node` is once its "$ref"s are followed. Invalid: one leaves the document, names nothing, or
// more than kMaxReferences follow one another.
Result<const json::value*> resolve(const json::value& document, const json::value* node);

// Makes schemas that stand by themselves: what they refer to is in "$defs".
class Schemas {
  public:
    Schemas(const json::value& document, Direction direction, std::size_t most_parts)
        : document_(document), direction_(direction), left_(most_parts) {}

    // Invalid: a reference that cannot be followed. Exhausted: too many parts, or too deep.
    Result<json::value> take(const json::value& schema);
    // What all that was taken refers to, for the "$defs" of the schema around it; empty: nothing.
    Result<json::object> definitions();

  private:
    Result<json::value> convert(const json::value& schema, std::size_t depth);
    Result<json::value> convert_members(const json::object& schema, std::size_t depth);
    Result<json::value> convert_list(const json::value& list, std::size_t depth);
    Result<json::value> convert_map(const json::value& map, std::size_t depth);
    Result<json::value> refer(std::string_view reference);
    void drop_other_direction(const json::object& schema, json::object& made) const;

    const json::value& document_;
    Direction direction_;
    std::size_t left_;
    json::object made_;                    // of "$defs", by their names
    std::vector<std::string> to_be_made_;  // names of schemas that were referred to
};

}  // namespace errand::connectors::openapi
