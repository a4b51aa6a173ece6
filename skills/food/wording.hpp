// Owns: how much a name that a person says is like a name that a shop writes, in Chinese, English
// or across both. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commerce/name.hpp"

namespace errand::skills::food {

// A score of at least this means "what was wished"; at least kNear, "perhaps this instead?".
inline constexpr double kMatch = 0.7;
inline constexpr double kNear = 0.35;
// The name said and no other.
inline constexpr double kExact = 0.97;

// Lower case, full-width Latin made narrow, punctuation made spaces, bracketed parts left out.
std::string normalise(std::string_view text);
// True where the text holds a Chinese character.
bool is_chinese(std::string_view text);
// One character from the front of `text`, which is not empty; ill-formed bytes count as spaces.
char32_t take(std::string_view& text);
// What stands between spaces.
std::vector<std::string> words_in(std::string_view text);
// Characters, not bytes.
std::u32string characters(std::string_view text);

// 0..1 within one language. Both languages name the kind of a dish last (可乐 is not 可乐鸡翅, cola
// is not cola chicken), so an agreement at the end of `name` counts for more than one at its start.
double likeness(std::string_view said, std::string_view name);
// Equal for two writings of the same words: "Milk teas", "milktea".
std::string word_key(std::string_view text);

// What a person said, made ready to be compared with many names: the words themselves and other
// words for the same dish (words.cpp).
class Said {
  public:
    explicit Said(std::string_view text);
    // The best over both languages of the name.
    double likeness(const commerce::LocalName& name) const;
    // The words, then the other words, normalised.
    const std::vector<std::string>& all() const { return all_; }

  private:
    std::vector<std::string> all_;
};
double likeness(std::string_view said, const commerce::LocalName& name);

// Other words for the same dish or drink, in both languages; empty where none is known.
std::vector<std::string> other_words(std::string_view said);
// True where `text` speaks of `what`, of another word for it or of something of that kind (milk for
// lactose): for what must not be in a dish.
bool mentions(std::string_view text, std::string_view what);
// True where `text` says that it is without that: "gluten-free", 不含乳糖.
bool says_free_of(std::string_view text, std::string_view what);
// True where `part` stands in `text`, spaces apart, and begins and ends no Latin word in its
// middle: "bao" stands in "at Bao's", never in "baobab".
bool stands_in(std::string_view text, std::string_view part);

}  // namespace errand::skills::food
