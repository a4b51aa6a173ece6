// Owns: the JSON Schema of a tool's arguments. Copies share one, and what is made of it (its text,
// its size in tokens, the compiled form) is made once for all of them. Any thread. Must stay true:
// the schema that is shared never changes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "json/json.hpp"
#include "json/schema.hpp"

namespace errand::brain::model {

class ToolSchema {
  public:
    ToolSchema();  // any object
    // A schema as it stands in a document is one. NOLINTBEGIN(google-explicit-constructor)
    ToolSchema(json::value schema);
    ToolSchema(json::object schema) : ToolSchema(json::value(std::move(schema))) {}
    operator const json::value&() const { return value(); }
    // NOLINTEND(google-explicit-constructor)

    const json::value& value() const;
    const std::string& text() const;
    std::int64_t tokens() const;  // an estimate, as of TokenEstimate
    // Made at first use. The error where it is no schema that is understood.
    const Result<json::Schema>& compiled() const;

    bool operator==(const ToolSchema& other) const {
        return shared_ == other.shared_ || value() == other.value();
    }

  private:
    struct Shared;
    std::shared_ptr<const Shared> shared_;
};

}  // namespace errand::brain::model

// In records it is the schema itself.
namespace errand::json::detail {

template <>
struct Decoder<brain::model::ToolSchema> {
    static Result<brain::model::ToolSchema> decode(const value& from, Unknown, const std::string&) {
        return brain::model::ToolSchema(from);
    }
};
template <>
struct Encoder<brain::model::ToolSchema> {
    static value encode(const brain::model::ToolSchema& from) { return from.value(); }
};

}  // namespace errand::json::detail
