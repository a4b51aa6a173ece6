// Owns: the form of a SKILL.md: front matter between two lines "---", then instructions in words,
// as the open Agent Skills form has it (agentskills.io/specification). Pure; any thread.
// Must stay true: whatever the bytes are, they are read within one pass over each line, or refused
// with the line that is wrong; what is read is text that a model and a person can be shown.
//
// The front matter is this much of YAML: members "key: value" at the beginning of a line; a value
// plain, in single or in double quotes, or as a block ("|" or ">", with "-" or "+"); lines further
// in belong to the value above; lines that are empty or begin with "#" say nothing. Members other
// than `name` and `description` are passed over, whatever their value is.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace errand::assistant {

struct SkillForm {
    std::string name;          // as is_skill_name
    std::string about;         // the description, on one line
    std::string instructions;  // not empty
};

// 1 to 64 of a–z, 0–9 and "-"; no "-" at an end, nor two side by side.
bool is_skill_name(std::string_view name);

// UTF-8 without control characters but tabs and line breaks: no bytes that only a program reads.
bool is_plain_text(std::string_view bytes);

// Invalid, "line 3: …" where one line is to blame.
Result<SkillForm> read_skill_form(std::string_view bytes);

}  // namespace errand::assistant
