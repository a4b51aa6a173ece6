// Owns: cutting white space at both ends. Pure; any thread.
#pragma once

#include <string_view>

namespace errand {

// Without what of `space` stands at both ends; a view into `text`.
inline std::string_view trimmed(std::string_view text, std::string_view space = " \t\r\n") {
    const auto begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

}  // namespace errand
