// Owns: finding the assistant of a home, or starting it, with the sandbox city where no service is
// configured; and making this machine's signing key known. Strand: the HTTP client's.
// Must stay true: the private key stays in home/keys, readable by its owner alone.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/settings.hpp"
#include "client/programs.hpp"
#include "commerce/approver.hpp"

namespace errand::app {

struct ConnectOptions {
    Paths paths;
    Settings settings;
    std::string sandbox;     // a city's address; empty: the one of this home
    std::string now;         // what a city that is started takes for the time; empty: the system's
    std::uint64_t seed = 1;  // of a city that is started
    bool start = true;       // start what does not run
};

// What a command talks to. The programs that were started end with it.
struct Connection {
    std::optional<client::City> city;
    client::Assistant assistant;
    std::string sandbox;  // the city's address; empty: real services
    std::optional<crypto::PrivateKey> key;
    bool started = false;  // the assistant was started here
};

// The assistant of this home, if one runs and answers.
async::Awaitable<Result<client::Assistant>> find_assistant(net::Client& client, Paths paths);
// The sandbox city of this home, if one runs and answers.
async::Awaitable<Result<client::City>> find_city(net::Client& client, Paths paths);

// Unavailable where nothing runs and nothing may be started.
async::Awaitable<Result<Connection>> connect(net::Client& client, ConnectOptions options);

// What the services take for now: the sandbox's clock, else the system's.
async::Awaitable<Result<Time>> time_there(net::Client& client, std::string sandbox);

// Starts the assistant again after it went away, on the same home.
async::Awaitable<Result<>> reconnect(ConnectOptions options, Connection& connection);

}  // namespace errand::app
