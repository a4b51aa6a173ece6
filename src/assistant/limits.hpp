// Owns: the bounds of this room.
#pragma once

#include <chrono>
#include <cstddef>

#include "base/clock.hpp"

namespace errand::assistant {

// --- what a person sends ---
inline constexpr std::size_t kMaxSayBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{4} * 1024;
inline constexpr std::size_t kMaxKeyBytes = 128;
inline constexpr std::size_t kMaxActs = 8;          // of one sentence
inline constexpr std::size_t kMaxOpenErrands = 32;  // of one conversation

// --- calls to services. One whole call, with all its attempts, stays below 30 seconds, so that a
// person who waits is told within that time ---
inline constexpr Millis kReadDeadline{8'000};
inline constexpr Millis kChangeDeadline{8'000};
inline constexpr int kCallAttempts = 3;
inline constexpr Millis kFirstBackoff{200};
inline constexpr Millis kSignInDeadline{15'000};
// Times that one call may ask for a grant: another user may withdraw it, or a scope be missing.
inline constexpr int kGrantRounds = 3;
// Times that one ask for a grant tries to sign in.
inline constexpr int kSignInRounds = 3;

// --- what a service asks the person, and calls that take long ---
inline constexpr std::size_t kMaxFormFields = 16;
inline constexpr std::size_t kMaxFieldOptions = 32;
inline constexpr std::size_t kMaxFieldTitle = 80;       // bytes of a name or title
inline constexpr std::size_t kMaxFieldAbout = 300;      // of what is said about it, of a choice
inline constexpr std::size_t kMaxPageAddress = 400;     // bytes of a page to open
inline constexpr std::size_t kMaxServiceWords = 2'000;  // bytes that are shown of one message
inline constexpr std::size_t kMaxServiceLines = 30;
inline constexpr std::size_t kServiceColumns = 60;
// How often one field is asked for, one form filled in, and one call asks.
inline constexpr int kFieldAttempts = 3;
inline constexpr int kFormAttempts = 3;
inline constexpr int kQuestionRounds = 8;
inline constexpr Millis kQuestionLifetime{24 * 60 * 60'000};
// Between two checkpoints: how often unfinished calls are gone on with, or wait for an answer. Each
// takes two steps or three.
inline constexpr std::size_t kMaxCallWaits = 70;
// Of one call that takes long: looks beyond those, since the person said something meanwhile.
inline constexpr std::size_t kMaxRemarks = 16;
// From one look at a call that takes long to the next: at least, at most, and as a share of the
// time it has taken; and when it is given up.
inline constexpr Millis kLookAgain{1'000};
inline constexpr Millis kLookAgainAtMost{15 * 60'000};
inline constexpr int kLooksInTime = 6;
inline constexpr Millis kLongestCall{6 * 60 * 60'000};
// How far calls are: how often a reader is told, and of how many errands it is known.
inline constexpr Millis kProgressEvery{1'000};
inline constexpr std::size_t kProgressKept = 1'024;

// --- work that blocks ---
inline constexpr Millis kWorkDeadline{120'000};
inline constexpr std::size_t kMaxWorkAtOnce = 32;
// What a skill may keep of one person.
inline constexpr std::size_t kMaxMemoryBytes = std::size_t{256} * 1024;

// --- payments whose outcome is not known ---
inline constexpr int kPayRounds = 15;
inline constexpr Millis kPayAgainAfter{60'000};
inline constexpr Millis kApprovalLifetime{15 * 60'000};

// --- tools for a model ---
inline constexpr std::size_t kMaxShelves = 64;         // users whose tools are kept in memory
inline constexpr Millis kToolsFresh{10 * 60'000};      // until a service is asked for them again
inline constexpr Millis kToolsRetry{60'000};           // after it did not answer
inline constexpr Millis kToolsDeadline{20'000};        // for a service to say which it has
inline constexpr Millis kToolsWait{3'000};             // of one errand for all services together
inline constexpr std::size_t kToolsLookedThrough = 4;  // found for each one that is shown
inline constexpr std::size_t kMaxShownSchema =
    std::size_t{16} * 1024;                           // bytes; a tool with more is not shown
inline constexpr std::size_t kMaxShownAbout = 1'024;  // bytes of a tool's description

// --- apps: pages of services ---
inline constexpr std::size_t kAppsShown = 16;  // in an errand's view, the newest
inline constexpr std::size_t kMaxPageBytes = std::size_t{3} * 1024 * 1024;
inline constexpr std::size_t kMaxPageAnswerBytes =
    std::size_t{1024} * 1024;  // of one call of a page

// --- skills that are only words: docs/skills.md ---
inline constexpr std::size_t kMaxSkillName = 64;
inline constexpr std::size_t kMaxSkillAbout = 1'024;  // characters of a description
// Bytes of a SKILL.md, and of a file beside it: they are given to a model whole, or not at all.
inline constexpr std::size_t kMaxSkillBytes = std::size_t{24} * 1024;
inline constexpr std::size_t kMaxWrittenSkills = 200;
inline constexpr std::size_t kMaxSkillEntries = 1'000;  // looked at in the folder of skills
// Shown to a model at one time, and bytes of their descriptions; where there are more, those that
// fit the sentence.
inline constexpr std::size_t kSkillsShown = 16;
inline constexpr std::size_t kMaxSkillsShownBytes = std::size_t{6} * 1024;
// Files beside a SKILL.md that a model is told of, what is looked through for them, and how deep
// they may stand.
inline constexpr std::size_t kMaxSkillFiles = 40;
inline constexpr std::size_t kMaxSkillFilesLookedAt = 400;
inline constexpr std::size_t kMaxSkillFileDepth = 4;
inline constexpr std::size_t kMaxSkillFileName = 200;  // bytes of its path in the skill's folder

// --- turns of a model ---
inline constexpr Millis kThinkDeadline{10 * 60'000};
inline constexpr std::size_t kMaxKeptReasoning =
    std::size_t{16} * 1024;  // bytes of one turn's thoughts
// Turns under way, and errands that were spoken to, that are remembered. One that is forgotten
// counts twice; or it comes to its end before what was said counts.
inline constexpr std::size_t kErrandsRemembered = 10'000;
inline constexpr std::size_t kErrandsCounted = 1'000;  // of one user's day
inline constexpr Millis kCallApprovalLifetime{15 * 60'000};
// A turn that broke off after somebody had seen a part of it is asked so often in all.
inline constexpr int kTurnAttempts = 3;
// Of a turn's text as it comes: what is shown before all of it is recorded, and how often a reader
// is given more.
inline constexpr std::size_t kMaxSpokenBytes = std::size_t{64} * 1024;
inline constexpr Millis kSpokenEvery{50};
inline constexpr std::size_t kTurnsKnown = 4'096;  // errands whose last attempt is known

// --- what is remembered ---
inline constexpr std::size_t kEarlierErrands = 10;     // given to a skill
inline constexpr std::size_t kFamiliarNames = 20'000;  // shops and dishes of one user's errands
inline constexpr std::size_t kNamesInSentence = 16;
// Sentences of one user whose keys are known; and how far back they are looked for at a start.
inline constexpr std::size_t kSentencesRemembered = 500;
inline constexpr std::size_t kEventsLookedBack = 2'000;
inline constexpr std::size_t kAnswersRemembered = 10'000;  // to tell a repeat from a second answer

}  // namespace errand::assistant
