// Owns: the bounds of this room; those of files are document/limits.hpp.
#pragma once

#include <cstddef>

namespace errand::invoice {

// Texts that the tags of one OFD join, and how long each may be.
inline constexpr std::size_t kMaxTagReferences = 10'000;
inline constexpr std::size_t kMaxTagBytes = 4'096;
// The longest text that is read as an amount in words.
inline constexpr std::size_t kMaxCapitalBytes = 512;
// Findings that are told of one file; the others are counted.
inline constexpr std::size_t kMaxFindings = 100;
// How far after its words the number of a reversed invoice stands in a remark.
inline constexpr std::size_t kMaxRemarkReference = 200;
// Invoices of one seller and one number that later ones are compared with.
inline constexpr std::size_t kMaxSameNumber = 100;
// Words of one page that its layout is read from, and how long each may be; pages of one file;
// lines of one invoice's table.
inline constexpr std::size_t kMaxPageWords = 20'000;
inline constexpr std::size_t kMaxWordBytes = 2'048;
inline constexpr std::size_t kMaxLayoutPages = 200;
inline constexpr std::size_t kMaxTableLines = 2'000;
// The longest payload of a code that is read; longer ones are no invoice's.
inline constexpr std::size_t kMaxCodeBytes = 1'024;

}  // namespace errand::invoice
