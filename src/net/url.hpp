// Owns: URLs and forms. Pure; any thread. Source: RFC 3986; WHATWG URL for forms.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace errand::net {

// An absolute http or https URL, in its parts.
struct Url {
    std::string scheme;  // "http" or "https"
    std::string host;    // lower case; an IPv6 address without brackets
    std::uint16_t port = 0;
    std::string path;   // percent-encoded, at least "/"
    std::string query;  // percent-encoded, without "?"

    // "scheme://host[:port]", the port only where it is not the scheme's own.
    std::string origin() const;
    // The host as it stands in a Host field: with brackets and port where needed.
    std::string authority() const;
    // Path and query.
    std::string target() const;
    std::string text() const;
};

// Refuses other schemes, user names in the URL, control characters and more than kMaxUrlBytes. A
// fragment is dropped.
Result<Url> parse_url(std::string_view text);
// `reference` as seen from `base` (RFC 3986 §5).
Result<Url> resolve_url(const Url& base, std::string_view reference);
// 127.0.0.0/8, ::1 or "localhost".
bool is_loopback_host(std::string_view host);
// A name in the public DNS, lower case: not this machine, nothing in a network of one's own, and no
// bare address, which has many spellings. Sources: RFC 1123 §2.1; RFC 6761; RFC 6762, appendix G.
bool is_public_name(std::string_view host);

using Form = std::map<std::string, std::string, std::less<>>;
// "a=1&b=x%20y" (or "x+y"); of doubles the last. At most kMaxFormFields.
Result<Form> parse_form(std::string_view text);
std::string write_form(const std::vector<std::pair<std::string, std::string>>& fields);

}  // namespace errand::net
