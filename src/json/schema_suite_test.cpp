// The official cases of JSON Schema 2020-12: what is understood is understood right.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "json/schema.hpp"

namespace errand::json {
namespace {

constexpr char kFolder[] = ERRAND_SOURCE_DIR "/tests/data/json-schema-suite";
constexpr int kCasesAtLeast = 970;

// Why a schema of the suite may be refused. Everything else is a defect.
bool stated_reason(std::string_view message) {
    for (const auto* reason :
         {"leaves the document", "a nested '$id'", "'$dynamicRef' is not supported",
          "'$dynamicAnchor' is not supported", "'unevaluatedProperties' is not supported",
          "'unevaluatedItems' is not supported", "there twice", "there is no $anchor 'items'",
          "the pattern '^\\p{Letter}+$'", "the dialect 'http://localhost"}) {
        if (message.find(reason) != std::string_view::npos) return true;
    }
    return false;
}

struct Tally {
    int judged = 0;
    int refused = 0;
};

void run_group(const value& group, const std::string& file, Tally& tally) {
    const auto title = file + ": " + std::string(string_at(group, "description"));
    const auto schema = Schema::compile(group.at("schema"));
    const auto& tests = group.at("tests").as_array();
    if (!schema) {
        EXPECT_TRUE(stated_reason(schema.error().message)) << title << schema.error().message;
        tally.refused += static_cast<int>(tests.size());
        return;
    }
    for (const auto& test : tests) {
        ++tally.judged;
        EXPECT_EQ(schema->validate(test.at("data")).has_value(), test.at("valid").as_bool())
            << title << " / " << string_at(test, "description");
    }
}

TEST(SchemaSuite, IsJudgedRightOrRefusedForAStatedReason) {
    Tally tally;
    for (const auto& file : std::filesystem::directory_iterator(kFolder)) {
        if (file.path().extension() != ".json") continue;
        std::stringstream text;
        text << std::ifstream(file.path()).rdbuf();
        const auto groups = parse(text.str());
        ASSERT_TRUE(groups) << file.path() << groups.error().message;
        for (const auto& group : groups->as_array()) {
            run_group(group, file.path().filename().string(), tally);
        }
    }
    EXPECT_GE(tally.judged, kCasesAtLeast);
    RecordProperty("judged", tally.judged);
    RecordProperty("refused", tally.refused);
}

}  // namespace
}  // namespace errand::json
