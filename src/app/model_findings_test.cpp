// What `errand doctor` says of large models.
#include "app/model_findings.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "client/programs.hpp"
#include "journal/journal_for_tests.hpp"
#include "net/net_test.hpp"

namespace errand::app {
namespace {

using namespace brain::model;
using ::testing::AllOf;
using ::testing::HasSubstr;
using Standing = Trial::Standing;

EndpointSettings settings_of_it() {
    EndpointSettings settings;
    settings.name = "it";
    settings.model = "m";
    settings.context_length = 32768;
    return settings;
}

Trial well() {
    Trial trial;
    trial.names = {"m"};
    trial.listed = true;
    trial.context_length = 32768;
    trial.answers = trial.calls = trial.keeps_schema = Standing::Good;
    return trial;
}

std::string said(const Findings& findings, Health least = Health::Good) {
    std::string all;
    for (const auto& finding : findings)
        if (finding.health >= least) all += finding.what + " | " + finding.advice + "\n";
    return all;
}

std::string said(const Trial& trial, Health least = Health::Good,
                 const EndpointSettings& settings = settings_of_it()) {
    return said(model_findings(settings, trial, {.language = "en"}), least);
}

TEST(ModelFindings, OneThatDoesEverythingNeedsNothing) {
    EXPECT_EQ(said(well(), Health::Note), "");
    EXPECT_THAT(said(well()), AllOf(HasSubstr("answers, as a stream"), HasSubstr("calls tools"),
                                    HasSubstr("keeps to a JSON Schema")));
}

TEST(ModelFindings, EachFailureSaysWhatToDo) {
    const std::vector<std::pair<FailureKind, std::string>> kinds{
        {FailureKind::Denied, "key_env"},
        {FailureKind::Missing, "the server has: a, b"},
        {FailureKind::Unreachable, "llama-server"},
        {FailureKind::Slow, "first_token"},
        {FailureKind::Overloaded, "log"}};
    for (const auto& [kind, words] : kinds) {
        Trial trial;
        trial.names = {"a", "b"};
        trial.answers = Standing::Failed;
        trial.silent = failure(kind, "it said no");
        EXPECT_THAT(said(trial, Health::Bad), AllOf(HasSubstr("it said no"), HasSubstr(words)));
    }
}

TEST(ModelFindings, WithoutToolsItSaysHowToStartTheServer) {
    auto trial = well();
    trial.calls = Standing::Failed;
    trial.no_calls = failure(FailureKind::Broken, "it answered without calling the tool");
    EXPECT_THAT(said(trial, Health::Bad),
                AllOf(HasSubstr("--jinja"), HasSubstr("--enable-auto-tool-choice"),
                      HasSubstr("ollama show")));
    EXPECT_THAT(said(model_findings(settings_of_it(), trial, {.language = "zh"}), Health::Bad),
                AllOf(HasSubstr("不会调用工具"), HasSubstr("--jinja")));
}

TEST(ModelFindings, AContextThatIsNotThereIsBad) {
    auto trial = well();
    trial.context_length = 4096;
    EXPECT_THAT(said(trial, Health::Bad),
                AllOf(HasSubstr("say 32768"), HasSubstr("has 4096"), HasSubstr("-c")));
    EXPECT_THAT(said(trial, Health::Note), HasSubstr("hold few tools"));
    auto silent = settings_of_it();
    silent.context_length = 0;
    EXPECT_THAT(said(trial, Health::Note, silent), HasSubstr("add context_length = 4096"));
    trial.context_length = 0;
    EXPECT_EQ(said(trial, Health::Note), "") << "the settings are believed";
}

TEST(ModelFindings, AServersWordsStandOnOneLine) {
    auto trial = well();
    trial.listed = false;
    trial.names = {"x\nok    model it: fine", "\x1b[2J"};
    trial.keeps_schema = Standing::Failed;
    trial.no_schema = failure(FailureKind::Refused, "a\nb");
    for (const auto& finding : model_findings(settings_of_it(), trial, {.language = "en"})) {
        EXPECT_EQ(finding.what.find_first_of("\n\x1b"), std::string::npos) << finding.what;
        EXPECT_EQ(finding.advice.find_first_of("\n\x1b"), std::string::npos) << finding.advice;
    }
}

// --- the program ---

// Answers its stream first, then words without a call.
class Doctor : public ::testing::Test {
  protected:
    Doctor() {
        const auto chunk = [](std::string_view words, std::string_view finish) {
            return fmt::format(
                "data: {{\"choices\":[{{\"index\":0,\"delta\":{{\"content\":\"{}\"}},"
                "\"finish_reason\":{}}}]}}\n\n",
                words, finish);
        };
        const auto body = chunk("One, ", "null") + chunk("two", "\"stop\"") + "data: [DONE]\n\n";
        house.server.route(
            "POST", "/v1/chat/completions",
            [this, body](net::Request) -> async::Awaitable<net::Response> {
                ++asked;
                net::Response response{.headers = {{"Content-Type", "text/event-stream"}}};
                response.body = body;
                co_return response;
            });
        EXPECT_TRUE(house.server.listen());
    }
    struct Ran {
        int status = -1;
        std::string said;
    };
    Ran doctor(const std::string& toml, const std::string& language = "en") {
        const auto home = folder.path() / "home";
        std::filesystem::create_directories(home);
        std::filesystem::permissions(home, std::filesystem::perms::owner_all);
        std::ofstream(home / "errand.toml") << toml;
        const auto log = folder.path() / "log";
        std::filesystem::remove(log);
        auto started = client::Process::start(
            client::own_folder() / "errand",
            {"--home", home.string(), "--language", language, "doctor"}, log);
        if (!started) return {-1, started.error().message};
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!started->ended() && std::chrono::steady_clock::now() < until)
            house.loop.run_one_for(std::chrono::milliseconds(10));
        std::ifstream in(log);
        return {started->ended().value_or(-1), {std::istreambuf_iterator<char>(in), {}}};
    }
    std::string model(const std::string& more = {}) const {
        return "[[model]]\nname = \"it\"\nmodel = \"scripted\"\nurl = \"" + house.at("/v1") +
               "\"\n" + more;
    }

