#include "brain/model/calls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "brain/model/limits.hpp"

namespace errand::brain::model {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<RawCall> gathered(std::initializer_list<std::string_view> chunks) {
    CallGatherer gatherer;
    for (const auto chunk : chunks) gatherer.add(*json::parse(chunk));
    return gatherer.take();
}

RawCall call(std::string id, std::string name, std::string arguments) {
    return {.id = std::move(id), .name = std::move(name), .arguments = std::move(arguments)};
}

TEST(CallGatherer, PutsFragmentsTogetherByIndex) {
    EXPECT_THAT(
        gathered(
            {R"([{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}])",
             R"([{"index":1,"id":"b","function":{"name":"g","arguments":""}}])",
             R"([{"index":0,"function":{"arguments":"{\"x\""}}])",
             R"([{"index":1,"function":{"arguments":"{}"}}])",
             R"([{"index":0,"function":{"arguments":":1}"}}])"}),
        ElementsAre(call("a", "f", R"({"x":1})"), call("b", "g", "{}")));
}

TEST(CallGatherer, WithoutAnIndexTheIdOrTheOrderTells) {
    EXPECT_THAT(gathered({R"([{"id":"a","function":{"name":"f","arguments":"{\"x\""}}])",
                          R"([{"function":{"arguments":":1}"}}])",
                          R"([{"id":"b","function":{"name":"g","arguments":""}}])",
                          R"([{"id":"b","function":{"arguments":"{}"}}])",
                          R"([{"id":"a","function":{"arguments":" "}}])"}),
                ElementsAre(call("a", "f", "{\"x\":1} "), call("b", "g", "{}")));
}

TEST(CallGatherer, SeveralInOneListAreSeveral) {
    const auto two = {call("", "f", R"({"x":1})"), call("", "f", R"({"x":2})")};
    EXPECT_THAT(gathered({R"([{"function":{"name":"f","arguments":"{\"x\":1}"}},
                              {"function":{"name":"f","arguments":"{\"x\":2}"}}])"}),
                ::testing::ElementsAreArray(two));
    // All of them numbered 0, with objects for arguments.
    EXPECT_THAT(gathered({R"([{"index":0,"function":{"name":"f","arguments":{"x":1}}},
                              {"index":0,"function":{"name":"f","arguments":{"x":2}}}])"}),
                ::testing::ElementsAreArray(two));
}

TEST(CallGatherer, OneIndexWithAnotherIdIsAnotherCall) {
    EXPECT_THAT(gathered({R"([{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}])",
                          R"([{"index":0,"id":"b","function":{"name":"f","arguments":"{}"}}])"}),
                ElementsAre(call("a", "f", "{}"), call("b", "f", "{}")));
}

TEST(CallGatherer, WhatIsRepeatedInEachFragmentCountsOnce) {
    EXPECT_THAT(
        gathered({R"([{"index":0,"id":"a","function":{"name":"find","arguments":"{\"x\":"}}])",
                  R"([{"index":0,"id":"a","function":{"name":"find","arguments":"\"{}\""}}])",
                  R"([{"index":0,"id":"a","function":{"name":"find","arguments":"}"}}])"}),
        ElementsAre(call("a", "find", R"({"x":"{}"})")));
    // A new id in each fragment, and no name.
    EXPECT_THAT(gathered({R"([{"id":"a1","function":{"name":"find","arguments":"{\"x\":"}}])",
                          R"([{"id":"a2","function":{"arguments":"1"}}])",
                          R"([{"id":"a3","function":{"name":null,"arguments":"}"}}])"}),
                ElementsAre(call("a1", "find", R"({"x":1})")));
}

