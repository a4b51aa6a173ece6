// How long the embedded brain takes for one sentence: every sentence of its case files, in the
// situation that the file gives it, several times over, on one core. Fails where the 99th
// percentile is over the bound.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "brain/embedded/embedded.hpp"
#include "brain/embedded/situations.hpp"

namespace {

namespace embedded = errand::brain::embedded;
using Clock = std::chrono::steady_clock;

constexpr double kMostMicroseconds = 500;  // of the 99th percentile

struct Sentence {
    std::string text;
    errand::brain::Context context;
};

std::vector<Sentence> sentences() {
    std::vector<Sentence> all;
    for (const auto& entry :
         std::filesystem::directory_iterator(ERRAND_SOURCE_DIR "/src/brain/embedded/cases")) {
        std::ifstream file(entry.path());
        std::string situation = "none";
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with('@')) situation = line.substr(1);
            if (line.empty() || line.starts_with('#') || line.starts_with('@') ||
                line.starts_with(' '))
                continue;
            all.push_back({line, embedded::situation(situation)});
        }
    }
    return all;
}

double microseconds_since(Clock::time_point begun) {
    return std::chrono::duration<double, std::micro>(Clock::now() - begun).count();
}

}  // namespace

int main(int count, char** arguments) {
    const bool quick = std::any_of(arguments, arguments + count, [](const char* argument) {
        return std::string_view(argument) == "--quick";
    });
    const auto all = sentences();
    const auto begun = Clock::now();
    (void)embedded::understand("warm up", {});
    fmt::print("start-up                 {:>8.1f} ms\n", microseconds_since(begun) / 1000);
    std::vector<double> taken;
    std::size_t acts = 0;
    for (int round = 0; round < (quick ? 2 : 20); ++round)
        for (const auto& sentence : all) {
            const auto start = Clock::now();
            acts += embedded::understand(sentence.text, sentence.context).acts.size();
            taken.push_back(microseconds_since(start));
        }
    std::sort(taken.begin(), taken.end());
    if (taken.empty()) return 1;
    const auto at = [&](double share) {
        return taken[static_cast<std::size_t>(share * static_cast<double>(taken.size() - 1))];
    };
    fmt::print("sentences                {:>8} ({} acts)\n", all.size(), acts);
    fmt::print("one sentence, p50        {:>8.1f} us\n", at(0.5));
    fmt::print("one sentence, p99        {:>8.1f} us (at most {:.0f})\n", at(0.99),
               kMostMicroseconds);
    return at(0.99) <= kMostMicroseconds ? 0 : 1;
}
