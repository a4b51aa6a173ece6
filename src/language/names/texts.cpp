#include "language/names/texts.hpp"

#include <cstring>

#include "base/check.hpp"

namespace errand::language::names {

std::uint32_t Texts::add(std::string_view text) {
    ERRAND_CHECK(text.size() <= 0xFF);
    if (used_ + text.size() + 1 > kBlock) {
        blocks_.push_back(std::make_unique<char[]>(kBlock));
        used_ = 0;
    }
    char* const to = blocks_.back().get() + used_;
    *to = static_cast<char>(text.size());
    std::memcpy(to + 1, text.data(), text.size());
    const auto address = (blocks_.size() - 1) * kBlock + used_;
    used_ += text.size() + 1;
    return static_cast<std::uint32_t>(address);
}

std::string_view Texts::at(std::uint32_t address) const {
    const char* const from = blocks_[address / kBlock].get() + address % kBlock;
    return {from + 1, static_cast<unsigned char>(*from)};
}

}  // namespace errand::language::names
