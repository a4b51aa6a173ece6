// Owns: cutting white space at both ends. Pure; any thread.
#pragma once

#include <string_view>

namespace errand::document {

// Without the spaces, line ends, byte order marks and ideographic spaces at both ends.
inline std::string_view trim(std::string_view text) {
    constexpr std::string_view kSpaces = " \t\r\n\v\f";
    for (bool again = true; again;) {
        again = false;
        const auto begin = text.find_first_not_of(kSpaces);
        if (begin == std::string_view::npos) return {};
        text = text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
        for (const std::string_view wide : {"\u3000", "\u00a0", "\ufeff"}) {
            if (text.starts_with(wide)) text.remove_prefix(wide.size()), again = true;
            if (text.ends_with(wide)) text.remove_suffix(wide.size()), again = true;
        }
    }
    return text;
}

}  // namespace errand::document
