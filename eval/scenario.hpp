// Owns: the form of a scenario (docs/scenarios.md) and its strict reading: an unknown or missing
// field is an error that names it. Pure but for load_suite, which reads files; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/error.hpp"
#include "json/json.hpp"

namespace errand::eval {

// Exactly one of world (a file's name or the object itself) and seed.
struct CitySetup {
    std::optional<json::value> world;
    std::optional<std::uint64_t> seed;
    std::string now;  // RFC 3339
};
BOOST_DESCRIBE_STRUCT(CitySetup, (), (world, seed, now))

struct GrantSetup {
    std::string service;
    std::vector<std::string> scopes;
};
BOOST_DESCRIBE_STRUCT(GrantSetup, (), (service, scopes))

struct LimitSetup {
    std::optional<std::string> per_payment;
    std::optional<std::string> per_day;
};
BOOST_DESCRIBE_STRUCT(LimitSetup, (), (per_payment, per_day))

struct UserSetup {
    std::optional<json::value> grants;  // "all", or a list of GrantSetup; absent: none
    std::optional<std::map<std::string, std::string>> addresses;  // label to place id
    std::optional<std::string> wallet;
    std::optional<LimitSetup> limits;
    std::optional<json::value> memory;
    std::optional<json::array> orders;
};
BOOST_DESCRIBE_STRUCT(UserSetup, (), (grants, addresses, wallet, limits, memory, orders))

enum class Side { Before, After };
BOOST_DESCRIBE_ENUM(Side, Before, After)

struct CrashPoint {
    int after_steps = 0;  // 0: now
    Side side = Side::After;
};
BOOST_DESCRIBE_STRUCT(CrashPoint, (), (after_steps, side))

enum class FaultKind { Timeout, Error, Reset, Slow, Garbage, OutOfStock, PriceChange, Closed };
BOOST_DESCRIBE_ENUM(FaultKind, Timeout, Error, Reset, Slow, Garbage, OutOfStock, PriceChange,
                    Closed)

struct FaultMatch {
    std::optional<std::string> shop;
    std::optional<std::string> item;
};
BOOST_DESCRIBE_STRUCT(FaultMatch, (), (shop, item))

struct Fault {
    std::optional<std::string> service;
    std::optional<std::string> tool;
    FaultKind kind = FaultKind::Error;
    std::optional<int> times;
    std::optional<std::string> delay;  // of slow
    std::optional<std::string> by;     // of price_change
    std::optional<FaultMatch> match;
};
BOOST_DESCRIBE_STRUCT(Fault, (), (service, tool, kind, times, delay, by, match))

// Whether the fault concerns a shop or an item, rather than a call.
bool is_about_goods(FaultKind kind);

struct Turn {
    enum class Kind { Say, Choose, Approve, Grant, Wait, Fault, Crash };
    Kind kind = Kind::Say;
    std::string text;                 // say; the wait's duration; the name to choose
    std::vector<std::string> attach;  // say
    std::size_t choice = 0;           // choose by number; 0: by the name in text
    bool yes = false;                 // approve, grant
    std::optional<Fault> fault;
    std::optional<CrashPoint> crash;
    std::optional<std::uint64_t> errand;
    bool optional = false;
};

struct ExpectedItem {
    std::optional<std::string> id;
    std::optional<std::string> name;
    std::optional<int> quantity;
    std::optional<json::object> options;
};
BOOST_DESCRIBE_STRUCT(ExpectedItem, (), (id, name, quantity, options))

struct ExpectedOrder {
    std::optional<std::string> service;
    std::optional<std::string> shop;
    std::optional<std::vector<ExpectedItem>> items;
    std::optional<std::string> deliver_to;
    std::optional<bool> paid;
    std::optional<json::value> state;  // one, or a list of
    std::optional<std::string> total;
    std::optional<std::string> note;
};
BOOST_DESCRIBE_STRUCT(ExpectedOrder, (),
                      (service, shop, items, deliver_to, paid, state, total, note))

struct ExpectedFile {
    std::string name;  // a pattern with * and ?
    std::optional<std::size_t> rows;
    std::optional<json::object> cells;  // "B2" to its text
};
BOOST_DESCRIBE_STRUCT(ExpectedFile, (), (name, rows, cells))

struct Expectation {
    std::optional<json::value> status;  // one of, a list of, or {"1": …}
    std::optional<std::vector<ExpectedOrder>> orders;
    std::optional<std::size_t> orders_count;
    std::optional<std::size_t> payments_count;
    std::optional<std::size_t> refunds_count;
    std::optional<std::string> total;
    std::optional<std::string> total_at_most;
    std::optional<std::vector<std::string>> asked;
    std::optional<std::size_t> turns_at_most;
    std::optional<std::vector<std::string>> shows;
    std::optional<json::value> says;  // one, or a list of
    std::optional<json::value> never_says;
    std::optional<std::vector<ExpectedFile>> files;
};
BOOST_DESCRIBE_STRUCT(Expectation, (),
                      (status, orders, orders_count, payments_count, refunds_count, total,
                       total_at_most, asked, turns_at_most, shows, says, never_says, files))

struct Scenario {
    std::string id;
    std::string locale;
    CitySetup city;
    UserSetup user;
    std::vector<Turn> turns;
    Expectation expect;
    std::filesystem::path folder;  // of the suite's file: relative names start here
};

// Reads one scenario. Everything that can be wrong with it is found here, before anything runs.
Result<Scenario> decode_scenario(const json::value& from);

// Reads every line of a suite; an error names the file and the line. Ids must differ within a file.
Result<std::vector<Scenario>> load_suite(const std::filesystem::path& file);

// The world of a scenario: the object itself, or the file it names, looked for beside the suite,
// then in the folder above that. Null where the scenario has a seed.
Result<json::value> load_world(const Scenario& scenario);

// A file or a folder that a turn attaches, looked for in the same places; an absolute path as it
// is.
Result<std::string> attached_file(const Scenario& scenario, const std::string& name);

// The file as text, at most kMaxFileBytes.
Result<std::string> read_text(const std::filesystem::path& file);

}  // namespace errand::eval
