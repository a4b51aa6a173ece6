// The commands that only read: errands, show, audit.
#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "app/listing.hpp"

namespace errand::app {
namespace {

using Render = Lines (*)(const json::value&, const Style&, const TimeZone&);

int print_door(const Program& program, const std::string& path, bool as_json, Render render) {
    client::Call call;
    call.path = path;
    const auto answer = ask_door(program, std::move(call));
    if (!answer) return report(answer.error());
    if (as_json) {
        fmt::print("{}\n", json::write_pretty(*answer));
    } else {
        fmt::print("{}", join(render(*answer, program.style, program.zone)));
    }
    return kOk;
}

}  // namespace

int errands(const Program& program, const ListOptions& options) {
    return print_door(program, "/v1/errands", options.json, &errand_lines);
}

int show(const Program& program, const ShowOptions& options) {
    return print_door(program, fmt::format("/v1/errands/{}", options.number), options.json,
                      [](const json::value& errand, const Style& style, const TimeZone&) {
                          return journal_lines(errand, style);
                      });
}

int audit(const Program& program, const ListOptions& options) {
    return print_door(program, "/v1/audit", options.json, &audit_lines);
}

}  // namespace errand::app