// A call that is carried out twice costs more than one that is asked for again.
TEST(CallGatherer, TheSameNameAgainWithoutAnythingNewIsNoSecondCall) {
    for (const std::string index : {R"("index":0,)", ""})
        for (const std::string more :
             {R"(,"arguments":"")", R"(,"arguments":" \n")", R"(,"arguments":null)", ""}) {
            const auto first =
                "[{" + index + R"("function":{"name":"f","arguments":"{\"x\":1}"}}])";
            const auto again = "[{" + index + R"("function":{"name":"f")" + more + "}}]";
            const auto calls = gathered({first, again});
            ASSERT_EQ(calls.size(), 1U) << again;
            EXPECT_EQ(read_arguments(calls[0].arguments)->values, (json::object{{"x", 1}}));
        }
    // One list that names a tool twice without an index means two.
    EXPECT_THAT(gathered({R"([{"function":{"name":"f"}},{"function":{"name":"f"}}])"}),
                ElementsAre(call("", "f", ""), call("", "f", "")));
}

TEST(CallGatherer, ANameMayComeInPieces) {
    EXPECT_THAT(gathered({R"([{"index":0,"id":"a","function":{"name":"find_"}}])",
                          R"([{"index":0,"function":{"name":"shops"}}])",
                          R"([{"index":0,"function":{"arguments":"{}"}}])"}),
                ElementsAre(call("a", "find_shops", "{}")));
}

TEST(CallGatherer, PassesOverWhatIsNoCall) {
    EXPECT_THAT(gathered({"null", "7", "[]", "[null,7,[]]", R"([{}])", R"("text")"}),
                ElementsAre());
    EXPECT_THAT(gathered({R"({"name":"f","arguments":null})"}), ElementsAre(call("", "f", "")));
}

