// Owns: the bounds of this room; those of files and records are document/limits.hpp and
// invoice/limits.hpp.
#pragma once

#include <cstddef>

namespace errand::ledger {

// Entries of one workbook (Excel takes 1,048,576 rows), and changes to one ledger.
inline constexpr std::size_t kMaxEntries = 100'000;
inline constexpr std::size_t kMaxChanges = 10'000;
inline constexpr std::size_t kMaxCorrections = 200'000;
// Entries of one day and total that a later one is compared with.
inline constexpr std::size_t kMaxAlike = 100;
// Findings of one entry, and bytes of what is said of one file; what is beyond is counted, or cut.
inline constexpr std::size_t kMaxEntryFindings = 100;
inline constexpr std::size_t kMaxRemarkBytes = 2'000;
// What one unit of a currency may be worth.
inline constexpr long long kMaxRate = 1'000'000'000;
// Rules of a company's own, and the file they stand in.
inline constexpr std::size_t kMaxRules = 1'000;
inline constexpr std::size_t kMaxRulesBytes = std::size_t{1} << 20U;
// What of an invoice is looked at to guess its category.
inline constexpr std::size_t kMaxGuessedLines = 200;
inline constexpr std::size_t kMaxGuessedBytes = 400;
// What stands in one cell: Excel takes 32,767 characters. A remark longer than this is cut.
inline constexpr std::size_t kMaxCellCharacters = 8'000;
// Excel takes 65,530 links in a sheet, each of at most 2,079 characters.
inline constexpr std::size_t kMaxLinks = 60'000;
inline constexpr std::size_t kMaxLinkBytes = 2'000;
// Lines of goods in the sheet of lines.
inline constexpr std::size_t kMaxLineRows = 500'000;

}  // namespace errand::ledger
