#include "worker/picture.hpp"

#include <leptonica/allheaders.h>

#include <algorithm>
#include <memory>

#include "document/limits.hpp"

namespace errand::worker {
namespace {

struct Free {
    void operator()(Pix* picture) const { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<Pix, Free>;

// What EXIF says of how the camera was held, in quarters to turn it by; 0 where it says nothing.
// JPEG segments are FF xx and a length; APP1 holds TIFF, whose tag 0x0112 it is.
class Exif {
  public:
    explicit Exif(std::string_view bytes) : bytes_(bytes) {}

    int quarters() const {
        for (std::size_t at = 2; at + 4 <= bytes_.size() && byte(at) == 0xFF;) {
            const auto length = static_cast<std::size_t>(byte(at + 2)) << 8U | byte(at + 3);
            if (byte(at + 1) == 0xDA) break;
            if (byte(at + 1) == 0xE1 && bytes_.substr(at + 4, 4) == "Exif") return tiff(at + 10);
            at += 2 + length;
        }
        return 0;
    }

  private:
    unsigned byte(std::size_t at) const {
        return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U;
    }
    int tiff(std::size_t start) const {
        const bool little = byte(start) == 'I';
        const auto two = [&](std::size_t at) {
            return little ? byte(at) | byte(at + 1) << 8U : byte(at) << 8U | byte(at + 1);
        };
        const auto directory = little ? two(start + 4) : two(start + 6);
        const auto entries = std::min(two(start + directory), 64U);
        for (unsigned entry = 0; entry < entries; ++entry) {
            const auto at = start + directory + 2 + static_cast<std::size_t>(entry) * 12;
            if (two(at) != 0x0112) continue;
            switch (two(at + 8)) {
                case 3:
                    return 2;
                case 6:
                    return 1;
                case 8:
                    return 3;
                default:
                    return 0;
            }
        }
        return 0;
    }

    std::string_view bytes_;
};

Grey grey_of(Pix* picture) {
    const Picture flat(pixRemoveAlpha(picture));
    const Picture grey(flat ? pixConvertTo8(flat.get(), 0) : nullptr);
    if (!grey) return {};
    Grey out{pixGetWidth(grey.get()), pixGetHeight(grey.get()), {}};
    out.pixels.resize(static_cast<std::size_t>(out.width) * out.height);
    const auto* data = pixGetData(grey.get());
    const auto step = pixGetWpl(grey.get());
    for (int y = 0; y < out.height; ++y) {
        const auto* line = data + static_cast<std::ptrdiff_t>(y) * step;
        auto* to = out.pixels.data() + static_cast<std::size_t>(y) * out.width;
        for (int x = 0; x < out.width; ++x)
            to[x] = static_cast<std::uint8_t>(GET_DATA_BYTE(line, x));
    }
    return out;
}

Error corrupt() {
    return {ErrorCode::Corrupt, "the picture cannot be decoded", {}};
}

Result<Decoded> frames_of(const l_uint8* data, std::size_t size, bool tiff) {
    Decoded decoded;
    auto& frames = decoded.frames;
    std::size_t offset = 0;
    do {
        const Picture picture(tiff ? pixReadMemFromMultipageTiff(data, size, &offset)
                                   : pixReadMem(data, size));
        if (!picture) break;
        const auto pixels =
            static_cast<long long>(pixGetWidth(picture.get())) * pixGetHeight(picture.get());
        if (pixels > document::kMaxPicturePixels)
            return fail(ErrorCode::Exhausted, "the picture has more pixels than are read");
        if (frames.size() == document::kMaxPictureFrames) {
            decoded.whole = false;
            break;
        }
        frames.push_back(grey_of(picture.get()));
    } while (tiff && offset != 0);
    if (frames.empty() || frames.front().pixels.empty()) return std::unexpected(corrupt());
    return decoded;
}

}  // namespace

Result<Decoded> decode(std::string_view bytes) {
    setMsgSeverity(L_SEVERITY_NONE);
    const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
    int format = IFF_UNKNOWN;
    int width = 0;
    int height = 0;
    if (pixReadHeaderMem(data, bytes.size(), &format, &width, &height, nullptr, nullptr, nullptr) !=
        0) {
        if (bytes.substr(4, 4) == "ftyp")
            return fail(ErrorCode::Unavailable, "pictures of this form are not decoded",
                        "hand it in as JPEG or PNG");
        return std::unexpected(corrupt());
    }
    if (static_cast<long long>(width) * height > document::kMaxPicturePixels)
        return fail(ErrorCode::Exhausted, "the picture has more pixels than are read");
    const bool tiff = format >= IFF_TIFF && format <= IFF_TIFF_ZIP;
    ERRAND_TRY(auto decoded, frames_of(data, bytes.size(), tiff));
    if (format == IFF_JFIF_JPEG)
        if (const int quarters = Exif(bytes).quarters(); quarters != 0)
            decoded.frames.front() = turned(decoded.frames.front(), quarters);
    return decoded;
}

Grey turned(const Grey& picture, int quarters) {
    quarters = ((quarters % 4) + 4) % 4;
    if (quarters == 0) return picture;
    const int width = picture.width;
    const int height = picture.height;
    Grey out{quarters == 2 ? width : height, quarters == 2 ? height : width, {}};
    out.pixels.resize(picture.pixels.size());
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            int from_x = width - 1 - x;
            int from_y = height - 1 - y;
            if (quarters == 1) {
                from_x = y;
                from_y = height - 1 - x;
            } else if (quarters == 3) {
                from_x = width - 1 - y;
                from_y = x;
            }
            out.pixels[static_cast<std::size_t>(y) * out.width + x] =
                picture.pixels[static_cast<std::size_t>(from_y) * width + from_x];
        }
    return out;
}

Grey reduced(const Grey& picture, int most) {
    const int longer = std::max(picture.width, picture.height);
    const int step = (longer + most - 1) / most;
    if (step <= 1) return picture;
    Grey out{picture.width / step, picture.height / step, {}};
    out.pixels.resize(static_cast<std::size_t>(out.width) * out.height);
    const auto width = static_cast<std::size_t>(picture.width);
    const auto many = static_cast<std::size_t>(step);
    for (std::size_t at = 0; at < out.pixels.size(); ++at) {
        const auto top = at / static_cast<std::size_t>(out.width) * many;
        const auto left = at % static_cast<std::size_t>(out.width) * many;
        std::size_t sum = 0;
        for (auto y = top; y < top + many; ++y)
            for (auto x = left; x < left + many; ++x) sum += picture.pixels[y * width + x];
        out.pixels[at] = static_cast<std::uint8_t>(sum / (many * many));
    }
    return out;
}

}  // namespace errand::worker
