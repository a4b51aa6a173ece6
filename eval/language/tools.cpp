#include "eval/language/tools.hpp"
#include "base/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "eval/language/csv.hpp"
#include "tool/finder.hpp"

namespace errand::eval::language {
namespace {

constexpr double kReferenceFirst = 25.9;  // BM25 over the descriptions
constexpr double kReferenceAmong = 41.8;
constexpr std::size_t kAmong = 5;
constexpr std::size_t kManyTools = 2'000;

struct Asked {
    std::string sentence;
    std::string name;
    tool::ToolId tool = 0;
    bool example = false;
};

struct Tools {
    tool::Finder finder;
    std::map<std::string, tool::ToolId> ids;
    std::vector<Asked> asked;
    std::vector<std::string> texts;
};

// Half of the queries, by the hash of their text (FNV-1a, bit 32).
bool is_example(std::string_view sentence) {
    std::uint64_t value = 0xCBF29CE484222325ULL;
    for (const char byte : sentence) {
        value ^= static_cast<unsigned char>(byte);
        value *= 0x100000001B3ULL;
    }
    return (value >> 32U & 1U) == 0;
}

Result<> read_tools(const std::filesystem::path& folder, Tools& to) {
    ERRAND_TRY(const auto text, read_file(folder / "tools.json"));
    ERRAND_TRY(const auto document, json::parse(text));
    if (!document.is_object()) return fail(ErrorCode::Invalid, "tools.json is no object");
    for (const auto& [name, said] : document.get_object()) {
        if (!said.is_string()) return fail(ErrorCode::Invalid, "tools.json: a description is text");
        to.texts.emplace_back(said.get_string());
        ERRAND_TRY(const auto id, to.finder.add({std::string(name), to.texts.back(), {}}));
        to.ids.emplace(name, id);
    }
    return {};
}

Result<> read_queries(const std::filesystem::path& folder, Tools& to) {
    ERRAND_TRY(const auto text, read_file(folder / "queries.csv"));
    ERRAND_TRY(const auto table, read_table(text, "queries.csv"));
    ERRAND_TRY(const auto query, table.column("Query"));
    ERRAND_TRY(const auto tool, table.column("Tool"));
    for (const auto& row : table.rows)
        if (const auto found = to.ids.find(row[tool]); found != to.ids.end())
            to.asked.push_back({row[query], found->first, found->second, is_example(row[query])});
    return {};
}

Row measured(std::string name, const Tools& tools, bool only_tests, std::size_t most_failures,
             std::vector<std::string>& failures) {
    Row row{std::move(name), 0, {}, {}};
    std::size_t first = 0, among = 0;
    std::vector<double> micros;
    for (const auto& asked : tools.asked) {
        if (only_tests && asked.example) continue;
        const auto begun = processor_seconds();
        const auto found = tools.finder.find(asked.sentence, kAmong);
        micros.push_back((processor_seconds() - begun) * 1e6);
        const auto at = std::ranges::find(found, asked.tool, &tool::FoundTool::tool);
        first += at != found.end() && at == found.begin() ? 1U : 0U;
        among += at != found.end() ? 1U : 0U;
        if (at == found.end() && failures.size() < most_failures)
            failures.push_back(fmt::format("  {}: {}", asked.name, asked.sentence));
        ++row.cases;
    }
    if (micros.empty()) return row;
    const auto share = [&](std::size_t of) {
        return 100.0 * static_cast<double>(of) / static_cast<double>(row.cases);
    };
    std::ranges::sort(micros);
    row.figures = {{"right first", share(first), kReferenceFirst, "%", false},
                   {"among five", share(among), kReferenceAmong, "%", false},
                   {"p50", micros[micros.size() / 2], {}, "us", true},
                   {"p99", micros[micros.size() * 99 / 100], 1'000, "us", true}};
    return row;
}

// The same texts as ten times as many tools: how long one request takes.
Row with_many(const Tools& tools) {
    tool::Finder many;
    for (std::size_t i = 0; many.size() < kManyTools && !tools.texts.empty(); ++i)
        if (const auto id =
                many.add({fmt::format("tool {}", i), tools.texts[i % tools.texts.size()], {}}))
            ERRAND_CHECK(many.add_example(*id, tools.texts[i % tools.texts.size()]).has_value());
    many.train();
    Row row{fmt::format("{} tools, one example each", many.size()), 0, {}, "time alone"};
    std::vector<double> micros;
    for (std::size_t i = 0; i < tools.asked.size(); i += 20) {
        const auto begun = processor_seconds();
        (void)many.find(tools.asked[i].sentence, kAmong);
        micros.push_back((processor_seconds() - begun) * 1e6);
    }
    row.cases = micros.size();
    if (micros.empty()) return row;
    std::ranges::sort(micros);
    row.figures = {{"p50", micros[micros.size() / 2], {}, "us", true},
                   {"p99", micros[micros.size() * 99 / 100], 1'000, "us", true}};
    return row;
}

}  // namespace

Result<Section> measure_tools(const MeasureOptions& options) {
    const auto folder = options.data / "metatool";
    Tools tools;
    ERRAND_TRY_VOID(read_tools(folder, tools));
    ERRAND_TRY_VOID(read_queries(folder, tools));
    Section section;
    section.about =
        "the one tool that a request needs; reference: BM25 over the descriptions; half of the "
        "queries, by hash, are examples and the rest are tests";
    section.rows.push_back(measured("descriptions alone, all queries", tools, false,
                                    options.failures, section.failures));
    section.rows.push_back(
        measured("descriptions alone, the tests", tools, true, 0, section.failures));
    std::size_t examples = 0;
    for (const auto& asked : tools.asked)
        if (asked.example && tools.finder.add_example(asked.tool, asked.sentence)) ++examples;
    const auto begun = processor_seconds();
    tools.finder.train();
    section.notes.push_back(fmt::format("{} tools; learned from {} examples in {:.1f} s",
                                        tools.finder.size(), examples,
                                        processor_seconds() - begun));
    section.rows.push_back(
        measured("with examples, the tests", tools, true, 2 * options.failures, section.failures));
    section.rows.push_back(with_many(tools));
    return section;
}

}  // namespace errand::eval::language
