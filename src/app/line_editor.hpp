// Owns: one line from the person: edited with libedit on a terminal, as it comes from a pipe. The
// loop runs while it waits, so that what happens meanwhile is shown above the prompt. One thread;
// one editor in the program.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/loop.hpp"
#include "app/table.hpp"

namespace errand::app {

class LineEditor {
  public:
    // History is kept in `history` (mode 0600); empty: not kept.
    LineEditor(Loop& loop, std::filesystem::path history);
    ~LineEditor();

    enum class End { Line, EndOfInput, Interrupted };
    struct Read {
        End end = End::EndOfInput;
        std::string line;       // without its line break
        bool had_text = false;  // Interrupted: something was typed already
    };
    Read read(const std::string& prompt);

    // Prints lines; while a line is being typed, above it.
    void print(const Lines& lines);

    struct Impl;

  private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace errand::app
