// Owns: what a tool and a connector are, and the registry of connectors.
// Strand: the event loop's thread.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "async/awaitable.hpp"
#include "base/error.hpp"
#include "json/json.hpp"
#include "tool/unfinished.hpp"

namespace errand::tool {

// What a call does outside. A tool that does not say spends.
enum class Effect { Reads, Changes, Spends };
BOOST_DESCRIBE_ENUM(Effect, Reads, Changes, Spends)

struct Tool {
    std::string service;
    std::string name;
    std::string title;
    std::string description;
    json::value input_schema = json::object{{"type", "object"}};
    std::optional<json::value> output_schema;
    Effect effect = Effect::Spends;
    bool idempotent = false;
    // It pays, and Connector::prepare says for what: its arguments are shown and signed as
    // prepared.
    bool prepares = false;
    // The page of the service that shows its answers ("ui://…"); empty: none.
    std::string app;
    // Who may call it: a model, and the pages of the same service.
    bool for_model = true;
    bool for_app = true;
};

// The argument that carries a call's idempotency key, where a tool has it. It is errand's alone:
// whoever chooses the arguments of a call that changes something never sees it.
inline constexpr std::string_view kKeyArgument = "idempotency_key";
// The schema without that argument.
json::value without_key(json::value input_schema);

struct CallContext {
    std::string user;
    // The same key and the same arguments are the same call. Empty: none.
    std::string idempotency_key;
    std::chrono::steady_clock::time_point deadline;
    // An earlier call with this key may have been carried out.
    bool in_doubt = false;
    // The call was begun before, with the same arguments and key, and goes on.
    std::optional<GoOn> goes_on = {};
    // Called while the call runs, however often the service likes. Empty: nobody wants to know.
    OnProgress on_progress = {};
};

// What an answer is shown by: a page of the service, and what it is given besides the content
// (members of MCP's CallToolResult: "content", "_meta").
struct App {
    std::string uri;
    std::string title;  // the tool's
    json::object beside;
};

// `refused` is the tool's own error: content = {"error": {"code", "message", "advice", "details"}}.
// An unfinished call has no content yet.
struct CallResult {
    json::value content;
    bool refused = false;
    std::optional<Unfinished> unfinished = {};
    std::optional<App> app = {};
};

// Something that a service lets be read. Nothing of it was believed so far.
struct Resource {
    std::string media_type;
    std::string bytes;
    json::object meta;
};

// The only media type of pages that show answers (MCP Apps, 2026-01-26).
inline constexpr std::string_view kAppMediaType = "text/html;profile=mcp-app";

// A refusal in the form above.
CallResult refusal(std::string_view code, std::string_view message, std::string_view advice = {},
                   json::object details = {});
// The "error" of a content in that form, by which a refusal is known: an object with a text "code".
// Null: it is none; many answers say {"error": null} of what went well.
const json::object* refusal_in(const json::value& content);

// One service that has tools.
class Connector {
  public:
    virtual ~Connector() = default;
    virtual const std::string& service() const = 0;
    virtual async::Awaitable<Result<std::vector<Tool>>> tools(std::string user) = 0;
    // An Error where the service could not be asked or its answer not be understood: Timeout where
    // it may have done it all the same, Unavailable where it certainly did not, Denied without a
    // grant. What the tool itself refuses is a CallResult, and so is that it has not finished: the
    // call goes on when it is made again with `context.goes_on`.
    virtual async::Awaitable<Result<CallResult>> call(std::string tool, json::object arguments,
                                                      CallContext context) = 0;
    // For a tool that `prepares`: reads afresh what the call would pay for, and gives {"arguments"}
    // with all that a person has to see filled in, "purchase" above all (commerce/purchase.hpp).
    // call() then takes these arguments alone, and only as long as they are still true. What cannot
    // be bought is a refusal. Changes nothing there.
    virtual async::Awaitable<Result<CallResult>> prepare(std::string tool, json::object arguments,
                                                         CallContext context);
    // What the service has under this address, as its tools name it (Tool::app). Errors as call()
    // says, and NotFound; Corrupt where it is none or too large.
    virtual async::Awaitable<Result<Resource>> read(std::string uri, CallContext context);
};

// Where a connector gets its bearer tokens.
class Credentials {
  public:
    virtual ~Credentials() = default;
    // Denied where the user has granted nothing. An empty token: this service wants none.
    virtual async::Awaitable<Result<std::string>> token(std::string user, std::string service) = 0;
    // After the service refused `rejected`: a newer one, or Denied.
    virtual async::Awaitable<Result<std::string>> refreshed(std::string user, std::string service,
                                                            std::string rejected) = 0;
    // What this user pays with at this service, where the settings name it; empty: nothing.
    virtual async::Awaitable<Result<std::string>> payment_token(std::string user,
                                                                std::string service);
    // Whether what the service keeps for the account behind the token is this user's own. Not so
    // where the token is the operator's key, the same for everybody, and the user is somebody else.
    virtual bool account_is_own(const std::string& user, const std::string& service) const;
};

// At most kMaxConnectors, one for each service.
class Registry {
  public:
    // Conflict where the service is there already, Exhausted where the registry is full.
    Result<> add(std::unique_ptr<Connector> connector);
    // Null where there is none.
    Connector* find(std::string_view service) const;
    std::vector<std::string> services() const;

  private:
    std::vector<std::unique_ptr<Connector>> connectors_;
};

}  // namespace errand::tool
