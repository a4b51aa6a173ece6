// Owns: the program's log, lines on stderr. Any thread. No secret and no user's text belongs in it.
#pragma once

#include <fmt/format.h>

#include <string_view>

namespace errand::log {

enum class Level { Debug, Info, Warn, Error, Off };

// Lines below this level are dropped. Default: Warn.
void set_level(Level level);
bool enabled(Level level);
void write(Level level, std::string_view line);

template <class... Args>
void debug(fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Debug))
        write(Level::Debug, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void info(fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Info)) write(Level::Info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void warn(fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Warn)) write(Level::Warn, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args>
void error(fmt::format_string<Args...> format, Args&&... args) {
    if (enabled(Level::Error))
        write(Level::Error, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace errand::log
