#include "eval/language/scorer.hpp"

#include <gtest/gtest.h>

#include "eval/language/measure.hpp"
#include "eval/language/recognizers.hpp"

namespace errand::eval::language {
namespace {

Spec spec_of(std::string_view text, std::string name = "Number/English/NumberModel") {
    auto spec = read_spec(text, std::move(name));
    EXPECT_TRUE(spec.has_value()) << (spec ? "" : spec.error().message);
    return spec ? *std::move(spec) : Spec{};
}

constexpr std::string_view kTwo = R"([{"Input": "两 cups, 3 Cups", "Results": [
    {"Text": "3 cups", "Start": 8, "End": 13, "TypeName": "n", "Resolution": {"value": "3"}},
    {"Text": "两 cups", "Start": 0, "End": 5, "TypeName": "n", "Resolution": {"value": "2"}}]}])";

std::vector<Found> two() {
    const std::string_view input = "两 cups, 3 Cups";
    return {to_found(input, {0, 8, "n", {{"value", "2"}}}),
            to_found(input, {10, 16, "n", {{"value", "3"}, {"more", 1}}})};
}

TEST(Scorer, CountsInUtf16) {
    const std::string_view input = "😀两3";
    const auto found = to_found(input, {4, 8, "n", {}});
    EXPECT_EQ(found.start, 2U);
    EXPECT_EQ(found.end, 3U);
    EXPECT_EQ(found.text, "两3");
    EXPECT_EQ(to_found(input, {100, 200, "n", {}}).text, "");
}

TEST(Scorer, WantsEveryResultAndNoOther) {
    const auto spec = spec_of(kTwo);
    ASSERT_EQ(spec.examples.size(), 1U);
    const auto& example = spec.examples.front();
    EXPECT_TRUE(score(example, two()).full);
    auto found = two();
    found.pop_back();
    EXPECT_FALSE(score(example, found).span);
    found = two();
    found.push_back(found.back());
    EXPECT_FALSE(score(example, found).span);
}

TEST(Scorer, TellsPlaceFromMeaning) {
    const auto example = spec_of(kTwo).examples.front();
    auto found = two();
    found[0].resolution["value"] = "4";
    EXPECT_TRUE(score(example, found).span);
    EXPECT_FALSE(score(example, found).full);
    found = two();
    found[1].type = "ordinal";
    EXPECT_TRUE(score(example, found).span);
    EXPECT_FALSE(score(example, found).full);
    found = two();
    found[1].start = 7;
    EXPECT_FALSE(score(example, found).span);
    EXPECT_FALSE(score(example, found).full);
}

TEST(Scorer, TakesTextsAloneWhereNoPlaceIsGiven) {
    const auto spec = spec_of(R"([{"Input": "a B", "Results": [{"Text": "b"}]},
                                  {"Input": "none", "Results": []}])");
    Found found{"B", 2, 2, "anything", {}};
    EXPECT_TRUE(score(spec.examples[0], {found}).full);
    found.text = "a";
    EXPECT_FALSE(score(spec.examples[0], {found}).span);
    EXPECT_TRUE(score(spec.examples[1], {}).full);
    EXPECT_FALSE(score(spec.examples[1], {found}).span);
}

TEST(Scorer, TakesValuesAsASet) {
    const auto parsed = [](std::string_view text) { return json::parse(text).value(); };
    const auto wanted = parsed(R"({"values": [{"a": "1"}, {"a": "2", "b": 0.52}]})");
    EXPECT_TRUE(satisfies(parsed(R"({"values": [{"a":"2","b":0.5199,"c":0},{"a":"1"}]})"), wanted));
    EXPECT_FALSE(satisfies(parsed(R"({"values": [{"a":"2","b":0.52}]})"), wanted));
    EXPECT_FALSE(satisfies(parsed(R"({"values": [{"a":"1"},{"a":"1"}]})"), wanted));
    EXPECT_FALSE(satisfies(parsed(R"({"values": [{"a":"1"},{"a":"2","b":0.6}]})"), wanted));
    EXPECT_FALSE(satisfies(parsed(R"({"value": []})"), wanted));
}

TEST(Spec, SetsContradictionsApart) {
    const auto spec = spec_of(R"([
        {"Input": "one", "Results": [{"Text": "one"}]}, {"Input": "one", "Results": []},
        {"Input": "two", "Results": []}, {"Input": "two", "Results": []},
        {"Input": "one", "Context": {"ReferenceDateTime": "2020-01-01T00:00:00"}, "Results": []}])");
    EXPECT_EQ(spec.contradictions, std::vector<std::string>{"one"});
    EXPECT_EQ(spec.examples.size(), 3U);
}

TEST(Spec, ReadsTheModeFromTheName) {
    EXPECT_EQ(mode_of("DateTime/English/DateTimeModelTasksMode"), "tasks");
    EXPECT_EQ(mode_of("DateTime/English/DateTimeModelComplexCalendar"), "complex_calendar");
    EXPECT_EQ(mode_of("DateTime/English/DateTimeModel"), "");
    EXPECT_EQ(model_of("Number/English/PercentModelPercentMode"), "Number/English/PercentModel");
}

TEST(Spec, RefusesWhatIsNoListOfCases) {
    EXPECT_FALSE(read_spec("{}", "NumberModel"));
    EXPECT_FALSE(read_spec("[1]", "NumberModel"));
    EXPECT_FALSE(read_spec("[", "NumberModel"));
}

Result<Section> absent(const MeasureOptions&) {
    return fail(ErrorCode::NotFound, "no such folder");
}
Result<Section> present(const MeasureOptions&) {
    Section section;
    section.rows = {
        {.name = "a", .cases = 3, .figures = {{.name = "f", .ours = 50, .reference = 60}}}};
    return section;
}

TEST(Measure, SaysWhatIsAbsentAndWhatIsWorse) {
    constexpr Measurement kAll[] = {{"gone", absent}, {"here", present}};
    const auto both = run(kAll, "", {});
    ASSERT_TRUE(both.has_value());
    const auto told = text(*both);
    EXPECT_TRUE(told.contains("gone\n  - not measured: no such folder")) << told;
    EXPECT_TRUE(told.contains("50.0% (reference  60.0 <)")) << told;
    EXPECT_EQ(run(kAll, "here", {})->size(), 1U);
    EXPECT_FALSE(run(kAll, "other", {}).has_value());
}

TEST(Measure, WritesReferencesAsCounts) {
    const auto section = present({});
    const auto references = references_of(*section, "package 1.0", "2026-01-01");
    EXPECT_EQ(json::find(references, "files.0.cases")->to_number<int>(), 3);
    EXPECT_EQ(json::find(references, "files.0.f")->to_number<int>(), 2);
}

}  // namespace
}  // namespace errand::eval::language
