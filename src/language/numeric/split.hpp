// Owns: lists written with commas, as the tables of units hold them. Pure; any thread.
#pragma once

#include <string_view>

namespace errand::language::numeric {

// Calls `each` for every item between commas; an empty list has none.
template <class Each>
void for_items(std::string_view list, Each each) {
    while (!list.empty()) {
        const auto item = list.substr(0, list.find(','));
        each(item);
        list.remove_prefix(item.size() == list.size() ? item.size() : item.size() + 1);
    }
}

}  // namespace errand::language::numeric
