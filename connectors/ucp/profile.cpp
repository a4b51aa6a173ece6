#include "connectors/ucp/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/printable.hpp"
#include "connectors/ucp/limits.hpp"

namespace errand::connectors::ucp {

namespace {

constexpr std::string_view kShopping = "dev.ucp.shopping";
constexpr std::string_view kOfficial = "dev.ucp.";
constexpr std::string_view kOfficialOrigin = "https://ucp.dev";

std::unexpected<Error> no_profile(std::string_view why) {
    return fail(ErrorCode::Invalid, fmt::format("this is no UCP profile: {}", why));
}

std::unexpected<Error> too_much(std::string_view what) {
    return fail(ErrorCode::Exhausted, fmt::format("the UCP profile has too many {}", what));
}

// "2026-04-08": what comes first in time comes first in order.
bool is_version(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    return std::ranges::all_of(text, [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

bool is_known(std::string_view version) {
    return std::ranges::find(kVersions, version) != std::end(kVersions);
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= kMaxNameBytes && printable_line(name) == name;
}

// A list, or one thing that stands for a list of one.
Result<std::vector<const json::value*>> entries_of(const json::value& node) {
    std::vector<const json::value*> all;
    if (node.is_object()) return std::vector{&node};
    if (!node.is_array()) return no_profile("an entry is neither a list nor an object");
    if (node.get_array().size() > kMaxVersions) return too_much("versions of one entry");
    for (const auto& one : node.get_array())
        if (one.is_object()) all.push_back(&one);
    return all;
}

void add_binding(const json::value& entry, std::string_view transport, const json::value& place,
                 Profile& profile) {
    const auto endpoint = json::string_at(place, "endpoint");
    if (endpoint.empty() || (transport != "rest" && transport != "mcp")) return;
    profile.bindings.push_back({std::string(json::string_at(entry, "version")),
                                transport == "rest" ? Transport::Rest : Transport::Mcp,
                                std::string(endpoint)});
}

// The service is a list of bindings; in the first version one object that holds each by its name.
Result<> read_services(const json::value& services, Profile& profile) {
    if (!services.is_object()) return no_profile("'services' is no object");
    if (services.get_object().size() > kMaxEntries) return too_much("services");
    const auto* shopping = services.get_object().if_contains(kShopping);
    if (shopping == nullptr) return {};
    ERRAND_TRY(const auto entries, entries_of(*shopping));
    for (const auto* entry : entries) {
        if (const auto transport = json::string_at(*entry, "transport"); !transport.empty())
            add_binding(*entry, transport, *entry, profile);
        for (const auto* transport : {"rest", "mcp"})
            if (const auto* place = entry->get_object().if_contains(transport))
                add_binding(*entry, transport, *place, profile);
    }
    return {};
}

Result<> add_capability(std::string_view name, const json::value& entry, Profile& profile) {
    Capability made{.name = std::string(name),
                    .version = std::string(json::string_at(entry, "version")),
                    .spec = std::string(json::string_at(entry, "spec")),
                    .extends = {}};
    if (!is_name(name)) return no_profile("a capability has no name");
    const auto* extends = entry.get_object().if_contains("extends");
    if (extends != nullptr && extends->is_string())
        made.extends.emplace_back(extends->get_string());
    if (extends != nullptr && extends->is_array()) {
        if (extends->get_array().size() > kMaxVersions) return too_much("parents of one extension");
        for (const auto& one : extends->get_array())
            if (one.is_string()) made.extends.emplace_back(one.get_string());
    }
    profile.capabilities.push_back(std::move(made));
    return {};
}

// By name, each with its versions; in the first version a list in which each has its name.
Result<> read_capabilities(const json::value& from, Profile& profile) {
    if (from.is_array()) {
        if (from.get_array().size() > kMaxEntries) return too_much("capabilities");
        for (const auto& one : from.get_array())
            if (one.is_object())
                ERRAND_TRY_VOID(add_capability(json::string_at(one, "name"), one, profile));
        return {};
    }
    if (!from.is_object()) return no_profile("'capabilities' is neither an object nor a list");
    if (from.get_object().size() > kMaxEntries) return too_much("capabilities");
    for (const auto& one : from.get_object()) {
        ERRAND_TRY(const auto entries, entries_of(one.value()));
        for (const auto* entry : entries)
            ERRAND_TRY_VOID(add_capability(one.key(), *entry, profile));
    }
    return {};
}

void add_handler(const json::value& entry, std::string_view name, std::vector<Handler>& into) {
    const auto id = json::string_at(entry, "id");
    if (!id.empty() && into.size() < kMaxHandlers)
        into.push_back({std::string(id), std::string(name)});
}

// Whose capability it is must be whose text describes it.
bool is_of_its_authority(const Capability& capability) {
    if (capability.spec.empty()) return true;
    const auto spec = net::parse_url(capability.spec);
    return spec && spec->origin() == kOfficialOrigin;
}

bool reaches(const net::Url& shop, const net::Url& endpoint) {
    return endpoint.origin() == shop.origin();
}

// Why it is left out; empty where both speak it.
std::string why_not(const Capability& one) {
    if (!one.name.starts_with(kOfficial)) return "errand does not know it";
    if (!is_known(one.version))
        return fmt::format("errand does not speak its version {}", printable_line(one.version));
    if (!is_of_its_authority(one)) return "its description stands elsewhere than at ucp.dev";
    return {};
}

// What stands by itself, then what extends that, and so on; in time linear in the profile.
std::set<std::string, std::less<>> in_common(const Profile& profile,
                                             std::vector<std::string>& left_out) {
    std::multimap<std::string_view, std::string_view> extensions;  // by what they extend
    std::vector<std::string_view> next;
    for (const auto& one : profile.capabilities) {
        if (const auto why = why_not(one); !why.empty()) {
            left_out.push_back(fmt::format("{}: {}", one.name, why));
            continue;
        }
        if (one.extends.empty()) next.push_back(one.name);
        for (const auto& parent : one.extends) extensions.emplace(parent, one.name);
    }
    std::set<std::string, std::less<>> common;
    while (!next.empty()) {
        const auto name = next.back();
        next.pop_back();
        if (!common.emplace(name).second) continue;
        const auto [first, last] = extensions.equal_range(name);
        for (auto one = first; one != last; ++one) next.push_back(one->second);
    }
    return common;
}

// REST where there is one. An endpoint elsewhere is the operator's to name.
Result<> choose_binding(const Profile& profile, const net::Url& shop,
                        const std::optional<net::Url>& named, Terms& terms) {
    std::optional<Error> why;
    for (const auto transport : {Transport::Rest, Transport::Mcp}) {
        // What the first version calls MCP has methods of its own instead of tools.
        if (transport == Transport::Mcp && terms.first_version()) continue;
        for (const auto& one : profile.bindings) {
            if (one.transport != transport) continue;
            if (!one.version.empty() && !is_known(one.version)) continue;
            const auto endpoint = shop_address(one.endpoint);
            if (!endpoint) {
                why = endpoint.error();
            } else if (named ? reaches(*named, *endpoint) : reaches(shop, *endpoint)) {
                terms.transport = transport;
                terms.endpoint = *endpoint;
                return {};
            } else if (!why) {
                why = {ErrorCode::Denied,
                       fmt::format("{} wants to be asked at another server, {}", shop.host,
                                   endpoint->text()),
                       fmt::format("if that is right, say it: errand connect {} --ucp --endpoint "
                                   "{}",
                                   shop.origin(), endpoint->text())};
            }
        }
    }
    if (why) return fail(*std::move(why));
    return fail(ErrorCode::Unavailable,
                fmt::format("{} offers neither REST nor MCP for shopping", shop.host));
}

}  // namespace

std::vector<Handler> read_handlers(const json::value* ucp, const json::value* payment) {
    std::vector<Handler> all;
    const auto* named = ucp == nullptr ? nullptr : json::find(*ucp, "payment_handlers");
    if (named != nullptr && named->is_object())
        for (const auto& one : named->get_object())
            if (one.value().is_array())
                for (const auto& entry : one.value().get_array())
                    add_handler(entry, one.key(), all);
    const auto* list = payment == nullptr ? nullptr : json::find(*payment, "handlers");
    if (list != nullptr && list->is_array())
        for (const auto& entry : list->get_array())
            add_handler(entry, json::string_at(entry, "name"), all);
    return all;
}

Result<Profile> read_profile(std::string_view text) {
    if (text.size() > kMaxProfileBytes) return too_much("bytes");
    auto parsed = json::parse(text);
    if (!parsed) return no_profile(parsed.error().message);
    const auto* ucp = json::find(*parsed, "ucp");
    if (ucp == nullptr || !ucp->is_object()) return no_profile("'ucp' is missing");
    Profile profile;
    profile.version = json::string_at(*ucp, "version");
    if (!is_version(profile.version)) return no_profile("its version is no date");
    if (const auto* services = json::find(*ucp, "services"))
        ERRAND_TRY_VOID(read_services(*services, profile));
    if (const auto* capabilities = json::find(*ucp, "capabilities"))
        ERRAND_TRY_VOID(read_capabilities(*capabilities, profile));
    profile.handlers = read_handlers(ucp, json::find(*parsed, "payment"));
    if (const auto* older = json::find(*ucp, "supported_versions");
        older != nullptr && older->is_object()) {
        if (older->get_object().size() > kMaxVersions) return too_much("supported versions");
        for (const auto& one : older->get_object())
            if (is_version(one.key()) && one.value().is_string())
                profile.supported_versions.emplace(one.key(), one.value().get_string());
    }
    return profile;
}

std::string profile_address(const net::Url& shop) {
    return shop.origin() + "/.well-known/ucp";
}

Result<std::optional<std::string>> other_profile(const Profile& profile, const net::Url& shop) {
    if (is_known(profile.version)) return std::optional<std::string>();
    for (const auto version : kVersions) {
        const auto older = profile.supported_versions.find(std::string(version));
        if (older == profile.supported_versions.end()) continue;
        const auto place = shop_address(older->second);
        if (!place || !reaches(shop, *place))
            return fail(ErrorCode::Denied,
                        fmt::format("the profile of version {} stands elsewhere than at {}",
                                    version, shop.host));
        return std::optional(place->text());
    }
    return fail(ErrorCode::Unavailable,
                fmt::format("{} speaks version {} of UCP; errand speaks {} and older", shop.host,
                            profile.version, kVersions[0]));
}

Result<Terms> negotiate(const Profile& profile, const net::Url& shop,
                        const std::optional<net::Url>& endpoint) {
    Terms terms;
    terms.version = profile.version;
    if (!is_known(terms.version))
        return fail(ErrorCode::Unavailable,
                    fmt::format("errand does not speak version {} of UCP", terms.version));
    ERRAND_TRY_VOID(choose_binding(profile, shop, endpoint, terms));
    terms.handlers = profile.handlers;
    terms.capabilities = in_common(profile, terms.left_out);
    const bool any =
        std::ranges::any_of(std::initializer_list<std::string_view>{kCatalogSearch, kCatalogLookup,
                                                                    kCart, kCheckout, kOrder},
                            [&](std::string_view one) { return terms.has(one); });
    if (!any)
        return fail(ErrorCode::Unavailable,
                    fmt::format("{} offers nothing that errand knows", shop.host),
                    terms.left_out.empty() ? "" : terms.left_out.front());
    return terms;
}

Result<net::Url> shop_address(std::string_view text) {
    ERRAND_TRY(auto url, net::parse_url(text));
    if (url.scheme != "https" && !net::is_loopback_host(url.host))
        return fail(ErrorCode::Invalid,
                    fmt::format("{} is not https", printable_line(url.origin())),
                    "a shop on the web is asked over https alone");
    if (!url.query.empty())
        return fail(ErrorCode::Invalid, fmt::format("{} has a query", printable_line(url.text())),
                    "give the address without it");
    return url;
}

}  // namespace errand::connectors::ucp
