#include "base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace errand::log {
namespace {

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = std::make_shared<spdlog::logger>(
            "errand", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        made->set_level(spdlog::level::warn);
        made->flush_on(spdlog::level::warn);
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum to_spdlog(Level level) {
    switch (level) {
        case Level::Debug:
            return spdlog::level::debug;
        case Level::Info:
            return spdlog::level::info;
        case Level::Warn:
            return spdlog::level::warn;
        case Level::Error:
            return spdlog::level::err;
        case Level::Off:
            return spdlog::level::off;
    }
    return spdlog::level::off;
}

}  // namespace

void set_level(Level level) {
    logger().set_level(to_spdlog(level));
}
bool enabled(Level level) {
    return logger().should_log(to_spdlog(level));
}
void write(Level level, std::string_view line) {
    logger().log(to_spdlog(level), line);
}

}  // namespace errand::log
