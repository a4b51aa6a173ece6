#include "brain/learn/vectors.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

// AVX2 without fused multiply-add: twice as fast as the baseline, and the same bits.
#if defined(__x86_64__)
#define ERRAND_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define ERRAND_WIDE
#endif

namespace errand::brain::learn {

ERRAND_WIDE void add_scaled(float* __restrict to, const float* __restrict from, float factor,
                            std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) to[i] += factor * from[i];
}

ERRAND_WIDE void add_packed(float* __restrict to, const std::uint8_t* __restrict from, float factor,
                            std::size_t width) {
    const auto half = width / 2;
    for (std::size_t i = 0; i < half; ++i)
        to[i] += factor * static_cast<float>((from[i] & 0xF) - 8);
    for (std::size_t i = 0; i < half; ++i)
        to[half + i] += factor * static_cast<float>((from[i] >> 4) - 8);
}

ERRAND_WIDE float dot(const float* __restrict left, const float* __restrict right,
                      std::size_t width) {
    std::array<float, kLanes> sums{};
    std::size_t at = 0;
    for (; at + kLanes <= width; at += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sums[lane] += left[at + lane] * right[at + lane];
    float sum = 0;
    for (const float lane : sums) sum += lane;
    for (; at < width; ++at) sum += left[at] * right[at];
    return sum;
}

// 2^k * e^r with |r| <= ln 2 / 2; e^r by its series of degree 7.
float exponential(float x) {
    if (x < -87.0F) return 0.0F;
    x = std::min(x, 88.0F);
    const float k = std::floor(x * 1.44269504F + 0.5F);
    const float r = (x - k * 0.693359375F) - k * -2.12194440e-4F;
    float value = 1.0F / 5040;
    for (const float coefficient : {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F})
        value = value * r + coefficient;
    return value * std::bit_cast<float>((static_cast<std::int32_t>(k) + 127) << 23);
}

float softmax(std::span<float> values) {
    if (values.empty()) return 0;
    const float largest = std::ranges::max(values);
    float sum = 0;
    for (float& value : values) sum += value = exponential(value - largest);
    for (float& value : values) value /= sum;
    return largest + std::log(sum);
}

}  // namespace errand::brain::learn
