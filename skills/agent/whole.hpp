// Owns: whether a value stands whole in what somebody said. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace errand::skills::agent {

// Lower case (ASCII), and one space for every run of white space.
std::string plain(std::string_view text);

// "15.5", "-1,500", "1.5e3", "5万", "5k" as the number that it is: a sign where it is below zero,
// digits, at most one point, and no zero that says nothing; zeros at the beginning stay, since
// "007" is no 7. Empty: the text is no such number.
std::string number_of(std::string_view text);

// What somebody said, as something that values may stand in.
class Spoken {
  public:
    explicit Spoken(std::string_view text);

    // Whether that number (number_of) is one of those said. A number ends where the person ended
    // it: "500" is neither in "1,500" nor in "-500", "500.5", "500/2", "A-500", "500k", "5005".
    bool has_number(std::string_view number) const;
    // Whether the value (plain) stands there by itself, cut out of nothing longer: no letter and
    // no digit beside it, nor one behind a mark that joins ("example.com" is not in
    // "ada@example.com"). With `whole_runs` a Chinese value must be a whole run of Chinese
    // characters, since nothing shows where a word of one ends: "王小" is not in "给王小满".
    bool has(std::string_view value, bool whole_runs) const;

    struct Character {
        char32_t code = 0;
        std::size_t begin = 0;  // bytes of the text
        std::size_t end = 0;
    };

  private:
    std::string text_;  // plain
    std::vector<Character> characters_;
};

}  // namespace errand::skills::agent
