#include "eval/language/measure.hpp"

#include <fmt/format.h>
#include <ctime>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace errand::eval::language {
namespace {

constexpr std::size_t kNameWidth = 52;

bool worse(const Figure& figure) {
    if (!figure.reference) return false;
    return figure.less_is_better ? figure.ours > *figure.reference
                                 : figure.ours < *figure.reference;
}

std::string line_of(const Figure& figure) {
    auto line = fmt::format("  {} {:>6.1f}{}", figure.name, figure.ours, figure.unit);
    if (figure.reference)
        line +=
            fmt::format(" (reference {:>5.1f}{})", *figure.reference, worse(figure) ? " <" : "");
    return line;
}

std::string line_of(const Row& row) {
    auto line = fmt::format("  {:<{}} {:>6}", row.name, kNameWidth, row.cases);
    for (const auto& figure : row.figures) line += line_of(figure);
    if (!row.note.empty()) line += "  " + row.note;
    return line + "\n";
}

json::object to_json(const Row& row) {
    json::object figures;
    for (const auto& figure : row.figures) {
        json::object one{{"ours", figure.ours}, {"unit", figure.unit}};
        if (figure.reference) one.emplace("reference", *figure.reference);
        figures.emplace(figure.name, std::move(one));
    }
    return {{"name", row.name}, {"cases", row.cases}, {"figures", figures}, {"note", row.note}};
}

}  // namespace

std::filesystem::path data_folder(const std::string& given) {
    if (!given.empty()) return given;
    if (const char* set = std::getenv("ERRAND_DATA"); set != nullptr && *set != '\0')
        return std::filesystem::path(set) / "language";
    return "../shared/data/language";
}

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Result<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return fail(ErrorCode::NotFound, fmt::format("cannot read {}", file.string()));
    std::ostringstream all;
    all << stream.rdbuf();
    auto text = std::move(all).str();
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return text;
}

Result<std::vector<Section>> run(std::span<const Measurement> all, std::string_view part,
                                 const MeasureOptions& options) {
    std::vector<Section> sections;
    for (const auto& measurement : all) {
        if (!measurement.name.starts_with(part)) continue;
        auto section = measurement.measure(options);
        if (!section && section.error().code == ErrorCode::NotFound) {
            Section absent;
            absent.notes.push_back("not measured: " + section.error().message);
            section = std::move(absent);
        }
        if (!section) return fail(section.error());
        section->name = measurement.name;
        sections.push_back(*std::move(section));
    }
    if (sections.empty())
        return fail(ErrorCode::NotFound, fmt::format("no measurement is called '{}'", part));
    return sections;
}

std::string text(const std::vector<Section>& sections) {
    std::string all;
    for (const auto& section : sections) {
        all += section.name;
        if (!section.about.empty()) all += ": " + section.about;
        all += "\n";
        for (const auto& row : section.rows) all += line_of(row);
        for (const auto& note : section.notes) all += "  - " + note + "\n";
        for (const auto& failure : section.failures) all += failure + "\n";
    }
    return all;
}

json::value to_json(const std::vector<Section>& sections) {
    json::array all;
    for (const auto& section : sections) {
        json::array rows;
        for (const auto& row : section.rows) rows.push_back(to_json(row));
        all.push_back(
            json::object{{"name", section.name},
                         {"about", section.about},
                         {"rows", std::move(rows)},
                         {"notes", json::array(section.notes.begin(), section.notes.end())}});
    }
    return all;
}

}  // namespace errand::eval::language
