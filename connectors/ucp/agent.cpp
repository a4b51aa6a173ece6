#include "connectors/ucp/agent.hpp"

#include <fmt/format.h>

#include "connectors/ucp/profile.hpp"

namespace errand::connectors::ucp {

namespace {

// Where the protocol describes something.
std::string page(std::string_view path) {
    return fmt::format("https://ucp.dev/{}/{}", kVersions[0], path);
}

json::object entry(std::string_view spec, std::string_view schema) {
    return {{"version", kVersions[0]}, {"spec", page(spec)}, {"schema", page(schema)}};
}

json::object capability(std::string_view name) {
    return entry(fmt::format("specification/{}", name),
                 fmt::format("schemas/shopping/{}.json", name));
}

json::object capabilities() {
    json::object all;
    all[kCatalogSearch] =
        json::array{entry("specification/catalog/search", "schemas/shopping/catalog_search.json")};
    all[kCatalogLookup] =
        json::array{entry("specification/catalog/lookup", "schemas/shopping/catalog_lookup.json")};
    all[kCart] = json::array{capability("cart")};
    all[kCheckout] = json::array{capability("checkout")};
    all[kOrder] = json::array{capability("order")};
    auto discount = capability("discount");
    discount["extends"] = json::array{kCheckout, kCart};
    all[kDiscount] = json::array{std::move(discount)};
    auto fulfillment = capability("fulfillment");
    fulfillment["extends"] = kCheckout;
    all[kFulfillment] = json::array{std::move(fulfillment)};
    return all;
}

}  // namespace

std::string agent_field(const Agent& agent) {
    return fmt::format("profile=\"{}\"", agent.profile);
}

json::value own_profile(const std::optional<crypto::PublicKey>& key) {
    auto rest = entry("specification/overview", "services/shopping/rest.openapi.json");
    rest["transport"] = "rest";
    auto mcp = entry("specification/overview", "services/shopping/mcp.openrpc.json");
    mcp["transport"] = "mcp";
    json::object profile{
        {"ucp",
         json::object{{"version", kVersions[0]},
                      {"services", json::object{{"dev.ucp.shopping",
                                                 json::array{std::move(rest), std::move(mcp)}}}},
                      {"capabilities", capabilities()},
                      {"payment_handlers", json::object{}}}}};
    if (key) profile["signing_keys"] = json::array{json::encode(key->to_jwk())};
    return profile;
}

}  // namespace errand::connectors::ucp
