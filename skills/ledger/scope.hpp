// Owns: what turns a clause round: a negation before its verb ("第2张别去掉", "don't leave out
// #2"), and an exception ("除了打车都不要", "leave out everything but the taxis"). Texts are
// normalised. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "skills/ledger/words.hpp"

namespace errand::skills::ledger {

// What a clause wants of what it names. Unclear: words of leaving out and a negation that may or
// may not be theirs; nothing may be done by it.
enum class Wish { None, LeaveOut, Keep, Unclear };
// Blanks the words that say so.
Wish take_wish(std::string& text);

// Whether a negation stands before the verb at `at` and is meant for it.
bool is_denied(std::string_view text, std::size_t at);

// `part`: what is excepted. `left`: what else the clause says, which is of all the others.
struct Exception {
    std::string part;
    std::string left;
    bool described = false;  // "those that are not taxis": only beside a verb it is an exception
    bool nothing = false;    // "nothing but the taxis": said of the part itself
};
std::optional<Exception> find_exception(std::string_view text);

// The words by which a sum goes without a part ("不算打车", "without the taxis"), at the beginning
// of the clause or behind the question.
bool begins_aside(std::string_view text);

}  // namespace errand::skills::ledger
