#include "eval/language/intent_sets.hpp"

#include <fmt/format.h>

#include <map>

#include "base/trim.hpp"
#include "eval/language/csv.hpp"
#include "eval/language/measure.hpp"
#include "json/json.hpp"

namespace errand::eval::language {
namespace {

using brain::learn::Example;

// Where there is no test part: each tenth sentence of an intent.
constexpr std::size_t kKeptApart = 10;

IntentSet empty_set() {
    return {{{"intent"}, {}, {}}, {}, {}, {}};
}

// [["sentence", "intent"], …] under `key`; NotFound where it is absent.
Result<std::vector<Example>> read_pairs(const json::value& root, std::string_view key) {
    const auto* list = json::find(root, key);
    if (list == nullptr || !list->is_array())
        return fail(ErrorCode::NotFound, fmt::format("there is no list '{}'", key));
    std::vector<Example> made;
    for (const auto& one : list->get_array()) {
        const auto* pair = one.if_array();
        if (pair == nullptr || pair->size() != 2 || !pair->at(0).is_string() ||
            !pair->at(1).is_string())
            return fail(ErrorCode::Corrupt, fmt::format("'{}' holds what is no pair", key));
        Example example;
        example.text = pair->at(0).as_string();
        example.labels = {std::string(pair->at(1).as_string())};
        example.origin = made.size();
        made.push_back(std::move(example));
    }
    return made;
}

std::vector<std::string> texts_of(const std::vector<Example>& examples) {
    std::vector<std::string> made;
    made.reserve(examples.size());
    for (const auto& example : examples) made.push_back(example.text);
    return made;
}

Result<std::vector<Example>> read_examples(const std::filesystem::path& file,
                                           std::string_view text_column,
                                           std::string_view label_column) {
    ERRAND_TRY(const auto text, read_file(file));
    ERRAND_TRY(const auto table, read_table(text, file.string()));
    ERRAND_TRY(const auto sentence, table.column(text_column));
    ERRAND_TRY(const auto label, table.column(label_column));
    std::vector<Example> made;
    for (const auto& row : table.rows) {
        auto example = read_bracketed(row[sentence]);
        example.labels = {row[label]};
        example.origin = made.size();
        made.push_back(std::move(example));
    }
    return made;
}

Result<IntentSet> load_tables(const std::filesystem::path& folder, std::string_view text_column,
                              std::string_view label_column) {
    auto set = empty_set();
    ERRAND_TRY(auto all, read_examples(folder / "train.csv", text_column, label_column));
    if (std::filesystem::exists(folder / "test.csv")) {
        set.train.examples = std::move(all);
        ERRAND_TRY(set.test, read_examples(folder / "test.csv", text_column, label_column));
        set.split = "test.csv";
        return set;
    }
    std::map<std::string, std::size_t> seen;
    for (auto& example : all) {
        const bool apart = ++seen[example.labels.front()] % kKeptApart == 0;
        (apart ? set.test : set.train.examples).push_back(std::move(example));
    }
    set.split = "each tenth sentence of an intent in train.csv, kept apart";
    return set;
}

}  // namespace

Result<IntentSet> load_clinc150(const std::filesystem::path& folder) {
    auto file = folder / "data_full.json";
    if (!std::filesystem::exists(file)) file = folder / "train_val.json";
    ERRAND_TRY(const auto text, read_file(file));
    ERRAND_TRY(auto root, json::parse(text));
    auto set = empty_set();
    ERRAND_TRY(set.train.examples, read_pairs(root, "train"));
    ERRAND_TRY(const auto outside, read_pairs(root, "oos_train"));
    set.train.outside = texts_of(outside);
    if (std::filesystem::exists(folder / "test.json")) {
        ERRAND_TRY(const auto test, read_file(folder / "test.json"));
        ERRAND_TRY(root, json::parse(test));
    }
    const bool has_test = json::find(root, "test") != nullptr;
    ERRAND_TRY(set.test, read_pairs(root, has_test ? "test" : "val"));
    ERRAND_TRY(const auto strange, read_pairs(root, has_test ? "oos_test" : "oos_val"));
    set.test_outside = texts_of(strange);
    set.split = has_test ? "test and oos_test" : "val and oos_val";
    return set;
}

Result<IntentSet> load_banking77(const std::filesystem::path& folder) {
    return load_tables(folder, "text", "category");
}

Result<IntentSet> load_hwu64(const std::filesystem::path& folder) {
    return load_tables(folder, "answer_annotation", "intent_name");
}

Example read_bracketed(std::string_view annotated) {
    Example made;
    while (!annotated.empty()) {
        const auto open = annotated.find('[');
        const auto close = annotated.find(']', std::min(open, annotated.size()));
        const auto colon = annotated.find(" : ", std::min(open, annotated.size()));
        if (close == std::string_view::npos || colon == std::string_view::npos || colon > close)
            break;
        made.text += annotated.substr(0, open);
        const auto begin = made.text.size();
        made.text += trimmed(annotated.substr(colon + 3, close - colon - 3));
        if (made.text.size() > begin)
            made.slots.push_back(
                {begin, made.text.size(),
                 std::string(trimmed(annotated.substr(open + 1, colon - open - 1)))});
        annotated.remove_prefix(close + 1);
    }
    made.text += annotated;
    return made;
}

}  // namespace errand::eval::language
