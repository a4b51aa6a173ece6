// Owns: the Chinese forms of units, over characters. See units.hpp. Pure; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "language/numeric/glyphs.hpp"
#include "language/numeric/units.hpp"

namespace errand::language::numeric {

struct ChineseForms {
    std::unordered_map<std::u32string, Form> all;
    std::unordered_set<char32_t> starts;  // their first characters
    std::size_t longest = 1;              // characters

    void add(std::string_view words, const Unit* unit, unsigned use);
    struct Match {
        std::size_t end = 0;
        Form form;
        explicit operator bool() const { return form.unit != nullptr; }
    };
    // The longest form at `at` that may be used so.
    Match match(const Glyphs& text, std::size_t at, unsigned use) const;
};

const ChineseForms& chinese_currencies();
const ChineseForms& chinese_dimensions();
const ChineseForms& chinese_ages();
const ChineseForms& chinese_temperatures();

}  // namespace errand::language::numeric
