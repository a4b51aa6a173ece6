// Owns: the bounds of this room. Those of the wire itself are net's.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.hpp"

namespace errand::server {

inline constexpr std::size_t kMaxBodyBytes = std::size_t{256} * 1024;
inline constexpr std::size_t kMaxIdentifierBytes = 128;  // of a conversation, an ask, a service
inline constexpr std::size_t kEventsAtOnce = 500;        // of one list, or one read of a stream
inline constexpr std::size_t kErrandsListed = 200;
inline constexpr Millis kLongestWait{20'000};  // for a conversation to settle
inline constexpr std::size_t kAuditListed = 500;
inline constexpr std::size_t kMaxStreamsPerUser = 16;
inline constexpr std::chrono::seconds kStreamHeartbeat{15};

// --- chat clients (openai/) ---
inline constexpr std::size_t kMaxMessages = 4'000;  // of one request's history
// How long an answer may take: in one piece, which must end before net::kHandleTimeout; streamed.
inline constexpr std::chrono::seconds kAnswerWithin{100};
inline constexpr std::chrono::seconds kAnswerStreamedWithin{600};
inline constexpr std::chrono::milliseconds kLookEvery{100};  // for what is new of an answer
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{512} * 1024;
// A chat's first message again within this, while nothing else was said, is the same message.
inline constexpr Millis kSameMessageWithin{10 * 60'000};
inline constexpr std::uint64_t kMaxChatsAlike = std::uint64_t{1} << 20U;  // that begin alike
inline constexpr std::uint64_t kChatsCompared = 16;                       // the newest of them
inline constexpr std::size_t kSaidLookedBack = 2'000;     // events, for what was said last
inline constexpr std::size_t kConversationsTold = 4'096;  // whose last told event is remembered
inline constexpr std::size_t kConversationsToldOfUser = 512;

// --- tools for MCP clients (tools/) ---
// How long one call works before it tells how far it is: clients give up after 60 s.
inline constexpr std::chrono::seconds kToolAnswerWithin{50};
inline constexpr int kAsksOfOneCall = 8;  // put to the person one after the other
inline constexpr std::size_t kMaxToolState = std::size_t{1} * 1024;    // what a call goes on from
inline constexpr std::size_t kCardsLookedAt = 20;                      // of one errand, the latest
inline constexpr std::size_t kMaxCardBytes = std::size_t{128} * 1024;  // of one call's, the latest

// --- other agents (a2a/) ---
inline constexpr std::size_t kMaxParts = 64;            // of one message
inline constexpr std::size_t kTasksAtOnce = 50;         // of one page, where none is asked for
inline constexpr std::size_t kMaxTasksAtOnce = 100;     // of one page
inline constexpr std::size_t kHistoryShown = 50;        // messages of one task
inline constexpr std::chrono::seconds kCardFresh{300};  // how long an agent card may be kept

// --- following another clock ---
inline constexpr Millis kClockEvery{200};
inline constexpr Millis kClockDeadline{2'000};
// A difference that is no jump but the time that the question took.
inline constexpr Millis kClockTolerance{400};

// --- signing in ---
inline constexpr std::chrono::seconds kSignInStep{10};
inline constexpr std::size_t kPendingSignIns = 256;
// A token is refreshed this long before it expires.
inline constexpr Millis kRefreshBefore{10'000};

inline constexpr std::chrono::seconds kStopWithin{5};

// For a service to say which tools it has, when a person looks.
inline constexpr std::chrono::seconds kLookWithin{20};

// --- apps (apps/) ---
// Origins of one list that a service's page may reach, and bytes of one.
inline constexpr std::size_t kMaxPageOrigins = 16;
inline constexpr std::size_t kMaxPageOriginBytes = 100;
// What one user's pages may ask of services.
inline constexpr std::size_t kAppAsksPerMinute = 120;
inline constexpr std::size_t kAppAsksAtOnce = 8;
inline constexpr std::size_t kMaxTickets = 1'024;
inline constexpr std::chrono::seconds kTicketLifetime{60};

// --- files ---
// Threads for work on them.
inline constexpr std::size_t kWorkThreads = 4;
inline constexpr std::uint64_t kMaxDownloadBytes = std::uint64_t{256} << 20U;

}  // namespace errand::server
