#include "app/table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/text.hpp"

namespace errand::app {
namespace {

constexpr std::size_t kGap = 3;       // between blocks
constexpr std::size_t kBoxEdges = 4;  // "│ " and " │"
constexpr std::size_t kBoxMost = 76;

std::string painted(bool colour, std::string_view code, std::string_view text) {
    if (!colour) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

std::string repeat(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

std::string without_trailing(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

// One row of blocks that fit beside each other.
void add_row(const std::vector<std::vector<Lines>>& blocks, std::size_t first, std::size_t count,
             std::size_t columns, const Style& style, Lines& lines) {
    std::size_t parts = 0;
    for (std::size_t b = first; b < first + count; ++b) parts = std::max(parts, blocks[b].size());
    for (std::size_t part = 0; part < parts; ++part) {
        std::size_t height = 0;
        std::vector<Lines> cells;
        for (std::size_t b = first; b < first + count; ++b) {
            Lines cell;
            if (part < blocks[b].size()) {
                for (const auto& line : blocks[b][part]) {
                    for (auto& piece : wrap(line, columns)) cell.push_back(std::move(piece));
                }
            }
            height = std::max(height, cell.size());
            cells.push_back(std::move(cell));
        }
        for (std::size_t row = 0; row < height; ++row) {
            std::string line;
            for (std::size_t b = 0; b < cells.size(); ++b) {
                const auto text = row < cells[b].size() ? cells[b][row] : std::string{};
                const auto padded = pad(text, columns + (b + 1 < cells.size() ? kGap : 0));
                line += part == 0 ? style.bold(padded) : padded;
            }
            lines.push_back(style.colour ? line : without_trailing(std::move(line)));
        }
    }
}

}  // namespace

std::string Style::bold(std::string_view text) const {
    return painted(colour, "1", text);
}
std::string Style::dim(std::string_view text) const {
    return painted(colour, "2", text);
}
std::string Style::green(std::string_view text) const {
    return painted(colour, "32", text);
}
std::string Style::red(std::string_view text) const {
    return painted(colour, "31", text);
}
std::string Style::yellow(std::string_view text) const {
    return painted(colour, "33", text);
}

Lines box(std::string_view title, const Lines& lines, const Style& style) {
    const auto room = std::min(std::max<std::size_t>(style.columns, 24), kBoxMost) - kBoxEdges;
    Lines inner;
    for (const auto& line : lines) {
        for (auto& piece : wrap(line, room)) inner.push_back(std::move(piece));
    }
    auto widest = std::min(width(title) + 2, room);
    for (const auto& line : inner) widest = std::max(widest, width(line));
    const auto head = fmt::format("┌ {} ", title);
    const auto dashes =
        widest + kBoxEdges - 1 > width(head) ? widest + kBoxEdges - 1 - width(head) : 0;
    Lines made;
    made.push_back(style.bold(head + repeat("─", dashes) + "┐"));
    for (const auto& line : inner) made.push_back(fmt::format("│ {} │", pad(line, widest)));
    made.push_back("└" + repeat("─", widest + 2) + "┘");
    return made;
}

Lines table(const std::vector<std::string>& headings,
            const std::vector<std::vector<std::string>>& rows, const Style& style) {
    std::vector<std::size_t> widths;
    widths.reserve(headings.size());
    for (const auto& heading : headings) widths.push_back(width(heading));
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    std::size_t before_last = 0;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) before_last += widths[i] + 2;
    const auto room = style.columns > before_last + 20 ? style.columns - before_last : 20;
    const auto row_text = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
            line += pad(i < cells.size() ? cells[i] : "", widths[i] + 2);
        }
        if (!widths.empty() && cells.size() >= widths.size())
            line += wrap(cells[widths.size() - 1], room).front();
        return without_trailing(std::move(line));
    };
    Lines made{style.bold(row_text(headings))};
    for (const auto& row : rows) made.push_back(row_text(row));
    return made;
}

Lines side_by_side(const std::vector<std::vector<Lines>>& blocks, std::size_t block_columns,
                   const Style& style) {
    const auto columns = std::min(block_columns, std::max<std::size_t>(style.columns, 20));
    const auto beside = std::max<std::size_t>(1, (style.columns + kGap) / (columns + kGap));
    Lines lines;
    for (std::size_t first = 0; first < blocks.size(); first += beside) {
        if (first > 0) lines.emplace_back();
        add_row(blocks, first, std::min(beside, blocks.size() - first), columns, style, lines);
    }
    return lines;
}

std::string join(const Lines& lines) {
    return fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace errand::app
