// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::mcp {

inline constexpr std::size_t kMaxTools = 1024;  // of one server
inline constexpr std::size_t kMaxToolNameBytes = 128;
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
inline constexpr std::size_t kMaxChallengeBytes =
    std::size_t{8} * 1024;  // a WWW-Authenticate field
inline constexpr std::size_t kMaxMetadataBytes = std::size_t{256} * 1024;  // one sign-in document
inline constexpr int kMaxResumes = 8;      // of one broken response stream (legacy)
inline constexpr int kMaxInputRounds = 8;  // input_required answers to one call
// Pages that show answers (MCP Apps): an address, what is read of one, and what is kept of an
// answer for its page alone.
inline constexpr std::size_t kMaxUriBytes = 1'024;
inline constexpr std::size_t kMaxResourceBytes = std::size_t{3} * 1024 * 1024;
inline constexpr std::size_t kMaxBesideBytes = std::size_t{256} * 1024;
// What a server asks the person: requests at one time, bytes of one message, of one form, and of
// the state that is handed back.
inline constexpr std::size_t kMaxInputRequests = 8;
inline constexpr std::size_t kMaxQuestionBytes = std::size_t{4} * 1024;
inline constexpr std::size_t kMaxFormBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxRequestStateBytes = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxShownProgress = 300;  // bytes of what it says on how far it is
// Calls that go on while nobody waits for them: of one client, of one user of it, and of a whole
// house over HTTP, where each keeps a connection; how long in all, with a question open, and
// without a word; how long before its deadline a caller leaves one, and when it should come back,
// and then wait.
inline constexpr std::size_t kMaxHeldCalls = 64;
inline constexpr std::size_t kMaxHeldCallsOfUser = 8;
inline constexpr std::size_t kMaxHeldConnections = 128;
inline constexpr std::chrono::minutes kHeldCall{30};
inline constexpr std::chrono::minutes kHeldQuestion{10};
inline constexpr std::chrono::minutes kHeldSilence{2};
inline constexpr std::chrono::milliseconds kHeldMargin{500};
inline constexpr std::chrono::milliseconds kHeldPause{1'000};
// Tasks: how long a server is asked to keep one, and from one look at it to the next.
inline constexpr std::chrono::milliseconds kTaskLifetime{std::chrono::hours(12)};
inline constexpr std::chrono::milliseconds kMinTaskPause{500};
inline constexpr std::chrono::milliseconds kUsualTaskPause{2'000};
inline constexpr std::chrono::milliseconds kMaxTaskPause{5 * 60'000};
inline constexpr std::size_t kMaxTaskIdBytes = 1'024;
inline constexpr std::chrono::seconds kCallTimeout{30};
inline constexpr std::chrono::seconds kAskTimeout{600};  // for a person to answer a legacy question
inline constexpr std::chrono::seconds kConnectTimeout{20};
// Streams of legacy servers' own that a whole house listens to, beside what it holds; how long such
// a server may take to open one; and after how long without a call it is closed.
inline constexpr std::size_t kMaxListening = 64;
inline constexpr std::chrono::seconds kListenTimeout{3};
inline constexpr std::chrono::milliseconds kListenPause{1'000};
// Calls that were given up and whose ids are known, and how long a server is told of one.
inline constexpr std::size_t kMaxGivenUp = 256;
inline constexpr std::chrono::seconds kCancelTimeout{2};
inline constexpr std::chrono::seconds kProbeTimeout{
    5};  // for a stdio server to know server/discover
inline constexpr std::chrono::seconds kCloseTimeout{2};  // for a child to leave by itself

// --- a program that serves over stdio ---
// What it may say that nobody asked for, since its last awaited answer; beyond that it is ended.
inline constexpr std::size_t kMaxStrayBytes = std::size_t{16} * 1024 * 1024;
// Its error output: read in pieces with a pause between, so that a flood costs little; the end of
// it is kept, and less of that is shown.
inline constexpr std::size_t kErrorPiece = std::size_t{16} * 1024;
inline constexpr std::chrono::milliseconds kErrorPause{10};
inline constexpr std::size_t kMaxErrorOutput = std::size_t{64} * 1024;
inline constexpr std::size_t kMaxShownErrors = 400;
// After it has closed its output, for the last of its error output to come.
inline constexpr std::chrono::milliseconds kLastErrors{200};
// Values of variables that were let through, from this length on, are kept out of messages.
inline constexpr std::size_t kMinHiddenBytes = 4;
inline constexpr std::chrono::seconds kFirstAnswer{60};  // from its start; then it is ended
// A call that was given up after at least so much silence; so many of them in a row end it.
inline constexpr std::chrono::seconds kSilence{5};
inline constexpr int kMaxSilentCalls = 2;
// A run that ends before this has failed. The first failure costs nothing; each further one in a
// row a pause before the next start, twice as long each time; so many of them a rest.
inline constexpr std::chrono::seconds kSteadyRun{60};
inline constexpr std::chrono::seconds kFirstRestartPause{1};
inline constexpr int kMaxFailedRuns = 6;
inline constexpr std::chrono::minutes kRestartRest{10};

}  // namespace errand::mcp
