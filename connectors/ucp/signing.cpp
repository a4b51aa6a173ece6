#include "connectors/ucp/signing.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/encoding.hpp"
#include "crypto/hash.hpp"

namespace errand::connectors::ucp {

namespace {

Result<std::vector<Component>> covered_of(const net::ClientRequest& request) {
    ERRAND_TRY(const auto url, net::parse_url(request.url));
    std::vector<Component> covered{
        {"@method", request.method}, {"@authority", url.authority()}, {"@path", url.path}};
    if (!url.query.empty()) covered.push_back({"@query", "?" + url.query});
    for (const auto* field : {"ucp-agent", "idempotency-key", "content-digest", "content-type"})
        if (request.headers.has(field))
            covered.push_back({field, std::string(request.headers.get(field))});
    return covered;
}

}  // namespace

std::string signature_parameters(std::span<const Component> covered, std::string_view parameters) {
    std::string names;
    for (const auto& one : covered)
        names += fmt::format("{}\"{}\"", names.empty() ? "" : " ", one.name);
    return fmt::format("({}){}", names, parameters);
}

std::string signature_base(std::span<const Component> covered, std::string_view parameters) {
    std::string base;
    for (const auto& one : covered) base += fmt::format("\"{}\": {}\n", one.name, one.value);
    return base + "\"@signature-params\": " + signature_parameters(covered, parameters);
}

std::string content_digest(std::string_view body) {
    return fmt::format("sha-256=:{}:", base64_encode(crypto::sha256(body)));
}

Result<> sign_request(net::ClientRequest& request, const crypto::PrivateKey& key) {
    if (!request.body.empty()) request.headers.set("Content-Digest", content_digest(request.body));
    ERRAND_TRY(const auto covered, covered_of(request));
    const auto parameters = fmt::format(";keyid=\"{}\"", key.public_key().thumbprint());
    ERRAND_TRY(const auto made, key.sign(signature_base(covered, parameters)));
    ERRAND_TRY(const auto bytes, base64url_decode(made));
    request.headers.set("Signature-Input", "sig1=" + signature_parameters(covered, parameters));
    request.headers.set("Signature", fmt::format("sig1=:{}:", base64_encode(bytes)));
    return {};
}

}  // namespace errand::connectors::ucp
