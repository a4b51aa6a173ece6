// Owns: whether produced files are the expected ones. Pure; any thread. Tables are read from CSV
// (RFC 4180) and from workbooks; a table of another kind is named as unreadable rather than passed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/evidence.hpp"
#include "eval/scenario.hpp"

namespace errand::eval {

// `pattern` with * for any characters and ? for one, over the whole name, without case.
bool matches_name(std::string_view pattern, std::string_view name);

// The rows of a CSV text, its byte order mark dropped.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

// "B2" to column 1, row 1 (from 0); nothing where it is no cell's name.
std::optional<std::pair<std::size_t, std::size_t>> cell_position(std::string_view name);

// What is wrong, or empty.
std::string judge_files(const std::vector<ExpectedFile>& expected,
                        const std::vector<ProducedFile>& files);

}  // namespace errand::eval
