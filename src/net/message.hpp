// Owns: HTTP messages as plain values. Any thread. Source: RFC 9110, RFC 9112.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/awaitable.hpp"
#include "json/json.hpp"
#include "net/sse.hpp"

namespace errand::net {

// Fields in the order they were added; names compare without case.
class Headers {
  public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

    // The first value, or empty.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    // Replaces every field of that name.
    void set(std::string_view name, std::string value);
    void add(std::string name, std::string value);
    const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
    std::string method;
    std::string target;                                          // as sent: path and query
    std::string path;                                            // percent-encoded, as sent
    std::map<std::string, std::string, std::less<>> parameters;  // of the route, decoded
    std::map<std::string, std::string, std::less<>> query;       // decoded; of doubles the last
    Headers headers;
    std::string body;
    std::string peer;  // the other side's address, without port

    // The route's parameter, or empty.
    std::string_view parameter(std::string_view name) const;
    // The query's parameter, or nothing.
    std::optional<std::string> query_at(std::string_view name) const;
    // The token of "Authorization: Bearer …", or empty.
    std::string_view bearer() const;
};

// Sends server-sent events on one connection. Lives as long as the stream's coroutine.
class EventWriter {
  public:
    virtual ~EventWriter() = default;
    // Returns when the bytes are with the system; Unavailable once the other side is gone.
    virtual async::Awaitable<Result<>> send(const Event& event) = 0;
    // The same of bytes as they stand, for what passes on another's stream or stands in for it.
    virtual async::Awaitable<Result<>> bytes(std::string text) = 0;
    // A comment line, which readers drop: keeps proxies from closing the connection.
    virtual async::Awaitable<Result<>> heartbeat() = 0;
};

// Runs once the head is sent, until it returns. It is cancelled (its await throws) when the other
// side goes away or the server stops.
using EventStream = std::function<async::Awaitable<>(EventWriter&)>;

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    // Set: the body is a text/event-stream that this writes.
    EventStream events;
    // The connection is closed without an answer, as where a service dies (the sandbox's faults).
    bool abandon = false;

    static Response json(int status, const json::value& body);
    static Response text(int status, std::string body);
    static Response html(int status, std::string body);
    static Response redirect(std::string location);  // 302
    static Response stream(EventStream events);
    // {"error": {"code", "message", "advice"}} with the status that fits the code.
    static Response error(const Error& error);
    static Response error(int status, const Error& error);
};

// The HTTP status that stands for an error's code, and the reverse for a service's answer.
int status_of(ErrorCode code);
ErrorCode error_code_of_status(int status);

}  // namespace errand::net
