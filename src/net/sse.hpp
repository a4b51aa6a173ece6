// Owns: server-sent events as bytes. Pure; any thread. Source: WHATWG HTML, "Server-sent events".
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "net/limits.hpp"

namespace errand::net {

struct Event {
    std::string data;
    std::string name;  // empty: "message"
    std::string id;    // empty: none
    std::optional<std::chrono::milliseconds> retry;

    bool operator==(const Event&) const = default;
};

// The event as it goes over the wire. Line breaks inside id and name are dropped.
std::string write_event(const Event& event);

// Turns bytes into events, however they are cut. An event above `max_bytes` is Corrupt.
class EventParser {
  public:
    explicit EventParser(std::size_t max_bytes = kMaxEventBytes) : max_bytes_(max_bytes) {}

    Result<std::vector<Event>> feed(std::string_view bytes);
    // The id of the last block that was whole: where to go on after a reconnection.
    const std::string& last_id() const { return last_id_; }
    // The delay before reconnecting that the server asked for last.
    std::optional<std::chrono::milliseconds> retry() const { return retry_; }

  private:
    void line(std::string_view text, std::vector<Event>& events);

    std::size_t max_bytes_;
    std::string pending_;  // an unfinished line
    Event event_;
    bool has_data_ = false;
    bool at_start_ = true;
    bool after_carriage_return_ = false;
    std::string id_;  // becomes last_id_ at the end of the block
    std::string last_id_;
    std::optional<std::chrono::milliseconds> retry_;
};

}  // namespace errand::net
