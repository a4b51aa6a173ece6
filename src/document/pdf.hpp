// Owns: asking the program errand-documents about a PDF. A fresh process for each file: without
// this one's environment, under limits that it sets on itself, killed at the deadline. Blocks; any
// thread.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/error.hpp"
#include "document/limits.hpp"
#include "document/sight.hpp"

namespace errand::document {

// Denied: encrypted. Corrupt: unreadable, or the program died on it. Timeout: the deadline.
// Unavailable: `program` cannot be started.
Result<PdfFile> read_pdf(std::string_view bytes, const std::filesystem::path& program,
                         std::chrono::milliseconds deadline = kWorkerDeadline);

// The program as a Sight.
class Program final : public Sight {
  public:
    explicit Program(std::filesystem::path path) : path_(std::move(path)) {}
    Result<PdfFile> pdf(std::string_view bytes) override { return read_pdf(bytes, path_); }
    Result<PictureFile> picture(std::string_view /*bytes*/) override {
        return fail(ErrorCode::Unavailable, "pictures are not read");
    }

  private:
    std::filesystem::path path_;
};

}  // namespace errand::document
