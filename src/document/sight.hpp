// Owns: Sight, how pages are seen: words with their places, codes, attachments. Implemented in the
// program errand-documents; faked in tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace errand::document {

struct Word {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0;
    int confidence = 100;
};
struct Page {
    double width = 0, height = 0;
    std::vector<Word> words;
    bool from_picture = false;
};

}  // namespace errand::document
