// Owns: JSON Schema, for the arguments and results of tools. A compiled schema is immutable; any
// thread. Source: JSON Schema 2020-12, a stated subset.
//
// Understood: type enum const · properties required additionalProperties patternProperties
// propertyNames minProperties maxProperties dependentRequired dependentSchemas · items prefixItems
// contains minContains maxContains minItems maxItems uniqueItems · minimum maximum exclusiveMinimum
// exclusiveMaximum multipleOf · minLength maxLength pattern · allOf anyOf oneOf not if then else ·
// $ref (into this document) $defs definitions $anchor · true and false as schemas.
// Read past: $schema (a known draft), $id (at the root), $comment title description default
// examples deprecated readOnly writeOnly format contentEncoding contentMediaType contentSchema, and
// keys that begin with "x-". Everything else refuses the schema by the keyword's name, rather than
// letting a value pass that it would refuse; a $ref that leaves the document is never fetched.
// Patterns are matched by RE2, so in time linear in the text; one that RE2 has no form for (look-
// around, back references) refuses the schema.
#pragma once

#include <memory>

#include "json/json.hpp"

namespace errand::json {

namespace schema {
struct Compiled;
}

class Schema {
  public:
    // Invalid: names the place in the schema ("#/properties/a") and what is wrong there.
    static Result<Schema> compile(const value& schema);
    // Accepts everything.
    static Schema any();

    // Invalid: the path in the value ("items.0.quantity") and what the schema wants there.
    // Exhausted: the check took more than kMaxSchemaWork steps or went deeper than
    // kMaxSchemaCheckDepth.
    Result<> validate(const value& instance) const;

  private:
    explicit Schema(std::shared_ptr<const schema::Compiled> compiled)
        : compiled_(std::move(compiled)) {}
    std::shared_ptr<const schema::Compiled> compiled_;
};

}  // namespace errand::json
