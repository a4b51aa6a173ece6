// Owns: boxes and columns of text for a terminal. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace errand::app {

using Lines = std::vector<std::string>;

// How a card looks: where colours are off, no escape sequence is written at all.
struct Style {
    std::string language = "en";  // "zh" or "en"
    std::size_t columns = 80;     // of the terminal
    bool colour = false;

    std::string bold(std::string_view text) const;
    std::string dim(std::string_view text) const;
    std::string green(std::string_view text) const;
    std::string red(std::string_view text) const;
    std::string yellow(std::string_view text) const;
    // The text in the language.
    std::string_view say(std::string_view zh, std::string_view en) const {
        return language == "zh" ? zh : en;
    }
};

// The lines in a box with a title, no wider than the terminal; long lines are wrapped.
Lines box(std::string_view title, const Lines& lines, const Style& style);

// Cells under headings, each column as wide as its widest cell, the last one cut to the terminal.
Lines table(const std::vector<std::string>& headings,
            const std::vector<std::vector<std::string>>& rows, const Style& style);

// Blocks of lines beside each other, as many in a row as the terminal takes, at least one. Within a
// row all blocks' parts with the same index begin on the same line: blocks[b][part] is a list of
// lines. The first part of each block is set in bold.
Lines side_by_side(const std::vector<std::vector<Lines>>& blocks, std::size_t block_columns,
                   const Style& style);

std::string join(const Lines& lines);

}  // namespace errand::app
