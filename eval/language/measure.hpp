// Owns: the form of a measurement over public language data, and its text. A measurement reads a
// folder of data and gives a section: rows of figures, each beside its reference. Adding one: a
// function of the form `Measure`, and its line in sections.cpp. Pure but for reading files; one
// thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace errand::eval::language {

struct Figure {
    std::string name;  // "span", "full", "accuracy", "AUROC"
    double ours = 0;   // percent, unless `unit` says otherwise
    std::optional<double> reference;
    std::string unit = "%";
    bool less_is_better = false;
};

struct Row {
    std::string name;
    std::size_t cases = 0;
    std::vector<Figure> figures;
    std::string note;  // whose reference, or what is special
};

struct Section {
    std::string name;
    std::string about;                  // how it is measured, in one line
    std::vector<Row> rows;              //
    std::vector<std::string> notes;     // cases that are listed apart, what was left out
    std::vector<std::string> failures;  // asked for by MeasureOptions::failures
};

struct MeasureOptions {
    std::filesystem::path data;        // the folder "language" of the public data
    std::filesystem::path references;  // references.json
    std::filesystem::path answers;     // another program's answers to score instead of ours
    std::string only;                  // rows whose name contains this
    std::size_t failures = 0;          // so many failed cases for each row
};

using Measure = Result<Section> (*)(const MeasureOptions& options);

struct Measurement {
    std::string_view name;
    Measure measure;
};

// Every measurement, in the order of the table (sections.cpp).
std::span<const Measurement> measurements();

// "--data", else $ERRAND_DATA/language, else ../shared/data/language beside the working folder.
std::filesystem::path data_folder(const std::string& given);

// Runs those of `all` whose name begins with `part` (all, where it is empty). A measurement whose
// data is absent gives a section with a note and no rows.
Result<std::vector<Section>> run(std::span<const Measurement> all, std::string_view part,
                                 const MeasureOptions& options);

std::string text(const std::vector<Section>& sections);
json::value to_json(const std::vector<Section>& sections);

// Processor time of this process: others may be at work beside a measurement.
double processor_seconds();

// Whole file as text, its byte order mark dropped. NotFound where it does not exist.
Result<std::string> read_file(const std::filesystem::path& file);

}  // namespace errand::eval::language
