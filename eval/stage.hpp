// Owns: what one scenario runs on: a fresh city, a fresh home and an assistant on it, started as
// the programs that a user has. Strand: the HTTP client's. Must stay true: nothing is shared
// between two stages but the HTTP client; the user's key stays here and never reaches the
// assistant.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "client/programs.hpp"
#include "commerce/approver.hpp"
#include "eval/scenario.hpp"

namespace errand::eval {

struct StageOptions {
    std::filesystem::path programs;  // the folder of errand and errand-city
    std::filesystem::path folder;    // of this stage alone; made here
};

// The user that the sandbox knows.
inline constexpr std::string_view kUser = "me";

class Stage {
  public:
    Stage(net::Client& client, StageOptions options)
        : client_(client), options_(std::move(options)) {}

    // Starts both programs and arranges the scenario's world, time and user.
    async::Awaitable<Result<>> open(const Scenario& scenario, json::value world);
    // Starts the assistant again on the same home.
    async::Awaitable<Result<>> restart();
    // Stops both; the folder is removed unless it is to be kept.
    void close(bool keep);

    // SIGKILL to the assistant.
    void crash();
    bool assistant_running() { return assistant_.process.running(); }
    int restarts() const { return restarts_; }
    client::Api& api() { return *api_; }
    client::Operator& city() { return *city_door_; }
    commerce::KeyApprover& approver() { return *approver_; }
    // Processor time of the assistant in all its lives.
    std::chrono::nanoseconds own_time() const;

  private:
    async::Awaitable<Result<>> start_assistant();
    Result<> settle_in(const std::string& zone);
    async::Awaitable<Result<>> arrange_city(const Scenario& scenario, json::value world);
    async::Awaitable<Result<>> arrange_user(const Scenario& scenario);

    net::Client& client_;
    StageOptions options_;
    client::City city_;
    client::Assistant assistant_;
    std::optional<client::Api> api_;
    std::optional<client::Operator> city_door_;
    std::unique_ptr<commerce::KeyApprover> approver_;
    std::chrono::nanoseconds earlier_lives_{0};
    int restarts_ = 0;
};

}  // namespace errand::eval
