// Owns: the pictures that a PDF's page holds, without drawing the page. With Poppler's own classes,
// whose C++ interface for strangers has no pictures. One thread.
#pragma once

#include <functional>
#include <string_view>

#include "worker/grey.hpp"

namespace errand::worker {

// Shows those of the first `pages` pages that are about as wide as high on the page, as codes are,
// one after another. False where there are more than are looked at. Needs Poppler's tables, which
// an Eyes keeps.
bool each_square_picture(std::string_view pdf, int pages,
                         const std::function<void(const Grey&)>& show);

}  // namespace errand::worker
