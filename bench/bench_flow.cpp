// The flow engine beside a bare loop, on one task: a message, the model's answer
// with a tool call, the tool, the model's answer.
// Usage: bench_flow [--folder DIR] [--quick] [--only tasks|parked]
//        bench_flow [--folder DIR] --engine IN_FLIGHT TASKS    the engine alone, for a profiler
// Exit code 0 only where every target is met.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string_view>

#include "bench/bare_loop.hpp"
#include "bench/flow_tasks.hpp"
#include "bench/measure.hpp"
#include "bench/parked.hpp"

namespace {

using namespace errand::bench;

struct Settings {
    std::filesystem::path folder = std::filesystem::current_path();
    std::filesystem::path mock;
    bool quick = false;
    std::string_view only;  // "tasks" or "parked"; empty: both
};

std::size_t number(const char* text) {
    return std::strtoul(text, nullptr, 10);
}

void print_row(std::string_view how, const Figures& is) {
    fmt::print("{:<12} {:>9} {:>10} {:>10.3f} {:>10.3f} {:>10.0f} {:>10.3f} {:>10.2f}\n", how,
               is.in_flight, is.tasks, is.percentile(0.5), is.percentile(0.99), is.per_second(),
               is.cpu_ms(), is.disk_kb());
}

struct Pair {
    Figures bare, flow;
};

// Turn by turn, so that both meet the same disk; the best of each.
Pair run_pair(const Settings& settings, int port, std::size_t in_flight, std::size_t tasks) {
    Pair best;
    for (int round = 0; round < (settings.quick ? 1 : 3); ++round) {
        const Folder one(settings.folder);
        auto bare = run_bare(one.path(), port, in_flight, tasks);
        const Folder other(settings.folder);
        auto flow = run_flows(other.path(), port, in_flight, tasks);
        if (round == 0 || bare.per_second() > best.bare.per_second()) best.bare = std::move(bare);
        if (round == 0 || flow.per_second() > best.flow.per_second()) best.flow = std::move(flow);
    }
    print_row("bare loop", best.bare);
    print_row("flow engine", best.flow);
    return best;
}

void run_tasks(const Settings& settings) {
    const MockServer mock(settings.mock);
    fmt::print("syncs a second on this disk: {:.0f}\n\n", syncs_per_second(settings.folder));
    fmt::print("{:<12} {:>9} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}\n", "", "in flight", "tasks",
               "p50 ms", "p99 ms", "tasks/s", "CPU ms", "disk KB");
    const std::size_t scale = settings.quick ? 1 : 4;
    const auto one = run_pair(settings, mock.port(), 1, 250 * scale);
    const auto some = run_pair(settings, mock.port(), 64, 5'000 * scale);
    const auto many = run_pair(settings, mock.port(), 1'000, 10'000 * scale);
    fmt::print("\n");
    verdict("p50 at 1 in flight, times the bare loop's",
            one.flow.percentile(0.5) / one.bare.percentile(0.5), 1.7, true);
    verdict("throughput at 64, share of the bare loop's",
            some.flow.per_second() / some.bare.per_second(), 0.18, false);
    verdict("throughput at 1000, share of the bare loop's",
            many.flow.per_second() / many.bare.per_second(), 0.18, false);
    verdict("tasks a second at 64", some.flow.per_second(), 5'000, false);
    verdict("tasks a second at 1000", many.flow.per_second(), 5'000, false);
    verdict("CPU ms a task at 64", some.flow.cpu_ms(), 0.2, true);
    verdict("CPU ms a task at 1000", many.flow.cpu_ms(), 0.2, true);
    verdict("disk KB a task", many.flow.disk_kb(), 1.0, true);
}

void run_parked(const Settings& settings, std::size_t flows, double most_mb) {
    const Folder folder(settings.folder);
    const auto is = park(folder.path(), flows);
    fmt::print(
        "\n{} parked flows; a new one served in {:.2f} ms beside them, {:.2f} ms without them; a"
        " parked one woken and ended in {:.2f} ms\n",
        is.flows, is.serve_beside_ms, is.serve_alone_ms, is.wake_ms);
    verdict(fmt::format("MB that {} parked flows add", flows),
            static_cast<double>(is.added_bytes) / (1 << 20), most_mb, true);
    verdict("the next one's time, times that without them", is.serve_beside_ms / is.serve_alone_ms,
            1.5, true);
}

// In a process of its own, so that one measurement's memory is not the next one's.
bool apart(const std::function<void()>& measure) {
    (void)std::fflush(stdout);
    const auto child = fork();
    if (child == 0) {
        measure();
        (void)std::fflush(stdout);
        _exit(all_met() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

int main(int count, char** arguments) {
    Settings settings;
    settings.mock =
        std::filesystem::canonical("/proc/self/exe").parent_path() / "bench_mock_server";
    for (int at = 1; at < count; ++at) {
        const std::string_view argument = arguments[at];
        if (argument == "--quick") {
            settings.quick = true;
        } else if (argument == "--folder" && at + 1 < count) {
            settings.folder = arguments[++at];
        } else if (argument == "--engine" && at + 2 < count) {
            const MockServer mock(settings.mock);
            const Folder folder(settings.folder);
            print_row("flow engine",
                      run_flows(folder.path(), mock.port(), number(arguments[at + 1]),
                                number(arguments[at + 2])));
            return 0;
        } else if (argument == "--only" && at + 1 < count) {
            settings.only = arguments[++at];
        } else {
            fmt::print(stderr,
                       "usage: bench_flow [--folder DIR] [--quick] [--only tasks|parked]\n");
            return 2;
        }
    }
    bool met = true;
    if (settings.only != "parked") met = apart([&] { run_tasks(settings); });
    if (settings.only == "tasks") return met ? 0 : 1;
    met = apart([&] { run_parked(settings, 1'000, 4); }) && met;
    met = apart([&] { run_parked(settings, settings.quick ? 10'000 : 100'000, 200); }) && met;
    return met ? 0 : 1;
}
