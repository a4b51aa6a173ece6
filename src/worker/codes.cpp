#include "worker/codes.hpp"

#define ZX_USE_UTF8 1
#include <ReadBarcode.h>

#include <algorithm>
#include <exception>

#include "base/encoding.hpp"
#include "document/limits.hpp"

namespace errand::worker {
namespace {

// Smaller ones are enlarged to it: the reader wants several pixels a module.
constexpr int kEnoughPixels = 400;
constexpr std::uint8_t kWhite = 255;

int quarters_of(int degrees) {
    constexpr int kQuarter = 90;
    return ((degrees + kQuarter / 2 + 4 * kQuarter) / kQuarter) % 4;
}

}  // namespace

std::vector<Code> codes_in(const Grey& picture) {
    std::vector<Code> found;
    if (picture.width < 16 || picture.height < 16) return found;
    // It throws on what it cannot hold, as any allocation may.
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode);
        hints.setTryHarder(true);
        hints.setTryRotate(true);
        hints.setMaxNumberOfSymbols(8);
        const ZXing::ImageView view(picture.pixels.data(), picture.width, picture.height,
                                    ZXing::ImageFormat::Lum);
        for (const auto& one : ZXing::ReadBarcodes(view, hints)) {
            auto text = one.text();
            if (one.isValid() && is_utf8(text) && found.size() < document::kMaxCodes)
                found.push_back({std::move(text), quarters_of(one.orientation())});
        }
    } catch (const std::exception&) {
        // A code that cannot be read is none; what else the page says is still read.
        found.clear();
    }
    return found;
}

std::vector<Code> code_of(const Grey& picture) {
    const int shorter = std::min(picture.width, picture.height);
    if (shorter < 16) return {};
    const int times = std::clamp(kEnoughPixels / shorter, 1, 8);
    const int margin = std::max(16, shorter * times / 10);
    Grey framed{picture.width * times + 2 * margin, picture.height * times + 2 * margin, {}};
    framed.pixels.assign(static_cast<std::size_t>(framed.width) * framed.height, kWhite);
    for (int y = 0; y < picture.height * times; ++y) {
        const auto from = static_cast<std::size_t>(y / times) * picture.width;
        const auto to = static_cast<std::size_t>(y + margin) * framed.width + margin;
        for (int x = 0; x < picture.width * times; ++x)
            framed.pixels[to + x] = picture.pixels[from + x / times];
    }
    return codes_in(framed);
}

}  // namespace errand::worker
