// Owns: finding QR codes in a picture, with ZXing. One thread.
#pragma once

#include <string>
#include <vector>

#include "worker/grey.hpp"

namespace errand::worker {

// What they say, as UTF-8; none where there are none.
std::vector<std::string> codes_in(const Grey& picture);
// Of a picture that is a code and nothing else, perhaps one pixel a module and without its margin.
std::vector<std::string> code_of(const Grey& picture);

}  // namespace errand::worker
