// Owns: made-up names and what people say for them, for tests and measurements. The same seed gives
// the same names. One thread.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace errand::language::names {

enum class Way { Exactly, Slip, TwoSlips, Homophone, Pinyin, BlurredPinyin, Initials, Partly };

inline constexpr std::array<std::pair<std::string_view, Way>, 8> kWaysOfSaying = {{
    {"exactly", Way::Exactly},
    {"one slip", Way::Slip},
    {"two slips", Way::TwoSlips},
    {"homophone", Way::Homophone},
    {"pinyin", Way::Pinyin},
    {"confused pinyin", Way::BlurredPinyin},
    {"first letters", Way::Initials},
    {"a part", Way::Partly},
}};

class MadeUpNames {
  public:
    explicit MadeUpNames(std::uint32_t seed) : random_(seed) {}

    // A shop, a dish, an address or a contact, Chinese, English or mixed.
    std::string name();
    // Empty where it cannot be said so: an English name has no pinyin.
    std::string said(std::string_view name, Way way);
    // A request around it.
    std::string sentence(std::string_view said);

  private:
    template <class List>
    std::string_view one_of(const List& list) {
        return list[random_() % std::size(list)];
    }
    std::size_t below(std::size_t bound) { return random_() % bound; }
    std::string han(std::u32string_view from, std::size_t count);
    std::string word();
    std::string chinese();
    std::string english();
    std::string slip(std::string_view name);
    std::string homophone(std::string_view name);

    std::mt19937 random_;
};

}  // namespace errand::language::names
