#include "eval/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>

#include "eval/workbook.hpp"
#include "invoice/date.hpp"
#include "invoice/decimal.hpp"

namespace errand::eval {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string text_of(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::write(value);
}

using Rows = std::vector<std::vector<std::string>>;

bool is_day(std::string_view text) {
    return text.size() == 10 && text[4] == '-' && text[7] == '-';
}

// Excel counts days from 1899-12-30.
std::string day_of_serial(std::string_view serial) {
    long days = 0;
    const auto [end, error] = std::from_chars(serial.data(), serial.data() + serial.size(), days);
    if (error != std::errc{} || end != serial.data() + serial.size()) return {};
    const std::chrono::sys_days day =
        std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(days);
    return invoice::to_string(std::chrono::year_month_day(day));
}

// Amounts are equal by value ("1234.5" and "1,234.50"), days by the calendar, texts by their bytes.
bool same_cell(const std::string& found, const std::string& wanted) {
    if (found == wanted) return true;
    if (is_day(wanted)) return day_of_serial(found) == wanted;
    const auto left = invoice::parse_decimal(found);
    const auto right = invoice::parse_decimal(wanted);
    return left && right && *left == *right;
}

std::string judge_cell(std::string_view name, const std::string& wanted, const Rows& rows) {
    const auto position = cell_position(name);
    if (!position) return fmt::format("'{}' is no cell", name);
    const auto [column, row] = *position;
    const bool there = row < rows.size() && column < rows[row].size();
    const auto found = there ? rows[row][column] : std::string{};
    if (same_cell(found, wanted)) return {};
    return fmt::format("cell {} is '{}', not '{}'", name, found, wanted);
}

// "B2" is of the first sheet, "台账!B2" of the one so named.
std::string judge_cells(const json::object& cells, const std::vector<Sheet>& sheets) {
    for (const auto& [key, wanted] : cells) {
        std::string_view name = key;
        const auto* sheet = &sheets.front();
        if (const auto mark = name.rfind('!'); mark != std::string_view::npos) {
            const auto found = std::ranges::find(sheets, name.substr(0, mark), &Sheet::name);
            if (found == sheets.end()) return fmt::format("there is no sheet for '{}'", name);
            sheet = &*found;
            name.remove_prefix(mark + 1);
        }
        if (auto wrong = judge_cell(name, text_of(wanted), sheet->rows); !wrong.empty())
            return wrong;
    }
    return {};
}

Result<std::vector<Sheet>> sheets_of(const ProducedFile& file) {
    if (!file.content)
        return fail(ErrorCode::NotFound, fmt::format("{} cannot be read", file.name));
    if (matches_name("*.csv", file.name))
        return std::vector<Sheet>{{std::string(), read_csv(*file.content)}};
    if (matches_name("*.xlsx", file.name)) return read_workbook(*file.content);
    return fail(ErrorCode::Invalid,
                fmt::format("{} is no table that this runner reads (CSV, XLSX)", file.name));
}

std::size_t filled(const Rows& rows) {
    return static_cast<std::size_t>(std::ranges::count_if(rows, [](const auto& row) {
        return std::ranges::any_of(row, [](const auto& cell) { return !cell.empty(); });
    }));
}

std::string judge_table(const ExpectedFile& expected, const ProducedFile& file) {
    if (!expected.rows && !expected.cells) return {};
    const auto sheets = sheets_of(file);
    if (!sheets) return sheets.error().message;
    const auto rows = filled(sheets->front().rows);
    if (expected.rows && *expected.rows != rows)
        return fmt::format("{} has {} rows, not {}", file.name, rows, *expected.rows);
    if (!expected.cells) return {};
    auto wrong = judge_cells(*expected.cells, *sheets);
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
        for (auto file = files.begin(); file != files.end(); ++file) {
            // Of several versions the latest counts.
            const bool later = std::any_of(file + 1, files.end(), [&](const ProducedFile& other) {
                return other.name == file->name;
            });
            if (later || !matches_name(one.name, file->name)) continue;
            wrong = judge_table(one, *file);
            if (wrong.empty()) break;
            wrong.insert(0, "files: ");
        }
        if (!wrong.empty()) return wrong;
    }
    return {};
}

}  // namespace errand::eval
