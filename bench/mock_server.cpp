// The model and the tool that the measurements call: an HTTP server on one epoll loop that answers
// at once. Prints its port on the first line, serves until its standard input ends.
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

constexpr std::string_view kToolCall =
    R"({"choices":[{"message":{"role":"assistant","tool_calls":[{"name":"order",)"
    R"("arguments":{"item":"tea","quantity":2,"deliver_to":"office"}}]}}]})";
constexpr std::string_view kToolDone = R"({"order":"o-4711","total":"36.00","minutes":25})";
constexpr std::string_view kAnswer =
    R"({"choices":[{"message":{"role":"assistant","content":"Ordered: o-4711, 36.00."}}]})";

std::string_view answer_to(std::string_view head, std::string_view body) {
    if (head.starts_with("POST /tool")) return kToolDone;
    return body.find("\"role\":\"tool\"") == std::string_view::npos ? kToolCall : kAnswer;
}

std::size_t content_length(std::string_view head) {
    constexpr std::string_view kName = "Content-Length: ";
    const auto at = head.find(kName);
    std::size_t length = 0;
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), length);
    return length;
}

// Answers every whole request at the front of `received`.
std::string answers(std::string& received) {
    std::string out;
    for (;;) {
        const auto end = received.find("\r\n\r\n");
        if (end == std::string::npos) return out;
        const std::string_view head(received.data(), end);
        const auto size = end + 4 + content_length(head);
        if (received.size() < size) return out;
        const auto body =
            answer_to(head, std::string_view(received).substr(end + 4, size - end - 4));
        out += fmt::format(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
            body.size(), body);
        received.erase(0, size);
    }
}

void watch(int epoll, int file) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = file;
    epoll_ctl(epoll, EPOLL_CTL_ADD, file, &event);
}

int listening() {
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    auto* address = reinterpret_cast<sockaddr*>(&at);
    if (bind(made, address, size) != 0 || listen(made, 4096) != 0 ||
        getsockname(made, address, &size) != 0)
        return -1;
    fmt::print("{}\n", ntohs(at.sin_port));
    (void)std::fflush(stdout);
    return made;
}

void accept_all(int epoll, int listener) {
    for (;;) {
        const int made = accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (made < 0) return;
        const int yes = 1;
        setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        watch(epoll, made);
    }
}

// False where the connection has ended.
bool serve(int file, std::string& received) {
    std::array<char, 16384> buffer{};
    const auto got = read(file, buffer.data(), buffer.size());
    if (got <= 0) return false;
    received.append(buffer.data(), static_cast<std::size_t>(got));
    const auto out = answers(received);
    return out.empty() || write(file, out.data(), out.size()) == std::ssize(out);
}

}  // namespace

int main() {
    const int listener = listening();
    if (listener < 0) return 1;
    const int epoll = epoll_create1(EPOLL_CLOEXEC);
    watch(epoll, listener);
    watch(epoll, STDIN_FILENO);
    std::unordered_map<int, std::string> connections;
    std::array<epoll_event, 256> events{};
    for (;;) {
        const int count = epoll_wait(epoll, events.data(), std::ssize(events), -1);
        for (int at = 0; at < count; ++at) {
            const int file = events[static_cast<std::size_t>(at)].data.fd;
            if (file == STDIN_FILENO) return 0;
            if (file == listener) {
                accept_all(epoll, listener);
            } else if (!serve(file, connections[file])) {
                connections.erase(file);
                close(file);
            }
        }
    }
}
