#include "bench/http.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>

#include "base/check.hpp"

namespace errand::bench {

std::string request(std::string_view path, std::string_view body, std::string_view key) {
    const auto header = key.empty() ? "" : fmt::format("Idempotency-Key: {}\r\n", key);
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "{}Content-Length: {}\r\n\r\n{}",
        path, header, body.size(), body);
}

std::optional<Message> message(std::string_view received) {
    const auto end = received.find("\r\n\r\n");
    if (end == std::string_view::npos) return std::nullopt;
    constexpr std::string_view kLength = "Content-Length: ";
    const auto at = received.find(kLength);
    std::size_t length = 0;
    if (at < end)
        std::from_chars(received.data() + at + kLength.size(), received.data() + end, length);
    const auto size = end + 4 + length;
    if (received.size() < size) return std::nullopt;
    return Message{received.substr(0, end), received.substr(end + 4, length), size};
}

int connected(int port) {
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ERRAND_CHECK(made >= 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // The sockets' own type is the one that connect takes.
    ERRAND_CHECK(connect(made, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
    const int yes = 1;
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return made;
}

std::string first_question() {
    return R"({"messages":[{"role":"user","content":"Two cups of tea to the office, please."}],)"
           R"("tools":["order"]})";
}

std::string second_question(std::string_view tool_answer) {
    return fmt::format(R"({{"messages":[{{"role":"tool","content":{}}}]}})", tool_answer);
}

}  // namespace errand::bench
