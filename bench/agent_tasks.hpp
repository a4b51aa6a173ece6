// Owns: the measured task through errand's own model loop: a sentence is said, the skill `agent`
// asks the scripted model over HTTP, calls the tool that it names over HTTP, asks again and
// answers. Every part is the one that `errand serve` has (say, router, endpoint, connector,
// catalogue, flow engine, journal and consent in SQLite with full sync) but for what understands
// the sentence.
// Must stay true: a task has ended once its result is durable and was published.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "bench/measure.hpp"

namespace errand::bench {

struct AgentOptions {
    int port = 0;                // of the mock
    std::size_t more_tools = 0;  // connected beside the one that is called
    bool stream = true;          // how the model's answers come
};

// `tasks` of them, `in_flight` at a time, after a few that are not counted. `folder` is empty.
Figures run_agent(const std::filesystem::path& folder, const AgentOptions& options,
                  std::size_t in_flight, std::size_t tasks);

// What the mock has seen since it began: the most tools in one request, and how many of them were
// services'.
struct ToolsSent {
    std::size_t all = 0;
    std::size_t of_services = 0;
};
ToolsSent tools_sent(int port);

}  // namespace errand::bench
