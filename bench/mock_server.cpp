// The model and the tool that the measurements call: an HTTP server on one epoll loop that answers
// at once. Prints its port on the first line, serves until its standard input ends.
//   POST /model, /tool                 the task of bench_flow, in its own few words
//   POST /v1/chat/completions          the same as an OpenAI-compatible server, streamed or whole
//   GET  /stock                        what the tool that it calls answers
//   GET  /seen                         the most tools that one request of a model has offered
#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

constexpr std::string_view kToolCall =
    R"({"choices":[{"message":{"role":"assistant","tool_calls":[{"name":"order",)"
    R"("arguments":{"item":"tea","quantity":2,"deliver_to":"office"}}]}}]})";
constexpr std::string_view kToolDone = R"({"order":"o-4711","total":"36.00","minutes":25})";
constexpr std::string_view kAnswer =
    R"({"choices":[{"message":{"role":"assistant","content":"Ordered: o-4711, 36.00."}}]})";

constexpr std::string_view kInStock = R"({"item":"oolong","in_stock":12,"minutes":25})";
// Whatever a client calls the tool, this stands in its name.
constexpr std::string_view kToolName = "check_stock";

struct Answer {
    std::string body;
    std::string_view type = "application/json";
};

struct Seen {
    std::size_t most_tools = 0;
    std::size_t most_of_services = 0;  // a service's tool has "__" in its name
};
Seen seen;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The offered tool's whole name, as it stands in the request.
std::string_view name_of_tool(std::string_view body) {
    const auto at = body.find(kToolName);
    if (at == std::string_view::npos) return kToolName;
    const auto begin = body.rfind('"', at) + 1;
    return body.substr(begin, body.find('"', at) - begin);
}

void count_tools(std::string_view body) {
    constexpr std::string_view kOne = R"("type":"function")";
    constexpr std::string_view kName = R"("name":")";
    std::size_t tools = 0;
    std::size_t of_services = 0;
    for (auto at = body.find(kOne); at != std::string_view::npos; at = body.find(kOne, at + 1)) {
        ++tools;
        const auto begin = body.find(kName, at) + kName.size();
        const auto name = body.substr(begin, body.find('"', begin) - begin);
        of_services += contains(name, "__") ? 1U : 0U;
    }
    seen.most_tools = std::max(seen.most_tools, tools);
    seen.most_of_services = std::max(seen.most_of_services, of_services);
}

// Clients tell answers apart by their ids.
std::uint64_t answers_given = 0;

std::string event(std::string_view delta, std::string_view finish) {
    return fmt::format(
        R"(data: {{"id":"c{}","object":"chat.completion.chunk","created":1,"model":"scripted",)"
        R"("choices":[{{"index":0,"delta":{},"finish_reason":{}}}]}})"
        "\n\n",
        answers_given, delta, finish);
}

// As servers stream: who speaks, the pieces, why it ended, what it cost.
Answer streamed(const std::vector<std::string>& deltas, std::string_view finish) {
    std::string body = event(R"({"role":"assistant","content":""})", "null");
    for (const auto& delta : deltas) body += event(delta, "null");
    body += event("{}", finish);
    body += fmt::format(
        R"(data: {{"id":"c{}","object":"chat.completion.chunk","created":1,"model":"scripted",)"
        R"("choices":[],"usage":{{"prompt_tokens":900,"completion_tokens":20,)"
        R"("total_tokens":920}}}})"
        "\n\ndata: [DONE]\n\n",
        answers_given);
    return {std::move(body), "text/event-stream"};
}

Answer whole(std::string_view message, std::string_view finish) {
    return {fmt::format(
        R"({{"id":"c{}","object":"chat.completion","created":1,"model":"scripted","choices":)"
        R"([{{"index":0,"message":{},"finish_reason":{}}}],"usage":{{"prompt_tokens":900,)"
        R"("completion_tokens":20,"total_tokens":920}}}})",
        answers_given, message, finish)};
}

Answer called(std::string_view tool, bool streams) {
    constexpr std::string_view kArguments = R"({\"item\":\"oolong\",\"shop\":\"West Lake\"})";
    if (!streams)
        return whole(fmt::format(R"({{"role":"assistant","content":null,"tool_calls":[{{"id":)"
                                 R"("call_{}","type":"function","function":{{"name":"{}",)"
                                 R"("arguments":"{}"}}}}]}})",
                                 answers_given, tool, kArguments),
                     R"("tool_calls")");
    return streamed(
        {fmt::format(R"({{"tool_calls":[{{"index":0,"id":"call_{}","type":"function",)"
                     R"("function":{{"name":"{}","arguments":""}}}}]}})",
                     answers_given, tool),
         fmt::format(R"({{"tool_calls":[{{"index":0,"function":{{"arguments":"{}"}}}}]}})",
                     kArguments)},
        R"("tool_calls")");
}

// First a call of the tool, then, where the tool has answered, the answer.
Answer chat(std::string_view body) {
    ++answers_given;
    count_tools(body);
    const bool streams = contains(body, R"("stream":true)");
    if (!contains(body, R"("role":"tool")")) return called(name_of_tool(body), streams);
    if (streams)
        return streamed({R"({"content":"12 in stock,"})", R"({"content":" 25 minutes."})"},
                        R"("stop")");
    return whole(R"({"role":"assistant","content":"12 in stock, 25 minutes."})", R"("stop")");
}

Answer answer_to(std::string_view head, std::string_view body) {
    if (head.starts_with("POST /v1/chat/completions")) return chat(body);
    if (head.starts_with("GET /stock")) return {std::string(kInStock)};
    if (head.starts_with("GET /seen"))
        return {fmt::format(R"({{"tools":{},"of_services":{}}})", seen.most_tools,
                            seen.most_of_services)};
    if (head.starts_with("POST /tool")) return {std::string(kToolDone)};
    return {std::string(contains(body, R"("role":"tool")") ? kAnswer : kToolCall)};
}

std::size_t content_length(std::string_view head) {
    std::size_t length = 0;
    for (const std::string_view name : {"Content-Length: ", "content-length: "})
        if (const auto at = head.find(name); at != std::string_view::npos)
            std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
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
        const auto answer =
            answer_to(head, std::string_view(received).substr(end + 4, size - end - 4));
        out += fmt::format("HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                           answer.type, answer.body.size(), answer.body);
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
    std::array<char, 65536> buffer{};
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
