// One errand by a skill that is only words: `errand serve` as a program, a home with a SKILL.md,
// and a model's server that answers by what it is asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "client/programs.hpp"
#include "journal/journal_for_tests.hpp"
#include "net/net_test.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using net::testing::run;
using ::testing::HasSubstr;

constexpr std::string_view kSkill = R"(---
name: tea-of-the-day
description: >-
  Says which tea is drunk today. Use it for questions about tea. 今天喝什么茶。
license: Apache-2.0
allowed-tools: Bash(*)
---

# Tea of the day

Read `references/teas.md` and name the tea of this weekday.
)";

class SkillErrand : public ::testing::Test {
  protected:
    SkillErrand() {
        house.server.route("POST", "/v1/chat/completions",
                           [this](net::Request request) -> async::Awaitable<net::Response> {
                               asked.push_back(*json::parse(request.body));
                               co_return answer(asked.back());
                           });
        EXPECT_TRUE(house.server.listen());
        write("skills/tea-of-the-day/SKILL.md", kSkill);
        write("skills/tea-of-the-day/references/teas.md", "Monday: Longjing.\n");
        write("errand.toml", "[[service]]\nname = \"desk\"\ncommand = [\"" +
                                 (client::own_folder() / "errand-scripted-service").string() +
                                 "\", \"good\"]\n" +
                                 "[[model]]\nname = \"it\"\nmodel = \"scripted\"\nurl = \"" +
                                 house.at("/v1") + "\"\n");
        fs::permissions(home(), fs::perms::owner_all);
    }
    fs::path home() const { return folder.path() / "home"; }
    void write(const std::string& path, std::string_view text) const {
        fs::create_directories((home() / path).parent_path());
        std::ofstream(home() / path) << text;
    }
    // The skill, then the file that it names, then what the file says.
    static net::Response answer(const json::value& request) {
        const auto all = json::write(request);
        std::string delta;
        std::string finish = "tool_calls";
        if (all.contains("Longjing")) {
            delta = R"({"content":"Longjing, since it is Monday."})";
            finish = "stop";
        } else if (all.contains("You follow the skill tea-of-the-day")) {
            delta = call(R"({\"name\":\"tea-of-the-day\",\"file\":\"references/teas.md\"})");
        } else {
            delta = call(R"({\"name\":\"tea-of-the-day\"})");
        }
        net::Response response{.headers = {{"Content-Type", "text/event-stream"}}};
        response.body = R"(data: {"choices":[{"index":0,"delta":)" + delta +
                        R"(,"finish_reason":")" + finish + "\"}]}\n\ndata: [DONE]\n\n";
        return response;
    }
    static std::string call(const std::string& arguments) {
        return R"({"tool_calls":[{"index":0,"id":"c","function":{"name":"use_skill","arguments":")" +
               arguments + R"("}}]})";
    }
    std::vector<json::value> say(const client::Endpoint& door, const std::string& text) {
        client::Api api(house.client, door);
        const auto taken = run(house.loop, api.say("c", text, {}, "key-" + text));
        EXPECT_TRUE(taken) << taken.error().message;
        const auto until = std::chrono::steady_clock::now() + 60s;
        while (std::chrono::steady_clock::now() < until) {
            const auto now = run(house.loop, api.conversation("c", 5s));
            if (now && client::is_settled(*now)) break;
        }
        auto events = run(house.loop, api.events("c", 0, 200));
        EXPECT_TRUE(events) << events.error().message;
        return events ? *std::move(events) : std::vector<json::value>{};
    }

    net::testing::House house;
    journal::ScratchFolder folder;
    std::vector<json::value> asked;
};

TEST_F(SkillErrand, IsFollowedByTheModel) {
    auto assistant =
        run(house.loop, client::start_assistant({.program = client::own_folder() / "errand",
                                                 .home = home(),
                                                 .sandbox = {},
                                                 .more = {}}));
    ASSERT_TRUE(assistant) << assistant.error().message;
    const auto events = say(assistant->door, "which tea is it today, by the house's custom?");
    const auto all = json::write(json::array(events.begin(), events.end()));
    EXPECT_THAT(all, HasSubstr("Longjing, since it is Monday.")) << all;
    EXPECT_THAT(all, HasSubstr("Following the skill “tea-of-the-day”."));
    ASSERT_EQ(asked.size(), 3U);
    EXPECT_THAT(json::write(asked[0]), HasSubstr("- tea-of-the-day: Says which tea"));
    client::Api api(house.client, assistant->door);
    const auto errand = run(house.loop, api.get("/v1/errands/1"));
    ASSERT_TRUE(errand) << errand.error().message;
    const auto* skills = json::find(*errand, "view.skills");
    ASSERT_NE(skills, nullptr) << json::write(*errand);
    EXPECT_EQ(json::write(*skills), R"(["tea-of-the-day"])");
}

}  // namespace
}  // namespace errand::app
