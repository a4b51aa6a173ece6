#include "brain/model/context_length.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace errand::brain::model {
namespace {

json::value parsed(std::string_view text) {
    return *json::parse(text);
}

TEST(ContextLength, StandsWhereEachServerPutsIt) {
    const std::vector<std::pair<std::string, std::int64_t>> entries{
        {R"("meta":{"n_ctx":8192,"n_ctx_train":131072})", 8192},
        {R"("max_model_len":32768)", 32768},
        {R"("context_length":"65536","top_provider":{})", 65536},
        {R"("context_window":16384)", 16384},
        {R"("max_context_length":131072,"loaded_context_length":4096)", 4096},
        {R"("meta":{"n_ctx_train":131072})", 0},
        {R"("meta":null,"max_model_len":-1)", 0},
    };
    for (const auto& [members, length] : entries) {
        const auto list = parsed(R"({"data":[{"id":"a","max_model_len":7},{"id":"m",)" + members +
                                 R"(},{"id":"z"}]})");
        EXPECT_EQ(context_in_list(list, "m"), length) << members;
        EXPECT_EQ(context_in_list(list, "a"), 7);
        EXPECT_EQ(context_in_list(list, "b"), 0);
    }
}

TEST(ContextLength, AListOfOneIsAboutIt) {
    const auto list = parsed(R"({"data":[{"id":"/models/x.gguf","meta":{"n_ctx":4096}}]})");
    EXPECT_EQ(context_in_list(list, "anything"), 4096);
    for (const auto* text :
         {"null", "[]", "{}", R"({"data":7})", R"({"data":[]})", R"({"data":[7]})"})
        EXPECT_EQ(context_in_list(parsed(text), "m"), 0) << text;
}

TEST(ContextLength, IsOfOneConversationInLlamaCpp) {
    EXPECT_EQ(context_in_props(parsed(
                  R"({"default_generation_settings":{"params":{},"n_ctx":2048},"total_slots":4})")),
              2048);
    EXPECT_EQ(context_in_props(parsed("{}")), 0);
}

TEST(ContextLength, IsOfTheLoadedModelInOllama) {
    const auto loaded = parsed(
        R"({"models":[{"name":"a","context_length":7},{"name":"qwen3:latest","model":"qwen3:latest","context_length":4096}]})");
    EXPECT_EQ(context_in_loaded(loaded, "qwen3"), 4096);
    EXPECT_EQ(context_in_loaded(loaded, "qwen3:8b"), 0);
}

}  // namespace
}  // namespace errand::brain::model
