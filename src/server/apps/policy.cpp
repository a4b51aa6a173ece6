#include "server/apps/policy.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "net/url.hpp"
#include "server/limits.hpp"

namespace errand::server {
namespace {

struct Permission {
    std::string_view asked;    // as a service writes it
    std::string_view feature;  // as a browser does
};
constexpr std::array<Permission, 4> kPermissions{{{"camera", "camera"},
                                                  {"microphone", "microphone"},
                                                  {"geolocation", "geolocation"},
                                                  {"clipboardWrite", "clipboard-write"}}};

bool is_digit(char one) {
    return one >= '0' && one <= '9';
}

bool is_port(std::string_view port) {
    if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, is_digit)) return false;
    unsigned number = 0;
    for (const char digit : port) number = number * 10 + static_cast<unsigned>(digit - '0');
    return number >= 1 && number <= 65'535;
}

std::vector<std::string> origins(const json::value& meta, std::string_view name, bool sockets,
                                 std::size_t& left_out) {
    std::vector<std::string> list;
    const auto* asked = json::find(meta, fmt::format("ui.csp.{}", name));
    if (asked == nullptr || !asked->is_array()) return list;
    for (const auto& one : asked->get_array()) {
        auto origin = one.is_string() ? page_origin(one.get_string(), sockets) : std::nullopt;
        if (origin && std::ranges::find(list, *origin) != list.end()) continue;
        if (origin && list.size() < kMaxPageOrigins)
            list.push_back(*std::move(origin));
        else
            ++left_out;
    }
    return list;
}

std::string directive(std::string_view name, std::string_view always,
                      const std::vector<std::string>& origins) {
    if (always.empty() && origins.empty()) return fmt::format("{} 'none'; ", name);
    return fmt::format("{}{}{}{}{}; ", name, always.empty() ? "" : " ", always,
                       origins.empty() ? "" : " ", fmt::join(origins, " "));
}

}  // namespace

std::optional<std::string> page_origin(std::string_view asked, bool sockets) {
    if (asked.size() > kMaxPageOriginBytes) return {};
    std::string text(asked);
    for (auto& one : text)
        if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
    std::string_view rest = text;
    std::string_view scheme = "https://";
    if (const auto end = rest.find("://"); end != std::string_view::npos) {
        scheme = rest.substr(0, end + 3);
        rest.remove_prefix(end + 3);
    }
    if (scheme != "https://" && !(sockets && scheme == "wss://")) return {};
    if (rest.ends_with('/')) rest.remove_suffix(1);
    auto name = rest;
    if (const auto colon = rest.find(':'); colon != std::string_view::npos) {
        if (!is_port(rest.substr(colon + 1))) return {};
        name = rest.substr(0, colon);
    }
    if (name.starts_with("*.")) name.remove_prefix(2);
    if (!net::is_public_name(name)) return {};
    auto origin = fmt::format("{}{}", scheme, rest);
    if (origin.size() > kMaxPageOriginBytes) return {};
    return origin;
}

PagePolicy read_policy(const json::object& meta) {
    const json::value whole(meta);
    PagePolicy policy;
    policy.connect = origins(whole, "connectDomains", true, policy.left_out);
    policy.resource = origins(whole, "resourceDomains", false, policy.left_out);
    policy.frame = origins(whole, "frameDomains", false, policy.left_out);
    policy.base = origins(whole, "baseUriDomains", false, policy.left_out);
    if (const auto* asked = json::find(whole, "ui.permissions");
        asked != nullptr && asked->is_object()) {
        for (const auto& one : kPermissions) {
            const auto* wanted = asked->get_object().if_contains(one.asked);
            if (wanted != nullptr && wanted->is_object())
                policy.permissions.emplace_back(one.asked);
        }
        policy.left_out += asked->get_object().size() - policy.permissions.size();
    }
    if (const auto* border = json::find(whole, "ui.prefersBorder");
        border != nullptr && border->is_bool())
        policy.prefers_border = border->get_bool();
    return policy;
}

// Without the protocol's 'self', which would be errand's own origin. What a page makes of its own
// bytes (eval, data:, blob:) takes it nowhere that it is not already, and pages that draw need it.
std::string content_security_policy(const PagePolicy& policy) {
    return "default-src 'none'; " +
           directive("script-src", "'unsafe-inline' 'unsafe-eval' blob:", policy.resource) +
           directive("style-src", "'unsafe-inline'", policy.resource) +
           directive("img-src", "data: blob:", policy.resource) +
           directive("font-src", "data:", policy.resource) +
           directive("media-src", "data: blob:", policy.resource) +
           directive("worker-src", "blob:", {}) + directive("connect-src", "", policy.connect) +
           directive("frame-src", "", policy.frame) + directive("base-uri", "", policy.base) +
           "object-src 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts";
}

std::string permissions_policy(const PagePolicy& policy) {
    std::string denied;
    for (const auto& one : kPermissions) {
        if (std::ranges::find(policy.permissions, one.asked) != policy.permissions.end()) continue;
        denied += fmt::format("{}{}=()", denied.empty() ? "" : ", ", one.feature);
    }
    return denied;
}

json::object describe(const PagePolicy& policy) {
    json::object made{{"csp",
                       {{"connectDomains", json::encode(policy.connect)},
                        {"resourceDomains", json::encode(policy.resource)},
                        {"frameDomains", json::encode(policy.frame)},
                        {"baseUriDomains", json::encode(policy.base)}}},
                      {"permissions", json::encode(policy.permissions)},
                      {"leftOut", policy.left_out}};
    if (policy.prefers_border) made["prefersBorder"] = *policy.prefers_border;
    return made;
}

}  // namespace errand::server
