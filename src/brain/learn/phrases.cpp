#include "brain/learn/phrases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>

#include "base/trim.hpp"
#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"

namespace errand::brain::learn {
namespace {

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= kMaxNameBytes && std::ranges::all_of(text, [](char one) {
        return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '_';
    });
}

std::unexpected<Error> at_line(std::string_view name, std::size_t line, std::string_view what) {
    return fail(ErrorCode::Invalid, fmt::format("{}:{}: {}", name, line, what),
                "docs/phrases.md shows the form");
}

// `[words|slot]`
Result<Piece> read_value(std::string_view inside) {
    const auto bar = inside.find('|');
    if (bar == std::string_view::npos) return fail(ErrorCode::Invalid, "'[' wants [words|slot]");
    Piece piece{std::string(inside.substr(0, bar)), {}, std::string(inside.substr(bar + 1))};
    if (trimmed(piece.words).empty() || !is_name(piece.slot))
        return fail(ErrorCode::Invalid,
                    fmt::format("[{}] has no words, or a slot that is no name", inside));
    return piece;
}

// `{list}` or `{list:slot}`
Result<Piece> read_place(std::string_view inside) {
    const auto colon = inside.find(':');
    Piece piece{{}, std::string(inside.substr(0, colon)), {}};
    if (colon != std::string_view::npos) piece.slot = std::string(inside.substr(colon + 1));
    if (!is_name(piece.list) || (colon != std::string_view::npos && !is_name(piece.slot)))
        return fail(ErrorCode::Invalid, fmt::format("{{{}}} is no {{list:slot}}", inside));
    return piece;
}

// Calls each(line, number) for what is no remark and not empty, until it fails.
template <class Each>
Result<void> each_line(std::string_view text, std::string_view name, Each each) {
    if (text.size() > kMaxPhraseFileBytes) return at_line(name, 1, "the file is too large");
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty() || line.starts_with(';')) continue;
        if (line.size() > kMaxPhraseBytes) return at_line(name, number, "the line is too long");
        ERRAND_TRY_VOID(each(line, number));
    }
    return {};
}

// The name in "# name"; nothing where the line is no head.
std::optional<std::string_view> head_of(std::string_view line) {
    if (!line.starts_with('#')) return std::nullopt;
    return trimmed(line.substr(1));
}

Result<std::string> read_file(const std::filesystem::path& file) {
    std::ifstream from(file, std::ios::binary);
    if (!from) return fail(ErrorCode::NotFound, "cannot read " + file.string());
    std::ostringstream text;
    text << from.rdbuf();
    return std::move(text).str();
}

Example filled(const Phrase& phrase, const Lists& lists, std::size_t shift) {
    Example made;
    for (std::size_t i = 0; i < phrase.pieces.size(); ++i) {
        const auto& piece = phrase.pieces[i];
        std::string_view words = piece.words;
        if (!piece.list.empty()) {
            const auto& entries = lists.find(piece.list)->second;
            // Each place walks through its list from a start of its own.
            const auto start = joined(hashed(piece.list), joined(phrase.line, i)) % entries.size();
            words = entries[(start + shift * (1 + entries.size() / 7)) % entries.size()];
        }
        const auto begin = made.text.size();
        made.text += words;
        if (!piece.slot.empty()) made.slots.push_back({begin, made.text.size(), piece.slot});
    }
    return made;
}

struct SkillReader {
    Dataset& data;
    const PhraseOptions& options;
    std::size_t origins = 0;

    Result<void> read(const std::filesystem::path& folder, std::string_view language) {
        // "skills/food/" ends with an empty name.
        const auto named = folder.has_filename() ? folder : folder.parent_path();
        const auto skill = named.filename().string();
        const auto phrases_file = folder / fmt::format("phrases.{}.txt", language);
        const auto lists_file = folder / fmt::format("lists.{}.txt", language);
        if (!std::filesystem::exists(phrases_file)) return {};
        const auto name = skill + "/" + phrases_file.filename().string();
        ERRAND_TRY(const auto text, read_file(phrases_file));
        ERRAND_TRY(const auto phrases, read_phrases(text, name));
        Lists lists;
        if (std::filesystem::exists(lists_file)) {
            ERRAND_TRY(const auto list_text, read_file(lists_file));
            ERRAND_TRY(lists, read_lists(list_text, skill + "/" + lists_file.filename().string()));
            for (const auto& [list, entries] : lists)
                for (const auto& entry : entries) data.entries.push_back({list, entry});
        }
        for (const auto& phrase : phrases) ERRAND_TRY_VOID(add(phrase, lists, skill, name));
        return {};
    }

