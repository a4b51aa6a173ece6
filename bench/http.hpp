// Owns: the least HTTP/1.1 that the measurements need: one request, one answer, kept alive.
// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace errand::bench {

std::string request(std::string_view path, std::string_view body, std::string_view key = {});

// A whole message at the front of `received`, or nothing while it is not complete.
struct Message {
    std::string_view head;
    std::string_view body;
    std::size_t size = 0;  // of head and body together
};
std::optional<Message> message(std::string_view received);

// A socket that is connected to the port on loopback; aborts where that fails.
int connected(int port);

// The bodies of the task that is measured.
std::string first_question();
std::string second_question(std::string_view tool_answer);

}  // namespace errand::bench
