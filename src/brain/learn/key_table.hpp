// Owns: which hashed features have a row of weights. What was never seen in training has none, so
// that it cannot be mistaken for something else. Read only once made: any thread.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "brain/learn/bytes.hpp"

namespace errand::brain::learn {

// Row r belongs to the r-th key in ascending order. The upper bits of a key choose a bucket of a
// few rows, its lower 32 are compared: with a million rows, one unknown key in a billion is taken
// for a known one.
class KeyTable {
  public:
    // Writes the form that read() takes. `keys` ascend.
    static void write(const std::vector<std::uint64_t>& keys, ByteWriter& to);
    static Result<KeyTable> read(ByteReader& from);

    std::optional<std::uint32_t> find(std::uint64_t key) const {
        const auto check = static_cast<std::uint32_t>(key);
        const auto bucket = key >> shift_;
        for (auto at = bucket_[bucket]; at < bucket_[bucket + 1]; ++at)
            if (check_[at] == check) return at;
        return std::nullopt;
    }
    std::size_t rows() const { return check_.size(); }
    // For many keys at once: asks for the memory that the next of these (the second, then find)
    // needs.
    void prefetch(std::uint64_t key) const { __builtin_prefetch(&bucket_[key >> shift_]); }
    void prefetch_bucket(std::uint64_t key) const {
        __builtin_prefetch(check_.data() + bucket_[key >> shift_]);
    }

  private:
    unsigned shift_ = 60;
    std::span<const std::uint32_t> bucket_;
    std::span<const std::uint32_t> check_;
};

// In how many origins (Example::origin) each key stands. Copies of one sentence say no more than it
// does; they follow each other.
struct OriginCounts {
    struct Seen {
        std::uint32_t origins = 0;
        std::size_t last = ~std::size_t{0};
    };
    boost::unordered_flat_map<std::uint64_t, Seen> seen;

    void add(std::span<const std::uint64_t> keys, std::size_t origin);
};

// The same as a table while training: from what was counted.
struct KeyRows {
    std::vector<std::uint64_t> keys;  // ascending
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> row;

    explicit KeyRows(std::vector<std::uint64_t> all);
};

}  // namespace errand::brain::learn
