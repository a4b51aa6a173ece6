// Owns: the bounds of this connector.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::connectors::openapi {

// --- the document ---
inline constexpr std::size_t kMaxDocumentBytes = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t kMaxOperations = 512;
inline constexpr std::size_t kMaxParameters = 64;    // of one operation
inline constexpr int kMaxReferences = 16;            // one behind the other
inline constexpr std::size_t kMaxNameBytes = 64;     // of a tool
inline constexpr std::size_t kMaxPathBytes = 2'048;  // of an operation
// Parts of one operation's schema of arguments, or of one answer's, with all that they refer to.
inline constexpr std::size_t kMaxArgumentParts = 4'000;
inline constexpr std::size_t kMaxAnswerParts = 20'000;
inline constexpr std::size_t kMaxSchemaDepth = 64;
inline constexpr std::chrono::seconds kDocumentTimeout{20};

// --- a call ---
inline constexpr std::size_t kMaxBodyBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxTextBytes =
    std::size_t{64} * 1024;  // of an answer that is no JSON
inline constexpr std::size_t kMaxHeaderValue = std::size_t{4} * 1024;

}  // namespace errand::connectors::openapi
