#include "connectors/registry.hpp"

#include <algorithm>
#include <utility>

namespace errand::connectors {

Result<std::unique_ptr<tool::Connector>> make_connector(const json::object& config,
                                                        Surroundings surroundings) {
    const json::value whole(config);
    const auto* named = config.if_contains("kind");
    const std::string kind(named == nullptr ? "mcp" : json::string_at(whole, "kind"));
    const auto all = make_all();
    const auto found = std::ranges::find(all, kind, &ConnectorKind::name);
    if (found != all.end()) return found->make(config, std::move(surroundings));
    std::string known;
    for (const auto& each : all) known += (known.empty() ? "" : ", ") + each.name;
    return fail(ErrorCode::Invalid, "there is no kind of connector '" + kind + "'",
                "use one of: " + known);
}

}  // namespace errand::connectors
