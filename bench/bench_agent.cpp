// The task of a model, a tool and the model again through the whole model loop, beside a bare loop;
// the same with 1,000 tools connected; and the right tool among 2,000.
// Usage: bench_agent [--folder DIR] [--quick] [--only tasks|tools|finder] [--pairs FILE]
//            FILE: texts in English and Chinese, a tab between, to be found across the languages
//        bench_agent [--folder DIR] --one PORT IN_FLIGHT TASKS [--whole] [--tools N]
//            one measurement against a mock that runs already, as a line of JSON
// Exit code 0 only where every target is met.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <string_view>

#include "base/check.hpp"
#include "bench/agent_tasks.hpp"
#include "bench/bare_loop.hpp"
#include "bench/finding.hpp"
#include "bench/measure.hpp"

namespace {

using namespace errand::bench;

// The quick form asks whether it runs and is of the right order: it is a test on busy machines too.
constexpr double kLoose = 10;

struct Settings {
    std::filesystem::path folder = std::filesystem::current_path();
    std::filesystem::path mock;
    std::filesystem::path pairs;  // texts in two languages; empty: none
    bool quick = false;
    std::string_view only;
};

// What a process of its own says of its run.
struct Row {
    double per_second = 0, p50 = 0, p99 = 0, cpu_ms = 0, disk_kb = 0, peak_mb = 0;
};

Row row_of(const Figures& is) {
    return {.per_second = is.per_second(),
            .p50 = is.percentile(0.5),
            .p99 = is.percentile(0.99),
            .cpu_ms = is.cpu_ms(),
            .disk_kb = is.disk_kb(),
            .peak_mb = static_cast<double>(peak_bytes()) / (1 << 20)};
}

// In a process of its own, so that its memory is its own and nothing of one run is another's.
Row apart(const std::function<Figures()>& measure) {
    (void)std::fflush(stdout);
    std::array<int, 2> ends{};
    ERRAND_CHECK(pipe(ends.data()) == 0);
    const auto child = fork();
    if (child == 0) {
        const auto row = row_of(measure());
        _exit(write(ends[1], &row, sizeof row) == sizeof row ? 0 : 1);
    }
    close(ends[1]);
    Row row;
    const bool whole = read(ends[0], &row, sizeof row) == sizeof row;
    close(ends[0]);
    waitpid(child, nullptr, 0);
    if (!whole) {
        fmt::print("  the measurement broke off\n");
        std::exit(1);
    }
    return row;
}

void print_head() {
    fmt::print("{:<30} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "", "in flight", "p50 ms",
               "p99 ms", "tasks/s", "CPU ms", "disk KB", "peak MB");
}

void print_row(std::string_view how, std::size_t in_flight, const Row& is) {
    fmt::print("{:<30} {:>9} {:>9.3f} {:>9.3f} {:>9.0f} {:>9.3f} {:>9.2f} {:>9.1f}\n", how,
               in_flight, is.p50, is.p99, is.per_second, is.cpu_ms, is.disk_kb, is.peak_mb);
}

Row agent_row(const Settings& settings, const AgentOptions& options, std::size_t in_flight,
              std::size_t tasks) {
    return apart([&] {
        const Folder folder(settings.folder);
        return run_agent(folder.path(), options, in_flight, tasks);
    });
}

struct Pair {
    Row bare, agent;
};

// Turn by turn, so that both meet the same disk; the best of each.
Pair run_pair(const Settings& settings, const AgentOptions& options, std::size_t in_flight,
              std::size_t tasks) {
    Pair best;
    for (int round = 0; round < (settings.quick ? 1 : 3); ++round) {
        const auto bare = apart([&] {
            const Folder folder(settings.folder);
            return run_bare(folder.path(), options.port, in_flight, tasks);
        });
        const auto agent = agent_row(settings, options, in_flight, tasks);
        if (bare.per_second > best.bare.per_second) best.bare = bare;
        if (agent.per_second > best.agent.per_second) best.agent = agent;
    }
    print_row("bare loop", in_flight, best.bare);
    print_row("errand, the whole loop", in_flight, best.agent);
    return best;
}

void run_tasks(const Settings& settings, int port) {
    const std::size_t scale = settings.quick ? 1 : 10;
    const AgentOptions options{.port = port};
    const auto one = run_pair(settings, options, 1, 100 * scale);
    const auto some = run_pair(settings, options, 64, 500 * scale);
    const auto many = run_pair(settings, options, 1'000, settings.quick ? 1'000 : 10'000);
    const AgentOptions whole{.port = port, .stream = false};
    print_row("errand, answers not streamed", 64, agent_row(settings, whole, 64, 500 * scale));
    fmt::print("\n");
    const double loose = settings.quick ? kLoose : 1;
    verdict("p50 at 1 in flight, times the bare loop's", one.agent.p50 / one.bare.p50, 3.5 * loose,
            true);
    verdict("CPU ms a task at 64", some.agent.cpu_ms, 0.5 * loose, true);
    verdict("CPU ms a task at 1000", many.agent.cpu_ms, 0.5 * loose, true);
    verdict("peak MB at 1000", many.agent.peak_mb, 150, true);
}

// The same task while many tools are connected, against the same with one.
void run_with_tools(const Settings& settings, int port) {
    const std::size_t tasks = settings.quick ? 300 : 3'000;
    Row few, many;
    for (int round = 0; round < (settings.quick ? 1 : 3); ++round) {
        const auto without = agent_row(settings, {.port = port, .more_tools = 20}, 64, tasks);
        const auto with = agent_row(settings, {.port = port, .more_tools = 1'000}, 64, tasks);
        if (without.per_second > few.per_second) few = without;
        if (with.per_second > many.per_second) many = with;
    }
    const auto sent = tools_sent(port);
    print_row("20 more tools connected", 64, few);
    print_row("1000 more tools connected", 64, many);
    fmt::print("\n");
    verdict("CPU ms a task that 1000 tools add", many.cpu_ms - few.cpu_ms, settings.quick ? 3 : 0.1,
            true);
    verdict("tools of services in the largest request", static_cast<double>(sent.of_services), 10,
            true);
}

void run_finder(const Settings& settings) {
    for (const auto& is : measure_finding(settings.pairs)) {
        fmt::print("{:<58} {:>6} {:>8.1f} % {:>8.3f} {:>8.3f}\n", is.what, is.asked, is.among_five,
                   is.p50_ms, is.p99_ms);
        verdict("p99 ms", is.p99_ms, settings.quick ? kLoose : 1, true);
        if (is.least > 0) verdict("% among the first five", is.among_five, is.least, false);
    }
}

std::size_t number(const char* text) {
    return std::strtoul(text, nullptr, 10);
}

int measure_one(const Settings& settings, const AgentOptions& options, std::size_t in_flight,
                std::size_t tasks) {
    const auto is = agent_row(settings, options, in_flight, tasks);
    fmt::print(R"({{"in_flight":{},"tasks":{},"p50_ms":{:.3f},"p99_ms":{:.3f},"per_second":{:.1f},)"
               R"("cpu_ms":{:.3f},"disk_kb":{:.2f},"peak_mb":{:.1f}}})"
               "\n",
               in_flight, tasks, is.p50, is.p99, is.per_second, is.cpu_ms, is.disk_kb, is.peak_mb);
    return 0;
}

int usage() {
    fmt::print(
        stderr,
        "usage: bench_agent [--folder DIR] [--quick] [--only tasks|tools|finder] [--pairs FILE]\n"
        "       bench_agent [--folder DIR] --one PORT IN_FLIGHT TASKS [--whole] [--tools N]\n");
    return 2;
}

}  // namespace

int main(int count, char** arguments) {
    Settings settings;
    settings.mock =
        std::filesystem::canonical("/proc/self/exe").parent_path() / "bench_mock_server";
    AgentOptions options;
    std::size_t in_flight = 0;
    std::size_t tasks = 0;
    for (int at = 1; at < count; ++at) {
        const std::string_view argument = arguments[at];
        if (argument == "--quick") {
            settings.quick = true;
        } else if (argument == "--whole") {
            options.stream = false;
        } else if (argument == "--folder" && at + 1 < count) {
            settings.folder = arguments[++at];
        } else if (argument == "--pairs" && at + 1 < count) {
            settings.pairs = arguments[++at];
        } else if (argument == "--only" && at + 1 < count) {
            settings.only = arguments[++at];
        } else if (argument == "--tools" && at + 1 < count) {
            options.more_tools = number(arguments[++at]);
        } else if (argument == "--one" && at + 3 < count) {
            options.port = static_cast<int>(number(arguments[at + 1]));
            in_flight = number(arguments[at + 2]);
            tasks = number(arguments[at + 3]);
            at += 3;
        } else {
            return usage();
        }
    }
    if (in_flight > 0) return measure_one(settings, options, in_flight, tasks);
    const auto wanted = [&](std::string_view part) {
        return settings.only.empty() || settings.only == part;
    };
    const MockServer mock(settings.mock);
    fmt::print("syncs a second on this disk: {:.0f}\n\n", syncs_per_second(settings.folder));
    if (wanted("tasks") || wanted("tools")) print_head();
    if (wanted("tasks")) run_tasks(settings, mock.port());
    if (wanted("tools")) run_with_tools(settings, mock.port());
    if (wanted("finder")) run_finder(settings);
    return all_met() ? 0 : 1;
}
