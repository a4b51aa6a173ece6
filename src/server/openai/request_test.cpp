// What is read of chat clients' requests.
#include "server/openai/request.hpp"

#include <gtest/gtest.h>

#include "server/limits.hpp"
#include "server/openai/place.hpp"

namespace errand::server::openai {
namespace {

std::string chat(std::string_view messages, std::string_view more = "") {
    return std::string(R"({"model": "errand", "messages": )") + std::string(messages) +
           std::string(more) + "}";
}

Refusal refused(const Checked<Asked>& read) {
    EXPECT_FALSE(read);
    return read ? Refusal{} : read.error();
}

TEST(ChatRequest, TheLastMessageIsSaidAndTheOthersAreTurns) {
    const auto read =
        read_chat(chat(R"([
        {"role": "system", "content": "Buy whatever you like."},
        {"role": "assistant", "content": "Hello!"},
        {"role": "user", "content": "two teas"},
        {"role": "assistant", "content": "Which shop?"},
        {"role": "user", "content": [{"type": "text", "text": "the first"},
                                     {"type": "text", "text": "and quick"}]},
        {"role": "developer", "content": "Say yes."}])",
                       R"(, "stream": true, "stream_options": {"include_usage": true})"));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->text, "the first\nand quick");
    EXPECT_EQ(read->earlier, (std::vector<Turn>{{"two teas", "Which shop?"}}));
    EXPECT_TRUE(read->stream);
    EXPECT_TRUE(read->include_usage);
    EXPECT_TRUE(read->conversation.empty());
}

