// Owns: the bounds of this room.
#pragma once

#include <cstddef>
#include <cstdint>

namespace errand::json {

// Nesting of any text that is read.
inline constexpr std::size_t kMaxDepth = 64;

// One schema: its parts, the nesting of one in another, and what a pattern may take when compiled.
inline constexpr std::size_t kMaxSchemaNodes = 20'000;
inline constexpr std::size_t kMaxSchemaDepth = 128;
inline constexpr std::size_t kMaxPatternBytes = 1'000;
inline constexpr std::int64_t kMaxPatternMemory = std::int64_t{256} * 1024;
inline constexpr std::size_t kMaxPatterns = 200;
// One check of a value: schemas applied (a large text counts for more), and how deep they nest.
inline constexpr std::size_t kMaxSchemaWork = 1'000'000;
inline constexpr std::size_t kMaxSchemaCheckDepth = 400;

}  // namespace errand::json
