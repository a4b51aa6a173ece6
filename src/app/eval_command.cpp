// `errand eval`: suites of scenarios, played by the runner of eval/; `errand eval language`:
// readers measured on public data.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "app/commands.hpp"
#include "app/exit_code.hpp"
#include "eval/language/measure.hpp"
#include "eval/runner.hpp"
#include "eval/vitabench/score.hpp"

namespace errand::app {
namespace {

// A folder of this run alone, removed at its end unless it is to be kept.
class Scratch {
  public:
    static Result<Scratch> make(bool keep) {
        auto name = (std::filesystem::temp_directory_path() / "errand-eval-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            return fail(ErrorCode::Unavailable, fmt::format("cannot make a folder like {}", name));
        return Scratch(name, keep);
    }
    Scratch(Scratch&& other) noexcept
        : folder_(std::exchange(other.folder_, {})), keep_(other.keep_) {}
    Scratch& operator=(Scratch&&) = delete;
    ~Scratch() {
        std::error_code ignored;
        if (!folder_.empty() && !keep_) std::filesystem::remove_all(folder_, ignored);
    }
    const std::filesystem::path& folder() const { return folder_; }

  private:
    Scratch(std::filesystem::path folder, bool keep) : folder_(std::move(folder)), keep_(keep) {}
    std::filesystem::path folder_;
    bool keep_;
};

Result<std::vector<eval::Scenario>> load(const EvalOptions& options) {
    if (options.files.empty())
        return fail(ErrorCode::Invalid, "no suite of scenarios is named",
                    "errand eval eval/scenarios/food_en.jsonl");
    std::vector<eval::Scenario> all;
    for (const auto& file : options.files) {
        ERRAND_TRY(auto suite, eval::load_suite(file));
        for (auto& scenario : suite) {
            if (scenario.id.starts_with(options.only)) all.push_back(std::move(scenario));
        }
    }
    if (all.empty())
        return fail(ErrorCode::NotFound,
                    fmt::format("no scenario's id begins with '{}'", options.only));
    return all;
}

int crash_everywhere(const std::vector<eval::Scenario>& scenarios,
                     const eval::RunOptions& options) {
    bool all_passed = true;
    for (const auto& scenario : scenarios) {
        const auto told = [](const eval::CrashPoint& point, const eval::Outcome& outcome) {
            fmt::print("  {} step {:<3} {}\n",
                       point.side == eval::Side::Before ? "before" : "after ", point.after_steps,
                       outcome.passed() ? "as expected" : outcome.wrong.front());
            std::fflush(stdout);
        };
        fmt::print("{}\n", scenario.id);
        const auto report_of = eval::crash_everywhere(scenario, options, told);
        if (!report_of) return report(report_of.error());
        for (const auto& wrong : report_of->wrong) fmt::print("  WRONG {}\n", wrong);
        fmt::print(
            "  killed {} times: {} as expected, {} with nothing paid and a reason, {} wrong\n",
            report_of->points, report_of->delivered, report_of->stated, report_of->wrong.size());
        all_passed = all_passed && report_of->passed();
    }
    return all_passed ? kOk : kNotAllPassed;
}

// Tasks of another form, each played as a scenario and compared by its own measure.
int eval_vitabench(const EvalOptions& options, eval::RunOptions run) {
    std::vector<eval::vitabench::Task> tasks;
    for (std::size_t at = 1; at < options.files.size(); ++at) {
        auto read = eval::vitabench::read_tasks(options.files[at]);
        if (!read) return report(read.error());
        for (auto& task : *read)
            if (task.scenario.id.starts_with(options.only)) tasks.push_back(std::move(task));
    }
    std::vector<eval::Scenario> scenarios;
    std::vector<eval::vitabench::Score> ours(tasks.size());
    std::vector<eval::vitabench::Score> nearest;
    for (const auto& task : tasks) {
        scenarios.push_back(task.scenario);
        nearest.push_back(eval::vitabench::baseline(task));
    }
    run.on_evidence = [&](std::size_t index, const eval::Evidence& evidence) {
        ours[index] = eval::vitabench::score(tasks[index], evidence);
        if (options.json) return;
        fmt::print("{}  {}\n", ours[index].id, ours[index].exact ? "exact" : ours[index].kind);
        for (const auto& one : ours[index].missing) fmt::print("    + {}\n", one);
        for (const auto& one : ours[index].extra) fmt::print("    - {}\n", one);
        std::fflush(stdout);
    };
    run.on_verdict = [&](const eval::Verdict& verdict) {
        for (const auto& play : verdict.plays)
            for (const auto& wrong : play.wrong)
                if (!options.json) fmt::print("    ! {}: {}\n", verdict.id, wrong);
    };
    const auto verdicts = eval::run(scenarios, run);
    if (!verdicts) return report(verdicts.error());
    if (options.json)
        fmt::print("{}\n", json::write_pretty(eval::vitabench::to_json(ours, nearest)));
    else
        fmt::print("{}", eval::vitabench::report(ours, nearest));
    return kOk;
}

}  // namespace

int eval(const EvalOptions& options) {
    const bool vitabench = options.files.size() > 1 && options.files.front() == "vitabench";
    const auto scenarios = vitabench ? Result<std::vector<eval::Scenario>>() : load(options);
    if (!scenarios) return report(scenarios.error());
    const auto scratch = Scratch::make(options.keep);
    if (!scratch) return report(scratch.error());
    eval::RunOptions run;
    run.programs = client::own_folder();
    run.scratch = scratch->folder();
    run.repeat = options.repeat;
    run.jobs = options.jobs;
    run.keep = options.keep;
    if (vitabench) return eval_vitabench(options, run);
    if (options.crash_everywhere) return crash_everywhere(*scenarios, run);
    if (!options.json) {
        run.on_verdict = [](const eval::Verdict& verdict) {
            fmt::print("{}\n", eval::line(verdict));
            std::fflush(stdout);
        };
    }
    const auto verdicts = eval::run(*scenarios, run);
    if (!verdicts) return report(verdicts.error());
    if (options.json) {
        fmt::print("{}\n", json::write_pretty(eval::to_json(*verdicts, options.repeat)));
    } else {
        fmt::print("{}", eval::text(eval::summarize(*verdicts), options.repeat));
    }
    return std::ranges::all_of(*verdicts, &eval::Verdict::passed) ? kOk : kNotAllPassed;
}

int eval_language(const EvalLanguageOptions& options) {
    eval::language::MeasureOptions measure;
    measure.data = eval::language::data_folder(options.data);
    measure.references = options.references;
    measure.only = options.only;
    measure.failures = options.failures;
    const auto sections =
        eval::language::run(eval::language::measurements(), options.part, measure);
    if (!sections) return report(sections.error());
    fmt::print("{}", options.json ? json::write_pretty(eval::language::to_json(*sections)) + "\n"
                                  : eval::language::text(*sections));
    return kOk;
}

}  // namespace errand::app
