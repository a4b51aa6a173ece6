#include "bench/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>

#include "base/check.hpp"
#include "bench/tool_set.hpp"
#include "eval/language/csv.hpp"
#include "eval/language/measure.hpp"
#include "json/json.hpp"
#include "tool/finder.hpp"

namespace errand::bench {
namespace {

constexpr std::size_t kAmong = 5;
constexpr std::size_t kTools = 2'000;
constexpr double kLeastInOwnLanguage = 75;

struct Asked {
    std::string said;
    tool::ToolId tool = 0;
};

Finding measured(std::string what, const tool::Finder& finder, const std::vector<Asked>& all,
                 double least) {
    Finding is{.what = std::move(what), .asked = all.size(), .least = least};
    std::vector<double> took;
    std::size_t found_ones = 0;
    for (const auto& asked : all) {
        const auto begun = eval::language::processor_seconds();
        const auto found = finder.find(asked.said, kAmong);
        took.push_back((eval::language::processor_seconds() - begun) * 1e3);
        found_ones +=
            (std::ranges::find(found, asked.tool, &tool::FoundTool::tool) != found.end()) ? 1U : 0U;
    }
    if (took.empty()) return is;
    std::ranges::sort(took);
    is.among_five = 100.0 * static_cast<double>(found_ones) / static_cast<double>(all.size());
    is.p50_ms = took[took.size() / 2];
    is.p99_ms = took[took.size() * 99 / 100];
    return is;
}

tool::ToolId add(tool::Finder& finder, const MadeTool& made) {
    tool::Description description{made.name, made.about, {}};
    for (const auto& [name, about] : made.parameters)
        description.parameters.push_back(fmt::format("{} {}", name, about));
    return finder.add(description).value();
}

void of_made_tools(std::vector<Finding>& to) {
    tool::Finder finder;
    std::vector<Asked> own, other;
    for (const auto& made : made_tools(kTools)) {
        const auto id = add(finder, made);
        own.push_back({made.said, id});
        other.push_back({made.said_otherwise, id});
    }
    to.push_back(
        measured("2000 made tools, asked in their own language", finder, own, kLeastInOwnLanguage));
    to.push_back(measured("2000 made tools, asked in the other language", finder, other, 0));
}

// What people wrote for 199 tools, with made tools about them.
void of_metatool(std::vector<Finding>& to) {
    const auto* said = std::getenv("ERRAND_DATA");
    const auto folder =
        std::filesystem::path(said == nullptr ? "../shared/data" : said) / "language" / "metatool";
    if (!std::filesystem::exists(folder / "tools.json")) return;
    tool::Finder finder;
    std::map<std::string, tool::ToolId, std::less<>> ids;
    const auto tools =
        json::parse(eval::language::read_file(folder / "tools.json").value()).value();
    for (const auto& [name, about] : tools.as_object())
        ids[std::string(name)] =
            finder.add({std::string(name), std::string(about.as_string()), {}}).value();
    for (const auto& made : made_tools(kTools - finder.size())) add(finder, made);
    const auto table = eval::language::read_table(
                           eval::language::read_file(folder / "queries.csv").value(), "queries.csv")
                           .value();
    const auto query = table.column("Query").value();
    const auto tool = table.column("Tool").value();
    std::vector<Asked> all;
    for (const auto& row : table.rows)
        if (const auto found = ids.find(row[tool]); found != ids.end())
            all.push_back({row[query], found->second});
    to.push_back(measured("metatool among 2000, its requests, descriptions alone", finder, all, 0));
}

// An application's own texts in two languages, as tools in the one, asked for in the other.
void of_pairs(const std::filesystem::path& file, std::vector<Finding>& to) {
    if (file.empty()) return;
    tool::Finder english, chinese;
    std::vector<Asked> in_chinese, in_english;
    std::istringstream lines(eval::language::read_file(file).value());
    for (std::string line; std::getline(lines, line);) {
        const auto tab = line.find('\t');
        if (tab == std::string::npos) continue;
        const auto one = line.substr(0, tab);
        const auto other = line.substr(tab + 1);
        in_chinese.push_back({other, english.add({{}, one, {}}).value()});
        in_english.push_back({one, chinese.add({{}, other, {}}).value()});
    }
    to.push_back(measured("texts in English, asked for in Chinese", english, in_chinese, 0));
    to.push_back(measured("texts in Chinese, asked for in English", chinese, in_english, 0));
}

}  // namespace

std::vector<Finding> measure_finding(const std::filesystem::path& pairs) {
    std::vector<Finding> all;
    of_made_tools(all);
    of_metatool(all);
    of_pairs(pairs, all);
    return all;
}

}  // namespace errand::bench
