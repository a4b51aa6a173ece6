// A whole errand through `errand serve` with a real model server: the model calls a tool of a
// service that the person has permitted, and answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "client/programs.hpp"
#include "consent/store.hpp"
#include "tests/llama/llama_server.hpp"

namespace errand::llama {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using net::testing::run;
using ::testing::HasSubstr;

class WholeErrand : public ::testing::Test {
  protected:
    void SetUp() override {
        if (!where().known())
            GTEST_SKIP() << "no model server: set ERRAND_LLAMA_SERVER and ERRAND_LLAMA_MODEL";
    }
    void start() {
        const auto up = server.start({"--ctx-size", "32768"});
        ASSERT_TRUE(up) << up.error().message;
        const auto home = folder.path() / "home";
        fs::create_directories(home);
        fs::permissions(home, fs::perms::owner_all);
        std::ofstream(home / "errand.toml")
            << "[[service]]\nname = \"desk\"\ncommand = [\""
            << (client::own_folder() / "errand-scripted-service").string() << "\", \"good\"]\n"
            << "[[model]]\nname = \"llama\"\nmodel = \"tiny\"\nurl = \"" << server.root() << "\"\n";
        {
            const auto store = consent::Store::open(home, clock, "Asia/Shanghai");
            ASSERT_TRUE(store) << store.error().message;
            ASSERT_TRUE((*store)->allow("me", "desk", {"desk"}));
        }
        auto started =
            run(server.loop, client::start_assistant({.program = client::own_folder() / "errand",
                                                      .home = home,
                                                      .sandbox = {},
                                                      .more = {}}));
        ASSERT_TRUE(started) << started.error().message;
        assistant = *std::move(started);
    }
    // Says it and waits until all has settled; the events.
    std::vector<json::value> say(const std::string& text) {
        client::Api api(server.client, assistant.door);
        const auto taken = run(server.loop, api.say("c", text, {}, "key-" + text));
        EXPECT_TRUE(taken) << taken.error().message;
        const auto until = std::chrono::steady_clock::now() + 90s;
        while (std::chrono::steady_clock::now() < until) {
            const auto now = run(server.loop, api.conversation("c", 5s));
            if (now && client::is_settled(*now)) break;
        }
        auto events = run(server.loop, api.events("c", 0, 200));
        EXPECT_TRUE(events) << events.error().message;
        return events ? *std::move(events) : std::vector<json::value>{};
    }
    static json::value last(const std::vector<json::value>& events, std::string_view kind) {
        for (auto event = events.rbegin(); event != events.rend(); ++event)
            if (json::string_at(*event, "type") == kind || json::string_at(*event, "kind") == kind)
                return *event;
        return nullptr;
    }
    static std::string all(const std::vector<json::value>& events) {
        return json::write(json::array(events.begin(), events.end()));
    }

    LlamaServer server;
    SystemClock clock;
    journal::ScratchFolder folder;
    client::Assistant assistant;
};

TEST_F(WholeErrand, CallsAPermittedToolAndAnswers) {
    start();
    if (HasFatalFailure()) return;
    const auto events = say("translate this note, then look around");
    const auto result = last(events, "result");
    EXPECT_EQ(json::string_at(result, "status"), "done") << all(events);
    EXPECT_EQ(json::string_at(result, "model"), "llama") << all(events);
    EXPECT_FALSE(json::string_at(result, "text").empty());
    client::Api api(server.client, assistant.door);
    const auto errand = run(server.loop, api.get("/v1/errands/1"));
    ASSERT_TRUE(errand) << errand.error().message;
    EXPECT_THAT(json::write(*errand), HasSubstr("look")) << "the tool was called";
    const auto* turns = json::find(*errand, "view.spent.turns");
    ASSERT_NE(turns, nullptr) << json::write(*errand);
    EXPECT_EQ(*turns, 2);
}

}  // namespace
}  // namespace errand::llama
