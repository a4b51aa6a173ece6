#include "app/settings.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/service_settings.hpp"
#include "app/setting.hpp"

namespace errand::app {
namespace {

std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string(value);
}

using setting::only;
using setting::wrong;

Result<> read_port(const toml::table& table, const std::string& file, std::uint16_t& into) {
    const auto* node = table.get("port");
    if (node == nullptr) return {};
    const auto port = node->value_exact<std::int64_t>();
    if (!port || *port < 0 || *port > 65535)
        return wrong(file, node->source(), "'port' must be a number from 0 to 65535");
    into = static_cast<std::uint16_t>(*port);
    return {};
}

Result<> read_count(const toml::table& table, std::string_view key, const std::string& file,
                    std::optional<std::int64_t>& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto count = node->value_exact<std::int64_t>();
    if (!count || *count < 1)
        return wrong(file, node->source(), fmt::format("'{}' must be a number from 1", key));
    into = *count;
    return {};
}

Result<> read_cost(const toml::table& table, std::string_view key, const std::string& file,
                   std::optional<brain::model::Cost>& into) {
    std::string text;
    ERRAND_TRY_VOID(setting::read(table, key, file, text));
    if (text.empty()) return {};
    const auto cost = brain::model::parse_cost(text);
    if (!cost) return wrong(file, table.get(key)->source(), cost.error().message);
    into = *cost;
    return {};
}

Result<> read_model_limits(const toml::table& table, const std::string& file,
                           server::ModelEntries& into) {
    const auto* node = table.get("model_limits");
    if (node == nullptr) return {};
    const auto* limits = node->as_table();
    if (limits == nullptr)
        return wrong(file, node->source(), "'model_limits' must be [model_limits]");
    ERRAND_TRY_VOID(only(*limits,
                         {"errand_turns", "errand_tokens", "errand_cost", "day_turns", "day_tokens",
                          "day_cost", "currency"},
                         file));
    auto& errand = into.per_errand;
    auto& day = into.per_day;
    ERRAND_TRY_VOID(read_count(*limits, "errand_turns", file, errand.turns));
    ERRAND_TRY_VOID(read_count(*limits, "errand_tokens", file, errand.tokens));
    ERRAND_TRY_VOID(read_cost(*limits, "errand_cost", file, errand.cost));
    ERRAND_TRY_VOID(read_count(*limits, "day_turns", file, day.turns));
    ERRAND_TRY_VOID(read_count(*limits, "day_tokens", file, day.tokens));
    ERRAND_TRY_VOID(read_cost(*limits, "day_cost", file, day.cost));
    ERRAND_TRY_VOID(setting::read(*limits, "currency", file, errand.currency));
    day.currency = errand.currency;
    if ((errand.cost || day.cost) && errand.currency.empty())
        return wrong(file, node->source(), "a limit of money needs a 'currency'");
    return {};
}

}  // namespace

Result<std::filesystem::path> find_home(const std::string& given) {
    if (!given.empty()) return std::filesystem::absolute(given);
    if (const auto home = from_environment("ERRAND_HOME"); !home.empty())
        return std::filesystem::absolute(home);
    if (const auto data = from_environment("XDG_DATA_HOME"); data.starts_with('/'))
        return std::filesystem::path(data) / "errand";
    if (const auto user = from_environment("HOME"); !user.empty())
        return std::filesystem::path(user) / ".local/share/errand";
    return fail(ErrorCode::Invalid, "no home folder: neither --home, ERRAND_HOME nor HOME is set");
}

Result<Settings> load_settings(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Settings{};
    std::ostringstream text;
    text << in.rdbuf();
    return parse_settings(std::move(text).str(), file.string());
}

Result<Settings> load_settings(const Paths& paths) {
    ERRAND_TRY(auto settings, load_settings(paths.settings()));
    ERRAND_TRY(auto added, load_settings(paths.services()));
    for (auto& service : added.services) {
        if (std::ranges::find(settings.services, service.name, &server::ServiceEntry::name) !=
            settings.services.end())
            return fail(ErrorCode::Invalid,
                        fmt::format("two services '{}': one in {}, one in {}", service.name,
                                    paths.settings().string(), paths.services().string()),
                        "rename the one in errand.toml, or take the other out of services.toml");
        settings.services.push_back(std::move(service));
    }
    return settings;
}

Result<Settings> parse_settings(std::string_view text, const std::string& name) {
    Settings settings;
    try {
        const auto table = toml::parse(text, name);
        ERRAND_TRY_VOID(only(
            table,
            {"address", "port", "time_zone", "brain_model", "service", "model", "model_limits"},
            name));
        ERRAND_TRY_VOID(setting::read(table, "address", name, settings.address));
        ERRAND_TRY_VOID(setting::read(table, "time_zone", name, settings.time_zone));
        ERRAND_TRY_VOID(setting::read(table, "brain_model", name, settings.brain_model));
        ERRAND_TRY_VOID(read_port(table, name, settings.port));
        ERRAND_TRY_VOID(read_services(table, name, settings.services));
        ERRAND_TRY_VOID(read_model_limits(table, name, settings.models));
    } catch (const toml::parse_error& error) {
        return wrong(name, error.source(), error.description());
    }
    ERRAND_TRY(settings.models.endpoints, brain::model::parse_models(text, name));
    if (const auto zone = TimeZone::find(settings.time_zone); !zone)
        return fail(ErrorCode::Invalid, fmt::format("{}: {}", name, zone.error().message));
    return settings;
}

std::vector<server::ServiceEntry> sandbox_services(const std::string& city_url) {
    std::vector<server::ServiceEntry> services;
    for (const auto* name : {"map", "food", "pay"}) {
        services.push_back({name, fmt::format("{}/{}/mcp", city_url, name), true});
    }
    return services;
}

}  // namespace errand::app
