// Owns: which lines of a text are errand's own, for tests of what a service's words may do.
#pragma once

#include <sstream>
#include <string>

namespace errand::assistant {

// The lines that are not marked as the service's.
inline std::string own_lines(const std::string& text) {
    std::istringstream lines(text);
    std::string own;
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("> ")) own += line + "\n";
    return own;
}

}  // namespace errand::assistant
