// Owns: the bounds of this room. Options may lower them or, where they say so, raise them.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::net {

// --- server ---
inline constexpr std::size_t kMaxConnections = 1024;
inline constexpr std::size_t kMaxHeaderBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxTargetBytes = std::size_t{8} * 1024;
inline constexpr std::size_t kMaxRequestBody = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxRoutes = 512;
inline constexpr std::chrono::seconds kIdleTimeout{75};   // between requests on one connection
inline constexpr std::chrono::seconds kReadTimeout{20};   // one whole request, from its first byte
inline constexpr std::chrono::seconds kWriteTimeout{20};  // one response, or one event of a stream
inline constexpr std::chrono::seconds kHandleTimeout{120};  // one handler; streams are exempt
// After a refusal the rest of the request is read and dropped, so that the answer is not lost with
// it.
inline constexpr std::size_t kMaxDropped = std::size_t{16} * 1024 * 1024;
inline constexpr std::chrono::seconds kDropTimeout{2};
inline constexpr std::chrono::seconds kStopTimeout{5};  // what runs may finish within this

// --- client ---
inline constexpr std::size_t kMaxResponseBody = std::size_t{8} * 1024 * 1024;
// As many as may be open: a model's endpoint is asked by many errands at once, and what closes its
// connection after each turn opens thousands.
inline constexpr std::size_t kMaxIdleConnectionsPerHost = 256;
inline constexpr std::size_t kMaxIdleConnections = 256;
inline constexpr std::size_t kMaxOpenConnections = 256;
// The part of them that may be kept for minutes is one in so many.
inline constexpr std::size_t kHeldPart = 2;
// Requests that wait, until their deadline, for one of them.
inline constexpr std::size_t kMaxWaitingRequests = 16'384;
inline constexpr std::chrono::seconds kRequestTimeout{30};
inline constexpr std::chrono::seconds kConnectTimeout{10};
inline constexpr std::chrono::seconds kKeepIdleConnection{50};  // shorter than kIdleTimeout

// --- server-sent events ---
inline constexpr std::size_t kMaxEventBytes = std::size_t{1024} * 1024;
inline constexpr std::chrono::seconds kHeartbeat{15};
inline constexpr int kMaxReconnects = 8;  // in a row, without an event between
inline constexpr std::chrono::milliseconds kFirstReconnectDelay{200};
inline constexpr std::chrono::milliseconds kMaxReconnectDelay{10'000};

// --- URLs ---
inline constexpr std::size_t kMaxUrlBytes = std::size_t{8} * 1024;
inline constexpr std::size_t kMaxFormFields = 256;

}  // namespace errand::net
