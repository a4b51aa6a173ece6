// Owns: the public files of examples for recognizers (microsoft/Recognizers-Text, "Specs"): an
// input, its reference time, and what is to be found in it. Pure but for reading the file; any
// thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/language/recognizer.hpp"

namespace errand::eval::language {

struct Expected {
    std::string text;
    std::string type;                  // may be empty: not said
    std::optional<std::size_t> start;  // in UTF-16 units
    std::optional<std::size_t> end;    // the last one
    json::object resolution;           // may be empty: not said
};

struct Example {
    std::string input;
    std::string reference_date_time;
    std::vector<Expected> results;
};

struct Spec {
    std::string name;  // "Number/English/NumberModel"
    std::string mode;  // see Occasion
    std::vector<Example> examples;
    std::vector<std::string> contradictions;  // inputs with several expectations; not in examples
};

// The files of models below `folder`, by name.
Result<std::vector<std::filesystem::path>> model_files(const std::filesystem::path& folder);

Result<Spec> load_spec(const std::filesystem::path& folder, const std::filesystem::path& file);

// "DateTime/English/DateTimeModelTasksMode" is "tasks"; empty for the default mode.
std::string mode_of(std::string_view name);
// The same name without its mode: "DateTime/English/DateTimeModel".
std::string_view model_of(std::string_view name);

// Reads one file's text: see load_spec.
Result<Spec> read_spec(std::string_view text, std::string name);

}  // namespace errand::eval::language
