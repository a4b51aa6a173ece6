#include "bench/agent_tasks.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <fstream>
#include <unordered_map>

#include "assistant/assistant.hpp"
#include "base/check.hpp"
#include "bench/http.hpp"
#include "bench/tool_set.hpp"
#include "brain/brain.hpp"
#include "connectors/registry.hpp"
#include "flow/engine.hpp"
#include "journal/sqlite/open.hpp"
#include "skills/agent/agent.hpp"

namespace errand::bench {
namespace {

namespace asio = boost::asio;
namespace model = brain::model;
using async::Awaitable;

constexpr auto kUser = "me";
constexpr auto kZone = "Asia/Shanghai";
constexpr auto kSentence =
    "How many tins of the oolong are there in the shop by the lake, and how soon can they be here?";
constexpr std::size_t kOperationsOfOne = 100;  // of one connected service
constexpr std::size_t kUncounted = 32;

// Nothing is understood, so that everything goes to the model.
class NoBrain final : public brain::Brain {
  public:
    Awaitable<Result<brain::Understanding>> understand(std::string, brain::Context) override {
        brain::Understanding understood;
        understood.acts.emplace_back();
        understood.language = "en";
        co_return understood;
    }
};

// Services here want no key.
class NoKeys final : public assistant::SignIn, public tool::Credentials {
  public:
    Awaitable<Result<assistant::SignInPage>> begin(std::string, std::string,
                                                   std::vector<std::string>) override {
        co_return assistant::SignInPage{};
    }
    Awaitable<Result<assistant::SignedIn>> complete(std::string user, std::string service,
                                                    std::vector<std::string>) override {
        co_return assistant::SignedIn{std::move(user), std::move(service), {}};
    }
    Awaitable<Result<assistant::SignedIn>> finish(std::string, std::string) override {
        co_return fail(ErrorCode::NotFound, "no sign-in waits");
    }
    Awaitable<Result<std::string>> token(std::string, std::string) override {
        co_return std::string();
    }
    Awaitable<Result<std::string>> refreshed(std::string, std::string, std::string) override {
        co_return std::string();
    }
};

class AgentTasks {
  public:
    AgentTasks(const std::filesystem::path& folder, const AgentOptions& options)
        : folder_(folder),
          options_(options),
          consent_(consent::Store::open(folder, clock_, kZone).value()),
          journal_(journal::open_sqlite(folder / "journal.db", loop_.get_executor()).value()),
          engine_(loop_.get_executor(), *journal_, clock_,
                  {.describe_failure = &assistant::describe_failure}) {
        connect_services();
        router_ = std::make_unique<model::Router>(endpoints(), clock_);
        services_ = std::make_unique<assistant::Services>(assistant::Services{
            .executor = loop_.get_executor(),
            .clock = clock_,
            .time_zone = kZone,
            .journal = *journal_,
            .engine = engine_,
            .tools = tools_,
            .brain = brain_,
            .consent = *consent_,
            .sign_in = keys_,
            .models =
                &models_.emplace(assistant::Models{.router = *router_, .tools = catalogue_})});
        assistant_ = std::make_unique<assistant::Assistant>(
            *services_, std::vector<assistant::SkillInfo>{skills::agent::make()});
        following_ =
            journal_->subscribe(kUser, [this](const journal::Event& event) { see(event); });
    }

    Figures run(std::size_t in_flight, std::size_t tasks) {
        bool recovered = false;
        asio::co_spawn(loop_, assistant_->recover(),
                       [&](const std::exception_ptr& thrown, const Result<>& done) {
                           ERRAND_CHECK(!thrown && done.has_value());
                           recovered = true;
                       });
        while (!recovered) ERRAND_CHECK(loop_.run_one() > 0);
        run_all(1, kUncounted);
        run_all(in_flight, std::min(kUncounted, in_flight));
        figures_ = {.in_flight = in_flight};
        const auto begun = std::chrono::steady_clock::now();
        const auto cpu = cpu_seconds();
        run_all(in_flight, tasks);
        figures_.cpu = cpu_seconds() - cpu;
        figures_.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        return figures_;
    }

  private:
    void run_all(std::size_t in_flight, std::size_t tasks) {
        left_ = tasks;
        ended_ = 0;
        for (std::size_t slot = 0; slot < in_flight; ++slot) next_task();
        while (ended_ < tasks) ERRAND_CHECK(loop_.run_one() > 0);
    }

