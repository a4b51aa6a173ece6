// Owns: seeing, with Poppler (GPL-2.0-or-later; this room is linked into the program
// errand-documents alone), ZXing and Tesseract. One thread.
#pragma once

#include <memory>

#include "document/sight.hpp"

namespace errand::worker {

class Recogniser;

class Eyes final : public document::Sight {
  public:
    // What is the same for every file is loaded here, once, before processes for single files
    // are made from this one.
    Eyes();
    ~Eyes() override;

    Result<document::PdfFile> pdf(std::string_view bytes) override;
    Result<document::PictureFile> picture(std::string_view bytes) override;
    // The recognizer's models.
    bool wants_more() const override;
    void load_more() override;

  private:
    struct Loaded;
    std::unique_ptr<Loaded> loaded_;
    std::unique_ptr<Recogniser> recogniser_;
};

}  // namespace errand::worker
