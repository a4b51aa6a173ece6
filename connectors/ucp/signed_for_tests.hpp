// Owns: what a shop makes of a signed request: the covered components are taken from what arrived,
// in the order that Signature-Input says. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "connectors/ucp/signing.hpp"

namespace errand::connectors::ucp::test {

struct Arrived {
    std::string method;
    std::string authority;
    std::string path;
    std::string query;  // with its "?"; empty: none
    net::Headers headers;
    std::string body;
};

inline Arrived arrived(const net::Request& request) {
    return {request.method,  std::string(request.headers.get("Host")),
            request.path,    request.target.substr(request.path.size()),
            request.headers, request.body};
}

inline std::string component_of(const Arrived& request, const std::string& name) {
    if (name == "@method") return request.method;
    if (name == "@authority") return request.authority;
    if (name == "@path") return request.path;
    if (name == "@query") return request.query;
    return std::string(request.headers.get(name));
}

// Empty where it is signed with this key, and its body is the one that was signed.
inline std::string why_not_signed(const Arrived& request, const crypto::PublicKey& key) {
    const std::string input(request.headers.get("Signature-Input"));
    const std::string signature(request.headers.get("Signature"));
    if (input.empty() || signature.empty()) return "signature_missing";
    const auto end = input.find(')');
    if (!input.starts_with("sig1=(") || end == std::string::npos) return "malformed";
    if (!input.substr(end).contains("keyid=\"" + key.thumbprint() + "\"")) return "key_not_found";
    const auto digest = request.headers.get("Content-Digest");
    if (!request.body.empty() && digest != content_digest(request.body)) return "digest_mismatch";
    std::vector<Component> covered;
    std::string_view names(input);
    names = names.substr(6, end - 6);
    while (!names.empty()) {
        const std::string name(names.substr(1, names.find('"', 1) - 1));
        covered.push_back({name, component_of(request, name)});
        names.remove_prefix(std::min(names.size(), name.size() + 3));
    }
    const auto bytes = base64_decode(
        signature.size() < 7 ? "" : std::string_view(signature).substr(6, signature.size() - 7));
    if (!bytes) return "malformed";
    const auto base = signature_base(covered, std::string_view(input).substr(end + 1));
    return key.verify(base, base64url_encode(*bytes)) ? "" : "signature_invalid";
}

}  // namespace errand::connectors::ucp::test
