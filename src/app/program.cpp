#include "app/program.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "app/text.hpp"
#include "base/log.hpp"

namespace errand::app {
namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view(value);
}

std::size_t terminal_columns() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 100;
}

}  // namespace

ConnectOptions Program::connect_options() const {
    ConnectOptions options;
    options.paths = paths;
    options.settings = settings;
    options.sandbox = common.sandbox;
    return options;
}

Result<Program> prepare(CommonOptions options) {
    Program program;
    if (options.verbose) log::set_level(log::Level::Info);
    ERRAND_TRY(program.paths.home, find_home(options.home));
    ERRAND_TRY(program.settings, load_settings(program.paths));
    ERRAND_TRY(program.zone, TimeZone::find(program.settings.time_zone));
    program.style.language = options.language.empty() ? language_of_locale() : options.language;
    program.style.columns = terminal_columns();
    program.style.colour = ::isatty(STDOUT_FILENO) != 0 && environment("NO_COLOR").empty() &&
                           environment("TERM") != "dumb";
    program.common = std::move(options);
    return program;
}

Result<std::unique_ptr<brain::Brain>> open_brain(const Program& program) {
    const auto& model = program.settings.brain_model;
    if (model.empty()) return brain::make_embedded();
    return brain::make_embedded(program.paths.home / model);
}

std::string language_of_locale() {
    for (const auto* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const auto value = environment(name);
        if (!value.empty()) return value.starts_with("zh") ? "zh" : "en";
    }
    return "en";
}

std::string language_of_text(std::string_view text) {
    bool latin = false;
    while (!text.empty()) {
        const auto character = take_character(text);
        if (character.size() >= 3 && width(character) == 2) return "zh";
        latin = latin || std::isalpha(static_cast<unsigned char>(character.front())) != 0;
    }
    return latin ? "en" : "";
}

bool confirm(const Style& style, std::string_view question) {
    if (::isatty(STDIN_FILENO) == 0) return false;
    fmt::print("{} {} ", question, style.say("[y/n]", "[y/n]"));
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) return false;
    return line == "y" || line == "Y" || line == "yes" || line == "是";
}

Result<json::value> ask_door(const Program& program, client::Call call) {
    Loop loop;
    net::Client client(loop.context().get_executor());
    ERRAND_TRY(auto connection, loop.block(connect(client, program.connect_options())));
    client::JsonDoor door(client, connection.assistant.door);
    auto answer = loop.block(door.call(std::move(call)));
    // In good order, so that programs that it has started go with it.
    if (connection.started) (void)loop.block(connection.assistant.process.stop());
    return answer;
}

}  // namespace errand::app
