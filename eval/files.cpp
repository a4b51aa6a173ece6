#include "eval/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace errand::eval {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::write(value);
}

std::string judge_cells(const json::object& cells,
                        const std::vector<std::vector<std::string>>& rows) {
    for (const auto& [name, wanted] : cells) {
        const auto position = cell_position(name);
        if (!position) return fmt::format("'{}' is no cell", std::string_view(name));
        const auto [column, row] = *position;
        const bool there = row < rows.size() && column < rows[row].size();
        const auto found = there ? rows[row][column] : std::string{};
        if (found != text_of(wanted))
            return fmt::format("cell {} is '{}', not '{}'", std::string_view(name), found,
                               text_of(wanted));
    }
    return {};
}

std::string judge_table(const ExpectedFile& expected, const ProducedFile& file) {
    if (!expected.rows && !expected.cells) return {};
    if (!file.content) return fmt::format("{} cannot be read", file.name);
    if (!matches_name("*.csv", file.name))
        return fmt::format("{} is no table that this runner reads (CSV)", file.name);
    const auto rows = read_csv(*file.content);
    if (expected.rows && *expected.rows != rows.size())
        return fmt::format("{} has {} rows, not {}", file.name, rows.size(), *expected.rows);
    if (!expected.cells) return {};
    auto wrong = judge_cells(*expected.cells, rows);
    return wrong.empty() ? wrong : fmt::format("{}: {}", file.name, wrong);
}

}  // namespace

bool matches_name(std::string_view pattern, std::string_view name) {
    // Where a part after a star did not fit, go back and let the star take one character more.
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t from = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            from = n;
        } else if (p < pattern.size() &&
                   (pattern[p] == '?' || lower(pattern[p]) == lower(name[n]))) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++from;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::vector<std::vector<std::string>> read_csv(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    const auto end_row = [&] {
        row.push_back(std::move(cell));
        cell.clear();
        rows.push_back(std::move(row));
        row.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                cell += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                cell += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            row.push_back(std::move(cell));
            cell.clear();
        } else if (c == '\n') {
            end_row();
        } else if (c != '\r') {
            cell += c;
        }
    }
    if (!cell.empty() || !row.empty()) end_row();
    return rows;
}

std::optional<std::pair<std::size_t, std::size_t>> cell_position(std::string_view name) {
    std::size_t column = 0;
    std::size_t i = 0;
    for (; i < name.size() && i < 3 && std::isalpha(static_cast<unsigned char>(name[i])); ++i) {
        column = column * 26 + static_cast<std::size_t>(lower(name[i]) - 'a' + 1);
    }
    std::size_t row = 0;
    const auto* end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data() + i, end, row);
    if (i == 0 || error != std::errc{} || rest != end || row == 0) return std::nullopt;
    return std::pair(column - 1, row - 1);
}

std::string judge_files(const std::vector<ExpectedFile>& expected,
                        const std::vector<ProducedFile>& files) {
    for (const auto& one : expected) {
        std::string wrong = fmt::format("files: none is named {}", one.name);
        for (const auto& file : files) {
            if (!matches_name(one.name, file.name)) continue;
            wrong = judge_table(one, file);
            if (wrong.empty()) break;
            wrong.insert(0, "files: ");
        }
        if (!wrong.empty()) return wrong;
    }
    return {};
}

}  // namespace errand::eval
