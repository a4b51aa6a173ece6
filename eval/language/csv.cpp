#include "eval/language/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace errand::eval::language {
namespace {

// One row from `at` on, which moves behind its end.
std::vector<std::string> read_row(std::string_view text, std::size_t& at) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    while (at < text.size()) {
        const char one = text[at++];
        if (quoted && one == '"' && at < text.size() && text[at] == '"') {
            fields.back() += '"';
            ++at;
        } else if (one == '"' && (quoted || fields.back().empty())) {
            quoted = !quoted;
        } else if (one == ',' && !quoted) {
            fields.emplace_back();
        } else if (one == '\n' && !quoted) {
            break;
        } else if (one != '\r' || quoted) {
            fields.back() += one;
        }
    }
    return fields;
}

}  // namespace

Result<std::size_t> Table::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end())
        return fail(ErrorCode::Corrupt, fmt::format("there is no column '{}'", name));
    return static_cast<std::size_t>(found - columns.begin());
}

Result<Table> read_table(std::string_view text, std::string_view name) {
    Table table;
    std::size_t at = 0;
    table.columns = read_row(text, at);
    while (at < text.size()) {
        auto row = read_row(text, at);
        if (row.size() == 1 && row.front().empty()) continue;
        if (row.size() != table.columns.size())
            return fail(ErrorCode::Invalid,
                        fmt::format("{}: row {} has {} fields, not {}", name, table.rows.size() + 1,
                                    row.size(), table.columns.size()));
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace errand::eval::language
