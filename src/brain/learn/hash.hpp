// Owns: the hashes that features are known by, and the seeded random numbers of training. Both are
// fixed for ever by the model file's version: the same on every machine. Pure; any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace errand::brain::learn {

// Finalizer of SplitMix64: every bit of the input reaches every bit of the result.
constexpr std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 30;
    value *= 0xBF58476D1CE4E5B9ULL;
    value ^= value >> 27;
    value *= 0x94D049BB133111EBULL;
    return value ^ value >> 31;
}
constexpr std::uint64_t joined(std::uint64_t left, std::uint64_t right) {
    return mixed(left * 0x9E3779B97F4A7C15ULL + right + 0x7F4A7C15ULL);
}
// FNV-1a, then mixed.
constexpr std::uint64_t hashed(std::string_view text) {
    std::uint64_t value = 0xCBF29CE484222325ULL;
    for (const char byte : text) {
        value ^= static_cast<unsigned char>(byte);
        value *= 0x100000001B3ULL;
    }
    return mixed(value);
}

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() { return mixed(state_ += 0x9E3779B97F4A7C15ULL); }
    // 0 … bound - 1; `bound` is at least 1.
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    // 0 … 1, 1 excluded.
    float unit() { return static_cast<float>(next() >> 40) * 0x1p-24F; }
    template <class T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
    }

  private:
    std::uint64_t state_;
};

}  // namespace errand::brain::learn
