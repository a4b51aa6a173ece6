// Owns: lists of words written as one text, parted by "|". Pure; any thread.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

namespace errand::ledger {

// Takes the first word off the list; nothing at its end.
inline std::optional<std::string_view> take_word(std::string_view& list) {
    if (list.empty()) return std::nullopt;
    const auto end = std::min(list.find('|'), list.size());
    const auto word = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    return word;
}

inline bool is_listed(std::string_view list, std::string_view word) {
    while (const auto one = take_word(list))
        if (*one == word) return true;
    return false;
}

}  // namespace errand::ledger
