// Owns: values as CrossWOZ writes them, from the words that say them ("能玩2、3个小时": "2小时 -
// 3小时"), and where a sentence names what the database knows. Read only once made: any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "brain/learn/dataset.hpp"
#include "eval/language/crosswoz_data.hpp"
#include "language/text.hpp"

namespace errand::eval::language::crosswoz {

// A mention of the names of entries: the tokens [begin, end). `kind` joins their kinds with "+".
struct Mention {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string kind;
};

class Values {
  public:
    explicit Values(std::span<const Entry> entries);

    // The longest names, from left to right, without overlap. Linear in the tokens.
    std::vector<Mention> mentions(const errand::language::Text& text) const;
    // The value of `slot` of which `said` are the words.
    std::string value_of(std::string_view slot, std::string_view said) const;

  private:
    // A name is found by its tokens' texts, token by token.
    struct Node {
        std::string kind;  // empty: no name ends here
        std::vector<std::string> names;
    };
    std::unordered_map<std::uint64_t, Node> nodes_;
};

// Amounts and times in one form; empty where the words are none of `slot`.
std::string amount_of(std::string_view slot, std::string_view said);

}  // namespace errand::eval::language::crosswoz
