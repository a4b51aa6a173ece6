#include "worker/sight.hpp"

#include <GlobalParams.h>
#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "document/form.hpp"
#include "document/limits.hpp"
#include "worker/codes.hpp"
#include "worker/embedded.hpp"
#include "worker/picture.hpp"
#include "worker/recogniser.hpp"
#include "worker/text_layer.hpp"

// Colours say nothing of what a page states, and profiles of them are a stranger's bytes to one
// parser more; reading them takes half of the time that a hybrid invoice takes. So this program has
// none: Poppler asks here instead of the library lcms2, and goes by the plain colours then.
// NOLINTBEGIN(readability-identifier-naming): the library's name.
extern "C" void* cmsOpenProfileFromMem(const void* bytes, std::uint32_t size);
extern "C" void* cmsOpenProfileFromMem(const void* /*bytes*/, std::uint32_t /*size*/) {
    return nullptr;
}
// NOLINTEND(readability-identifier-naming)

namespace errand::worker {
namespace {

using document::PdfFile;
using document::PictureFile;

// Enough for the smallest print of an invoice.
constexpr double kDotsAnInch = 200;
constexpr double kPointsAnInch = 72;
// The longest side of a page as it is drawn, or of a picture as it is looked at.
constexpr int kMaxSide = 3600;
// What a page of paper measures, to guess the dots of a photo by.
constexpr double kPaperInches = 11;

void quiet(const std::string& /*message*/, void* /*closure*/) {}
void quiet_too(ErrorCategory /*category*/, Goffset /*at*/, const char* /*message*/) {}

void read_attachments(const poppler::document& file, PdfFile& into) {
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

void add_codes(const std::vector<Code>& found, std::vector<std::string>& into) {
    for (const auto& one : found)
        if (into.size() < document::kMaxCodes && std::ranges::find(into, one.text) == into.end())
            into.push_back(one.text);
}

Grey drawn(const poppler::page& page, double& dots) {
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    const auto rect = page.page_rect();
    const double longer = std::max({rect.width(), rect.height(), 1.0});
    dots = std::min(kDotsAnInch, kMaxSide * kPointsAnInch / longer);
    const auto image = renderer.render_page(&page, dots, dots);
    Grey grey{image.width(), image.height(), {}};
    if (!image.is_valid()) return {};
    grey.pixels.reserve(static_cast<std::size_t>(grey.width) * grey.height);
    for (int y = 0; y < grey.height; ++y) {
        const auto* line = reinterpret_cast<const std::uint8_t*>(image.const_data()) +
                           static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
        grey.pixels.insert(grey.pixels.end(), line, line + grey.width);
    }
    return grey;
}

void fault(std::string& into, std::string_view message) {
    if (into.empty()) into = message;
}

// One picture of a page: its codes, then its words.
template <class File>
void look_at(const Grey& grey, double dots, Recogniser& recogniser, File& into) {
    const auto codes = codes_in(grey);
    add_codes(codes, into.codes);
    if (into.texts.size() >= static_cast<std::size_t>(document::kMaxTextPages)) return;
    if (recogniser.spent()) return fault(into.fault, "not all of its pages were recognised");
    // A code stands upright on its page.
    auto page = codes.empty() ? recogniser.read_turned(grey, dots)
                              : recogniser.read(turned(grey, 4 - codes.front().quarters), dots);
    if (!page) return fault(into.fault, page.error().message);
    if (recogniser.cut()) fault(into.fault, "not all of its pages were recognised to their end");
    into.texts.push_back(*std::move(page));
}

}  // namespace

struct Eyes::Loaded {
    // Keeps Poppler's tables between files.
    GlobalParamsIniter tables{quiet_too};
};

Eyes::Eyes() : loaded_(std::make_unique<Loaded>()), recogniser_(std::make_unique<Recogniser>()) {
    poppler::set_debug_error_function(quiet, nullptr);
}

Eyes::~Eyes() = default;

Result<PdfFile> Eyes::pdf(std::string_view bytes) {
    const std::unique_ptr<poppler::document> file(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!file) return fail(ErrorCode::Corrupt, "the PDF cannot be read");
    if (file->is_locked())
        return fail(ErrorCode::Denied, "the PDF is encrypted", "hand in one without a password");
    recogniser_->begin();
    PdfFile seen;
    seen.pages = file->pages();
    if (file->has_embedded_files()) read_attachments(*file, seen);
    const int pages = std::min(seen.pages, document::kMaxTextPages);
    if (pages < seen.pages) fault(seen.fault, "it has more pages than are read");
    std::size_t words = document::kMaxWords;
    std::vector<int> blank;
    for (int at = 0; at < pages; ++at) {
        const std::unique_ptr<poppler::page> page(file->create_page(at));
        if (!page) {
            fault(seen.fault, "not all of its pages could be read");
            continue;
        }
        auto text = text_of(*page, words);
        words -= std::min(words, text.words.size());
        if (is_readable(text))
            seen.texts.push_back(std::move(text));
        else
            blank.push_back(at);
    }
    const bool all = each_square_picture(
        bytes, pages, [&](const Grey& picture) { add_codes(code_of(picture), seen.codes); });
    if (!all) fault(seen.fault, "not all of its pictures were looked at for codes");
    // What carries its fields as data needs no drawing.
    const bool has_data = std::ranges::any_of(seen.attachments, [](const std::string& one) {
        return document::form_of(one) == document::Form::Xml;
    });
    if (has_data && blank.size() == static_cast<std::size_t>(pages)) return seen;
    int drawn_pages = 0;
    for (const int at : blank) {
        const std::unique_ptr<poppler::page> page(file->create_page(at));
        if (!page) {
            fault(seen.fault, "not all of its pages could be read");
            continue;
        }
        if (++drawn_pages > document::kMaxRecognisedPages) {
            fault(seen.fault, "not all of its pages were recognised");
            break;
        }
        double dots = kDotsAnInch;
        const auto grey = drawn(*page, dots);
        if (grey.pixels.empty()) {
            fault(seen.fault, "not all of its pages could be drawn");
            continue;
        }
        look_at(grey, dots, *recogniser_, seen);
    }
    return seen;
}

Result<PictureFile> Eyes::picture(std::string_view bytes) {
    ERRAND_TRY(const auto decoded, decode(bytes));
    recogniser_->begin();
    PictureFile seen;
    if (!decoded.whole) seen.fault = "it has more pictures than are read";
    for (const auto& frame : decoded.frames) {
        const auto grey = reduced(frame, kMaxSide);
        const double dots =
            std::clamp(std::max(grey.width, grey.height) / kPaperInches, 70.0, 400.0);
        look_at(grey, dots, *recogniser_, seen);
    }
    return seen;
}

bool Eyes::wants_more() const {
    return recogniser_->loaded_late();
}

void Eyes::load_more() {
    recogniser_->load();
}

}  // namespace errand::worker
