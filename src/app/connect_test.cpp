// Services in the settings, and `errand connect` as a program: against a scripted program, the
// sandbox city and an HTTP service by its OpenAPI document.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "app/loop.hpp"
#include "app/service_name.hpp"
#include "app/service_settings.hpp"
#include "app/services_file.hpp"
#include "client/programs.hpp"
#include "connectors/ucp/shop_for_tests.hpp"
#include "consent/store.hpp"
#include "journal/journal_for_tests.hpp"
#include "net/server.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

std::string content_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

// --- settings ---

std::string mistake(std::string_view text) {
    const auto settings = parse_settings(text, "errand.toml");
    return settings ? std::string{} : settings.error().message;
}

TEST(ServiceSettings, EveryMistakeIsNamedWithItsLine) {
    const std::string head = "[[service]]\nname = \"a\"\n";
    const std::string command = head + "command = [\"npx\"]\n";
    EXPECT_EQ(mistake(command), "");
    EXPECT_EQ(mistake(command + "environment = [\"TOKEN\"]\ndirectory = \"/tmp\""), "");
    EXPECT_THAT(mistake(head), HasSubstr("errand.toml:1: service 'a': 'url' or 'command'"));
    EXPECT_THAT(mistake(head + "command = \"npx -y x\""),
                HasSubstr("errand.toml:3: service 'a': 'command' must be a list of words"));
    EXPECT_THAT(mistake(head + "command = []"), HasSubstr("'command' is empty"));
    EXPECT_THAT(mistake(head + "command = [\"npx\", 7]"), HasSubstr("must be a list of texts"));
    EXPECT_THAT(mistake(command + "url = \"http://a/\""), HasSubstr("exclude each other"));
    EXPECT_THAT(mistake(command + "environment = [\"A=b\"]"), HasSubstr("lists names"));
    EXPECT_THAT(mistake(head + "url = \"http://a/\"\nenvironment = [\"A\"]"),
                HasSubstr("errand.toml:4: service 'a': 'environment' needs a 'command'"));
    EXPECT_THAT(mistake(head + "url = \"http://a/\"\nkey = \"x\""),
                HasSubstr("a key does not stand in the settings"));
    EXPECT_THAT(mistake(head + "url = \"http://a.example/\"\nkey_env = \"X\""),
                HasSubstr("use https"));
    EXPECT_EQ(mistake(head + "url = \"http://127.0.0.1/\"\nkey_env = \"X\""), "");
    EXPECT_THAT(mistake(command + "key_env = \"X\""), HasSubstr("name it in 'environment'"));
    EXPECT_THAT(mistake(command + "effects = { x = \"pays\" }"), HasSubstr("'x' must be"));
    EXPECT_THAT(mistake(head + "openapi = \"/a.json\""), HasSubstr("'url' is missing"));
    EXPECT_THAT(mistake("[[service]]\nname = \"a/b\"\nurl = \"http://a/\""), HasSubstr("one word"));
    EXPECT_THAT(mistake(command + "colour = 1"), HasSubstr("errand.toml:4: unknown setting"));
    EXPECT_THAT(mistake(command + command), HasSubstr("errand.toml:4: two services 'a'"));
}

TEST(ServiceSettings, AShopNeedsOneLine) {
    const auto read = parse_settings("[[service]]\nucp = \"https://flowers.example\"", "x");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->services.at(0).name, "flowers");
    const auto config = connector_config(read->services.at(0), "/home");
    EXPECT_EQ(json::string_at(config, "kind"), "ucp");
    EXPECT_EQ(json::string_at(config, "shop"), "https://flowers.example");
    const std::string shop = "[[service]]\nucp = \"https://flowers.example\"\n";
    EXPECT_EQ(mistake(shop + "url = \"https://api.flowers.example/ucp\""), "");
    EXPECT_THAT(mistake("[[service]]\nucp = \"http://flowers.example\""), HasSubstr("not https"));
    EXPECT_THAT(mistake(shop + "url = \"http://flowers.example\""), HasSubstr("not https"));
    EXPECT_THAT(mistake(shop + "effects = { complete_checkout = \"reads\" }"),
                HasSubstr("exclude each other"));
    EXPECT_THAT(mistake(shop + "pay_with = \"tok\""), HasSubstr("paying needs"));
    EXPECT_THAT(mistake(shop + "agent = \"http://me.example\""), HasSubstr("https address"));
    EXPECT_THAT(mistake("[[service]]\nname = \"a\"\nurl = \"https://a/\"\npay_with = \"x\""),
                HasSubstr("needs 'ucp'"));
}

