// Owns: lists of small numbers by key, compact and growing. One thread.
//
// A list is a chain of slices in blocks of memory that never move. Each number is written as its
// difference from the one before, seven bits to a byte, so that a list may go down as well as up. A
// slice's last four bytes are the address of the next. Keys that fall into one bucket share a list:
// a reader gets a few numbers too many and must check them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace errand::language::names {

class Postings {
  public:
    // `buckets` is a power of two.
    explicit Postings(std::size_t buckets);

    // Nothing happens where `number` is the last of the list already, or the list is full.
    void add(std::uint32_t key, std::uint32_t number);
    std::uint32_t count(std::uint32_t key) const { return bucket(key).count; }
    std::size_t buckets() const { return buckets_.size(); }
    std::size_t bytes() const;

    // Calls each(number) for at most `at_most` numbers of the list.
    template <class Each>
    void read(std::uint32_t key, std::uint32_t at_most, Each&& each) const {
        const auto& from = bucket(key);
        auto left = from.count < at_most ? from.count : at_most;
        if (left == 0) return;
        std::uint32_t slice = from.first;
        unsigned level = 0;
        const std::uint8_t* at = address(slice);
        const std::uint8_t* end = at + payload(level);
        std::uint32_t number = 0;
        for (; left > 0; --left) {
            std::uint32_t difference = 0;
            for (unsigned shift = 0;; shift += 7) {
                if (at == end) {
                    slice = next_of(at);
                    if (level + 1 < kLevels) ++level;
                    at = address(slice);
                    end = at + payload(level);
                }
                const std::uint8_t byte = *at++;
                difference |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
                if (byte < 0x80) break;
            }
            number += difference;
            each(number);
        }
    }

  private:
    struct Bucket {
        std::uint32_t first = 0;  // address of the first slice
        std::uint32_t at = 0;     // where the next byte goes
        std::uint32_t last = 0;   // the number written last
        std::uint32_t count : 17 = 0;
        std::uint32_t level : 3 = 0;  // of the slice that is written
        std::uint32_t free : 12 = 0;  // bytes left in it
    };
    static constexpr unsigned kLevels = 8;
    static constexpr std::uint32_t kFirstSlice = 16;
    static constexpr std::uint32_t kBlockBits = 16;
    static constexpr std::uint32_t kLink = 4;

    static constexpr std::uint32_t payload(unsigned level) {
        return (kFirstSlice << level) - kLink;
    }
    const Bucket& bucket(std::uint32_t key) const { return buckets_[key & (buckets_.size() - 1)]; }
    std::uint8_t* address(std::uint32_t at) const {
        return blocks_[at >> kBlockBits].get() + (at & ((1U << kBlockBits) - 1));
    }
    static std::uint32_t next_of(const std::uint8_t* link);
    std::uint32_t new_slice(unsigned level);
    void put(Bucket& to, std::uint8_t byte);

    std::vector<Bucket> buckets_;
    std::vector<std::unique_ptr<std::uint8_t[]>> blocks_;
    std::uint32_t used_ = 0;  // of the last block
};

}  // namespace errand::language::names
