#include "base/printable.hpp"

namespace errand {
namespace {

constexpr char32_t kBad = 0xFFFD;
constexpr std::string_view kMark = "\xEF\xBF\xBD";

bool is_harmful(char32_t code) {
    if (code < 0x20 || (code >= 0x7F && code <= 0x9F)) return true;
    return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

std::string marked(std::string_view text, bool keep_breaks) {
    std::string safe;
    while (!text.empty()) {
        const auto character = take_character(text);
        const auto code = code_point(character);
        const bool bad = is_harmful(code) || (character.size() == 1 && code == kBad);
        safe += bad && !(keep_breaks && code == '\n') ? kMark : character;
    }
    return safe;
}

}  // namespace

std::string_view take_character(std::string_view& text) {
    if (text.empty()) return {};
    const auto lead = static_cast<unsigned char>(text.front());
    std::size_t length = lead < 0x80    ? 1
                         : lead >= 0xF0 ? 4
                         : lead >= 0xE0 ? 3
                         : lead >= 0xC2 ? 2
                                        : 1;
    for (std::size_t i = 1; i < length; ++i) {
        if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) length = 1;
    }
    const auto character = text.substr(0, length);
    text.remove_prefix(length);
    return character;
}

char32_t code_point(std::string_view character) {
    const auto lead = static_cast<unsigned char>(character.front());
    if (lead < 0x80) return lead;
    if (character.size() == 1) return kBad;
    char32_t code = lead & (0xFFU >> (character.size() + 1));
    for (const char next : character.substr(1)) {
        code = (code << 6) | (static_cast<unsigned char>(next) & 0x3FU);
    }
    return code;
}

std::string printable(std::string_view text) {
    return marked(text, true);
}

std::string printable_line(std::string_view text) {
    return marked(text, false);
}

}  // namespace errand
