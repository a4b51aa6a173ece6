// Owns: the pictures that a PDF's page holds, without drawing the page. With Poppler's own classes,
// whose C++ interface for strangers has no pictures. One thread.
#pragma once

#include <string_view>
#include <vector>

#include "worker/grey.hpp"

namespace errand::worker {

// Those of the first `pages` pages that are about as wide as high on the page, as codes are.
std::vector<Grey> square_pictures(std::string_view pdf, int pages);

}  // namespace errand::worker
