#include "bench/flow_tasks.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unordered_map>

#include "base/check.hpp"
#include "bench/http.hpp"
#include "flow/engine.hpp"
#include "journal/sqlite/open.hpp"

namespace errand::bench {
namespace {

namespace asio = boost::asio;
using async::Awaitable;
using flow::Flow;
using flow::Task;

// Connections that are kept; one call at a time on each.
class Client {
  public:
    Client(asio::io_context& loop, int port) : loop_(loop), port_(port) {}

    Awaitable<Result<json::value>> post(std::string path, std::string body, std::string key) {
        auto socket = take();
        const auto text = request(path, body, key);
        co_await socket.async_send(asio::buffer(text), asio::use_awaitable);
        std::string received;
        std::array<char, 4096> buffer{};
        for (;;) {
            const auto got =
                co_await socket.async_receive(asio::buffer(buffer), asio::use_awaitable);
            received.append(buffer.data(), got);
            if (const auto whole = message(received)) {
                free_.push_back(std::move(socket));
                co_return json::parse(whole->body);
            }
        }
    }

  private:
    asio::ip::tcp::socket take() {
        if (free_.empty())
            return asio::ip::tcp::socket(loop_, asio::ip::tcp::v4(), connected(port_));
        auto socket = std::move(free_.back());
        free_.pop_back();
        return socket;
    }
    asio::io_context& loop_;
    int port_;
    std::vector<asio::ip::tcp::socket> free_;
};

// The same that anyone would write who uses the engine.
Task<json::value> task(Client& client, Flow& flow) {
    const flow::StepOptions model{.kind = flow::Kind::Read};
    const flow::StepOptions tool{.kind = flow::Kind::Change};
    const auto ask = [&client](std::string body) {
        return [&client, body = std::move(body)](const flow::StepContext&) {
            return client.post("/model", body, {});
        };
    };
    const auto first =
        co_await flow.step("model", flow.input(), model, ask(json::write(flow.input())));
    const auto arguments = json::find(*first, "choices.0.message.tool_calls.0")->at("arguments");
    const auto done = co_await flow.step(
        "order", arguments, tool,
        [&client, body = json::write(arguments)](const flow::StepContext& context) {
            return client.post("/tool", body, context.idempotency_key);
        });
    const json::value question = {
        {"messages", json::array{{{"role", "tool"}, {"content", *done}}}}};
    const auto second = co_await flow.step("model", question, model, ask(json::write(question)));
    co_return json::find(*second, "choices.0.message")->at("content");
}

class FlowTasks {
  public:
    FlowTasks(const std::filesystem::path& folder, int port, std::size_t in_flight,
              std::size_t tasks)
        : client_(loop_, port),
          journal_(journal::open_sqlite(folder / "flows.db", loop_.get_executor()).value()),
          engine_(loop_.get_executor(), *journal_, clock_),
          question_(json::parse(first_question()).value()),
          tasks_(tasks) {
        figures_.in_flight = in_flight;
        engine_.add({"task", 1, [this](Flow& flow) { return task(client_, flow); }});
        engine_.on_rest = [this](std::uint64_t flow, journal::State state) {
            ERRAND_CHECK(state == journal::State::Ended);
            ended(flow);
        };
    }

    Figures run() {
        asio::co_spawn(loop_, engine_.recover(), asio::detached);
        loop_.run();
        loop_.restart();
        const auto begun = std::chrono::steady_clock::now();
        const auto cpu = cpu_seconds();
        for (std::size_t slot = 0; slot < figures_.in_flight; ++slot) next_task();
        while (figures_.tasks < tasks_) ERRAND_CHECK(loop_.run_one() > 0);
        figures_.cpu = cpu_seconds() - cpu;
        figures_.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        return figures_;
    }

  private:
    void next_task() {
        if (begun_ == tasks_) return;
        ++begun_;
        asio::co_spawn(loop_, start(), asio::detached);
    }
    Awaitable<> start() {
        const auto begun = std::chrono::steady_clock::now();
        const auto info = co_await engine_.start({"me", "bench", "task", question_, ""});
        ERRAND_CHECK(info);
        times_[info->id] = begun;
        if (const auto early = early_.extract(info->id); !early.empty()) ended(info->id);
    }
    void ended(std::uint64_t flow) {
        const auto found = times_.find(flow);
        if (found == times_.end()) {
            early_.emplace(flow, true);
            return;
        }
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - found->second;
        figures_.milliseconds.push_back(took.count());
        times_.erase(found);
        ++figures_.tasks;
        next_task();
    }

    asio::io_context loop_{1};
    SystemClock clock_;
    Client client_;
    std::unique_ptr<journal::Journal> journal_;
    flow::Engine engine_;
    json::value question_;
    std::size_t tasks_;
    std::size_t begun_ = 0;
    std::unordered_map<std::uint64_t, SteadyTime> times_;
    std::unordered_map<std::uint64_t, bool> early_;
    Figures figures_;
};

}  // namespace

Figures run_flows(const std::filesystem::path& folder, int port, std::size_t in_flight,
                  std::size_t tasks) {
    Figures figures;
    {
        FlowTasks flows(folder, port, in_flight, tasks);
        figures = flows.run();
    }
    figures.disk = bytes_in(folder);
    return figures;
}

}  // namespace errand::bench
