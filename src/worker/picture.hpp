// Owns: the bytes of a picture to its shades of grey, upright as its camera said. PNG, JPEG, TIFF,
// WebP, BMP and GIF, with Leptonica. One thread.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "worker/grey.hpp"

namespace errand::worker {

struct Decoded {
    std::vector<Grey> frames;
    bool whole = true;  // false: it has more than kMaxPictureFrames
};
// The pages of it, of which only TIFF has several. Exhausted: more pixels than are read. Corrupt:
// it cannot be decoded. Unavailable: a form that is not decoded.
Result<Decoded> decode(std::string_view bytes);

Grey turned(const Grey& picture, int quarters);  // clockwise
// By whole steps, so that the longer side has at most `most` pixels.
Grey reduced(const Grey& picture, int most);

}  // namespace errand::worker
