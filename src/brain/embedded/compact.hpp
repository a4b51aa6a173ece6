// Owns: a reading in one line for each act, as the case files and `errand understand` show it.
// Pure; any thread.
#pragma once

#include <string>

#include "brain/understanding.hpp"

namespace errand::brain::embedded {

// "start food: 2 珍珠奶茶[ice=less]; to office". The form is described in docs/understanding.md.
std::string compact(const Act& act);
// The acts, one a line.
std::string compact(const Understanding& understanding);

}  // namespace errand::brain::embedded
