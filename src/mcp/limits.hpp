// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::mcp {

inline constexpr std::size_t kMaxTools = 1024;    // of one server
inline constexpr std::size_t kMaxMethods = 64;    // of one server, besides tools
inline constexpr std::size_t kMaxNotices = 1024;  // that wait to be sent, for one request
inline constexpr std::size_t kMaxAsks = 256;      // legacy questions that wait for an answer
inline constexpr std::size_t kMaxPages = 64;      // of one list
inline constexpr std::size_t kMaxMessageBytes =
    std::size_t{4} * 1024 * 1024;  // one JSON-RPC message
inline constexpr std::size_t kMaxPendingBytes =
    std::size_t{16} * 1024 * 1024;  // lines that wait to be written
inline constexpr std::size_t kMaxStrayMessages =
    10'000;                                           // before the awaited answer, on one stream
inline constexpr std::size_t kMaxWaitingCalls = 256;  // of one stdio client
inline constexpr std::size_t kMaxErrorOutput =
    std::size_t{64} * 1024;  // of a child's stderr, kept for messages
inline constexpr std::size_t kMaxChallengeBytes =
    std::size_t{8} * 1024;  // a WWW-Authenticate field
inline constexpr std::size_t kMaxMetadataBytes = std::size_t{256} * 1024;  // one sign-in document
inline constexpr int kMaxResumes = 8;      // of one broken response stream (legacy)
inline constexpr int kMaxInputRounds = 8;  // input_required answers to one call
inline constexpr std::chrono::seconds kCallTimeout{30};
inline constexpr std::chrono::seconds kAskTimeout{600};  // for a person to answer a legacy question
inline constexpr std::chrono::seconds kConnectTimeout{20};
inline constexpr std::chrono::seconds kListenTimeout{
    3};  // for a legacy server to open a stream of its own
inline constexpr std::chrono::seconds kProbeTimeout{
    5};  // for a stdio server to know server/discover
inline constexpr std::chrono::seconds kCloseTimeout{2};  // for a child to leave by itself

}  // namespace errand::mcp
