// Owns: what a service's page may reach from a browser, read of what the service asks for, as
// headers. Pure; any thread. Must stay true: an origin is https (or wss, to be connected to), one
// name of a public form, perhaps with one "*." before at least two labels, and a port; whatever
// else is asked for is left out, so that no text of a service adds a word to a header.
// Source: MCP Apps (SEP-1865), 2026-01-26, "UI Resource Format"; Content Security Policy Level 3.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace errand::server {

struct PagePolicy {
    // Origins, in the order asked for, each once.
    std::vector<std::string> connect;   // to be connected to
    std::vector<std::string> resource;  // scripts, styles, pictures, fonts, media
    std::vector<std::string> frame;     // pages in the page
    std::vector<std::string> base;      // what its relative addresses begin with
    // Of camera, microphone, geolocation, clipboardWrite.
    std::vector<std::string> permissions;
    std::optional<bool> prefers_border;
    std::size_t left_out = 0;  // origins and permissions that were asked for
};

// Of a page's `_meta`.
PagePolicy read_policy(const json::object& meta);
// "https://*.example.com:8443", lower case; nothing where it is no origin that a page may have. A
// name without a scheme is https. `sockets`: wss may be had too.
std::optional<std::string> page_origin(std::string_view asked, bool sockets);

// The value of Content-Security-Policy. The page never has errand's own origin.
std::string content_security_policy(const PagePolicy& policy);
// The value of Permissions-Policy: nothing but what was asked for can be given to the page.
std::string permissions_policy(const PagePolicy& policy);
// {"csp": {"connectDomains", …}, "permissions", "prefersBorder"?, "leftOut"}.
json::object describe(const PagePolicy& policy);

}  // namespace errand::server
