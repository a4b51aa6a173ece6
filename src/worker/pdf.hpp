// Owns: reading one PDF with Poppler (GPL-2.0-or-later; this room is linked into the program
// errand-documents alone). One thread.
#pragma once

#include <string_view>

#include "document/answer.hpp"

namespace errand::worker {

// Never fails: what is wrong stands in the answer.
document::PdfAnswer read_pdf(std::string_view bytes);

}  // namespace errand::worker
