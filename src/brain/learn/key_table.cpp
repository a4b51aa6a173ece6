#include "brain/learn/key_table.hpp"

#include <algorithm>
#include <bit>

#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

constexpr unsigned kMaxBucketBits = 20;

// About four rows a bucket.
unsigned bucket_bits(std::size_t rows) {
    const auto bits = static_cast<unsigned>(std::bit_width(rows / 8));
    return std::clamp(bits, 1U, kMaxBucketBits);
}

}  // namespace

void KeyTable::write(const std::vector<std::uint64_t>& keys, ByteWriter& to) {
    const auto bits = bucket_bits(keys.size());
    std::vector<std::uint32_t> bucket((std::size_t{1} << bits) + 1, 0);
    std::vector<std::uint32_t> check;
    check.reserve(keys.size());
    for (const auto key : keys) {
        check.push_back(static_cast<std::uint32_t>(key));
        ++bucket[(key >> (64 - bits)) + 1];
    }
    for (std::size_t i = 1; i < bucket.size(); ++i) bucket[i] += bucket[i - 1];
    to.array(bucket);
    to.array(check);
}

Result<KeyTable> KeyTable::read(ByteReader& from) {
    KeyTable made;
    ERRAND_TRY(made.bucket_, from.array<std::uint32_t>("buckets", (1U << kMaxBucketBits) + 1));
    ERRAND_TRY(made.check_, from.array<std::uint32_t>("keys", kMaxRows));
    const auto buckets = made.bucket_.size();
    if (buckets < 3 || !std::has_single_bit(buckets - 1))
        return corrupt("the buckets are no power of two");
    made.shift_ = 64 - static_cast<unsigned>(std::bit_width(buckets - 1)) + 1;
    if (!std::ranges::is_sorted(made.bucket_) || made.bucket_.back() != made.check_.size())
        return corrupt("the buckets do not hold the keys");
    return made;
}

void OriginCounts::add(std::span<const std::uint64_t> keys, std::size_t origin) {
    for (const auto key : keys) {
        auto& one = seen[key];
        if (one.last == origin) continue;
        one.last = origin;
        ++one.origins;
    }
}

KeyRows::KeyRows(std::vector<std::uint64_t> all) : keys(std::move(all)) {
    std::ranges::sort(keys);
    row.reserve(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        row.emplace(keys[i], static_cast<std::uint32_t>(i));
}

}  // namespace errand::brain::learn
