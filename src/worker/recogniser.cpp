#include "worker/recogniser.hpp"

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <clocale>
#include <cmath>

#include "base/encoding.hpp"
#include "document/limits.hpp"
#include "document/trim.hpp"
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

// Small print enlarged, even light, lines level: photos have shadows and are held askew.
Picture prepared(const Grey& grey, int times) {
    auto picture = picture_of(grey);
    if (!picture) return picture;
    if (times > 1) {
        const auto by = static_cast<float>(times);
        Picture large(pixScale(picture.get(), by, by));
        if (!large) return large;
        picture = std::move(large);
    }
    Picture even(pixBackgroundNormSimple(picture.get(), nullptr, nullptr));
    if (even) picture = std::move(even);
    Picture level(pixDeskew(picture.get(), 0));
    if (level) picture = std::move(level);
    return picture;
}

// As high as its line: single characters are of many heights.
void add_word(const tesseract::ResultIterator& at, double scale, document::Page& page) {
    constexpr auto kLevel = tesseract::RIL_WORD;
    const std::unique_ptr<char[]> text(at.GetUTF8Text(kLevel));
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    if (!text || !at.BoundingBox(kLevel, &left, &top, &right, &bottom)) return;
    int beyond = 0;
    int line_top = top;
    int line_bottom = bottom;
    if (at.BoundingBox(tesseract::RIL_TEXTLINE, &beyond, &line_top, &beyond, &line_bottom) &&
        line_bottom - line_top < 3 * std::max(bottom - top, 8)) {
        top = line_top;
        bottom = line_bottom;
    }
    const int sure = std::clamp(static_cast<int>(at.Confidence(kLevel)), 1, 99);
    if (is_utf8(text.get()) && !document::trim(text.get()).empty() &&
        page.words.size() < document::kMaxWords)
        page.words.push_back(
            {text.get(), left * scale, top * scale, right * scale, bottom * scale, sure});
}

// How strongly the shades change from one row to the next, taken over whole rows: lines of writing
// make it large.
double across(const Grey& grey) {
    double energy = 0;
    long before = -1;
    for (int y = 0; y < grey.height; ++y) {
        long sum = 0;
        const auto* line = grey.pixels.data() + static_cast<std::size_t>(y) * grey.width;
        for (int x = 0; x < grey.width; ++x) sum += line[x];
        sum /= std::max(grey.width, 1);
        if (before >= 0) energy += static_cast<double>((sum - before) * (sum - before));
        before = sum;
    }
    return energy / std::max(grey.height, 1);
}

double mean_confidence(const document::Page& page) {
    if (page.words.empty()) return 0;
    double sum = 0;
    for (const auto& word : page.words) sum += word.confidence;
    return sum / static_cast<double>(page.words.size());
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

bool Recogniser::load() {
    omp_set_max_active_levels(0);
    if (engine_->ready) return true;
    if (engine_->api.Init(nullptr, kLanguages, tesseract::OEM_LSTM_ONLY) != 0) return false;
    engine_->api.SetPageSegMode(tesseract::PSM_SPARSE_TEXT);
    engine_->ready = true;
    return true;
}

Result<document::Page> Recogniser::read(const Grey& grey, double dpi) {
    const auto start = Clock::now();
    if (!engine_->ready) loaded_late_ = load();
    if (!engine_->ready)
        return fail(ErrorCode::Unavailable, "text in pictures is not recognised here",
                    "install tesseract-ocr-chi-sim and tesseract-ocr-eng");
    // Its letters are small below so many dots.
    constexpr double kFewDots = 150;
    const int times = dpi < kFewDots ? 2 : 1;
    const auto picture = prepared(grey, times);
    if (!picture) return fail(ErrorCode::Exhausted, "no memory for the picture of a page");
    engine_->api.SetImage(picture.get());
    engine_->api.SetSourceResolution(static_cast<int>(dpi) * times);
    document::Page page;
    const double scale = 72.0 / (dpi * times);
    page.width = grey.width * times * scale;
    page.height = grey.height * times * scale;
    page.from_picture = true;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        document::kRecognitionTime - used_ - (Clock::now() - start));
    tesseract::ETEXT_DESC watch;
    watch.set_deadline_msecs(static_cast<std::int32_t>(std::max<long>(left.count(), 1)));
    // At its end the words that were read stay, and the others are blank.
    const bool whole = engine_->api.Recognize(&watch) == 0;
    cut_ = cut_ || watch.deadline_exceeded();
    if (whole || watch.deadline_exceeded())
        for (std::unique_ptr<tesseract::ResultIterator> at(engine_->api.GetIterator()); at;) {
            add_word(*at, scale, page);
            if (!at->Next(tesseract::RIL_WORD)) break;
        }
    engine_->api.Clear();
    used_ += Clock::now() - start;
    return page;
}

Result<document::Page> Recogniser::read_turned(const Grey& picture, double dpi) {
    constexpr int kGlance = 1000;
    // Below it a page is upside down, or nothing that can be read.
    constexpr double kBadly = 60;
    const auto glance = reduced(picture, kGlance);
    const int first = across(turned(glance, 1)) > 1.5 * across(glance) ? 1 : 0;
    ERRAND_TRY(auto page, read(turned(picture, first), dpi));
    if (mean_confidence(page) >= kBadly || spent()) return page;
    ERRAND_TRY(auto other, read(turned(picture, first + 2), dpi));
    return mean_confidence(other) > mean_confidence(page) ? std::move(other) : std::move(page);
}

}  // namespace errand::worker
