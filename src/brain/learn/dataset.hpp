// Owns: labelled sentences, what a model is trained on. Plain data.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "language/text.hpp"

namespace errand::brain::learn {

// What the caller knows of the bytes [begin, end) beside their letters: a grammar's or a lexicon's
// hit ("<money>", "<dish>"). An empty span is about the whole sentence ("?size": what was asked).
struct Hint {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;
};
using Hints = std::vector<Hint>;
// How hints are found: the same function in training and in use, or the model is misled.
using Hinter = Hints (*)(const language::Text& text);

// A slot's value: the bytes [begin, end) of the sentence.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string slot;

    bool operator==(const Span&) const = default;
};

struct Example {
    std::string text;
    // One label for each head of the dataset; empty: not labelled.
    std::vector<std::string> labels;
    // In order, without overlap.
    std::vector<Span> slots;
    Hints hints;
    // Examples of one origin (a template's copies) stay together when a part is held out.
    std::size_t origin = 0;
};

// An entry of a skill's list ("dish": "红烧肉"). Lists of one name in several skills are one.
struct ListEntry {
    std::string list;
    std::string text;
};

struct Dataset {
    // "skill", "act". The first is the one that the tagger of slots is told of.
    std::vector<std::string> heads;
    std::vector<Example> examples;
    // Sentences that belong to no label of the first head; they teach the model what it cannot do.
    std::vector<std::string> outside;
    std::vector<ListEntry> entries;
};

}  // namespace errand::brain::learn
