// Owns: XML as text, element by element. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace errand::synthetic {

inline std::string escaped(std::string_view text) {
    std::string out;
    for (const char one : text) {
        if (one == '&')
            out += "&amp;";
        else if (one == '<')
            out += "&lt;";
        else if (one == '"')
            out += "&quot;";
        else
            out += one;
    }
    return out;
}

// <name>text</name>; `name` may have attributes after a space.
inline std::string element(std::string_view name, std::string_view text) {
    const auto bare = name.substr(0, name.find(' '));
    return "<" + std::string(name) + ">" + escaped(text) + "</" + std::string(bare) + ">\n";
}
// The same around elements.
inline std::string around(std::string_view name, std::string_view inside) {
    const auto bare = name.substr(0, name.find(' '));
    return "<" + std::string(name) + ">\n" + std::string(inside) + "</" + std::string(bare) + ">\n";
}

inline constexpr std::string_view kXmlHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

}  // namespace errand::synthetic
