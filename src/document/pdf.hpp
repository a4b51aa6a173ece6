// Owns: asking the program errand-documents about a PDF. A fresh process for each file: without
// this one's environment, under limits that it sets on itself, killed at the deadline. Blocks; any
// thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "document/limits.hpp"

namespace errand::document {

struct PdfFile {
    int pages = 0;
    std::vector<std::string> attachments;  // their bytes, in the file's order
    std::string fault;                     // what could not be read of it; empty: nothing
};

// Denied: encrypted. Corrupt: unreadable, or the program died on it. Timeout: the deadline.
// Unavailable: `program` cannot be started.
Result<PdfFile> read_pdf(std::string_view bytes, const std::filesystem::path& program,
                         std::chrono::milliseconds deadline = kWorkerDeadline);

}  // namespace errand::document
