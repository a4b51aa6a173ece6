// How long it takes to find a name in a catalogue of a million: made-up names (shops, dishes,
// addresses, contacts; Chinese, English, mixed) and what people say for them (the name itself, with
// a slip, by pinyin, by first letters, a part of it, in a sentence), in processor time on one core.
// Fails where the 99th percentile of a query is over the bound, or the memory is.
#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "language/names/catalogue.hpp"
#include "language/names/made_up_names.hpp"

namespace {

namespace names = errand::language::names;

constexpr double kMostMicroseconds = 1'000;  // of the 99th percentile
constexpr double kMostMegabytes = 150;
constexpr std::size_t kAnswers = 5;

// Processor time of this thread: what else the machine does is not the catalogue's.
double seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}
double seconds_since(double begun) {
    return seconds() - begun;
}

struct Row {
    std::vector<double> microseconds;
    std::size_t asked = 0;
    std::size_t first = 0;
    std::size_t among = 0;

    double percentile(double share) {
        std::ranges::sort(microseconds);
        return microseconds[static_cast<std::size_t>(share *
                                                     static_cast<double>(microseconds.size() - 1))];
    }
};

// The name itself, or another that is written the same.
bool found(const names::Catalogue& catalogue, names::NameId id, std::string_view name) {
    return catalogue.name(id) == name;
}

// Asks for `count` names spread over the catalogue; prints a line. Returns the 99th percentile.
double measure(const names::Catalogue& catalogue, std::string_view what, std::size_t count,
               bool sentence, const std::function<std::string(std::string_view)>& say) {
    Row row;
    for (std::size_t i = 0; i < count; ++i) {
        const auto id = static_cast<names::NameId>(i * 7'919 % catalogue.size());
        const auto name = catalogue.name(id);
        const auto said = say(name);
        if (said.empty()) continue;
        const auto begun = seconds();
        std::vector<names::NameId> answers;
        if (sentence)
            for (const auto& mention : catalogue.mentions(said, kAnswers))
                answers.push_back(mention.id);
        else
            for (const auto& match : catalogue.match(said, kAnswers)) answers.push_back(match.id);
        row.microseconds.push_back(seconds_since(begun) * 1e6);
        ++row.asked;
        for (std::size_t a = 0; a < answers.size(); ++a)
            if (found(catalogue, answers[a], name)) {
                row.first += a == 0 ? 1U : 0U;
                ++row.among;
                break;
            }
    }
    if (row.asked == 0) return 0;
    const auto share = [&](std::size_t of) {
        return 100.0 * static_cast<double>(of) / static_cast<double>(row.asked);
    };
    fmt::print("{:<24} {:>7.0f} {:>7.0f} {:>9.1f} {:>9.1f}\n", what, row.percentile(0.5),
               row.percentile(0.99), share(row.first), share(row.among));
    return row.percentile(0.99);
}

}  // namespace

int main(int count, char** arguments) {
    const bool quick = std::any_of(arguments, arguments + count, [](const char* argument) {
        return std::string_view(argument) == "--quick";
    });
    const std::size_t size = quick ? 100'000 : 1'000'000;
    const std::size_t asked = quick ? 500 : 5'000;
    names::MadeUpNames made(1);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < size; ++i) all.push_back(made.name());
    names::Catalogue catalogue;
    auto begun = seconds();
    (void)names::readings_of(U'中');
    fmt::print("start-up                 {:>8.2f} ms\n", seconds_since(begun) * 1e3);
    begun = seconds();
    catalogue.reserve(size);
    for (const auto& name : all)
        if (!catalogue.add(name)) return 1;
    const auto megabytes = static_cast<double>(catalogue.bytes()) / 1e6;
    fmt::print("names                    {:>8} in {:.1f} s, {:.1f} MB\n", catalogue.size(),
               seconds_since(begun), megabytes);
    (void)catalogue.match("warm up", 1);
    fmt::print("{:<24} {:>7} {:>7} {:>9} {:>9}\n", "microseconds, percent", "p50", "p99", "first",
               "among 5");
    double worst = 0;
    for (const auto& [what, way] : names::kWaysOfSaying)
        worst = std::max(worst, measure(catalogue, what, asked, false, [&](std::string_view name) {
                             return made.said(name, way);
                         }));
    measure(catalogue, "in a sentence", asked / 5, true, [&](std::string_view name) {
        return made.sentence(made.said(name, names::Way::Partly));
    });
    measure(catalogue, "in a sentence, slip", asked / 5, true, [&](std::string_view name) {
        return made.sentence(made.said(name, names::Way::Slip));
    });
    fmt::print("a query, worst p99       {:>8.0f} us (at most {:.0f})\n", worst, kMostMicroseconds);
    return worst <= kMostMicroseconds && megabytes <= kMostMegabytes ? 0 : 1;
}
