#include "client/programs.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "client/limits.hpp"

namespace errand::client {
namespace {

struct CityReady {
    std::uint16_t port = 0;
    std::uint16_t operator_port = 0;
    std::string operator_token;
};
BOOST_DESCRIBE_STRUCT(CityReady, (), (port, operator_port, operator_token))

struct AssistantReady {
    std::uint16_t port = 0;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(AssistantReady, (), (port, token))

Result<json::value> read_ready(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorCode::NotFound, fmt::format("there is no {}", file.string()));
    std::string text(kMaxReadyBytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return json::parse(text);
}

std::string last_lines(const std::filesystem::path& log) {
    std::ifstream in(log);
    std::string line;
    std::vector<std::string> last;
    while (std::getline(in, line)) {
        last.push_back(line);
        if (last.size() > 3) last.erase(last.begin());
    }
    return fmt::format("{}", fmt::join(last, " / "));
}

// Waits until `read` succeeds: the file is written whole when the doors are open.
template <class T>
async::Awaitable<Result<T>> wait_ready(Process& process, std::filesystem::path file,
                                       std::filesystem::path log, std::string name,
                                       Result<T> (*read)(const std::filesystem::path&)) {
    const auto deadline = async::after(kStartDeadline);
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    for (;;) {
        auto ready = read(file);
        if (ready) co_return ready;
        if (const auto ended = process.ended())
            co_return fail(ErrorCode::Unavailable,
                           fmt::format("{} ended with {} before it was ready: {}", name, *ended,
                                       last_lines(log)),
                           fmt::format("its log is {}", log.string()));
        if (std::chrono::steady_clock::now() > deadline)
            co_return fail(ErrorCode::Timeout, fmt::format("{} is not ready in time", name),
                           fmt::format("its log is {}", log.string()));
        timer.expires_after(kPoll);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }
}

Result<> prepare(const std::filesystem::path& home, const std::filesystem::path& ready) {
    std::error_code error;
    std::filesystem::create_directories(home, error);
    if (error)
        return fail(ErrorCode::Unavailable,
                    fmt::format("cannot make {}: {}", home.string(), error.message()));
    std::filesystem::permissions(home, std::filesystem::perms::owner_all, error);
    std::filesystem::remove(ready, error);
    return {};
}

std::string local_url(std::uint16_t port) {
    return fmt::format("http://127.0.0.1:{}", port);
}

}  // namespace

std::filesystem::path city_ready_file(const std::filesystem::path& city_home) {
    return city_home / "ready.json";
}

std::filesystem::path assistant_ready_file(const std::filesystem::path& home) {
    return home / "ready.json";
}

Result<City> read_city_ready(const std::filesystem::path& file) {
    ERRAND_TRY(const auto text, read_ready(file));
    ERRAND_TRY(auto ready, json::decode<CityReady>(text, json::Unknown::Ignore));
    City city;
    city.url = local_url(ready.port);
    city.operator_door = {local_url(ready.operator_port), std::move(ready.operator_token)};
    return city;
}

Result<Assistant> read_assistant_ready(const std::filesystem::path& file) {
    ERRAND_TRY(const auto text, read_ready(file));
    ERRAND_TRY(auto ready, json::decode<AssistantReady>(text, json::Unknown::Ignore));
    Assistant assistant;
    assistant.door = {local_url(ready.port), std::move(ready.token)};
    if (const auto url = json::string_at(text, "url"); !url.empty())
        assistant.door.url = std::string(url);
    return assistant;
}

async::Awaitable<Result<City>> start_city(CityOptions options) {
    const auto ready = city_ready_file(options.home);
    const auto log = options.home / "city.log";
    ERRAND_CO_TRY_VOID(prepare(options.home, ready));
    std::vector<std::string> arguments{"--home",          options.home.string(),
                                       "--port",          std::to_string(options.port),
                                       "--operator-port", std::to_string(options.operator_port),
                                       "--ready-file",    ready.string()};
    if (options.seed) arguments.insert(arguments.end(), {"--seed", std::to_string(*options.seed)});
    if (!options.now.empty()) arguments.insert(arguments.end(), {"--now", options.now});
    ERRAND_CO_TRY(auto process, Process::start(options.program, arguments, log));
    ERRAND_CO_TRY(auto city,
                  co_await wait_ready(process, ready, log, "errand-city", &read_city_ready));
    city.process = std::move(process);
    co_return city;
}

async::Awaitable<Result<Assistant>> start_assistant(AssistantOptions options) {
    const auto ready = assistant_ready_file(options.home);
    const auto log = options.home / "serve.log";
    ERRAND_CO_TRY_VOID(prepare(options.home, ready));
    std::vector<std::string> arguments{"--home", options.home.string(), "serve",       "--port",
                                       "0",      "--ready-file",        ready.string()};
    if (!options.sandbox.empty()) arguments.insert(arguments.end(), {"--sandbox", options.sandbox});
    if (options.testing) arguments.emplace_back("--testing");
    arguments.insert(arguments.end(), options.more.begin(), options.more.end());
    ERRAND_CO_TRY(auto process, Process::start(options.program, arguments, log));
    ERRAND_CO_TRY(auto assistant,
                  co_await wait_ready(process, ready, log, "errand serve", &read_assistant_ready));
    assistant.process = std::move(process);
    co_return assistant;
}

}  // namespace errand::client
