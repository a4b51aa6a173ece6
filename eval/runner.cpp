#include "eval/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <fstream>

#include "eval/judge.hpp"
#include "eval/limits.hpp"
#include "eval/player.hpp"

namespace errand::eval {
namespace {

// What a play leaves: its outcome, and the evidence where more is to be judged.
struct Played {
    Outcome outcome;
    Evidence evidence;
};

std::filesystem::path stage_folder(const RunOptions& options, const Scenario& scenario,
                                   std::size_t play) {
    std::string name;
    for (const char c : scenario.id) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
        name += plain ? c : '_';
    }
    return options.scratch / fmt::format("{}-{}", name, play);
}

async::Awaitable<Played> play_one(net::Client& client, const Scenario& scenario,
                                  std::filesystem::path programs, std::filesystem::path folder,
                                  bool keep, PlayOptions play) {
    const auto start = std::chrono::steady_clock::now();
    Played played;
    auto& outcome = played.outcome;
    outcome.id = scenario.id;
    Stage stage(client, {std::move(programs), folder});
    auto world = load_world(scenario);
    auto opened = world ? co_await stage.open(scenario, *world) : Result<>(fail(world.error()));
    if (opened) {
        Player player(stage, scenario, *std::move(world));
        co_await player.play(play);
        played.evidence = player.evidence();
        outcome.wrong = judge(scenario.expect, played.evidence);
        outcome.wrong_payments = wrong_payments(played.evidence).size();
        outcome.asks = asks_shown(played.evidence);
        outcome.errands = statuses(played.evidence).size();
        outcome.own = player.own_time();
    } else {
        outcome.wrong.push_back("start: " + opened.error().message);
    }
    outcome.crashed = stage.restarts() > 0;
    if (keep) {
        outcome.kept = folder.string();
        std::ofstream(folder / "evidence.json") << json::write_pretty(to_json(played.evidence));
    }
    stage.close(keep);
    outcome.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - start);
    co_return played;
}

// Hands scenarios to `jobs` workers and verdicts out in the scenarios' order.
class Run {
  public:
    Run(const std::vector<Scenario>& scenarios, RunOptions options)
        : scenarios_(scenarios), options_(std::move(options)), verdicts_(scenarios.size()) {}

    std::vector<Verdict> all() {
        boost::asio::io_context context(1);
        net::Client client(context.get_executor());
        for (int job = 0; job < options_.jobs; ++job) {
            boost::asio::co_spawn(context, work(client), [](const std::exception_ptr& thrown) {
                if (thrown) std::rethrow_exception(thrown);
            });
        }
        context.run();
        return std::move(verdicts_);
    }

  private:
    async::Awaitable<> work(net::Client& client) {
        while (next_ < scenarios_.size()) {
            const auto index = next_++;
            Verdict verdict;
            verdict.id = scenarios_[index].id;
            for (int play = 0; play < options_.repeat; ++play) {
                auto played = co_await play_one(
                    client, scenarios_[index], options_.programs,
                    stage_folder(options_, scenarios_[index],
                                 index * kMaxRepeat + static_cast<std::size_t>(play)),
                    options_.keep, {});
                if (options_.on_evidence) options_.on_evidence(index, played.evidence);
                verdict.plays.push_back(std::move(played.outcome));
            }
            verdicts_[index] = std::move(verdict);
            hand_out();
        }
    }

    void hand_out() {
        while (handed_ < verdicts_.size() && !verdicts_[handed_].plays.empty()) {
            if (options_.on_verdict) options_.on_verdict(verdicts_[handed_]);
            ++handed_;
        }
    }

    const std::vector<Scenario>& scenarios_;
    RunOptions options_;
    std::vector<Verdict> verdicts_;
    std::size_t next_ = 0;
    std::size_t handed_ = 0;
};

