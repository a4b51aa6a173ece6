#include "brain/model/json_mend.hpp"

#include <gtest/gtest.h>

namespace errand::brain::model {
namespace {

json::value mended(std::string_view text) {
    const auto result = mend_json(text);
    EXPECT_TRUE(result) << text << ": " << (result ? "" : explain(result.error()));
    return result ? result->value : json::value{};
}

MendFailure failure_of(std::string_view text, bool cut_off = false) {
    const auto result = mend_json(text, cut_off);
    EXPECT_FALSE(result) << text << " was read as " << json::write(result->value);
    return result ? MendFailure::NoJson : result.error();
}

json::value json_of(std::string_view text) {
    return *json::parse(text);
}

TEST(MendJson, WhatIsWellFormedIsReadAsItStands) {
    for (const auto* text :
         {R"({"a":1})", R"([1,{"b":"}"}])", R"("text")", "7", "null", R"({"a":"{\"b\":1}"})"}) {
        const auto result = mend_json(text);
        ASSERT_TRUE(result) << text;
        EXPECT_FALSE(result->changed) << text;
        EXPECT_EQ(result->value, json_of(text));
    }
}

TEST(MendJson, FindsItInProseAndFences) {
    const auto wanted = json_of(R"({"city":"杭州"})");
    EXPECT_EQ(mended("```json\n{\"city\":\"杭州\"}\n```"), wanted);
    EXPECT_EQ(mended("好的,参数如下:{\"city\":\"杭州\"}。"), wanted);
    EXPECT_EQ(mended("Use {city} like this: {\"city\":\"杭州\"}"), wanted);
    EXPECT_EQ(mended("{\"city\":\"杭州\"}}"), wanted);
    EXPECT_EQ(mended("{\"city\":\"杭州\"}</tool_call>"), wanted);
}

TEST(MendJson, MendsCommasAndRawLineBreaks) {
    EXPECT_EQ(mended(R"({"a":[1,2,],})"), json_of(R"({"a":[1,2]})"));
    EXPECT_EQ(mended("{\"a\":\"one\ntwo\"}"), json_of(R"({"a":"one\ntwo"})"));
    EXPECT_EQ(failure_of("{\"a\":[,]}"), MendFailure::Malformed);
    EXPECT_EQ(failure_of(R"({"a":1,,})"), MendFailure::Malformed);
}

// A backslash before a raw line break is no escape that JSON has: what was meant is not known.
TEST(MendJson, RefusesABackslashBeforeARawControlCharacter) {
    EXPECT_EQ(failure_of("{\"a\":\"one\\\ntwo\"}"), MendFailure::Malformed);
    EXPECT_EQ(failure_of("{\"a\":\"one\\\ttwo\"}"), MendFailure::Malformed);
    EXPECT_EQ(mended("{\"a\":\"one\\\\\ntwo\"}"), json_of(R"({"a":"one\\\ntwo"})"));
    EXPECT_EQ(failure_of("{\"a\":1} {\"a\":\"one\\\ntwo\"}"), MendFailure::Ambiguous);
}

TEST(MendJson, ClosesOnlyWhereNothingCanBeMissing) {
    EXPECT_EQ(mended(R"({"a":"x")"), json_of(R"({"a":"x"})"));
    EXPECT_EQ(mended(R"({"a":[{"b":true)"), json_of(R"({"a":[{"b":true}]})"));
    EXPECT_EQ(mended(R"({"a":{"b":[]})"), json_of(R"({"a":{"b":[]}})"));
    for (const auto* text : {R"({"a":"x)", R"({"a":12)", R"({"a":)", R"({"a")", R"({"a":"x",)",
                             R"({"a":tru)", R"({"a":"x\")", "{", R"({"a":[)"})
        EXPECT_EQ(failure_of(text), MendFailure::CutOff) << text;
}

TEST(MendJson, ClosesNothingThatALimitCutOff) {
    EXPECT_EQ(failure_of(R"({"a":"x")", true), MendFailure::CutOff);
    EXPECT_TRUE(mend_json(R"({"a":"x"})", true));
}

TEST(MendJson, RefusesWhatHasTwoMeanings) {
    EXPECT_EQ(failure_of(R"({"a":1}{"a":2})"), MendFailure::Ambiguous);
    EXPECT_EQ(failure_of(R"(first {"a":1} or {"a":2}?)"), MendFailure::Ambiguous);
    EXPECT_EQ(failure_of(R"({"a":1}{"a":)"), MendFailure::Ambiguous);
    EXPECT_EQ(failure_of(R"({"a":1,"a":2})"), MendFailure::Malformed);
    EXPECT_EQ(failure_of(R"({"a":[1})"), MendFailure::Malformed);
    EXPECT_EQ(failure_of("nothing here"), MendFailure::NoJson);
    EXPECT_EQ(failure_of(""), MendFailure::NoJson);
}

// Whatever is read of a beginning is what the whole says, without its end.
TEST(MendJson, ABeginningNeverSaysWhatTheWholeDoesNot) {
    const std::string whole =
        R"({"name":"茶","n":120,"options":["少冰",{"deep":[true,null]}],"z":"}"})";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto result = mend_json(whole.substr(0, size));
        if (!result) continue;
        const auto* name = json::find(result->value, "name");
        ASSERT_NE(name, nullptr) << size;
        EXPECT_EQ(*name, "茶") << size;
        if (const auto* number = json::find(result->value, "n")) EXPECT_EQ(*number, 120) << size;
    }
}

TEST(MendJson, IsLinearInHostileText) {
    const std::string brackets(200'000, '{');
    EXPECT_FALSE(mend_json(brackets));
    std::string pairs;
    for (int i = 0; i < 50'000; ++i) pairs += "{x} ";
    EXPECT_FALSE(mend_json(pairs));
}

TEST(JsonBalance, KnowsTheEndHoweverItIsCut) {
    const std::string text = R"( {"a":"}\"{","b":[{}]} )";
    const auto end = text.rfind('}');
    JsonBalance balance;
    for (std::size_t at = 0; at < text.size(); ++at) {
        balance.feed(text.substr(at, 1));
        EXPECT_EQ(balance.complete(), at >= end) << at;
    }
}

}  // namespace
}  // namespace errand::brain::model
