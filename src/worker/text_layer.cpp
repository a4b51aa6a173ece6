#include "worker/text_layer.hpp"

#include <algorithm>
#include <array>

#include "base/encoding.hpp"

namespace errand::worker {
namespace {

// A page with fewer letters is a picture with a stamp on it.
constexpr std::size_t kMinLetters = 24;

struct Turned {
    document::Word word;
    int turn = 0;  // quarters clockwise
};

// A page whose writing is turned by so many quarters, upright.
document::Word upright(const document::Word& word, int turn, double width, double height) {
    auto out = word;
    switch (turn) {
        case 1:
            out.left = word.top;
            out.right = word.bottom;
            out.top = width - word.right;
            out.bottom = width - word.left;
            break;
        case 2:
            out.left = width - word.right;
            out.right = width - word.left;
            out.top = height - word.bottom;
            out.bottom = height - word.top;
            break;
        case 3:
            out.left = height - word.bottom;
            out.right = height - word.top;
            out.top = word.left;
            out.bottom = word.right;
            break;
        default:
            break;
    }
    return out;
}

std::vector<Turned> words_of(const poppler::page& page, std::size_t most) {
    std::vector<Turned> words;
    for (const auto& box : page.text_list()) {
        if (words.size() == most) break;
        const auto bytes = box.text().to_utf8();
        std::string text(bytes.data(), bytes.size());
        if (text.empty() || !is_utf8(text)) continue;
        const auto place = box.bbox();
        words.push_back(
            {{std::move(text), place.left(), place.top(), place.right(), place.bottom(), 100},
             box.rotation()});
    }
    return words;
}

// Not a letter: a private form, a mark for what is missing, a control.
bool is_nothing(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20) return true;
    if (text.size() - at < 3) return false;
    // U+E000 to U+F8FF are EE 80 80 to EF A3 BF; U+FFFD is EF BF BD.
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return byte == 0xEE || (byte == 0xEF && second < 0xA4) || text.substr(at, 3) == "\uFFFD";
}

}  // namespace

document::Page text_of(const poppler::page& page, std::size_t most) {
    const auto words = words_of(page, most);
    std::array<std::size_t, 4> letters{};
    for (const auto& one : words)
        letters[static_cast<unsigned>(one.turn) % 4] += one.word.text.size();
    const auto turn = static_cast<int>(std::ranges::max_element(letters) - letters.begin());
    const auto rect = page.page_rect();
    const auto turned = page.orientation() == poppler::page::landscape ||
                        page.orientation() == poppler::page::seascape;
    const double width = turned ? rect.height() : rect.width();
    const double height = turned ? rect.width() : rect.height();
    document::Page out;
    out.width = turn % 2 == 0 ? width : height;
    out.height = turn % 2 == 0 ? height : width;
    // What is written another way than most is a mark across the page.
    for (const auto& one : words)
        if (one.turn == turn) out.words.push_back(upright(one.word, turn, width, height));
    return out;
}

bool is_readable(const document::Page& page) {
    std::size_t letters = 0;
    std::size_t nothing = 0;
    for (const auto& word : page.words)
        for (std::size_t at = 0; at < word.text.size(); ++at) {
            if ((static_cast<unsigned char>(word.text[at]) & 0xC0U) == 0x80U) continue;
            ++letters;
            if (is_nothing(word.text, at)) ++nothing;
        }
    return letters >= kMinLetters && nothing * 5 < letters;
}

}  // namespace errand::worker
