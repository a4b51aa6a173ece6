// Owns: the bounds of what is sent to models and read from them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace errand::brain::model {

// --- one request ---
inline constexpr std::size_t kMaxMessages = 4096;
inline constexpr std::size_t kMaxRequestBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kMaxToolsSent = 128;

// --- one reply ---
// All bytes of one answer: a token comes in some 250 bytes of JSON.
inline constexpr std::size_t kMaxStreamBytes = std::size_t{64} * 1024 * 1024;
inline constexpr std::size_t kMaxTextBytes = std::size_t{2} * 1024 * 1024;
inline constexpr std::size_t kMaxReasoningBytes = std::size_t{4} * 1024 * 1024;
inline constexpr std::size_t kMaxCalls = 64;
inline constexpr std::size_t kMaxArgumentBytes = std::size_t{512} * 1024;  // of one call
inline constexpr std::size_t kMaxNameBytes = 256;                          // a tool's name, an id
// Text that may be a call is held back at most this long before it is handed out as text.
inline constexpr std::size_t kMaxHeldBytes = std::size_t{256} * 1024;
// Places in prose at which JSON may begin that are looked at.
inline constexpr std::size_t kMaxJsonStarts = 16;
// Tokens that one turn can be believed to have used.
inline constexpr std::int64_t kMaxTokens = 100'000'000;

// --- errors ---
inline constexpr std::size_t kMaxErrorBody = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxErrorMessage = 500;     // what is kept of a server's words
inline constexpr std::size_t kMaxFaultText = 1'500;      // what a model is told of one call
inline constexpr std::size_t kMaxNamesInFault = 20;      // tools listed where one does not exist
inline constexpr std::size_t kMaxQuotedArguments = 200;  // of broken arguments, in a fault

// --- waits, where the settings name none ---
inline constexpr std::chrono::milliseconds kFirstTokenTime{60'000};
inline constexpr std::chrono::milliseconds kNextTokenTime{30'000};
inline constexpr std::chrono::milliseconds kTurnTime{300'000};
inline constexpr std::chrono::milliseconds kMaxTurnTime{3'600'000};
inline constexpr std::chrono::milliseconds kErrorBodyTime{5'000};
// After the finish reason: for the usage, and for "[DONE]".
inline constexpr std::chrono::milliseconds kAfterFinishTime{3'000};
// After "[DONE]": for the end of the body, so that the connection can be kept.
inline constexpr std::chrono::milliseconds kAfterDoneTime{50};
inline constexpr std::chrono::milliseconds kHealthCheckTime{5'000};

// --- trying an endpoint ---
// Each request that asks the model: a local one may have to be loaded first. Enough tokens that a
// model may think before it answers.
inline constexpr std::chrono::milliseconds kTrialTime{60'000};
inline constexpr std::int64_t kTrialTokens = 1024;

// --- several endpoints ---
inline constexpr std::size_t kMaxEndpoints = 32;
inline constexpr int kMaxAttempts = 8;             // of one turn, over all endpoints
inline constexpr int kMaxAttemptsPerEndpoint = 2;  // of one turn
inline constexpr int kMaxAdaptations = 4;          // of one attempt to what a server does not take
inline constexpr int kFailuresToOpen = 3;          // in a row
inline constexpr std::chrono::milliseconds kFirstPause{5'000};
inline constexpr std::chrono::milliseconds kMaxPause{300'000};
// A key that is refused, or a model that is not there, seldom mends itself.
inline constexpr std::chrono::milliseconds kPauseWhenDenied{300'000};
inline constexpr std::chrono::milliseconds kFirstRetryPause{1'000};  // doubles
inline constexpr std::chrono::milliseconds kMaxRetryAfter{600'000};
// A turn waits for an endpoint to be free at most this long in all.
inline constexpr std::chrono::milliseconds kMaxRouterWait{30'000};
inline constexpr std::chrono::milliseconds kRateWindow{60'000};
// Assumed of a reply whose length nobody has bounded, where a budget has to be held for it.
inline constexpr std::int64_t kAssumedOutput = 4096;

// --- settings ---
inline constexpr std::size_t kMaxSettingBytes = 2048;
inline constexpr std::size_t kMaxKeyBytes = 4096;

// --- accounting ---
// A price of a million tokens, in millionths of a unit: ten thousand units.
inline constexpr std::int64_t kMaxPriceMicro = 10'000'000'000;

}  // namespace errand::brain::model
