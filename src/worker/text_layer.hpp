// Owns: the words that a PDF states on its pages, with Poppler. One thread.
#pragma once

#include <poppler-page.h>

#include "document/sight.hpp"

namespace errand::worker {

// Upright whatever way the page is turned; at most `words` of them.
document::Page text_of(const poppler::page& page, std::size_t words);
// True where the words can be read: some fonts say only what their letters look like.
bool is_readable(const document::Page& page);

}  // namespace errand::worker
