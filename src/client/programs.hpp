// Owns: starting errand's own programs, the assistant and the sandbox city, and knowing when their
// doors are open. Strand: the HTTP client's.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "client/api.hpp"
#include "client/process.hpp"

namespace errand::client {

struct CityOptions {
    std::filesystem::path program;  // errand-city
    std::filesystem::path home;     // its databases, its log and its ready file
    std::optional<std::uint64_t> seed;
    std::string now;         // RFC 3339; empty: the system's time
    std::uint16_t port = 0;  // 0: any free one
    std::uint16_t operator_port = 0;
};

struct City {
    Process process;  // empty where it was found running
    std::string url;  // "http://127.0.0.1:7701"
    Endpoint operator_door;
};

struct AssistantOptions {
    std::filesystem::path program;  // errand
    std::filesystem::path home;
    std::string sandbox;  // the city's URL; empty: what the home's errand.toml names
    bool testing = false;
    std::vector<std::string> more;  // further arguments of `errand serve`
};

struct Assistant {
    Process process;  // empty where it was found running
    Endpoint door;
};

// Start the program, fresh ready file and all, and return once its doors are open. Unavailable with
// the last lines of its log where it ends before; Timeout after kStartDeadline.
async::Awaitable<Result<City>> start_city(CityOptions options);
async::Awaitable<Result<Assistant>> start_assistant(AssistantOptions options);

// What a ready file says; NotFound where there is none.
Result<City> read_city_ready(const std::filesystem::path& file);
Result<Assistant> read_assistant_ready(const std::filesystem::path& file);

// Where the programs write them.
std::filesystem::path city_ready_file(const std::filesystem::path& city_home);
std::filesystem::path assistant_ready_file(const std::filesystem::path& home);

}  // namespace errand::client