TEST(CallGatherer, TheOlderFormIsOneCall) {
    CallGatherer gatherer;
    gatherer.add_function(*json::parse(R"({"name":"f","arguments":""})"));
    gatherer.add_function(*json::parse(R"({"arguments":"{\"x\":1}"})"));
    EXPECT_THAT(gatherer.take(), ElementsAre(call("", "f", R"({"x":1})")));
}

TEST(CallGatherer, IsBounded) {
    CallGatherer gatherer;
    for (std::size_t i = 0; i <= kMaxCalls; ++i)
        gatherer.add(json::array{
            json::object{{"index", i}, {"function", {{"name", "f"}, {"arguments", "{}"}}}}});
    EXPECT_TRUE(gatherer.overflowed());
    CallGatherer large;
    for (int i = 0; i < 9; ++i)
        large.add(json::array{json::object{
            {"index", 0},
            {"function", {{"name", "f"}, {"arguments", std::string(64 * 1024, ' ')}}}}});
    const auto calls = large.take();
    ASSERT_EQ(calls.size(), 1U);
    EXPECT_TRUE(calls[0].too_large);
    EXPECT_LE(calls[0].arguments.size(), kMaxArgumentBytes);
}

TEST(ReadArguments, TakesEveryFormOfNone) {
    for (const auto* text : {"", "  ", "null", "{}", "[]", R"("")", R"("{}")"}) {
        const auto read = read_arguments(text);
        ASSERT_TRUE(read) << text;
        EXPECT_TRUE(read->values.empty()) << text;
    }
}

TEST(ReadArguments, NoneOfACallThatWasCutOffAreNotNoArguments) {
    for (const auto* text : {"", " \n"}) {
        const auto read = read_arguments(text, true);
        ASSERT_FALSE(read) << "'" << text << "'";
        EXPECT_EQ(read.error().kind, FaultKind::CutOff);
        EXPECT_THAT(read.error().text, HasSubstr("cut off"));
    }
    for (const auto* text : {"{}", "null", "[]", R"("{}")"})
        EXPECT_TRUE(read_arguments(text, true)) << text;
}

TEST(ReadArguments, TakesATextOfAText) {
    const auto read = read_arguments(R"("{\"x\":1}")");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->values, (json::object{{"x", 1}}));
}

TEST(ReadArguments, TellsTheModelWhatIsWrong) {
    const auto cut = read_arguments(R"({"x":"unfini)");
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().kind, FaultKind::CutOff);
    EXPECT_THAT(cut.error().text, HasSubstr("unfini"));
    const auto limited = read_arguments(R"({"x":"y")", true);
    ASSERT_FALSE(limited);
    EXPECT_THAT(limited.error().text, HasSubstr("shorter"));
    EXPECT_EQ(read_arguments("x=1").error().kind, FaultKind::NotJson);
    EXPECT_EQ(read_arguments("7").error().kind, FaultKind::NotAnObject);
    EXPECT_EQ(read_arguments("[1]").error().kind, FaultKind::NotAnObject);
}

TEST(GiveIds, KeepsWhatIsFreeAndCountsTheRestByPosition) {
    Message before;
    before.role = Role::Assistant;
    before.calls = {{.id = "call_0", .name = "f"}, {.id = "call00004", .name = "f"}};
    std::vector<RawCall> calls{call("call_0", "f", ""), call("mine", "f", ""),
                               call("mine", "f", ""), call("", "f", "")};
    give_ids(calls, {before});
    EXPECT_EQ(calls[0].id, "call00003");  // taken by an earlier turn
    EXPECT_EQ(calls[1].id, "mine");
    EXPECT_EQ(calls[2].id, "call00005");
    EXPECT_EQ(calls[3].id, "call00006");
    auto again = std::vector<RawCall>{call("", "f", "")};
    give_ids(again, {});
    EXPECT_EQ(again[0].id, "call00001");
}

const std::vector<ToolSpec>& tools() {
    static const std::vector<ToolSpec> all{
        {"weather", "The weather.",
         *json::parse(R"({"type":"object","properties":{"city":{"type":"string"},
             "days":{"type":"integer"}},"required":["city"],"additionalProperties":false})")},
        {"odd", "", *json::parse(R"({"type":"object","$dynamicRef":"#x"})")}};
    return all;
}

TEST(ReadCall, HoldsArgumentsToTheSchema) {
    const auto good = read_call(call("a", "weather", R"({"city":"杭州"})"), tools(), false);
    EXPECT_FALSE(good.fault);
    EXPECT_EQ(good.arguments, (json::object{{"city", "杭州"}}));
    const auto bad =
        read_call(call("a", "weather", R"({"city":"杭州","days":"2"})"), tools(), false);
    ASSERT_TRUE(bad.fault);
    EXPECT_EQ(bad.fault->kind, FaultKind::SchemaViolated);
    EXPECT_THAT(bad.fault->text, HasSubstr("days"));
    EXPECT_TRUE(bad.arguments.empty());
}

TEST(ReadCall, SaysWhichToolsThereAre) {
    const auto unknown = read_call(call("a", "wether", "{}"), tools(), false);
    ASSERT_TRUE(unknown.fault);
    EXPECT_EQ(unknown.fault->kind, FaultKind::UnknownTool);
    EXPECT_THAT(unknown.fault->text, HasSubstr("weather, odd"));
    EXPECT_THAT(read_call(call("a", "f", "{}"), {}, false).fault->text, HasSubstr("no tools"));
    EXPECT_FALSE(
        read_call(call("a", " functions.weather", R"({"city":"x"})"), tools(), false).fault);
    EXPECT_EQ(read_call(call("a", "odd", "{}"), tools(), false).fault->kind,
              FaultKind::UnknownTool);
}

TEST(ReadCall, AFaultIsShortWhateverTheModelWrote) {
    std::string arguments = "{\"city\":\"";
    for (int i = 0; i < 4000; ++i) arguments += "长";
    const auto bad = read_call(call("a", "weather", arguments), tools(), false);
    ASSERT_TRUE(bad.fault);
    EXPECT_LE(bad.fault->text.size(), kMaxFaultText);
    EXPECT_TRUE(json::parse(json::write(json::value(bad.fault->text))));  // no character in pieces
}

TEST(CallIn, ReadsTheFormsOfText) {
    EXPECT_EQ(call_in(*json::parse(R"({"name":"f","arguments":{"x":1}})"))->arguments,
              R"({"x":1})");
    EXPECT_EQ(call_in(*json::parse(R"({"name":"f","parameters":{}})"))->name, "f");
    EXPECT_EQ(
        call_in(*json::parse(
                    R"({"id":"a","type":"function","function":{"name":"f","arguments":"{}"}})"))
            ->id,
        "a");
    EXPECT_FALSE(call_in(*json::parse(R"({"name":"f"})")));
    EXPECT_FALSE(call_in(*json::parse(R"(["f"])")));
}

}  // namespace
}  // namespace errand::brain::model
