#include "net/sse.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace errand::net {

namespace {

std::string without_breaks(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c != '\n' && c != '\r' && c != '\0') kept += c;
    return kept;
}

// Every line of `data` with "data: " before it; CR, LF and CRLF all end a line.
void append_data(std::string& out, std::string_view data) {
    for (;;) {
        const auto end = data.find_first_of("\r\n");
        out.append("data: ").append(data.substr(0, end)).append("\n");
        if (end == std::string_view::npos) return;
        data.remove_prefix(end + (data.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

}  // namespace

std::string write_event(const Event& event) {
    std::string out;
    out.reserve(event.data.size() + 64);
    if (!event.id.empty()) out += "id: " + without_breaks(event.id) + "\n";
    if (!event.name.empty()) out += "event: " + without_breaks(event.name) + "\n";
    if (event.retry) out += "retry: " + std::to_string(event.retry->count()) + "\n";
    append_data(out, event.data);
    out += "\n";
    return out;
}

Result<std::vector<Event>> EventParser::feed(std::string_view bytes) {
    std::vector<Event> events;
    while (!bytes.empty()) {
        if (after_carriage_return_ && bytes.front() == '\n') bytes.remove_prefix(1);
        after_carriage_return_ = false;
        const auto end = bytes.find_first_of("\r\n");
        pending_.append(bytes.substr(0, end));
        if (pending_.size() + event_.data.size() > max_bytes_)
            return fail(ErrorCode::Corrupt, "an event of the stream is too large",
                        "the service has to send smaller events");
        if (end == std::string_view::npos) break;
        after_carriage_return_ = bytes[end] == '\r';
        bytes.remove_prefix(end + 1);
        std::string_view whole = pending_;
        if (std::exchange(at_start_, false) && whole.starts_with("\xEF\xBB\xBF"))
            whole.remove_prefix(3);  // a byte order mark, which may have come in pieces
        line(whole, events);
        pending_.clear();
    }
    return events;
}

void EventParser::line(std::string_view text, std::vector<Event>& events) {
    if (text.empty()) {
        last_id_ = id_;
        if (has_data_) {
            event_.data.pop_back();  // the line break that the last data line added
            event_.id = last_id_;
            events.push_back(std::move(event_));
        }
        event_ = {};
        has_data_ = false;
        return;
    }
    const auto colon = text.find(':');
    if (colon == 0) return;
    const auto name = text.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    if (name == "data") {
        event_.data.append(value).append("\n");
        has_data_ = true;
    } else if (name == "event") {
        event_.name = value;
    } else if (name == "id" && value.find('\0') == std::string_view::npos) {
        id_ = value;
    } else if (name == "retry") {
        int milliseconds = 0;
        const auto* last = value.data() + value.size();
        const auto [stop, error] =
            std::from_chars(value.data(), value.data() + value.size(), milliseconds);
        if (error == std::errc{} && stop == last && milliseconds >= 0)
            event_.retry = retry_ = std::chrono::milliseconds(milliseconds);
    }
}

}  // namespace errand::net
