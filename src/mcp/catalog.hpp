// Owns: the tools that a server listed, with their compiled schemas. Private to src/mcp.
// Strand: the event loop's thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "json/schema.hpp"
#include "mcp/header_parameters.hpp"
#include "tool/tool.hpp"

namespace errand::mcp {

struct Listed {
    tool::Tool tool;
    Result<json::Schema> input = json::Schema::any();
    std::optional<Result<json::Schema>> output;
    std::vector<HeaderParameter> headers;
    bool takes_key = false;   // has the argument idempotency_key
    bool takes_task = false;  // may be called as a task (2025-11-25)
};

class Catalog {
  public:
    // Reads one entry of tools/list. A tool whose name or whose annotations for headers break the
    // rules is left out with a warning in the log, as the specification says.
    Result<> add(const json::value& entry, bool with_headers);
    const Listed* find(std::string_view name) const;
    std::vector<tool::Tool> all() const;

  private:
    std::vector<Listed> tools_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

// A tools/call result as a CallResult, held against the tool's output schema.
Result<tool::CallResult> read_call_result(json::object result, const Listed& listed);

}  // namespace errand::mcp
