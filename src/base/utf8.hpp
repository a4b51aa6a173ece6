// Owns: one character as UTF-8. Pure; any thread.
#pragma once

#include <string>

namespace errand {

// Appends the character; U+FFFD for what is none (a surrogate, or beyond U+10FFFF).
inline void append_utf8(std::string& to, char32_t character) {
    const auto put = [&](char32_t byte) { to.push_back(static_cast<char>(byte)); };
    const auto follow = [&](unsigned shift) { put(0x80U | ((character >> shift) & 0x3FU)); };
    if (character > 0x10FFFF || (character >= 0xD800 && character < 0xE000)) character = 0xFFFD;
    if (character < 0x80) return put(character);
    if (character < 0x800) {
        put(0xC0U | (character >> 6U));
        return follow(0);
    }
    if (character < 0x10000) {
        put(0xE0U | (character >> 12U));
    } else {
        put(0xF0U | (character >> 18U));
        follow(12);
    }
    follow(6);
    follow(0);
}

}  // namespace errand
