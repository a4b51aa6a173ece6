// Owns: the form that skills' training phrases are written in (docs/phrases.md), and making
// examples of them. Any thread.
//
//   # start                                       the act of the sentences below
//   ; a remark
//   帮我点[两杯|quantity]{drink:item},送到[公司|deliver_to]
//
// `[words|slot]` are a slot's value. `{list:slot}` stands for an entry of that list and is a value,
// `{list}` for an entry that is none. Lists have the same form: `# drink`, then an entry a line.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "brain/learn/dataset.hpp"

namespace errand::brain::learn {

// A sentence in pieces. `list` is set where an entry has to be chosen; otherwise `words` stand as
// they are. `slot` is empty for what is no value.
struct Piece {
    std::string words;
    std::string list;
    std::string slot;
};
struct Phrase {
    std::string act;
    std::vector<Piece> pieces;
    std::size_t line = 0;
};
using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

// One sentence of the form above. Invalid says what is wrong, without a place.
Result<std::vector<Piece>> read_phrase(std::string_view line);
// A file's text; `name` stands in errors, as "name:line".
Result<std::vector<Phrase>> read_phrases(std::string_view text, std::string_view name);
Result<Lists> read_lists(std::string_view text, std::string_view name);
// A sentence without lists, as an example with its slots.
Result<Example> read_annotated(std::string_view line);

struct PhraseOptions {
    // Copies of a phrase with lists, each with other entries; a phrase without lists stands once.
    std::size_t copies = 4;
    Hinter hints = nullptr;
};
// The examples of all folders: heads "skill" (the folder's name) and "act". A folder holds
// phrases.zh.txt, phrases.en.txt, lists.zh.txt and lists.en.txt, each of them optional.
// Deterministic.
Result<Dataset> read_skills(std::span<const std::filesystem::path> folders,
                            const PhraseOptions& options = {});

}  // namespace errand::brain::learn
