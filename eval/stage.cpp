#include "eval/stage.hpp"

#include <fmt/format.h>

#include <fstream>

#include "crypto/keys.hpp"
#include "eval/limits.hpp"

namespace errand::eval {
namespace {

json::object city_user(const Scenario& scenario, const crypto::Jwk& key) {
    const auto& user = scenario.user;
    json::object made{{"id", std::string(kUser)}, {"public_key", json::encode(key)}};
    if (user.addresses) made.emplace("addresses", json::encode(*user.addresses));
    if (user.wallet) made.emplace("wallet", *user.wallet);
    if (user.limits) made.emplace("limits", json::encode(*user.limits));
    if (user.orders) made.emplace("orders", *user.orders);
    return made;
}

}  // namespace

async::Awaitable<Result<>> Stage::open(const Scenario& scenario, json::value world) {
    ERRAND_CO_TRY(auto key, crypto::PrivateKey::generate());
    approver_ = std::make_unique<commerce::KeyApprover>(
        std::move(key), scenario.locale.substr(0, 2), TimeZone::utc(),
        [](const std::vector<std::string>&) { return true; });
    client::CityOptions city;
    city.program = options_.programs / "errand-city";
    city.home = options_.folder / "city";
    ERRAND_CO_TRY(city_, co_await client::start_city(std::move(city)));
    city_door_.emplace(client_, city_.operator_door);
    const std::string zone(json::string_at(world, "timezone"));
    ERRAND_CO_TRY_VOID(co_await arrange_city(scenario, std::move(world)));
    ERRAND_CO_TRY_VOID(settle_in(zone));
    ERRAND_CO_TRY_VOID(co_await start_assistant());
    co_return co_await arrange_user(scenario);
}

// Who lives in the world has its clock on the wall.
Result<> Stage::settle_in(const std::string& zone) {
    if (zone.empty()) return {};
    const auto home = options_.folder / "home";
    std::error_code error;
    std::filesystem::create_directories(home, error);
    std::ofstream file(home / "errand.toml");
    file << fmt::format("time_zone = \"{}\"\n", zone);
    file.close();
    if (error || !file) return fail(ErrorCode::Internal, "the home's settings cannot be written");
    return {};
}

async::Awaitable<Result<>> Stage::arrange_city(const Scenario& scenario, json::value world) {
    json::object setup{{"now", scenario.city.now}};
    if (scenario.city.seed) {
        setup.emplace("seed", *scenario.city.seed);
    } else {
        setup.emplace("world", std::move(world));
    }
    json::array users;
    users.push_back(city_user(scenario, approver_->public_key()));
    setup.emplace("users", std::move(users));
    ERRAND_CO_TRY_VOID(co_await city_door_->reset(std::move(setup)));
    co_return Result<>{};
}

async::Awaitable<Result<>> Stage::arrange_user(const Scenario& scenario) {
    const auto& user = scenario.user;
    json::object profile{{"public_key", json::encode(approver_->public_key())}};
    if (user.grants) profile.emplace("grants", *user.grants);
    if (user.limits) profile.emplace("limits", json::encode(*user.limits));
    if (user.memory) profile.emplace("memory", *user.memory);
    ERRAND_CO_TRY_VOID(co_await api_->post("/v1/testing/profile", std::move(profile)));
    co_return Result<>{};
}

async::Awaitable<Result<>> Stage::start_assistant() {
    client::AssistantOptions options;
    options.program = options_.programs / "errand";
    options.home = options_.folder / "home";
    options.sandbox = city_.url;
    options.testing = true;
    ERRAND_CO_TRY(assistant_, co_await client::start_assistant(std::move(options)));
    api_.emplace(client_, assistant_.door);
    co_return Result<>{};
}

async::Awaitable<Result<>> Stage::restart() {
    crash();
    if (++restarts_ > kMaxRestarts)
        co_return fail(ErrorCode::Exhausted, "the assistant was restarted too often");
    co_return co_await start_assistant();
}

void Stage::crash() {
    earlier_lives_ += assistant_.process.processor_time();
    assistant_.process.kill();
}

std::chrono::nanoseconds Stage::own_time() const {
    return earlier_lives_ + assistant_.process.processor_time();
}

void Stage::close(bool keep) {
    assistant_.process.kill();
    city_.process.kill();
    if (!keep) {
        std::error_code ignored;
        std::filesystem::remove_all(options_.folder, ignored);
    }
}

}  // namespace errand::eval
