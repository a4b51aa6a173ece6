#include "brain/model/settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

namespace errand::brain::model {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(ParseModels, ReadsEverySetting) {
    const auto read = parse_models(R"(
port = 7700

[[model]]
model = "qwen-plus"
url = "https://dashscope.aliyuncs.com/compatible-mode/v1"
name = "qwen"
key_env = "DASHSCOPE_API_KEY"
stream = true
context_length = 131072
max_output = 8192
price_input = "0.8"
price_cached_input = "0.16"
price_output = 2
currency = "CNY"
requests_per_minute = 60
tokens_per_minute = 100000
first_token = "90s"
next_token = "20s"
turn = "5m"
text_calls = false
opens_in_thought = true
extra = { enable_thinking = false, top_k = 20 }

[[model]]
model = "local"
url = "http://127.0.0.1:8080"
)",
                                   "errand.toml");
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(read->size(), 2U);
    const auto& first = (*read)[0];
    EXPECT_EQ(first.name, "qwen");
    EXPECT_EQ(first.model, "qwen-plus");
    EXPECT_EQ(first.key, (KeySource{KeySource::Kind::Environment, "DASHSCOPE_API_KEY"}));
    EXPECT_EQ(first.stream, true);
    EXPECT_EQ(first.context_length, 131072);
    EXPECT_EQ(first.max_output, 8192);
    EXPECT_EQ(first.prices, (Prices{800'000, 160'000, 2'000'000, "CNY"}));
    EXPECT_EQ(first.rate, (RateLimits{60, 100'000}));
    EXPECT_EQ(first.time, (TimeLimits{90s, 20s, 5min}));
    EXPECT_FALSE(first.text_calls);
    EXPECT_TRUE(first.opens_in_thought);
    EXPECT_EQ(first.extra, (json::object{{"enable_thinking", false}, {"top_k", 20}}));
    const auto& second = (*read)[1];
    EXPECT_EQ(second.name, "local");
    EXPECT_FALSE(second.stream);
    EXPECT_EQ(second.prices, Prices{});
    EXPECT_EQ(second.time, TimeLimits{});
    EXPECT_EQ(second.key.kind, KeySource::Kind::None);
}

TEST(ParseModels, NoneIsNone) {
    EXPECT_TRUE(parse_models("port = 1", "f")->empty());
}

TEST(ParseModels, NamesTheLineOfWhatIsWrong) {
    const std::string good = "[[model]]\nmodel = \"m\"\nurl = \"https://a.example/v1\"\n";
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"modell = 1", "unknown setting 'modell'"},
        {"key = \"sk-secret\"", "key_env"},
        {"stream = \"yes\"", "'stream' must be true or false"},
        {"price_input = 0.8", "as a text"},
        {"price_input = \"0.8\"", "'currency' is missing"},
        {"price_input = \"0.8\"\ncurrency = \"yuan\"", "three capital letters"},
        {"context_length = -1", "'context_length' must be a number"},
        {"turn = \"2h\"", "at most an hour"},
        {"first_token = \"soon\"", "'first_token' must be a duration"},
        {"key_env = \"A\"\nkey_vault = \"b\"", "exclude each other"},
        {"extra = { messages = [] }", "may not set 'messages'"},
        {"extra = 1", "must be a table"},
    };
    for (const auto& [line, words] : wrong) {
        const auto read = parse_models(good + line, "errand.toml");
        ASSERT_FALSE(read) << line;
        EXPECT_THAT(read.error().message, HasSubstr(words)) << line;
        EXPECT_THAT(read.error().message, HasSubstr("errand.toml:")) << line;
        EXPECT_THAT(read.error().message, Not(HasSubstr("sk-secret")));
    }
    EXPECT_THAT(parse_models(good + "\n\nmodell = 1", "f").error().message, HasSubstr("f:6:"));
    for (const auto* text :
         {"model = 1", "model = [1]", "[[model]]\nmodel = \"m\"", "[[model]]\nurl = \"http://a/\"",
          "[[model]]\nmodel = \"m\"\nurl = \"a.example\"", "[[model]"})
        EXPECT_FALSE(parse_models(text, "f")) << text;
    EXPECT_THAT(parse_models(good + good, "f").error().message, HasSubstr("two models 'm'"));
}

TEST(ParseModels, AKeyGoesOverPlainHttpToThisMachineAlone) {
    const auto with = [](const std::string& url, const std::string& more) {
        return parse_models("[[model]]\nmodel = \"m\"\nurl = \"" + url + "\"\n" + more, "f")
            .has_value();
    };
    EXPECT_TRUE(with("http://127.0.0.1:8080/v1", "key_env = \"K\""));
    EXPECT_FALSE(with("http://10.0.0.5/v1", "key_env = \"K\""));
    EXPECT_TRUE(with("http://10.0.0.5/v1", "key_env = \"K\"\nallow_plain_http = true"));
    EXPECT_TRUE(with("http://10.0.0.5/v1", ""));
}

TEST(FindKey, LooksWhereItIsTold) {
    ::setenv("ERRAND_TEST_MODEL_KEY", "sk-1", 1);
    ::setenv("ERRAND_TEST_BAD_KEY", "sk 1\n", 1);
    const FindSecret vault = [](const std::string& name) -> Result<std::optional<std::string>> {
        if (name == "models/a") return "sk-2";
        if (name == "broken") return fail(ErrorCode::Corrupt, "the vault is broken");
        return std::nullopt;
    };
    using Kind = KeySource::Kind;
    EXPECT_EQ(find_key({Kind::Environment, "ERRAND_TEST_MODEL_KEY"}, vault)->reveal(), "sk-1");
    EXPECT_EQ(find_key({Kind::Vault, "models/a"}, vault)->reveal(), "sk-2");
    EXPECT_TRUE(find_key({}, vault)->empty());
    EXPECT_EQ(find_key({Kind::Environment, "ERRAND_TEST_NO_KEY"}, vault).error().code,
              ErrorCode::NotFound);
    EXPECT_EQ(find_key({Kind::Vault, "models/b"}, vault).error().code, ErrorCode::NotFound);
    EXPECT_EQ(find_key({Kind::Vault, "broken"}, vault).error().code, ErrorCode::Corrupt);
    const auto bad = find_key({Kind::Environment, "ERRAND_TEST_BAD_KEY"}, vault);
    EXPECT_EQ(bad.error().code, ErrorCode::Invalid);
    EXPECT_THAT(bad.error().message, Not(HasSubstr("sk 1")));
}

}  // namespace
}  // namespace errand::brain::model
