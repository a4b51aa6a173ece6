// Owns: reading tables in the form of RFC 4180: fields between commas, in quotes where they hold
// one. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::eval::language {

struct Table {
    std::vector<std::string> columns;            // of the first line
    std::vector<std::vector<std::string>> rows;  // as many fields as columns

    // Where the column is; NotFound names it.
    Result<std::size_t> column(std::string_view name) const;
};

// Invalid where a row has another number of fields, with its number; `name` stands in errors.
Result<Table> read_table(std::string_view text, std::string_view name);

}  // namespace errand::eval::language