    net::testing::House house;
    int asked = 0;
    journal::ScratchFolder folder;
};

TEST_F(Doctor, TriesEachModel) {
    const auto ran = doctor(model() +
                            "[[model]]\nname = \"gone\"\nmodel = \"x\"\n"
                            "url = \"http://127.0.0.1:1\"\n");
    EXPECT_EQ(ran.status, 1) << ran.said;
    EXPECT_THAT(ran.said, AllOf(HasSubstr("ok    model it: answers, as a stream"),
                                HasSubstr("BAD   model it: calls no tools"),
                                HasSubstr("BAD   model gone: does not answer")));
}

TEST_F(Doctor, AMissingKeyIsSaidBeforeAnybodyIsAsked) {
    const auto ran = doctor(model("key_env = \"ERRAND_NO_SUCH_VARIABLE\"\n"), "zh");
    EXPECT_EQ(ran.status, 1) << ran.said;
    EXPECT_THAT(ran.said, AllOf(HasSubstr("模型 it"), HasSubstr("ERRAND_NO_SUCH_VARIABLE")));
    EXPECT_EQ(asked, 0);
}

TEST_F(Doctor, NamesTheSkillsThatAreWordsAndWhatIsWrongWithOthers) {
    const auto write = [&](const std::string& name, const std::string& text) {
        const auto file = folder.path() / "home" / "skills" / name / "SKILL.md";
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
    };
    write("water-bill", "---\nname: water-bill\ndescription: Pays it.\n---\nPay it.\n");
    const auto good = doctor("");
    EXPECT_EQ(good.status, 0) << good.said;
    EXPECT_THAT(good.said, HasSubstr("only a large model can follow the skills water-bill"));
    write("tax", "# Taxes\n");
    write("food", "---\nname: food\ndescription: Cooks.\n---\nCook.\n");
    const auto ran = doctor(model());
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.said, AllOf(HasSubstr("ok    skills of your own: water-bill"),
                                HasSubstr("BAD   the skill tax is left out: line 1"),
                                HasSubstr("BAD   the skill food is left out: errand itself has")));
}

TEST_F(Doctor, WithoutModelsNothingIsWrong) {
    const auto ran = doctor("");
    EXPECT_EQ(ran.status, 0) << ran.said;
    EXPECT_THAT(ran.said, HasSubstr("no large model"));
}

}  // namespace
}  // namespace errand::app