    void connect(const std::string& name, const std::string& document) {
        const auto file = folder_ / (name + ".json");
        std::ofstream(file) << document;
        auto connector =
            connectors::make_connector({{"kind", "openapi"},
                                        {"name", name},
                                        {"document", file.string()},
                                        {"url", fmt::format("http://127.0.0.1:{}", options_.port)}},
                                       {loop_.get_executor(), client_, keys_});
        ERRAND_CHECK(connector.has_value());
        ERRAND_CHECK(tools_.add(*std::move(connector)).has_value());
        ERRAND_CHECK(consent_->allow(kUser, name, {name}).has_value());
    }

    void connect_services() {
        connect("tea", document_of({stock_tool()}));
        const auto tools = made_tools(options_.more_tools);
        for (std::size_t at = 0; at < tools.size(); at += kOperationsOfOne) {
            const auto end = std::min(tools.size(), at + kOperationsOfOne);
            connect(fmt::format("service{}", at / kOperationsOfOne),
                    document_of({tools.begin() + static_cast<std::ptrdiff_t>(at),
                                 tools.begin() + static_cast<std::ptrdiff_t>(end)}));
        }
    }

    std::vector<std::unique_ptr<model::Endpoint>> endpoints() {
        model::EndpointSettings settings;
        settings.name = settings.model = "scripted";
        settings.url = fmt::format("http://127.0.0.1:{}/v1", options_.port);
        settings.stream = options_.stream;
        std::vector<std::unique_ptr<model::Endpoint>> all;
        all.push_back(model::make_endpoint(client_, settings, {}, clock_));
        return all;
    }

    void next_task() {
        if (left_ == 0) return;
        --left_;
        const auto conversation = fmt::format("c{}", ++last_);
        begun_[conversation] = std::chrono::steady_clock::now();
        asio::co_spawn(loop_, say(conversation), asio::detached);
    }

    Awaitable<> say(std::string conversation) {
        const auto taken = co_await assistant_->say(
            {.user = kUser, .conversation = conversation, .text = kSentence});
        if (!taken) fmt::print(stderr, "not taken: {}\n", taken.error().message);
        ERRAND_CHECK(taken.has_value());
    }

    void see(const journal::Event& event) {
        if (json::string_at(event.data, "kind") != "result") return;
        if (json::string_at(event.data, "text") != "12 in stock, 25 minutes.") {
            fmt::print(stderr, "not what was asked for: {}\n", json::write(event.data));
            ERRAND_CHECK(false);
        }
        const auto found = begun_.find(event.conversation);
        ERRAND_CHECK(found != begun_.end());
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - found->second;
        begun_.erase(found);
        figures_.milliseconds.push_back(took.count());
        ++figures_.tasks;
        ++ended_;
        next_task();
    }

    std::filesystem::path folder_;
    AgentOptions options_;
    asio::io_context loop_{1};
    SystemClock clock_;
    net::Client client_{loop_.get_executor()};
    NoKeys keys_;
    tool::Registry tools_;
    std::unique_ptr<consent::Store> consent_;
    std::unique_ptr<journal::Journal> journal_;
    flow::Engine engine_;
    assistant::Catalogue catalogue_{loop_.get_executor(), tools_, *consent_};
    std::unique_ptr<model::Router> router_;
    NoBrain brain_;
    std::optional<assistant::Models> models_;
    std::unique_ptr<assistant::Services> services_;
    std::unique_ptr<assistant::Assistant> assistant_;
    journal::Subscription following_;
    std::unordered_map<std::string, SteadyTime> begun_;  // by conversation
    std::size_t left_ = 0;
    std::size_t ended_ = 0;
    std::size_t last_ = 0;
    Figures figures_;
};

}  // namespace

Figures run_agent(const std::filesystem::path& folder, const AgentOptions& options,
                  std::size_t in_flight, std::size_t tasks) {
    Figures figures;
    {
        AgentTasks all(folder, options);
        figures = all.run(in_flight, tasks);
    }
    figures.disk = std::filesystem::file_size(folder / "journal.db");
    return figures;
}

ToolsSent tools_sent(int port) {
    const int connection = connected(port);
    const std::string ask = "GET /seen HTTP/1.1\r\nHost: localhost\r\n\r\n";
    ERRAND_CHECK(write(connection, ask.data(), ask.size()) == std::ssize(ask));
    std::string received(4096, '\0');
    const auto got = read(connection, received.data(), received.size());
    ERRAND_CHECK(got > 0);
    received.resize(static_cast<std::size_t>(got));
    close(connection);
    const auto whole = message(received);
    ERRAND_CHECK(whole.has_value());
    const auto said = json::parse(whole->body).value();
    return {.all = said.at("tools").to_number<std::size_t>(),
            .of_services = said.at("of_services").to_number<std::size_t>()};
}

}  // namespace errand::bench