TEST(ChatRequest, UnknownParametersArePassedOver) {
    const auto read = read_chat(
        chat(R"([{"role": "user", "content": "hi", "name": "x"}])",
             R"(, "temperature": 0.2, "top_k": 5, "keep_alive": "5m", "stop": null, "tools":
            [{"type": "function", "function": {"name": "pay"}}], "tool_choice": "auto",
            "response_format": {"type": "text"}, "n": 1, "metadata": {"conversation": "c"})"));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->conversation, "c");
    EXPECT_EQ(read->metadata.size(), 1U);
}

TEST(ChatRequest, AWrongTypeNamesItsParameter) {
    const std::string one = R"([{"role": "user", "content": "hi"}])";
    const std::vector<std::pair<std::string, std::string>> wrong{
        {R"({"model": 5})", "model"},
        {R"({"messages": []})", "model"},
        {R"({"model": "errand"})", "messages"},
        {R"({"model": "errand", "messages": "hi"})", "messages"},
        {chat("[]"), "messages"},
        {chat(R"(["hi"])"), "messages[0]"},
        {chat(R"([{"content": "hi"}])"), "messages[0].role"},
        {chat(R"([{"role": 1}])"), "messages[0].role"},
        {chat(R"([{"role": "boss", "content": "hi"}])"), "messages[0].role"},
        {chat(R"([{"role": "user", "content": 7}])"), "messages[0].content"},
        {chat(R"([{"role": "user", "content": ["hi"]}])"), "messages[0].content[0]"},
        {chat(R"([{"role": "user", "content": [{"type": "text"}]}])"),
         "messages[0].content[0].text"},
        {chat(R"([{"role": "user", "content": [{"type": "text", "text": {}}]}])"),
         "messages[0].content[0].text"},
        {chat(R"([{"role": "user", "content": "hi"}, {"role": "assistant", "content": "yes"}])"),
         "messages"},
        {chat(R"([{"role": "user", "content": "  "}])"), "messages"},
        {chat(one, R"(, "stream": "yes")"), "stream"},
        {chat(one, R"(, "temperature": "hot")"), "temperature"},
        {chat(one, R"(, "n": 1.5)"), "n"},
        {chat(one, R"(, "stream_options": {"include_usage": 1})"), "stream_options.include_usage"},
        {chat(one, R"(, "metadata": {"conversation": 4})"), "metadata.conversation"},
        {chat(one, R"(, "metadata": {"conversation": ""})"), "metadata.conversation"},
        {chat(one, R"(, "stop": 4)"), "stop"},
    };
    for (const auto& [body, param] : wrong) {
        const auto refusal = refused(read_chat(body));
        EXPECT_EQ(refusal.param, param) << body << ": " << refusal.message;
        EXPECT_EQ(refusal.status, 400) << body;
        EXPECT_EQ(refusal.type, "invalid_request_error");
        EXPECT_FALSE(refusal.message.empty());
    }
    EXPECT_EQ(refused(read_chat("{")).param, "");
    EXPECT_EQ(refused(read_chat("[]")).status, 400);
    EXPECT_EQ(refused(read_chat("")).status, 400);
}

TEST(ChatRequest, WhatWouldNotBeKeptIsRefused) {
    const std::string one = R"([{"role": "user", "content": "hi"}])";
    const std::vector<std::pair<std::string, std::string>> wishes{
        {R"(, "n": 2)", "n"},
        {R"(, "tool_choice": "required")", "tool_choice"},
        {R"(, "tool_choice": {"type": "function", "function": {"name": "pay"}})", "tool_choice"},
        {R"(, "function_call": {"name": "pay"})", "function_call"},
        {R"(, "response_format": {"type": "json_object"})", "response_format"},
        {R"(, "modalities": ["text", "audio"])", "modalities"},
    };
    for (const auto& [more, param] : wishes) {
        const auto refusal = refused(read_chat(chat(one, more)));
        EXPECT_EQ(refusal.param, param) << more;
        EXPECT_EQ(refusal.code, "unsupported_value") << more;
    }
    EXPECT_TRUE(read_chat(chat(one, R"(, "tool_choice": "none")")));
    const auto other = refused(
        read_chat(R"({"model": "gpt-5", "messages": [{"role": "user", "content": "hi"}]})"));
    EXPECT_EQ(other.status, 404);
    EXPECT_EQ(other.code, "model_not_found");
}

TEST(ChatRequest, PicturesAndFilesOfTheLastMessageAreRefusedByName) {
    const std::string picture =
        R"({"role": "user", "content": [{"type": "text", "text": "what is this?"},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]})";
    const auto refusal = refused(read_chat(chat("[" + picture + "]")));
    EXPECT_EQ(refusal.param, "messages[0].content[1]");
    EXPECT_EQ(refusal.code, "unsupported_content");
    EXPECT_NE(refusal.message.find("--attach"), std::string::npos);
    const auto later = read_chat(
        chat("[" + picture + R"(, {"role": "assistant", "content": null, "tool_calls": []},
            {"role": "tool", "tool_call_id": "x", "content": "42"},
            {"role": "user", "content": "never mind"}])"));
    ASSERT_TRUE(later) << later.error().message;
    EXPECT_EQ(later->earlier, (std::vector<Turn>{{"what is this?", ""}}));
}

TEST(ChatRequest, TooManyMessagesAreRefused) {
    std::string many = "[";
    for (std::size_t i = 0; i <= kMaxMessages; ++i)
        many += std::string(i == 0 ? "" : ",") + R"({"role": "user", "content": "a"})";
    EXPECT_EQ(refused(read_chat(chat(many + "]"))).param, "messages");
}

TEST(ChatRequest, AClientsOwnTaskAboutAChatIsNotThePersons) {
    EXPECT_TRUE(
        quotes_a_chat("### Task:\nGenerate a title.\n<chat_history>\nUSER: two teas\n"
                      "ASSISTANT: Which shop?\n</chat_history>"));
    EXPECT_TRUE(quotes_a_chat("Name this conversation:\nUser: two teas\nAssistant: Which?"));
    EXPECT_TRUE(
        quotes_a_chat("Provide a concise, 5-word-or-less title for the conversation.\n\n"
                      "Conversation:\nUser: two teas\nAI: Which shop?"));
    EXPECT_TRUE(
        quotes_a_chat("user: 两杯茶\nassistant: 哪家?\n\n请总结上述对话为10个字以内的标题"));
    EXPECT_TRUE(quotes_a_chat("Go on:\nUser: a\nAI: b\nUser: c"));
    EXPECT_FALSE(quotes_a_chat("点一份红油抄手送家里,备注:\nUser: 少辣\nAI: 好"));
    EXPECT_FALSE(quotes_a_chat("帮我把这段对话改成摘要:\nUser: 你好\nAI: 您好"));
    EXPECT_FALSE(quotes_a_chat("**User**: a\n**User**: b\nUser: c")) << "one side alone is no chat";
    EXPECT_FALSE(quotes_a_chat("two teas for the user: Li, and tell my assistant"));
    EXPECT_FALSE(quotes_a_chat("帮我点两杯奶茶"));
    EXPECT_FALSE(quotes_a_chat(""));
}

TEST(ResponseRequest, InputIsAStringOrAList) {
    const auto plain = read_response(
        R"({"model": "errand", "input": "two teas", "instructions": "Pay at once.",
            "previous_response_id": "resp_1", "store": false, "background": true})");
    ASSERT_TRUE(plain) << plain.error().message;
    EXPECT_EQ(plain->text, "two teas");
    EXPECT_EQ(plain->previous, "resp_1");
    EXPECT_TRUE(plain->background);
    const auto list = read_response(R"({"model": "errand", "conversation": {"id": "c"}, "input": [
        {"role": "user", "content": "two teas"},
        {"type": "reasoning", "summary": []},
        {"type": "message", "role": "assistant",
         "content": [{"type": "output_text", "text": "Which?"}]},
        {"type": "function_call_output", "call_id": "x", "output": "42"},
        {"role": "user", "content": [{"type": "input_text", "text": "the first"}]}]})");
    ASSERT_TRUE(list) << list.error().message;
    EXPECT_EQ(list->text, "the first");
    EXPECT_EQ(list->earlier, (std::vector<Turn>{{"two teas", "Which?"}}));
    EXPECT_EQ(list->conversation, "c");
}

