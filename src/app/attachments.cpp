#include "app/attachments.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "base/encoding.hpp"

namespace errand::app {
namespace {

namespace fs = std::filesystem;

std::string expanded(std::string path) {
    if (path.starts_with("file://")) {
        path.erase(0, std::string_view("file://").size());
        if (auto decoded = percent_decode(path)) path = *std::move(decoded);
    }
    const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): read once, early
    if (home != nullptr && (path == "~" || path.starts_with("~/"))) path = home + path.substr(1);
    return path;
}

bool looks_like_a_path(std::string_view word) {
    for (const std::string_view begin : {"/", "./", "../", "~/", "file://"})
        if (word.starts_with(begin) && word.size() > begin.size()) return true;
    return false;
}

bool is_there(const std::string& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

std::string absolute(const std::string& path) {
    std::error_code error;
    auto made = fs::absolute(path, error).lexically_normal().string();
    while (made.size() > 1 && made.back() == '/') made.pop_back();
    return error ? path : made;
}

// One word of the line as a shell would read it, with where it stands.
struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};

std::vector<Word> words_of(std::string_view line) {
    std::vector<Word> words;
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == ' ' || line[at] == '\t') {
            ++at;
            continue;
        }
        Word word{at, at, {}};
        char quote = '\0';
        for (; at < line.size(); ++at) {
            const char c = line[at];
            if (quote == '\0' && (c == ' ' || c == '\t')) break;
            if (quote == '\0' && (c == '\'' || c == '"') && at == word.begin) {
                quote = c;
            } else if (quote != '\0' && c == quote) {
                quote = '\0';
            } else if (c == '\\' && quote != '\'' && at + 1 < line.size()) {
                word.text += line[++at];
            } else {
                word.text += c;
            }
        }
        word.end = at;
        words.push_back(std::move(word));
    }
    return words;
}

Line without(std::string_view line, const std::vector<Word>& taken) {
    Line left;
    std::size_t at = 0;
    for (const auto& word : taken) {
        left.text.append(line.substr(at, word.begin - at));
        left.paths.push_back(absolute(expanded(word.text)));
        at = word.end;
    }
    left.text.append(line.substr(at));
    const auto first = left.text.find_first_not_of(" \t");
    if (first == std::string::npos)
        left.text.clear();
    else
        left.text = left.text.substr(first, left.text.find_last_not_of(" \t") - first + 1);
    return left;
}

}  // namespace

Result<std::vector<std::string>> absolute_paths(const std::vector<std::string>& paths) {
    std::vector<std::string> all;
    for (const auto& path : paths) {
        const auto meant = expanded(path);
        if (!is_there(meant))
            return fail(ErrorCode::NotFound, fmt::format("there is no {}", path),
                        "name a file, an archive or a folder");
        all.push_back(absolute(meant));
    }
    return all;
}

Line split_paths(std::string_view line) {
    std::vector<Word> taken;
    for (auto& word : words_of(line))
        if (looks_like_a_path(word.text) && is_there(expanded(word.text)))
            taken.push_back(std::move(word));
    return without(line, taken);
}

Result<Line> read_attach(std::string_view rest) {
    std::vector<Word> taken;
    for (auto& word : words_of(rest))
        if (is_there(expanded(word.text))) taken.push_back(std::move(word));
    if (taken.empty())
        return fail(ErrorCode::NotFound, fmt::format("there is no file or folder in '{}'", rest),
                    "as in: /attach ~/Documents/invoices");
    return without(rest, taken);
}

}  // namespace errand::app
