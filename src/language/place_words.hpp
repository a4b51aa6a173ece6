// Owns: the words that Chinese addresses are made of, and those that never stand inside a name.
// Used by the readers of places alone. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "language/letters.hpp"
#include "language/places.hpp"

namespace errand::language {

// What a name's last characters make it: 路 a road, 小区 a compound.
struct Ending {
    std::size_t length = 0;  // characters; 0: none
    PartKind kind = PartKind::Compound;
    std::size_t least = 1;  // characters that must stand before it
    std::size_t most = 8;   // and at most
    bool weak = false;      // counts only where a number follows: 道, 里
};
// The longest ending that begins at `at`.
Ending read_ending(const Letters& text, std::size_t at);

// The ending of a numbered part, that begins behind its number: 号, 栋, 单元, 层, 室.
Ending read_numbered_ending(const Letters& text, std::size_t at);

// How many characters from `at` on are a word that no name has in it (送, 我, 今天), or 0. Names
// may begin behind it.
std::size_t stop_word(const Letters& text, std::size_t at);

// The characters before `at` say that a place follows: 到, 在, 去, 住, 从, 地址是.
bool place_follows(const Letters& text, std::size_t at);

// A relation that begins at `at`: 附近, 对面, 楼下.
struct RelationWord {
    std::size_t length = 0;  // characters; 0: none
    Relation relation = Relation::None;
};
RelationWord read_relation(const Letters& text, std::size_t at);

// A character that may stand inside a Chinese name.
bool is_name_character(const Letters& text, std::size_t at);

}  // namespace errand::language
