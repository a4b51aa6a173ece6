// Owns: HTTP message signatures: what is covered, the text that is signed, the fields they are sent
// in. Pure; any thread. Must stay true: what is signed is what is sent, so nothing of a request
// that is covered changes afterwards; of the key only signatures leave. Source: RFC 9421 (§2
// components, §2.5 signature base, §3.3.4 ECDSA P-256), RFC 9530 (Content-Digest), RFC 8941 (their
// syntax); which components a request has to cover: Universal Commerce Protocol 2026-04-08,
// "Message Signatures".
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "crypto/keys.hpp"
#include "net/client.hpp"

namespace errand::connectors::ucp {

// One component of a message: a field by its name in small letters, or a derived one ("@method").
struct Component {
    std::string name;
    std::string value;
};

// ("@method" "@path");keyid="k": what Signature-Input says behind the label. `parameters` as they
// stand there, each with its ";".
std::string signature_parameters(std::span<const Component> covered, std::string_view parameters);
// The bytes that are signed.
std::string signature_base(std::span<const Component> covered, std::string_view parameters);
// sha-256=:…:
std::string content_digest(std::string_view body);

// Adds Signature-Input and Signature (label "sig1", keyid the key's thumbprint), and Content-Digest
// where there is a body. Covered are method, authority, path, a query, and of UCP-Agent,
// Idempotency-Key, Content-Digest and Content-Type those that are there.
Result<> sign_request(net::ClientRequest& request, const crypto::PrivateKey& key);

}  // namespace errand::connectors::ucp