    Result<void> add(const Phrase& phrase, const Lists& lists, const std::string& skill,
                     std::string_view name) {
        bool chooses = false;
        for (const auto& piece : phrase.pieces) {
            if (piece.list.empty()) continue;
            chooses = true;
            if (!lists.contains(piece.list))
                return at_line(name, phrase.line, fmt::format("there is no list '{}'", piece.list));
        }
        const auto origin = ++origins;
        std::set<std::string> seen;
        for (std::size_t copy = 0; copy < (chooses ? options.copies : 1); ++copy) {
            auto example = filled(phrase, lists, copy);
            if (!seen.insert(example.text).second) continue;
            example.labels = {skill, phrase.act};
            example.origin = origin;
            if (options.hints) example.hints = options.hints(language::read_text(example.text));
            data.examples.push_back(std::move(example));
            if (data.examples.size() > kMaxSentences)
                return at_line(name, phrase.line, "there are too many sentences");
        }
        return {};
    }
};

}  // namespace

Result<std::vector<Piece>> read_phrase(std::string_view line) {
    std::vector<Piece> made;
    const auto words = [&](std::string_view text) {
        if (!text.empty()) made.push_back({std::string(text), {}, {}});
    };
    while (!line.empty()) {
        const auto open = line.find_first_of("[{]}");
        words(line.substr(0, open));
        if (open == std::string_view::npos) break;
        const char mark = line[open];
        if (mark == ']' || mark == '}')
            return fail(ErrorCode::Invalid, fmt::format("'{}' without its beginning", mark));
        line.remove_prefix(open + 1);
        const auto close = line.find_first_of("[{]}");
        if (close == std::string_view::npos || line[close] != (mark == '[' ? ']' : '}'))
            return fail(ErrorCode::Invalid, fmt::format("'{}' without its end", mark));
        const auto inside = line.substr(0, close);
        ERRAND_TRY(auto piece, mark == '[' ? read_value(inside) : read_place(inside));
        made.push_back(std::move(piece));
        line.remove_prefix(close + 1);
    }
    return made;
}

Result<std::vector<Phrase>> read_phrases(std::string_view text, std::string_view name) {
    std::vector<Phrase> made;
    std::string act;
    ERRAND_TRY_VOID(each_line(text, name, [&](auto line, auto number) -> Result<void> {
        if (const auto head = head_of(line)) {
            if (!is_name(*head)) return at_line(name, number, "'#' wants the name of an act");
            act = *head;
            return {};
        }
        if (act.empty()) return at_line(name, number, "a sentence before the first '# act'");
        auto pieces = read_phrase(line);
        if (!pieces) return at_line(name, number, pieces.error().message);
        made.push_back({act, *std::move(pieces), number});
        return {};
    }));
    return made;
}

Result<Lists> read_lists(std::string_view text, std::string_view name) {
    Lists made;
    std::vector<std::string>* list = nullptr;
    std::size_t head_line = 0;
    ERRAND_TRY_VOID(each_line(text, name, [&](auto line, auto number) -> Result<void> {
        if (const auto head = head_of(line)) {
            if (!is_name(*head)) return at_line(name, number, "'#' wants the name of a list");
            if (list && list->empty()) return at_line(name, head_line, "the list is empty");
            list = &made[std::string(*head)];
            head_line = number;
            return {};
        }
        if (!list) return at_line(name, number, "an entry before the first '# list'");
        if (line.find_first_of("[]{}|") != std::string_view::npos)
            return at_line(name, number, "an entry is plain words");
        list->emplace_back(line);
        return {};
    }));
    if (list && list->empty()) return at_line(name, head_line, "the list is empty");
    return made;
}

Result<Example> read_annotated(std::string_view line) {
    ERRAND_TRY(const auto pieces, read_phrase(line));
    Phrase phrase{{}, pieces, 0};
    for (const auto& piece : pieces)
        if (!piece.list.empty())
            return fail(ErrorCode::Invalid, "a list has no place here: {" + piece.list + "}");
    return filled(phrase, {}, 0);
}

Result<Dataset> read_skills(std::span<const std::filesystem::path> folders,
                            const PhraseOptions& options) {
    std::vector<std::filesystem::path> sorted(folders.begin(), folders.end());
    std::ranges::sort(sorted);
    Dataset data{{"skill", "act"}, {}, {}, {}};
    SkillReader reader{data, options};
    for (const auto& folder : sorted)
        for (const auto language : {"en", "zh"}) ERRAND_TRY_VOID(reader.read(folder, language));
    if (data.examples.empty())
        return fail(ErrorCode::NotFound, "no folder has training phrases",
                    "name folders that hold phrases.zh.txt or phrases.en.txt");
    return data;
}

}  // namespace errand::brain::learn
