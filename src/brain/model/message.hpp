// Owns: a conversation with a large model as plain values: messages, tools, calls, what a turn
// used. Any thread. Must stay true: every value can be recorded and read again (json::encode,
// decode), and a call without a fault names an offered tool and holds arguments that fit its
// schema.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "brain/model/tool_schema.hpp"
#include "json/json.hpp"

namespace errand::brain::model {

enum class Role { System, User, Assistant, Tool };
BOOST_DESCRIBE_ENUM(Role, System, User, Assistant, Tool)

// Why a call of the model cannot be carried out.
enum class FaultKind { UnknownTool, NotJson, CutOff, NotAnObject, SchemaViolated, TooLarge };
BOOST_DESCRIBE_ENUM(FaultKind, UnknownTool, NotJson, CutOff, NotAnObject, SchemaViolated, TooLarge)

// `text` is written for the model: it goes back as the answer to its call.
struct CallFault {
    FaultKind kind = FaultKind::NotJson;
    std::string text;

    bool operator==(const CallFault&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallFault, (), (kind, text))

struct ToolCall {
    std::string id;  // unique in its conversation
    std::string name;
    json::object arguments;  // empty where there is a fault
    std::optional<CallFault> fault;
    bool mended = false;  // the arguments were not well-formed JSON as they came

    bool operator==(const ToolCall&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(ToolCall, (), (id, name, arguments, fault, mended))

struct Message {
    Role role = Role::User;
    std::string text;
    std::string reasoning;        // Assistant: its thoughts, never sent again
    std::vector<ToolCall> calls;  // Assistant
    std::string call_id;          // Tool: the call that `text` answers

    bool operator==(const Message&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(Message, (), (role, text, reasoning, calls, call_id))

// The message that tells the model what is wrong with its call, or what came of it.
Message answer_to(const ToolCall& call, std::string text);

struct ToolSpec {
    std::string name;
    std::string description;
    ToolSchema schema;

    bool operator==(const ToolSpec&) const = default;
};
BOOST_DESCRIBE_STRUCT(ToolSpec, (), (name, description, schema))

enum class ChoiceKind { Auto, None, Required, Named };
BOOST_DESCRIBE_ENUM(ChoiceKind, Auto, None, Required, Named)

struct ToolChoice {
    ChoiceKind kind = ChoiceKind::Auto;
    std::string name;  // Named: the tool that must be called

    bool operator==(const ToolChoice&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(ToolChoice, (), (kind, name))

// The reply must be JSON of this schema (`response_format` json_schema).
struct ResponseFormat {
    std::string name = "answer";
    json::value schema;
    bool strict = true;

    bool operator==(const ResponseFormat&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(ResponseFormat, (), (name, schema, strict))

struct Request {
    std::vector<Message> messages;
    std::vector<ToolSpec> tools;
    ToolChoice choice;
    bool parallel_calls = true;
    std::optional<ResponseFormat> format;
    std::optional<double> temperature;
    std::optional<std::int64_t> max_tokens;

    bool operator==(const Request&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(Request, (),
                      (messages, tools, choice, parallel_calls, format, temperature, max_tokens))

// The tools that the reply may call, in the request: none where the choice is None, the named one
// alone where it is Named, since some servers take that for Auto.
std::span<const ToolSpec> callable_tools(const Request& request);

// Tokens. `cached` is a part of `prompt`, `reasoning` of `completion`.
struct Usage {
    std::int64_t prompt = 0;
    std::int64_t completion = 0;
    std::int64_t cached = 0;
    std::int64_t reasoning = 0;
    bool estimated = false;  // the server did not say

    std::int64_t total() const { return prompt + completion; }
    bool operator==(const Usage&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(Usage, (), (prompt, completion, cached, reasoning, estimated))

// ToolCalls exactly where the message has calls. Length: the limit of tokens cut it off, or the
// server did in trouble of its own.
enum class Finish { Stop, ToolCalls, Length, Filtered };
BOOST_DESCRIBE_ENUM(Finish, Stop, ToolCalls, Length, Filtered)

struct Reply {
    Message message;
    Finish finish = Finish::Stop;
    Usage usage;
    std::string model;  // as the server calls it

    bool operator==(const Reply&) const = default;
    static constexpr bool kDefaults = true;
};
BOOST_DESCRIBE_STRUCT(Reply, (), (message, finish, usage, model))

// A piece of the reply as it comes. All texts of one kind, one after the other, are the message's.
struct Delta {
    enum class Kind { Text, Reasoning };
    Kind kind = Kind::Text;
    std::string text;

    bool operator==(const Delta&) const = default;
};
using OnDelta = std::function<void(const Delta&)>;

// About how many tokens a text is, which may grow: never far below what the models in use make of
// it.
class TokenEstimate {
  public:
    void add(std::string_view text);
    std::int64_t tokens() const { return (ascii_ + 2) / 3 + others_; }

  private:
    std::int64_t ascii_ = 0;
    std::int64_t others_ = 0;
};
std::int64_t estimate_tokens(std::string_view text);
// The same of a message, of a tool, and of everything that is sent.
std::int64_t estimate_tokens(const Message& message);
std::int64_t estimate_tokens(std::string_view tool, std::string_view description,
                             const ToolSchema& schema);
std::int64_t estimate_tokens(const Request& request);

}  // namespace errand::brain::model
