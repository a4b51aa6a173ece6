#include "eval/language/spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "eval/language/measure.hpp"

namespace errand::eval::language {
namespace {

constexpr std::string_view kModel = "Model";

// How the files' names say the options that their cases were made with.
struct Mode {
    std::string_view written;
    std::string_view name;
};
constexpr std::array kModes = {
    Mode{"CalendarMode", "calendar"},
    Mode{"ComplexCalendar", "complex_calendar"},
    Mode{"ExperimentalMode", "experimental"},
    Mode{"ExtendedTypes", "extended"},
    Mode{"PercentMode", "percent"},
    Mode{"SplitDateAndTime", "split"},
    Mode{"SuppressExtendedTypes", "suppress_extended"},
    Mode{"TasksMode", "tasks"},
};

std::optional<std::size_t> whole(const json::object& from, std::string_view key) {
    const auto* found = from.if_contains(key);
    if (found == nullptr || !found->is_int64() || found->get_int64() < 0) return std::nullopt;
    return static_cast<std::size_t>(found->get_int64());
}

Result<Expected> expected_of(const json::value& from) {
    if (!from.is_object()) return fail(ErrorCode::Corrupt, "a result is no object");
    const auto& members = from.get_object();
    Expected made;
    made.text = json::string_at(members, "Text");
    made.type = json::string_at(members, "TypeName");
    if (made.type.empty()) made.type = json::string_at(members, "Typename");
    made.start = whole(members, "Start");
    made.end = whole(members, "End");
    if (const auto* found = members.if_contains("Resolution"); found && found->is_object())
        made.resolution = found->get_object();
    return made;
}

Result<Example> example_of(const json::value& from) {
    if (!from.is_object()) return fail(ErrorCode::Corrupt, "a case is no object");
    Example made;
    made.input = json::string_at(from, "Input");
    if (const auto* found = json::find(from, "Context.ReferenceDateTime");
        found && found->is_string())
        made.reference_date_time = found->get_string();
    const auto* results = json::find(from, "Results");
    if (results == nullptr || !results->is_array()) return made;
    for (const auto& one : results->get_array()) {
        ERRAND_TRY(auto expected, expected_of(one));
        made.results.push_back(std::move(expected));
    }
    return made;
}

// Who is asked the same must be expected to answer the same: those that are not are set apart.
void set_contradictions_apart(Spec& spec, const std::vector<std::string>& expectations) {
    const auto key = [](const Example& example) {
        return example.input + '\n' + example.reference_date_time;
    };
    std::map<std::string, std::set<std::string>> wanted;
    for (std::size_t i = 0; i < spec.examples.size(); ++i)
        wanted[key(spec.examples[i])].insert(expectations[i]);
    for (const auto& example : spec.examples)
        if (wanted[key(example)].size() > 1) spec.contradictions.push_back(example.input);
    std::ranges::sort(spec.contradictions);
    const auto [first, last] = std::ranges::unique(spec.contradictions);
    spec.contradictions.erase(first, last);
    std::erase_if(spec.examples,
                  [&](const Example& example) { return wanted[key(example)].size() > 1; });
}

}  // namespace

std::string_view model_of(std::string_view name) {
    const auto at = name.rfind(kModel);
    return at == std::string_view::npos ? name : name.substr(0, at + kModel.size());
}

std::string mode_of(std::string_view name) {
    const auto rest = name.substr(model_of(name).size());
    const auto found = std::ranges::find(kModes, rest, &Mode::written);
    return std::string(found == kModes.end() ? rest : found->name);
}

Result<Spec> read_spec(std::string_view text, std::string name) {
    ERRAND_TRY(const auto root, json::parse(text));
    if (!root.is_array()) return fail(ErrorCode::Corrupt, name + " is no list of cases");
    Spec spec;
    spec.mode = mode_of(name);
    spec.name = std::move(name);
    std::vector<std::string> expectations;
    for (const auto& one : root.get_array()) {
        ERRAND_TRY(auto example, example_of(one));
        spec.examples.push_back(std::move(example));
        const auto* results = json::find(one, "Results");
        ERRAND_TRY(auto wanted, json::canonical(results == nullptr ? json::value() : *results));
        expectations.push_back(std::move(wanted));
    }
    set_contradictions_apart(spec, expectations);
    return spec;
}

Result<Spec> load_spec(const std::filesystem::path& folder, const std::filesystem::path& file) {
    ERRAND_TRY(const auto text, read_file(file));
    return read_spec(text, file.lexically_relative(folder).replace_extension().generic_string());
}

Result<std::vector<std::filesystem::path>> model_files(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::recursive_directory_iterator at(folder, error), last;
         !error && at != last; at.increment(error)) {
        const auto& file = at->path();
        if (file.extension() == ".json" && file.stem().string().contains(kModel))
            files.push_back(file);
    }
    if (error)
        return fail(ErrorCode::NotFound, fmt::format("no examples below {}", folder.string()));
    std::ranges::sort(files);
    return files;
}

}  // namespace errand::eval::language
