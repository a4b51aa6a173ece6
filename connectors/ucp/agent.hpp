// Owns: who errand is to a shop: the address of its profile, the key it signs with, and the profile
// itself, for an operator to publish. Pure; any thread. Must stay true: the key is in no text.
// Source: Universal Commerce Protocol 2026-04-08, "Profile Structure", "Key Discovery".
#pragma once

#include <optional>
#include <string>

#include "crypto/keys.hpp"

namespace errand::connectors::ucp {

struct Agent {
    std::string profile;                    // its address
    std::optional<crypto::PrivateKey> key;  // none: nothing is signed
};

// The field UCP-Agent.
std::string agent_field(const Agent& agent);

// What errand can do, as a shop reads it, with the key that its requests are signed with.
json::value own_profile(const std::optional<crypto::PublicKey>& key);

}  // namespace errand::connectors::ucp
