#include "eval/scenario.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "eval/turn.hpp"
#include "json/schema.hpp"

namespace errand::eval {
namespace {

const std::filesystem::path kEval = std::filesystem::path(ERRAND_SOURCE_DIR) / "eval";

constexpr std::string_view kGood = R"({"id": "a-1", "locale": "zh-CN",
 "city": {"world": "worlds/small.json", "now": "2026-03-02T11:40:00+08:00"},
 "user": {"grants": "all", "addresses": {"home": "p1"}, "wallet": "500.00"},
 "turns": [{"say": "两杯奶茶"}, {"choose": 1}, {"approve": true}],
 "expect": {"status": "done", "payments_count": 1}})";

// The good scenario with its member at `path` replaced (or, without a value, removed).
json::value changed(std::string_view path, std::optional<std::string_view> with) {
    auto scenario = *json::parse(kGood);
    auto* at = &scenario;
    std::string key;
    for (std::size_t from = 0; from <= path.size();) {
        const auto dot = std::min(path.find('.', from), path.size());
        if (!key.empty()) at = &at->as_object()[key];
        key = std::string(path.substr(from, dot - from));
        from = dot + 1;
    }
    if (with) {
        at->as_object()[key] = *json::parse(*with);
    } else {
        at->as_object().erase(key);
    }
    return scenario;
}

std::string message(const json::value& scenario) {
    const auto decoded = decode_scenario(scenario);
    return decoded ? "" : decoded.error().message;
}

json::Schema schema(const std::string& name) {
    const auto text = read_text(kEval / "schemas" / name);
    EXPECT_TRUE(text);
    const auto compiled = json::Schema::compile(*json::parse(*text));
    EXPECT_TRUE(compiled) << compiled.error().message;
    return *compiled;
}

TEST(Scenario, ReadsAGoodOne) {
    const auto scenario = decode_scenario(*json::parse(kGood));
    ASSERT_TRUE(scenario) << scenario.error().message;
    EXPECT_EQ(scenario->id, "a-1");
    ASSERT_EQ(scenario->turns.size(), 3U);
    EXPECT_EQ(scenario->turns[1].choice, 1U);
    EXPECT_TRUE(scenario->turns[2].yes);
    EXPECT_EQ(scenario->expect.payments_count, 1U);
}

TEST(Scenario, ErrorsNameTheField) {
    EXPECT_EQ(message(changed("turns", {})), "missing field 'turns'");
    EXPECT_EQ(message(changed("id", {})), "missing field 'id'");
    EXPECT_EQ(message(changed("city.now", {})), "missing field 'city.now'");
    EXPECT_EQ(message(changed("city.world", {})), "missing field 'city.world' (or 'city.seed')");
    EXPECT_EQ(message(changed("tip", "1")), "unknown field 'tip'");
    EXPECT_EQ(message(changed("user.colour", "1")), "unknown field 'user.colour'");
    EXPECT_EQ(message(changed("expect.paid", "true")), "unknown field 'expect.paid'");
    EXPECT_NE(message(changed("user.wallet", "\"many\"")).find("user.wallet"), std::string::npos);
    EXPECT_NE(message(changed("expect.status", "\"ok\"")).find("expect.status"), std::string::npos);
    EXPECT_NE(message(changed("expect.shows", "[\"weight\"]")).find("expect.shows.0"),
              std::string::npos);
    EXPECT_NE(message(changed("expect.orders", R"([{"shops":"x"}])"))
                  .find("unknown field 'expect.orders.0.shops'"),
              std::string::npos);
}

TEST(Scenario, TurnsAreTakenApart) {
    const auto turn = [](std::string_view text) { return decode_turn(*json::parse(text), "t"); };
    EXPECT_EQ(turn(R"({"choose": {"name": "茶"}})")->text, "茶");
    EXPECT_EQ(turn(R"({"crash": true})")->crash->after_steps, 0);
    EXPECT_EQ(turn(R"({"crash": {"after_steps": 3, "side": "before"}})")->crash->side,
              Side::Before);
    EXPECT_TRUE(turn(R"({"grant": true, "optional": true})")->optional);
    EXPECT_EQ(turn(R"({"say": "x", "errand": 2})")->errand, 2U);
    EXPECT_EQ(turn(R"({"fault": {"kind": "closed"}})")->fault->kind, FaultKind::Closed);
    EXPECT_FALSE(turn(R"({})"));
    EXPECT_FALSE(turn(R"({"say": "x", "approve": true})"));
    EXPECT_FALSE(turn(R"({"choose": 0})"));
    EXPECT_FALSE(turn(R"({"wait": "soon"})"));
    EXPECT_EQ(turn(R"({"fault": {"kind": "slow"}})").error().message,
              "missing field 't.fault.delay'");
    EXPECT_EQ(turn(R"({"fault": {"kind": "price_change"}})").error().message,
              "missing field 't.fault.by'");
    EXPECT_EQ(turn(R"({"crash": {"after_steps": 1}})").error().message,
              "missing field 't.crash.side'");
}

TEST(Scenario, EverySuiteIsReadAndFitsTheSchema) {
    const auto scenario_schema = schema("scenario.schema.json");
    const auto world_schema = schema("world.schema.json");
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kEval / "scenarios")) {
        if (entry.path().extension() != ".jsonl") continue;
        const auto suite = load_suite(entry.path());
        ASSERT_TRUE(suite) << suite.error().message;
        for (const auto& scenario : *suite) {
            const auto world = load_world(scenario);
            EXPECT_TRUE(world) << world.error().message;
        }
        std::istringstream lines(*read_text(entry.path()));
        for (std::string line; std::getline(lines, line); ++count) {
            const auto valid = scenario_schema.validate(*json::parse(line));
            EXPECT_TRUE(valid) << entry.path() << ": " << valid.error().message;
        }
    }
    EXPECT_GE(count, 80U);
    for (const auto& entry : std::filesystem::directory_iterator(kEval / "worlds")) {
        const auto valid = world_schema.validate(*json::parse(*read_text(entry.path())));
        EXPECT_TRUE(valid) << entry.path() << ": " << valid.error().message;
    }
}

TEST(Scenario, TheSchemaRefusesWhatTheReaderRefuses) {
    const auto scenario_schema = schema("scenario.schema.json");
    EXPECT_TRUE(scenario_schema.validate(*json::parse(kGood)));
    const std::vector<json::value> bad = {changed("turns", {}),
                                          changed("tip", "1"),
                                          changed("city.now", "\"noon\""),
                                          changed("city.seed", "4"),
                                          changed("user.wallet", "\"many\""),
                                          changed("turns", R"([{"say":"x","approve":true}])"),
                                          changed("turns", R"([{"choose":0}])"),
                                          changed("turns", R"([{"fault":{"kind":"slow"}}])"),
                                          changed("turns", R"([{"crash":{"after_steps":1}}])"),
                                          changed("expect.status", R"("ok")"),
                                          changed("expect.shows", R"(["weight"])")};
    for (const auto& one : bad) {
        EXPECT_FALSE(scenario_schema.validate(one)) << json::write(one);
        EXPECT_NE(message(one), "") << json::write(one);
    }
}

}  // namespace
}  // namespace errand::eval
