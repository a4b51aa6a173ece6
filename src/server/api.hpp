// Owns: the doors of the API, by what they are about. Strand: the io_context's thread.
// Must stay true: every record that a door shows or changes belongs to the token's user.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "assistant/assistant.hpp"
#include "assistant/services.hpp"
#include "server/apps/use.hpp"
#include "server/clock_follower.hpp"
#include "server/door.hpp"
#include "server/limits.hpp"
#include "server/openai/told.hpp"
#include "server/server.hpp"
#include "server/sign_in.hpp"

namespace errand::server {

// Counts a SIGKILL down over recorded steps: for tests from outside.
struct CrashPoint {
    static constexpr bool kDefaults = true;
    int after_steps = 0;  // 0: disarmed
    std::string side = "before";
};
BOOST_DESCRIBE_STRUCT(CrashPoint, (), (after_steps, side))

// What the doors open on. All of it outlives them.
struct Rooms {
    assistant::Assistant& assistant;
    assistant::Services& services;
    SignIns& sign_ins;
    ClockFollower* clock = nullptr;  // null: the system's clock
    const ServerOptions& options;
    std::map<std::string, std::size_t> streams;  // open ones, by user
    AppUse app_use;
    openai::Told told;                 // what chat clients were told
    std::function<std::string()> url;  // where it serves, once it does
    CrashPoint crash;
    // Takes up services that were added to the settings since the start: their names.
    std::function<Result<std::vector<std::string>>()> take_up;
};

Doors conversation_doors(Rooms& rooms);  // say, asks, events, errands
Doors consent_doors(Rooms& rooms);       // grants, limits, allowances, audit, approver
Doors service_doors(Rooms& rooms);       // the services, and taking up more of them
Doors file_doors(Rooms& rooms);          // what was made for the user
Doors app_doors(Rooms& rooms);           // pages of services that show answers
Doors open_doors(Rooms& rooms);          // health, sign-in's way back
Doors testing_doors(Rooms& rooms);       // only where ServerOptions.testing

// Copies what a sentence comes with into the user's store; nothing where it names no path. Denied:
// paths of this machine from anyone but its owner.
async::Awaitable<Result<std::optional<assistant::Attached>>> take_files(
    Rooms& rooms, const net::Request& request, std::string user, std::vector<std::string> paths);

// All of them, and the OpenAPI document of all of them.
Doors all_doors(Rooms& rooms);

// Routes every door, with the check of its token.
void open(net::Server& server, const Doors& doors, Rooms& rooms);

// The body as a T, unknown members refused; Invalid names the member.
template <class T>
Result<T> body_of(const net::Request& request) {
    return json::read<T>(request.body.empty() ? "{}" : request.body);
}

// A query parameter's number; Invalid names it.
Result<std::uint64_t> whole_number(std::string_view name, std::string_view text);

// A Result as a response: the value with that status, or the error.
net::Response respond(int status, Result<json::value> result);

}  // namespace errand::server
