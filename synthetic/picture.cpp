#include "synthetic/picture.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>

#include "synthetic/surface.hpp"

namespace errand::synthetic {
namespace {

constexpr int kColours = 3;

std::size_t place(const Pixels& pixels, int x, int y) {
    return static_cast<std::size_t>(y * pixels.width + x) * kColours;
}

std::uint8_t bounded(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

// Between four neighbours; outside the page lies a desk.
double sample(const Pixels& from, double x, double y, int colour, double desk) {
    const int left = static_cast<int>(std::floor(x));
    const int top = static_cast<int>(std::floor(y));
    if (left < 0 || top < 0 || left + 1 >= from.width || top + 1 >= from.height) return desk;
    const double right_part = x - left;
    const double low_part = y - top;
    const auto at = [&](int across, int down) {
        return static_cast<double>(
            from.bytes[place(from, left + across, top + down) + static_cast<std::size_t>(colour)]);
    };
    return (at(0, 0) * (1 - right_part) + at(1, 0) * right_part) * (1 - low_part) +
           (at(0, 1) * (1 - right_part) + at(1, 1) * right_part) * low_part;
}

// The desk around it is as large as the turned page needs.
Pixels turned(const Pixels& from, double degrees, double desk) {
    const double angle = degrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    Pixels to{static_cast<int>(std::abs(from.width * cosine) + std::abs(from.height * sine)) + 4,
              static_cast<int>(std::abs(from.width * sine) + std::abs(from.height * cosine)) + 4,
              {}};
    to.bytes.resize(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height) *
                    kColours);
    for (int y = 0; y < to.height; ++y)
        for (int x = 0; x < to.width; ++x) {
            const double across = x - to.width / 2.0;
            const double down = y - to.height / 2.0;
            const double from_x = across * cosine + down * sine + from.width / 2.0;
            const double from_y = -across * sine + down * cosine + from.height / 2.0;
            for (int colour = 0; colour < kColours; ++colour)
                to.bytes[place(to, x, y) + static_cast<std::size_t>(colour)] =
                    bounded(sample(from, from_x, from_y, colour, desk));
        }
    return to;
}

// Three passes of a box make nearly a bell.
void blur(Pixels& pixels, int radius) {
    for (int pass = 0; pass < 2; ++pass)
        for (const bool across : {true, false}) {
            const auto from = pixels;
            for (int y = 0; y < pixels.height; ++y)
                for (int x = 0; x < pixels.width; ++x)
                    for (std::size_t colour = 0; colour < kColours; ++colour) {
                        int sum = 0;
                        for (int step = -radius; step <= radius; ++step) {
                            const int at_x = std::clamp(across ? x + step : x, 0, pixels.width - 1);
                            const int at_y =
                                std::clamp(across ? y : y + step, 0, pixels.height - 1);
                            sum += from.bytes[place(from, at_x, at_y) + colour];
                        }
                        pixels.bytes[place(pixels, x, y) + colour] =
                            static_cast<std::uint8_t>(sum / (2 * radius + 1));
                    }
        }
}

void shadow(Pixels& pixels, Random& random) {
    const double depth = random.real(0.3, 0.55);
    const double slope = random.real(-0.8, 0.8);
    const double start = random.real(0.2, 0.8) * pixels.width;
    const double soft = random.real(20, 160);
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            const double beyond = (x - start - slope * y) / soft;
            const double light = 1 - depth / (1 + std::exp(-beyond));
            for (std::size_t colour = 0; colour < kColours; ++colour) {
                auto& one = pixels.bytes[place(pixels, x, y) + colour];
                one = bounded(one * light);
            }
        }
}

Pixels smaller(const Pixels& from, double part) {
    Pixels to{static_cast<int>(from.width * part), static_cast<int>(from.height * part), {}};
    to.bytes.resize(static_cast<std::size_t>(to.width) * static_cast<std::size_t>(to.height) *
                    kColours);
    for (int y = 0; y < to.height; ++y)
        for (int x = 0; x < to.width; ++x)
            for (int colour = 0; colour < kColours; ++colour)
                to.bytes[place(to, x, y) + static_cast<std::size_t>(colour)] =
                    bounded(sample(from, x / part, y / part, colour, 255));
    return to;
}

void noise(Pixels& pixels, Random& random, double strength) {
    for (auto& one : pixels.bytes) {
        const double grain = random.real(-1, 1) + random.real(-1, 1);
        one = bounded(one + grain * strength);
    }
}

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string_view name_of(Harm harm) {
    constexpr std::array<std::string_view, 7> kNames{"straight", "rotated", "blurred", "shadowed",
                                                     "small",    "noisy",   "photo"};
    return kNames.at(static_cast<std::size_t>(harm));
}

Pixels harmed(Pixels page, Harm harm, Random& random) {
    switch (harm) {
        case Harm::None:
            return page;
        case Harm::Rotated: {
            const double quarter =
                random.chance(30) ? 90.0 * static_cast<double>(random.between(1, 3)) : 0;
            return turned(page, quarter + random.real(-8, 8), random.real(60, 220));
        }
        case Harm::Blurred:
            // As far as an eye can still read it.
            blur(page, page.width > 1900 && random.chance(50) ? 2 : 1);
            return page;
        case Harm::Shadowed:
            shadow(page, random);
            return page;
        case Harm::Small:
            return smaller(page, random.real(0.45, 0.7));
        case Harm::Noisy:
            noise(page, random, random.real(15, 45));
            return page;
        case Harm::Photo:
            page = turned(page, random.real(-5, 5), random.real(60, 200));
            shadow(page, random);
            blur(page, 1);
            noise(page, random, random.real(5, 20));
            return page;
    }
    return page;
}

std::string to_png(const Pixels& pixels) {
    const auto surface = surface_of(pixels);
    std::string out;
    ::cairo_surface_write_to_png_stream(surface.get(), append, &out);
    return out;
}

std::string to_jpeg(const Pixels& pixels, int quality) {
    const std::unique_ptr<void, decltype(&::tjDestroy)> compressor(::tjInitCompress(),
                                                                   &::tjDestroy);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    ::tjCompress2(compressor.get(), pixels.bytes.data(), pixels.width, 0, pixels.height, TJPF_RGB,
                  &bytes, &size, TJSAMP_420, quality, TJFLAG_FASTDCT);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    ::tjFree(bytes);
    return out;
}

}  // namespace errand::synthetic
