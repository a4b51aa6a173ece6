// Owns: the options of a generated city's items. Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "commerce/catalog.hpp"

namespace errand::city::menu {

// The options whose bits (menu_data.hpp) are set, in the order in which a menu shows them.
std::vector<commerce::ItemOption> options_of(std::uint32_t bits);

}  // namespace errand::city::menu
