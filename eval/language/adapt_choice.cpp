// Recognizers of yes and no. The examples expect one answer a sentence, that which scores best: the
// share of the sentence's words that it has.
#include <algorithm>
#include <optional>

#include "eval/language/adapters.hpp"
#include "language/simplify.hpp"
#include "language/text.hpp"
#include "language/yes_no.hpp"

namespace errand::eval::language {
namespace {

using errand::language::Answer;

bool is_skin_tone(char32_t c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

struct Count {
    int words = 0;
    int tones = 0;  // skin tones of signs, counted once more
};

// English: rows of letters and digits. Chinese: rows of Chinese characters. In both, a character
// beyond the basic plane is a word of its own.
Count count(std::string_view text, bool chinese) {
    Count made;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = errand::language::folded(errand::language::next_character(text, at));
        const bool sign = c > 0xFFFF && !errand::language::is_han(c);
        const bool inner = chinese ? errand::language::is_han(c) : errand::language::is_word(c);
        if (is_skin_tone(c)) {
            ++made.tones;
        } else if (sign || (inner && !in_word)) {
            ++made.words;
        }
        in_word = inner;
    }
    return made;
}

double score_of(std::string_view sentence, std::string_view answer, bool chinese) {
    const auto whole = count(sentence, chinese);
    const auto part = count(answer, chinese);
    const auto all = std::max(whole.words + whole.tones, 1);
    return 0.4 + 0.6 * (part.words + part.tones) / all;
}

// The examples take no particle along: 好的 is an answer, in 好的呀 they see none.
bool beside_chinese(std::string_view text, const Answer& answer) {
    // Back to the first byte of the character before.
    auto begin = answer.place.begin;
    if (begin > 0) --begin;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
    const auto han_at = [&](std::size_t at) {
        return at < text.size() &&
               errand::language::is_han(errand::language::next_character(text, at));
    };
    return (answer.place.begin > 0 && han_at(begin)) || han_at(answer.place.end);
}

std::vector<Recognized> booleans(std::string_view text, bool chinese) {
    std::optional<Recognized> best;
    double best_score = 0;
    for (const auto& answer : errand::language::find_answers(text)) {
        if (!answer.plain || (chinese && beside_chinese(text, answer))) continue;
        const auto said = text.substr(answer.place.begin, answer.place.end - answer.place.begin);
        const auto score = score_of(text, said, chinese);
        if (best && score <= best_score) continue;
        best_score = score;
        best = Recognized{answer.place.begin,
                          answer.place.end,
                          "boolean",
                          {{"value", answer.yes}, {"score", score}}};
    }
    if (!best) return {};
    return {*std::move(best)};
}

}  // namespace

std::vector<Recognized> recognize_booleans_en(std::string_view text, const Occasion&) {
    return booleans(text, false);
}
std::vector<Recognized> recognize_booleans_zh(std::string_view text, const Occasion&) {
    return booleans(text, true);
}

}  // namespace errand::eval::language
