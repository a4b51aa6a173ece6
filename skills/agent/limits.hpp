// Owns: the bounds of this skill.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/clock.hpp"

namespace errand::skills::agent {

// Turns of the model for one errand, whatever the settings allow; and between two sentences of the
// person.
inline constexpr int kMaxTurns = 200;
inline constexpr int kMaxTurnsInARow = 40;
// Calls that are carried out of one turn; the model is told of the others.
inline constexpr std::size_t kMaxCallsInTurn = 16;
// Where calls that do not end at once took more than this (Errand::waited), what changes something
// comes in the next turn, so that each has room for its hours.
inline constexpr std::size_t kWaitsBeforeChange = 4;
// Where more than this many steps were taken since the checkpoint, what changes something comes in
// the next turn too: a call of six hours takes up to 180 of flow::kMaxStepsPerSegment.
inline constexpr std::size_t kStepsBeforeChange = 64;
// Errands that one errand may begin.
inline constexpr int kMaxHandedOver = 8;
// Tools of services that are shown at one time.
inline constexpr std::size_t kToolsShown = 10;
inline constexpr std::size_t kToolsFoundAtOnce = 8;
// What the model is given of one answer, and of one text of the person.
inline constexpr std::size_t kMaxAnswerBytes = std::size_t{24} * 1024;
inline constexpr std::size_t kMaxPlanItems = 12;
inline constexpr std::size_t kMaxPlanText = 160;
// The conversation is shortened above this estimate of tokens, or above this share of the context.
inline constexpr std::int64_t kMaxTalkTokens = 24'000;
inline constexpr double kShareOfContext = 0.6;
// How often what a model has no room for is cut to half and asked again.
inline constexpr int kMaxHalvings = 3;
// What shortening leaves: messages at the end, and bytes of each older answer of a tool.
inline constexpr std::size_t kMessagesKept = 12;
inline constexpr std::size_t kBytesOfOldAnswer = 300;
// Of each of the last ones, where even they do not fit.
inline constexpr std::size_t kBytesOfLastAnswer = 2'000;
// Schemas of tools may take this share of what the conversation may have.
inline constexpr double kShareOfTools = 0.5;
// Written skills that are followed at one time, and the share of the conversation's room that their
// instructions may take.
inline constexpr std::size_t kSkillsFollowed = 4;
inline constexpr double kShareOfSkills = 0.4;
// Facts that are told at every turn: the newest that fit, each cut to so many bytes.
inline constexpr std::size_t kMaxFactBytes = 400;
inline constexpr std::size_t kMaxFactsBytes = std::size_t{8} * 1024;
// Texts that are remembered, to tell where a value came from; they are in every checkpoint.
inline constexpr std::size_t kMaxSourceBytes = std::size_t{64} * 1024;
// A checkpoint holds the whole conversation, so it is made after so many steps (far below
// flow::kMaxStepsPerSegment, with the calls of a turn on top), and after each turn in which the
// person may have been asked.
inline constexpr std::size_t kStepsWithoutCheckpoint = 32;
inline constexpr std::size_t kStepsOfTurn = 3;
// How long it stays open for what the person asks next.
inline constexpr Millis kFollowUp{30 * 60'000};

}  // namespace errand::skills::agent
