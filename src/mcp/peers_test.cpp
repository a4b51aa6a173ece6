// The client against servers of other makers. They are npm packages, so these tests run only where
// `./dev test` could install them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "mcp/client.hpp"
#include "mcp/mcp_test.hpp"

namespace errand::mcp {
namespace {

using namespace testing;
using ::testing::HasSubstr;

class RealPeer : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!std::filesystem::exists(packages()))
            GTEST_SKIP() << "no MCP servers of other makers at " << packages()
                         << "; ./dev test installs them";
        folder_ =
            std::filesystem::temp_directory_path() / ("errand-peers-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }
    static std::filesystem::path packages() {
        return std::filesystem::path(ERRAND_SOURCE_DIR) /
               "build/peers/node_modules/@modelcontextprotocol";
    }
    std::unique_ptr<Client> start(const std::string& package, std::vector<std::string> arguments,
                                  ClientSettings settings = {}) {
        arguments.insert(arguments.begin(), packages() / package / "dist/index.js");
        return std::make_unique<Client>(
            stdio_transport(loop_.get_executor(),
                            {.program = "node",
                             .arguments = std::move(arguments),
                             .environment = {{"MEMORY_FILE_PATH", folder_ / "memory.jsonl"}}}),
            std::move(settings));
    }
    Result<tool::CallResult> call(Client& client, std::string tool, json::object arguments) {
        return run(loop_, client.call(std::move(tool), std::move(arguments), {}));
    }

    asio::io_context loop_;
    std::filesystem::path folder_;
};

TEST_F(RealPeer, Everything) {
    const auto client = start("server-everything", {"stdio"});
    const auto peer = run(loop_, client->connect());
    ASSERT_TRUE(peer) << peer.error().message;
    EXPECT_EQ(peer->protocol_version, "2025-11-25");
    const auto tools = run(loop_, client->tools());
    ASSERT_TRUE(tools) << tools.error().message;
    EXPECT_GT(tools->size(), 8U);
    const auto echoed = call(*client, "echo", {{"message", "世界"}});
    ASSERT_TRUE(echoed) << echoed.error().message;
    EXPECT_THAT(std::string(json::string_at(echoed->content, "text")), HasSubstr("世界"));
    const auto sum = call(*client, "get-sum", {{"a", 2}, {"b", 40}});
    ASSERT_TRUE(sum) << sum.error().message;
    EXPECT_THAT(std::string(json::string_at(sum->content, "text")), HasSubstr("42"));
    const auto weather = call(*client, "get-structured-content", {{"location", "New York"}});
    ASSERT_TRUE(weather) << weather.error().message;
    EXPECT_NE(json::find(weather->content, "temperature"), nullptr);
    const auto slow =
        call(*client, "trigger-long-running-operation", {{"duration", 0.02}, {"steps", 2}});
    EXPECT_TRUE(slow) << slow.error().message;
}

TEST_F(RealPeer, EverythingAsksThePerson) {
    ClientSettings settings;
    bool asked = false;
    settings.elicit = [&](json::object) -> async::Awaitable<Result<json::object>> {
        asked = true;
        co_return json::object{{"action", "decline"}};
    };
    const auto client = start("server-everything", {"stdio"}, std::move(settings));
    const auto got = call(*client, "trigger-elicitation-request", {});
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_TRUE(asked);
}

// Left and come back to, as a flow does.
class LeavingPeer : public RealPeer {
  protected:
    Result<tool::CallResult> part(Client& client, std::string tool, json::object arguments,
                                  std::optional<tool::GoOn> goes_on = {}) {
        return run(loop_, client.call(std::move(tool), std::move(arguments),
                                      {.deadline = async::after(8s),
                                       .goes_on = std::move(goes_on),
                                       .on_progress = [this](const auto&) { ++told_; }}));
    }
    int told_ = 0;
};

TEST_F(LeavingPeer, EverythingAsksAForm) {
    const auto client = start("server-everything", {"stdio"}, {.asks = true});
    const auto asked = part(*client, "trigger-elicitation-request", {});
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    ASSERT_EQ(asked->unfinished->questions.size(), 1U);
    const auto& question = asked->unfinished->questions[0];
    EXPECT_NE(json::find(question.schema, "properties"), nullptr);
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers[question.key] = {{"action", "accept"}, {"content", {{"name", "Wang"}}}};
    const auto done = part(*client, "trigger-elicitation-request", {}, on);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(json::write(done->content), HasSubstr("Wang"));
}

TEST_F(LeavingPeer, EverythingAsksForAPage) {
    const auto client = start("server-everything", {"stdio"}, {.asks = true});
    const json::object arguments{{"url", "https://accounts.example/link"}};
    const auto asked = part(*client, "trigger-url-elicitation", arguments);
    ASSERT_TRUE(asked) << asked.error().message;
    ASSERT_TRUE(asked->unfinished);
    EXPECT_EQ(asked->unfinished->questions.at(0).url, "https://accounts.example/link");
    tool::GoOn on{.state = asked->unfinished->state};
    on.answers[asked->unfinished->questions[0].key] = {{"action", "decline"}};
    const auto done = part(*client, "trigger-url-elicitation", arguments, on);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_FALSE(done->unfinished);
}

TEST_F(LeavingPeer, EverythingTellsHowFarItIs) {
    const auto client = start("server-everything", {"stdio"}, {.asks = true});
    const auto done =
        part(*client, "trigger-long-running-operation", {{"duration", 0.2}, {"steps", 4}});
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(told_, 4);
}

TEST_F(LeavingPeer, EverythingWorksOnATaskAndAsksMeanwhile) {
    const auto client = start("server-everything", {"stdio"}, {.asks = true});
    const json::object arguments{{"topic", "tea"}, {"ambiguous", true}};
    auto got = part(*client, "simulate-research-query", arguments);
    bool asked = false;
    for (int parts = 0; parts < 30 && got && got->unfinished; ++parts) {
        tool::GoOn on{.state = got->unfinished->state};
        for (const auto& question : got->unfinished->questions) {
            asked = true;
            const auto* field = json::find(question.schema, "properties.interpretation");
            ASSERT_NE(field, nullptr) << json::write(question.schema);
            const auto* first = json::find(*field, "oneOf.0.const");
            ASSERT_NE(first, nullptr) << json::write(*field);
            on.answers[question.key] = {{"action", "accept"},
                                        {"content", {{"interpretation", *first}}}};
        }
        got = part(*client, "simulate-research-query", arguments, on);
    }
    ASSERT_TRUE(got) << got.error().message;
    EXPECT_TRUE(asked);
    EXPECT_FALSE(got->unfinished);
    EXPECT_THAT(json::write(got->content), HasSubstr("tea"));
}

TEST_F(RealPeer, EverythingInTheOldestVersion) {
    const auto client = start("server-everything", {"stdio"}, {.newest_version = "2024-11-05"});
    const auto peer = run(loop_, client->connect());
    ASSERT_TRUE(peer) << peer.error().message;
    EXPECT_EQ(peer->protocol_version, "2024-11-05");
    EXPECT_TRUE(call(*client, "echo", {{"message", "x"}}));
}

TEST_F(RealPeer, Filesystem) {
    std::ofstream(folder_ / "a.txt") << "hello";
    const auto client = start("server-filesystem", {folder_});
    const auto read = call(*client, "read_text_file", {{"path", (folder_ / "a.txt").string()}});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_FALSE(read->refused);
    const auto outside = call(*client, "read_text_file", {{"path", "/etc/passwd"}});
    ASSERT_TRUE(outside) << outside.error().message;
    EXPECT_TRUE(outside->refused);
}

TEST_F(RealPeer, Memory) {
    const auto client = start("server-memory", {});
    const auto made = call(*client, "create_entities",
                           parsed(R"({"entities": [{"name": "Li", "entityType": "person",
                                      "observations": ["likes oat milk"]}]})")
                               .as_object());
    ASSERT_TRUE(made) << made.error().message;
    const auto read = call(*client, "read_graph", {});
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_THAT(json::write(read->content), HasSubstr("oat milk"));
}

}  // namespace
}  // namespace errand::mcp
