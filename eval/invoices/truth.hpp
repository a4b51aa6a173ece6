// Owns: what is known about each file of a set of invoices, and what a set is held against. Blocks.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "json/json.hpp"

namespace errand::eval::invoices {

struct Row {
    std::string file;  // below the folder; "a.zip/b.pdf" for what is inside another
    std::string kind;
    json::object truth;
    // What must be found about the file, by names of faults, "a|b" for either; not there: the set
    // does not say. `allowed`: what may be found besides.
    std::optional<std::vector<std::string>> findings;
    std::vector<std::string> allowed;
    std::string same_as;  // the file that says this invoice first
};

Result<std::vector<Row>> read_truth(const std::filesystem::path& path);

// about.json beside the truth, where there is one.
struct About {
    std::optional<int> year;
    std::string buyer_tax_id;
};
About read_about(const std::filesystem::path& beside);

Result<std::string> read_bytes(const std::filesystem::path& path);
// Whether what is found is about that file or something inside it.
bool is_about(const std::string& found, const std::string& file);

}  // namespace errand::eval::invoices
