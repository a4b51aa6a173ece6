// Programs that are started, and the JSON doors spoken to.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "client/api.hpp"
#include "client/process.hpp"
#include "client/programs.hpp"
#include "net/server.hpp"

namespace errand::client {
namespace {

template <class T>
Result<T> run(boost::asio::io_context& context, async::Awaitable<Result<T>> work) {
    std::optional<Result<T>> kept;
    boost::asio::co_spawn(context, async::detail::keep_result(std::move(work), kept),
                          [&context](const std::exception_ptr& thrown) {
                              context.stop();
                              if (thrown) std::rethrow_exception(thrown);
                          });
    context.restart();
    context.run();
    return *std::move(kept);
}

class Folder {
  public:
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "client-test-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

TEST(Process, TellsHowAProgramEnded) {
    auto process = Process::start("/bin/sh", {"-c", "exit 7"});
    ASSERT_TRUE(process);
    while (process->running()) std::this_thread::yield();
    EXPECT_EQ(process->ended(), 7);
    EXPECT_EQ(process->processor_time().count(), 0);
}

TEST(Process, StopsInGoodOrderAndKillsAtOnce) {
    boost::asio::io_context context;
    auto process = Process::start("/bin/sleep", {"60"});
    ASSERT_TRUE(process);
    const auto status = run(context, process->stop());
    ASSERT_TRUE(status);
    EXPECT_EQ(*status, 128 + SIGTERM);
    auto other = Process::start("/bin/sleep", {"60"});
    other->kill();
    EXPECT_EQ(other->ended(), 128 + SIGKILL);
}

TEST(Process, WritesItsOutputToTheLogAndDiesWithItsOwner) {
    const Folder folder;
    const auto log = folder.path() / "log";
    pid_t pid = 0;
    {
        auto process =
            Process::start("/bin/sh", {"-c", "echo out; echo err >&2; read x; sleep 60"}, log);
        ASSERT_TRUE(process);
        pid = process->pid();
        EXPECT_GT(pid, 0);
    }
    EXPECT_EQ(::kill(pid, 0), -1);
}

TEST(Process, IsUnavailableWhereThereIsNoProgram) {
    const auto process = Process::start("/no/such/program", {});
    ASSERT_FALSE(process);
    EXPECT_EQ(process.error().code, ErrorCode::Unavailable);
}

TEST(Programs, ReadyFilesTellWhereTheDoorsAre) {
    const Folder folder;
    const auto file = folder.path() / "ready.json";
    EXPECT_EQ(read_city_ready(file).error().code, ErrorCode::NotFound);
    std::ofstream(file) << R"({"port": 7701, "operator_port": 7702, "operator_token": "t"})";
    const auto city = read_city_ready(file);
    ASSERT_TRUE(city);
    EXPECT_EQ(city->url, "http://127.0.0.1:7701");
    EXPECT_EQ(city->operator_door.token, "t");
    EXPECT_FALSE(read_assistant_ready(file));
    std::ofstream(file) << R"({"port": 7700, "token": "u", "pid": 1, "url": "http://127.0.0.1:9"})";
    EXPECT_EQ(read_assistant_ready(file)->door.url, "http://127.0.0.1:9");
}

TEST(Programs, AProgramThatEndsBeforeItIsReadyIsNamedWithItsLastWords) {
    const Folder folder;
    const auto program = folder.path() / "errand-city";
    std::ofstream(program) << "#!/bin/sh\necho no room >&2\nexit 3\n";
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    boost::asio::io_context context;
    CityOptions options;
    options.program = program;
    options.home = folder.path() / "city";
    const auto city = run(context, start_city(std::move(options)));
    ASSERT_FALSE(city);
    EXPECT_EQ(city.error().code, ErrorCode::Unavailable);
    EXPECT_NE(city.error().message.find("no room"), std::string::npos) << city.error().message;
}

class Doors : public testing::Test {
  protected:
    Doors() : client_(context_.get_executor()) {}

    boost::asio::io_context context_;
    net::Client client_;
};

TEST_F(Doors, AnswersAreJsonAndErrorsAreTheOnesStated) {
    net::Server server(context_.get_executor(), {});
    server.route("GET", "/good", [](net::Request request) -> async::Awaitable<net::Response> {
        co_return net::Response::json(
            200, json::object{{"token", request.bearer()},
                              {"key", request.headers.get("Idempotency-Key")}});
    });
    server.route("GET", "/bad", [](net::Request) -> async::Awaitable<net::Response> {
        co_return net::Response::error(Error{ErrorCode::Conflict, "moved on", "read it again"});
    });
    ASSERT_TRUE(server.listen());
    JsonDoor door(client_, {"http://127.0.0.1:" + std::to_string(server.port()), "secret"});
    Call call;
    call.path = "/good";
    call.idempotency_key = "k1";
    const auto good = run(context_, door.call(std::move(call)));
    ASSERT_TRUE(good) << good.error().message;
    EXPECT_EQ(json::string_at(*good, "token"), "secret");
    EXPECT_EQ(json::string_at(*good, "key"), "k1");
    const auto bad = run(context_, door.get("/bad"));
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error(), (Error{ErrorCode::Conflict, "moved on", "read it again"}));
    EXPECT_EQ(run(context_, door.get("/none")).error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace errand::client
