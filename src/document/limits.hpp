// Owns: the bounds of this room. Documents come from strangers: whatever is read is bounded in
// size, depth, count and time before it is read.
#pragma once

#include <chrono>
#include <cstddef>

namespace errand::document {

// One file as it is handed in.
inline constexpr std::size_t kMaxFileBytes = 64UL << 20U;
// One XML text, its marks "<" and "=", of which it has more than elements and attributes, and how
// deep the elements stand in one another.
inline constexpr std::size_t kMaxXmlBytes = 32UL << 20U;
inline constexpr std::size_t kMaxXmlNodes = 1'000'000;
inline constexpr std::size_t kMaxXmlDepth = 128;
// What one file may unpack to, archives and signed files in one another included.
inline constexpr std::size_t kMaxUnpackedBytes = 256UL << 20U;
inline constexpr std::size_t kMaxUnpackedEntries = 5'000;
inline constexpr std::size_t kMaxArchiveDepth = 4;
inline constexpr std::size_t kMaxEntryName = 1'024;
// A mail: its parts, how deep they stand in one another, one head, what one line of a head may
// list, and how much of a file is looked at to know it for a mail.
inline constexpr std::size_t kMaxMailParts = 1'000;
inline constexpr std::size_t kMaxMailDepth = 16;
inline constexpr std::size_t kMaxMailHead = 256UL << 10U;
inline constexpr std::size_t kMaxMailParameters = 64;
inline constexpr std::size_t kMailGlance = 16UL << 10U;
// What a PDF may carry: attachments, and their bytes together.
inline constexpr std::size_t kMaxAttachments = 64;
inline constexpr std::size_t kMaxAttachmentBytes = 32UL << 20U;
// The process that reads one file: its memory, its time. The program that makes these processes is
// waited for a little longer, then started again.
inline constexpr std::size_t kMaxWorkerMemory = 1UL << 30U;
inline constexpr unsigned kMaxWorkerCpuSeconds = 20;
inline constexpr std::chrono::seconds kWorkerDeadline{30};
inline constexpr std::chrono::seconds kWorkerGrace{10};
// A handed-in file and all that is inside it.
inline constexpr std::chrono::minutes kMaxFileTime{10};
// What is told of one file, as JSON, and the pieces in which an answer comes.
inline constexpr std::size_t kMaxReadingBytes = 16UL << 20U;
inline constexpr std::size_t kPieceBytes = 64UL << 10U;
// Programs that read at the same time, and how long after one that cannot be started it is not
// tried again.
inline constexpr unsigned kMaxWorkers = 16;
inline constexpr std::chrono::seconds kStartPause{5};

// What is looked at of one file: pages with text, their words, the pictures of one page and of all,
// the codes, the frames of one picture (TIFF has pages).
inline constexpr int kMaxTextPages = 200;
inline constexpr std::size_t kMaxWords = 200'000;
inline constexpr std::size_t kMaxPagePictures = 64;
inline constexpr std::size_t kMaxFilePictures = 512;
inline constexpr std::size_t kMaxCodes = 64;
inline constexpr std::size_t kMaxPictureFrames = 16;
// A picture in a PDF that may be a code, and one that is handed in.
inline constexpr int kMaxCodePixels = 4'000'000;
inline constexpr long long kMaxPicturePixels = 60'000'000;
// Pages without text are drawn and recognised: so many, and no more once so long has been used.
inline constexpr int kMaxRecognisedPages = 8;
inline constexpr std::chrono::seconds kRecognitionTime{12};

}  // namespace errand::document
