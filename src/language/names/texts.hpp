// Owns: many short texts in blocks of memory that never move. One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace errand::language::names {

class Texts {
  public:
    // At most 255 bytes.
    std::uint32_t add(std::string_view text);
    std::string_view at(std::uint32_t address) const;
    std::size_t bytes() const { return blocks_.size() * kBlock; }

  private:
    static constexpr std::size_t kBlock = 1U << 16U;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = kBlock;  // of the last block
};

}  // namespace errand::language::names
