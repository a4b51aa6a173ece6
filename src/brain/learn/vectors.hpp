// Owns: arithmetic over rows of weights. The same bits on every machine: sums have a fixed order
// and nothing is fused. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace errand::brain::learn {

// Rows are padded to a multiple of this many values.
inline constexpr std::size_t kLanes = 8;
constexpr std::size_t padded(std::size_t width) {
    return (width + kLanes - 1) / kLanes * kLanes;
}

// to += factor * from
void add_scaled(float* to, const float* from, float factor, std::size_t width);
// The same with whole weights of -8 to 7, each plus 8 in four bits: a byte holds that of column i
// in its lower half and that of column width / 2 + i in its upper one.
void add_packed(float* to, const std::uint8_t* from, float factor, std::size_t width);
float dot(const float* left, const float* right, std::size_t width);
// e to the power of x; within 2e-7 of the true one, relative.
float exponential(float x);
// values = exp(values - largest) / sum; returns the logarithm of the sum of the exponentials.
float softmax(std::span<float> values);

}  // namespace errand::brain::learn
