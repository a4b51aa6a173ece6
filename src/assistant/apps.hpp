// Owns: the apps of errands: pages of a service that show one recorded answer of it (MCP Apps), and
// what such a page may ask for. Strand: the io_context's thread.
// Must stay true: what an app shows is what the journal holds of the call, kept once, in the call's
// own step; an app reaches its own service alone, under the user's grant, and only what reads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "async/awaitable.hpp"
#include "base/error.hpp"
#include "journal/record.hpp"
#include "json/json.hpp"
#include "tool/tool.hpp"

namespace errand::assistant {

struct Services;  // services.hpp
struct Call;      // errand.hpp

// What a call's recorded answer says of its app.
struct App {
    static constexpr bool kDefaults = true;
    std::string id;  // no other app's
    std::string service;
    std::string tool;
    std::string uri;
    std::string title;
    // What the page is given besides the answer.
    json::object beside;
    // The call's, where its step does not hold them: that of a call that went on.
    std::optional<json::object> arguments;
};
BOOST_DESCRIBE_STRUCT(App, (), (id, service, tool, uri, title, beside, arguments))

// Adds to an answer that it has an app. Answers that are no object have none.
void mark_app(json::value& answer, const Call& call, tool::App app);
// Takes it off again.
std::optional<App> take_app(json::value& answer);
// As events and views show it: {"id", "service", "tool", "title", "url"}.
json::object shown(const App& app, std::uint64_t errand);

// An app with the call that it shows.
struct RecordedApp {
    App app;
    json::object input;   // the call's arguments
    json::object result;  // MCP's CallToolResult
};
// NotFound: none of these records is of it.
Result<RecordedApp> find_app(std::vector<journal::Record> records, std::string_view id);

// MCP's CallToolResult of what a connector read.
json::object call_tool_result(json::value content, bool refused, json::object beside);

// The page of an app, as the service gives it now. Errors: those of Connector::read; Denied without
// a grant; Corrupt where it is not HTML for apps in UTF-8.
async::Awaitable<Result<tool::Resource>> read_page(Services& services, std::string user,
                                                   std::string service, std::string uri);
// A call that a page wants made: CallToolResult. NotFound: the service has no such tool. Denied:
// the tool is not for pages, it may change or spend something, or there is no grant. Unavailable:
// it asks the person first, or takes long. Exhausted: the answer is too large. Other errors as
// Connector::call says.
async::Awaitable<Result<json::object>> call_from_page(Services& services, std::string user,
                                                      std::string service, std::string tool,
                                                      json::object arguments);

}  // namespace errand::assistant
