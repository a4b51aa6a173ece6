// Owns: finding QR codes in a picture, with ZXing. One thread.
#pragma once

#include <string>
#include <vector>

#include "worker/grey.hpp"

namespace errand::worker {

struct Code {
    std::string text;  // UTF-8
    int quarters = 0;  // how far it is turned, clockwise
};

// None where there are none.
std::vector<Code> codes_in(const Grey& picture);
// Of a picture that is a code and nothing else, perhaps one pixel a module and without its margin.
std::vector<Code> code_of(const Grey& picture);

}  // namespace errand::worker
