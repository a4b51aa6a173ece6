// Owns: the words of English numbers: what each counts. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace errand::language::numeric {

enum class WordKind {
    Ones,         // zero to nine, nought
    Teens,        // ten to nineteen
    Tens,         // twenty, thirty, …
    Round,        // hundred, thousand, million, lakh, …
    Ordinal,      // first, twelfth, twentieth
    RoundOrdinal  // hundredth, millionth
};

struct NumberWord {
    WordKind kind = WordKind::Ones;
    double value = 0;
    bool plural = false;  // "fifths", "hundreds"
};
std::optional<NumberWord> number_word(std::string_view word);

}  // namespace errand::language::numeric
