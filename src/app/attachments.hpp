// Owns: files that a person hands in with a sentence: paths given to a command, typed into a line,
// or dropped into the terminal. Reads the file system to see what is there; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::app {

// Absolute, with "~" as the home folder. NotFound names the first that is not there.
Result<std::vector<std::string>> absolute_paths(const std::vector<std::string>& paths);

// A line, and the paths in it that are there: words that begin as paths do (/, ./, ../, ~/,
// file://), quoted, or with escaped spaces, as terminals paste what is dropped. What names nothing
// that is there stays part of the sentence.
struct Line {
    std::string text;
    std::vector<std::string> paths;
};
Line split_paths(std::string_view line);

// "/attach PATH… [sentence]": as split_paths, but every word that is there is a path. NotFound
// where none is.
Result<Line> read_attach(std::string_view rest);

}  // namespace errand::app