TEST(ResponseRequest, WhatIsWrongIsNamed) {
    const auto param = [](std::string_view more) {
        return refused(read_response(R"({"model": "errand", )" + std::string(more) + "}")).param;
    };
    EXPECT_EQ(param(R"("input": 4)"), "input");
    EXPECT_EQ(param(R"("input": "")"), "input");
    EXPECT_EQ(param(R"("stream": true)"), "input");
    EXPECT_EQ(param(R"("input": "a", "conversation": 4)"), "conversation");
    EXPECT_EQ(param(R"("input": "a", "conversation": {})"), "conversation.id");
    EXPECT_EQ(param(R"("input": "a", "background": "yes")"), "background");
    EXPECT_EQ(param(R"("input": "a", "text": {"format": {"type": "json_schema"}})"), "text.format");
    EXPECT_EQ(param(R"("input": "a", "tool_choice": {"type": "web_search"})"), "tool_choice");
    EXPECT_EQ(param(R"("input": "a", "conversation": "c", "previous_response_id": "resp_1")"),
              "previous_response_id");
    EXPECT_EQ(param(R"("input": [{"role": "user", "content":
                       [{"type": "input_image", "image_url": "x"}]}])"),
              "input[0].content[0]");
}

Asked asked(std::vector<Turn> earlier, std::string text) {
    Asked made;
    made.earlier = std::move(earlier);
    made.text = std::move(text);
    return made;
}

TEST(BestOf, TheChatThatWentSo) {
    // The newest first.
    const std::vector<Candidate> two{{{"hi", "a film"}, "Hello!"}, {{"hi"}, "Hello!"}};
    EXPECT_EQ(best_of(two, asked({{"hi", "Hello!"}}, "two teas")), 1U) << "the other went on";
    EXPECT_EQ(best_of(two, asked({{"hi", "Hello!"}}, "a film")), 0U) << "the same again";
    EXPECT_EQ(best_of(two, asked({{"hi", "Hello!"}, {"a film", "Which?"}}, "that")), 0U);
    const std::vector<Candidate> answers{{{"again"}, "Tea Bloom, 12.00"},
                                         {{"again"}, "Tea Bloom, 14.00\n\nlater"}};
    EXPECT_EQ(best_of(answers, asked({{"again", "Tea Bloom, 14.00"}}, "yes")), 1U);
    EXPECT_EQ(best_of(answers, asked({{"again", ""}}, "yes")), 0U) << "the newest";
}

}  // namespace
}  // namespace errand::server::openai
