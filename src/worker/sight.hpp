// Owns: seeing, with Poppler (GPL-2.0-or-later; this room is linked into the program
// errand-documents alone). One thread.
#pragma once

#include "document/sight.hpp"

namespace errand::worker {

class Eyes final : public document::Sight {
  public:
    // What is the same for every file is loaded here, once, before processes for single files
    // are made from this one.
    Eyes();

    Result<document::PdfFile> pdf(std::string_view bytes) override;
    Result<document::PictureFile> picture(std::string_view bytes) override;
};

}  // namespace errand::worker
