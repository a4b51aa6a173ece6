// Owns: a shop's UCP profile, and what errand and the shop have in common. Pure; any thread. Must
// stay true: the profile is a stranger's: its size and entries are bounded (limits.hpp); nothing is
// ever asked of another origin than the shop's own, unless the operator named it. Source: Universal
// Commerce Protocol 2026-04-08, "Discovery, Governance, and Negotiation"; its two older versions.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "net/url.hpp"

namespace errand::connectors::ucp {

inline constexpr std::string_view kCatalogSearch = "dev.ucp.shopping.catalog.search";
inline constexpr std::string_view kCatalogLookup = "dev.ucp.shopping.catalog.lookup";
inline constexpr std::string_view kCart = "dev.ucp.shopping.cart";
inline constexpr std::string_view kCheckout = "dev.ucp.shopping.checkout";
inline constexpr std::string_view kOrder = "dev.ucp.shopping.order";
inline constexpr std::string_view kDiscount = "dev.ucp.shopping.discount";
inline constexpr std::string_view kFulfillment = "dev.ucp.shopping.fulfillment";

// The versions that errand speaks, the newest first. The same hold for the capabilities above.
inline constexpr std::string_view kVersions[] = {"2026-04-08", "2026-01-23", "2026-01-11"};

enum class Transport { Rest, Mcp };

// How one service is reached; only the shopping service's are kept.
struct Binding {
    std::string version;  // empty: the profile's own
    Transport transport = Transport::Rest;
    std::string endpoint;
};

// One version of a capability.
struct Capability {
    std::string name;
    std::string version;
    std::string spec;                  // may be empty
    std::vector<std::string> extends;  // empty: it stands by itself
};

// A way to pay that the shop takes.
struct Handler {
    std::string id;
    std::string name;
};

struct Profile {
    std::string version;
    std::vector<Binding> bindings;
    std::vector<Capability> capabilities;
    std::vector<Handler> handlers;
    std::map<std::string, std::string> supported_versions;  // older ones, to their profiles
};

// Invalid: it is no JSON, or no profile. Exhausted: it is beyond a bound.
Result<Profile> read_profile(std::string_view text);

// What both sides can do.
struct Terms {
    std::string version;
    Transport transport = Transport::Rest;
    net::Url endpoint;
    std::set<std::string, std::less<>> capabilities;
    std::vector<Handler> handlers;  // of the profile; a checkout that names its own narrows them
    std::vector<std::string> left_out;  // "capability: why"

    bool has(std::string_view capability) const { return capabilities.contains(capability); }
    // The first version's forms differ: one payment, its currency, no tools over MCP.
    bool first_version() const { return version == kVersions[2]; }
    // The older versions write discounts without a sign, and do not say how a request is signed.
    bool older() const { return version != kVersions[0]; }
};

// The handlers that a profile or a checkout names, at most kMaxHandlers: by their names in
// "payment_handlers" (`ucp`), in the first version a list in "handlers" (`payment`). Either may be
// null.
std::vector<Handler> read_handlers(const json::value* ucp, const json::value* payment);

// Where the shop keeps its profile.
std::string profile_address(const net::Url& shop);
// The profile to go by where this one is of a version that errand does not speak: the newest that
// both do. Nothing: this one. Denied: it stands on another origin. Unavailable: there is none.
Result<std::optional<std::string>> other_profile(const Profile& profile, const net::Url& shop);
// `endpoint`: what the operator named, where it is not the shop's own origin. Denied: the shop
// names another origin (the error says which). Unavailable: nothing in common.
Result<Terms> negotiate(const Profile& profile, const net::Url& shop,
                        const std::optional<net::Url>& endpoint);
// Invalid where it is not https, but for this machine, or says more than where the shop is.
Result<net::Url> shop_address(std::string_view text);

}  // namespace errand::connectors::ucp