Result<> check(const RunOptions& options) {
    if (options.repeat < 1 || options.repeat > kMaxRepeat)
        return fail(ErrorCode::Invalid, fmt::format("repeat is not 1 to {}", kMaxRepeat));
    if (options.jobs < 1 || options.jobs > kMaxJobs)
        return fail(ErrorCode::Invalid, fmt::format("jobs is not 1 to {}", kMaxJobs));
    return {};
}

bool has_stated_reason(const Evidence& evidence) {
    return std::ranges::any_of(evidence.events, [](const json::value& event) {
        return json::string_at(event, "kind") == "result" &&
               json::string_at(event, "status") != "done" &&
               !(json::string_at(event, "reason").empty() &&
                 json::string_at(event, "text").empty());
    });
}

// The promise after a kill: what was meant to be paid once was paid once, for an order that stands
// or was given back; or nothing was, as was expected or with a reason stated.
std::string broken_promise(const Expectation& expect, const Evidence& evidence, bool as_expected) {
    if (const auto wrong = wrong_payments(evidence); !wrong.empty()) return wrong.front();
    const auto& records = evidence.records;
    const auto count = [](const auto& all, const auto& counts) {
        return static_cast<std::size_t>(std::ranges::count_if(all, counts));
    };
    const auto paid = count(records.payments, succeeded);
    const auto kept = count(records.payments, [](const RecordPayment& payment) {
        return succeeded(payment) && payment.state != "refunded" &&
               payment.state != "partly_refunded";
    });
    const auto live = count(records.orders, [](const RecordOrder& order) {
        return order.paid && !is_cancelled(order);
    });
    if (paid > expect.payments_count.value_or(1) || kept != live)
        return fmt::format("{} payments, {} of them not given back, and {} paid orders", paid, kept,
                           live);
    if (paid == 0 && !as_expected && !has_stated_reason(evidence))
        return "no payment, and no stated reason";
    return {};
}

async::Awaitable<> crash_loop(net::Client& client, const Scenario& scenario,
                              const RunOptions& options, CrashReport& report,
                              const std::function<void(const CrashPoint&, const Outcome&)>& told) {
    for (int step = 1; step <= kMaxCrashPoints; ++step) {
        for (const auto side : {Side::Before, Side::After}) {
            const CrashPoint point{step, side};
            const auto play = static_cast<std::size_t>(step) * 2 + (side == Side::After ? 1 : 0);
            auto played =
                co_await play_one(client, scenario, options.programs,
                                  stage_folder(options, scenario, play), options.keep, {point});
            if (!played.outcome.crashed) {
                if (!played.outcome.passed())
                    report.wrong.push_back("without a kill: " + played.outcome.wrong.front());
                co_return;
            }
            ++report.points;
            const bool delivered = played.outcome.passed();
            auto broken = broken_promise(scenario.expect, played.evidence, delivered);
            report.delivered += delivered ? 1 : 0;
            report.stated += !delivered && broken.empty() ? 1 : 0;
            if (!broken.empty())
                report.wrong.push_back(fmt::format(
                    "{} step {}: {}", side == Side::Before ? "before" : "after", step, broken));
            told(point, played.outcome);
        }
    }
    report.wrong.push_back("more recorded steps than this runner kills at");
}

}  // namespace

Result<std::vector<Verdict>> run(const std::vector<Scenario>& scenarios, RunOptions options) {
    ERRAND_TRY_VOID(check(options));
    return Run(scenarios, std::move(options)).all();
}

Result<CrashReport> crash_everywhere(
    const Scenario& scenario, const RunOptions& options,
    const std::function<void(const CrashPoint&, const Outcome&)>& on_point) {
    ERRAND_TRY_VOID(check(options));
    CrashReport report;
    boost::asio::io_context context(1);
    net::Client client(context.get_executor());
    boost::asio::co_spawn(context, crash_loop(client, scenario, options, report, on_point),
                          [](const std::exception_ptr& thrown) {
                              if (thrown) std::rethrow_exception(thrown);
                          });
    context.run();
    return report;
}

}  // namespace errand::eval
