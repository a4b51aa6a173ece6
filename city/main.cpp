// Owns: the program errand-city: its command line, its two servers, its end.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "base/id.hpp"
#include "base/log.hpp"
#include "city/city.hpp"
#include "city/door/doors.hpp"

namespace errand::city {
namespace {

constexpr int kExitUsage = 2;
constexpr int kExitFailed = 1;
constexpr std::size_t kLeastTokenBytes = 16;

struct Arguments {
    int port = 7701;
    int operator_port = 7702;
    std::string operator_token_file;
    std::string home;
    std::uint64_t seed = kDefaultSeed;
    std::string world;
    std::string now;
    std::string ready_file;
    bool verbose = false;
};

// Whole or not at all, and readable by its owner only: the text may hold the operator's token.
Result<> write_private(const std::string& file, const std::string& text) {
    const auto temporary = fmt::format("{}.{}", file, ::getpid());
    const int descriptor =
        ::open(temporary.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
    const bool written = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) ==
                                                static_cast<ssize_t>(text.size());
    if (descriptor >= 0) ::close(descriptor);
    if (!written || std::rename(temporary.c_str(), file.c_str()) != 0) {
        ::unlink(temporary.c_str());
        return fail(ErrorCode::Unavailable, fmt::format("cannot write {}", file));
    }
    return {};
}

// The token in the file; a new one is made where there is no file, or no name of one.
Result<std::string> operator_token(const std::string& file) {
    if (file.empty()) return random_token();
    if (std::ifstream stream(file); stream) {
        std::string token;
        std::getline(stream, token);
        if (token.size() < kLeastTokenBytes) {
            return fail(ErrorCode::Invalid, fmt::format("{} holds no token", file),
                        fmt::format("It must have at least {} characters.", kLeastTokenBytes));
        }
        return token;
    }
    auto token = random_token();
    ERRAND_TRY_VOID(write_private(file, token + "\n"));
    return token;
}

Result<CityOptions> city_options(const Arguments& arguments) {
    CityOptions options;
    options.home = arguments.home;
    options.seed = arguments.seed;
    if (!arguments.world.empty()) options.world = arguments.world;
    if (!arguments.now.empty()) {
        ERRAND_TRY(options.now, parse_time(arguments.now));
    }
    return options;
}

async::Awaitable<> stop_on_signal(boost::asio::signal_set& signals, Doors& doors,
                                  boost::asio::io_context& loop) {
    co_await signals.async_wait(boost::asio::use_awaitable);
    co_await doors.stop();
    loop.stop();
}

Result<> run(const Arguments& arguments) {
    ERRAND_TRY(const auto token, operator_token(arguments.operator_token_file));
    ERRAND_TRY(const auto options, city_options(arguments));
    ERRAND_TRY(const auto city, City::open(options));
    boost::asio::io_context loop(1);
    boost::asio::signal_set signals(loop, SIGINT, SIGTERM);
    Doors doors(loop.get_executor(), *city,
                {"127.0.0.1", static_cast<std::uint16_t>(arguments.port),
                 static_cast<std::uint16_t>(arguments.operator_port), token});
    ERRAND_TRY_VOID(doors.listen());
    if (!arguments.ready_file.empty()) {
        const json::object ready{{"port", doors.port()},
                                 {"operator_port", doors.operator_port()},
                                 {"operator_token", token}};
        ERRAND_TRY_VOID(write_private(arguments.ready_file, json::write(ready) + "\n"));
    }
    fmt::print("errand-city serves map, food and pay at http://127.0.0.1:{} (operator: port {})\n",
               doors.port(), doors.operator_port());
    std::fflush(stdout);
    boost::asio::co_spawn(loop, stop_on_signal(signals, doors, loop), boost::asio::detached);
    loop.run();
    return {};
}

int main_of(int count, char** values) {
    Arguments arguments;
    CLI::App app("The sandbox city: the services map, food and pay, for trying errand out.");
    app.add_option("--port", arguments.port, "Where users connect; 0 is any free port")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--operator-port", arguments.operator_port, "Where the operator connects")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    app.add_option("--operator-token-file", arguments.operator_token_file,
                   "Holds the operator's token; made where it is missing");
    app.add_option("--home", arguments.home,
                   "Folder of the databases; without it they are in memory");
    app.add_option("--seed", arguments.seed, "Which world to generate")->capture_default_str();
    app.add_option("--world", arguments.world, "A world's JSON file in place of a generated one");
    app.add_option("--now", arguments.now, "The time to begin at, as 2026-03-02T11:40:00+08:00");
    app.add_option("--ready-file", arguments.ready_file,
                   "Written once connections are accepted: ports and the operator's token as JSON");
    app.add_flag("--verbose", arguments.verbose, "Log more");
    try {
        app.parse(count, values);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kExitUsage;
    }
    if (arguments.verbose) log::set_level(log::Level::Debug);
    const auto ended = run(arguments);
    if (ended) return 0;
    fmt::print(stderr, "errand-city: {}\n", ended.error().message);
    if (!ended.error().advice.empty()) fmt::print(stderr, "  {}\n", ended.error().advice);
    return kExitFailed;
}

}  // namespace
}  // namespace errand::city

int main(int count, char** values) {
    return errand::city::main_of(count, values);
}
