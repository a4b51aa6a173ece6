// Owns: Grey, a picture in shades of grey. A value.
#pragma once

#include <cstdint>
#include <vector>

namespace errand::worker {

// Rows from the top, without padding; 0 is black.
struct Grey {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels;
};

}  // namespace errand::worker
