// Owns: the form of the table of readings; its rows are in readings_data.cpp.
#pragma once

#include <span>
#include <string_view>

namespace errand::language::names {

struct SyllableRow {
    std::string_view spelling;     // pinyin without tone; "v" for ü
    std::u32string_view commonly;  // characters that are most often read so
    std::u32string_view also;      // characters that may be read so
};

// In the order of their spellings.
std::span<const SyllableRow> syllable_rows();

}  // namespace errand::language::names
