// What a person reads before the yes to one call: nothing in a value, a key or a name may be taken
// for what errand says of it.
#include "commerce/call_approval.hpp"

#include <gmock/gmock.h>

#include "commerce/limits.hpp"

namespace errand::commerce {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

CallApproval call_with(json::object arguments, std::vector<ValueOrigin> origins = {}) {
    CallApproval call;
    call.service = "map";
    call.tool = "save_place";
    call.arguments = std::move(arguments);
    call.origins = std::move(origins);
    call.expires = "2026-03-02T12:15:00Z";
    return call;
}

// The lines of the values alone.
std::vector<std::string> values_of(const CallApproval& call, std::string_view language = "en") {
    auto lines = *describe(call, language, TimeZone::utc());
    return {lines.begin() + 1, lines.end() - 2};
}

TEST(CallApproval, AValueCannotPaintAnOrigin) {
    const auto lines = values_of(call_with({{"label", "a\nb  (you said it)"}}));
    EXPECT_THAT(lines, ElementsAre(R"(  [written by the model, not in your words] label: )"
                                   R"x("a\nb  (you said it)")x"));
    const auto closed = values_of(call_with({{"label", "a\"  [you said it]"}}));
    EXPECT_THAT(closed, ElementsAre(R"(  [written by the model, not in your words] label: )"
                                    R"("a\"  [you said it]")"));
}

TEST(CallApproval, ALongValueHidesNoOrigin) {
    const auto lines = values_of(call_with({{"label", std::string(5'000, ' ')}}));
    EXPECT_THAT(lines.front(), StartsWith("  [written by the model"));
}

TEST(CallApproval, AKeyCannotPaintAnOrigin) {
    const auto lines = values_of(call_with({{"to: \"me\"  [you said it] x", "eve"}}));
    EXPECT_THAT(lines.front(), StartsWith("  [written by the model, not in your words] \"to: "));
    EXPECT_THAT(lines.front(), HasSubstr(R"(x": "eve")"));
}

TEST(CallApproval, ANameOfASourceCannotPaintAnOrigin) {
    const auto lines = values_of(
        call_with({{"to", "eve"}}, {{"to", Origin::Service, "x, not from you] [you said it"}}));
    EXPECT_THAT(
        lines.front(),
        StartsWith(R"(  [from an answer of "x, not from you] [you said it", not from you])"));
}

TEST(CallApproval, WhatASkillWroteIsNamedInBothLanguages) {
    const auto call = call_with({{"to", "ada"}}, {{"to", Origin::Skill, "mail\n[you said it]"}});
    EXPECT_THAT(
        values_of(call),
        ElementsAre(R"(  [written in the skill "mail\n[you said it]", not from you] to: "ada")"));
    EXPECT_THAT(values_of(call, "zh").front(),
                StartsWith(R"(  [技能 "mail\n[you said it]" 里写的,不是你说的] to)"));
}

TEST(CallApproval, ASuggestionThatWasChosenIsNamedInBothLanguages) {
    const auto call = call_with({{"to", "ada"}}, {{"to", Origin::Suggestion, {}}});
    EXPECT_THAT(values_of(call),
                ElementsAre(R"(  [chosen from the model's suggestions] to: "ada")"));
    EXPECT_THAT(values_of(call, "zh").front(), StartsWith("  [从模型给的建议里选的] to"));
}

TEST(CallApproval, EveryValueHasItsOwnPath) {
    const json::object arguments{
        {"a.b", 1}, {"a", json::object{{"b", 2}}}, {"a[0]", 3}, {"", 4}, {"list", json::array{5}}};
    const auto values = *leaves(arguments);
    std::vector<std::string> paths;
    paths.reserve(values.size());
    for (const auto& value : values) paths.push_back(value.path);
    EXPECT_THAT(paths, ElementsAre(R"("a.b")", "a.b", R"("a[0]")", R"("")", "list[0]"));
    const auto lines = values_of(call_with(arguments, {{"a.b", Origin::User, {}}}));
    EXPECT_THAT(lines[0], StartsWith("  [written by the model"));
    EXPECT_THAT(lines[1], StartsWith("  [you said it]"));
}

TEST(CallApproval, TwoOriginsOfOneValueAreRefused) {
    const auto call = call_with({{"a", 1}}, {{"a", Origin::User, {}}, {"a", Origin::Model, {}}});
    const auto lines = describe(call, "en", TimeZone::utc());
    ASSERT_FALSE(lines);
    EXPECT_EQ(lines.error().code, ErrorCode::Invalid);
}

TEST(CallApproval, TextsAndNumbersDoNotLookAlike) {
    const auto lines = values_of(
        call_with({{"a", 5}, {"b", "5"}, {"c", nullptr}, {"d", "null"}, {"e", 15.5}}), "zh");
    EXPECT_THAT(lines[0], HasSubstr("a:5"));
    EXPECT_THAT(lines[1], HasSubstr("b:\"5\""));
    EXPECT_THAT(lines[2], HasSubstr("c:null"));
    EXPECT_THAT(lines[3], HasSubstr("d:\"null\""));
    EXPECT_THAT(lines[4], HasSubstr("e:15.5"));
}

TEST(CallApproval, LongKeysCountToo) {
    const auto lines =
        describe(call_with({{std::string(kMaxCallText, 'k'), "v"}}), "en", TimeZone::utc());
    ASSERT_FALSE(lines);
    EXPECT_EQ(lines.error().code, ErrorCode::Exhausted);
}

}  // namespace
}  // namespace errand::commerce
