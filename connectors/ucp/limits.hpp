// Owns: the bounds of this connector.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace errand::connectors::ucp {

// --- the profile ---
inline constexpr std::size_t kMaxProfileBytes = std::size_t{256} * 1024;
// Entries of one registry (services, capabilities, handlers), and versions of one entry.
inline constexpr std::size_t kMaxEntries = 256;
inline constexpr std::size_t kMaxVersions = 32;
inline constexpr std::size_t kMaxNameBytes = 128;
inline constexpr std::chrono::seconds kProfileTimeout{15};
// How long a profile is good for, whatever its server says of it.
inline constexpr std::chrono::minutes kProfileFresh{10};

// --- a call ---
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxBodyBytes = std::size_t{256} * 1024;
inline constexpr std::size_t kMaxPlainBytes = 2'000;  // of a refusal that is no JSON
inline constexpr std::size_t kMaxSessions = 16;       // over MCP, one for each key

// --- what a shop says ---
// Amounts in minor units: far inside 64 bits, whatever is summed up.
inline constexpr std::int64_t kMaxAmount = 1'000'000'000'000;
inline constexpr std::size_t kMaxLines = 200;     // of one cart, and entries of its totals
inline constexpr std::size_t kMaxMessages = 100;  // of one answer
inline constexpr std::size_t kMaxHandlers = 64;   // of one checkout
// Nesting of what is shown of an answer.
inline constexpr int kMaxShownDepth = 24;

}  // namespace errand::connectors::ucp
