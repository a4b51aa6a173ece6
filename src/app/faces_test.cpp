// errand's own MCP client drives a food errand through errand's own tools, in the sandbox city:
// both as programs.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>

#include "app/loop.hpp"
#include "client/programs.hpp"
#include "crypto/keys.hpp"
#include "mcp/client.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

// What a person who is asked fills in: yes to permissions, the first of a choice, the office. An
// approval is put aside; its card is kept.
struct Person {
    std::string approval;
    int asked = 0;

    mcp::Elicit elicit() {
        return [this](json::object params) -> async::Awaitable<Result<json::object>> {
            ++asked;
            const json::value form = params;
            const auto has = [&](std::string_view field) {
                return json::find(form, "requestedSchema.properties." + std::string(field)) !=
                       nullptr;
            };
            json::object content;
            if (has("allow"))
                content["allow"] = true;
            else if (has("choose"))
                content["choose"] = "1";
            else if (has("answer"))
                content["answer"] = "都可以";
            else
                approval = json::string_at(form, "message");
            if (content.empty()) co_return json::object{{"action", "cancel"}};
            co_return json::object{{"action", "accept"}, {"content", std::move(content)}};
        };
    }
};

class Faces : public ::testing::TestWithParam<std::string> {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("errand-faces-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        const auto programs = client::own_folder();
        auto city = loop_.block(client::start_city({.program = programs / "errand-city",
                                                    .home = folder_ / "city",
                                                    .seed = 7,
                                                    .now = "2026-03-02T11:40:00+08:00"}));
        ASSERT_TRUE(city) << city.error().message;
        city_ = *std::move(city);
        auto assistant = loop_.block(client::start_assistant(
            {.program = programs / "errand", .home = folder_ / "home", .sandbox = city_.url}));
        ASSERT_TRUE(assistant) << assistant.error().message;
        assistant_ = *std::move(assistant);
    }
    void TearDown() override {
        (void)loop_.block(assistant_.process.stop());
        (void)loop_.block(city_.process.stop());
        fs::remove_all(folder_);
    }
    json::value use(mcp::Client& by, const std::string& tool, json::object arguments) {
        auto got = loop_.block(by.call(tool, std::move(arguments),
                                       {.deadline = async::after(std::chrono::seconds(100))}));
        EXPECT_TRUE(got && !got->refused)
            << (got ? json::write(got->content) : got.error().message);
        return got ? got->content : json::value(nullptr);
    }
    // As `errand approve` does on the machine that holds the key.
    void sign(const std::string& ask) {
        client::Api api(http_, assistant_.door);
        const auto key = *crypto::PrivateKey::generate();
        const auto known = json::encode(key.public_key().to_jwk());
        client::Call keep{.method = "PUT", .path = "/v1/approver"};
        keep.body = json::object{{"public_key", known}};
        ASSERT_TRUE(loop_.block(api.call(std::move(keep))));
        client::JsonDoor pay(http_, {.url = city_.url, .token = {}});
        ASSERT_TRUE(loop_.block(
            pay.post("/pay/sign-up", json::object{{"user", "me"}, {"public_key", known}})));
        const auto shown = loop_.block(api.get("/v1/asks/" + ask));
        ASSERT_TRUE(shown) << shown.error().message;
        auto signature = crypto::sign_document(shown->at("approval"), key);
        ASSERT_TRUE(signature);
        const auto taken = loop_.block(
            api.answer(ask, {{"approve", true}, {"signature", *std::move(signature)}}, "yes"));
        ASSERT_TRUE(taken) << taken.error().message;
    }
    static std::string text_at(const json::value& from, std::string_view path) {
        const auto* found = json::find(from, path);
        return found != nullptr && found->is_string() ? std::string(found->get_string()) : "?";
    }

    Loop loop_;
    net::Client http_{loop_.context().get_executor()};
    fs::path folder_;
    client::City city_;
    client::Assistant assistant_;
};

TEST_P(Faces, AFoodErrandIsDrivenByToolsAloneButForTheSignature) {
    Person person;
    const auto bearer = assistant_.door.token;
    mcp::Client by(
        mcp::http_transport(http_, assistant_.door.url + "/mcp",
                            [bearer](const std::optional<std::string>&)
                                -> async::Awaitable<Result<std::string>> { co_return bearer; }),
        {.newest_version = GetParam(), .elicit = person.elicit()});
    const auto asked = use(by, "errand_start", {{"text", "帮我点两杯少冰的珍珠奶茶,送到公司"}});
    ASSERT_EQ(text_at(asked, "ask.type"), "approval") << json::write(asked);
    EXPECT_GT(person.asked, 2) << "permissions and a choice came before";
    EXPECT_THAT(person.approval, AllOf(HasSubstr("付款给"), HasSubstr("珍珠奶茶"),
                                       HasSubstr("送到"), HasSubstr("合计")));
    const json::object errand{{"errand", asked.at("errand")}};
    auto yes = errand;
    yes["text"] = "同意";
    EXPECT_EQ(text_at(use(by, "errand_say", std::move(yes)), "status"), "waiting")
        << "words pay nothing";
    sign(text_at(asked, "ask.id"));
    auto look = errand;
    look["wait_seconds"] = 30;
    auto done = use(by, "errand_look", std::move(look));
    // The pay service is used for the first time: the last permission.
    ASSERT_EQ(text_at(done, "ask.type"), "grant") << json::write(done);
    done = use(by, "errand_answer", {{"ask", text_at(done, "ask.id")}, {"grant", true}});
    EXPECT_EQ(text_at(done, "status"), "done") << json::write(done);
    EXPECT_THAT(text_at(done, "shown"), AllOf(HasSubstr("取餐码"), HasSubstr("珍珠奶茶")));
}

INSTANTIATE_TEST_SUITE_P(Versions, Faces, ::testing::Values("2026-07-28", "2025-11-25"),
                         [](const auto& test) {
                             auto name = test.param;
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

}  // namespace
}  // namespace errand::app
