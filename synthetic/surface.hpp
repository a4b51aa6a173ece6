// Owns: cairo's pictures. One thread each.
#pragma once

#include <cairo.h>

#include <cstddef>
#include <cstdint>
#include <memory>

#include "synthetic/face.hpp"

namespace errand::synthetic {

struct FreeSurface {
    void operator()(cairo_surface_t* one) const { ::cairo_surface_destroy(one); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;

inline Surface empty_surface(int width, int height) {
    return Surface(::cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
}

// 0x00RRGGBB, to read or to write.
inline std::uint32_t& pixel_at(cairo_surface_t* surface, int x, int y) {
    const std::ptrdiff_t row = ::cairo_image_surface_get_stride(surface);
    auto* bytes = ::cairo_image_surface_get_data(surface) + row * y;
    return reinterpret_cast<std::uint32_t*>(bytes)[x];
}

inline Surface surface_of(const Pixels& pixels) {
    auto surface = empty_surface(pixels.width, pixels.height);
    std::size_t from = 0;
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x, from += 3)
            pixel_at(surface.get(), x, y) = std::uint32_t{pixels.bytes[from]} << 16U |
                                            std::uint32_t{pixels.bytes[from + 1]} << 8U |
                                            pixels.bytes[from + 2];
    ::cairo_surface_mark_dirty(surface.get());
    return surface;
}

}  // namespace errand::synthetic
