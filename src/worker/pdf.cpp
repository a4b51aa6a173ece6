#include "worker/pdf.hpp"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>

#include <memory>

#include "base/encoding.hpp"
#include "document/limits.hpp"

namespace errand::worker {
namespace {

void quiet(const std::string& /*message*/, void* /*closure*/) {}

void read_attachments(const poppler::document& file, document::PdfAnswer& answer) {
    std::size_t total = 0;
    for (const auto* one : file.embedded_files()) {
        if (one == nullptr || !one->is_valid()) continue;
        if (answer.attachments.size() == document::kMaxAttachments) {
            answer.fault = "it carries more attachments than are read";
            return;
        }
        const auto bytes = one->data();
        total += bytes.size();
        if (total > document::kMaxAttachmentBytes) {
            answer.fault = "its attachments are larger than is allowed";
            return;
        }
        const auto name = one->name();
        answer.attachments.push_back(
            {is_utf8(name) ? name : std::string{}, base64_encode({bytes.data(), bytes.size()})});
    }
}

}  // namespace

document::PdfAnswer read_pdf(std::string_view bytes) {
    poppler::set_debug_error_function(quiet, nullptr);
    document::PdfAnswer answer;
    const std::unique_ptr<poppler::document> file(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!file) {
        answer.fault = "the PDF cannot be read";
        return answer;
    }
    if (file->is_locked()) {
        answer.encrypted = true;
        return answer;
    }
    answer.pages = file->pages();
    if (file->has_embedded_files()) read_attachments(*file, answer);
    return answer;
}

}  // namespace errand::worker
