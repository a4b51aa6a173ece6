// Owns: JSON Schema, for the arguments and results of tools. A compiled schema is immutable; any
// thread. Source: JSON Schema 2020-12, a stated subset.
//
// Understood: type enum const · properties required additionalProperties patternProperties
// propertyNames minProperties maxProperties dependentRequired dependentSchemas · items prefixItems
// contains minContains maxContains minItems maxItems uniqueItems · minimum maximum exclusiveMinimum
// exclusiveMaximum multipleOf · minLength maxLength · allOf anyOf oneOf not if then else · $ref
// (into this document), $defs definitions $anchor · true and false as schemas. Read past: $schema
// $id (root) $comment title description default examples deprecated readOnly writeOnly format
// contentEncoding contentMediaType, and keys that begin with "x-".
// `pattern` and patternProperties take the subset of schema_pattern.hpp, matched in time linear in
// the text. Everything else refuses the schema by the keyword's name; a $ref that leaves the
// document is never fetched.
#pragma once

#include <memory>

#include "json/json.hpp"

namespace errand::json {

class Schema {
  public:
    // Invalid: names the place in the schema ("#/properties/a") and what is wrong with it.
    static Result<Schema> compile(const value& schema);
    // Accepts everything.
    static Schema any();

    // Invalid: the path in the value ("items.0.quantity") and what the schema wants there.
    // Exhausted: checking took more than kMaxSchemaWork steps.
    Result<> validate(const value& instance) const;

    struct Node;  // schema.cpp

  private:
    struct Compiled;
    explicit Schema(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace errand::json