TEST(ServiceSettings, WhatIsWrittenReadsBackAsItWas) {
    server::ServiceEntry service;
    service.name = "files";
    service.command = {"/bin/x", "--a=\"b\"\\", "one\ntwo", "文件"};
    service.environment = {"TOKEN"};
    service.directory = "/tmp/a b";
    service.effects = {{"list.all", tool::Effect::Reads}, {"add", tool::Effect::Changes}};
    const auto read = parse_settings(write_service(service), "x");
    ASSERT_TRUE(read) << read.error().message;
    const auto& again = read->services.at(0);
    EXPECT_EQ(again.command, service.command);
    EXPECT_EQ(again.environment, service.environment);
    EXPECT_EQ(again.directory, service.directory);
    EXPECT_EQ(again.effects, service.effects);
    server::ServiceEntry pets{.name = "pets", .url = "https://a/v1", .openapi = "/a.json"};
    pets.key = {brain::model::KeySource::Kind::Vault, "key.pets"};
    const auto other = parse_settings(write_service(pets), "x");
    ASSERT_TRUE(other) << other.error().message;
    EXPECT_EQ(other->services.at(0).openapi, "/a.json");
    EXPECT_EQ(other->services.at(0).key, pets.key);
    server::ServiceEntry shop{.name = "flowers", .url = "https://api.a/u"};
    shop.ucp = "https://a";
    shop.agent = "https://me.example/p.json";
    shop.payment = {"tok",
                    "card",
                    "token",
                    {{"brand", "visa"}},
                    {brain::model::KeySource::Kind::Vault, "pay.a"}};
    const auto third = parse_settings(write_service(shop), "x");
    ASSERT_TRUE(third) << third.error().message;
    EXPECT_EQ(third->services.at(0).ucp, shop.ucp);
    EXPECT_EQ(third->services.at(0).url, shop.url);
    EXPECT_EQ(third->services.at(0).agent, shop.agent);
    EXPECT_EQ(third->services.at(0).payment, shop.payment);
}

TEST(ServiceSettings, WhatAPersonWroteIsNeverTouched) {
    const journal::ScratchFolder folder;
    const Paths paths{folder.path() / "home"};
    fs::create_directories(paths.home);
    const std::string own =
        "# mine\n[[service]]\nname = \"food\" # good\nurl = \"https://a.example/mcp\"\n";
    std::ofstream(paths.settings()) << own;
    server::ServiceEntry added{.name = "files", .command = {"npx"}};
    ASSERT_TRUE(add_service(paths, added));
    added.name = "notes";
    ASSERT_TRUE(add_service(paths, added));
    EXPECT_EQ(add_service(paths, added).error().code, ErrorCode::Conflict);
    added.name = "food";
    EXPECT_EQ(add_service(paths, added).error().code, ErrorCode::Conflict);
    EXPECT_EQ(content_of(paths.settings()), own);
    EXPECT_EQ(load_settings(paths)->services.size(), 3U);
    EXPECT_EQ(remove_service(paths, "food").error().code, ErrorCode::Invalid);
    EXPECT_EQ(remove_service(paths, "nobody").error().code, ErrorCode::NotFound);
    ASSERT_TRUE(remove_service(paths, "files"));
    EXPECT_EQ(load_settings(paths)->services.at(1).name, "notes");
    EXPECT_EQ(content_of(paths.settings()), own);
}

TEST(ServiceName, IsWhatTellsItApart) {
    EXPECT_EQ(name_of_address("https://mcp.linear.app/mcp"), "linear");
    EXPECT_EQ(name_of_address("https://api.shop.example.co.uk/v1"), "example");
    EXPECT_EQ(name_of_address("http://127.0.0.1:7701/food/mcp"), "food");
    EXPECT_EQ(name_of_address("http://127.0.0.1:7701/mcp"), "");
    EXPECT_EQ(name_of_command({"npx", "-y", "@modelcontextprotocol/server-filesystem", "/tmp"}),
              "filesystem");
    EXPECT_EQ(name_of_command({"uvx", "mcp-server-git@1.2"}), "git");
    EXPECT_EQ(name_of_command({"python3", "/opt/notes.py"}), "notes");
    EXPECT_EQ(name_of_command({"docker", "run", "-i", "mcp/time:latest"}), "time");
}

// --- the program ---

