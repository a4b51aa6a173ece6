// Owns: chance that is the same for the same seed on every machine. A value; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace errand::synthetic {

// SplitMix64 (Steele, Lea, Flood 2014). Not of <random>: its distributions differ from one standard
// library to the next.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t value = (state_ += 0x9E3779B97F4A7C15U);
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
        return value ^ (value >> 31U);
    }
    // Both ends count.
    long long between(long long low, long long high) {
        return low + static_cast<long long>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    double real(double low, double high) {
        return low + (high - low) * static_cast<double>(next() >> 11U) * 0x1.0p-53;
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <class Container>
    const auto& pick(const Container& all) {
        return *std::next(std::begin(all), between(0, static_cast<long long>(std::size(all)) - 1));
    }
    std::string digits(std::size_t count) {
        std::string out;
        while (out.size() < count) out += static_cast<char>('0' + between(0, 9));
        return out;
    }
    template <class T>
    void shuffle(std::vector<T>& all) {
        for (std::size_t at = all.size(); at > 1; --at)
            std::swap(all[at - 1],
                      all[static_cast<std::size_t>(between(0, static_cast<long long>(at) - 1))]);
    }
    // Chance of its own, so that what one document draws changes no other.
    Random fork() { return Random(next()); }

  private:
    std::uint64_t state_;
};

}  // namespace errand::synthetic
