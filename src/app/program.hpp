// Owns: what every command knows: the home, its settings, how to write to this terminal. Any
// thread.
#pragma once

#include <string>
#include <string_view>

#include "app/connection.hpp"
#include "app/loop.hpp"
#include "app/settings.hpp"
#include "app/table.hpp"
#include "base/clock.hpp"
#include "brain/brain.hpp"

namespace errand::app {

// What stands before the command.
struct CommonOptions {
    std::string home;
    std::string language;  // "zh", "en", or empty: by the locale
    std::string sandbox;   // a city's address; empty: the home's own
    bool verbose = false;
};

struct Program {
    CommonOptions common;
    Paths paths;
    Settings settings;
    Style style;
    TimeZone zone = TimeZone::utc();

    ConnectOptions connect_options() const;
};

// Reads the settings and looks at the terminal.
Result<Program> prepare(CommonOptions options);
// The embedded brain with the model that the settings name, relative to the home folder, or its
// own.
Result<std::unique_ptr<brain::Brain>> open_brain(const Program& program);

// "zh" or "en" by LC_ALL, LC_MESSAGES and LANG.
std::string language_of_locale();
// "zh" where the text has a Chinese character, "en" where it has a Latin word and none, else empty.
std::string language_of_text(std::string_view text);

// Asks a yes or no question on the terminal; no where the input is no terminal.
bool confirm(const Style& style, std::string_view question);

// The answer of one door of the assistant, which is started where none runs.
Result<json::value> ask_door(const Program& program, client::Call call);

}  // namespace errand::app
