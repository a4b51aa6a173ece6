// Owns: the assistant as a service on one machine: its home folder, its doors, its clock.
// Must stay true: loopback unless told otherwise; no door without a token but /healthz,
// /openapi.json, the agent card and the sign-in's way back; two servers never share a home.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assistant/errand.hpp"
#include "assistant/workshop.hpp"
#include "base/error.hpp"
#include "brain/brain.hpp"
#include "brain/model/budget.hpp"
#include "brain/model/settings.hpp"
#include "net/client.hpp"
#include "tool/tool.hpp"

namespace errand::server {

// One service that errands may use, as the settings have it (docs/connecting.md). `sandbox`: its
// sign-in page takes the sandbox's user over loopback, so that the server can complete the code
// flow after the person's yes.
struct ServiceEntry {
    std::string name;  // "food"
    // Its MCP endpoint, "http://127.0.0.1:7701/food/mcp", or where the API of `openapi` is served;
    // empty where `command` starts it.
    std::string url = {};
    bool sandbox = false;
    // A program that serves MCP over its pipes: argv, the variables of ours that it is given, and
    // the directory it runs in.
    std::vector<std::string> command = {};
    std::vector<std::string> environment = {};
    std::string directory = {};
    // The OpenAPI document of an HTTP service: a file or an address.
    std::string openapi = {};
    // A shop that speaks UCP, by its domain; `url` is then where it is asked, if that is another.
    std::string ucp = {};
    // The address of errand's own profile, for such a shop; empty: none is published.
    std::string agent = {};
    // What the home's owner pays with there.
    struct Payment {
        std::string handler = {};  // of the shop's, by id or name
        std::string type = {};     // of the instrument: "card"
        std::string credential = {};
        std::map<std::string, std::string> details = {};  // what the shop is told of it
        brain::model::KeySource token = {};

        bool operator==(const Payment&) const = default;
    };
    Payment payment = {};
    // What its tools do, where the operator knows better than the service: by the tool's name.
    std::map<std::string, tool::Effect> effects = {};
    // A key that is the same for everybody here. None: the service's own sign-in, if it wants one.
    brain::model::KeySource key = {};
};

// Large models, in order of preference, and what they may use. None: errand does without.
struct ModelEntries {
    std::vector<brain::model::EndpointSettings> endpoints;
    brain::model::BudgetLimits per_errand;
    brain::model::BudgetLimits per_day;
};

struct ServerOptions {
    std::filesystem::path home;
    std::string address = "127.0.0.1";  // anything else is a warning
    std::uint16_t port = 0;             // 0: any free one
    std::vector<ServiceEntry> services;
    ModelEntries models;
    // "http://127.0.0.1:7701/clock": where set, the time of day follows it. Loopback only.
    std::string clock_url;
    std::string time_zone = "Asia/Shanghai";
    // The doors below /v1/testing. Never beside real services.
    bool testing = false;
    // Written when the doors are open: {"port", "token", "pid", "url"}. Empty: none.
    std::filesystem::path ready_file;
    // Called instead of, or beside, the ready file. May be empty.
    std::function<void(std::uint16_t port, const std::string& token)> on_ready;
};

// What the server is made of; the app names the concrete ones.
struct Parts {
    std::vector<assistant::SkillInfo> skills;
    // errand's own skills that are only words.
    std::vector<assistant::SkillForm> written_skills;
    std::unique_ptr<brain::Brain> brain;
    // The connector of one service, which speaks through `client` and takes its tokens from
    // `credentials`; both outlive it.
    std::function<Result<std::unique_ptr<tool::Connector>>(
        const ServiceEntry& service, boost::asio::any_io_executor executor, net::Client& client,
        tool::Credentials& credentials)>
        connect;
    // The services of the settings as they are now, for those that were added since the start.
    // Empty: there are never any.
    std::function<Result<std::vector<ServiceEntry>>()> services;
    // Reads one handed-in document; blocks, and is called on several threads at once. Empty: no
    // errand takes files.
    assistant::ReadDocument read_document;
};

// Serves until SIGINT or SIGTERM, then stops gracefully. Blocks the calling thread.
Result<> run(ServerOptions options, Parts parts);

}  // namespace errand::server
