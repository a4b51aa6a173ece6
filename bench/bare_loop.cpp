#include "bench/bare_loop.hpp"

#include <fmt/format.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

#include "base/check.hpp"
#include "base/id.hpp"
#include "bench/http.hpp"
#include "json/json.hpp"
#include "sqlite/database.hpp"

namespace errand::bench {
namespace {

// One slot of the tasks in flight, with a connection of its own.
struct Slot {
    int connection = -1;
    std::uint64_t task = 0;
    int at = 0;  // 0: the model is asked, 1: the tool, 2: the model again
    SteadyTime begun;
    std::string received;
    std::string key;
    std::string call;    // the tool's arguments, once their intent is durable
    std::string answer;  // of the tool
};

class BareLoop {
  public:
    BareLoop(const std::filesystem::path& folder, int port, std::size_t in_flight,
             std::size_t tasks)
        : database_(sqlite::Database::open(folder / "bare.db").value()), tasks_(tasks) {
        ERRAND_CHECK(
            database_.execute("PRAGMA wal_autocheckpoint=4000;"
                              "CREATE TABLE records(task INTEGER, seq INTEGER, data TEXT,"
                              " PRIMARY KEY(task, seq)) WITHOUT ROWID"));
        insert_ = database_.prepare("INSERT INTO records VALUES(?,?,?)").value();
        begin_ = database_.prepare("BEGIN IMMEDIATE").value();
        commit_ = database_.prepare("COMMIT").value();
        epoll_ = epoll_create1(EPOLL_CLOEXEC);
        slots_.resize(in_flight);
        for (auto& slot : slots_) open(slot, port);
    }
    ~BareLoop() {
        for (const auto& slot : slots_) close(slot.connection);
        close(epoll_);
    }

    Figures run() {
        figures_.in_flight = slots_.size();
        const auto begun = std::chrono::steady_clock::now();
        const auto cpu = cpu_seconds();
        for (auto& slot : slots_) next_task(slot);
        std::array<epoll_event, 256> events{};
        while (figures_.tasks < tasks_) {
            const int count = epoll_wait(epoll_, events.data(), std::ssize(events), -1);
            for (int at = 0; at < count; ++at)
                receive(*static_cast<Slot*>(events[static_cast<std::size_t>(at)].data.ptr));
            commit();
        }
        figures_.cpu = cpu_seconds() - cpu;
        figures_.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        return figures_;
    }

  private:
    void open(Slot& slot, int port) {
        slot.connection = connected(port);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = &slot;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, slot.connection, &event);
    }
    static void send(const Slot& slot, const std::string& text) {
        ERRAND_CHECK(write(slot.connection, text.data(), text.size()) == std::ssize(text));
    }
    void next_task(Slot& slot) {
        if (begun_ == tasks_) return;
        slot.task = ++begun_;
        slot.at = 0;
        slot.begun = std::chrono::steady_clock::now();
        send(slot, request("/model", first_question()));
    }
    void record(const Slot& slot, int seq, const std::string& text) {
        if (!std::exchange(open_, true)) ERRAND_CHECK(begin_.run());
        ERRAND_CHECK(insert_.with(slot.task, seq, text).run());
    }
    void receive(Slot& slot) {
        std::array<char, 16384> buffer{};
        const auto got = read(slot.connection, buffer.data(), buffer.size());
        ERRAND_CHECK(got > 0);
        slot.received.append(buffer.data(), static_cast<std::size_t>(got));
        const auto whole = message(slot.received);
        if (!whole) return;
        const auto body = json::parse(whole->body).value();
        slot.received.clear();
        step(slot, body);
    }
    void step(Slot& slot, const json::value& body) {
        switch (slot.at++) {
            case 0: {
                const auto& call = *json::find(body, "choices.0.message.tool_calls.0");
                slot.key = fmt::format("bare-{}", slot.task);
                slot.call = json::write(call.at("arguments"));
                record(slot, 0,
                       fmt::format(R"({{"said":{},"model":{},"key":"{}"}})", first_question(),
                                   json::write(body), slot.key));
                waiting_.push_back(&slot);
                break;
            }
            case 1:
                slot.answer = json::write(body);
                record(slot, 1, slot.answer);
                send(slot, request("/model", second_question(slot.answer)));
                break;
            default:
                record(slot, 2, json::write(body));
                waiting_.push_back(&slot);
        }
    }
    // One sync for all that wait for it. A tool's answer alone can wait for the next.
    void commit() {
        if (waiting_.empty()) return;
        ERRAND_CHECK(commit_.run());
        open_ = false;
        for (auto* slot : std::exchange(waiting_, {})) {
            if (slot->at == 1) {
                send(*slot, request("/tool", slot->call, slot->key));
            } else {
                ++figures_.tasks;
                const std::chrono::duration<double, std::milli> took =
                    std::chrono::steady_clock::now() - slot->begun;
                figures_.milliseconds.push_back(took.count());
                next_task(*slot);
            }
        }
    }

    sqlite::Database database_;
    sqlite::Statement insert_, begin_, commit_;
    int epoll_ = -1;
    std::vector<Slot> slots_;
    std::vector<Slot*> waiting_;
    bool open_ = false;
    std::size_t tasks_;
    std::size_t begun_ = 0;
    Figures figures_;
};

}  // namespace

Figures run_bare(const std::filesystem::path& folder, int port, std::size_t in_flight,
                 std::size_t tasks) {
    Figures figures;
    {
        BareLoop loop(folder, port, in_flight, tasks);
        figures = loop.run();
    }
    figures.disk = bytes_in(folder);
    return figures;
}

}  // namespace errand::bench