class Connect : public ::testing::Test {
  protected:
    struct Ran {
        int status = -1;
        std::string said;
    };
    // Runs errand with this home; the loop goes on meanwhile, for servers of the test.
    Ran errand(std::vector<std::string> words) {
        words.insert(words.begin(), {"--home", paths.home.string(), "--language", "en"});
        const auto log = folder.path() / "log";
        fs::remove(log);
        auto started = client::Process::start(programs / "errand", words, log);
        if (!started) return {-1, started.error().message};
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (!started->ended() && std::chrono::steady_clock::now() < until)
            loop.context().run_one_for(std::chrono::milliseconds(10));
        return {started->ended().value_or(-1), content_of(log)};
    }
    Ran connect(const std::string& name, const std::string& role,
                std::vector<std::string> more = {}) {
        std::vector<std::string> words{"connect", "--name", name};
        words.insert(words.end(), more.begin(), more.end());
        words.insert(words.end(), {"--", (programs / "errand-scripted-service").string(), role});
        return errand(std::move(words));
    }
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        if (const auto settings = load_settings(paths))
            for (const auto& service : settings->services) all.push_back(service.name);
        return all;
    }

    journal::ScratchFolder folder;
    Paths paths{folder.path() / "home"};
    fs::path programs = client::own_folder();
    Loop loop;
};

TEST_F(Connect, AProgramIsTriedAndKept) {
    const auto ran = connect("shop", "good");
    EXPECT_EQ(ran.status, 0) << ran.said;
    EXPECT_THAT(ran.said, HasSubstr("shop: MCP 2025-06-18, scripted 1.2"));
    EXPECT_THAT(ran.said, HasSubstr("7 tools: 3 read, 0 change, 4 count as spending"));
    EXPECT_THAT(ran.said, HasSubstr("It is taken up at the assistant's next start."));
    EXPECT_EQ(names(), std::vector<std::string>{"shop"});
    EXPECT_EQ(connect("shop", "good").status, 5);
    EXPECT_EQ(errand({"disconnect", "shop"}).status, 0);
    EXPECT_TRUE(names().empty());
    EXPECT_EQ(errand({"disconnect", "shop"}).status, 3);
}

TEST_F(Connect, AProgramThatFailsIsNotKeptUnlessAnyway) {
    const auto ran = connect("bad", "dies");
    EXPECT_EQ(ran.status, 6) << ran.said;
    EXPECT_THAT(ran.said, HasSubstr("cannot begin with nothing"));
    EXPECT_THAT(ran.said, HasSubstr("--anyway"));
    EXPECT_TRUE(names().empty());
    EXPECT_NE(connect("flood", "floods").status, 0);
    EXPECT_EQ(connect("bad", "dies", {"--anyway"}).status, 0);
    EXPECT_EQ(names(), std::vector<std::string>{"bad"});
    EXPECT_EQ(connect("new", "good", {"--env", "ERRAND_NO_SUCH_VARIABLE"}).status, 2);
    EXPECT_EQ(errand({"connect"}).status, 2);
    EXPECT_EQ(errand({"connect", "--", "no-such-program-here"}).status, 3);
}

TEST_F(Connect, ARunningAssistantTakesItUpAtOnce) {
    ASSERT_EQ(connect("one", "good").status, 0);
    auto assistant = loop.block(client::start_assistant(
        {.program = programs / "errand", .home = paths.home, .sandbox = {}, .more = {}}));
    ASSERT_TRUE(assistant) << assistant.error().message;
    const auto ran = connect("two", "good");
    EXPECT_THAT(ran.said, HasSubstr("The running assistant has taken it up.")) << ran.status;
    ASSERT_EQ(connect("bad", "dies", {"--anyway"}).status, 0);
    const auto listed = errand({"services", "--json"});
    ASSERT_EQ(listed.status, 0) << listed.said;
    const auto answer = json::parse(listed.said);
    ASSERT_TRUE(answer) << listed.said;
    const auto& services = json::find(*answer, "services")->as_array();
    ASSERT_EQ(services.size(), 3U);
    EXPECT_EQ(json::string_at(services[1], "name"), "two");
    EXPECT_EQ(json::string_at(services[1], "state"), "ready");
    EXPECT_EQ(json::find(services[1], "tools")->as_array().size(), 7U);
    EXPECT_FALSE(json::find(services[1], "granted")->as_bool());
    EXPECT_EQ(json::string_at(services[2], "state"), "failed") << "and the others never notice";
    EXPECT_THAT(errand({"services"}).said, HasSubstr("errand-scripted-service good"));
    EXPECT_TRUE(loop.block(assistant->process.stop()));
}

