// Owns: an OpenAPI 3.x document read into operations. Pure; any thread. Must stay true: the
// document is a stranger's: its size, operations, references and schemas are bounded (limits.hpp);
// what cannot be carried out right is left out, with the reason. Source: OpenAPI 3.0.4 and 3.1.1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "json/json.hpp"
#include "tool/tool.hpp"

namespace errand::connectors::openapi {

enum class Place { Path, Query, Header };

// How a list or an object is written in a query.
enum class Style { Form, Exploded, Spaces, Pipes, Deep, Json };

struct Parameter {
    std::string name;      // on the wire
    std::string argument;  // of the tool
    Place place = Place::Query;
    Style style = Style::Exploded;
    bool required = false;
};

// Where the service's key goes.
struct KeyPlace {
    enum class Kind { None, Bearer, Header, Query };
    Kind kind = Kind::None;
    std::string name = {};  // of the header or the parameter
    bool declared = true;   // the document says so
};

struct Operation {
    tool::Tool tool;
    std::string method;  // "GET"
    std::string path;    // "/pets/{id}"
    std::vector<Parameter> parameters;
    bool has_body = false;  // the argument "body", sent as JSON
    KeyPlace key;
    json::value responses;  // of the document, by status; an object
};

struct Document {
    std::string version;  // "3.1.0"
    std::string title;    // the service's own name and version
    std::string server;   // the first that it names; empty: none, may be relative to its address
    std::vector<Operation> operations;
    std::vector<std::string> left_out;  // "GET /x: why"
    json::value whole;

    const Operation* find(std::string_view tool) const;
};

// Invalid: it is no JSON, or no OpenAPI 3.x. Exhausted: it is beyond a bound.
Result<Document> read_document(std::string_view text);

// What an answer of this status has to fit; nothing where the document does not say. Invalid or
// Exhausted where its schema cannot be held to.
Result<std::optional<json::value>> answer_schema(const Document& document,
                                                 const Operation& operation, int status);

}  // namespace errand::connectors::openapi
