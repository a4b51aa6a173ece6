// Owns: the bounds of this room.
#pragma once

#include <cstddef>

namespace errand::tool {

// Connectors in one registry.
inline constexpr std::size_t kMaxConnectors = 256;
// Tools that one finder chooses from.
inline constexpr std::size_t kMaxTools = 16'384;
// What is read of one tool's description, or of one request.
inline constexpr std::size_t kMaxDescriptionBytes = 8'192;
inline constexpr std::size_t kMaxRequestBytes = 2'048;
// Sentences that one finder learns from.
inline constexpr std::size_t kMaxExamples = 65'536;
// Features that have learned weights, and the tools that one feature has weights for.
inline constexpr std::size_t kMaxLearnedFeatures = 1U << 19U;
// Passes over the sentences in one training.
inline constexpr int kTrainingPasses = 5;

}  // namespace errand::tool
