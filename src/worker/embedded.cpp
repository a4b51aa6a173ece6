#include "worker/embedded.hpp"

#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <Stream.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "document/limits.hpp"

namespace errand::worker {
namespace {

constexpr std::uint8_t kWhite = 255;
// Codes of many modules have a few pixels more one way than the other.
constexpr double kSquare = 1.15;

// Takes the pictures where the page would draw them; draws nothing.
class Taker final : public OutputDev {
  public:
    explicit Taker(const std::function<void(const Grey&)>& show) : show_(show) {}

    bool whole() const { return whole_; }

    // Poppler's names.
    // NOLINTBEGIN(readability-identifier-naming)
    bool upsideDown() override { return true; }
    bool useDrawChar() override { return false; }
    bool interpretType3Chars() override { return false; }
    bool needNonText() override { return true; }
    void startPage(int /*page*/, GfxState* /*state*/, XRef* /*table*/) override { on_page_ = 0; }

    void drawImageMask(GfxState* state, Object* /*ref*/, Stream* stream, int width, int height,
                       bool invert, bool /*interpolate*/, bool /*inline_image*/) override {
        if (!wanted(*state, width, height)) return;
        take(*stream, width, height, 1, 1, [invert](const std::uint8_t* pixel) {
            // What is painted is taken for black, whatever its colour.
            const bool painted = (*pixel != 0) == invert;
            return painted ? std::uint8_t{0} : kWhite;
        });
    }
    void drawImage(GfxState* state, Object* /*ref*/, Stream* stream, int width, int height,
                   GfxImageColorMap* colours, bool /*interpolate*/, const int* /*mask*/,
                   bool /*inline_image*/) override {
        if (!wanted(*state, width, height) || colours == nullptr) return;
        take(*stream, width, height, colours->getNumPixelComps(), colours->getBits(),
             [colours](const std::uint8_t* pixel) {
                 GfxGray grey = 0;
                 colours->getGray(pixel, &grey);
                 return colToByte(grey);
             });
    }
    void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                         GfxImageColorMap* colours, bool interpolate, Stream* /*mask*/,
                         int /*mask_width*/, int /*mask_height*/, bool /*mask_invert*/,
                         bool /*mask_interpolate*/) override {
        drawImage(state, ref, stream, width, height, colours, interpolate, nullptr, false);
    }
    void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                             GfxImageColorMap* colours, bool interpolate, Stream* /*mask*/,
                             int /*mask_width*/, int /*mask_height*/,
                             GfxImageColorMap* /*mask_colours*/,
                             bool /*mask_interpolate*/) override {
        drawImage(state, ref, stream, width, height, colours, interpolate, nullptr, false);
    }
    // NOLINTEND(readability-identifier-naming)

  private:
    bool wanted(const GfxState& state, int width, int height) {
        if (width < 20 || height < 20) return false;
        if (width > document::kMaxCodePixels / height) return false;
        const auto& matrix = state.getCTM();
        const double across = std::hypot(matrix[0], matrix[1]);
        const double down = std::hypot(matrix[2], matrix[3]);
        if (across <= 0 || down <= 0 || across >= kSquare * down || down >= kSquare * across)
            return false;
        const bool room =
            on_page_ < document::kMaxPagePictures && in_file_ < document::kMaxFilePictures;
        whole_ = whole_ && room;
        return room;
    }

    template <class Shade>
    void take(Stream& stream, int width, int height, int parts, int bits, Shade shade) {
        Grey grey{width, height, {}};
        grey.pixels.assign(static_cast<std::size_t>(width) * height, kWhite);
        ImageStream lines(&stream, width, parts, bits);
        lines.reset();
        for (int y = 0; y < height; ++y) {
            const auto* line = lines.getLine();
            if (line == nullptr) break;
            auto* to = grey.pixels.data() + static_cast<std::size_t>(y) * width;
            for (int x = 0; x < width; ++x)
                to[x] = shade(line + static_cast<std::ptrdiff_t>(x) * parts);
        }
        lines.close();
        ++on_page_;
        ++in_file_;
        show_(grey);
    }

    const std::function<void(const Grey&)>& show_;
    std::size_t on_page_ = 0;
    std::size_t in_file_ = 0;
    bool whole_ = true;
};

}  // namespace

bool each_square_picture(std::string_view pdf, int pages,
                         const std::function<void(const Grey&)>& show) {
    Taker taker(show);
    PDFDoc file(new MemStream(const_cast<char*>(pdf.data()), 0, static_cast<Goffset>(pdf.size()),
                              Object(objNull)));
    if (!file.isOk()) return true;
    constexpr double kPoints = 72;
    file.displayPages(&taker, 1, std::min(pages, file.getNumPages()), kPoints, kPoints, 0, false,
                      true, false);
    return taker.whole();
}

}  // namespace errand::worker
