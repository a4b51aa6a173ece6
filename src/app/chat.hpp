// Owns: the conversation in the terminal: what a typed line means while an ask is open. Strand: the
// loop's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace errand::app {

// What a line is, given the ask that is open (null: none).
struct Typed {
    enum class Kind { Nothing, Say, Choose, Yes, No, Help, Errands, Attach, Leave };
    Kind kind = Kind::Nothing;
    std::size_t choice = 0;
    std::string text;
};

// A number chooses where offers are shown; y and n answer an approval or a permission; everything
// else is a sentence, which edits the draft or answers in words.
Typed read_line(std::string_view line, const json::value& open_ask);

}  // namespace errand::app
