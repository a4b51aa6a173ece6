#include "language/names/postings.hpp"

#include <cstring>

#include "base/check.hpp"
#include "language/names/limits.hpp"

namespace errand::language::names {

static_assert(kMaxPostings < 1U << 17U);

Postings::Postings(std::size_t buckets) : buckets_(buckets) {
    ERRAND_CHECK(buckets > 0 && (buckets & (buckets - 1)) == 0);
}

std::uint32_t Postings::next_of(const std::uint8_t* link) {
    std::uint32_t next = 0;
    std::memcpy(&next, link, sizeof next);
    return next;
}

std::uint32_t Postings::new_slice(unsigned level) {
    const auto size = kFirstSlice << level;
    constexpr std::uint32_t kBlock = 1U << kBlockBits;
    if (blocks_.empty() || used_ + size > kBlock) {
        blocks_.push_back(std::make_unique<std::uint8_t[]>(kBlock));
        used_ = 0;
    }
    const auto at = static_cast<std::uint32_t>((blocks_.size() - 1) << kBlockBits) + used_;
    used_ += size;
    return at;
}

void Postings::put(Bucket& to, std::uint8_t byte) {
    if (to.free == 0) {
        const unsigned level = to.level + 1 < kLevels ? to.level + 1 : to.level;
        const auto slice = new_slice(level);
        std::memcpy(address(to.at), &slice, sizeof slice);
        to.at = slice;
        to.level = level;
        to.free = payload(level);
    }
    *address(to.at) = byte;
    ++to.at;
    --to.free;
}

void Postings::add(std::uint32_t key, std::uint32_t number) {
    auto& to = buckets_[key & (buckets_.size() - 1)];
    if (to.count >= kMaxPostings || (to.count > 0 && to.last == number)) return;
    if (to.count == 0) {
        to.first = to.at = new_slice(0);
        to.free = payload(0);
    }
    auto difference = number - to.last;
    for (; difference >= 0x80; difference >>= 7U)
        put(to, static_cast<std::uint8_t>(0x80U | (difference & 0x7FU)));
    put(to, static_cast<std::uint8_t>(difference));
    to.last = number;
    ++to.count;
}

std::size_t Postings::bytes() const {
    return buckets_.capacity() * sizeof(Bucket) + (blocks_.size() << kBlockBits);
}

}  // namespace errand::language::names
