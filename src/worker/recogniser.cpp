#include "worker/recogniser.hpp"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <clocale>
#include <cmath>

#include "base/encoding.hpp"
#include "document/limits.hpp"
#include "worker/picture.hpp"

// Tesseract asks for four threads whatever is set; a process of this program may start none. With
// no level of parallel regions allowed, each runs where it is met.
extern "C" void omp_set_max_active_levels(int levels);

namespace errand::worker {
namespace {

using Clock = std::chrono::steady_clock;

struct Free {
    void operator()(Pix* picture) const { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<Pix, Free>;

// Chinese first: it knows Latin letters and digits as well, the other way is not so.
constexpr const char* kLanguages = "chi_sim+eng";

Picture picture_of(const Grey& grey) {
    Picture picture(pixCreate(grey.width, grey.height, 8));
    if (!picture) return picture;
    auto* data = pixGetData(picture.get());
    const auto step = pixGetWpl(picture.get());
    for (int y = 0; y < grey.height; ++y) {
        auto* line = data + static_cast<std::ptrdiff_t>(y) * step;
        const auto* from = grey.pixels.data() + static_cast<std::size_t>(y) * grey.width;
        for (int x = 0; x < grey.width; ++x) SET_DATA_BYTE(line, x, from[x]);
    }
    return picture;
}

// Even light, and lines level: photos have shadows and are held askew.
Picture prepared(const Grey& grey) {
    auto picture = picture_of(grey);
    if (!picture) return picture;
    Picture even(pixBackgroundNormSimple(picture.get(), nullptr, nullptr));
    if (even) picture = std::move(even);
    Picture level(pixDeskew(picture.get(), 0));
    if (level) picture = std::move(level);
    return picture;
}

}  // namespace

struct Recogniser::Engine {
    tesseract::TessBaseAPI api;
    bool ready = false;
};

Recogniser::Recogniser() : engine_(std::make_unique<Engine>()) {}
Recogniser::~Recogniser() = default;

bool Recogniser::spent() const {
    return used_ > document::kRecognitionTime;
}

Result<document::Page> Recogniser::read(const Grey& grey, double dpi) {
    const auto start = Clock::now();
    omp_set_max_active_levels(0);
    if (!engine_->ready) {
        if (engine_->api.Init(nullptr, kLanguages, tesseract::OEM_LSTM_ONLY) != 0)
            return fail(ErrorCode::Unavailable, "text in pictures is not recognised here",
                        "install tesseract-ocr-chi-sim and tesseract-ocr-eng");
        engine_->api.SetPageSegMode(tesseract::PSM_SPARSE_TEXT);
        engine_->ready = true;
    }
    const auto picture = prepared(grey);
    if (!picture) return fail(ErrorCode::Exhausted, "no memory for the picture of a page");
    engine_->api.SetImage(picture.get());
    engine_->api.SetSourceResolution(static_cast<int>(dpi));
    document::Page page;
    const double scale = 72.0 / dpi;
    page.width = grey.width * scale;
    page.height = grey.height * scale;
    page.from_picture = true;
    if (engine_->api.Recognize(nullptr) == 0)
        for (std::unique_ptr<tesseract::ResultIterator> at(engine_->api.GetIterator()); at;) {
            constexpr auto kLevel = tesseract::RIL_WORD;
            const std::unique_ptr<char[]> text(at->GetUTF8Text(kLevel));
            int left = 0;
            int top = 0;
            int right = 0;
            int bottom = 0;
            if (text && at->BoundingBox(kLevel, &left, &top, &right, &bottom) &&
                is_utf8(text.get()) && page.words.size() < document::kMaxWords)
                page.words.push_back({text.get(), left * scale, top * scale, right * scale,
                                      bottom * scale,
                                      std::clamp(static_cast<int>(at->Confidence(kLevel)), 1, 99)});
            if (!at->Next(kLevel)) break;
        }
    engine_->api.Clear();
    used_ += Clock::now() - start;
    return page;
}

}  // namespace errand::worker
