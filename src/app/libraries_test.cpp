// The protocols' own libraries against `errand serve` and the sandbox city, as programs. They are
// npm packages, so each runs only where `./dev test` could install it.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "app/loop.hpp"
#include "client/programs.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kNodeDeadline{120};

fs::path packages() {
    return fs::path(ERRAND_SOURCE_DIR) / "build/peers/node_modules";
}

std::string content_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

// Where PATH has Node; empty: nowhere.
fs::path find_node() {
    const char* set = std::getenv("PATH");
    std::string_view rest = set == nullptr ? "" : set;
    while (!rest.empty()) {
        const auto end = rest.find(':');
        const auto found = fs::path(rest.substr(0, end)) / "node";
        if (fs::exists(found)) return found;
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return {};
}

// The status of Node's run that ends within the bound; nothing where it does not.
std::optional<int> run_node(const std::vector<std::string>& arguments, const fs::path& log) {
    auto started = client::Process::start(find_node(), arguments, log);
    if (!started) return {};
    const auto until = std::chrono::steady_clock::now() + kNodeDeadline;
    while (std::chrono::steady_clock::now() < until) {
        if (const auto status = started->ended()) return status;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return {};
}

class Library : public ::testing::Test {
  protected:
    // Runs the script of tests/ with errand's address and token where the package is.
    void talk(const std::string& package, const std::string& script) {
        if (!fs::exists(packages() / package))
            GTEST_SKIP() << "no npm package `" << package << "` in " << packages()
                         << "; ./dev test installs it";
        if (find_node().empty()) GTEST_SKIP() << "no `node` on this machine";
        folder_ = fs::temp_directory_path() / ("errand-library-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        Loop loop;
        const auto programs = client::own_folder();
        auto city = loop.block(client::start_city({.program = programs / "errand-city",
                                                   .home = folder_ / "city",
                                                   .seed = 7,
                                                   .now = "2026-03-02T11:40:00+08:00"}));
        ASSERT_TRUE(city) << city.error().message;
        auto assistant = loop.block(client::start_assistant(
            {.program = programs / "errand", .home = folder_ / "home", .sandbox = city->url}));
        ASSERT_TRUE(assistant) << assistant.error().message;
        const auto path = fs::path(ERRAND_SOURCE_DIR) / "tests" / script;
        const auto status = run_node({path, assistant->door.url, assistant->door.token, packages()},
                                     folder_ / "log");
        EXPECT_EQ(status.value_or(-1), 0) << content_of(folder_ / "log");
        EXPECT_TRUE(loop.block(assistant->process.stop()));
        EXPECT_TRUE(loop.block(city->process.stop()));
    }
    void TearDown() override {
        if (!folder_.empty()) fs::remove_all(folder_);
    }

  private:
    fs::path folder_;
};

TEST_F(Library, OfOpenAiTalksToErrandAsToAnyModel) {
    talk("openai", "openai/client.mjs");
}

TEST_F(Library, OfMcpUsesErrandsToolsAndIsAsked) {
    talk("@modelcontextprotocol/sdk", "mcp/client.mjs");
}

TEST_F(Library, OfA2aGivesErrandATask) {
    talk("@a2a-js/sdk", "a2a/client.mjs");
}

}  // namespace
}  // namespace errand::app
