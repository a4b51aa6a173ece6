// Owns: words with a meaning each. Most words that are looked up are none of them: one look at a
// bit tells. Read only once made: any thread.
#pragma once

#include <bitset>
#include <initializer_list>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace errand::language {

template <class Meaning>
class WordTable {
  public:
    // The words are literals and live as long as the program.
    WordTable(std::initializer_list<std::pair<const std::string_view, Meaning>> entries)
        : all_(entries) {
        for (const auto& [word, meaning] : entries) maybe_[bit_of(word)] = true;
    }

    // Nothing where the word is not in the table.
    const Meaning* find(std::string_view word) const {
        if (word.empty() || !maybe_[bit_of(word)]) return nullptr;
        const auto found = all_.find(word);
        return found == all_.end() ? nullptr : &found->second;
    }
    bool contains(std::string_view word) const { return find(word) != nullptr; }

  private:
    static constexpr std::size_t kBits = 1024;

    // By the length and three of the bytes, the last two among them: Chinese characters differ
    // there.
    static std::size_t bit_of(std::string_view word) {
        const auto byte = [&](std::size_t at) {
            return static_cast<std::size_t>(static_cast<unsigned char>(word[at]));
        };
        const auto last = word.size() - 1;
        return (byte(0) * 5 + byte(last / 2 + last % 2) * 67 + byte(last) * 13 + last) % kBits;
    }

    std::bitset<kBits> maybe_;
    std::unordered_map<std::string_view, Meaning> all_;
};

}  // namespace errand::language