TEST_F(Connect, AServiceOfTheCityWantsASignIn) {
    auto city = loop.block(client::start_city({.program = programs / "errand-city",
                                               .home = folder.path() / "city",
                                               .seed = 7,
                                               .now = "2026-03-02T11:40:00+08:00"}));
    ASSERT_TRUE(city) << city.error().message;
    const auto ran = errand({"connect", city->url + "/food/mcp"});
    EXPECT_EQ(ran.status, 0) << ran.said;
    EXPECT_THAT(ran.said, HasSubstr("food: MCP"));
    EXPECT_THAT(ran.said, HasSubstr("It wants a sign-in"));
    EXPECT_EQ(names(), std::vector<std::string>{"food"});
    EXPECT_NE(errand({"connect", city->url + "/nothing"}).status, 0);
    EXPECT_TRUE(loop.block(city->process.stop()));
}

TEST_F(Connect, AShopByItsDomain) {
    connectors::ucp::test::Shop shop(loop.context().get_executor());
    ASSERT_TRUE(shop.listen());
    const auto ran = errand({"connect", shop.at(), "--name", "flowers"});
    EXPECT_EQ(ran.status, 0) << ran.said;
    EXPECT_THAT(ran.said, HasSubstr("flowers: UCP 2026-04-08, 127.0.0.1"));
    EXPECT_THAT(ran.said, HasSubstr("11 tools: 4 read, 6 change, 1 count as spending"));
    const auto kept = load_settings(paths);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->services.at(0).ucp, shop.at());
    auto elsewhere = shop.own_profile();
    elsewhere.at_pointer("/ucp/services/dev.ucp.shopping/0").as_object()["endpoint"] =
        "https://api.elsewhere.example/ucp";
    shop.profile = elsewhere;
    const auto denied = errand({"connect", shop.at(), "--ucp", "--name", "other"});
    EXPECT_NE(denied.status, 0);
    EXPECT_THAT(denied.said, HasSubstr("--endpoint https://api.elsewhere.example/ucp"));
}

TEST_F(Connect, TheProfileForShopsKeepsItsKey) {
    const auto printed = errand({"ucp", "profile"});
    ASSERT_EQ(printed.status, 0) << printed.said;
    EXPECT_THAT(printed.said, HasSubstr("Publish it over https"));
    const auto key = crypto::PrivateKey::load(paths.shop_key());
    ASSERT_TRUE(key) << key.error().message;
    EXPECT_THAT(printed.said, HasSubstr(key->public_key().thumbprint()));
    EXPECT_THAT(errand({"ucp", "profile"}).said, HasSubstr(key->public_key().thumbprint()));
    server::ServiceEntry shop{.name = "flowers"};
    shop.ucp = "https://flowers.example";
    EXPECT_EQ(json::string_at(connector_config(shop, paths.home), "signing_key"),
              paths.shop_key().string());
}

TEST_F(Connect, AnHttpServiceByItsDocument) {
    net::Server service(loop.context().get_executor(), {});
    const std::string document = R"({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "/v1"}], "paths": {"/pets": {
          "get": {"operationId": "list_pets", "responses": {}},
          "post": {"operationId": "add_pet", "responses": {}}}}})";
    service.route("GET", "/openapi.json", [&](net::Request) -> async::Awaitable<net::Response> {
        co_return net::Response::text(200, document);
    });
    ASSERT_TRUE(service.listen());
    const auto root = "http://127.0.0.1:" + std::to_string(service.port());
    const auto ran = errand({"connect", "--openapi", root + "/openapi.json", "--name", "pets"});
    EXPECT_EQ(ran.status, 0) << ran.said;
    EXPECT_THAT(ran.said, HasSubstr("pets: OpenAPI 3.1.0, Pets 1"));
    EXPECT_THAT(ran.said, HasSubstr("2 tools: 1 read, 0 change, 1 count as spending"));
    const auto kept = load_settings(paths);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->services.at(0).url, root + "/v1");
    // Another server than the document's is the operator's to name.
    std::ofstream(folder.path() / "d.json") << document;
    EXPECT_EQ(errand({"connect", "--openapi", (folder.path() / "d.json").string()}).status, 2);
    EXPECT_EQ(errand({"connect", "--openapi", (folder.path() / "d.json").string(), root}).status, 0)
        << "named by the document's file";
}

}  // namespace
}  // namespace errand::app
