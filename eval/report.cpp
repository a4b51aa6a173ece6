#include "eval/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace errand::eval {
namespace {

double seconds(std::chrono::milliseconds time) {
    return static_cast<double>(time.count()) / 1000.0;
}

double milliseconds(std::chrono::nanoseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

// The share of each errand of one play.
double own_each(const Outcome& outcome) {
    return milliseconds(outcome.own) /
           static_cast<double>(std::max<std::size_t>(outcome.errands, 1));
}

json::value to_json(const Outcome& outcome) {
    json::array wrong;
    for (const auto& one : outcome.wrong) wrong.emplace_back(one);
    json::object made{{"passed", outcome.passed()},
                      {"wrong", std::move(wrong)},
                      {"wrong_payments", outcome.wrong_payments},
                      {"asks", outcome.asks},
                      {"errands", outcome.errands},
                      {"seconds", seconds(outcome.took)},
                      {"own_ms", milliseconds(outcome.own)}};
    if (!outcome.kept.empty()) made.emplace("kept", outcome.kept);
    return made;
}

}  // namespace

bool Verdict::passed() const {
    return std::ranges::all_of(plays, &Outcome::passed);
}

double percentile(std::vector<double> values, double of) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto rank = std::ceil(of * static_cast<double>(values.size()));
    const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
    return values[std::min(index, values.size() - 1)];
}

Summary summarize(const std::vector<Verdict>& verdicts) {
    Summary summary;
    std::vector<double> own;
    for (const auto& verdict : verdicts) {
        ++summary.scenarios;
        summary.delivered += verdict.passed() ? 1 : 0;
        for (const auto& play : verdict.plays) {
            ++summary.plays;
            summary.wrong_payments += play.wrong_payments;
            summary.asks += play.asks;
            for (std::size_t i = 0; i < play.errands; ++i) own.push_back(own_each(play));
        }
    }
    summary.own_median_ms = percentile(own, 0.5);
    summary.own_p99_ms = percentile(own, 0.99);
    if (summary.scenarios > 0)
        summary.pass_power =
            static_cast<double>(summary.delivered) / static_cast<double>(summary.scenarios);
    return summary;
}

std::string line(const Verdict& verdict) {
    std::chrono::milliseconds took{0};
    std::size_t passes = 0;
    const Outcome* failed = nullptr;
    for (const auto& play : verdict.plays) {
        took += play.took;
        passes += play.passed() ? 1 : 0;
        if (!play.passed() && failed == nullptr) failed = &play;
    }
    const auto several = verdict.plays.size() > 1
                             ? fmt::format(" ({} of {})", passes, verdict.plays.size())
                             : std::string{};
    if (failed == nullptr)
        return fmt::format("{:<16} pass{}  {:.2f} s", verdict.id, several, seconds(took));
    auto made = fmt::format("{:<16} FAIL{}  {}  {:.2f} s", verdict.id, several,
                            failed->wrong.front(), seconds(took));
    if (!failed->kept.empty()) made += fmt::format("  [kept in {}]", failed->kept);
    return made;
}

std::string text(const Summary& summary, int repeat) {
    auto made = fmt::format("delivered {} of {}\n", summary.delivered, summary.scenarios);
    if (repeat > 1) made += fmt::format("pass^{} {:.1f} %\n", repeat, summary.pass_power * 100);
    made += fmt::format("wrong payments {}\n", summary.wrong_payments);
    made += fmt::format("questions asked {}\n", summary.asks);
    made += fmt::format(
        "assistant's own time per errand: median {:.1f} ms, 99th percentile {:.1f} ms\n",
        summary.own_median_ms, summary.own_p99_ms);
    return made;
}

json::value to_json(const std::vector<Verdict>& verdicts, int repeat) {
    const auto summary = summarize(verdicts);
    json::array scenarios;
    for (const auto& verdict : verdicts) {
        json::array plays;
        for (const auto& play : verdict.plays) plays.push_back(to_json(play));
        scenarios.push_back(json::object{
            {"id", verdict.id}, {"passed", verdict.passed()}, {"plays", std::move(plays)}});
    }
    json::object made{
        {"scenarios", std::move(scenarios)},
        {"delivered", summary.delivered},
        {"of", summary.scenarios},
        {"wrong_payments", summary.wrong_payments},
        {"questions_asked", summary.asks},
        {"own_ms", json::object{{"median", summary.own_median_ms}, {"p99", summary.own_p99_ms}}},
        {"repeat", repeat}};
    if (repeat > 1) made.emplace("pass_power", summary.pass_power);
    return made;
}

}  // namespace errand::eval
