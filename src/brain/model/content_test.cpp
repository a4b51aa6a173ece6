#include "brain/model/content.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "brain/model/limits.hpp"

namespace errand::brain::model {
namespace {

using ::testing::ElementsAre;

struct Parts {
    std::string text;
    std::string thought;
    std::vector<std::string> calls;  // name and arguments

    bool operator==(const Parts&) const = default;
};

void PrintTo(const Parts& parts, std::ostream* out) {
    *out << "text '" << parts.text << "' thought '" << parts.thought << "'";
    for (const auto& call : parts.calls) *out << " call " << call;
}

Parts split_in(std::string_view content, const ContentOptions& options, std::size_t first,
               std::size_t step) {
    ContentSplitter splitter(options);
    std::vector<Delta> out;
    splitter.feed(content.substr(0, first), out);
    for (auto at = first; at < content.size(); at += step)
        splitter.feed(content.substr(at, step), out);
    splitter.end(out);
    Parts parts;
    for (const auto& delta : out)
        (delta.kind == Delta::Kind::Text ? parts.text : parts.thought) += delta.text;
    for (const auto& call : splitter.take_calls())
        parts.calls.push_back(call.name + " " + call.arguments);
    return parts;
}

// The parts, which are the same wherever the content is cut.
Parts split(std::string_view content,
            ContentOptions options = {.text_calls = true, .tools = {"f", "g"}}) {
    const auto whole = split_in(content, options, 0, content.size() + 1);
    for (std::size_t at = 0; at <= content.size(); ++at) {
        EXPECT_EQ(split_in(content, options, at, content.size() + 1), whole) << "cut at " << at;
    }
    for (const std::size_t step : {1U, 2U, 3U, 7U})
        EXPECT_EQ(split_in(content, options, 0, step), whole) << "in steps of " << step;
    return whole;
}

TEST(Content, PlainTextStaysAsItIs) {
    for (const auto* text :
         {"Hello.", "  你好 < b ``code`` ` \n", "<thin air>", "a <think>b</think>"})
        EXPECT_EQ(split(text), (Parts{text, "", {}}));
}

// A call that never closes is given up at a bound, which may lie inside of a character.
TEST(Content, NothingIsCutInsideOfACharacter) {
    std::string content = "<tool_call>";
    for (std::size_t i = 0; i < kMaxHeldBytes / 3 + 5'000; ++i) content += "长";
    for (std::size_t pad = 0; pad < 3; ++pad) {
        const auto padded = std::string(pad, 'x') + content;
        const auto parts = split_in(padded, {.text_calls = true, .tools = {"f"}}, 0, 1 << 20);
        EXPECT_TRUE(is_utf8(parts.text)) << pad;
        ASSERT_EQ(parts.calls.size(), 1U);
        EXPECT_TRUE(is_utf8(parts.calls[0])) << pad;
    }
}

TEST(Content, ThoughtsAreKeptApart) {
    EXPECT_EQ(split("<think>\nhm 嗯</think>\n\nYes."), (Parts{"Yes.", "\nhm 嗯", {}}));
    EXPECT_EQ(split(" <think>a</think><think>b</think>c"), (Parts{"c", "ab", {}}));
    EXPECT_EQ(split("<think>never ends </thin"), (Parts{"", "never ends </thin", {}}));
    EXPECT_EQ(split("a</think> b", {.opens_in_thought = true}), (Parts{"b", "a", {}}));
}

TEST(Content, CallsInTags) {
    EXPECT_EQ(split("<tool_call>\n{\"name\": \"f\", \"arguments\": {\"x\": 1}}\n</tool_call>"),
              (Parts{"", "", {"f {\"x\":1}"}}));
    EXPECT_EQ(split("Wait.<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call>\n"
                    "<tool_call>{\"name\":\"g\",\"arguments\":\"{}\"}</tool_call>\n"),
              (Parts{"Wait.", "", {"f {}", "g {}"}}));
    // Never closed, and closed by the next.
    EXPECT_EQ(split("<tool_call>{\"name\":\"f\",\"arguments\":{}}\n<tool_call>"
                    "{\"name\":\"g\",\"arguments\":{}}"),
              (Parts{"", "", {"f {}", "g {}"}}));
    // A tool that nobody offered is still a call; what is no JSON too: the model is told.
    EXPECT_EQ(split("<tool_call>{\"name\":\"h\",\"arguments\":{}}</tool_call>").calls,
              std::vector<std::string>{"h {}"});
    EXPECT_EQ(split("<tool_call>oops</tool_call>").calls, std::vector<std::string>{" oops"});
}

TEST(Content, CallsInFences) {
    EXPECT_EQ(split("I call it:\n```json\n{\"name\":\"f\",\"arguments\":{\"x\":\"a\"}}\n```\n"),
              (Parts{"I call it:\n", "", {"f {\"x\":\"a\"}"}}));
    EXPECT_EQ(
        split("```\n[{\"name\":\"f\",\"parameters\":{}},{\"name\":\"g\",\"arguments\":{}}]\n```"),
        (Parts{"", "", {"f {}", "g {}"}}));
    for (const auto* text :
         {"```json\n{\"name\":\"h\",\"arguments\":{}}\n```", "```json\n{\"price\":1}\n``` done",
          "```python\nprint('<tool_call>')\n```\nok", "```cpp\nint a;", "````\nx\n````",
          "```json\n[1,2]\n``` and ```json\n{}\n```"})
        EXPECT_EQ(split(text), (Parts{text, "", {}}));
}

TEST(Content, AWholeContentThatIsACall) {
    EXPECT_EQ(split("{\"name\": \"f\", \"parameters\": {\"x\": 1}}\n"),
              (Parts{"", "", {"f {\"x\":1}"}}));
    EXPECT_EQ(split("<think>a</think>\n[{\"name\":\"f\",\"arguments\":{}}]"),
              (Parts{"", "a", {"f {}"}}));
    for (const auto* text : {"{\"name\":\"f\",\"arguments\":{}} is how it is called",
                             "{\"name\":\"h\",\"arguments\":{}}", "{\"answer\":42}", "[1,2,3]", "{",
                             "{\"name\":\"f\"}"})
        EXPECT_EQ(split(text), (Parts{text, "", {}}));
}

TEST(Content, WithoutToolsNothingIsACall) {
    const auto* text = "<tool_call>{\"name\":\"f\",\"arguments\":{}}</tool_call> ```json\n{}\n```";
    EXPECT_EQ(split(text, {}), (Parts{text, "", {}}));
}

// A server that wants to cost time: the work stays linear in what it sends.
TEST(Content, HostileTextCostsLittle) {
    const ContentOptions options{.text_calls = true, .tools = {"f"}};
    std::string fences = "```json\n{\"name\":\"";
    for (int i = 0; i < 200'000; ++i) fences += "``` ";
    for (const auto& text : {fences, "{" + std::string(300'000, ' '), std::string(300'000, '\n'),
                             "<tool_call>" + std::string(300'000, '<')}) {
        const auto began = std::chrono::steady_clock::now();
        (void)split_in(text, options, 0, 1);
        (void)split_in(text, options, 0, text.size());
        EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
    }
}

TEST(Content, TextIsHandedOutAsItComes) {
    ContentSplitter splitter({.text_calls = true, .tools = {"f"}});
    std::vector<Delta> out;
    splitter.feed("{\"answer\"", out);  // no call begins like this
    EXPECT_THAT(out, ElementsAre(Delta{Delta::Kind::Text, "{\"answer\""}));
    out.clear();
    splitter.feed(": 1} <tool", out);
    EXPECT_THAT(out, ElementsAre(Delta{Delta::Kind::Text, ": 1} "}));
}

}  // namespace
}  // namespace errand::brain::model
