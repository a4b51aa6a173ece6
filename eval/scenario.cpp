#include "eval/scenario.hpp"

#include <fmt/format.h>

#include <fstream>
#include <set>
#include <sstream>

#include "commerce/money.hpp"
#include "eval/limits.hpp"
#include "eval/turn.hpp"

namespace errand::eval {
namespace {

// A scenario's members as they stand in the file, before turns are told apart.
struct RawScenario {
    std::string id;
    std::string locale;
    CitySetup city;
    std::optional<UserSetup> user;
    json::array turns;
    Expectation expect;
};
BOOST_DESCRIBE_STRUCT(RawScenario, (), (id, locale, city, user, turns, expect))

Error at(std::string_view path, std::string_view what) {
    return {ErrorCode::Invalid, fmt::format("{} {}", path, what), {}};
}

Result<> check_amount(const std::optional<std::string>& text, std::string_view path) {
    if (!text) return {};
    const auto amount = commerce::parse_money(*text);
    if (!amount || amount->negative())
        return fail(at(path, fmt::format("is '{}', not an amount as in \"18.00\"", *text)));
    return {};
}

Result<> check_city(const CitySetup& city) {
    if (!city.world && !city.seed)
        return fail(ErrorCode::Invalid, "missing field 'city.world' (or 'city.seed')");
    if (city.world && city.seed)
        return fail(at("city", "has both 'world' and 'seed'; one of them makes the city"));
    if (city.world && !city.world->is_string() && !city.world->is_object())
        return fail(at("city.world", "must be a file's name or an object"));
    if (!parse_time(city.now))
        return fail(at("city.now", fmt::format("is '{}', not an RFC 3339 time", city.now)));
    return {};
}

Result<> check_user(const UserSetup& user) {
    if (user.grants) {
        if (user.grants->is_string()) {
            if (user.grants->get_string() != "all")
                return fail(at("user.grants", "must be \"all\" or a list"));
        } else {
            ERRAND_TRY_VOID(json::decode<std::vector<GrantSetup>>(
                *user.grants, json::Unknown::Refuse, "user.grants"));
        }
    }
    ERRAND_TRY_VOID(check_amount(user.wallet, "user.wallet"));
    if (user.limits) {
        ERRAND_TRY_VOID(check_amount(user.limits->per_payment, "user.limits.per_payment"));
        ERRAND_TRY_VOID(check_amount(user.limits->per_day, "user.limits.per_day"));
    }
    return {};
}

bool is_status(std::string_view name) {
    static const std::set<std::string, std::less<>> known = {"done", "declined", "cancelled",
                                                             "failed", "waiting"};
    return known.contains(name);
}

Result<> check_one_status(const json::value& status, const std::string& path) {
    if (status.is_string()) {
        if (is_status(status.get_string())) return {};
        return fail(at(path, fmt::format("is '{}', not one of done, declined, cancelled, failed, "
                                         "waiting",
                                         std::string_view(status.get_string()))));
    }
    if (!status.is_array() || status.get_array().empty())
        return fail(at(path, "must be a status or a list of them"));
    for (const auto& one : status.get_array()) {
        if (!one.is_string()) return fail(at(path, "must hold names of statuses"));
        ERRAND_TRY_VOID(check_one_status(one, path));
    }
    return {};
}

Result<> check_status(const json::value& status) {
    if (!status.is_object()) return check_one_status(status, "expect.status");
    for (const auto& [errand, one] : status.get_object()) {
        const auto path = fmt::format("expect.status.{}", std::string_view(errand));
        if (errand.empty() ||
            std::string_view(errand).find_first_not_of("0123456789") != std::string_view::npos)
            return fail(at(path, "is no errand's number"));
        ERRAND_TRY_VOID(check_one_status(one, path));
    }
    return {};
}

Result<> check_texts(const std::optional<json::value>& patterns, std::string_view path) {
    if (!patterns || patterns->is_string()) return {};
    if (!patterns->is_array()) return fail(at(path, "must be a text or a list of texts"));
    for (const auto& one : patterns->get_array()) {
        if (!one.is_string()) return fail(at(path, "must hold texts"));
    }
    return {};
}

Result<> check_shows(const std::vector<std::string>& shows) {
    static const std::set<std::string> known = {"pickup_code", "total", "eta", "courier", "refund"};
    for (std::size_t i = 0; i < shows.size(); ++i) {
        if (!known.contains(shows[i]))
            return fail(at(fmt::format("expect.shows.{}", i),
                           fmt::format("is '{}', not one of courier, eta, pickup_code, refund, "
                                       "total",
                                       shows[i])));
    }
    return {};
}

Result<> check_expectation(const Expectation& expect) {
    if (expect.status) ERRAND_TRY_VOID(check_status(*expect.status));
    ERRAND_TRY_VOID(check_amount(expect.total, "expect.total"));
    ERRAND_TRY_VOID(check_amount(expect.total_at_most, "expect.total_at_most"));
    if (expect.shows) ERRAND_TRY_VOID(check_shows(*expect.shows));
    ERRAND_TRY_VOID(check_texts(expect.says, "expect.says"));
    ERRAND_TRY_VOID(check_texts(expect.never_says, "expect.never_says"));
    if (!expect.orders) return {};
    for (std::size_t i = 0; i < expect.orders->size(); ++i) {
        const auto path = fmt::format("expect.orders.{}", i);
        const auto& order = (*expect.orders)[i];
        ERRAND_TRY_VOID(check_amount(order.total, path + ".total"));
        ERRAND_TRY_VOID(check_texts(order.state, path + ".state"));
    }
    return {};
}

std::string shown(const std::filesystem::path& file) {
    return file.string();
}

Result<std::vector<Scenario>> read_lines(std::istream& lines, const std::filesystem::path& file) {
    std::vector<Scenario> all;
    std::set<std::string> ids;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto where = [&](const Error& error) {
            return fail(error.code, fmt::format("{}:{}: {}", shown(file), number, error.message),
                        error.advice);
        };
        const auto parsed = json::parse(line);
        if (!parsed) return where(parsed.error());
        auto scenario = decode_scenario(*parsed);
        if (!scenario) return where(scenario.error());
        if (!ids.insert(scenario->id).second)
            return where(at("id", fmt::format("'{}' is already taken in this file", scenario->id)));
        if (all.size() == kMaxScenarios)
            return where({ErrorCode::Exhausted, "too many scenarios in one file", {}});
        scenario->folder = file.parent_path();
        all.push_back(*std::move(scenario));
    }
    return all;
}

}  // namespace

