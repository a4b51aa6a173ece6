#include "worker/sight.hpp"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>

#include <memory>

#include "document/limits.hpp"

namespace errand::worker {
namespace {

void quiet(const std::string& /*message*/, void* /*closure*/) {}

void read_attachments(const poppler::document& file, document::PdfFile& into) {
    std::size_t total = 0;
    for (const auto* one : file.embedded_files()) {
        if (one == nullptr || !one->is_valid()) continue;
        if (into.attachments.size() == document::kMaxAttachments) {
            into.fault = "it carries more attachments than are read";
            return;
        }
        const auto bytes = one->data();
        total += bytes.size();
        if (total > document::kMaxAttachmentBytes) {
            into.fault = "its attachments are larger than is allowed";
            return;
        }
        into.attachments.emplace_back(bytes.begin(), bytes.end());
    }
}

}  // namespace

Eyes::Eyes() {
    poppler::set_debug_error_function(quiet, nullptr);
}

Result<document::PdfFile> Eyes::pdf(std::string_view bytes) {
    const std::unique_ptr<poppler::document> file(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!file) return fail(ErrorCode::Corrupt, "the PDF cannot be read");
    if (file->is_locked())
        return fail(ErrorCode::Denied, "the PDF is encrypted", "hand in one without a password");
    document::PdfFile seen;
    seen.pages = file->pages();
    if (file->has_embedded_files()) read_attachments(*file, seen);
    return seen;
}

Result<document::PictureFile> Eyes::picture(std::string_view /*bytes*/) {
    return fail(ErrorCode::Unavailable, "pictures are not read");
}

}  // namespace errand::worker
