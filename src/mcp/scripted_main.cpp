// A program for tests: an MCP service over stdio that behaves, or misbehaves as its first argument
// says. It speaks 2025-06-18.
//   good      behaves                       mute      never says anything
//   dies      ends at its start             floods    says without end what nobody asked for
//   endless   a line that never ends        blank     blank lines without end
//   noise     behaves, with a flood on its error output
//   lies      says that it has a tool twice, one without a name, some with improper ones, and a
//             schema that is none
//   late      answers the call of "hang" only when "look" is called, and asks the person when
//             "where" is, for whichever call
//   stubborn  behaves, leaves a process behind, and neither of them leaves when asked to
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>

#include "json/json.hpp"

namespace {

namespace json = errand::json;

[[noreturn]] void sleep_forever() {
    for (;;) ::pause();
}

[[noreturn]] void repeat(int descriptor, const std::string& text) {
    while (::write(descriptor, text.data(), text.size()) > 0) {
    }
    std::_Exit(4);
}

json::value tools(bool lies) {
    auto list = *json::parse(R"([
        {"name": "look", "description": "Looks around", "annotations": {"readOnlyHint": true},
         "inputSchema": {"type": "object"}},
        {"name": "order", "description": "Orders something", "inputSchema": {"type": "object",
         "properties": {"item": {"type": "string"}}, "required": ["item"]}},
        {"name": "count", "description": "Counts", "annotations": {"readOnlyHint": true},
         "inputSchema": {"type": "object"},
         "outputSchema": {"type": "object", "properties": {"total": {"type": "integer"}},
                          "required": ["total"]}},
        {"name": "where", "description": "Says where it runs", "inputSchema": {"type": "object"},
         "annotations": {"readOnlyHint": true}},
        {"name": "hang", "inputSchema": {"type": "object"}},
        {"name": "die", "inputSchema": {"type": "object"}},
        {"name": "flood", "inputSchema": {"type": "object"}}])");
    if (!lies) return list;
    for (const auto* more :
         {R"({"name": "look", "inputSchema": {"type": "object"}})", R"({"inputSchema": {}})",
          R"({"name": "odd", "inputSchema": {"type": "colour"}})", R"(17)",
          R"({"name": "two words", "inputSchema": {"type": "object"}})",
          R"({"name": "line\nbreak", "inputSchema": {"type": "object"}})",
          R"({"name": "奶茶", "inputSchema": {"type": "object"}})"})
        list.get_array().push_back(*json::parse(more));
    list.get_array().push_back(
        json::object{{"name", std::string(129, 'n')}, {"inputSchema", {{"type", "object"}}}});
    return list;
}

json::value where() {
    json::object variables;
    for (char** one = environ; *one != nullptr; ++one) {
        const std::string line = *one;
        variables[line.substr(0, line.find('='))] = line.substr(line.find('=') + 1);
    }
    std::string folder(4096, '\0');
    if (::getcwd(folder.data(), folder.size()) == nullptr) std::_Exit(5);
    folder.resize(folder.find('\0'));
    return json::object{{"directory", folder},
                        {"group", ::getpgid(0)},
                        {"process", ::getpid()},
                        {"environment", std::move(variables)}};
}

json::object call(const json::value& request) {
    const auto* params = json::find(request, "params");
    const auto name = params == nullptr ? std::string_view{} : json::string_at(*params, "name");
    if (name == "hang") sleep_forever();
    if (name == "flood") repeat(STDOUT_FILENO, "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n");
    if (name == "die") {
        std::cerr << "it is over\n";
        std::_Exit(3);
    }
    json::value content = json::object{{"seen", "a shop"}};
    if (name == "where") content = where();
    if (name == "count") content = json::object{{"total", "many"}};  // which it promised not to
    return {
        {"content", json::array{json::object{{"type", "text"}, {"text", json::write(content)}}}},
        {"structuredContent", content}};
}

json::object answer(const json::value& request, bool lies) {
    json::object said{{"jsonrpc", "2.0"}, {"id", *json::find(request, "id")}};
    const auto method = json::string_at(request, "method");
    if (method == "initialize") {
        said["result"] = {{"protocolVersion", "2025-06-18"},
                          {"capabilities", {{"tools", json::object{}}}},
                          {"serverInfo", {{"name", "scripted"}, {"version", "1.2"}}}};
    } else if (method == "tools/list") {
        said["result"] = {{"tools", tools(lies)}};
    } else if (method == "tools/call") {
        said["result"] = call(request);
    } else {
        said["error"] = {{"code", -32601}, {"message", "no such method"}};
    }
    return said;
}

void say(const json::object& message) {
    std::cout << json::write(message) << std::endl;
}

void say_result(const json::value& id, const std::string& text) {
    say({{"jsonrpc", "2.0"},
         {"id", id},
         {"result", {{"content", {{{"type", "text"}, {"text", text}}}}}}});
}

// It hears no cancellation.
void serve_late() {
    json::value owed;
    json::value asking;
    for (std::string line; std::getline(std::cin, line);) {
        const auto message = json::parse(line);
        const auto* id = message ? json::find(*message, "id") : nullptr;
        if (id == nullptr) continue;
        if (json::string_at(*message, "method").empty()) {  // what the person said
            say_result(asking, json::find(*message, "result") != nullptr ? "answered" : "refused");
            continue;
        }
        if (json::string_at(*message, "method") != "tools/call") {
            say(answer(*message, false));
            continue;
        }
        const auto name = json::string_at(*json::find(*message, "params"), "name");
        if (name == "hang") {
            owed = *id;
        } else if (name == "look") {
            say_result(owed, "at last");
            say_result(*id, "seen");
        } else {
            asking = *id;
            say({{"jsonrpc", "2.0"},
                 {"id", "q"},
                 {"method", "elicitation/create"},
                 {"params",
                  {{"message", "Which card?"}, {"requestedSchema", {{"type", "object"}}}}}});
        }
    }
}

void begin(const std::string& role) {
    if (role == "mute") sleep_forever();
    if (role == "floods") repeat(STDOUT_FILENO, "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n");
    if (role == "endless") repeat(STDOUT_FILENO, "{\"never\": ");
    if (role == "blank") repeat(STDOUT_FILENO, std::string(4096, '\n'));
    if (role == "dies") {
        const char* token = std::getenv("ERRAND_TEST_TOKEN");
        std::cerr << "cannot begin with " << (token == nullptr ? "nothing" : token) << "\n";
        std::_Exit(3);
    }
    if (role == "noise" && ::fork() == 0) repeat(STDERR_FILENO, std::string(1000, 'x') + "\n");
    if (role == "stubborn") {
        (void)std::signal(SIGTERM, SIG_IGN);
        if (::fork() == 0) sleep_forever();
    }
}

}  // namespace

int main(int count, char** arguments) {
    const std::string role = count > 1 ? arguments[1] : "good";
    begin(role);
    if (role == "late") serve_late();
    for (std::string line; std::getline(std::cin, line);) {
        const auto request = json::parse(line);
        if (!request || json::find(*request, "id") == nullptr) continue;
        std::cout << json::write(answer(*request, role == "lies")) << std::endl;
    }
    if (role == "stubborn") sleep_forever();
    return 0;
}