bool is_about_goods(FaultKind kind) {
    return kind == FaultKind::OutOfStock || kind == FaultKind::PriceChange ||
           kind == FaultKind::Closed;
}

Result<Scenario> decode_scenario(const json::value& from) {
    ERRAND_TRY(auto raw, json::decode<RawScenario>(from));
    ERRAND_TRY_VOID(check_city(raw.city));
    Scenario scenario;
    scenario.user = raw.user.value_or(UserSetup{});
    ERRAND_TRY_VOID(check_user(scenario.user));
    ERRAND_TRY_VOID(check_expectation(raw.expect));
    if (raw.id.empty()) return fail(at("id", "must not be empty"));
    if (raw.turns.size() > kMaxTurns)
        return fail(ErrorCode::Exhausted, fmt::format("turns are more than {}", kMaxTurns));
    for (std::size_t i = 0; i < raw.turns.size(); ++i) {
        ERRAND_TRY(auto turn, decode_turn(raw.turns[i], fmt::format("turns.{}", i)));
        scenario.turns.push_back(std::move(turn));
    }
    scenario.id = std::move(raw.id);
    scenario.locale = std::move(raw.locale);
    scenario.city = std::move(raw.city);
    scenario.expect = std::move(raw.expect);
    return scenario;
}

Result<std::string> read_text(const std::filesystem::path& file) {
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    if (error)
        return fail(ErrorCode::NotFound,
                    fmt::format("cannot read {}: {}", shown(file), error.message()));
    if (size > kMaxFileBytes)
        return fail(ErrorCode::Exhausted,
                    fmt::format("{} is larger than {} bytes", shown(file), kMaxFileBytes));
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return fail(ErrorCode::Unavailable, fmt::format("cannot read {}", shown(file)));
    return std::move(text).str();
}

Result<std::vector<Scenario>> load_suite(const std::filesystem::path& file) {
    ERRAND_TRY(auto text, read_text(file));
    std::istringstream lines(std::move(text));
    ERRAND_TRY(auto all, read_lines(lines, std::filesystem::absolute(file)));
    if (all.empty())
        return fail(ErrorCode::Invalid, fmt::format("{} holds no scenario", shown(file)));
    return all;
}

Result<json::value> load_world(const Scenario& scenario) {
    if (!scenario.city.world) return json::value(nullptr);
    if (scenario.city.world->is_object()) return *scenario.city.world;
    const std::filesystem::path name{std::string(scenario.city.world->get_string())};
    for (const auto& file : {scenario.folder / name, scenario.folder.parent_path() / name}) {
        if (!std::filesystem::exists(file)) continue;
        ERRAND_TRY(const auto text, read_text(file));
        auto parsed = json::parse(text);
        if (!parsed)
            return fail(parsed.error().code,
                        fmt::format("{}: {}", shown(file), parsed.error().message));
        return parsed;
    }
    return fail(ErrorCode::NotFound,
                fmt::format("{}: no world '{}' beside the suite or in the folder above",
                            scenario.id, name.string()));
}

Result<std::string> attached_file(const Scenario& scenario, const std::string& name) {
    const std::filesystem::path path(name);
    if (path.is_absolute()) return name;
    for (const auto& one : {scenario.folder / path, scenario.folder.parent_path() / path})
        if (std::filesystem::exists(one)) return one.lexically_normal().string();
    return fail(ErrorCode::NotFound,
                fmt::format("no '{}' to attach beside the suite or in the folder above", name));
}

}  // namespace errand::eval
